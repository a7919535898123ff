"""The command `table`: judges a whole file of assessments, and says what became of every row."""

from pathlib import Path
from typing import Literal

import click

from positiveculture.cli.inputs import Source
from positiveculture.cli.options import argument, as_json, command, flag, force, framework_of, id_or_file, path
from positiveculture.cli.output import Output
from positiveculture.cli.sheet_options import SheetChoice, reading_options
from positiveculture.documents.judged_table import judged_table_document
from positiveculture.extras import extra

ROWS = "Assessments, one a row: Parquet, CSV, Arrow, JSON Lines; or a spreadsheet, .xlsx or .ods."
SET_ASIDE = "What stands for a topic that is set aside."


@command("table")
@argument("source", metavar="IN", type=path, about=ROWS)
@click.option(
    "--framework", metavar="FRAMEWORK", type=id_or_file, required=True, help="Judge by this: an id, or a file."
)
@click.option("--out", metavar="FILE", type=path, required=True, help="Write the table with its verdicts to this file.")
@click.option("--rejects", metavar="FILE", type=path, help="Invalid rows, .csv or .jsonl.")
@flag("--strict", help="Stop at the first invalid row.")
@flag("--progress", help="Add how far each award has come.")
@click.option("--not-applicable", metavar="VALUE", help=SET_ASIDE)
@flag("--gaps", help="Take topics without a column for unanswered.")
@reading_options
@force
@as_json
def table(
    source: Path,
    framework: Source,
    out: Path,
    rejects: Path | None,
    strict: bool,
    progress: bool,
    not_applicable: str | None,
    gaps: bool,
    force: bool,
    as_json: bool,
    sheets: SheetChoice,
) -> None:
    """Judge a whole table of assessments.

    Every row that can be so is written with its verdicts; every other one to the rejects, with its number and reason.
    The dialect of CSV is found out, and headings and cells of forms tools are read, as `panel` does; other columns are
    kept.
    """
    judged_by = framework_of(framework)
    rejected = rejects or out.with_name(f"{out.stem}.rejects.csv")
    missing: Literal["refuse", "unanswered"] = "unanswered" if gaps else "refuse"
    with extra("tables", "`table`", ("narwhals", "polars")):
        from positiveculture.cli.table import run
        from positiveculture.tables.table_report import table_report_to_dict

        options = sheets.options(source)
        job = run.Job(source, judged_by, out, rejected, strict, force, progress, not_applicable, missing, options)
        report = run.run(job).report
    payload = table_report_to_dict(report)
    Output(None, force, as_json).show(judged_table_document(payload, judged_by), payload)
