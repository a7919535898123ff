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
from positiveculture.tables.stages import StagedExpr, staged, unless_empty
from positiveculture.tables.states import NodeState, TableJudge

#: The most parts that a float tells apart, and the most different divisors that are looked up one by one.
EXACT, MOST = 2**53, 64


@attrs.frozen
class NodeProgress:
    """How far a rule has come: parts, out of `over`; None of `over`: a float from 0 to 1."""

    parts: StagedExpr
    over: int | None
    #: How many requirements it counts, and each number that this can be.
    size: StagedExpr
    sizes: frozenset[int]
    empty: StagedExpr | None = None


@attrs.frozen
class AwardProgress:
    """Puts the progress of awards into expressions; a judge says whether their rules are met."""

    judge: TableJudge
    _awards: dict[str, NodeProgress] = attrs.field(factory=dict)

    @property
    def ns(self) -> Namespace:
        """What expressions are made of."""
        return self.judge.ns

    def _whole(self, number: int) -> Expr:
        """Return a whole number in each row."""
        return self.ns.lit(number, self.ns.Int64)

    def award(self, name: str) -> StagedExpr:
        """Return the progress of an award as a float: 1 if and only if it is met."""
        return staged(self._complete, _as_float(self.ns, self._award(name)), self.judge.award(name).unmet)

    def _complete(self, share: Expr, unmet: Expr) -> Expr:
        """Return 1 where nothing stands open, and less elsewhere, even where floats add up to 1."""
        below = self.ns.when(share < 1.0).then(share).otherwise(self.ns.lit(1.0 - 2.0**-53))
        complete: Expr = self.ns.when(unmet == 0).then(self.ns.lit(1.0)).otherwise(below)
        return complete

    def _award(self, name: str) -> NodeProgress:
        if name not in self._awards:
            reached = self._measure(self.judge.award(name))
            nothing = self._whole(0) if reached.over else self.ns.lit(0.0)
            parts = self._stage(unless_empty(self.ns, reached.empty, reached.parts, nothing))
            self._awards[name] = attrs.evolve(
                reached, parts=parts, size=_one(self.ns), sizes=frozenset({1}), empty=None
            )
        return self._awards[name]

    def _stage(self, staged: StagedExpr) -> StagedExpr:
        return self.judge.stages.materialise(staged)

    def _measure(self, state: NodeState) -> NodeProgress:
        node = state.node
        if "award" in node:
            return self._award(node["award"])
        if "share" in node:
            reached = self._share(state)
        elif "some" in node:
            reached = self._best(node["some"], state)
        elif "all" in node:
            reached = self._mean(state)
        else:
            return self._single(state)
        empty = None if reached.empty is None else self._stage(reached.empty)
        return attrs.evolve(reached, parts=self._stage(reached.parts), size=self._stage(reached.size), empty=empty)

    def _single(self, state: NodeState) -> NodeProgress:
        met = self.ns.when(state.unmet.expr == 0).then(self._whole(1)).otherwise(self._whole(0))
        return NodeProgress(StagedExpr(met, state.unmet.stage), 1, _one(self.ns), frozenset({1}), state.empty)

    def _share(self, state: NodeState) -> NodeProgress:
        """Return how much of the share is reached: the whole, where rounding brings it there."""
        points = self.judge.points(state.node)
        least = points.least.cast(self.ns.Int64)
        most = self._whole(points.possible) if points.most is None else points.most
        up, down = percent_of(state.node).as_integer_ratio()
        enough = points.reach(points.least, *bound(state.node, points.possible))
        mosts = self._possible_mosts(state.node)
        over = lcm(*mosts) * up
        exact = over <= EXACT and len(mosts) <= MOST
        if exact:
            reached = _picked(self.ns, mosts, most, lambda each: least * self._whole(100 * down * over // (each * up)))
            whole = self._whole(over)
        else:
            reached = least.cast(self.ns.Float64) * (100 * down / up) / _as_divisor(self.ns, most)
            whole = self.ns.lit(1.0)
        parts = self.ns.when(enough).then(whole).otherwise(reached)
        return NodeProgress(StagedExpr(parts, 1), over if exact else None, _one(self.ns), frozenset({1}), state.empty)

    def _possible_mosts(self, share: Node) -> list[int]:
        """Return each number above 0 that the most possible points can be, as topics are applicable or not."""
        sums = {0}
        for topic, points in points_of(share).items():
            may_be = (0, 1) if self.judge.answers[topic].not_applicable is not None else (1,)
            sums = {before + times * max(points.values()) for before, times in product(sums, may_be)}
        return sorted(sums - {0})

    def _mean(self, state: NodeState) -> NodeProgress:
        """Return the mean over its own requirements, times the progress of each award that must be held."""
        held = [self._measure(each) for each in state.members if "award" in each.node]
        own = [self._measure(each) for each in state.members if "award" not in each.node]
        if not own:
            return self._times(NodeProgress(_one(self.ns), 1, _one(self.ns), frozenset({1})), held)
        sizes = _possible_sizes(own)
        zero = self._whole(0)
        each_size = [unless_empty(self.ns, each.empty, each.size, zero) for each in own]
        size = self._stage(_total(each_size))
        over, parts = self._with_one_divisor(own)
        each_part = [staged(mul, part, one) for part, one in zip(parts, each_size, strict=True)]
        total = self._stage(_total(each_part))
        real = sorted(sizes - {0})
        share, whole = self._divided(total.expr, over, real, size.expr, exact=len(real) <= MOST)
        stage = max(total.stage, size.stage)
        empty = state.empty
        return self._times(NodeProgress(StagedExpr(share, stage), whole, size, frozenset(real), empty), held)

    def _divided(
        self, total: Expr, over: int | None, divisors: list[int], which: Expr, *, exact: bool = True
    ) -> tuple[Expr, int | None]:
        """Return a total out of `over` divided by the one of `divisors` that `which` is, and what it is then out of."""
        whole = None if over is None else over * lcm(*divisors)
        if over is None or whole is None or whole > EXACT or not exact:
            return total.cast(self.ns.Float64) / (_as_divisor(self.ns, which) * float(over or 1)), None
        by = whole // over
        return _picked(self.ns, divisors, which, lambda each: total * self._whole(by // each)), whole

    def _times(self, product: NodeProgress, held: Iterable[NodeProgress]) -> NodeProgress:
        for award in held:
            over = None if product.over is None or award.over is None else product.over * award.over
            over = None if over is None or over > EXACT else over
            one, other = ((each.parts if over else _as_float(self.ns, each)) for each in (product, award))
            product = attrs.evolve(product, parts=staged(mul, one, other), over=over)
        return product

    def _with_one_divisor(self, measures: list[NodeProgress]) -> tuple[int | None, list[StagedExpr]]:
        """Return the measures over one number of parts; as floats where that would be too many."""
        overs = [each.over for each in measures]
        over = None if None in overs else lcm(*(each for each in overs if each))
        if over is None or over > EXACT:
            return None, [_as_float(self.ns, each) for each in measures]
        return over, [
            StagedExpr(each.parts.expr * self._whole(over // (each.over or 1)), each.parts.stage) for each in measures
        ]

    def _best(self, n: int, state: NodeState) -> NodeProgress:
        """Return the mean of the `n` that have come furthest, of those that have something to judge."""
        members = [self._measure(each) for each in state.members]
        over, parts = self._with_one_divisor(members)
        nothing = self._whole(-1) if over else self.ns.lit(-1.0)
        ranked = [
            self._stage(unless_empty(self.ns, each.empty, part, nothing))
            for each, part in zip(members, parts, strict=True)
        ]
        stage = max(each.stage for each in ranked)
        zero = self._whole(0) if over else self.ns.lit(0.0)
        best = [each.expr for each in ranked]
        if n < len(ranked):
            ranks = (_rank(self.ns, ranked, place) for place in range(len(ranked)))
            best = [self.ns.when(rank < n).then(each).otherwise(zero) for rank, each in zip(ranks, best, strict=True)]
        best = [self.ns.when(each < 0).then(zero).otherwise(each) for each in best]
        total = self._stage(StagedExpr(reduce(add, best), stage))
        one = self._whole(1)
        judgeable = [self.ns.when(each.expr < 0).then(one - 1).otherwise(one) for each in ranked]
        count = self._stage(StagedExpr(reduce(add, judgeable), stage))
        always = sum(each.empty is None for each in members)
        counts = [each for each in range(max(1, min(always, n)), n + 1) if each <= len(members)]
        among = self.ns.when(count.expr < n).then(count.expr).otherwise(self._whole(n))
        share, whole = self._divided(total.expr, over, counts, among)
        return NodeProgress(StagedExpr(share, count.stage), whole, _one(self.ns), frozenset({1}), state.empty)


def _one(ns: Namespace) -> StagedExpr:
    return StagedExpr(ns.lit(1, ns.Int64))


def _possible_sizes(measures: list[NodeProgress]) -> frozenset[int]:
    least = sum(0 if each.empty else min(each.sizes) for each in measures)
    return frozenset(range(least, sum(max(each.sizes) for each in measures) + 1))


def _as_float(ns: Namespace, measure: NodeProgress) -> StagedExpr:
    share = measure.parts.expr.cast(ns.Float64)
    if measure.over is None:
        return measure.parts
    # Polars multiplies by the inverse of a divisor that is one number, and is off by a last digit; not of a column.
    return StagedExpr(share / (share * 0.0 + float(measure.over)), measure.parts.stage)


def _as_divisor(ns: Namespace, divisor: Expr) -> Expr:
    """Return a divisor as a float, with 1 in place of 0: those rows are masked later."""
    return ns.when(divisor == 0).then(ns.lit(1.0)).otherwise(divisor.cast(ns.Float64))


def _total(parts: list[StagedExpr]) -> StagedExpr:
    return staged(lambda *exprs: reduce(add, exprs), *parts)


def _picked(ns: Namespace, values: list[int], which: Expr, then: Callable[[int], Expr]) -> Expr:
    """Return `then` of the one of `values` that `which` is: whole numbers are divided by what is known beforehand."""
    picked = then(values[-1])
    for value in values[:-1]:
        picked = ns.when(which == value).then(then(value)).otherwise(picked)
    return picked


def _rank(ns: Namespace, ranked: list[StagedExpr], place: int) -> Expr:
    """Return how many come before the one at `place`: the greater, and of equals the earlier."""
    one, zero = ns.lit(1, ns.Int64), ns.lit(0, ns.Int64)
    mine = ranked[place].expr
    before = [
        ns.when(each.expr >= mine if other < place else each.expr > mine).then(one).otherwise(zero)
        for other, each in enumerate(ranked)
        if other != place
    ]
    return reduce(add, before) if before else zero
