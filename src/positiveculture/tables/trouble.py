"""What is invalid in a table: reported for each row, never judged in silence."""

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals.stable.v2 as nw

from positiveculture.errors import InvalidTable, Problem
from positiveculture.gettext import gettext
from positiveculture.sentences import named, quoted
from positiveculture.tables import columns as naming, engines
from positiveculture.tables.levels import Expr, Namespace, TopicColumns, any_invalid
from positiveculture.tables.reading import Options, PreparedTable

#: The column of row numbers, from 1.
ROW = "row"

#: The columns of a table of problems, after those that say which row it is.
LONG = ("topic", "value", "problem")

#: How many rows with a problem a complaint names.
SHOWN = 10


def with_keys(table: PreparedTable, options: Options, added: Iterable[str]) -> tuple[list[str], Any]:
    """Return the columns that tell rows apart, and the table with them: numbered where that is asked and can be.

    Raises:
        InvalidTable: One of them has the name of a column that is added.
    """
    if not options.numbered or table.lazy:
        naming.require_unused(added, options.ids, table.engine)
        return list(options.ids), table.frame
    naming.require_unused([ROW, *added], options.ids, table.engine)
    plain = table.frame.drop(ROW, strict=False) if ROW not in table.where.used else table.frame
    naming.require_unused([ROW], plain.columns, table.engine)
    return [ROW, *options.ids], engines.number_rows(plain, ROW)


def first_problem(answers: Iterable[TopicColumns], ns: Namespace) -> Expr:
    """Return the first invalid thing in a row, in the order of the topics; null where all is well."""
    problem = ns.lit(None, ns.String)
    flags = [(flag, f"{each.topic.id}: {why}") for each in answers for flag, why in each.invalid]
    for flag, text in reversed(flags):
        problem = ns.when(flag).then(ns.lit(text)).otherwise(problem)
    return problem


def problem_rows(frame: Any, answers: Iterable[TopicColumns], keys: Sequence[str], ns: Namespace) -> Any:
    """Return everything that is invalid, one row each, in the order of the topics."""
    answers = list(answers)
    any_wrong = any_invalid(answers)
    invalid = frame.filter(ns.lit(value=False) if any_wrong is None else any_wrong)
    parts = [
        invalid.filter(flag).select(
            *(ns.col(name) for name in keys),
            ns.lit(each.topic.id).alias("topic"),
            ns.col(each.column).cast(ns.String).alias("value"),
            ns.lit(why).alias("problem"),
        )
        for each in answers
        for flag, why in each.invalid
    ]
    if not parts:
        nothing = ns.lit(None, ns.String)
        parts = [invalid.select(*(ns.col(name) for name in keys), *(nothing.alias(name) for name in LONG))]
    return ns.concat(parts, how="vertical")


def refuse_invalid(frame: Any, answers: Iterable[TopicColumns], ns: Namespace = nw) -> None:
    """Refuse a table with invalid rows, naming the first ones and their number.

    Raises:
        InvalidTable: There are such rows.
    """
    doubtful = _to_look_at(frame, list(answers), ns)
    if not doubtful or not frame.filter(any_invalid(doubtful)).shape[0]:
        return
    number = nw.generate_temporary_column_name(8, frame.columns)
    rows = engines.collect_rows(problem_rows(engines.number_rows(frame, number), doubtful, [number], ns))
    in_order = sorted(rows, key=lambda row: int(row[number]))
    problems = [
        Problem(
            "invalid-row",
            (int(row[number]), str(row["topic"])),
            {"reason": f"{_value(row['value'])}{row['problem']}"},
            f"{named('row', row[number])}, {named('topic', row['topic'])}",
        )
        for row in in_order[:SHOWN]
    ]
    count = len({row[number] for row in in_order})
    problems.append(Problem("invalid-rows", (), {"count": count, "option": "flag"}))
    raise InvalidTable(gettext("the table"), tuple(problems))


def _value(value: str | None) -> str:
    return "" if value is None else f"{quoted(value)} "


def _to_look_at(frame: Any, answers: Sequence[TopicColumns], ns: Namespace) -> list[TopicColumns]:
    """Return what has to be looked at row by row: the least and the greatest tell at once of most columns."""
    bounds = {each.bounds[0]: each.bounds for each in answers if each.bounds}
    if not bounds:
        return [each for each in answers if each.invalid]
    every = ns.col(*bounds)
    least, most = (frame.select(ends).rows()[0] for ends in (every.min(), every.max()))
    off = {
        name
        for (name, lowest, highest), low, high in zip(bounds.values(), least, most, strict=True)
        if low is not None and not lowest <= low <= high <= highest
    }
    in_doubt = [each for each in answers if not each.bounds or len(each.invalid) > 1 or each.bounds[0] in off]
    return [answer for answer in in_doubt if answer.invalid]
