"""CSV as the command `table` reads it: in any dialect, block by block, and no row is lost or guessed.

What is a row and what is a cell is what Python's `csv` says.  Polars reads blocks in which it can say nothing else:
without a quotation mark, with line feeds alone for ends, and with as many cells in each row as there are headings.
"""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

import attrs
import polars as pl

from positiveculture.cli.table.sources import Batch, BrokenRow, RowSource, numbers, refuse_twice
from positiveculture.errors import InvalidFile, Problem
from positiveculture.formats.parsing import wrong_file
from positiveculture.formats.paths import translating_os_errors, with_filename
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sentences import column_letters, quoted
from positiveculture.sheets import SheetOptions, encoding_notes
from positiveculture.sheets.delimited import LARGEST, Dialect, find_dialect, read_rows
from positiveculture.sheets.grids import Grid
from positiveculture.sheets.headings import MOST_ROWS, Headings, find_headings, is_blank, says_trial
from positiveculture.sheets.notes import dropped_notes
from positiveculture.sheets.tables import TableColumns, level_texts, table_columns
from positiveculture.topics import Topic

SUFFIXES = (".csv", ".tsv")

#: How many bytes are read at a time, and how many rows are taken together where `csv` reads them.
BLOCK, ROWS = 1 << 24, 100_000

#: Up to how many cells Python makes columns of what `csv` has read; more of them, Polars parses anew in less time.
FEW = 1 << 14

#: In how many bytes the headings are looked for first.
HEAD = 1 << 16

#: What parts cells and rows on their way from `csv` to Polars; what has one of them in it goes another way.
CELL, ROW = "\x1f", "\x1e"

BOM = codecs.BOM_UTF8


def separated(path: Path, framework: Framework, options: SheetOptions, not_applicable: str) -> RowSource:
    """Return a file of separated values.

    Raises:
        FileTrouble: It cannot be opened.
        InvalidFile: Its dialect cannot be detected; `docs/survey.md` says how it is.
        InvalidTable: Its headings are wrong, or one topic is in two columns.
    """
    separator = options.separator or ("tab" if path.suffix.lower() == ".tsv" else None)
    with translating_os_errors(path), with_filename(path), path.open("rb") as file:
        dialect = find_dialect(file, encoding=options.encoding, separator=separator)
        blocks = _blocks(file, dialect)
        known, _ = _headings(blocks, dialect)
    columns = _columns(known, framework, options, path)
    reading = Separated(path, dialect, known, columns, options, not_applicable)
    schema = dict.fromkeys(columns.names.values(), pl.String())
    notes = (*encoding_notes([dialect], in_command=True), *dropped_notes(columns.dropped))
    return RowSource(schema, reading.batches, notes=notes)


def _columns(known: Headings, framework: Framework, options: SheetOptions, path: Path) -> TableColumns:
    """Return what the columns are: where one has a topic's id or printed number for a heading, all are kept."""
    rated = [topic for topic in framework.every_topic if topic.scale is not None]
    by_name = {str(name): topic for topic in rated for name in (topic.id, topic.number) if name is not None}
    topics = {place: by_name[name] for place, name in enumerate(known.names) if name in by_name}
    if topics and known.rows == 1 and not options.columns and not options.no_answer:
        named = {place: name for place, name in enumerate(known.names) if name}
        refuse_twice(list(named.values()), framework, path)
        return TableColumns(named, topics, ())
    return table_columns(Grid(known, (), known.rows + 1), framework, options, path)


