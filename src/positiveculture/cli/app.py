"""The commands, wired: each reads its arguments, asks the library, and shows what it found."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from positiveculture import convert
from positiveculture.assessment import Assessment
from positiveculture.cli import (
    asking,
    assessing,
    checking,
    crosswalks,
    evidence_and_voice,
    moving,
    planning,
    reasons,
    reflecting,
    showing,
)
from positiveculture.cli.handing import Taker
from positiveculture.cli.options import (
    Against,
    AsJson,
    AssessmentFile,
    Engine,
    Force,
    FrameworkName,
    Out,
    To,
    ToWhere,
    needs,
    show,
)
from positiveculture.cli.terminal import complain, json_document, show_document, show_line
from positiveculture.coverage import cover
from positiveculture.errors import PositiveCultureError
from positiveculture.files import read_assessment
from positiveculture.framework import Framework
from positiveculture.history import History
from positiveculture.outcome import Outcome, evaluate
from positiveculture.plan import draft_plan
from positiveculture.plugins import get_framework, registry
from positiveculture.routes import route as find_route

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 the input is wrong, 2 wrong usage.

    The one place at which what is wrong becomes sentences on standard error.
    """
    try:
        # The command itself, not the Typer object, which would mark our errors with an attribute: they are frozen.
        typer.main.get_command(app).main(args=list(arguments), prog_name="positiveculture")
    except PositiveCultureError as error:
        complain(error)
        return 1
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0  # pragma: no cover - a command always leaves by SystemExit


