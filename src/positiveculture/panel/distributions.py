"""How people answered: levels are ordinal, so their figures are medians, shares and an ordinal agreement."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import accumulate

import attrs

from positiveculture.errors import WrongArgument
from positiveculture.field_types import require_each, with_types
from positiveculture.gettext import gettext
from positiveculture.panel.protection import Counts
from positiveculture.sentences import quoted
from positiveculture.topics import Scale, Topic


@attrs.frozen
class Distribution:
    """How a group answered one topic; at least one person did."""

    topic: Topic
    #: How many stand at each level, lowest first.
    counts: Counts

    @property
    def scale(self) -> Scale:
        """The topic's scale."""
        if self.topic.scale is None:
            raise WrongArgument(gettext("topic {topic} has no scale").format(topic=quoted(self.topic.id)))
        return self.topic.scale

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @with_types
    def share(self, level: int) -> Fraction:
        """Return the share that stands at `level`.

        Raises:
            Unknown: The scale has no such level.
        """
        self.scale.label(level)
        return Fraction(self.counts[level - self.scale.lowest], self.n)

    @property
    def median(self) -> tuple[int, int]:
        """The lower and the upper median level: one and the same where the middle is not split."""
        return self._level_of((self.n - 1) // 2), self._level_of(self.n // 2)

    def _level_of(self, place: int) -> int:
        """Return the level of whoever stands at `place`, counted from 0 and from the lowest level."""
        return self.scale.lowest + sum(upto <= place for upto in accumulate(self.counts))

    @property
    def agreement(self) -> Fraction:
        """Leik's ordinal consensus (1966): 1 where all stand at one level, 0 where half stand at either end.

        One minus the spread of the shares at or below each level; no distance between levels is assumed.
        """
        *running, n = accumulate(self.counts)
        spread = sum(min(below, n - below) for below in running)
        return 1 - Fraction(2 * spread, n * len(running))

    @property
    def scored(self) -> dict[int, int]:
        """Score to how many, as the framework's method counts: from the other end where it is reverse-scored."""
        return {
            self.topic.scored(level.number): count for level, count in zip(self.scale.levels, self.counts, strict=True)
        }

    @property
    def shares(self) -> "Shares":
        """The shares with very negative and with positive answers."""
        return Shares.of([self])

    @property
    def very_negative(self) -> Fraction:
        """The share with the lowest score."""
        return self.shares.very_negative

    @property
    def positive(self) -> Fraction:
        """The share that scores above the middle of the scale."""
        return self.shares.positive


@attrs.frozen
class Shares:
    """The shares of very negative and of positive answers, to one topic or to several."""

    #: The share of answers with the lowest score.
    very_negative: Fraction
    #: The share of answers that score above the middle of their scale.
    positive: Fraction

    @classmethod
    def of(cls, figures: Iterable[Distribution]) -> "Shares":
        """Return the shares of all answers together.

        Raises:
            WrongArgument: There is none, or something else.
        """
        distributions = require_each(figures, Distribution)
        if not distributions:
            raise WrongArgument(gettext("at least one Distribution is needed"))
        answers = sum(each.n for each in distributions)
        lowest = sum(each.scored[each.scale.lowest] for each in distributions)
        high = sum(
            count
            for each in distributions
            for score, count in each.scored.items()
            if 2 * score > each.scale.lowest + each.scale.highest
        )
        return cls(Fraction(lowest, answers), Fraction(high, answers))