def _blocks(file: BinaryIO, dialect: Dialect) -> Iterator[bytes]:
    """Yield the text of a file, from its start, as UTF-8, cut where rows may end."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(dialect.encoding)()
    plain = dialect.encoding in ("utf-8", "utf-8-sig", "ascii")
    read = iter(lambda: file.read(BLOCK), b"")
    texts = read if plain else (decoder.decode(block).encode() for block in chain(read, [b""]))
    rest, first = b"", True
    for block in texts:
        rest += block
        end = rest.rfind(b"\n") + 1 or rest.rfind(b"\r", 0, max(len(rest) - 1, 0)) + 1
        if end:
            yield _whole(rest[:end], dialect) if first else rest[:end]
            rest, first = rest[end:], False
        elif len(rest) > LARGEST:
            problem = Problem("row-unreadable", (), {"reason": gettext("a row of more than 64 MiB")})
            raise InvalidFile(gettext("the file"), (problem,))
    if rest:
        yield _whole(rest, dialect) if first else rest


def _whole(block: bytes, dialect: Dialect) -> bytes:
    """Return the first block of a file without what says how it is written."""
    block = block.removeprefix(BOM)
    return block.partition(b"\n")[2] if dialect.declared else block


def _headings(blocks: Iterator[bytes], dialect: Dialect) -> tuple[Headings, Iterator[bytes]]:
    """Return the headings, which begin with the first row that is not blank, and what is below them.

    Raises:
        InvalidFile: It has none.
    """
    first = next(blocks, b"")
    end = HEAD
    for _ in range(MOST_ROWS):  # however long each row of the headings is
        end = first.find(b"\n", end) + 1 or len(first)
    head = first[:end]
    blocks = chain(filter(None, (head, first[len(head) :])), blocks)
    for block in blocks:
        text = StringIO(block.decode(), newline="")
        if rows := _first_rows(text, dialect.separator):
            known = find_headings([row for row, _ in rows])
            text.seek(rows[known.rows - 1][1])
            rest = text.read().encode()
            return known, chain([rest] if rest else [], blocks)
    raise wrong_file("empty-file")


def _first_rows(text: StringIO, separator: str) -> list[tuple[list[str], int]]:
    """Return as many rows as may be headings, from the first that is not blank, each with where it ends.

    Raises:
        InvalidFile: None of them can be read.
    """
    rows: list[tuple[list[str], int]] = []
    try:
        for row in read_rows(iter(text.readline, ""), separator):
            if rows or not all(map(is_blank, row)):
                rows.append((row, text.tell()))
            if len(rows) == MOST_ROWS:
                break
    except InvalidFile:  # what is below the first may be no headings
        if not rows:
            raise
    return rows


@attrs.frozen
class Separated:
    """A file of separated values, and what its columns are."""

    path: Path
    dialect: Dialect
    known: Headings
    columns: TableColumns
    options: SheetOptions
    not_applicable: str

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.known.names)

    def batches(self) -> Iterator[Batch]:
        """Yield the rows of the file."""
        with translating_os_errors(self.path), with_filename(self.path), self.path.open("rb") as file:
            _, blocks = _headings(_blocks(file, self.dialect), self.dialect)
            first = 1
            for block in blocks:
                plain = _without_quotes(block, self.dialect.separator)
                batch = None if plain is None else self._plain(plain, first)
                if batch is None:
                    below = chain([block], blocks if plain is None or b'"' in block else ())
                    for some in self._by_csv(below, first):
                        first += some.rows.height + len(some.broken)
                        yield some
                else:
                    first += batch.rows.height + len(batch.broken)
                    yield batch

    def _plain(self, block: bytes, first: int) -> Batch | None:
        """Return the rows of a block as Polars reads them; None: they are not all of one length."""
        sign, width = self.dialect.separator, self.width
        count = block.count(b"\n") + (not block.endswith(b"\n"))
        if width == 1 or not sign.isascii() or block.startswith(BOM):
            return None
        if block.count(sign.encode()) != count * (width - 1):
            return None
        rows = _parsed(block, width, sign, "\n")
        if rows is None or rows.height != count:
            return None
        return self._batch(_with_separators(rows, sign) if CELL.encode() in block else rows, numbers(first, count))

    def _by_csv(self, blocks: Iterable[bytes], first: int) -> Iterator[Batch]:
        """Yield rows as `csv` reads them."""
        lines = (line for block in blocks for line in StringIO(block.decode(), newline=""))
        rows, width = read_rows(lines, self.dialect.separator, first), self.width
        while some := list(islice(rows, ROWS)):
            numbered = enumerate(some, first)
            long = [number for number, row in numbered if len(row) != width]
            first += len(some)
            if not long:
                yield self._batch(_framed(some, width), numbers(first - len(some), len(some)))
                continue
            yield self._uneven(some, first - len(some))

    def _uneven(self, rows: Sequence[Sequence[str]], first: int) -> Batch:
        """Return rows of which some have too few cells or too many; blank ones behind the last heading do not count."""
        width = self.width
        kept, fitting, broken = [], [], []
        for number, row in enumerate(rows, first):
            if len(row) == width or (len(row) > width and all(map(is_blank, row[width:]))):
                kept.append(number)
                fitting.append(row[:width])
            else:
                cells = {name: row[place] for place, name in self.columns.names.items() if place < len(row)}
                broken.append(BrokenRow(number, _length_problem(row, width), cells))
        return self._batch(_framed(fitting, width), pl.Series(kept, dtype=pl.Int64), broken)

    def _batch(self, cells: pl.DataFrame, numbers: pl.Series, broken: Sequence[BrokenRow] = ()) -> Batch:
        """Return rows whose columns are called by their places as rows of the table."""
        cells, numbers, others = self._without_others(cells, numbers)
        rows = cells.select(pl.col(str(place)).alias(name) for place, name in self.columns.names.items())
        names = [self.columns.names[place] for place in self.columns.topics]
        levels = rows.select(pl.col(names).cast(pl.Int8, strict=False))
        if levels.null_count().row(0) == rows.select(levels.columns).null_count().row(0):
            judged: pl.DataFrame | None = rows.with_columns(levels)
        else:
            judged, rows = None, with_levels(rows, self.columns, self.options, self.not_applicable)
        return Batch(rows, numbers, [*broken, *others], judged)

    def _without_others(
        self, cells: pl.DataFrame, numbers: pl.Series
    ) -> tuple[pl.DataFrame, pl.Series, list[BrokenRow]]:
        """Return rows without those that have something in a column without a heading, or are trials, and these."""
        bare = [str(place) for place, heading in enumerate(self.known.names) if not heading]
        flags = [pl.col(bare).is_not_null() & (pl.col(bare).str.strip_chars() != "")] if bare else []
        if self.known.status is not None:
            status = str(self.known.status)
            flags.append(pl.col(status).is_in(list(filter(says_trial, cells[status].unique()))).fill_null(value=False))
        others = cells.select(pl.any_horizontal(flags)).to_series() if flags else pl.Series([False])
        if not others.any():
            return cells, numbers, []
        broken = []
        for number, row in zip(numbers.filter(others), cells.filter(others).iter_rows(), strict=True):
            kept = {name: row[place] for place, name in self.columns.names.items()}
            broken.append(BrokenRow(number, self._problem_of(row), kept))
        return cells.filter(~others), numbers.filter(~others), broken

    def _problem_of(self, row: Sequence[str | None]) -> Problem:
        """Return why a row is none of the table's."""
        if self.known.is_trial(row):
            return Problem("row-trial")
        bare = (place for place, heading in enumerate(self.known.names) if not heading)
        place = next(place for place in bare if not is_blank(row[place]))
        return Problem("cell-without-heading", (), {"letters": column_letters(place), "given": quoted(row[place])})


