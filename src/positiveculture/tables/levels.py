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

DTypes = Mapping[str, nw.dtypes.DType]

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
    not_applicable: Expr | None = None
    #: Whether there is evidence, and whether that is stated at all; None where the table has no column for it.
    evidenced: tuple[Expr, Expr] | None = None
    #: Of each kind of evidence that a rule asks for, whether there is such evidence.
    kinds: Mapping[str, Expr] = attrs.field(factory=dict)
    #: What is invalid, each with its reason; null counts as no.
    invalid: tuple[tuple[Expr, str], ...] = ()
    #: Of columns whose least and greatest number tell whether all is well: the column and its bounds.
    bounds: tuple[str, int, int] | None = None
    #: The column as it is given, for a complaint to show.
    column: str = ""

    @property
    def answered(self) -> Expr | None:
        """Whether there is any response, not applicable too; None: nothing in the table could say so."""
        flags = [] if self.level is None else [~self.level.is_null()]
        flags += [] if self.evidenced is None else [self.evidenced[1]]
        flags += [] if self.not_applicable is None else [self.not_applicable]
        return reduce(or_, flags) if flags else None


def sentinel(text: Sentinel) -> Sentinel:
    """Return what means that a topic is not applicable: a number, where a text is one in plain digits."""
    if not isinstance(text, str):
        return text if text is None or is_whole(int(text)) else str(text)
    return int(text) if re.fullmatch("[+-]?[0-9]{1,18}", text.strip()) else text.strip()


def read(columns: Columns, schema: DTypes, sentinel: Sentinel = None, ns: Namespace = nw) -> dict[str, TopicColumns]:
    """Return what a table says of each topic.

    Raises:
        InvalidTable: A column is of a type that no level can be read from; every problem at once.
    """
    answers: dict[str, TopicColumns] = {}
    problems: list[Problem] = []
    for topic in columns.framework.every_topic:
        try:
            answers[topic.id] = _read_topic(topic, columns, schema, sentinel, ns)
        except InvalidTable as error:
            problems += error.problems
    refuse(problems)
    return answers


def _read_topic(topic: Topic, columns: Columns, schema: DTypes, sentinel: Sentinel, ns: Namespace) -> TopicColumns:
    answer = TopicColumns(topic)
    if topic.scale is not None and topic.id in columns.levels:
        answer = _read_level(topic, topic.scale, columns.levels[topic.id], schema, sentinel, ns)
    if topic.id in columns.not_applicable:
        answer = _with_not_applicable(answer, columns.not_applicable[topic.id], schema, ns)
    if topic.id in columns.evidenced:
        answer = _with_proof(answer, columns.evidenced[topic.id], schema, ns)
    for (about, kind), column in columns.kinds.items():
        if about == topic.id:
            answer = _with_proof(answer, column, schema, ns, kind)
    if answer.not_applicable is not None and not topic.allows_not_applicable:
        refused = (answer.not_applicable, gettext("may not be marked as not applicable"))
        answer = attrs.evolve(answer, not_applicable=None, invalid=(*answer.invalid, refused))
    return answer


