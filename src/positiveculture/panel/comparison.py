"""One summary compared with another: this wave with the one before, or a group with the wider organisation.

A comparison is worked out of two summaries alone, so it shows nothing that they do not.
"""

from fractions import Fraction
from math import sqrt

import attrs

from positiveculture.errors import InvalidPanel
from positiveculture.field_types import require
from positiveculture.gettext import gettext
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.noise import VARIANCE
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.panel.summary import Summary
from positiveculture.problems import Problems

#: How many standard deviations the noise in a difference of shares exceeds in fewer than one of twenty cases: its tails
#: are heavier than those of a normal distribution.
DEVIATIONS = 2.25


@attrs.frozen
class Difference:
    """How far one figure is from another: above 0 where it is higher."""

    very_negative: Fraction
    positive: Fraction
    #: Of the lower and of the upper median level.
    median: tuple[int, int]
    #: Of the mean score; None where the framework's levels are ordinal.
    mean: Fraction | None
    #: How far `positive` is at most from what was counted, in nineteen of twenty cases, because of the noise in
    #: published counts; None where there is none.
    margin: float | None = None


@attrs.frozen
class Comparison:
    """A group of one summary, against a group of the same or of another.

    Raises:
        InvalidPanel: They are of two frameworks or editions.
        WrongArgument: One is no summary.
    """

    summary: Summary
    other: Summary
    group: Group = ()
    #: The group of the other summary.
    against: Group = ()

    def __attrs_post_init__(self) -> None:
        """Refuse figures that answer different questions."""
        for each in (self.summary, self.other):
            require(each, Summary)
        problems = Problems()
        for field in ("id", "edition"):
            values = tuple(getattr(each.framework, field) for each in (self.summary, self.other))
            if values[0] != values[1]:
                problems.report("differs", field, values=values)
        problems.refuse(InvalidPanel, gettext("the comparison"), self)

    def topic(self, topic: str | int) -> Difference | Suppressed:
        """Return how the answers to a topic differ; suppressed, with the reason, where either figure is."""
        ours, theirs = self.summary.figure(topic, self.group), self.other.figure(topic, self.against)
        if isinstance(ours, Distribution) and isinstance(theirs, Distribution):
            low, high = (mine - yours for mine, yours in zip(ours.median, theirs.median, strict=True))
            return Difference(
                very_negative=ours.very_negative - theirs.very_negative,
                positive=ours.positive - theirs.positive,
                median=(low, high),
                mean=self._item_mean(topic),
                margin=self._margin(ours, theirs),
            )
        return ours if isinstance(ours, Suppressed) else theirs  # type: ignore[return-value]  # one of them is suppressed

    def _margin(self, ours: Distribution, theirs: Distribution) -> float | None:
        """Return how far the noise alone takes two shares apart, but for one case in twenty."""
        sides = ((self.summary, self.group, ours), (self.other, self.against, theirs))
        protected = [side for side in sides if side[0].min_respondents > 1]
        variance = sum((_variance(*side) for side in protected), start=Fraction(0))
        return DEVIATIONS * sqrt(variance) if protected else None

    def _item_mean(self, topic: str | int) -> Fraction | None:
        if not self.summary.framework.averages:
            return None
        return _less(self.summary.item_mean(topic, self.group), self.other.item_mean(topic, self.against))  # type: ignore[return-value]  # both figures are published

    def mean(self, theme: str) -> Fraction | Suppressed:
        """Return how a theme's score differs; suppressed, with the reason, where either is.

        Raises:
            NotAveraged: The framework publishes no such method: its levels are ordinal.
        """
        return _less(self.summary.mean(theme, self.group), self.other.mean(theme, self.against))


def _variance(summary: Summary, group: Group, figure: Distribution) -> Fraction:
    """Return the mean square of the noise in the share of positive answers.

    It is that of as many rests as there are published groups in the group; what fitting takes from all counts alike is
    left out of it.
    """
    rests = sum(
        isinstance(summary.figure(figure.topic.id, inner), Distribution)
        for inner in summary.groups
        if inner[: len(group)] == group
    )
    levels, middle = figure.scale.levels, figure.scale.lowest + figure.scale.highest
    high = sum(2 * level.number > middle for level in levels)
    return VARIANCE * rests * high * (len(levels) - high) / (len(levels) * figure.n**2)


def _less(one: Fraction | Suppressed, other: Fraction | Suppressed) -> Fraction | Suppressed:
    if isinstance(one, Suppressed) or isinstance(other, Suppressed):
        return one if isinstance(one, Suppressed) else other
    return one - other
