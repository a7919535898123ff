"""What each topic's column says: its level, whether it is not applicable or evidenced, and whether that is valid.

A column may be of whole numbers, of floats or decimals that hold whole numbers, or of text that spells whole numbers.
Null, NaN and blank text are unanswered.  What a cell says is decided here, once, before anything is judged, in words
that mean the same on every engine.
"""

import re
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, NoReturn, TypeAlias

import attrs
import narwhals.stable.v2 as nw
import polars as pl

from positiveculture.errors import InvalidTable, Problem
from positiveculture.field_types import is_whole
from positiveculture.formats.answers import WHOLE, ZEROS
from positiveculture.gettext import gettext
from positiveculture.sentences import quoted
from positiveculture.tables.columns import Columns, in_column, refuse
from positiveculture.topics import Scale, Topic

#: The spaces that do not count around a text, in any script: engines strip other ones where none are given.
SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
#: Whole numbers that may be too wide for what is worked out of them.
WIDE = nw.UInt64 | nw.UInt128 | nw.Int128
#: Signed whole numbers, and the type that reads the same bits without a sign.
UNSIGNED: Mapping[type[nw.dtypes.DType], Any] = {
    nw.Int8: pl.UInt8,
    nw.Int16: pl.UInt16,
    nw.Int32: pl.UInt32,
    nw.Int64: pl.UInt64,
}
TRUE, FALSE = ("true", "1"), ("false", "0")

#: What expressions are made of: Polars, or Narwhals, which has the same words for every engine.
Namespace: TypeAlias = Any
Expr: TypeAlias = Any

TableSchema = Mapping[str, nw.dtypes.DType]

#: What means, in place of a level, that a topic is not applicable.
Sentinel = int | str | None


@attrs.frozen
class TopicColumns:
    """What a table says of one topic, as expressions over its columns."""

    topic: Topic
    #: The level as a number; null where there is none.
    level: Expr | None = None
    #: Whether the column holds whole numbers; otherwise floats that are whole.
    whole: bool = True
    #: Whether it is not applicable, never null; None: nothing in the table could say so.
    aside: Expr | None = None
    #: Whether there is evidence, and whether that is stated at all; None where the table has no column for it.
    evidenced: tuple[Expr, Expr] | None = None
    #: Of each kind of evidence that a rule asks for, whether there is such evidence.
    kinds: Mapping[str, Expr] = attrs.field(factory=dict)
    #: What is invalid, each with its reason; null counts as no.
    bad: tuple[tuple[Expr, str], ...] = ()
    #: Of columns whose least and greatest number tell whether all is well: the column and its bounds.
    bounds: tuple[str, int, int] | None = None
    #: The column as it is given, for a complaint to show.
    given: str = ""


def sentinel(given: Sentinel) -> Sentinel:
    """Return what means that a topic is not applicable: a number, where a text is one in plain digits."""
    if not isinstance(given, str):
        return given if given is None or is_whole(int(given)) else str(given)
    return int(given) if re.fullmatch("[+-]?[0-9]{1,18}", given.strip()) else given.strip()


def read(
    columns: Columns, schema: TableSchema, sentinel: Sentinel = None, w: Namespace = nw
) -> dict[str, TopicColumns]:
    """Return what a table says of each topic.

    Raises:
        InvalidTable: A column is of a type that no level can be read from; every problem at once.
    """
    found: dict[str, TopicColumns] = {}
    problems: list[Problem] = []
    for topic in columns.framework.every_topic:
        try:
            found[topic.id] = _said(topic, columns, schema, sentinel, w)
        except InvalidTable as error:
            problems += error.problems
    refuse(problems)
    return found


def _said(topic: Topic, columns: Columns, schema: TableSchema, sentinel: Sentinel, w: Namespace) -> TopicColumns:
    said = TopicColumns(topic)
    if topic.scale is not None and topic.id in columns.levels:
        said = _levelled(topic, topic.scale, columns.levels[topic.id], schema, sentinel, w)
    if topic.id in columns.aside:
        said = _set_aside(said, columns.aside[topic.id], schema, w)
    if topic.id in columns.evidenced:
        said = _evidenced(said, columns.evidenced[topic.id], schema, w)
    for (about, kind), column in columns.kinds.items():
        if about == topic.id:
            said = _evidenced(said, column, schema, w, kind)
    if said.aside is not None and not topic.allows_not_applicable:
        refused = (said.aside, "may not be marked as not applicable")
        said = attrs.evolve(said, aside=None, bad=(*said.bad, refused))
    return said


