"""The commands, wired: each reads its arguments, asks the library, and shows what it found."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from positiveculture.assessment import Assessment
from positiveculture.cli import (
    asking,
    assessing,
    authoring,
    check,
    checking,
    crosswalks,
    evidence_and_voice,
    moving,
    panels,
    planning,
    reasons,
    reflecting,
    showing,
    table,
)
from positiveculture.cli.handing import Taker
from positiveculture.cli.options import (
    Against,
    AsJson,
    AssessmentFile,
    Force,
    FrameworkName,
    Language,
    Out,
    To,
    ToWhere,
    Wait,
    WordingFile,
    show,
)
from positiveculture.cli.terminal import complain, undisturbed
from positiveculture.cli.wordings import Wanted
from positiveculture.coverage import cover
from positiveculture.errors import PositiveCultureError
from positiveculture.formats.assessment import assessment_to_dict, read_assessment
from positiveculture.formats.framework import framework_to_dict
from positiveculture.formats.outcome import coverage_to_dict, explanation_to_dict, outcome_to_dict
from positiveculture.formats.plan import plan_to_dict
from positiveculture.framework import Framework
from positiveculture.history import History
from positiveculture.outcome import Outcome, evaluate
from positiveculture.plan import draft_plan
from positiveculture.plugins.registry import get_framework, registry
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
        _undisturbed_commands().main(args=list(arguments), prog_name="positiveculture")
    except PositiveCultureError as error:
        complain(error)
        return 1
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    return 0  # pragma: no cover - a command always leaves by SystemExit


def _undisturbed_commands() -> TyperGroup:
    """Return the commands; what a plug-in prints while one runs is kept apart from what it prints itself."""
    commands = typer.main.get_group(app)
    for command in commands.commands.values():
        if command.callback is not None:
            command.callback = undisturbed()(command.callback)
    return commands


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
def _frameworks(wait: Wait = 10.0, as_json: AsJson = False) -> None:
    """List the frameworks that are installed."""
    found = showing.installed(registry(), wait)
    show(found, showing.shelf(found), as_json)


@app.command("show")
def _show_framework(
    framework: FrameworkName,
    topic: Annotated[str | None, typer.Argument(metavar="[TOPIC]", help="A topic's id or printed number.")] = None,
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show a framework, or one of its topics."""
    wanted = Wanted(language, wording)
    found = checking.framework_of(framework, wanted)
    if topic is None:
        picture = [*showing.overview(found), *wanted.remark(found)]
        show(framework_to_dict(found), picture, as_json)
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
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Write an assessment to fill in.

    It has every topic with its statements, and is printed where no file is named.
    """
    found = checking.framework_of(framework, Wanted(language, wording))
    blank = asking.blank(found, service, on.date() if on else date.today())
    blank.validate(found)
    payload = assessment_to_dict(blank)
    Taker(out, force, as_json).take(payload, asking.template(found, blank))


@app.command("assess")
def _assess(  # noqa: PLR0913, PLR0917 - each is an option of the command
    file: AssessmentFile,
    framework: Against = None,
    full: Annotated[bool, typer.Option("--full", help="Every blocker and every statement, whole.")] = False,
    why: Annotated[bool, typer.Option("--why", help="Every clause of the rules, and where it stands.")] = False,
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the award indicated, and what is in the way.

    Where a framework publishes no awards: what has been reflected on, evidenced and acted on, and by whom.
    """
    outcome = _outcome(file, framework, Wanted(language, wording))
    payload = outcome_to_dict(outcome)
    if why:
        show(payload | {"why": explanation_to_dict(outcome)}, reasons.tree(outcome), as_json)
    elif outcome.framework.awards:
        show(payload, assessing.screen(outcome, full=full), as_json)
    else:
        found = cover(outcome.framework, outcome.assessment)
        show(payload | {"coverage": coverage_to_dict(found)}, reflecting.screen(outcome, found), as_json)


@app.command("summary")
def _summary(
    file: AssessmentFile,
    framework: Against = None,
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the next statement of every topic."""
    outcome = _outcome(file, framework, Wanted(language, wording))
    show(assessing.summary_to_dict(outcome), assessing.summary(outcome), as_json)


@app.command("route")
def _route(  # noqa: PLR0913, PLR0917 - each is an option of the command
    file: AssessmentFile,
    to: To,
    framework: Against = None,
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show the fewest steps to an award."""
    outcome = _outcome(file, framework, Wanted(language, wording))
    found = find_route(outcome.framework, outcome.assessment, to)
    show(planning.route_to_dict(outcome, found), planning.way(outcome, found), as_json)


@app.command("plan")
def _plan(  # noqa: PLR0913, PLR0917 - each is an option of the command
    file: AssessmentFile,
    to: ToWhere = None,
    out: Out = None,
    force: Force = False,
    framework: Against = None,
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Write an action plan to fill in.

    It is a draft that reaches the award, and is printed where no file is named. Where a framework publishes no awards,
    none is given, and the draft takes up what is open.
    """
    outcome = _outcome(file, framework, Wanted(language, wording))
    plan = draft_plan(outcome, to)
    notes = planning.remarks(outcome.framework, plan)
    text = planning.draft(outcome.framework, plan)
    Taker(out, force, as_json).take(plan_to_dict(plan), text, notes)


@app.command("progress")
def _progress(
    files: Annotated[list[Path], typer.Argument(metavar="FILE FILE...", help="Assessments of one service.")],
    framework: Against = None,
    language: Language = None,
    wording: WordingFile = None,
    as_json: AsJson = False,
) -> None:
    """Show what rose, fell and is to be celebrated."""
    if len(files) < 2:  # noqa: PLR2004 - progress is from one to another
        raise typer.BadParameter("give at least two assessments", param_hint="FILE FILE...")
    history = History([_assessment(file, framework) for file in files])
    found = checking.framework_of(framework) if framework else get_framework(history.assessments[0].framework)
    found = Wanted(language, wording).over(found)
    show(moving.history_to_dict(history, found), moving.movement(history, found), as_json)


app.command("panel")(panels.panel)
app.command("feedback")(evidence_and_voice.feedback)
app.command("triangulate")(evidence_and_voice.triangulate)
app.command("crosswalk")(crosswalks.crosswalk)
app.command("carry")(crosswalks.carry)
app.command("table")(table.table)
app.command("check")(check.check)


app.command("new-framework")(authoring.new_framework)
app.command("schema")(authoring.schema)


@app.command("plugins")
def _plugins(wait: Wait = 10.0, as_json: AsJson = False) -> None:
    """List the plug-ins, and what became of each."""
    found = checking.plugins_to_list(registry(), wait)
    show(found, checking.plugin_list(found), as_json)


def _assessment(file: Path, framework: str | None) -> Assessment:
    return read_assessment(file, framework=_named(framework))


def _named(framework: str | None) -> Framework | None:
    return None if framework is None else checking.framework_of(framework)


def _outcome(file: Path, framework: str | None, wanted: Wanted) -> Outcome:
    named = None if framework is None else checking.framework_of(framework, wanted)
    assessment = read_assessment(file, framework=named)
    return evaluate(named or wanted.over(get_framework(assessment.framework)), assessment)
