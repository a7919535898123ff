"""Spreadsheets as the command `table` reads them."""

from pathlib import Path

import polars as pl

from positiveculture.cli.table.separated import with_levels
from positiveculture.cli.table.sources import Batch, BrokenRow, RowSource, numbers
from positiveculture.errors import Problem
from positiveculture.framework import Framework
from positiveculture.sheets import SheetOptions
from positiveculture.sheets.grids import read_grid
from positiveculture.sheets.headings import is_blank
from positiveculture.sheets.notes import dropped_notes, hidden_notes
from positiveculture.sheets.tables import cell_text, table_columns

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
    texts = {
        name: [cell_text(row[place]) if place < len(row) else None for row in rows]
        for place, name in columns.names.items()
    }
    frame = pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String()))
    frame = with_levels(frame, columns, options, not_applicable)
    numbered = numbers(1, frame.height)
    broken = [
        BrokenRow(number, Problem("row-trial"), cells)
        for number, cells in zip(numbered.filter(trials), frame.filter(trials).iter_rows(named=True), strict=True)
    ]
    batch = Batch(frame.filter(~trials), numbered.filter(~trials), broken)
    notes = (*dropped_notes(columns.dropped), *hidden_notes(grid.hidden))
    return RowSource(frame.schema, lambda: iter([batch]), frame.height, notes)
