"""A table out of a file: headings and rows of cells, from CSV, XLSX and ODS alike."""

from collections.abc import Sequence
from itertools import compress
from typing import TYPE_CHECKING

import attrs

from positiveculture.errors import FileTrouble
from positiveculture.formats.answers import plain_form
from positiveculture.formats.parsing import wrong_file
from positiveculture.formats.paths import Readable, suffix_of, with_filename
from positiveculture.gettext import gettext
from positiveculture.sentences import suggestions
from positiveculture.sheets.delimited import Dialect, read_delimited
from positiveculture.sheets.headings import MOST_ROWS, Headings, find_headings, is_blank

if TYPE_CHECKING:
    from positiveculture.workbook.measuring import Marks
    from positiveculture.workbook.opening import Sheet

#: What is read as a table, by how its name ends.
SUFFIXES = (".csv", ".tsv", ".xlsx", ".ods")


@attrs.frozen
class Grid:
    """Headings, and below them rows of cells; a row's number is the one that a spreadsheet shows."""

    known: Headings
    #: The cells of each row below the headings; blank rows are among them.
    rows: Sequence[Sequence[object]]
    #: The number of the first of these rows.
    first: int
    #: How a file of separated values is written; None: it is a spreadsheet.
    dialect: Dialect | None = None
    #: What a spreadsheet says of its cells besides their values; rows and columns are counted from 0.
    marks: "Marks | None" = None
    #: The names of the hidden sheets of a spreadsheet that hold anything, where no sheet is named: they are not read.
    hidden: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings."""
        return self.known.names


def read_grid(
    path: Readable, *, encoding: str | None = None, separator: str | None = None, sheet: str | None = None
) -> Grid:
    """Return the table in a file.

    Args:
        path: A .csv, .tsv, .xlsx or .ods file.
        encoding: Of CSV; None: detected.
        separator: Of CSV; None: detected.
        sheet: The sheet of a spreadsheet; None: the one that has anything in it.

    Raises:
        MissingExtra: It is a spreadsheet, and the extra `workbook` is not installed.
        FileTrouble: The file cannot be opened, or is of another kind.
        InvalidFile: It cannot be read, is empty, or has several sheets and none is named.
    """
    suffix = suffix_of(path)
    if suffix not in SUFFIXES:
        raise FileTrouble(str(path), gettext("is none of {kinds}").format(kinds=", ".join(SUFFIXES)))
    if suffix in (".csv", ".tsv"):
        table = read_delimited(path, encoding=encoding, separator=separator or ("tab" if suffix == ".tsv" else None))
        with with_filename(path):
            return _grid(table.rows, table.dialect, None)
    from positiveculture.workbook.opening import read_sheets  # noqa: PLC0415 - an extra

    sheets = read_sheets(path)
    with with_filename(path):
        one = _chosen_sheet(sheets, sheet)
        hidden = () if sheet else tuple(each.name for each in sheets if each.hidden and each.is_filled)
        return attrs.evolve(_grid(one.rows, None, one.marks), hidden=hidden)


def _chosen_sheet(sheets: "Sequence[Sheet]", name: str | None) -> "Sheet":
    """Return the sheet that is named, else the one that has anything in it.

    Raises:
        InvalidFile: There is none, or more than one.
    """
    names = [sheet.name for sheet in sheets]
    if name is not None:
        named = [sheet for sheet in sheets if plain_form(sheet.name) == plain_form(name)]
        if not named:
            raise wrong_file("unknown-sheet", name=name, **suggestions(name, names))
        return named[0]
    filled = [sheet for sheet in sheets if sheet.is_filled and not sheet.hidden]
    if len(filled) > 1:
        raise wrong_file("several-sheets", names=[sheet.name for sheet in filled])
    if not filled:
        raise wrong_file("empty-file")
    return filled[0]


def _grid(rows: Sequence[Sequence[object]], dialect: Dialect | None, marks: "Marks | None") -> Grid:
    """Return a table whose headings begin with the first row that is not blank.

    Raises:
        InvalidFile: There is none.
    """
    for place, row in enumerate(rows):
        if not all(map(is_blank, row)):
            known = find_headings(rows[place : place + MOST_ROWS])
            below = place + known.rows
            return Grid(known, rows[below:], below + 1, dialect, marks)
    raise wrong_file("empty-file")


@attrs.frozen
class Lines:
    """The rows of a table that are not blank, and no trial, with the number of each."""

    numbers: Sequence[int]
    rows: Sequence[Sequence[object]]
    #: How many others are of somebody who only tried the survey.
    trials: int


def filled_lines(grid: Grid) -> Lines:
    """Return the rows of a table that are not blank, and are no trial of the survey."""
    trials = list(map(grid.known.is_trial, grid.rows))
    kept = [not (trial or all(map(is_blank, row))) for trial, row in zip(trials, grid.rows, strict=True)]
    numbers = range(grid.first, grid.first + len(kept))
    return Lines(list(compress(numbers, kept)), list(compress(grid.rows, kept)), sum(trials))
