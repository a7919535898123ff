"""Spreadsheets as the command `table` reads them."""

from pathlib import Path

import polars as pl

from positiveculture.cli.table.sources import Batch, BrokenRow, RowSource, numbers
from positiveculture.errors import Problem
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sheets import SheetOptions
from positiveculture.sheets.grids import read_grid
from positiveculture.sheets.headings import is_blank
from positiveculture.sheets.tables import TableColumns, cell_text, level_texts, table_columns

SUFFIXES = (".xlsx", ".ods")


def spreadsheet(path: Path, framework: Framework, options: SheetOptions, not_applicable: str) -> RowSource:
    """Return a sheet of an .xlsx or .ods file, as text.

    Raises:
        MissingExtra: The extra `workbook` is not installed.
        FileTrouble, InvalidFile: The file cannot be read.
        InvalidTable: Its headings or its form are wrong: every problem at once.
    """
    grid = read_grid(path, sheet=options.sheet)
    columns = table_columns(grid, framework, options, path)
    rows = list(grid.rows)
    while rows and all(map(is_blank, rows[-1])):  # as far as somebody has coloured cells
        rows.pop()
    trials = pl.Series(list(map(grid.known.is_trial, rows)), dtype=pl.Boolean)
    texts: dict[str, list[str | None]] = {}
    for place, name in columns.names.items():
        cells = [cell_text(row[place]) if place < len(row) else None for row in rows]
        texts[name] = _levels(cells, place, columns, options, not_applicable) if place in columns.topics else cells
    frame = pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String()))
    notes = [gettext("Not read: {columns}").format(columns=", ".join(columns.dropped))] if columns.dropped else []
    numbered = numbers(1, frame.height)
    broken = [
        BrokenRow(number, Problem("row-trial"), cells)
        for number, cells in zip(numbered.filter(trials), frame.filter(trials).iter_rows(named=True), strict=True)
    ]
    batch = Batch(frame.filter(~trials), numbered.filter(~trials), broken)
    return RowSource(frame.schema, lambda: iter([batch]), frame.height, notes)


def _levels(
    cells: list[str | None], place: int, columns: TableColumns, options: SheetOptions, not_applicable: str
) -> list[str | None]:
    different = [cell for cell in dict.fromkeys(cells) if cell is not None]
    texts = dict(zip(different, level_texts(columns.topics[place], different, options, not_applicable), strict=True))
    return [None if cell is None else texts[cell] for cell in cells]