def _read_level(  # noqa: PLR0913, PLR0917 - a column, and how it is read
    topic: Topic, scale: Scale, column: str, schema: DTypes, sentinel: Sentinel, ns: Namespace
) -> TopicColumns:
    dtype, cells = schema[column], ns.col(column)
    answer = TopicColumns(topic, column=column)
    off = gettext("is not on its scale, {lowest} to {highest}").format(lowest=scale.lowest, highest=scale.highest)
    if isinstance(sentinel, int) and sentinel in scale:
        words = gettext("`not_applicable` is {number}, which is a level of {topic}")
        _refuse_type(column, words.format(number=sentinel, topic=quoted(topic.id)))
    if dtype.is_integer():
        bounds = (column, scale.lowest, scale.highest)
        outside = _off_scale(cells, dtype, scale, ns)
        if isinstance(dtype, WIDE):
            ends = [scale.lowest, scale.highest, *([sentinel] if isinstance(sentinel, int) else ())]
            cells = ns.when(cells.is_between(min(ends), max(ends))).then(cells).cast(ns.Int64)
        answer = attrs.evolve(answer, level=cells, invalid=((outside, off),), bounds=bounds)
    elif isinstance(dtype, nw.Decimal):
        numbers = [level.number for level in scale.levels]
        known = [*numbers, sentinel] if isinstance(sentinel, int) else numbers
        number = ns.when(cells.is_in(known)).then(cells).cast(ns.Int64)
        answer = attrs.evolve(answer, level=number, invalid=((~cells.is_in(numbers), off),))
    elif dtype.is_numeric():
        number = _number(cells, ns).cast(ns.Float64)
        levels = [float(level.number) for level in scale.levels]
        invalid = ns.when(~number.is_null()).then(~number.is_in(levels))
        answer = attrs.evolve(answer, level=number, whole=False, invalid=((invalid, off),))
    elif isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
        texts = cells if isinstance(dtype, nw.String) else cells.cast(ns.String)
        answer = _read_text(answer, texts, scale, off, sentinel, ns)
    elif isinstance(dtype, nw.Unknown):  # as engines call a column that holds nothing but nulls
        stated = ~cells.is_null()
        nothing = ns.when(stated).then(ns.lit(None, ns.Int64))
        answer = attrs.evolve(answer, level=nothing, invalid=((stated, gettext("is of a type that holds no levels")),))
    else:
        _refuse_type(column, gettext("holds {kind}, and a level is a whole number").format(kind=dtype) + _advice(dtype))
    return _without_sentinel(answer, sentinel, ns) if isinstance(sentinel, int) and answer.level is not None else answer


def _off_scale(numbers: Expr, dtype: nw.dtypes.DType, scale: Scale, ns: Namespace) -> Expr:
    """Return whether a whole number is off its scale; null is neither, which counts as no."""
    unsigned = UNSIGNED.get(type(dtype))
    if ns is nw or unsigned is None or not -128 <= scale.lowest <= scale.highest <= 127:  # noqa: PLR2004 - a byte
        return ~numbers.is_between(scale.lowest, scale.highest)
    # One comparison tells of both ends: below the scale, numbers wrap round to great ones.
    above_lowest: Expr = (numbers - scale.lowest).cast(unsigned, wrap_numerical=True)
    return above_lowest > scale.highest - scale.lowest


def _number(floats: Expr, ns: Namespace) -> Expr:
    """Return floats with null for NaN, which some engines hold to be greater than every number."""
    return ns.when(~floats.is_nan()).then(floats)


def _is_true(flag: Expr, ns: Namespace) -> Expr:
    """Return whether a flag is true; null counts as no."""
    return ns.when(flag).then(ns.lit(value=True)).otherwise(ns.lit(value=False))


def _outside(number: Expr, scale: Scale) -> Expr:
    return ~number.is_between(scale.lowest, scale.highest) & ~number.is_null()


def _read_text(  # noqa: PLR0913, PLR0917 - a column, and how it is read
    answer: TopicColumns, cells: Expr, scale: Scale, off: str, sentinel: Sentinel, ns: Namespace
) -> TopicColumns:
    text = cells.str.strip_chars(SPACES)
    is_blank, is_number = text == "", text.str.contains(f"^{WHOLE}({ZEROS})?$")
    excluded = text == sentinel if isinstance(sentinel, str) else None
    is_level = is_number if excluded is None else is_number & ~excluded
    number = ns.when(is_level).then(text.str.replace_all(f"{ZEROS}$", "")).cast(ns.Int64)
    nonsense = ~text.is_null() & ~(is_blank | is_number if excluded is None else is_blank | is_number | excluded)
    invalid = ((nonsense, gettext("is no whole number")), (_outside(number, scale), off))
    excluded = excluded if excluded is None else _is_true(excluded, ns)
    return attrs.evolve(answer, level=number, not_applicable=excluded, invalid=invalid)


