"""The command `table`: judges a whole file of assessments, and says what became of every row."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from positiveculture.cli import words
from positiveculture.cli.blocks import Block, line, table as rows_under
from positiveculture.cli.inputs import Source
from positiveculture.cli.options import argument, as_json, command, flag, force, framework_of, id_or_file, path
from positiveculture.cli.output import show
from positiveculture.cli.sheet_options import SheetChoice, reading_options
from positiveculture.errors import MissingExtra, UnknownTopic
from positiveculture.framework import Framework

if TYPE_CHECKING:
    from positiveculture.tables.table_report import TableReport

#: Which engines judge a table.
ENGINES = ("polars", "duckdb", "pyspark")

#: The packages that the command needs, each with the extra that installs it.
EXTRAS = {"narwhals": "tables", "polars": "tables", "duckdb": "engines", "pyspark": "engines"}

#: How many obstacles and topics a screen shows.
MOST = 5

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
@click.option("--engine", type=click.Choice(ENGINES), default="polars", help="What does the work.")
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
    engine: str,
    progress: bool,
    not_applicable: str | None,
    gaps: bool,
    force: bool,
    as_json: bool,
    sheets: SheetChoice,
) -> None:
    """Judge a whole table of assessments.

    Every row that can be so is written with its verdicts; every other one to the rejects, with its number and reason.
    A spreadsheet, and CSV as forms tools export it, is read as `panel` reads it; its other columns are kept.
    """
    judged_by = framework_of(framework)
    rejected = rejects or out.with_name(f"{out.stem}.rejects.csv")
    missing: Literal["refuse", "unanswered"] = "unanswered" if gaps else "refuse"
    with _naming_extras():
        from positiveculture.cli.table import engines, run, spreadsheet
        from positiveculture.tables.table_report import table_report_to_dict

        given = spreadsheet.spreadsheet(source, judged_by, sheets, engine=engine, not_applicable=not_applicable)
        aside = not_applicable if given is None else not_applicable or spreadsheet.SET_ASIDE
        job = run.Job(source, judged_by, out, rejected, strict, force, progress, aside, missing, given)
        report = (run.run(job) if engine == "polars" else engines.run(job, engine)).report
    show(table_report_to_dict(report), screen(report), as_json)


@contextmanager
def _naming_extras() -> Iterator[None]:
    """Say how to install a package that is missing.

    Raises:
        MissingExtra: A package is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRAS:
            raise
        raise MissingExtra("`table`", package, EXTRAS[package]) from None


def screen(report: "TableReport") -> Iterator[Block]:
    """Yield what became of a table."""
    from positiveculture.tables.table_report import STATES, most_frequent

    framework, tally = report.framework, report.tally
    rows = "row" if tally.rows == 1 else "rows"
    yield line(words.edition(framework))
    yield line(f"{tally.rows:,} {rows}: {report.judged:,} judged, {tally.rejected:,} rejected")
    yield from (line(words.title(text)) for text in report.unknown_columns)
    if report.rejects is not None:
        yield line(words.title(f"What is wrong stands in {report.rejects}"))
    yield line("\nIndicated by these assessments; only the awarding body awards.")
    counts = [
        [words.title(award.title), *map(_count, (tally.awards[award.id], *(tally.states[award.id, s] for s in STATES)))]
        for award in reversed(framework.awards)
    ]
    heads = ["award", "highest", "met", "not met", "undecided"]
    none = ["none", _count(tally.awards[None]), "", "", ""]
    yield rows_under(heads, [*counts, none], right=range(1, len(heads)))
    obstacles = [(_obstacle(framework, *each), n) for each, n in most_frequent(tally.obstacles)]
    yield from _listed("What stands in the way most often", obstacles)
    sample = "" if tally.tipped == report.judged else f" (of {tally.tipped:,} rows looked at)"
    one_up = [(framework.title_of(topic), n) for topic, n in most_frequent(tally.tipping)]
    yield from _listed(f"One level more on this topic alone would bring an award to{sample}", one_up)


def _count(number: int) -> str:
    return f"{number:,}"


def _listed(title: str, counted: list[tuple[str, int]]) -> Iterator[Block]:
    if counted:
        yield line(f"\n{title}")
        yield from (line(words.title(f"{count:>12,}  {what}")) for what, count in counted[:MOST])


def _obstacle(framework: Framework, award: str, kind: str, what: str) -> str:
    title = framework.title_of(award)
    if kind == "award":
        return f"{title}: {framework.title_of(what)} not held"
    if kind == "nothing-to-judge":
        return f"{title}: nothing is left to judge"
    topic, _, level = what.rpartition(" at ") if kind == "level" else (what, "", "")
    try:
        named = framework.title_of(topic)
    except (UnknownTopic, LookupError):
        named = topic
    needs = {"level": f" at {level}", "evidence": ", evidence"}.get(kind, "")
    return f"{title}: {named}{needs}"
