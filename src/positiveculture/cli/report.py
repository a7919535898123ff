"""The command `report`: the board's page of an assessment."""

from pathlib import Path

import click

from positiveculture.assessment import Assessment
from positiveculture.cli.options import command, documented, flag, judged, path
from positiveculture.cli.output import Output
from positiveculture.documents.report import report_document
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.plan import read_plan
from positiveculture.formats.report import report_to_dict
from positiveculture.outcome import Outcome
from positiveculture.report import Report


@command("report")
@judged
@click.option("--since", metavar="FILE", type=path, help="An earlier assessment of the same service, to compare with.")
@click.option("--to", metavar="AWARD", help="The award to work towards; the lowest that is not met.")
@click.option("--plan", metavar="FILE", type=path, help="What will be done: an action plan, as TOML or JSON.")
@flag("--without-notes", help="Leave out what people wrote.")
@documented
def report(
    outcome: Outcome, since: Path | None, to: str | None, plan: Path | None, without_notes: bool, output: Output
) -> None:
    """Show the board's page of an assessment.

    What is indicated, what stands in the way, what moved, what people wrote, and what comes next.
    """
    framework = outcome.framework
    earlier: Assessment | None = None if since is None else read_assessment(since, framework=framework)
    planned = None if plan is None else read_plan(plan, framework=framework)
    found = Report(outcome, earlier, to, planned)
    output.show(report_document(found, notes=not without_notes), report_to_dict(found))
