"""The closed set of rules as expressions over columns: what stands open in each row, exactly as `evaluate` finds it.

A rule is met where nothing stands open.  It is surely not met where something stands open that no answer could remove.
Both are worked out with each open question at its lowest level, as `positiveculture.rules` does.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import reduce
from math import ceil
from operator import add, and_, or_
from typing import assert_never

import attrs
import narwhals.stable.v2 as nw

from positiveculture.errors import InvalidTable, Problem
from positiveculture.framework import Framework
from positiveculture.rules import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Holds,
    Rounding,
    Rule,
    Share,
    members,
)
from positiveculture.sentences import quoted
from positiveculture.tables.levels import NO, YES, TopicColumns
from positiveculture.tables.stages import StagedExpr, Stages


@attrs.frozen
class Standing:
    """What a rule comes to in each row."""

    #: How many requirements stand open: as many as the blockers have `leaves`.
    unmet: StagedExpr
    #: Whether one of them would stand open whatever is answered; null counts as no.
    closed: StagedExpr
    #: Whether nothing is left to judge, never null; None: something always is.
    empty: StagedExpr | None = None
    #: What is inside, for a group of rules.
    inside: tuple["Standing", ...] = ()
    rule: Rule | None = None


@attrs.frozen
class Judge:
    """Puts rules into expressions over what a table says."""

    framework: Framework
    said: Mapping[str, TopicColumns]
    stages: Stages
    _awards: dict[str, Standing] = attrs.field(factory=dict)

    def award(self, name: str) -> Standing:
        """Return how an award stands: one with nothing left to judge is undecided, for one reason."""
        if name not in self._awards:
            found = self.rule(self.framework.award(name).rule)
            if found.empty is not None:
                unmet = nw.when(found.empty.expr).then(self.number(1)).otherwise(found.unmet.expr)
                found = attrs.evolve(found, unmet=StagedExpr(unmet, max(found.unmet.stage, found.empty.stage)))
            self._awards[name] = attrs.evolve(
                found, unmet=self.stages.materialise(found.unmet), closed=self.stages.materialise(found.closed)
            )
        return self._awards[name]

    def number(self, value: int) -> nw.Expr:
        """Return a number as wide as the most that can stand open asks for: narrow columns are quick ones."""
        return nw.lit(value, self.stages.width)

    def rule(self, rule: Rule) -> Standing:
        """Return how a rule stands."""
        match rule:
            case AtLeast(topic, level):
                found = self._at_least(topic, level)
            case Every(level):
                found = self._all([self._at_least(topic, level) for topic in rule.topics_in(self.framework.scope)])
            case Answered(topics):
                found = self._all([self._answered(topic) for topic in topics])
            case Evidenced(topics, kind):
                if kind:
                    words = {"kind": kind}
                    raise InvalidTable(
                        "the table", (Problem("no-evidence-kinds", (), words, quoted(self.framework.id)),)
                    )
                found = self._all([self._evidenced(topic) for topic in topics])
            case Share():
                found = self._share(rule)
            case Holds(award):
                found = self._holds(award)
            case All(rules):
                found = self._all([self.rule(each) for each in rules])
            case AtLeastOf(n, rules):
                found = self._at_least_of(n, [self.rule(each) for each in rules])
            case AnyOf(rules):
                found = self._at_least_of(1, [self.rule(each) for each in rules])
            case _:
                assert_never(rule)
        return attrs.evolve(found, rule=rule)

    def _open(self, fine: nw.Expr) -> nw.Expr:
        """Return 1 where `fine` is not surely so: null counts as no."""
        return nw.when(fine).then(self.number(0)).otherwise(self.number(1))

    def _at_least(self, topic: str, level: int) -> Standing:
        said, scale = self.said[topic], self.framework.scope.scale(topic)
        aside = None if said.aside is None else StagedExpr(said.aside)
        rule = AtLeast(topic, level)
        if level <= scale.lowest:  # every level that an open question may still get will do
            return Standing(StagedExpr(self.number(0)), StagedExpr(NO), aside, rule=rule)
        if said.level is None:
            unmet = self.number(1) if said.aside is None else self._open(said.aside)
            return Standing(StagedExpr(unmet), StagedExpr(NO), aside, rule=rule)
        fine = said.level >= level
        unmet = self._open(fine if said.aside is None else fine | said.aside)
        return Standing(StagedExpr(unmet), StagedExpr(said.level < level), aside, rule=rule)

    def _answered(self, topic: str) -> Standing:
        said, flags = self.said[topic], [nw.lit(value=False)]
        if said.level is not None:
            flags.append(~said.level.is_null())
        if said.evidenced is not None:
            flags.append(said.evidenced[1])
        if said.aside is not None:
            flags.append(said.aside)
        return Standing(StagedExpr(self._open(reduce(or_, flags))), StagedExpr(NO), rule=Answered((topic,)))

    def _evidenced(self, topic: str) -> Standing:
        said, rated = self.said[topic], self.framework.scope.scales[topic] is not None
        proof, told = said.evidenced or (NO, NO)
        fine = nw.when(proof).then(YES).otherwise(NO)
        answered = told if not rated else NO if said.level is None else ~said.level.is_null()
        closed = answered & ~fine
        if said.aside is not None:
            fine, closed = fine | said.aside, closed & ~said.aside
        aside = None if said.aside is None else StagedExpr(said.aside)
        return Standing(StagedExpr(self._open(fine)), StagedExpr(closed), aside, rule=Evidenced((topic,)))

    def _share(self, rule: Share) -> Standing:
        points = Points.of(rule, self.framework, self.said)
        least, best, most = (
            self.stages.materialise(StagedExpr(each)).expr for each in (points.least, points.best, points.most)
        )
        up, over = bound(rule, points.possible)
        fine, could_be = least * over >= most * up, best * over >= most * up
        unmet, closed = self._open(fine), ~could_be
        if points.empty is None:
            return Standing(StagedExpr(unmet, 1), StagedExpr(closed, 1))
        empty = points.empty
        # Nobody has a share of no points: nothing stands open, and nothing is met.
        return Standing(StagedExpr(unmet, 1), StagedExpr(closed, 1), StagedExpr(empty))

    def _holds(self, award: str) -> Standing:
        held = self.award(award)
        unmet = self._open(held.unmet.expr == 0)
        return Standing(StagedExpr(unmet, held.unmet.stage), held.closed)

    def _all(self, inside: list[Standing]) -> Standing:
        """Nothing is left to judge where that is so of all that is the rule's own: awards that it holds are not."""
        own = [each for each in inside if not isinstance(each.rule, Holds)]
        unmet, closed = self._sum(inside), self._any(inside)
        empty = _every([each.empty for each in own])
        if empty is not None and len(own) < len(inside):
            none = nw.when(empty.expr).then(self.number(0)).otherwise(unmet.expr)
            unmet = StagedExpr(none, max(empty.stage, unmet.stage))
            closed = StagedExpr(closed.expr & ~empty.expr, max(empty.stage, closed.stage))
        return Standing(unmet, closed, empty, tuple(inside))

    def _at_least_of(self, n: int, inside: list[Standing]) -> Standing:
        inside = [self._kept(each) for each in inside]
        stage = max(kept.stage for each in inside for kept in (each.unmet, each.closed, each.empty) if kept)
        zero, one = self.number(0), self.number(1)
        met, hopeful, judged = [], [], []
        for each in inside:
            here = YES if each.empty is None else ~each.empty.expr
            fine = each.unmet.expr == 0
            met.append(nw.when(fine if each.empty is None else fine & here).then(one).otherwise(zero))
            lost = each.closed.expr if each.empty is None else each.closed.expr | each.empty.expr
            hopeful.append(nw.when(lost).then(zero).otherwise(one))
            judged.append(one if each.empty is None else nw.when(here).then(one).otherwise(zero))
        needs = self.number(n)
        if any(each.empty is not None for each in inside):
            left = reduce(add, judged)
            needs = nw.when(left < n).then(left).otherwise(needs)
        missing = reduce(add, met) < needs
        unmet = nw.when(missing).then(self._sum(inside).expr).otherwise(zero)
        closed = reduce(add, hopeful) < needs
        empty = _every([each.empty for each in inside])
        return Standing(StagedExpr(unmet, stage), StagedExpr(closed, stage), empty, tuple(inside))

    def _kept(self, found: Standing) -> Standing:
        """Return the same, worked out once, where it is asked for more than once."""
        if not found.inside and not isinstance(found.rule, Share):
            return found
        return attrs.evolve(
            found,
            unmet=self.stages.materialise(found.unmet),
            closed=self.stages.materialise(found.closed),
            empty=None if found.empty is None else self.stages.materialise(found.empty),
        )

    def _sum(self, inside: list[Standing]) -> StagedExpr:
        """Return how many stand open in all; what needs no other column first is summed by itself."""
        return self.stages.combine([each.unmet for each in inside], add)

    def _any(self, inside: list[Standing]) -> StagedExpr:
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

    least: nw.Expr
    best: nw.Expr
    most: nw.Expr
    #: Whether every topic is set aside, never null; None: never.
    empty: nw.Expr | None
    #: The most points that all topics together can give.
    possible: int

    @classmethod
    def of(cls, rule: Share, framework: Framework, said: Mapping[str, TopicColumns]) -> "Points":
        """Return the points that `rule` counts, each a whole number in 64 bits."""
        least, best, most, asides, possible = [], [], [], [], 0
        for topic, points in rule.points(framework.scope).items():
            what = said[topic]
            possible += max(points.values())
            ends = [nw.lit(end, nw.Int64) for end in (min(points.values()), max(points.values()))]
            low, high = ends
            if what.level is not None:
                level = what.level.cast(nw.Int64) if what.whole else what.level
                count = _count(level, points)
                low, high = (nw.when(level.is_null()).then(end).otherwise(count) for end in ends)
            top = ends[1]
            if what.aside is not None:
                none = nw.lit(0, nw.Int64)
                low, high, top = (nw.when(what.aside).then(none).otherwise(each) for each in (low, high, top))
            least.append(low)
            best.append(high)
            most.append(top)
            asides.append(None if what.aside is None else StagedExpr(what.aside))
        empty = _every(asides)
        return cls(reduce(add, least), reduce(add, best), reduce(add, most), empty.expr if empty else None, possible)


