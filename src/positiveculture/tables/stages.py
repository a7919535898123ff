"""Columns worked out one after the other: what is asked for more than once is worked out once, then dropped."""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_
from typing import Any

import attrs

from positiveculture.tables.levels import Expr, Namespace

#: How a column is called that is worked out on the way; a number follows.
WORKING = "__positiveculture_"

Combine = Callable[[Any, Any], Any]


@attrs.frozen
class StagedExpr:
    """An expression, and how many stages must be there before it can be worked out."""

    expr: Expr
    stage: int = 0


@attrs.define
class Stages:
    """The columns that are worked out on the way, stage by stage."""

    #: The type of counts.
    width: Any
    #: What expressions are made of.
    ns: Namespace
    _stages: list[list[Expr]] = attrs.field(factory=list)
    _names: list[str] = attrs.field(factory=list)

    def materialise(self, kept: StagedExpr) -> StagedExpr:
        """Return a column in place of an expression."""
        name = f"{WORKING}{len(self._names)}"
        self._names.append(name)
        while len(self._stages) <= kept.stage:
            self._stages.append([])
        self._stages[kept.stage].append(kept.expr.alias(name))
        return StagedExpr(self.ns.col(name), kept.stage + 1)

    def combine(self, parts: Iterable[StagedExpr], combine: Combine) -> StagedExpr:
        """Return all parts combined; those of one stage are combined, and kept, before those of the next join them."""
        by_stage: dict[int, list[Expr]] = {}
        for part in parts:
            by_stage.setdefault(part.stage, []).append(part.expr)
        *earlier, last = sorted(by_stage)
        sums = [self.materialise(StagedExpr(reduce(combine, by_stage[stage]), stage)).expr for stage in earlier]
        return StagedExpr(reduce(combine, [*sums, *by_stage[last]]), last)

    def apply(self, frame: Any) -> Any:
        """Return `frame` with every column that is kept."""
        for stage in self._stages:
            frame = frame.with_columns(*stage)
        return frame


def every(flags: Iterable[StagedExpr | None]) -> StagedExpr | None:
    """Return whether all are so; None where one never is, or there are none."""
    known = list(flags)
    kept = [each for each in known if each is not None]
    if not kept or len(kept) < len(known):
        return None
    return StagedExpr(reduce(and_, [each.expr for each in kept]), max(each.stage for each in kept))