def _levelled(  # noqa: PLR0913, PLR0917 - a column, and how it is read
    topic: Topic, scale: Scale, column: str, schema: TableSchema, sentinel: Sentinel, w: Namespace
) -> TopicColumns:
    kind, given = schema[column], w.col(column)
    said = TopicColumns(topic, given=column)
    off = gettext("is not on its scale, {lowest} to {highest}").format(lowest=scale.lowest, highest=scale.highest)
    if isinstance(sentinel, int) and sentinel in scale:
        words = gettext("`not_applicable` is {number}, which is a level of {topic}")
        _wrong(column, words.format(number=sentinel, topic=quoted(topic.id)))
    if kind.is_integer():
        bounds = (column, scale.lowest, scale.highest)
        outside = _off_scale(given, kind, scale, w)
        if isinstance(kind, WIDE):
            ends = [scale.lowest, scale.highest, *([sentinel] if isinstance(sentinel, int) else ())]
            given = w.when(given.is_between(min(ends), max(ends))).then(given).cast(w.Int64)
        said = attrs.evolve(said, level=given, bad=((outside, off),), bounds=bounds)
    elif isinstance(kind, nw.Decimal):
        numbers = [level.number for level in scale.levels]
        known = [*numbers, sentinel] if isinstance(sentinel, int) else numbers
        number = w.when(given.is_in(known)).then(given).cast(w.Int64)
        said = attrs.evolve(said, level=number, bad=((~given.is_in(numbers), off),))
    elif kind.is_numeric():
        number = _number(given, w)
        levels = [float(level.number) for level in scale.levels]
        number = number.cast(w.Float64)
        bad = w.when(~number.is_null()).then(~number.is_in(levels))
        said = attrs.evolve(said, level=number, whole=False, bad=((bad, off),))
    elif isinstance(kind, nw.String | nw.Categorical | nw.Enum):
        said = _text(said, given if isinstance(kind, nw.String) else given.cast(w.String), scale, off, sentinel, w)
    elif isinstance(kind, nw.Unknown):  # as engines call a column that holds nothing but nulls
        there = ~given.is_null()
        nothing = w.when(there).then(w.lit(None, w.Int64))
        said = attrs.evolve(said, level=nothing, bad=((there, "is of a type that holds no levels"),))
    else:
        words = gettext("holds {kind}, and a level is a whole number")
        _wrong(column, words.format(kind=kind) + _advice(kind))
    return _apart(said, sentinel, w) if isinstance(sentinel, int) and said.level is not None else said


def _off_scale(given: Expr, kind: nw.dtypes.DType, scale: Scale, w: Namespace) -> Expr:
    """Return whether a whole number is off its scale; null is neither, which counts as no."""
    unsigned = UNSIGNED.get(type(kind))
    if w is nw or unsigned is None or not -128 <= scale.lowest <= scale.highest <= 127:  # noqa: PLR2004 - a byte
        return ~given.is_between(scale.lowest, scale.highest)
    # One comparison tells of both ends: below the scale, numbers wrap round to great ones.
    above_lowest: Expr = (given - scale.lowest).cast(unsigned, wrap_numerical=True)
    return above_lowest > scale.highest - scale.lowest


def _number(given: Expr, w: Namespace) -> Expr:
    """Return floats with null for NaN, which some engines hold to be greater than every number."""
    return w.when(~given.is_nan()).then(given)


def _outside(number: Expr, scale: Scale) -> Expr:
    return ~number.is_between(scale.lowest, scale.highest) & ~number.is_null()


def _text(  # noqa: PLR0913, PLR0917 - a column, and how it is read
    said: TopicColumns, given: Expr, scale: Scale, off: str, sentinel: Sentinel, w: Namespace
) -> TopicColumns:
    text = given.str.strip_chars(SPACES)
    blank, spelled = text == "", text.str.contains(f"^{WHOLE}({ZEROS})?$")
    aside = text == sentinel if isinstance(sentinel, str) else None
    number = w.when(spelled if aside is None else spelled & ~aside).then(text.str.replace_all(f"{ZEROS}$", ""))
    number = number.cast(w.Int64)
    nonsense = ~text.is_null() & ~(blank | spelled if aside is None else blank | spelled | aside)
    bad = ((nonsense, gettext("is no whole number")), (_outside(number, scale), off))
    if aside is not None:
        aside = w.when(aside).then(w.lit(value=True)).otherwise(w.lit(value=False))
    return attrs.evolve(said, level=number, aside=aside, bad=bad)


