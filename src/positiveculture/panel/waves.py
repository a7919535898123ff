"""Tells who could be told apart once two waves of a survey are both published."""

from collections.abc import Hashable, Iterator, Mapping

import attrs

from positiveculture.panel.counting import Levels, Question
from positiveculture.panel.protection import Cell, Group, GroupTotals, above


@attrs.frozen
class Wave:
    """The wave before: who answered what, and which groups' figures were published."""

    #: Who, in which group, answered what.
    people: Mapping[str, tuple[Group, Levels]]
    #: The groups whose figure is published, by the question's key.
    published: Mapping[str, frozenset[Group]]

    def crowds(self, question: Question, now: Mapping[str, tuple[Group, Levels]]) -> dict[Group, GroupTotals]:
        """Return the crowds that both waves together tell apart, for each group.

        It is assumed that who stayed gives the same answer: then the difference of two figures shows what the few gave
        who are in one of them alone.  So all are told apart by the rest that they stood in before, and by whether they
        stayed, joined or left.
        """
        found: dict[Group, dict[Hashable, Cell]] = {}
        for person in {**now, **self.people}:
            for group, name, crowd in self._told_apart(question, now.get(person), self.people.get(person)):
                held = found.setdefault(group, {})
                held[name] = held[name] + crowd if name in held else crowd
        return {group: GroupTotals(told_apart=crowds) for group, crowds in found.items()}

    def _told_apart(
        self, question: Question, now: tuple[Group, Levels] | None, before: tuple[Group, Levels] | None
    ) -> Iterator[tuple[Group, Hashable, Cell]]:
        answer = question.answer(now[1]) if now else None
        earlier = question.answer(before[1]) if before else None
        rest = self._rest(question, before[0]) if before else None
        stayed = answer and earlier and rest is not None
        if now and answer:
            yield now[0], (question.key, "stayed", rest) if stayed else (question.key, "joined"), answer
        if before and earlier and rest is not None and not stayed:
            yield before[0], (question.key, "left", rest), earlier

    def _rest(self, question: Question, group: Group) -> Hashable | None:
        """Return the published groups that tell of `group` as a part of their rest; None where none does."""
        nearest = [
            next((upper for upper in (group, *above(group)) if upper in self.published.get(key, ())), None)
            for key in question.told_by
        ]
        return None if all(found is None for found in nearest) else tuple(nearest)
