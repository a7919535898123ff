"""The command `actions`: what has become of a plan, and its actions in a calendar."""

from datetime import date
from pathlib import Path

import click

from positiveculture.cli.inputs import input_file
from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import against_in_words, argument, command, flag, on_day, output, to_write
from positiveculture.cli.output import STANDARD_OUTPUT, Output
from positiveculture.documents.plan import actions_document
from positiveculture.errors import FileTrouble
from positiveculture.formats.plain import notice
from positiveculture.formats.plan import plan_status_to_dict, read_plan
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plan import DUE_WITHIN, ActionPlan, PlanStatus


@command("actions")
@argument("file", metavar="PLAN", type=input_file, about="An action plan, as TOML or JSON.")
@on_day("As known on this day")
@click.option("--within", metavar="DAYS", type=click.IntRange(min=0), default=DUE_WITHIN, help="How far ahead is due.")
@to_write("--ics", help="Write the actions to this .ics file, for calendars.")
@flag("--tasks", help="Write them as tasks, which many calendars ignore, not as events.")
@against_in_words
@output(".html, .md, .pdf, .txt, .docx or .json")
def actions(
    file: Path, on: date, within: int, ics: Path | None, tasks: bool, choice: FrameworkChoice, output: Output
) -> None:
    """Show what of a plan is done, due and next.

    Overdue, due, next, without a day or an owner, and done. For calendars, --ics writes an event for each action that
    has a day.
    """
    plan = read_plan(file, framework=choice.named)
    framework = choice.of(plan)
    status = PlanStatus(plan, on, within)
    output.show(
        lambda: actions_document(status, framework),
        lambda: plan_status_to_dict(status) | notice(framework),
        word=True,
        more_files=[] if ics is None else [(ics, _calendar(ics, plan, framework, on, tasks=tasks))],
    )


def _calendar(file: Path, plan: ActionPlan, framework: Framework, on: date, *, tasks: bool) -> bytes:
    from positiveculture.ical import plan_calendar

    if file != STANDARD_OUTPUT and file.suffix.lower() != ".ics":
        raise FileTrouble(str(file), gettext("is not .ics, and a calendar is"))
    return plan_calendar(plan, framework, on=on, tasks=tasks)
