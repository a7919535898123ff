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
from positiveculture.rules.kinds import Node, Rounding, Share
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
        cls, points: Mapping[str, Mapping[int, int]], answers: Mapping[str, TopicColumns], stages: Stages
    ) -> "SharePoints":
        """Return the points that the levels of topics add up to, in columns that are worked out once."""
        ns, least, best, most, excluded = stages.ns, [], [], [], []
        possible = sum(max(counts.values()) for counts in points.values())
        constant = all(answers[topic].not_applicable is None for topic in points)
        width = _width(ns, possible) if constant else ns.Int64
        for topic, counts in points.items():
            answer, nothing = answers[topic], ns.lit(0, width)
            low, high = (ns.lit(end(counts.values()), width) for end in (min, max))
            top = high
            if answer.level is not None:
                level = _narrow(answer.level, counts, width, ns)
                low, high = (_count(level.fill_null(end(counts)), counts, width, ns) for end in (min, max))
            if answer.not_applicable is not None:
                counted = ns.when(answer.not_applicable).then(nothing)
                low, high, top = (counted.otherwise(each) for each in (low, high, top))
            least.append(low)
            best.append(high)
            most.append(top)
            excluded.append(None if answer.not_applicable is None else StagedExpr(answer.not_applicable))
        empty = every(excluded)
        sums = [stages.materialise(StagedExpr(reduce(add, each))).expr for each in (least, best)]
        whole = None if constant else stages.materialise(StagedExpr(reduce(add, most))).expr
        return cls(sums[0], sums[1], whole, empty.expr if empty else None, possible)

    def reach(self, points: Expr, up: int, over: int) -> Expr:
        """Return whether points are at least `up` / `over` of the most possible."""
        if self.most is None:
            return points >= -(-self.possible * up // over)
        return points * over >= self.most * up


def _width(ns: Namespace, possible: int) -> Any:
    """Return the type that holds so many points: narrow columns are quick ones, but SQL fails where one runs over."""
    if ns is not pl:
        return ns.Int64
    return next((kind for kind, most in ((pl.Int8, 127), (pl.Int16, 32_767)) if possible <= most), pl.Int64)


def _narrow(level: Expr, counts: Mapping[int, int], width: Any, ns: Namespace) -> Expr:
    """Return a level as a whole number of a type; one that is off its scale is not judged, and may not run over."""
    if ns is pl:
        return level.cast(width, strict=False)
    return ns.when(level.is_between(min(counts), max(counts))).then(level).cast(width)


def _count(level: Expr, points: Mapping[int, int], width: Any, ns: Namespace) -> Expr:
    """Return the points of a level: so many times its number where that is so of all of them, else looked up."""
    highest, most = list(points.items())[-1]
    weight = most // highest if highest else 0
    if all(count == number * weight for number, count in points.items()):
        return level * weight if weight != 1 else level
    points_of_level = ns.lit(most, width)
    for number, count in points.items():
        points_of_level = ns.when(level == number).then(ns.lit(count, width)).otherwise(points_of_level)
    return points_of_level


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
    needed = percent_of(share) / 100
    if share["half_up"]:
        needed = (2 * percent_of(share) - 1) / 200
    if possible > MOST_POINTS:
        reason = gettext("a share of {points} points is too large to be judged in a table").format(points=possible)
        raise InvalidTable(gettext("the framework"), (Problem("error", (), {"reason": reason}),))
    if needed.denominator <= possible:
        return needed.numerator, needed.denominator
    # The nearest fractions below and above, by continued fractions, as `Fraction.limit_denominator` finds them.
    low, high, n, d = (0, 1), (1, 0), needed.numerator, needed.denominator
    while low[1] + n // d * high[1] <= possible:
        whole = n // d
        low, high = high, (low[0] + whole * high[0], low[1] + whole * high[1])
        n, d = d, n - whole * d
    times = (possible - low[1]) // high[1]
    other = (low[0] + times * high[0], low[1] + times * high[1])
    return next(each for each in (high, other) if Fraction(*each) >= needed)
