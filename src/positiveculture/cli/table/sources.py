"""What the command `table` reads, batch by batch: rows that can be judged, and rows that are none of this table's."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs
import polars as pl

from positiveculture.errors import InvalidTable, Problem
from positiveculture.framework import Framework
from positiveculture.problems import Problems
from positiveculture.sentences import named, quoted


@attrs.frozen
class BrokenRow:
    """A row that is none of this table's: its number, from 1, what is wrong, and what is in its columns."""

    number: int
    problem: Problem
    cells: Mapping[str, str | None] = attrs.field(factory=dict)


@attrs.frozen
class Batch:
    """Some rows of a file."""

    rows: pl.DataFrame
    #: The number of each, from 1.
    numbers: pl.Series
    broken: Sequence[BrokenRow] = ()
    #: The same rows with numbers in place of their text, where all text in the topics' columns is whole numbers.
    levels: pl.DataFrame | None = None

    @property
    def judged(self) -> pl.DataFrame:
        """The rows as they are judged."""
        return self.rows if self.levels is None else self.levels

    def without_blank(self) -> "Batch":
        """Return the batch with empty rows among those that are broken."""
        blank = _blank(self.rows)
        if blank is None:
            return self
        broken = [BrokenRow(number, Problem("row-blank")) for number in self.numbers.filter(blank)]
        return Batch(
            self.rows.filter(~blank),
            self.numbers.filter(~blank),
            sorted([*self.broken, *broken], key=lambda row: row.number),
            None if self.levels is None else self.levels.filter(~blank),
        )


def _blank(rows: pl.DataFrame) -> pl.Series | None:
    """Return which rows have nothing in them; None: there are none."""
    if not rows.width:
        return None
    maybe = rows.select(_nothing(rows.columns[0], rows.schema)).to_series()
    if not maybe.any():
        return None
    few = rows.filter(maybe).select(pl.all_horizontal(_nothing(name, rows.schema) for name in rows.columns)).to_series()
    places = pl.int_range(rows.height, eager=True)
    return places.is_in(places.filter(maybe).filter(few).implode()) if few.any() else None


def _nothing(name: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    column = pl.col(name)
    if schema[name] != pl.String:
        return column.is_null()
    return column.is_null() | (column.str.strip_chars() == "")


@attrs.frozen
class RowSource:
    """The rows of a file, a batch at a time."""

    schema: Mapping[str, pl.DataType]
    batches: Callable[[], Iterator[Batch]]
    #: How many rows there are; None: that is known only when all are read.
    count: int | None = None
    #: What whoever reads the file should know.
    notes: Sequence[str] = ()


def numbers(first: int, count: int) -> pl.Series:
    """Return the numbers of so many rows."""
    return pl.int_range(first, first + count, dtype=pl.Int64, eager=True)


def frames(batches: Callable[[], Iterator[pl.DataFrame]]) -> Iterator[Batch]:
    """Yield frames that follow each other as batches."""
    first = 1
    for rows in batches():
        yield Batch(rows, numbers(first, rows.height))
        first += rows.height


def refuse_twice(names: Sequence[str], framework: Framework, path: object) -> None:
    """Refuse columns of one name, and two columns of one topic: its id and its printed number.

    Raises:
        InvalidTable: Every such column.
    """
    problems = Problems()
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            problems.add(Problem("column-twice", (name,), {}, named("column", name)))
    for topic in framework.every_topic:
        number = str(topic.number)
        if topic.id in names and number in names and topic.number is not None:
            words = {"topic": topic.id, "other": quoted(topic.id)}
            problems.add(Problem("topic-in-two-columns", (number,), words, named("column", number)))
    problems.refuse(InvalidTable, str(path), None)
