"""Each principle's mean, for frameworks that publish a method of averaging: exact; None where too much is missing."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import cast

import attrs

from positiveculture.assessment import Assessment
from positiveculture.framework import Framework
from positiveculture.topics import Scale, Topic


def means(framework: Framework, assessment: Assessment) -> dict[str, Fraction | None]:
    """Return the mean of each principle with rated topics, in framework order; none where no method is published.

    A topic counts the points of its level; where it is reverse-scored, the lowest and the highest points less its own.
    Parts never count, and what is not applicable is left out.  As `framework.means` says, a principle's mean is that of
    the principles within it, with its own topics, or that of all their topics; and it is None where more is missing
    than may be, or where nothing is left.
    """
    if not framework.averages:
        return {}
    taking = _MeanCalculator(framework, assessment)
    return {principle: taking.mean(principle) for principle, topics in framework.scope.principles.items() if topics}


@attrs.frozen
class _MeanCalculator:
    framework: Framework
    assessment: Assessment

    def mean(self, principle: str) -> Fraction | None:
        """Return the mean of a principle."""
        items = list(self._items(principle))
        given = [item for item in items if item is not None]
        if not given or len(items) - len(given) > self.framework.means.missing_allowed:
            return None
        return sum(given, start=Fraction(0)) / len(given)

    def _items(self, principle: str) -> Iterator[Fraction | None]:
        if self.framework.means.nested == "topics":
            yield from self._points(self.framework.scope.principles[principle])
            return
        own = [topic for topic in self.framework.topics if topic.principle == principle and topic.scale is not None]
        yield from self._points(topic.id for topic in own)
        for below in self.framework.principles:
            if below.within == principle and self._counts(below.id):
                yield self.mean(below.id)

    def _counts(self, principle: str) -> bool:
        """Return whether anything of a principle is applicable."""
        left_out = self.assessment.not_applicable
        return any(topic not in left_out for topic in self.framework.scope.principles[principle])

    def _points(self, topics: Iterable[str]) -> Iterator[Fraction | None]:
        levels: Mapping[str, int] = self.assessment.levels
        for topic in topics:
            if topic not in self.assessment.not_applicable:
                level = levels.get(topic)
                yield None if level is None else Fraction(_counted(self.framework.topics_by_id[topic], level))


def _counted(topic: Topic, level: int) -> int:
    """Return the points of a level, from the other end where the topic is reverse-scored."""
    scale = cast(Scale, topic.scale)  # whoever has a level has a scale
    points = scale.points_of(level)
    ends = scale.points_of(scale.lowest) + scale.points_of(scale.highest)
    return ends - points if topic.reverse_scored else points
