"""The command `table`: judges a whole file of assessments, and says what became of every row."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import click

from positiveculture.cli.inputs import NameOrInput, id_or_file, input_file
from positiveculture.cli.named import framework_of
from positiveculture.cli.options import argument, as_json, command, flag, force, to_write
from positiveculture.cli.output import STANDARD_OUTPUT, Output, show_bytes
from positiveculture.cli.sheet_options import SheetChoice, reading_options
from positiveculture.documents.judged_table import judged_table_document
from positiveculture.errors import FileTrouble
from positiveculture.extras import extra
from positiveculture.formats.parsing import PARSERS
from positiveculture.formats.paths import File, StandardInput, with_filename
from positiveculture.gettext import gettext

ROWS = "Assessments, one a row: Parquet, CSV, Arrow, JSON Lines; or a spreadsheet, .xlsx or .ods."
OUT = "Write the table with its verdicts to this file; - is standard output, as CSV, and --strict without --rejects."
NOT_APPLICABLE = "What means that a topic is not applicable."


@command("table")
@argument("source", metavar="IN", type=input_file, about=ROWS)
@click.option(
    "--framework", metavar="FRAMEWORK", type=id_or_file, required=True, help="Judge by this: an id, or a file."
)
@to_write("--out", required=True, help=OUT)
@to_write("--rejects", help="Invalid rows, .csv or .jsonl; - is standard output, as CSV.")
@flag("--strict", help="Stop at the first invalid row.")
@flag("--progress", help="Add how far each award has come.")
@click.option("--prefix", metavar="TEXT", default="", help="Stands before the names of all new columns.")
@click.option("--not-applicable", metavar="VALUE", help=NOT_APPLICABLE)
@flag("--gaps", help="Take topics without a column for unanswered.")
@reading_options
@force
@as_json
def table(
    source: File,
    framework: NameOrInput,
    out: Path,
    rejects: Path | None,
    strict: bool,
    progress: bool,
    prefix: str,
    not_applicable: str | None,
    gaps: bool,
    force: bool,
    as_json: bool,
    sheets: SheetChoice,
) -> None:
    """Judge a whole table of assessments.

    Every valid row is written with its verdicts; every other one goes to the rejects, with its number and reason.
    The dialect of CSV is detected, and headings and cells of forms tools are read, as `panel` does; other columns are
    kept.
    """
    sheets.refuse_idle([source])
    judged_by = framework_of(framework)
    printed = [out, rejects].count(STANDARD_OUTPUT)
    if printed + as_json * bool(printed) > 1:
        raise FileTrouble(gettext("standard output"), gettext("is named twice"))
    missing: Literal["refuse", "unanswered"] = "unanswered" if gaps else "refuse"
    with extra("tables", "`table`", ("narwhals", "polars")), TemporaryDirectory() as folder, with_filename(source):
        from positiveculture.cli.table import run
        from positiveculture.tables.table_report import table_report_to_dict

        rows, piped = _as_file(source, Path(folder)), Path(folder) / "printed.csv"
        strict |= out == STANDARD_OUTPUT and rejects is None
        to_file = piped if out == STANDARD_OUTPUT else out
        rejected = piped if rejects == STANDARD_OUTPUT else rejects or to_file.with_name(f"{to_file.stem}.rejects.csv")
        options = sheets.options(rows)
        job = run.Job(
            rows, judged_by, to_file, rejected, strict, force, progress, prefix, not_applicable, missing, options
        )
        report = run.run(job).report
        if printed:
            show_bytes(piped.read_bytes())
            return
    payload = table_report_to_dict(report)
    Output(None, force, as_json).show(lambda: judged_table_document(payload, judged_by), lambda: payload)


def _as_file(source: File, folder: Path) -> Path:
    """Return a file of the rows: what is read from standard input is kept in `folder` meanwhile.

    Raises:
        FileTrouble: Standard input is given as a kind that is no table.
    """
    if not isinstance(source, StandardInput):
        return source
    if source.suffix in PARSERS:
        raise FileTrouble(str(source), gettext("is no table"))
    source.save(folder / f"rows{source.suffix}")
    return folder / f"rows{source.suffix}"
