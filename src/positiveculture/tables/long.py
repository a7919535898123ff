"""Tables with one row a response, and tables with one row an assessment: from the one to the other."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import narwhals.stable.v2 as nw

from positiveculture.errors import InvalidTable, Problem
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sentences import named, quoted, suggestions
from positiveculture.tables import columns as naming, engines, trouble
from positiveculture.tables.columns import EVIDENCED, NOT_APPLICABLE
from positiveculture.tables.engines import FrameT
from positiveculture.tables.levels import Expr, Sentinel, TopicColumns
from positiveculture.tables.reading import ColumnNames, Options, PreparedTable

#: The column that says what is invalid in a table made of a long one.
PROBLEM = "long_problem"


@with_types
def from_long(  # noqa: PLR0913 - what is asked for has a name each
    frame: FrameT,
    framework: Framework,
    *,
    ids: Sequence[str],
    topic: str = "topic",
    level: str | None = "level",
    evidenced: str | None = None,
    not_applicable: str | None = None,
    topics: ColumnNames | None = None,
) -> FrameT:
    """Return a table with one row an assessment from one with one row a response.

    Args:
        frame: A table of any engine; a lazy one stays lazy.
        framework: The framework that the responses are against.
        ids: The columns that tell assessments apart; they come first in what is returned.
        topic: The column that names the topic.
        level: The column of levels.
        evidenced: The column that tells whether there is evidence, where there is one.
        not_applicable: The column that tells that a topic is not applicable, or why, where there is one.
        topics: Topic, by its id or printed number, to how the column `topic` names it; by default by its id.

    Returns:
        A table in the form that `evaluate_table` reads.  A lazy one has the column `long_problem` too: what is
        invalid, null where all is well.  One that is not lazy is sorted by `ids`.

    Raises:
        InvalidTable: A column is not there; or, where the table is not lazy, a topic is unknown, or answered twice.
    """
    long = engines.as_narwhals(frame)
    names = long.collect_schema().names()
    suffixes = {"": level, EVIDENCED: evidenced, NOT_APPLICABLE: not_applicable}
    values = {suffix: name for suffix, name in suffixes.items() if name}
    naming.refuse(
        Problem("missing-column", (str(name),), {"name": str(name), **suggestions(str(name), names)})
        for name in (*ids, topic, *values.values())
        if name not in names
    )
    if not ids:
        raise InvalidTable(gettext("the table"), (Problem("no-ids", ("ids",), {}, "`ids`"),))
    name_of = _names_by_topic(framework, topics or {})
    naming.require_unused([PROBLEM, *name_of], ids, engines.engine_of(long))
    if engines.is_pandas(frame):
        long = engines.to_polars(long, list(dict.fromkeys([*ids, topic, *values.values()])))
    wide = _widened(long, list(ids), nw.col(topic).cast(nw.String), name_of, values)
    if not isinstance(wide, nw.LazyFrame):
        _refuse(long, wide, topic, list(name_of.values()), list(ids))
        wide = wide.drop(PROBLEM).sort(*ids)
    table: FrameT = engines.to_pandas(wide) if engines.is_pandas(frame) else nw.to_native(wide)
    return table


def _widened(long: Any, ids: list[str], topic_name: Expr, name_of: dict[str, str], values: Mapping[str, str]) -> Any:
    """Return one row for each assessment, with what is invalid; `topic_name` is the topic that a row speaks of."""
    kinds = long.collect_schema()
    one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    stranger = nw.when(topic_name.is_in(list(name_of.values()))).then(none).otherwise(one)
    spread, counts = {}, {}
    for topic, name in name_of.items():
        counts[f"n {topic}"] = nw.when(topic_name == name).then(one).otherwise(none)
        for what, column in values.items():
            spread[topic + what] = nw.when(topic_name == name).then(_comparable(nw.col(column), kinds[column]))
    rows = long.select(
        *(nw.col(name) for name in ids),
        stranger.alias(PROBLEM),
        *(expr.alias(name) for name, expr in {**spread, **counts}.items()),
    )
    grouped = rows.group_by(*ids).agg(
        *(nw.col(name).sum() for name in (PROBLEM, *counts)), *(nw.col(name).max() for name in spread)
    )
    unknown, no_problem = nw.lit(gettext("a topic is unknown")), nw.lit(None, nw.String)
    problem = nw.when(nw.col(PROBLEM) > 0).then(unknown).otherwise(no_problem)
    for topic in reversed(name_of):
        twice = nw.lit(gettext("{topic} is answered more than once").format(topic=topic))
        problem = nw.when(nw.col(f"n {topic}") > 1).then(twice).otherwise(problem)
    return grouped.select(*(nw.col(name) for name in (*ids, *spread)), problem.alias(PROBLEM))


def _names_by_topic(framework: Framework, topics: ColumnNames) -> dict[str, str]:
    """Return how the topic column names each topic."""
    name_of = {each.id: each.id for each in framework.every_topic}
    for key, name in topics.items():
        name_of[framework.topic(key).id] = str(name)
    return name_of


def _comparable(value: Expr, kind: nw.dtypes.DType) -> Expr:
    """Return what can have a greatest: of flags, numbers, in which true is the greater."""
    if not isinstance(kind, nw.Boolean):
        return value
    number = nw.when(value).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
    return nw.when(~value.is_null()).then(number)


def _refuse(long: Any, wide: Any, topic: str, known: list[str], ids: list[str]) -> None:
    """Refuse unknown topics, and those answered twice, each with its place."""
    invalid = wide.filter(~nw.col(PROBLEM).is_null()).sort(*ids).select(*ids, PROBLEM)
    if not invalid.shape[0]:
        return
    names = long.select(nw.col(topic).cast(nw.String).alias("topic")).unique().filter(~nw.col("topic").is_in(known))
    strangers = sorted(str(row["topic"]) for row in engines.collect_rows(names))
    problems = [
        Problem("unknown-topic", (topic,), {"name": name, **suggestions(name, known)}, named("topic", name))
        for name in strangers
    ]
    rows = [row for row in engines.collect_rows(invalid) if not str(row[PROBLEM]).endswith("unknown")]
    problems += [
        Problem("invalid-row", tuple(str(row[name]) for name in ids), {"reason": str(row[PROBLEM])}, _place(row, ids))
        for row in rows[: trouble.SHOWN]
    ]
    raise InvalidTable(gettext("the table"), tuple(problems))


def _place(row: Mapping[str, Any], ids: Sequence[str]) -> str:
    return ", ".join(f"{name} {quoted(row[name])}" for name in ids)


@with_types
def to_long(
    frame: FrameT,
    framework: Framework,
    *,
    ids: Sequence[str],
    columns: ColumnNames | None = None,
    not_applicable: Sentinel = None,
) -> FrameT:
    """Return a table with one row a response from one with one row an assessment; unanswered topics have no row.

    Its columns are `ids`, `topic`, `level`, `evidenced` and `not_applicable`: true, or the reason where one is given.

    Raises:
        InvalidTable: The table has no such columns, or, where it is not lazy, invalid rows.
    """
    read = partial(Options, framework=framework, missing="unanswered", ids=ids)
    work = partial(_responses, options=read(columns=columns, not_applicable=not_applicable))
    return engines.by_partition(frame, work)


def _responses(native: Any, options: Options) -> Any:
    table = PreparedTable.of(native, options, ns=nw)
    if not table.lazy:
        trouble.refuse_invalid(table.frame, table.answers.values())
    ids = [nw.col(name) for name in options.ids]
    parts = [
        table.frame.filter(answer.answered).select(*ids, *_response(topic, answer, table))
        for topic, answer in table.answers.items()
        if answer.answered is not None
    ]
    return table.back(nw.concat(parts, how="vertical"))


def _response(topic: str, answer: TopicColumns, table: PreparedTable) -> list[nw.Expr]:
    level = nw.lit(None, nw.Int64) if answer.level is None else answer.level
    proof, stated = answer.evidenced or (nw.lit(value=False), nw.lit(value=False))
    reason = nw.lit(None, nw.String)
    if answer.not_applicable is not None:
        text = nw.col(table.reason(topic)) if table.reason(topic) else nw.lit("true")
        reason = nw.when(answer.not_applicable).then(text)
    return [
        nw.lit(topic).alias("topic"),
        level.cast(nw.Int64).alias("level"),
        nw.when(stated).then(proof).alias("evidenced"),
        reason.alias("not_applicable"),
    ]