def _version(wanted: bool) -> None:
    if wanted:
        from positiveculture import __version__  # noqa: PLC0415 - looked up in the metadata, only where it is asked for

        typer.echo(f"positiveculture {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Published care-sector culture frameworks: what an assessment supports, what stands in the way, and what next."""


@app.command("frameworks")
def _frameworks(as_json: AsJson = False) -> None:
    """List the frameworks that are installed."""
    found = showing.installed(registry())
    show(found, showing.shelf(found), as_json)


@app.command("show")
def _show_framework(
    framework: FrameworkName,
    topic: Annotated[str | None, typer.Argument(metavar="[TOPIC]", help="A topic's id or printed number.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show a framework, or one of its topics."""
    found = checking.framework_of(framework)
    if topic is None:
        show(convert.framework_to_dict(found), showing.overview(found), as_json)
        return
    one = found.topic(topic)
    show(showing.topic_to_dict(found, one), showing.card(found, one), as_json)


@app.command("new-assessment")
def _new_assessment(  # noqa: PLR0913, PLR0917 - each is an option of the command
    framework: FrameworkName,
    out: Out = None,
    service: Annotated[str, typer.Option(metavar="NAME", help="The name of the service.")] = "Our service",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day, as 2026-03-31; today.")
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write an assessment to fill in.

    It has every topic with its statements, and is printed where no file is named.
    """
    found = checking.framework_of(framework)
    blank = asking.blank(found, service, on.date() if on else date.today())
    blank.over(found)
    payload = convert.assessment_to_dict(blank)
    Taker(out, force, as_json).take(payload, asking.template(found, blank))


@app.command("assess")
def _assess(
    file: AssessmentFile,
    framework: Against = None,
    full: Annotated[bool, typer.Option("--full", help="Every blocker and every statement, whole.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Every clause of the rules, and where it stands.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show the award indicated, and what is in the way.

    Where a framework publishes no awards: what has been reflected on, evidenced and acted on, and by whom.
    """
    outcome = _outcome(file, framework)
    payload = convert.outcome_to_dict(outcome)
    if why:
        show(payload | {"why": convert.explanation_to_dict(outcome)}, reasons.tree(outcome), as_json)
    elif outcome.framework.awards:
        show(payload, assessing.screen(outcome, full=full), as_json)
    else:
        found = cover(outcome.framework, outcome.assessment)
        show(payload | {"coverage": convert.coverage_to_dict(found)}, reflecting.screen(outcome, found), as_json)


@app.command("summary")
def _summary(file: AssessmentFile, framework: Against = None, as_json: AsJson = False) -> None:
    """Show the next statement of every topic."""
    outcome = _outcome(file, framework)
    show(assessing.summary_to_dict(outcome), assessing.summary(outcome), as_json)


@app.command("route")
def _route(file: AssessmentFile, to: To, framework: Against = None, as_json: AsJson = False) -> None:
    """Show the fewest steps to an award."""
    outcome = _outcome(file, framework)
    found = find_route(outcome.framework, outcome.assessment, to)
    show(planning.route_to_dict(outcome, found), planning.way(outcome, found), as_json)


@app.command("plan")
def _plan(  # noqa: PLR0913, PLR0917 - each is an option of the command
    file: AssessmentFile,
    to: ToWhere = None,
    out: Out = None,
    force: Force = False,
    framework: Against = None,
    as_json: AsJson = False,
) -> None:
    """Write an action plan to fill in.

    It is a draft that reaches the award, and is printed where no file is named. Where a framework publishes no awards,
    none is given, and the draft takes up what is open.
    """
    outcome = _outcome(file, framework)
    plan = draft_plan(outcome, to)
    notes = planning.remarks(outcome.framework, plan)
    text = planning.draft(outcome.framework, plan)
    Taker(out, force, as_json).take(convert.plan_to_dict(plan), text, notes)


@app.command("progress")
def _progress(
    files: Annotated[list[Path], typer.Argument(metavar="FILE FILE...", help="Assessments of one service.")],
    framework: Against = None,
    as_json: AsJson = False,
) -> None:
    """Show what rose, fell and is to be celebrated."""
    if len(files) < 2:  # noqa: PLR2004 - progress is from one to another
        raise typer.BadParameter("give at least two assessments", param_hint="FILE FILE...")
    history = History([_assessment(file, framework) for file in files])
    found = checking.framework_of(framework) if framework else get_framework(history.assessments[0].framework)
    show(moving.history_to_dict(history, found), moving.movement(history, found), as_json)


app.command("feedback")(evidence_and_voice.feedback)
app.command("triangulate")(evidence_and_voice.triangulate)
app.command("crosswalk")(crosswalks.crosswalk)
app.command("carry")(crosswalks.carry)


@app.command("table")
def _table(  # noqa: PLR0913, PLR0917 - each is an option of the command
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


@app.command("check")
def _check(
    name: Annotated[str, typer.Argument(metavar="FRAMEWORK-OR-FILE", help="A framework's id, or any of our files.")],
    framework: Against = None,
    as_json: AsJson = False,
) -> None:
    """Tell what is wrong with a framework or a file.

    Every problem at once; a file may be a framework, an assessment, an action plan, a log of feedback, a triangulation
    or a crosswalk.
    """
    try:
        kind, holds = checking.checked(name, checking.framework_of(framework) if framework else None)
    except PositiveCultureError as error:
        if as_json:
            show_document(json_document(checking.check_to_dict(name, error)))
        raise
    if as_json:
        show_document(json_document(checking.check_to_dict(name, kind=kind)))
    else:
        show_line(f"{name}: the {kind} holds together ({holds})")


@app.command("plugins")
def _plugins(as_json: AsJson = False) -> None:
    """List the plug-ins, and what became of each."""
    found = checking.plugins_to_list(registry())
    show(found, checking.plugin_list(found), as_json)


def _assessment(file: Path, framework: str | None) -> Assessment:
    return read_assessment(file, framework=_named(framework))


def _named(framework: str | None) -> Framework | None:
    return None if framework is None else checking.framework_of(framework)


def _outcome(file: Path, framework: str | None) -> Outcome:
    named = _named(framework)
    assessment = read_assessment(file, framework=named)
    return evaluate(named or get_framework(assessment.framework), assessment)