def _apart(said: TopicColumns, sentinel: int, w: Namespace) -> TopicColumns:
    """Take the number that means not applicable out of a topic's levels."""
    number = said.level
    aside = w.when(number == sentinel).then(w.lit(value=True)).otherwise(w.lit(value=False))
    bad = tuple((wrong & ~aside, why) for wrong, why in said.bad)
    return attrs.evolve(said, level=w.when(~aside).then(number), aside=aside, bad=bad, bounds=None)


def _set_aside(said: TopicColumns, column: str, schema: TableSchema, w: Namespace) -> TopicColumns:
    """Take in a column that says so: true, or the reason."""
    if isinstance(schema[column], nw.String):
        wrong: list[tuple[Expr, str]] = []
        flag = ~w.col(column).is_null() & (w.col(column).str.strip_chars(SPACES) != "")
    else:
        flag, _, wrong = _flag(column, schema, w, "says neither true nor false of being set aside")
    aside = w.when(flag).then(w.lit(value=True)).otherwise(w.lit(value=False))
    if said.level is not None:
        wrong.append((aside & ~said.level.is_null(), "is set aside and has a level too"))
    both = aside if said.aside is None else aside | said.aside
    return attrs.evolve(said, aside=both, bad=(*said.bad, *wrong), given=said.given or column)


def _evidenced(said: TopicColumns, column: str, schema: TableSchema, w: Namespace, kind: str = "") -> TopicColumns:
    """Take in a column that tells of evidence; evidence of a kind is evidence."""
    flag, told, wrong = _flag(column, schema, w, "says neither true nor false of evidence")
    flag = w.when(flag).then(w.lit(value=True)).otherwise(w.lit(value=False))
    if said.topic.scale is not None:
        wrong.append((flag if said.level is None else flag & said.level.is_null(), "has evidence, and no level"))
    elif said.aside is not None:
        wrong.append((told & said.aside, "is spoken of, and is set aside"))
    both = (flag, told) if said.evidenced is None else (said.evidenced[0] | flag, said.evidenced[1] | told)
    kinds = {**said.kinds, kind: flag} if kind else said.kinds
    return attrs.evolve(said, evidenced=both, kinds=kinds, bad=(*said.bad, *wrong), given=said.given or column)


def _flag(column: str, schema: TableSchema, w: Namespace, nonsense: str) -> tuple[Expr, Expr, list[tuple[Expr, str]]]:
    """Return whether a column says true, whether it says anything, and what of it says neither true nor false."""
    kind, given = schema[column], w.col(column)
    if isinstance(kind, nw.Boolean):
        return given, ~given.is_null(), []
    if kind.is_numeric():
        number = _number(given, w) if kind.is_float() else given
        told = ~number.is_null()
        return number == 1, told, [(told & (number != 0) & (number != 1), nonsense)]
    if isinstance(kind, nw.Unknown):
        there = ~given.is_null()
        return w.when(there).then(w.lit(None, w.Boolean)), there, [(there, nonsense)]
    if isinstance(kind, nw.String):
        text = given.str.strip_chars(SPACES).str.to_lowercase()
        told = ~text.is_null() & (text != "")
        return text.is_in(TRUE), told, [(told & ~text.is_in([*TRUE, *FALSE]), nonsense)]
    words = gettext("holds {kind}, and is true, false or null")
    return _wrong(column, words.format(kind=kind) + _advice(kind))


def _advice(kind: nw.dtypes.DType) -> str:
    return gettext("; pandas' `convert_dtypes()` finds a type for mixed objects") if isinstance(kind, nw.Object) else ""


def _wrong(column: str, text: str) -> NoReturn:
    raise InvalidTable(gettext("the table"), (in_column("column-type", column, reason=text),))


def any_bad(said: Iterable[TopicColumns]) -> Expr | None:
    """Return whether anything in a row is invalid; None where nothing could be wrong."""
    wrong = [bad for each in said for bad, _ in each.bad]
    return reduce(or_, wrong) if wrong else None