def _count(level: nw.Expr, points: Mapping[int, int]) -> nw.Expr:
    """Return the points of a level: so many times its number where that is so of all of them, else looked up."""
    highest, most = list(points.items())[-1]
    weight = most // highest if highest else 0
    if all(count == number * weight for number, count in points.items()):
        return level * weight
    found = nw.lit(most, nw.Int64)
    for number, count in points.items():
        found = nw.when(level == number).then(nw.lit(count, nw.Int64)).otherwise(found)
    return found


def bound(rule: Share, possible: int) -> tuple[int, int]:
    """Return the least fraction of the most points, as `up` / `over`, that reaches the share.

    A share is whole points over at most `possible`.  So the least fraction with a denominator of at most that, which is
    not below what is asked, is reached by just the same shares, and stays small enough to be multiplied out.
    """
    asked = Fraction(rule.percent) / 100
    if rule.rounding is Rounding.HALF_UP:
        asked = (2 * Fraction(rule.percent) - 1) / 200
    least = min(Fraction(ceil(asked * over), over) for over in range(1, possible + 1))
    return least.numerator, least.denominator


def count(rule: Rule, framework: Framework) -> int:
    """Return how many requirements a rule can leave open at most."""
    match rule:
        case Every():
            return len(rule.topics_in(framework.scope))
        case Answered(topics) | Evidenced(topics):
            return len(topics)
        case All() | AnyOf() | AtLeastOf():
            return sum(count(each, framework) for each in members(rule))
        case _:
            return 1
