"""The nodes of a program as expressions over columns: what stands open in each row, exactly as `evaluate` finds it.

A verdict has the three values of SQL: true where a node is met, false where it is surely not, null where an answer may
still decide it.  How many requirements stand open is counted apart, so that whoever asks for verdicts alone pays for no
counting.  Both are as `docs/program.md` says.
"""

from collections.abc import Mapping
from functools import reduce
from operator import add, and_, or_

import attrs

from positiveculture.framework import Framework
from positiveculture.rules.kinds import Node
from positiveculture.rules.nodes import leaves
from positiveculture.tables.levels import Expr, Namespace, TopicColumns
from positiveculture.tables.points import SharePoints, bound, points_of
from positiveculture.tables.stages import StagedExpr, Stages, every


@attrs.frozen
class NodeState:
    """The state of a node in each row."""

    node: Node
    #: How many requirements stand open: as many as the blockers have, `flatten`ed.
    unmet: StagedExpr
    #: True where it is met, false where it is surely not, null where an answer could still decide it.
    verdict: StagedExpr
    #: Whether nothing is left to judge, never null; None: something always is.
    empty: StagedExpr | None = None
    #: What it is made of.
    members: tuple["NodeState", ...] = ()


@attrs.frozen
class TableJudge:
    """Puts the nodes of a framework's program into expressions over what a table says."""

    framework: Framework
    said: Mapping[str, TopicColumns]
    stages: Stages
    _awards: dict[str, NodeState] = attrs.field(factory=dict)
    _points: dict[str, SharePoints] = attrs.field(factory=dict)

    @property
    def w(self) -> Namespace:
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
                verdict = self.w.when(~found.empty.expr).then(found.verdict.expr)
                found = attrs.evolve(
                    found,
                    unmet=StagedExpr(unmet, max(found.unmet.stage, found.empty.stage)),
                    verdict=StagedExpr(verdict, max(found.verdict.stage, found.empty.stage)),
                )
            self._awards[name] = attrs.evolve(
                found, unmet=self.stages.materialise(found.unmet), verdict=self.stages.materialise(found.verdict)
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

    def _verdict(self, met: Expr, lost: Expr) -> Expr:
        """Return the verdict of what is met, and what is surely not."""
        return self.w.when(met).then(self.yes).otherwise(self.w.when(lost).then(self.no))

    def _level(self, node: Node) -> NodeState:
        said, level = self.said[node["of"]], node["level"]
        aside = None if said.aside is None else StagedExpr(said.aside)
        if level <= self.framework.program["scales"][node["of"]][0]:  # any level that an open question may get will do
            return NodeState(node, StagedExpr(self.number(0)), StagedExpr(self.yes), aside)
        fine = self.w.lit(None, self.w.Boolean) if said.level is None else said.level >= level
        fine = fine if said.aside is None else fine | said.aside
        return NodeState(node, StagedExpr(self._open(fine)), StagedExpr(fine), aside)

    def _answered(self, node: Node) -> NodeState:
        said, flags = self.said[node["answered"]], [self.w.lit(value=False)]
        if said.level is not None:
            flags.append(~said.level.is_null())
        if said.evidenced is not None:
            flags.append(said.evidenced[1])
        if said.aside is not None:
            flags.append(said.aside)
        said_so = reduce(or_, flags)
        return NodeState(node, StagedExpr(self._open(said_so)), StagedExpr(self.w.when(said_so).then(self.yes)))

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
        return NodeState(node, StagedExpr(self._open(fine)), StagedExpr(self._verdict(fine, closed)), aside)

    def _share(self, node: Node) -> NodeState:
        points = self.points(node)
        up, over = bound(node, points.possible)
        fine, could_be = points.reach(points.least, up, over), points.reach(points.best, up, over)
        # Nobody has a share of no points: nothing stands open, and nothing is met.
        empty = None if points.empty is None else StagedExpr(points.empty)
        return NodeState(node, StagedExpr(self._open(fine), 1), StagedExpr(self._verdict(fine, ~could_be), 1), empty)

    def points(self, share: Node) -> SharePoints:
        """Return the points that a share counts, worked out once for all shares of the same points."""
        key = str(share["points"])
        if key not in self._points:
            self._points[key] = SharePoints.of(points_of(share), self.said, self.stages)
        return self._points[key]

    def _award(self, node: Node) -> NodeState:
        held = self.award(node["award"])
        return NodeState(node, StagedExpr(self._open(held.verdict.expr), held.verdict.stage), held.verdict)

    def _all(self, node: Node) -> NodeState:
        """Nothing is left to judge where that is so of all that is the node's own: other awards are not."""
        inside = [self.state(each) for each in node["all"]]
        own = [each for each in inside if "award" not in each.node]
        unmet = self.stages.combine([each.unmet for each in inside], add)
        verdict = self.stages.combine([each.verdict for each in inside], and_)
        empty = every([each.empty for each in own])
        if empty is not None and len(own) < len(inside):
            none = self.w.when(empty.expr).then(self.number(0)).otherwise(unmet.expr)
            unmet = StagedExpr(none, max(empty.stage, unmet.stage))
            verdict = StagedExpr(verdict.expr | empty.expr, max(empty.stage, verdict.stage))
        return NodeState(node, unmet, verdict, empty, tuple(inside))

    def _some(self, node: Node) -> NodeState:
        n, inside = node["some"], [self._kept(self.state(each)) for each in node["of"]]
        stage = max(kept.stage for each in inside for kept in (each.unmet, each.verdict, each.empty) if kept)
        open_, every_empty = reduce(add, [each.unmet.expr for each in inside]), every([each.empty for each in inside])
        verdict = self._enough(n, inside)
        unmet = self.w.when(verdict).then(self.number(0)).otherwise(open_)
        return NodeState(node, StagedExpr(unmet, stage), StagedExpr(verdict, stage), every_empty, tuple(inside))

    def _enough(self, n: int, inside: list[NodeState]) -> Expr:
        """Return whether so many of some nodes are met: of those that have something to judge, or all of them."""
        verdicts = [each.verdict.expr for each in inside]
        if n == 1 and all(each.empty is None for each in inside):
            return reduce(or_, verdicts)
        zero, one = self.number(0), self.number(1)
        met, hopeful, judged = [], [], []
        for each, verdict in zip(inside, verdicts, strict=True):
            here = self.yes if each.empty is None else ~each.empty.expr
            met.append(self.w.when(verdict if each.empty is None else verdict & here).then(one).otherwise(zero))
            lost = ~verdict if each.empty is None else ~verdict | each.empty.expr
            hopeful.append(self.w.when(lost).then(zero).otherwise(one))
            judged.append(one if each.empty is None else self.w.when(here).then(one).otherwise(zero))
        needs = self.number(n)
        if any(each.empty is not None for each in inside):
            left = reduce(add, judged)
            needs = self.w.when(left < n).then(left).otherwise(needs)
        return self._verdict(reduce(add, met) >= needs, reduce(add, hopeful) < needs)

    def _kept(self, found: NodeState) -> NodeState:
        """Return the same, worked out once, where it is asked for more than once."""
        if not found.members and "share" not in found.node:
            return found
        return attrs.evolve(
            found,
            unmet=self.stages.materialise(found.unmet),
            verdict=self.stages.materialise(found.verdict),
            empty=None if found.empty is None else self.stages.materialise(found.empty),
        )


def count(node: Node) -> int:
    """Return how many requirements a node can leave open at most."""
    return sum(1 for _ in leaves(node))
