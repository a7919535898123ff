"""Judges a whole table at once: one row an assessment, one column a topic."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Literal, TypeAlias

import attrs
import narwhals.stable.v2 as nw
import polars as pl

from positiveculture.errors import InvalidTable, NotScored, Problem
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.tables import columns as naming, engines, reasons, trouble
from positiveculture.tables.levels import Expr, Sentinel, any_bad
from positiveculture.tables.progress import AwardProgress
from positiveculture.tables.reading import FrameT, Missing, Named, Options, PreparedTable
from positiveculture.tables.stages import StagedExpr
from positiveculture.tables.states import TableJudge

OnInvalid: TypeAlias = Literal["raise", "flag", "null", "trust"]

#: The column that says what is invalid in a row.
PROBLEM = "problem"


@attrs.frozen
class Outputs:
    """Which columns are added; called with a judge, it works them out."""

    progress: bool
    lists: bool
    on_invalid: OnInvalid

    def __call__(self, judge: TableJudge) -> dict[str, Expr]:
        """Return the new columns, each under its name."""
        return _added(judge, self)


@with_types
def evaluate_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: FrameT,
    framework: Framework,
    *,
    columns: Named | None = None,
    not_applicable: Sentinel = None,
    missing: Missing = "refuse",
    on_invalid: OnInvalid | None = None,
    progress: bool = False,
    blockers: Literal["list"] | None = None,
    prefix: str = "",
) -> FrameT:
    """Return `frame` with what the rules of `framework` say of each row, exactly as `evaluate` says it.

    For each award there are `<award>_met` (true, false, or null for undecided) and `<award>_unmet` (how many
    requirements stand open: as many as the blockers of the verdict have leaves), and then `award`, the highest met.

    Args:
        frame: A table of any engine that Narwhals knows; a lazy one stays lazy.
        framework: What to judge by.
        columns: Topic, by its id or printed number, to its column; by default a topic's column has its id for a name.
        not_applicable: The number or text that means that a topic is not applicable.
        missing: What a topic without a column is: refused, where a rule asks for it, or "unanswered".
        on_invalid: What becomes of invalid rows: "raise" (by default, for tables that are not lazy); "flag": they are
            not judged, and the column `problem` says why (by default, for lazy tables); "null": not judged, without
            that column; "trust": the caller knows that there are none, and nothing is looked at.
        progress: Whether to add `<award>_progress`, a float: 1.0 if and only if the award is met.
        blockers: "list" adds `<award>_blockers`, what stands in the way; null where nothing does.
        prefix: Stands before the names of all new columns.

    Raises:
        InvalidTable: The table cannot be judged, or has invalid rows; every problem at once.
        NotScored: The framework publishes no awards.
    """
    _refuse_unscored(framework)
    asked = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing)
    work = partial(_evaluated, asked=asked, progress=progress, lists=blockers == "list", prefix=prefix)
    apart = engines.by_partition(frame, partial(work, on_invalid=on_invalid or "flag"))
    found: FrameT = work(frame, on_invalid=on_invalid) if apart is None else apart
    return found


def _evaluated(  # noqa: PLR0913 - what is asked for has a name each
    native: Any, asked: Options, on_invalid: OnInvalid | None, *, progress: bool, lists: bool, prefix: str
) -> Any:
    lazy = isinstance(engines.as_narwhals(native), nw.LazyFrame)
    if on_invalid == "raise" and lazy:
        raise InvalidTable(gettext("the table"), (Problem("lazy-raise", ("on_invalid",), {}, "`on_invalid`"),))
    on_invalid = on_invalid or ("flag" if lazy else "raise")
    # What raises looks for invalid rows beforehand.
    outputs = Outputs(progress, lists, "trust" if on_invalid == "raise" else on_invalid)
    read = PreparedTable.of(native, asked, outputs)
    if on_invalid == "raise":
        trouble.refuse_bad(read.frame, read.said.values(), read.w)
    added: dict[str, Expr] = {prefix + name: expr for name, expr in read.plan.built.items()}
    names = read.given.collect_schema().names()
    naming.require_unused(added, names, read.engine)
    eager = isinstance(read.frame, pl.DataFrame)
    worked = read.judge.stages.apply(read.frame.lazy() if eager else read.frame)
    own = () if read.engine in ("pandas", "pyarrow") else (read.w.col(name) for name in names)
    found = worked.select(*own, *(expr.alias(name) for name, expr in added.items()))
    found = found.collect() if eager else found
    return nw.to_native(found, pass_through=True) if own else engines.attached(read.engine, native, found)


def _added(judge: TableJudge, wanted: Outputs) -> dict[str, Expr]:
    w, reached = judge.w, AwardProgress(judge)
    wrong = any_bad(judge.said.values()) if wanted.on_invalid in ("flag", "null") else None
    sound = None
    if wrong is not None:
        sound = judge.stages.materialise(StagedExpr(w.when(wrong).then(judge.no).otherwise(judge.yes))).expr
    found: dict[str, Expr] = {}
    highest = w.lit(None, w.String)
    for award in judge.framework.awards:
        standing = judge.award(award.id)
        found[f"{award.id}_met"] = standing.verdict.expr
        found[f"{award.id}_unmet"] = standing.unmet.expr.cast(w.Int32)
        if wanted.progress:
            found[f"{award.id}_progress"] = judge.stages.materialise(reached.award(award.id)).expr
        if wanted.lists:
            found[f"{award.id}_blockers"] = reasons.listed(judge, award.id).str.split(reasons.BETWEEN)
        highest = w.when(standing.verdict.expr).then(w.lit(award.id)).otherwise(highest)
    found["award"] = highest
    if sound is not None:
        found = {name: w.when(sound).then(expr) for name, expr in found.items()}
    if wanted.on_invalid == "flag":
        told = trouble.first(judge.said.values(), w)
        # SQL looks for what is wrong in those rows alone in which something is.
        found[PROBLEM] = told if sound is None else w.when(~sound).then(told)
    return found


def _refuse_unscored(framework: Framework) -> None:
    if not framework.awards:
        raise NotScored(framework.title, framework.unscored)


@with_types
def blockers_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: FrameT,
    framework: Framework,
    *,
    ids: Sequence[str] = (),
    columns: Named | None = None,
    not_applicable: Sentinel = None,
    missing: Missing = "refuse",
) -> FrameT:
    """Return what stands in the way as a table of its own: one row for each award and each leaf of its blockers.

    Its columns are `row`, the number of the row from 1 (not of a lazy table, which has no order), the columns `ids`,
    and `award`, `kind`, `topic`, `needs`, `has`, `certain` and `asks` (of a share, what is asked; of an award, which is
    missing).  invalid rows are left out: `problems_table` lists them.

    Raises:
        InvalidTable: The table cannot be judged; every problem at once.
        NotScored: The framework publishes no awards.
    """
    _refuse_unscored(framework)
    asked = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing, ids=ids)
    return _anew(frame, asked, _reasons)


@with_types
def problems_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: FrameT,
    framework: Framework,
    *,
    ids: Sequence[str] = (),
    columns: Named | None = None,
    not_applicable: Sentinel = None,
    missing: Missing = "refuse",
) -> FrameT:
    """Return everything that is invalid in `frame`, one row each: `row`, `ids` as above, `topic`, `value`, `problem`.

    Raises:
        InvalidTable: The table cannot be judged at all; every problem at once.
    """
    asked = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing, ids=ids)
    return _anew(frame, asked, _problems)


def _anew(frame: FrameT, asked: Options, work: Any) -> FrameT:
    """Return a new table that `work` makes of `frame`; rows are numbered where they have an order."""
    apart = engines.by_partition(frame, partial(work, asked=asked))
    found: FrameT = work(frame, attrs.evolve(asked, numbered=True)) if apart is None else apart
    return found


def _why(judge: TableJudge) -> Expr:
    """Return whether a row is judged; every award is worked out."""
    wrong = any_bad(judge.said.values())
    sound = judge.yes if wrong is None else judge.w.when(wrong).then(judge.no).otherwise(judge.yes)
    kept = judge.stages.materialise(StagedExpr(sound)).expr
    for award in judge.framework.awards:
        judge.award(award.id)
    return kept


def _reasons(native: Any, asked: Options) -> Any:
    read = PreparedTable.of(native, asked, _why)
    keys, rows = trouble.keyed(read, asked, reasons.LONG)
    kept = read.judge.stages.apply(rows).filter(read.plan.built)
    return read.back(reasons.long(kept, read.judge, keys))


def _problems(native: Any, asked: Options) -> Any:
    read = PreparedTable.of(native, asked)
    keys, rows = trouble.keyed(read, asked, trouble.LONG)
    return read.back(trouble.table(rows, read.said.values(), keys, read.w))
