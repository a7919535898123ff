"""What the command `table` reads of spreadsheets: .xlsx and .ods files, and CSV as forms tools export it."""

from pathlib import Path

import polars as pl

from positiveculture.cli.output import show_warning
from positiveculture.cli.sheet_options import SheetChoice
from positiveculture.cli.table.run import read_columns
from positiveculture.errors import FileTrouble
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sheets import read_sheet_table

#: What stands for a topic that does not apply, where nothing else is said.
SET_ASIDE = "n/a"


def spreadsheet(
    source: Path, framework: Framework, sheets: SheetChoice, *, engine: str, not_applicable: str | None
) -> pl.DataFrame | None:
    """Return the table in a spreadsheet, as text; None: the file is none, or nothing judges it.

    Raises:
        InvalidTable, InvalidFile, FileTrouble, MissingExtra: It cannot be read, or not on this engine.
    """
    if not framework.awards or not _is_spreadsheet(source, framework, sheets):
        return None
    if engine != "polars":
        raise FileTrouble(str(source), f"{engine} reads no spreadsheets; --engine polars does")
    options = sheets.options(source)
    found = read_sheet_table(source, framework, options, not_applicable=not_applicable or SET_ASIDE)
    if found.dropped:
        show_warning(gettext("Not read: {columns}").format(columns=", ".join(found.dropped)))
    return pl.DataFrame(found.columns, schema=dict.fromkeys(found.columns, pl.String()))


def _is_spreadsheet(source: Path, framework: Framework, sheets: SheetChoice) -> bool:
    """Return whether a file is read as a spreadsheet: by its name; CSV where no heading is a topic's id or number."""
    suffix = source.suffix.lower()
    if suffix != ".csv":
        return suffix in (".xlsx", ".ods", ".tsv")
    if sheets != SheetChoice():
        return True
    try:
        names = pl.scan_csv(source, infer_schema=False).collect_schema().names()
    except (pl.exceptions.PolarsError, OSError):  # in another encoding; or told where it is read
        return source.is_file()
    return not read_columns(framework, names)
