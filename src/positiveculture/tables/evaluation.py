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
from positiveculture.tables.engines import FrameT
from positiveculture.tables.levels import Expr, Sentinel
from positiveculture.tables.progress import AwardProgress
from positiveculture.tables.reading import ColumnNames, Missing, Options, PreparedTable
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
        return _new_columns(judge, self)


@with_types
def evaluate_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: FrameT,
    framework: Framework,
    *,
    columns: ColumnNames | None = None,
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
    options = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing)
    work = partial(_evaluated, options=options, progress=progress, lists=blockers == "list", prefix=prefix)
    each, whole = (partial(work, on_invalid=how) for how in (on_invalid or "flag", on_invalid))
    return engines.by_partition(frame, each, whole)


def _evaluated(  # noqa: PLR0913 - what is asked for has a name each
    native: Any, options: Options, on_invalid: OnInvalid | None, *, progress: bool, lists: bool, prefix: str
) -> Any:
    lazy = isinstance(engines.as_narwhals(native), nw.LazyFrame)
    if on_invalid == "raise" and lazy:
        raise InvalidTable(gettext("the table"), (Problem("lazy-raise", ("on_invalid",), {}, "`on_invalid`"),))
    on_invalid = on_invalid or ("flag" if lazy else "raise")
    # What raises looks for invalid rows beforehand.
    outputs = Outputs(progress, lists, "trust" if on_invalid == "raise" else on_invalid)
    table = PreparedTable.of(native, options, outputs)
    if on_invalid == "raise":
        trouble.refuse_invalid(table.frame, table.answers.values(), table.ns)
    new: dict[str, Expr] = {prefix + name: expr for name, expr in table.plan.built.items()}
    names = table.columns
    naming.require_unused(new, names, table.engine)
    eager = isinstance(table.frame, pl.DataFrame)
    staged = table.judge.stages.apply(table.frame.lazy() if eager else table.frame)
    own = () if table.engine in ("pandas", "pyarrow") else (table.ns.col(name) for name in names)
    result = staged.select(*own, *(expr.alias(name) for name, expr in new.items()))
    result = result.collect() if eager else result
    return nw.to_native(result, pass_through=True) if own else engines.attach(table.engine, native, result)


def _new_columns(judge: TableJudge, outputs: Outputs) -> dict[str, Expr]:
    ns, progress = judge.ns, AwardProgress(judge)
    columns: dict[str, Expr] = {}
    highest = ns.lit(None, ns.String)
    for award in judge.framework.awards:
        standing = judge.award(award.id)
        columns[f"{award.id}_met"] = standing.verdict.expr
        columns[f"{award.id}_unmet"] = standing.unmet.expr.cast(ns.Int32)
        if outputs.progress:
            columns[f"{award.id}_progress"] = judge.stages.materialise(progress.award(award.id)).expr
        if outputs.lists:
            columns[f"{award.id}_blockers"] = reasons.reason_list(judge, award.id).str.split(reasons.BETWEEN)
        highest = ns.when(standing.verdict.expr).then(ns.lit(award.id)).otherwise(highest)
    columns["award"] = highest
    if outputs.on_invalid == "trust":
        return columns
    sound = judge.sound()
    columns = {name: ns.when(sound).then(expr) for name, expr in columns.items()}
    if outputs.on_invalid == "flag":
        # SQL looks for what is wrong in those rows alone in which something is.
        columns[PROBLEM] = ns.when(~sound).then(trouble.first_problem(judge.answers.values(), ns))
    return columns


def _refuse_unscored(framework: Framework) -> None:
    if not framework.awards:
        raise NotScored(framework.title, framework.unscored)


@with_types
def blockers_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: FrameT,
    framework: Framework,
    *,
    ids: Sequence[str] = (),
    columns: ColumnNames | None = None,
    not_applicable: Sentinel = None,
    missing: Missing = "refuse",
) -> FrameT:
    """Return what stands in the way as a table of its own: one row for each award and each leaf of its blockers.

    Its columns are `row`, the number of the row from 1 (not of a lazy table, which has no order), the columns `ids`,
    and `award`, `kind`, `topic`, `needs`, `has`, `certain` and `asks` (of a share, what is asked; of an award, which is
    missing).  Invalid rows are left out: `problems_table` lists them.

    Raises:
        InvalidTable: The table cannot be judged; every problem at once.
        NotScored: The framework publishes no awards.
    """
    _refuse_unscored(framework)
    options = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing, ids=ids)
    return _new_table(frame, options, _reasons_table)


@with_types
def problems_table(  # noqa: PLR0913 - what is asked for has a name each
    frame: FrameT,
    framework: Framework,
    *,
    ids: Sequence[str] = (),
    columns: ColumnNames | None = None,
    not_applicable: Sentinel = None,
    missing: Missing = "refuse",
) -> FrameT:
    """Return everything that is invalid in `frame`, one row each: `row`, `ids` as above, `topic`, `value`, `problem`.

    Raises:
        InvalidTable: The table cannot be judged at all; every problem at once.
    """
    options = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing=missing, ids=ids)
    return _new_table(frame, options, _problems_table)


def _new_table(frame: FrameT, options: Options, work: Any) -> FrameT:
    """Return a new table that `work` makes of `frame`; rows are numbered where they have an order."""
    each, whole = (partial(work, options=attrs.evolve(options, numbered=numbered)) for numbered in (False, True))
    return engines.by_partition(frame, each, whole)


def _is_judged(judge: TableJudge) -> Expr:
    """Return whether a row is judged; the columns of every award are added to the stages."""
    flag = judge.sound()
    for award in judge.framework.awards:
        judge.award(award.id)
    return flag


def _reasons_table(native: Any, options: Options) -> Any:
    table = PreparedTable.of(native, options, _is_judged)
    keys, rows = trouble.with_keys(table, options, reasons.LONG)
    judged = table.judge.stages.apply(rows).filter(table.plan.built)
    return table.back(reasons.reason_rows(judged, table.judge, keys))


def _problems_table(native: Any, options: Options) -> Any:
    table = PreparedTable.of(native, options)
    keys, rows = trouble.with_keys(table, options, trouble.LONG)
    return table.back(trouble.problem_rows(rows, table.answers.values(), keys, table.ns))
