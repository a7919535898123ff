"""Tables in files, a batch at a time: however large the file is, only a few batches are in memory.

What goes into a spreadsheet is made harmless:
in CSV, a text that a spreadsheet would take for a formula gets a `'` before it.
"""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextvars import copy_context
from functools import partial
from pathlib import Path
from typing import BinaryIO

import attrs
import polars as pl
from polars.io.plugins import register_io_source

from positiveculture.cli.table.sources import RowSource, frames
from positiveculture.errors import FileTrouble, InvalidFile, Problem
from positiveculture.gettext import gettext
from positiveculture.sentences import printable, quoted

#: How many rows are judged at a time.
BATCH = 500_000

SUFFIXES = (".parquet", ".csv", ".arrow", ".feather", ".ipc", ".jsonl", ".ndjson")

#: How many bytes more have to go into a file, if its disk is not full.
ROOM = 1024 * 1024

#: How a text begins that a spreadsheet takes for a formula; and how a plain number does, which is none.
FORMULA, NUMBER = r"^[=+\-@\t\r]", r"^[+-]?[0-9]+([.,][0-9]+)*$"


def no_table(path: Path, kinds: Sequence[str]) -> FileTrouble:
    """Return the error of a file whose name promises no table of these kinds."""
    words = gettext("a table is one of {kinds}, by the end of its name")
    return FileTrouble(str(path), words.format(kinds=", ".join(kinds)))


def kind_of(path: Path) -> str:
    """Return the kind of table that a file's name promises.

    Raises:
        FileTrouble: It promises none that is known.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise no_table(path, SUFFIXES)
    return {".feather": ".arrow", ".ipc": ".arrow", ".ndjson": ".jsonl"}.get(suffix, suffix)


def scan_file(path: Path) -> RowSource:
    """Return a Parquet or Arrow file; its name is no pattern.

    Raises:
        InvalidFile: It is not what its name promises.
    """
    with read(path):
        scan = pl.scan_parquet if kind_of(path) == ".parquet" else pl.scan_ipc
        lazy = scan(path, glob=False)
        schema = lazy.collect_schema()
        pl.DataFrame(schema=schema)  # a type that Polars can name and not hold is refused here
        count = int(lazy.select(pl.len()).collect().item())

    def batches() -> Iterator[pl.DataFrame]:
        left = count
        with read(path):
            for batch in lazy.collect_batches(chunk_size=BATCH, maintain_order=True):
                left -= batch.height
                yield batch
            if left:  # Polars may say nothing of what it cannot read
                raise OSError(gettext("not every row can be read; do two columns have one name?"))

    return RowSource(schema, partial(frames, batches), count)


@attrs.frozen
class read:  # noqa: N801 - used as a verb, in `with read(path)`
    """Turns what Polars says of a file into what we say of it."""

    path: Path

    def __enter__(self) -> None:
        """Begin to read."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        """Say in which file the trouble is."""
        if isinstance(error, pl.exceptions.PolarsError | pl.exceptions.PanicException | OSError):
            text = printable(str(error).partition("\n")[0])
            raise InvalidFile(str(self.path), (Problem("unreadable-table", (), {"reason": text}),)) from None


def write_table(frame: pl.LazyFrame, path: Path, out: Path) -> None:
    """Write a table to `path`, a batch at a time, as the name of `out`, which is what people hear of, promises.

    Raises:
        FileTrouble: It cannot be written, for the disk is full, say.
    """
    sinks: dict[str, Callable[[BinaryIO], object]] = {
        ".parquet": frame.sink_parquet,
        ".csv": frame.sink_csv,
        ".arrow": frame.sink_ipc,
        ".jsonl": frame.sink_ndjson,
    }
    try:
        # An open file, for what Polars opens it may make anew where it was cleared away.
        with path.open("wb") as file:
            sinks[kind_of(out)](file)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise FileTrouble(str(out), _full(path) or printable(str(error).partition("\n")[0])) from None


def _full(path: Path) -> str:
    """Return what the system says where a file cannot grow, which Polars may call by another name; else ""."""
    try:
        with path.open("ab") as file:
            file.write(bytes(ROOM))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.strerror or str(error)
    return ""


def as_lazy(batches: Iterable[pl.DataFrame], schema: Mapping[str, pl.DataType]) -> pl.LazyFrame:
    """Return a lazy table of batches, which are asked for one by one when it is written; it can be written once.

    The engine asks for them in a thread of its own; they are made in the context, and the language, of this one.
    """
    context, each = copy_context(), iter(batches)

    def source(
        _columns: list[str] | None, _predicate: pl.Expr | None, _rows: int | None, _size: int | None
    ) -> Iterator[pl.DataFrame]:
        while (batch := context.run(next, each, None)) is not None:
            yield batch

    return register_io_source(source, schema=dict(schema))


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table of text alone; lists and structures as JSON writes them."""
    nested = {
        name: pl.Series([None if value is None else json.dumps(value, default=str) for value in frame[name].to_list()])
        for name, dtype in frame.schema.items()
        if dtype.is_nested()
    }
    return frame.with_columns(**nested).cast(pl.String())


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table as CSV may hold it: no formulas, and lists as text."""
    text = pl.col(pl.String)
    harmless_text = text.str.replace(FORMULA, "'$0")
    cells = frame.with_columns(pl.when(text.str.contains(NUMBER)).then(text).otherwise(harmless_text))
    return cells.rename({name: f"'{name}" for name in frame.columns if re.match(FORMULA, name)})


def refuse_nested(schema: Mapping[str, pl.DataType], path: Path) -> None:
    """Refuse to write to CSV what it cannot hold.

    Raises:
        FileTrouble: A column holds lists or structures.
    """
    nested = [quoted(name) for name, dtype in schema.items() if dtype.is_nested()]
    if nested and kind_of(path) == ".csv":
        words = gettext("CSV has no room for lists and structures: {names}")
        raise FileTrouble(str(path), words.format(names=", ".join(nested)))
