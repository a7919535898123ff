"""The command `report`: the board's page of an assessment."""

from pathlib import Path

import click

from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import against_in_words, assessment_file, command, documented, flag, to_read
from positiveculture.cli.output import Output
from positiveculture.documents.report import report_document
from positiveculture.formats.history import read_history
from positiveculture.formats.plan import read_plan
from positiveculture.formats.report import report_to_dict
from positiveculture.report import Report


@command("report")
@assessment_file
@against_in_words
@to_read("--since", help="An earlier assessment of the same service, to compare with.")
@click.option("--to", metavar="AWARD", help="The award to work towards; the lowest that is not met.")
@to_read("--plan", help="What will be done: an action plan, as TOML or JSON.")
@flag("--without-notes", help="Leave out what people wrote.")
@documented
def report(
    file: Path,
    choice: FrameworkChoice,
    since: Path | None,
    to: str | None,
    plan: Path | None,
    without_notes: bool,
    output: Output,
) -> None:
    """Show the board's page of an assessment.

    What is indicated, what stands in the way, what moved, what people wrote, and what comes next.
    """
    outcome = choice.outcome(file)
    named = None if choice.name is None else outcome.framework
    seen = () if since is None else read_history([since, file], named).assessments
    earlier = next((each for each in seen if each != outcome.assessment), None)
    planned = None if plan is None else read_plan(plan, framework=outcome.framework)
    page = Report(outcome, earlier, to, planned)
    output.show(lambda: report_document(page, notes=not without_notes), lambda: report_to_dict(page))
