"""Tells who could be told apart once two waves of a survey are both published."""

from collections.abc import Iterable, Mapping

import attrs

from positiveculture.counting import Levels, Question
from positiveculture.protection import Crowd, Group, Tally, above


@attrs.frozen
class Wave:
    """The wave before: who answered what, and which groups' figures were published."""

    #: Who, in which group, answered what.
    people: Mapping[str, tuple[Group, Levels]]
    #: The groups whose figure is published, by the question's key.
    published: Mapping[str, frozenset[Group]]

    def crowds(self, question: Question, now: Mapping[str, tuple[Group, Levels]]) -> dict[Group, Tally]:
        """Return the crowds that both waves together tell apart, for each group.

        It is assumed that who stayed gives the same answer: then the difference of two figures shows what the few gave
        who are in one of them alone.  So all are told apart by the rest that they stood in before, and by whether they
        stayed, joined or left.
        """
        found: dict[Group, dict[object, Crowd]] = {}
        for person in {**now, **self.people}:
            for group, name, crowd in self._told_apart(question, now.get(person), self.people.get(person)):
                held = found.setdefault(group, {})
                held[name] = held[name] + crowd if name in held else crowd
        return {group: Tally(crowds) for group, crowds in found.items()}

    def _told_apart(
        self, question: Question, now: tuple[Group, Levels] | None, before: tuple[Group, Levels] | None
    ) -> Iterable[tuple[Group, object, Crowd]]:
        answer = question.answer(now[1]) if now else None
        earlier = question.answer(before[1]) if before else None
        rest = self._rest(question, before[0]) if before else None
        stayed = answer and earlier and rest is not None and answer[0] == earlier[0]
        if now and answer:
            yield now[0], ("stayed", rest, answer[0]) if stayed else ("joined", answer[0]), answer[1]
        if before and earlier and rest is not None and not stayed:
            yield before[0], ("left", rest, earlier[0]), earlier[1]

    def _rest(self, question: Question, group: Group) -> Group | None:
        """Return the published group that tells of `group` as a part of its rest; None where none does."""
        seen = self.published[question.key]
        return next((upper for upper in (group, *above(group)) if upper in seen), None)
