"""The nodes of a program as expressions over columns: what stands open in each row, exactly as `evaluate` finds it.

A node is met where nothing stands open.  It is surely not met where something stands open that no answer could remove.
Both are worked out with each open question at its lowest level, as `docs/program.md` says.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import reduce
from operator import add, and_, or_

import attrs

from positiveculture.errors import InvalidTable, Problem
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.rules import Rounding, Share
from positiveculture.rules.kinds import Node
from positiveculture.rules.nodes import leaves
from positiveculture.tables.levels import Expr, TopicColumns, Words
from positiveculture.tables.stages import StagedExpr, Stages


@attrs.frozen
class NodeState:
    """What a node comes to in each row."""

    node: Node
    #: How many requirements stand open: as many as the blockers have, `flatten`ed.
    unmet: StagedExpr
    #: Whether one of them would stand open whatever is answered; null counts as no.
    closed: StagedExpr
    #: Whether nothing is left to judge, never null; None: something always is.
    empty: StagedExpr | None = None
    #: What it is made of.
    members: tuple["NodeState", ...] = ()


@attrs.frozen
class Judge:
    """Puts the nodes of a framework's program into expressions over what a table says."""

    framework: Framework
    said: Mapping[str, TopicColumns]
    stages: Stages
    _awards: dict[str, NodeState] = attrs.field(factory=dict)

    @property
    def w(self) -> Words:
        """What expressions are made of."""
        return self.stages.w

    @property
    def yes(self) -> Expr:
        """True in each row."""
        yes: Expr = self.w.lit(value=True)
        return yes

    @property
    def no(self) -> Expr:
        """False in each row."""
        no: Expr = self.w.lit(value=False)
        return no

    def award(self, name: str) -> NodeState:
        """Return how an award stands: one with nothing left to judge is undecided, for one reason."""
        if name not in self._awards:
            found = self.state(next(award["rule"] for award in self.framework.program["awards"] if award["id"] == name))
            if found.empty is not None:
                unmet = self.w.when(found.empty.expr).then(self.number(1)).otherwise(found.unmet.expr)
                found = attrs.evolve(found, unmet=StagedExpr(unmet, max(found.unmet.stage, found.empty.stage)))
            self._awards[name] = attrs.evolve(
                found, unmet=self.stages.materialise(found.unmet), closed=self.stages.materialise(found.closed)
            )
        return self._awards[name]

    def number(self, value: int) -> Expr:
        """Return a number as wide as the most that can stand open asks for: narrow columns are quick ones."""
        return self.w.lit(value, self.stages.width)

    def state(self, node: Node) -> NodeState:
        """Return how a node stands."""
        match node:
            case {"level": _}:
                return self._level(node)
            case {"answered": _}:
                return self._answered(node)
            case {"evidence": _}:
                return self._evidence(node)
            case {"share": _}:
                return self._share(node)
            case {"award": _}:
                return self._award(node)
            case {"all": _}:
                return self._all(node)
            case _:
                return self._some(node)

    def _open(self, fine: Expr) -> Expr:
        """Return 1 where `fine` is not surely so: null counts as no."""
        return self.w.when(fine).then(self.number(0)).otherwise(self.number(1))

    def _level(self, node: Node) -> NodeState:
        said, level = self.said[node["of"]], node["level"]
        aside = None if said.aside is None else StagedExpr(said.aside)
        if level <= self.framework.program["scales"][node["of"]][0]:  # any level that an open question may get will do
            return NodeState(node, StagedExpr(self.number(0)), StagedExpr(self.no), aside)
        if said.level is None:
            unmet = self.number(1) if said.aside is None else self._open(said.aside)
            return NodeState(node, StagedExpr(unmet), StagedExpr(self.no), aside)
        fine = said.level >= level
        unmet = self._open(fine if said.aside is None else fine | said.aside)
        return NodeState(node, StagedExpr(unmet), StagedExpr(said.level < level), aside)

    def _answered(self, node: Node) -> NodeState:
        said, flags = self.said[node["answered"]], [self.w.lit(value=False)]
        if said.level is not None:
            flags.append(~said.level.is_null())
        if said.evidenced is not None:
            flags.append(said.evidenced[1])
        if said.aside is not None:
            flags.append(said.aside)
        return NodeState(node, StagedExpr(self._open(reduce(or_, flags))), StagedExpr(self.no))

    def _evidence(self, node: Node) -> NodeState:
        said, rated = self.said[node["evidence"]], node["evidence"] in self.framework.program["scales"]
        proof, told = said.evidenced or (self.no, self.no)
        proof = said.kinds.get(node["kind"], self.no) if node["kind"] else proof
        fine = self.w.when(proof).then(self.yes).otherwise(self.no)
        answered = told if not rated else self.no if said.level is None else ~said.level.is_null()
        closed = answered & ~fine
        if said.aside is not None:
            fine, closed = fine | said.aside, closed & ~said.aside
        aside = None if said.aside is None else StagedExpr(said.aside)
        return NodeState(node, StagedExpr(self._open(fine)), StagedExpr(closed), aside)

    def _share(self, node: Node) -> NodeState:
        points = Points.of(node, self.said, self.w)
        least, best, most = (
            self.stages.materialise(StagedExpr(each)).expr for each in (points.least, points.best, points.most)
        )
        up, over = bound(node, points.possible)
        fine, could_be = least * over >= most * up, best * over >= most * up
        unmet, closed = self._open(fine), ~could_be
        # Nobody has a share of no points: nothing stands open, and nothing is met.
        empty = None if points.empty is None else StagedExpr(points.empty)
        return NodeState(node, StagedExpr(unmet, 1), StagedExpr(closed, 1), empty)

    def _award(self, node: Node) -> NodeState:
        held = self.award(node["award"])
        unmet = self._open(held.unmet.expr == 0)
        return NodeState(node, StagedExpr(unmet, held.unmet.stage), held.closed)

    def _all(self, node: Node) -> NodeState:
        """Nothing is left to judge where that is so of all that is the node's own: other awards are not."""
        inside = [self.state(each) for each in node["all"]]
        own = [each for each in inside if "award" not in each.node]
        unmet, closed = self._sum(inside), self._any(inside)
        empty = _every([each.empty for each in own])
        if empty is not None and len(own) < len(inside):
            none = self.w.when(empty.expr).then(self.number(0)).otherwise(unmet.expr)
            unmet = StagedExpr(none, max(empty.stage, unmet.stage))
            closed = StagedExpr(closed.expr & ~empty.expr, max(empty.stage, closed.stage))
        return NodeState(node, unmet, closed, empty, tuple(inside))

    def _some(self, node: Node) -> NodeState:
        n, inside = node["some"], [self._kept(self.state(each)) for each in node["of"]]
        stage = max(kept.stage for each in inside for kept in (each.unmet, each.closed, each.empty) if kept)
        zero, one = self.number(0), self.number(1)
        met, hopeful, judged = [], [], []
        for each in inside:
            here = self.yes if each.empty is None else ~each.empty.expr
            fine = each.unmet.expr == 0
            met.append(self.w.when(fine if each.empty is None else fine & here).then(one).otherwise(zero))
            lost = each.closed.expr if each.empty is None else each.closed.expr | each.empty.expr
            hopeful.append(self.w.when(lost).then(zero).otherwise(one))
            judged.append(one if each.empty is None else self.w.when(here).then(one).otherwise(zero))
        needs = self.number(n)
        if any(each.empty is not None for each in inside):
            left = reduce(add, judged)
            needs = self.w.when(left < n).then(left).otherwise(needs)
        missing = reduce(add, met) < needs
        unmet = self.w.when(missing).then(self._sum(inside).expr).otherwise(zero)
        closed = reduce(add, hopeful) < needs
        empty = _every([each.empty for each in inside])
        return NodeState(node, StagedExpr(unmet, stage), StagedExpr(closed, stage), empty, tuple(inside))

    def _kept(self, found: NodeState) -> NodeState:
        """Return the same, worked out once, where it is asked for more than once."""
        if not found.members and "share" not in found.node:
            return found
        return attrs.evolve(
            found,
            unmet=self.stages.materialise(found.unmet),
            closed=self.stages.materialise(found.closed),
            empty=None if found.empty is None else self.stages.materialise(found.empty),
        )

    def _sum(self, inside: list[NodeState]) -> StagedExpr:
        """Return how many stand open in all; what needs no other column first is summed by itself."""
        return self.stages.combine([each.unmet for each in inside], add)

    def _any(self, inside: list[NodeState]) -> StagedExpr:
        return self.stages.combine([each.closed for each in inside], or_)


