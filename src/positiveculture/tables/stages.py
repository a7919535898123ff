"""Intermediate columns: an expression that is used more than once is worked out once, as a column."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_
from typing import Any

import attrs

from positiveculture.tables.levels import Expr, Namespace

#: How the name of an intermediate column begins; a number follows.
WORKING = "__positiveculture_"

Combine = Callable[[Any, Any], Any]


@attrs.frozen
class StagedExpr:
    """An expression, and how many stages of intermediate columns it needs."""

    expr: Expr
    stage: int = 0


def staged(combine: Callable[..., Expr], *parts: StagedExpr) -> StagedExpr:
    """Return an expression that is made of others."""
    return StagedExpr(combine(*(each.expr for each in parts)), max(each.stage for each in parts))


def unless_empty(ns: Namespace, empty: StagedExpr | None, part: StagedExpr, nothing: Expr) -> StagedExpr:
    """Return an expression that is `nothing` where nothing is left to judge; None: something always is."""
    if empty is None:
        return part
    return staged(lambda is_empty, expr: ns.when(is_empty).then(nothing).otherwise(expr), empty, part)


@attrs.define
class Stages:
    """The intermediate columns, stage by stage: those of a stage use earlier stages alone."""

    #: The type of counts.
    width: Any
    #: What expressions are made of.
    ns: Namespace
    _stages: list[list[Expr]] = attrs.field(factory=list)
    _names: list[str] = attrs.field(factory=list)

    def materialise(self, part: StagedExpr) -> StagedExpr:
        """Return a column in place of an expression."""
        name = f"{WORKING}{len(self._names)}"
        self._names.append(name)
        while len(self._stages) <= part.stage:
            self._stages.append([])
        self._stages[part.stage].append(part.expr.alias(name))
        return StagedExpr(self.ns.col(name), part.stage + 1)

    def combine(self, parts: Iterable[StagedExpr], combine: Combine) -> StagedExpr:
        """Return all parts combined: those of one stage first, as a column that the next stage adds to."""
        by_stage: dict[int, list[Expr]] = {}
        for part in parts:
            by_stage.setdefault(part.stage, []).append(part.expr)
        *earlier, last = sorted(by_stage)
        sums = [self.materialise(StagedExpr(reduce(combine, by_stage[stage]), stage)).expr for stage in earlier]
        return StagedExpr(reduce(combine, [*sums, *by_stage[last]]), last)

    def apply(self, frame: Any) -> Any:
        """Return `frame` with every intermediate column."""
        for stage in self._stages:
            frame = frame.with_columns(*stage)
        return frame


def every(flags: Iterable[StagedExpr | None]) -> StagedExpr | None:
    """Return whether all flags are true; None where one is None, which is never true, or there are none."""
    known = list(flags)
    known_flags = [each for each in known if each is not None]
    if not known_flags or len(known_flags) < len(known):
        return None
    return staged(lambda *exprs: reduce(and_, exprs), *known_flags)