def with_levels(rows: pl.DataFrame, columns: TableColumns, options: SheetOptions, not_applicable: str) -> pl.DataFrame:
    """Return rows of text with what the cells of topics' columns say in their place; what is the same is read once."""

    def read(place: int, topic: Topic) -> pl.Series:
        column = rows[columns.names[place]]
        cells = column.drop_nulls().unique()
        texts = pl.Series(level_texts(topic, cells, options, not_applicable), dtype=pl.String)
        return column.replace_strict(cells, texts, default=None)

    return rows.with_columns(read(place, topic) for place, topic in columns.topics.items())


def _length_problem(row: Sequence[str], width: int) -> Problem:
    if all(map(is_blank, row)):
        return Problem("row-blank")
    words = {"count": len(row), "columns": width}
    if len(row) < width:
        return Problem("row-length", (), words)
    return Problem("row-longer", (), words | {"cells": list(row[width:])})


def _without_quotes(block: bytes, separator: str) -> bytes | None:
    """Return a block without its quotation marks; None: `csv` may find other cells in it than those between commas.

    Every mark has to be at the beginning or the end of a cell, and no end of a line between two.  `CELL` replaces
    a separator between two.
    """
    if b"\r" in block and block.count(b"\r") != block.count(b"\r\n"):
        return None
    if b'"' not in block:
        return block
    sign, instead = separator.encode(), CELL.encode()
    outside, inside = (parts := block.split(b'"'))[::2], parts[1::2]
    ends = (*sign, *b"\r\n")
    if len(sign) > 1 or len(outside) == len(inside) or instead in block or any(b"\n" in part for part in inside):
        return None
    if (
        any(not part or part[0] not in ends or part[-1] not in ends for part in outside[1:-1])
        or (outside[0] and outside[0][-1] not in ends)
        or (outside[-1] and outside[-1][0] not in ends)
    ):
        return None
    parts[1::2] = [part.replace(sign, instead) for part in inside]
    unquoted = b"".join(parts)
    # A last row of two marks alone is a row, and without them would be none.
    return unquoted if unquoted.endswith(b"\n") == block.endswith(b"\n") else None


def _with_separators(rows: pl.DataFrame, separator: str) -> pl.DataFrame:
    """Return cells with separators in place of each `CELL`."""
    maybe = rows.select(pl.all().str.contains(CELL, literal=True).any())
    names = [name for name in rows.columns if maybe[name].item()]
    return rows.with_columns(pl.col(names).str.replace_all(CELL, separator, literal=True))


def _parsed(block: bytes, width: int, separator: str, end: str) -> pl.DataFrame | None:
    """Return the cells of a block as Polars finds them, each column called by its place; None: a row is too long."""
    schema = {str(place): pl.String() for place in range(width)}
    try:
        return pl.read_csv(block, has_header=False, schema=schema, separator=separator, quote_char=None, eol_char=end)
    except pl.exceptions.PolarsError:
        return None


def _framed(rows: Sequence[Sequence[str]], width: int) -> pl.DataFrame:
    """Return rows of one length as a frame, each column called by its place; nothing is null."""
    frame = _reparsed(rows, width) if width > 1 and len(rows) * width > FEW else None
    if frame is None or frame.height != len(rows):
        columns = zip(*rows, strict=True) if rows else [()] * width
        frame = pl.DataFrame({str(place): pl.Series(cells, dtype=pl.String) for place, cells in enumerate(columns)})
        frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all()))
    return frame


def _reparsed(rows: Sequence[Sequence[str]], width: int) -> pl.DataFrame | None:
    """Return rows as Polars parses them where no cell can be taken for two, or for the end of a row; else None."""
    text = "".join(f"{CELL.join(row)}{ROW}" for row in rows)
    # Polars takes a carriage return before the end of a row for part of that.
    if "\r" in text or text.count(CELL) != len(rows) * (width - 1) or text.count(ROW) != len(rows):
        return None
    return _parsed(text.encode(), width, CELL, ROW)
