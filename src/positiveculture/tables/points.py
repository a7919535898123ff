"""The points of shares, as expressions over columns."""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any

import attrs
import polars as pl

from positiveculture.errors import InvalidTable, Problem
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.rules import Rounding, Share
from positiveculture.rules.kinds import Node
from positiveculture.tables.levels import Expr, Namespace, TopicColumns
from positiveculture.tables.stages import StagedExpr, Stages, every


@attrs.frozen
class SharePoints:
    """The points of a share, each a column: open questions at their lowest, at their highest, and the most possible."""

    least: Expr
    best: Expr
    #: None: always `possible`.
    most: Expr | None
    #: Whether every topic is not applicable, never null; None: never.
    empty: Expr | None
    #: The most points that all topics together can give.
    possible: int

    @classmethod
    def of(
        cls, points: Mapping[str, Mapping[int, int]], said: Mapping[str, TopicColumns], stages: Stages
    ) -> "SharePoints":
        """Return the points that the levels of topics add up to, in columns that are worked out once."""
        w, least, best, most, asides = stages.w, [], [], [], []
        possible = sum(max(counts.values()) for counts in points.values())
        constant = all(said[topic].aside is None for topic in points)
        width = _width(w, possible) if constant else w.Int64
        for topic, counts in points.items():
            what, none = said[topic], w.lit(0, width)
            low, high = (w.lit(end(counts.values()), width) for end in (min, max))
            top = high
            if what.level is not None:
                level = _narrow(what.level, counts, width, w)
                low, high = (_count(level.fill_null(end(counts)), counts, width, w) for end in (min, max))
            if what.aside is not None:
                low, high, top = (w.when(what.aside).then(none).otherwise(each) for each in (low, high, top))
            least.append(low)
            best.append(high)
            most.append(top)
            asides.append(None if what.aside is None else StagedExpr(what.aside))
        empty = every(asides)
        kept = [stages.materialise(StagedExpr(reduce(add, each))).expr for each in (least, best)]
        whole = None if constant else stages.materialise(StagedExpr(reduce(add, most))).expr
        return cls(kept[0], kept[1], whole, empty.expr if empty else None, possible)

    def reach(self, points: Expr, up: int, over: int) -> Expr:
        """Return whether points are at least `up` / `over` of the most possible."""
        if self.most is None:
            return points >= -(-self.possible * up // over)
        return points * over >= self.most * up


def _width(w: Namespace, possible: int) -> Any:
    """Return the type that holds so many points: narrow columns are quick ones, but SQL fails where one runs over."""
    if w is not pl:
        return w.Int64
    return next((kind for kind, most in ((pl.Int8, 127), (pl.Int16, 32_767)) if possible <= most), pl.Int64)


def _narrow(level: Expr, counts: Mapping[int, int], width: Any, w: Namespace) -> Expr:
    """Return a level as a whole number of a type; one that is off its scale is not judged, and may not run over."""
    if w is pl:
        return level.cast(width, strict=False)
    return w.when(level.is_between(min(counts), max(counts))).then(level).cast(width)


def _count(level: Expr, points: Mapping[int, int], width: Any, w: Namespace) -> Expr:
    """Return the points of a level: so many times its number where that is so of all of them, else looked up."""
    highest, most = list(points.items())[-1]
    weight = most // highest if highest else 0
    if all(count == number * weight for number, count in points.items()):
        return level * weight if weight != 1 else level
    found = w.lit(most, width)
    for number, count in points.items():
        found = w.when(level == number).then(w.lit(count, width)).otherwise(found)
    return found


def points_of(share: Node) -> dict[str, dict[int, int]]:
    """Return how many points each level of each topic gives in a share."""
    return {topic: {int(level): count for level, count in points.items()} for topic, points in share["points"].items()}


def percent_of(share: Node) -> Fraction:
    """Return how many per cent of the points a share asks for."""
    return Fraction(*map(int, share["share"]))


def share_words(share: Node, framework: Framework) -> str:
    """Return what a share asks for, in words."""
    topics = tuple(share["points"])
    rounding = Rounding.HALF_UP if share["half_up"] else Rounding.EXACT
    named = () if topics == framework.scope.rated else topics
    return Share(percent_of(share), named, rounding=rounding).describe(framework)


#: The most points of a share: they are multiplied by as many, in whole numbers of 64 bits.
MOST_POINTS = 3_000_000_000


def bound(share: Node, possible: int) -> tuple[int, int]:
    """Return the least fraction of the most points, as `up` / `over`, that reaches the share.

    A share is whole points over at most `possible`.  So the least fraction with a denominator of at most that, which is
    not below what is asked, is reached by just the same shares, and stays small enough to be multiplied out.
    """
    asked = percent_of(share) / 100
    if share["half_up"]:
        asked = (2 * percent_of(share) - 1) / 200
    if possible > MOST_POINTS:
        reason = gettext("a share of {points} points is too large to be judged in a table").format(points=possible)
        raise InvalidTable(gettext("the framework"), (Problem("error", (), {"reason": reason}),))
    if asked.denominator <= possible:
        return asked.numerator, asked.denominator
    # The nearest fractions below and above, by continued fractions, as `Fraction.limit_denominator` finds them.
    low, high, n, d = (0, 1), (1, 0), asked.numerator, asked.denominator
    while low[1] + n // d * high[1] <= possible:
        whole = n // d
        low, high = high, (low[0] + whole * high[0], low[1] + whole * high[1])
        n, d = d, n - whole * d
    times = (possible - low[1]) // high[1]
    other = (low[0] + times * high[0], low[1] + times * high[1])
    return next(each for each in (high, other) if Fraction(*each) >= asked)
