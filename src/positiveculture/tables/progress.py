"""How far each award has come, as expressions over columns.

A measure is a whole number of parts over a fixed number of them, so that all is added up exactly and divided once, at
the end: the float is then the one nearest to the exact fraction.  Where the parts would not fit in a float's 53 bits,
floats are added up from there on, and the last digits may differ.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from itertools import product
from math import lcm
from operator import add, mul

import attrs

from positiveculture.rules.kinds import Node
from positiveculture.tables.levels import Expr, Namespace
from positiveculture.tables.points import bound, percent_of, points_of
from positiveculture.tables.stages import StagedExpr
from positiveculture.tables.states import NodeState, TableJudge

#: The most parts that a float tells apart, and the most different divisors that are looked up one by one.
EXACT, MOST = 2**53, 64


@attrs.frozen
class NodeProgress:
    """How far a rule has come: parts, out of `over`; None of `over`: a float from 0 to 1."""

    parts: StagedExpr
    over: int | None
    #: Of how many requirements it speaks, and how many that can be.
    size: StagedExpr
    sizes: frozenset[int]
    empty: StagedExpr | None = None


@attrs.frozen
class AwardProgress:
    """Puts the progress of awards into expressions; a judge says whether their rules are met."""

    judge: TableJudge
    _awards: dict[str, NodeProgress] = attrs.field(factory=dict)

    @property
    def w(self) -> Namespace:
        """What expressions are made of."""
        return self.judge.w

    def award(self, name: str) -> StagedExpr:
        """Return the progress of an award as a float: 1 if and only if it is met."""
        found = self._award(name)
        share = _float(self.w, found).expr
        unmet = self.judge.award(name).unmet
        # Floats may add up to 1 where something is missing: what is not met never says so.
        below = self.w.when(share < 1.0).then(share).otherwise(self.w.lit(1.0 - 2.0**-53))
        whole = self.w.when(unmet.expr == 0).then(self.w.lit(1.0)).otherwise(below)
        return StagedExpr(whole, max(found.parts.stage, unmet.stage))

    def _award(self, name: str) -> NodeProgress:
        if name not in self._awards:
            found = self._measure(self.judge.award(name))
            if found.empty is not None:
                none = self.w.lit(0, self.w.Int64) if found.over else self.w.lit(0.0)
                parts = self.w.when(found.empty.expr).then(none).otherwise(found.parts.expr)
                found = attrs.evolve(found, parts=StagedExpr(parts, max(found.parts.stage, found.empty.stage)))
            self._awards[name] = attrs.evolve(
                found, parts=self._keep(found.parts), size=_one(self.w), sizes=frozenset({1}), empty=None
            )
        return self._awards[name]

    def _keep(self, kept: StagedExpr) -> StagedExpr:
        return self.judge.stages.materialise(kept)

    def _measure(self, found: NodeState) -> NodeProgress:
        node = found.node
        if "award" in node:
            return self._award(node["award"])
        if "share" in node:
            measure = self._share(found)
        elif "some" in node:
            measure = self._best(node["some"], found)
        elif "all" in node:
            measure = self._mean(found)
        else:
            return self._single(found)
        empty = None if measure.empty is None else self._keep(measure.empty)
        return attrs.evolve(measure, parts=self._keep(measure.parts), size=self._keep(measure.size), empty=empty)

    def _single(self, found: NodeState) -> NodeProgress:
        met = (
            self.w.when(found.unmet.expr == 0).then(self.w.lit(1, self.w.Int64)).otherwise(self.w.lit(0, self.w.Int64))
        )
        return NodeProgress(StagedExpr(met, found.unmet.stage), 1, _one(self.w), frozenset({1}), found.empty)

    def _share(self, found: NodeState) -> NodeProgress:
        """Return how much of the share is reached: the whole, where rounding brings it there."""
        points = self.judge.points(found.node)
        least = points.least.cast(self.w.Int64)
        most = self.w.lit(points.possible, self.w.Int64) if points.most is None else points.most
        up, down = percent_of(found.node).as_integer_ratio()
        enough = points.reach(points.least, *bound(found.node, points.possible))
        mosts = self._mosts(found.node)
        over = lcm(*mosts) * up
        exact = over <= EXACT and len(mosts) <= MOST
        if exact:
            got = _picked(
                self.w, mosts, most, lambda each: least * self.w.lit(100 * down * over // (each * up), self.w.Int64)
            )
            whole = self.w.lit(over, self.w.Int64)
        else:
            got, whole = least.cast(self.w.Float64) * (100 * down / up) / _some(self.w, most), self.w.lit(1.0)
        parts = self.w.when(enough).then(whole).otherwise(got)
        return NodeProgress(StagedExpr(parts, 1), over if exact else None, _one(self.w), frozenset({1}), found.empty)

    def _mosts(self, share: Node) -> list[int]:
        """Return each number above 0 that the most possible points can be, as topics are applicable or not."""
        sums = {0}
        for topic, points in points_of(share).items():
            may_be = (0, 1) if self.judge.said[topic].aside is not None else (1,)
            sums = {before + times * max(points.values()) for before, times in product(sums, may_be)}
        return sorted(sums - {0})

    def _mean(self, found: NodeState) -> NodeProgress:
        """Return the mean over its own requirements, times the progress of each award that must be held."""
        held = [self._measure(each) for each in found.members if "award" in each.node]
        own = [self._measure(each) for each in found.members if "award" not in each.node]
        if not own:
            return self._times(NodeProgress(_one(self.w), 1, _one(self.w), frozenset({1})), held)
        sizes = _up_to(own)
        zero = self.w.lit(0, self.w.Int64)
        each_size = [_unless(self.w, each.empty, each.size, zero) for each in own]
        size = self._keep(_together(each_size, add))
        over, parts = self._even(own)
        each_part = [_times_kept(part, one) for part, one in zip(parts, each_size, strict=True)]
        total = self._keep(_together(each_part, add))
        real = sorted(sizes - {0})
        share, whole = self._divided(total.expr, over, real, size.expr, exact=len(real) <= MOST)
        stage = max(total.stage, size.stage)
        empty = found.empty
        return self._times(NodeProgress(StagedExpr(share, stage), whole, size, frozenset(real), empty), held)

    def _divided(
        self, total: Expr, over: int | None, divisors: list[int], which: Expr, *, exact: bool = True
    ) -> tuple[Expr, int | None]:
        """Return a total out of `over` divided by the one of `divisors` that `which` is, and what it is then out of."""
        whole = None if over is None else over * lcm(*divisors)
        if over is None or whole is None or whole > EXACT or not exact:
            return total.cast(self.w.Float64) / (_some(self.w, which) * float(over or 1)), None
        by = whole // over
        return _picked(self.w, divisors, which, lambda each: total * self.w.lit(by // each, self.w.Int64)), whole

    def _times(self, found: NodeProgress, held: Iterable[NodeProgress]) -> NodeProgress:
        for award in held:
            over = None if found.over is None or award.over is None else found.over * award.over
            over = None if over is None or over > EXACT else over
            one, other = ((each.parts if over else _float(self.w, each)) for each in (found, award))
            found = attrs.evolve(found, parts=_together([one, other], mul), over=over)
        return found

    def _even(self, measures: list[NodeProgress]) -> tuple[int | None, list[StagedExpr]]:
        """Return the measures over one number of parts; as floats where that would be too many."""
        overs = [each.over for each in measures]
        over = None if None in overs else lcm(*(each for each in overs if each))
        if over is None or over > EXACT:
            return None, [_float(self.w, each) for each in measures]
        return over, [
            StagedExpr(each.parts.expr * self.w.lit(over // (each.over or 1), self.w.Int64), each.parts.stage)
            for each in measures
        ]

    def _best(self, n: int, found: NodeState) -> NodeProgress:
        """Return the mean of the `n` that have come furthest, of those that have something to judge."""
        inside = [self._measure(each) for each in found.members]
        over, parts = self._even(inside)
        nothing = self.w.lit(-1, self.w.Int64) if over else self.w.lit(-1.0)
        kept = [
            self._keep(_unless(self.w, each.empty, part, nothing)) for each, part in zip(inside, parts, strict=True)
        ]
        stage = max(each.stage for each in kept)
        zero = self.w.lit(0, self.w.Int64) if over else self.w.lit(0.0)
        best = [
            self.w.when(_rank(self.w, kept, place) < n).then(each.expr).otherwise(zero) if n < len(kept) else each.expr
            for place, each in enumerate(kept)
        ]
        best = [self.w.when(each < 0).then(zero).otherwise(each) for each in best]
        total = self._keep(StagedExpr(reduce(add, best), stage))
        one = self.w.lit(1, self.w.Int64)
        here = [self.w.when(each.expr < 0).then(one - 1).otherwise(one) for each in kept]
        left = self._keep(StagedExpr(reduce(add, here), stage))
        always = sum(each.empty is None for each in inside)
        counts = [each for each in range(max(1, min(always, n)), n + 1) if each <= len(inside)]
        among = self.w.when(left.expr < n).then(left.expr).otherwise(self.w.lit(n, self.w.Int64))
        share, whole = self._divided(total.expr, over, counts, among)
        return NodeProgress(StagedExpr(share, left.stage), whole, _one(self.w), frozenset({1}), found.empty)


def _one(w: Namespace) -> StagedExpr:
    return StagedExpr(w.lit(1, w.Int64))


def _up_to(measures: list[NodeProgress]) -> frozenset[int]:
    least = sum(0 if each.empty else min(each.sizes) for each in measures)
    return frozenset(range(least, sum(max(each.sizes) for each in measures) + 1))


def _float(w: Namespace, measure: NodeProgress) -> StagedExpr:
    share = measure.parts.expr.cast(w.Float64)
    if measure.over is None:
        return measure.parts
    # Polars multiplies by the inverse of a divisor that is one number, and is off by a last digit; not of a column.
    return StagedExpr(share / (share * 0.0 + float(measure.over)), measure.parts.stage)


def _some(w: Namespace, divisor: Expr) -> Expr:
    """Return a divisor as a float, 1 for 0: there nothing is left to judge, and what comes of it is not looked at."""
    return w.when(divisor == 0).then(w.lit(1.0)).otherwise(divisor.cast(w.Float64))


def _unless(w: Namespace, empty: StagedExpr | None, kept: StagedExpr, nothing: Expr) -> StagedExpr:
    if empty is None:
        return kept
    return StagedExpr(w.when(empty.expr).then(nothing).otherwise(kept.expr), max(empty.stage, kept.stage))


def _together(parts: list[StagedExpr], combine: Callable[[Expr, Expr], Expr]) -> StagedExpr:
    return StagedExpr(reduce(combine, [each.expr for each in parts]), max(each.stage for each in parts))


def _times_kept(one: StagedExpr, other: StagedExpr) -> StagedExpr:
    return _together([one, other], mul)


def _picked(w: Namespace, values: list[int], which: Expr, then: Callable[[int], Expr]) -> Expr:
    """Return `then` of the one of `values` that `which` is: whole numbers are divided by what is known beforehand."""
    found = then(values[-1])
    for value in values[:-1]:
        found = w.when(which == value).then(then(value)).otherwise(found)
    return found


def _rank(w: Namespace, kept: list[StagedExpr], place: int) -> Expr:
    """Return how many come before the one at `place`: the greater, and of equals the earlier."""
    one, zero = w.lit(1, w.Int64), w.lit(0, w.Int64)
    mine = kept[place].expr
    before = [
        w.when(each.expr >= mine if other < place else each.expr > mine).then(one).otherwise(zero)
        for other, each in enumerate(kept)
        if other != place
    ]
    return reduce(add, before) if before else zero
