"""How the response to each new topic is made of the responses to old ones.

A rating is the worst of the levels that its sources are mapped to, and only where all of them are rated; else it is
asked anew.  A topic without a scale takes notes, evidence and actions as a reflection.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

import attrs

from positiveculture.framework import Framework
from positiveculture.responses import NotApplicable, Rating, Reflection, Response

T = TypeVar("T")

if TYPE_CHECKING:
    from positiveculture.migration.values import TopicMigration

#: Topic to response, or to a bare level.
ByTopic: TypeAlias = Mapping[str, Response | int]


@attrs.frozen
class Move:
    """How the response to one new topic is made."""

    topic: str
    sources: tuple[str, ...]
    #: Source to what its levels become; a source whose levels stay as they are is not there.
    levels: Mapping[str, Mapping[int, int]]
    rated: bool
    reverse_scored: bool
    allows_not_applicable: bool

    def response(self, given: ByTopic, roles: frozenset[str]) -> Response | int | None:
        """Return the response to the new topic; None where it has to be asked.

        Args:
            given: Old topic to its response.
            roles: The roles of the new edition.
        """
        responses = [given[source] for source in self.sources if source in given]
        if not responses or len(responses) < len(self.sources):
            return None
        reasons = [each.reason for each in responses if isinstance(each, NotApplicable)]
        if reasons:
            whole = len(reasons) == len(responses) and self.allows_not_applicable
            return NotApplicable("; ".join(dict.fromkeys(reasons))) if whole else None
        if not self.rated:
            return _reflection([each for each in responses if isinstance(each, Rating | Reflection)], roles)
        levels = [each for each in responses if isinstance(each, int)]
        if len(levels) == len(responses):
            return self.worst(map(self.mapped, self.sources, levels))
        # Every source of a rated topic has a scale, so that its response is a level or a rating.
        return self._rating([Rating(each) if isinstance(each, int) else cast(Rating, each) for each in responses])

    def mapped(self, source: str, level: int) -> int:
        """Return what a level of an old topic becomes."""
        levels = self.levels.get(source)
        return level if levels is None else levels[level]

    def worst(self, levels: Iterable[int]) -> int:
        """Return the worst of some levels of the new topic: the lowest, or the highest where that is a bad sign."""
        return max(levels) if self.reverse_scored else min(levels)

    def _rating(self, ratings: Sequence[Rating]) -> Rating:
        level = self.worst(map(self.mapped, self.sources, (each.level for each in ratings)))
        if len(ratings) == 1:
            return attrs.evolve(ratings[0], level=level)
        return Rating(
            level,
            _joined(each.note for each in ratings),
            dict.fromkeys(piece for each in ratings for piece in each.evidence),
            _earliest(each.carried_from for each in ratings),
            _earliest(each.review_on for each in ratings),
        )


@attrs.frozen
class Moves:
    """How the responses to all new topics are made."""

    every: tuple[Move, ...]
    #: The roles of the new edition.
    roles: frozenset[str]
    #: New topic and old topic, for rated topics that take the levels of one topic as they are: most are such.
    plain: tuple[tuple[str, str], ...]
    #: The other rated topics.
    others: tuple[Move, ...]
    by_topic: Mapping[str, Move]

    @classmethod
    def of(cls, topics: Iterable["TopicMigration"], target: Framework) -> "Moves":
        """Return how responses are made, by the entry of each new topic."""
        every = tuple(_move(each, target) for each in topics)
        plain = tuple(
            (each.topic, each.sources[0]) for each in every if each.rated and len(each.sources) == 1 and not each.levels
        )
        quick = {topic for topic, _ in plain}
        others = tuple(each for each in every if each.rated and each.topic not in quick)
        return cls(
            every, frozenset(role.id for role in target.roles), plain, others, {each.topic: each for each in every}
        )

    def responses(self, given: ByTopic) -> dict[str, Response | int]:
        """Return the responses to the new topics, in the order of the new edition; what is asked anew is not there."""
        pairs = ((each.topic, each.response(given, self.roles)) for each in self.every)
        return {topic: response for topic, response in pairs if response is not None}

    def levels(self, given: Mapping[str, int]) -> dict[str, int]:
        """Return the levels of the new topics, where nothing but levels was given."""
        levels = {new: given[old] for new, old in self.plain if old in given}
        for each in self.others:
            level = each.response(given, self.roles)
            if isinstance(level, int):
                levels[each.topic] = level
        return levels


def _move(each: "TopicMigration", target: Framework) -> Move:
    topic = target.topics_by_id[each.topic]
    return Move(
        topic.id,
        tuple(one.topic for one in each.sources),
        {one.topic: dict(one.levels) for one in each.sources if one.levels is not None},
        topic.scale is not None,
        topic.reverse_scored,
        topic.allows_not_applicable,
    )


def _reflection(responses: Sequence[Rating | Reflection], roles: frozenset[str]) -> Reflection | None:
    """Return the responses to topics as one reflection; None where they say nothing."""
    reflections = [each for each in responses if isinstance(each, Reflection)]
    reflection = Reflection(
        _joined(each.note for each in responses),
        _each_once([each.evidence for each in responses]),
        _each_once([each.actions for each in reflections]),
        dict.fromkeys(role for each in reflections for role in each.roles if role in roles),
        _only(each.prompt for each in reflections),
        _only(each.language for each in reflections),
    )
    return None if reflection.is_empty else reflection


def _each_once(given: Sequence[tuple[T, ...]]) -> tuple[T, ...]:
    """Return what several topics share once; what one topic says is as it was."""
    return given[0] if len(given) == 1 else tuple(dict.fromkeys(one for each in given for one in each))


def _joined(notes: Iterable[str]) -> str:
    """Return notes after one another, each once."""
    return "\n\n".join(dict.fromkeys(note for note in notes if note))


def _only(texts: Iterable[str]) -> str:
    """Return the one text that all are; "" where they differ."""
    different = set(texts)
    return different.pop() if len(different) == 1 else ""


def _earliest(days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None), default=None)
