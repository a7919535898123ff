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
from positiveculture.tables.levels import Expr, Namespace, TopicColumns, any_invalid
from positiveculture.tables.points import SharePoints, bound, points_of
from positiveculture.tables.stages import StagedExpr, Stages, every, staged, unless_empty


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
    answers: Mapping[str, TopicColumns]
    stages: Stages
    _awards: dict[str, NodeState] = attrs.field(factory=dict)
    _points: dict[str, SharePoints] = attrs.field(factory=dict)

    @property
    def ns(self) -> Namespace:
        """What expressions are made of."""
        return self.stages.ns

    @property
    def yes(self) -> Expr:
        """True in each row."""
        yes: Expr = self.ns.lit(value=True)
        return yes

    @property
    def no(self) -> Expr:
        """False in each row."""
        no: Expr = self.ns.lit(value=False)
        return no

    def sound(self) -> Expr:
        """Return whether nothing in a row is invalid, never null, as a column."""
        wrong = any_invalid(self.answers.values())
        sound = self.yes if wrong is None else self.ns.when(wrong).then(self.no).otherwise(self.yes)
        return self.stages.materialise(StagedExpr(sound)).expr

    def award(self, name: str) -> NodeState:
        """Return how an award stands: one with nothing left to judge is undecided, for one reason."""
        if name not in self._awards:
            state = self.state(next(award["rule"] for award in self.framework.program["awards"] if award["id"] == name))
            unmet = unless_empty(self.ns, state.empty, state.unmet, self.number(1))
            verdict = unless_empty(self.ns, state.empty, state.verdict, self.ns.lit(None, self.ns.Boolean))
            self._awards[name] = attrs.evolve(
                state, unmet=self.stages.materialise(unmet), verdict=self.stages.materialise(verdict)
            )
        return self._awards[name]

    def number(self, value: int) -> Expr:
        """Return a number as wide as the most that can stand open asks for: narrow columns are quick ones."""
        return self.ns.lit(value, self.stages.width)

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
        return self.ns.when(fine).then(self.number(0)).otherwise(self.number(1))

    def _verdict(self, met: Expr, lost: Expr) -> Expr:
        """Return the verdict of what is met, and what is surely not."""
        return self.ns.when(met).then(self.yes).otherwise(self.ns.when(lost).then(self.no))

    def _level(self, node: Node) -> NodeState:
        answer, level = self.answers[node["of"]], node["level"]
        not_applicable = None if answer.not_applicable is None else StagedExpr(answer.not_applicable)
        if level <= self.framework.program["scales"][node["of"]][0]:  # any level that an open question may get will do
            return NodeState(node, StagedExpr(self.number(0)), StagedExpr(self.yes), not_applicable)
        fine = self.ns.lit(None, self.ns.Boolean) if answer.level is None else answer.level >= level
        fine = fine if answer.not_applicable is None else fine | answer.not_applicable
        return NodeState(node, StagedExpr(self._open(fine)), StagedExpr(fine), not_applicable)

    def _answered(self, node: Node) -> NodeState:
        answered = self.answers[node["answered"]].answered
        is_answered = self.no if answered is None else answered
        verdict = self.ns.when(is_answered).then(self.yes)
        return NodeState(node, StagedExpr(self._open(is_answered)), StagedExpr(verdict))

    def _evidence(self, node: Node) -> NodeState:
        answer, rated = self.answers[node["evidence"]], node["evidence"] in self.framework.program["scales"]
        evidenced, stated = answer.evidenced or (self.no, self.no)
        evidenced = answer.kinds.get(node["kind"], self.no) if node["kind"] else evidenced
        met = self.ns.when(evidenced).then(self.yes).otherwise(self.no)
        answered = stated if not rated else self.no if answer.level is None else ~answer.level.is_null()
        closed = answered & ~met
        if answer.not_applicable is not None:
            met, closed = met | answer.not_applicable, closed & ~answer.not_applicable
        not_applicable = None if answer.not_applicable is None else StagedExpr(answer.not_applicable)
        return NodeState(node, StagedExpr(self._open(met)), StagedExpr(self._verdict(met, closed)), not_applicable)

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
            self._points[key] = SharePoints.of(points_of(share), self.answers, self.stages)
        return self._points[key]

    def _award(self, node: Node) -> NodeState:
        held = self.award(node["award"])
        return NodeState(node, StagedExpr(self._open(held.verdict.expr), held.verdict.stage), held.verdict)

    def _all(self, node: Node) -> NodeState:
        """Return the state of a node that needs all its members; it is empty where all of them but awards are."""
        inside = [self.state(each) for each in node["all"]]
        own = [each for each in inside if "award" not in each.node]
        unmet = self.stages.combine([each.unmet for each in inside], add)
        verdict = self.stages.combine([each.verdict for each in inside], and_)
        empty = every([each.empty for each in own])
        if empty is not None and len(own) < len(inside):
            unmet = unless_empty(self.ns, empty, unmet, self.number(0))
            verdict = staged(or_, verdict, empty)
        return NodeState(node, unmet, verdict, empty, tuple(inside))

    def _some(self, node: Node) -> NodeState:
        n, inside = node["some"], [self._kept(self.state(each)) for each in node["of"]]
        stage = max(part.stage for each in inside for part in (each.unmet, each.verdict, each.empty) if part)
        open_, every_empty = reduce(add, [each.unmet.expr for each in inside]), every([each.empty for each in inside])
        verdict = self._enough(n, inside)
        unmet = self.ns.when(verdict).then(self.number(0)).otherwise(open_)
        return NodeState(node, StagedExpr(unmet, stage), StagedExpr(verdict, stage), every_empty, tuple(inside))

    def _enough(self, n: int, inside: list[NodeState]) -> Expr:
        """Return the verdict that `n` members are met, or all that have something to judge, where those are fewer."""
        verdicts = [each.verdict.expr for each in inside]
        if n == 1 and all(each.empty is None for each in inside):
            return reduce(or_, verdicts)
        zero, one = self.number(0), self.number(1)
        met, hopeful, judged = [], [], []
        for each, verdict in zip(inside, verdicts, strict=True):
            judgeable = self.yes if each.empty is None else ~each.empty.expr
            met.append(self.ns.when(verdict if each.empty is None else verdict & judgeable).then(one).otherwise(zero))
            lost = ~verdict if each.empty is None else ~verdict | each.empty.expr
            hopeful.append(self.ns.when(lost).then(zero).otherwise(one))
            judged.append(one if each.empty is None else self.ns.when(judgeable).then(one).otherwise(zero))
        needs = self.number(n)
        if any(each.empty is not None for each in inside):
            left = reduce(add, judged)
            needs = self.ns.when(left < n).then(left).otherwise(needs)
        return self._verdict(reduce(add, met) >= needs, reduce(add, hopeful) < needs)

    def _kept(self, state: NodeState) -> NodeState:
        """Return the same state with its expressions as columns, where they would be worked out more than once."""
        if not state.members and "share" not in state.node:
            return state
        return attrs.evolve(
            state,
            unmet=self.stages.materialise(state.unmet),
            verdict=self.stages.materialise(state.verdict),
            empty=None if state.empty is None else self.stages.materialise(state.empty),
        )
