"""JSON Lines as the command `table` reads them: line by line, so that a line that is damaged spoils itself alone.

The file is gone through twice: for the names and types of its columns, then for its rows.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl

from positiveculture.cli.table.sources import Batch, Broken, NameOrInput
from positiveculture.errors import InvalidFile, Problem
from positiveculture.formats.paths import translating_os_errors

#: How many rows are taken together.
ROWS = 100_000

#: The largest whole number that a float holds exactly, as all below it; and the type that stands for those above.
EXACT, WIDE = 2**53, pl.Int128()

Line = tuple[int, Mapping[str, Any] | Broken]


def json_lines(path: Path, texts: Callable[[list[str]], list[str]]) -> NameOrInput:
    """Return a file of JSON Lines.

    Columns that `texts` picks of all its columns, and those that hold values of several types, are of text.

    Raises:
        FileTrouble: It cannot be opened.
        InvalidFile: No line of it can be read.
    """
    schema: dict[str, pl.DataType] = {}
    count, first = 0, Problem("empty-file")
    for count, (_, row) in enumerate(_lines(path), 1):
        if isinstance(row, Broken):
            first = first if count > 1 else row.problem.below("row 1", 1)
        else:
            for name, value in row.items():
                schema[name] = _joined(schema.get(name, pl.Null()), _type(value))
    if not schema:
        raise InvalidFile(str(path), (first,))
    schema = {name: pl.Int64() if kind == WIDE else kind for name, kind in schema.items()}
    schema |= dict.fromkeys(texts(list(schema)), pl.String())
    return NameOrInput(schema, partial(_batches, path, schema), count)


def _lines(path: Path) -> Iterator[Line]:
    """Yield each line with its number: an object, or why it is none."""
    with translating_os_errors(path), path.open("rb") as file:
        for number, line in enumerate(file, 1):
            yield number, _row(number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _row(number: int, line: bytes) -> Mapping[str, Any] | Broken:
    twice: list[str] = []

    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(given)
        if len(found) < len(given):
            names = [name for name, _ in given]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return found

    try:
        found = json.loads(line, object_pairs_hook=pairs, parse_constant=_refuse_constant)
        if not isinstance(found, dict):
            raise ValueError("it is no object")  # noqa: TRY004, TRY301 - told as other lines that are none
    except (ValueError, RecursionError) as error:
        if not line.strip():
            return Broken(number, Problem("row-blank"))
        text = line.rstrip(b"\r\n").decode("utf-8", "backslashreplace")
        return Broken(number, Problem("row-not-json", (), {"reason": str(error), "line": text}))
    if twice:
        cells = {name: _text(value) for name, value in found.items()}
        return Broken(number, Problem("key-twice", (), {"names": twice}), cells)
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no value")


def _type(value: Any) -> pl.DataType:
    """Return the type of a column that holds a value; text, for what fits into no column."""
    match value:
        case None:
            return pl.Null()
        case bool():
            return pl.Boolean()
        case int():
            return pl.Int64() if abs(value) <= EXACT else WIDE if -(2**63) <= value < 2**63 else pl.String()
        case float():
            return pl.Float64()
        case str():
            return pl.String()
        case list():
            return _list(map(_type, value))
        case _:
            return pl.Struct({name: _type(each) for name, each in value.items()}) if value else pl.String()


def _list(types: Iterable[pl.DataType]) -> pl.DataType:
    inner: pl.DataType = pl.Null()
    for each in types:
        joined = _joined(inner, each)
        if _differ(inner, each, joined):
            return pl.String()
        inner = joined
    return pl.List(inner)


def _joined(one: pl.DataType, other: pl.DataType) -> pl.DataType:
    """Return the type of a column that holds values of both; text, where they do not go together."""
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
        return _list(_of_type(each.inner) for each in (one, other))
    if isinstance(one, pl.Struct) and isinstance(other, pl.Struct):
        return _structs(one, other)
    return pl.String()


def _structs(one: pl.Struct, other: pl.Struct) -> pl.DataType:
    fields = {field.name: _of_type(field.dtype) for field in one.fields}
    others = {field.name: _of_type(field.dtype) for field in other.fields}
    if fields.keys() != others.keys():
        return pl.String()
    joined = {name: _joined(kind, others[name]) for name, kind in fields.items()}
    differ = any(_differ(kind, others[name], joined[name]) for name, kind in fields.items())
    return pl.String() if differ else pl.Struct(joined)


def _differ(one: pl.DataType, other: pl.DataType, joined: pl.DataType) -> bool:
    """Return whether two types are joined as text, and are not both of text."""
    return joined == pl.String() and not {one, other} <= {pl.String(), pl.Null()}


def _of_type(kind: Any) -> pl.DataType:
    found: pl.DataType = kind() if isinstance(kind, type) else kind
    return found


def _batches(path: Path, schema: Mapping[str, pl.DataType]) -> Iterator[Batch]:
    lines = _lines(path)
    while some := list(islice(lines, ROWS)):
        broken = [row for _, row in some if isinstance(row, Broken)]
        rows = [(number, row) for number, row in some if not isinstance(row, Broken)]
        columns = {
            name: pl.Series([_cell(row.get(name), kind) for _, row in rows], dtype=kind, strict=False)
            for name, kind in schema.items()
        }
        yield Batch(pl.DataFrame(columns), pl.Series([number for number, _ in rows], dtype=pl.Int64), broken)


def _cell(value: Any, kind: pl.DataType) -> Any:
    if kind == pl.String:
        return _text(value)
    return float(value) if kind == pl.Float64 and isinstance(value, int) else value


def _text(value: Any) -> str | None:
    """Return a value as text: texts as they are, anything else as JSON writes it."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