def _without_sentinel(answer: TopicColumns, sentinel: int, ns: Namespace) -> TopicColumns:
    """Take the number that means not applicable out of a topic's levels."""
    excluded = _is_true(answer.level == sentinel, ns)
    level = ns.when(~excluded).then(answer.level)
    invalid = tuple((flag & ~excluded, why) for flag, why in answer.invalid)
    return attrs.evolve(answer, level=level, not_applicable=excluded, invalid=invalid, bounds=None)


def _with_not_applicable(answer: TopicColumns, column: str, schema: DTypes, ns: Namespace) -> TopicColumns:
    """Add a column that says that a topic is not applicable: true, or the reason."""
    if isinstance(schema[column], nw.String):
        invalid: list[tuple[Expr, str]] = []
        flag = ~ns.col(column).is_null() & (ns.col(column).str.strip_chars(SPACES) != "")
    else:
        flag, _, invalid = _flag(column, schema, ns, gettext("says neither true nor false of being set aside"))
    excluded = _is_true(flag, ns)
    if answer.level is not None:
        invalid.append((excluded & ~answer.level.is_null(), gettext("is set aside and has a level too")))
    both = excluded if answer.not_applicable is None else excluded | answer.not_applicable
    invalid = [*answer.invalid, *invalid]
    return attrs.evolve(answer, not_applicable=both, invalid=tuple(invalid), column=answer.column or column)


def _with_proof(answer: TopicColumns, column: str, schema: DTypes, ns: Namespace, kind: str = "") -> TopicColumns:
    """Add a column that says whether there is evidence, of a kind or "" of any; evidence of a kind is evidence."""
    flag, stated, invalid = _flag(column, schema, ns, gettext("says neither true nor false of evidence"))
    flag = _is_true(flag, ns)
    if answer.topic.scale is not None:
        unrated = flag if answer.level is None else flag & answer.level.is_null()
        invalid.append((unrated, gettext("has evidence, and no level")))
    elif answer.not_applicable is not None:
        invalid.append((stated & answer.not_applicable, gettext("is spoken of, and is set aside")))
    both = (flag, stated) if answer.evidenced is None else (answer.evidenced[0] | flag, answer.evidenced[1] | stated)
    kinds = {**answer.kinds, kind: flag} if kind else answer.kinds
    invalid = [*answer.invalid, *invalid]
    return attrs.evolve(answer, evidenced=both, kinds=kinds, invalid=tuple(invalid), column=answer.column or column)


def _flag(column: str, schema: DTypes, ns: Namespace, nonsense: str) -> tuple[Expr, Expr, list[tuple[Expr, str]]]:
    """Return whether a column says true, whether it says anything, and what of it says neither true nor false."""
    dtype, cells = schema[column], ns.col(column)
    if isinstance(dtype, nw.Boolean):
        return cells, ~cells.is_null(), []
    if dtype.is_numeric():
        number = _number(cells, ns) if dtype.is_float() else cells
        stated = ~number.is_null()
        return number == 1, stated, [(stated & (number != 0) & (number != 1), nonsense)]
    if isinstance(dtype, nw.Unknown):
        stated = ~cells.is_null()
        return ns.when(stated).then(ns.lit(None, ns.Boolean)), stated, [(stated, nonsense)]
    if isinstance(dtype, nw.String):
        text = cells.str.strip_chars(SPACES).str.to_lowercase()
        stated = ~text.is_null() & (text != "")
        return text.is_in(TRUE), stated, [(stated & ~text.is_in([*TRUE, *FALSE]), nonsense)]
    return _refuse_type(column, gettext("holds {kind}, and is true, false or null").format(kind=dtype) + _advice(dtype))


def _advice(dtype: nw.dtypes.DType) -> str:
    words = gettext("; pandas' `convert_dtypes()` finds a type for mixed objects")
    return words if isinstance(dtype, nw.Object) else ""


def _refuse_type(column: str, text: str) -> NoReturn:
    raise InvalidTable(gettext("the table"), (in_column("column-type", column, reason=text),))


def any_invalid(answers: Iterable[TopicColumns]) -> Expr | None:
    """Return whether anything in a row is invalid; None where nothing could be wrong."""
    flags = [flag for each in answers for flag, _ in each.invalid]
    return reduce(or_, flags) if flags else None
