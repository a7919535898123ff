"""Tables with one row a response, and tables with one row an assessment: from the one to the other."""

from collections.abc import Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import Any

import narwhals.stable.v2 as nw

from positiveculture.errors import InvalidTable, Problem
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sentences import named, quoted, suggestions
from positiveculture.tables import columns as naming, engines, trouble
from positiveculture.tables.columns import ASIDE, EVIDENCED
from positiveculture.tables.levels import Expr, Sentinel, TopicColumns
from positiveculture.tables.reading import FrameT, Named, Options, PreparedTable

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
    topics: Named | None = None,
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
    given = engines.as_narwhals(frame)
    names = given.collect_schema().names()
    values = {what: name for what, name in (("", level), (EVIDENCED, evidenced), (ASIDE, not_applicable)) if name}
    naming.refuse(
        Problem("missing-column", (str(name),), {"name": str(name), **suggestions(str(name), names)})
        for name in (*ids, topic, *values.values())
        if name not in names
    )
    if not ids:
        raise InvalidTable(gettext("the table"), (Problem("no-ids", ("ids",), {}, "`ids`"),))
    called = _called(framework, topics or {})
    naming.require_unused([PROBLEM, *called], ids, engines.engine_of(given))
    if engines.is_pandas(frame):
        given = engines.to_polars(given, list(dict.fromkeys([*ids, topic, *values.values()])))
    done = _gathered(given, list(ids), nw.col(topic).cast(nw.String), called, values)
    if not isinstance(done, nw.LazyFrame):
        _refuse(given, done, topic, list(called.values()), list(ids))
        done = done.drop(PROBLEM).sort(*ids)
    table: FrameT = engines.to_pandas(done) if engines.is_pandas(frame) else nw.to_native(done)
    return table


def _gathered(given: Any, ids: list[str], here: Expr, called: dict[str, str], values: Mapping[str, str]) -> Any:
    """Return one row for each assessment, with what is invalid; `here` is the topic that a row speaks of."""
    kinds = given.collect_schema()
    one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    stranger = nw.when(here.is_in(list(called.values()))).then(none).otherwise(one)
    spread, counts = {}, {}
    for topic, name in called.items():
        counts[f"n {topic}"] = nw.when(here == name).then(one).otherwise(none)
        for what, column in values.items():
            spread[topic + what] = nw.when(here == name).then(_plain(nw.col(column), kinds[column]))
    rows = given.select(
        *(nw.col(name) for name in ids),
        stranger.alias(PROBLEM),
        *(expr.alias(name) for name, expr in {**spread, **counts}.items()),
    )
    found = rows.group_by(*ids).agg(
        *(nw.col(name).sum() for name in (PROBLEM, *counts)), *(nw.col(name).max() for name in spread)
    )
    told = nw.when(nw.col(PROBLEM) > 0).then(nw.lit(gettext("a topic is unknown"))).otherwise(nw.lit(None, nw.String))
    for topic in reversed(called):
        twice = nw.lit(gettext("{topic} is answered more than once").format(topic=topic))
        told = nw.when(nw.col(f"n {topic}") > 1).then(twice).otherwise(told)
    return found.select(*(nw.col(name) for name in (*ids, *spread)), told.alias(PROBLEM))


def _called(framework: Framework, topics: Named) -> dict[str, str]:
    """Return how the topic column names each topic."""
    called = {each.id: each.id for each in framework.every_topic}
    for key, name in topics.items():
        called[framework.topic(key).id] = str(name)
    return called


def _plain(value: Expr, kind: nw.dtypes.DType) -> Expr:
    """Return what can have a greatest: of flags, numbers, in which true is the greater."""
    if not isinstance(kind, nw.Boolean):
        return value
    number = nw.when(value).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))
    return nw.when(~value.is_null()).then(number)


def _refuse(given: Any, done: Any, topic: str, known: list[str], ids: list[str]) -> None:
    """Refuse unknown topics, and those answered twice, each with its place."""
    bad = done.filter(~nw.col(PROBLEM).is_null()).sort(*ids).select(*ids, PROBLEM)
    if not bad.shape[0]:
        return
    names = given.select(nw.col(topic).cast(nw.String).alias("topic")).unique().filter(~nw.col("topic").is_in(known))
    strangers = sorted(str(row["topic"]) for row in engines.collected(names))
    problems = [
        Problem("unknown-topic", (topic,), {"name": name, **suggestions(name, known)}, named("topic", name))
        for name in strangers
    ]
    rows = [row for row in engines.collected(bad) if not str(row[PROBLEM]).endswith("unknown")]
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
    columns: Named | None = None,
    not_applicable: Sentinel = None,
) -> FrameT:
    """Return a table with one row a response from one with one row an assessment; unanswered topics have no row.

    Its columns are `ids`, `topic`, `level`, `evidenced` and `not_applicable`: true, or the reason where one is given.

    Raises:
        InvalidTable: The table has no such columns, or, where it is not lazy, invalid rows.
    """
    asked = Options(framework=framework, columns=columns, not_applicable=not_applicable, missing="unanswered", ids=ids)
    apart = engines.by_partition(frame, partial(_spread, asked=asked))
    found: FrameT = _spread(frame, asked) if apart is None else apart
    return found


def _spread(native: Any, asked: Options) -> Any:
    read = PreparedTable.of(native, asked, words=nw)
    if not read.lazy:
        trouble.refuse_bad(read.frame, read.said.values())
    parts = [
        read.frame.filter(_there(said)).select(*(nw.col(name) for name in asked.ids), *_response(id_, said, read))
        for id_, said in read.said.items()
        if said.level is not None or said.evidenced or said.aside is not None
    ]
    return read.back(nw.concat(parts, how="vertical"))


def _there(said: TopicColumns) -> Expr:
    """Return whether there is a response."""
    found = [said.evidenced[1]] if said.evidenced else []
    found += [~said.level.is_null()] if said.level is not None else []
    found += [said.aside] if said.aside is not None else []
    return reduce(or_, found)


def _response(topic: str, said: TopicColumns, read: PreparedTable) -> list[nw.Expr]:
    level = nw.lit(None, nw.Int64) if said.level is None else said.level
    proof, told = said.evidenced or (nw.lit(value=False), nw.lit(value=False))
    reason = nw.lit(None, nw.String)
    if said.aside is not None:
        given = nw.col(read.reason(topic)) if read.reason(topic) else nw.lit("true")
        reason = nw.when(said.aside).then(given)
    return [
        nw.lit(topic).alias("topic"),
        level.cast(nw.Int64).alias("level"),
        nw.when(told).then(proof).alias("evidenced"),
        reason.alias("not_applicable"),
    ]
