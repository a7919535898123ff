"""What is invalid in a table: reported for each row, never judged in silence."""

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from positiveculture.errors import InvalidTable, Problem
from positiveculture.gettext import gettext
from positiveculture.sentences import named, quoted
from positiveculture.tables import columns as naming, engines
from positiveculture.tables.levels import Expr, Namespace, TopicColumns, any_bad
from positiveculture.tables.reading import Options, PreparedTable

#: The column of row numbers, from 1.
ROW = "row"

#: The columns of a table of problems, after those that say which row it is.
LONG = ("topic", "value", "problem")

#: How many rows with a problem a complaint names.
SHOWN = 10


def keyed(read: PreparedTable, asked: Options, added: Iterable[str]) -> tuple[list[str], Any]:
    """Return the columns that tell rows apart, and the table with them: numbered where that is asked and can be.

    Raises:
        InvalidTable: One of them has the name of a column that is added.
    """
    if not asked.numbered or read.lazy:
        naming.require_unused(added, asked.ids, read.engine)
        return list(asked.ids), read.frame
    naming.require_unused([ROW, *added], asked.ids, read.engine)
    plain = read.frame.drop(ROW, strict=False) if ROW not in read.where.used else read.frame
    naming.require_unused([ROW], plain.columns, read.engine)
    return [ROW, *asked.ids], engines.numbered(plain, ROW)


def first(said: Iterable[TopicColumns], w: Namespace) -> Expr:
    """Return the first invalid thing in a row, in the order of the topics; null where all is well."""
    told = w.lit(None, w.String)
    wrong = [(bad, f"{each.topic.id}: {why}") for each in said for bad, why in each.bad]
    for bad, text in reversed(wrong):
        told = w.when(bad).then(w.lit(text)).otherwise(told)
    return told


def table(frame: Any, said: Iterable[TopicColumns], keys: Sequence[str], w: Namespace) -> Any:
    """Return everything that is invalid, one row each, in the order of the topics."""
    said = list(said)
    any_wrong = any_bad(said)
    odd = frame.filter(w.lit(value=False) if any_wrong is None else any_wrong)
    parts = [
        odd.filter(bad).select(
            *(w.col(name) for name in keys),
            w.lit(each.topic.id).alias("topic"),
            w.col(each.given).cast(w.String).alias("value"),
            w.lit(why).alias("problem"),
        )
        for each in said
        for bad, why in each.bad
    ]
    if not parts:
        nothing = w.lit(None, w.String)
        parts = [odd.select(*(w.col(name) for name in keys), *(nothing.alias(name) for name in LONG))]
    return w.concat(parts, how="vertical")


def refuse_bad(frame: Any, said: Iterable[TopicColumns], w: Namespace = nw) -> None:
    """Refuse a table with invalid rows, naming the first ones and their number.

    Raises:
        InvalidTable: There are such rows.
    """
    doubtful = _doubtful(frame, list(said), w)
    if not doubtful or not frame.filter(any_bad(doubtful)).shape[0]:
        return
    number = nw.generate_temporary_column_name(8, frame.columns)
    rows = engines.collected(table(engines.numbered(frame, number), doubtful, [number], w))
    found = sorted(rows, key=lambda row: int(row[number]))
    told = [
        Problem(
            "invalid-row",
            (int(row[number]), str(row["topic"])),
            {"reason": f"{_value(row['value'])}{row['problem']}"},
            f"{named('row', row[number])}, {named('topic', row['topic'])}",
        )
        for row in found[:SHOWN]
    ]
    count = len({row[number] for row in found})
    raise InvalidTable(gettext("the table"), (*told, Problem("invalid-rows", (), {"count": count, "option": "flag"})))


def _value(value: str | None) -> str:
    return "" if value is None else f"{quoted(value)} "


def _doubtful(frame: Any, said: Sequence[TopicColumns], w: Namespace) -> list[TopicColumns]:
    """Return what has to be looked at row by row: the least and the greatest tell at once of most columns."""
    bounds = {each.bounds[0]: each.bounds for each in said if each.bounds}
    if not bounds:
        return [each for each in said if each.bad]
    every = w.col(*bounds)
    least, most = (frame.select(ends).rows()[0] for ends in (every.min(), every.max()))
    off = {
        name
        for (name, lowest, highest), low, high in zip(bounds.values(), least, most, strict=True)
        if low is not None and not lowest <= low <= high <= highest
    }
    return [each for each in said if each.bad and (not each.bounds or len(each.bad) > 1 or each.bounds[0] in off)]
