"""The command `progress`: what rose, fell and is to be celebrated between dated assessments of one service.

Besides levels: what was newly reflected on, evidenced, promised and done, and who joined.
"""

from pathlib import Path
from typing import Any

import attrs
import click

from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import against_in_words, command, documented, input_files, to_read
from positiveculture.cli.output import Output
from positiveculture.documents.history import history_document
from positiveculture.formats.history import history_to_dict, read_history
from positiveculture.formats.plan import plan_status_to_dict, read_plan
from positiveculture.gettext import gettext
from positiveculture.plan import PlanStatus
from positiveculture.report import require_plan_of


@command("progress")
@input_files("FILE FILE...", "Assessments of one service.")
@click.option("--service", metavar="NAME", help="The name of the service, where its files have several.")
@to_read("--plan", "plans", multiple=True, help="A plan, to show what became of it.")
@against_in_words
@documented
def progress(
    files: tuple[Path, ...], service: str | None, plans: tuple[Path, ...], choice: FrameworkChoice, output: Output
) -> None:
    """Show what rose, fell and is to be celebrated."""
    if len(files) < 2:  # noqa: PLR2004 - progress is from one to another
        raise click.BadParameter(gettext("give at least two assessments"), param_hint="FILE FILE...")
    history = read_history(files, choice.named, service=service)
    last = history.assessments[-1]
    framework = choice.of(last)
    planned = [read_plan(file, framework=framework) for file in plans]
    named = planned if service is None else [attrs.evolve(plan, service=service) for plan in planned]
    for plan in named:
        require_plan_of(plan, framework, last.service)

    def payload() -> dict[str, Any]:
        became = [plan_status_to_dict(PlanStatus(plan, last.assessed_on)) for plan in planned]
        return history_to_dict(attrs.evolve(history, framework=framework)) | {"plans": became}

    output.show(lambda: history_document(history, framework, named), payload)
