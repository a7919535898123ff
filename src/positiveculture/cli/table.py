"""The command `table`: judges a whole file of assessments."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from positiveculture.cli import checking
from positiveculture.cli.options import AsJson, Engine, Force, needs, show


def table(  # noqa: PLR0913, PLR0917 - each is an option of the command
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="Assessments, one a row: Parquet, CSV, Arrow, JSON Lines.")
    ],
    framework: Annotated[
        str, typer.Option("--framework", metavar="FRAMEWORK", help="Judge by this: an id, or a file.")
    ],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Write the table with its verdicts to this file.")],
    rejects: Annotated[
        Path | None, typer.Option("--rejects", metavar="FILE", help="Rows that cannot be so, .csv or .jsonl.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first row that cannot be so.")] = False,
    engine: Annotated[Engine, typer.Option("--engine", help="What does the work.")] = Engine.POLARS,
    progress: Annotated[bool, typer.Option("--progress", help="Add how far each award has come.")] = False,
    not_applicable: Annotated[
        str | None, typer.Option("--not-applicable", metavar="VALUE", help="What stands for a topic that is set aside.")
    ] = None,
    gaps: Annotated[bool, typer.Option("--gaps", help="Take topics without a column for unanswered.")] = False,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Judge a whole table of assessments.

    Every row that can be so is written with its verdicts; every other one to the rejects, with its number and reason.
    """
    wanted = checking.framework_of(framework)
    beside = rejects or out.with_name(f"{out.stem}.rejects.csv")
    with needs("`table`", narwhals="tables", polars="tables", duckdb="engines", pyspark="engines"):
        from positiveculture.cli import elsewhere, tabulating  # noqa: PLC0415 - Polars is paid for by who uses it

        missing: Literal["refuse", "unanswered"] = "unanswered" if gaps else "refuse"
        job = tabulating.Job(source, wanted, out, beside, strict, force, progress, not_applicable, missing)
        done = tabulating.run(job) if engine is Engine.POLARS else elsewhere.run(job, engine)
    show(tabulating.summary_to_dict(done), tabulating.summary(done), as_json)