def _every(flags: Iterable[StagedExpr | None]) -> StagedExpr | None:
    """Return whether all are so; None where one never is, or there are none."""
    known = list(flags)
    kept = [each for each in known if each is not None]
    if not kept or len(kept) < len(known):
        return None
    return StagedExpr(reduce(and_, [each.expr for each in kept]), max(each.stage for each in kept))


@attrs.frozen
class Points:
    """The points of a share: with open questions at their lowest, at their highest, and the most possible."""

    least: Expr
    best: Expr
    most: Expr
    #: Whether every topic is set aside, never null; None: never.
    empty: Expr | None
    #: The most points that all topics together can give.
    possible: int

    @classmethod
    def of(cls, share: Node, said: Mapping[str, TopicColumns], w: Words) -> "Points":
        """Return the points that a share counts, each a whole number in 64 bits."""
        least, best, most, asides, possible = [], [], [], [], 0
        for topic, points in points_of(share).items():
            what = said[topic]
            possible += max(points.values())
            ends = [w.lit(end, w.Int64) for end in (min(points.values()), max(points.values()))]
            low, high = ends
            if what.level is not None:
                level = what.level.cast(w.Int64) if what.whole else what.level
                count = _count(level, points, w)
                low, high = (w.when(level.is_null()).then(end).otherwise(count) for end in ends)
            top = ends[1]
            if what.aside is not None:
                none = w.lit(0, w.Int64)
                low, high, top = (w.when(what.aside).then(none).otherwise(each) for each in (low, high, top))
            least.append(low)
            best.append(high)
            most.append(top)
            asides.append(None if what.aside is None else StagedExpr(what.aside))
        empty = _every(asides)
        return cls(reduce(add, least), reduce(add, best), reduce(add, most), empty.expr if empty else None, possible)


def _count(level: Expr, points: Mapping[int, int], w: Words) -> Expr:
    """Return the points of a level: so many times its number where that is so of all of them, else looked up."""
    highest, most = list(points.items())[-1]
    weight = most // highest if highest else 0
    if all(count == number * weight for number, count in points.items()):
        return level * weight
    found = w.lit(most, w.Int64)
    for number, count in points.items():
        found = w.when(level == number).then(w.lit(count, w.Int64)).otherwise(found)
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


def count(node: Node) -> int:
    """Return how many requirements a node can leave open at most."""
    return sum(1 for _ in leaves(node))
