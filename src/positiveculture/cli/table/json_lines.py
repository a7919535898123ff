"""JSON Lines as the command `table` reads them: line by line, so that a line that is damaged spoils itself alone.

The file is gone through twice: for the names and types of its columns, then for its rows.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from math import isinf
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl

from positiveculture.cli.table.sources import Batch, BrokenRow, RowSource
from positiveculture.errors import InvalidFile, Problem
from positiveculture.field_types import is_writable
from positiveculture.formats.json_faults import line_reason
from positiveculture.formats.paths import translating_os_errors
from positiveculture.sentences import named

#: How many rows are taken together.
ROWS = 100_000

#: The largest whole number that a float holds exactly, as all below it; and the type of those above.
EXACT, WIDE = 2**53, pl.Int128()

#: The type of a column; None: no type holds all its values.
ColumnType: TypeAlias = pl.DataType | None

NumberedRow = tuple[int, Mapping[str, Any] | BrokenRow]


def json_lines(path: Path, texts: Callable[[list[str]], list[str]]) -> RowSource:
    """Return a file of JSON Lines.

    Columns that `texts` picks of all its columns, and those that hold values of several types, are of text.

    Raises:
        FileTrouble: It cannot be opened.
        InvalidFile: No line of it can be read.
    """
    kinds: dict[str, ColumnType] = {}
    count, first = 0, Problem("empty-file")
    for count, (_, row) in enumerate(_lines(path), 1):
        if isinstance(row, BrokenRow):
            first = first if count > 1 else row.problem.below(named("row", 1), 1)
        else:
            for name, value in row.items():
                kinds[name] = _common_type(kinds.get(name, pl.Null()), _type(value))
    if not kinds:
        raise InvalidFile(str(path), (first,))
    schema = {name: _final_type(kind) for name, kind in kinds.items()}
    schema |= dict.fromkeys(texts(list(schema)), pl.String())
    return RowSource(schema, partial(_batches, path, schema), count)


def _lines(path: Path) -> Iterator[NumberedRow]:
    """Yield each line with its number: an object, or why it is none."""
    with translating_os_errors(path), path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield number, _row(number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _row(number: int, line: bytes) -> Mapping[str, Any] | BrokenRow:
    twice: list[str] = []

    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(given)
        if len(table) < len(given):
            names = [name for name, _ in given]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return table

    try:
        table = json.loads(line, object_pairs_hook=pairs, parse_constant=_refuse_constant, parse_float=_decimal)
    except (ValueError, RecursionError):
        if not line.strip():
            return BrokenRow(number, Problem("row-blank"))
        params = {"reason": line_reason(line), "line": _shown(line)}
        return BrokenRow(number, Problem("row-not-json", (), params))
    if b"\\u" in line and not is_writable(json.dumps(table, ensure_ascii=False)):
        return BrokenRow(number, Problem("half-character"))
    if not isinstance(table, dict):
        return BrokenRow(number, Problem("row-not-a-table", (), {"line": _shown(line)}))
    if twice:
        cells = {name: _text(value) for name, value in table.items()}
        return BrokenRow(number, Problem("key-twice", (), {"names": twice}), cells)
    return table


def _shown(line: bytes) -> str:
    return line.rstrip(b"\r\n").decode("utf-8", "backslashreplace")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no value")


def _decimal(text: str) -> float | str:
    """Return a decimal number; one that no float comes near stays as it is written."""
    value = float(text)
    return text if isinf(value) else value


def _type(value: Any) -> ColumnType:
    """Return the type of a column that holds a value."""
    match value:
        case None:
            return pl.Null()
        case bool():
            return pl.Boolean()
        case int():
            return pl.Int64() if abs(value) <= EXACT else WIDE if -(2**63) <= value < 2**63 else None
        case float():
            return pl.Float64()
        case str():
            return pl.String()
        case list():
            inner: ColumnType = pl.Null()
            for each in value:
                inner = _common_type(inner, _type(each))
            return None if inner is None else pl.List(inner)
        case _:
            return _struct({name: _type(each) for name, each in value.items()})


def _common_type(one: ColumnType, other: ColumnType) -> ColumnType:
    """Return the type of a column that holds values of both."""
    if one is None or other is None:
        return None
    if one == other or other == pl.Null():
        return one
    if one == pl.Null():
        return other
    both = {one, other}
    if both == {pl.Int64(), WIDE}:
        return WIDE
    if both == {pl.Int64(), pl.Float64()}:
        return pl.Float64()
    if isinstance(one, pl.List) and isinstance(other, pl.List):
        inner = _common_type(_of_type(one.inner), _of_type(other.inner))
        return None if inner is None else pl.List(inner)
    if isinstance(one, pl.Struct) and isinstance(other, pl.Struct):
        fields, others = _fields(one), _fields(other)
        if fields.keys() == others.keys():
            return _struct({name: _common_type(kind, others[name]) for name, kind in fields.items()})
    return None


def _struct(fields: Mapping[str, ColumnType]) -> ColumnType:
    known = {name: kind for name, kind in fields.items() if kind is not None}
    return pl.Struct(known) if known and len(known) == len(fields) else None


def _fields(kind: pl.Struct) -> dict[str, pl.DataType]:
    return {field.name: _of_type(field.dtype) for field in kind.fields}


def _final_type(kind: ColumnType) -> pl.DataType:
    """Return the type of a column: what no type holds is text."""
    if isinstance(kind, pl.List):
        return pl.List(_final_type(_of_type(kind.inner)))
    if isinstance(kind, pl.Struct):
        return pl.Struct({name: _final_type(each) for name, each in _fields(kind).items()})
    return pl.String() if kind is None else pl.Int64() if kind == WIDE else kind


def _of_type(kind: Any) -> pl.DataType:
    dtype: pl.DataType = kind() if isinstance(kind, type) else kind
    return dtype


def _batches(path: Path, schema: Mapping[str, pl.DataType]) -> Iterator[Batch]:
    lines = _lines(path)
    while some := list(islice(lines, ROWS)):
        broken = [row for _, row in some if isinstance(row, BrokenRow)]
        rows = [(number, row) for number, row in some if not isinstance(row, BrokenRow)]
        columns = {
            name: pl.Series([_cell(row.get(name), kind) for _, row in rows], dtype=kind, strict=False)
            for name, kind in schema.items()
        }
        yield Batch(pl.DataFrame(columns), pl.Series([number for number, _ in rows], dtype=pl.Int64), broken)


def _cell(value: Any, kind: pl.DataType) -> Any:
    """Return a value as the type of its column takes it: Polars makes no float of a whole number inside a list."""
    if kind == pl.String:
        return _text(value)
    if isinstance(kind, pl.List) and value is not None:
        return [_cell(each, _of_type(kind.inner)) for each in value]
    if isinstance(kind, pl.Struct) and value is not None:
        return {name: _cell(value[name], each) for name, each in _fields(kind).items()}
    return float(value) if kind == pl.Float64 and isinstance(value, int) else value


def _text(value: Any) -> str | None:
    """Return a value as text: texts as they are, anything else as JSON writes it."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
