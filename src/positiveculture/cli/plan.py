"""The command `plan`: a draft that reaches an award, to be filled in by a person."""

import click

from positiveculture.cli.options import command, judged, output
from positiveculture.cli.output import Output, show_document, toml_document
from positiveculture.documents.plan import plan_document
from positiveculture.documents.plan_template import plan_template
from positiveculture.drafting import draft_notes, draft_plan
from positiveculture.formats.plain import notice
from positiveculture.formats.plan import plan_to_dict
from positiveculture.outcome import Outcome


@command("plan")
@judged
@click.option("--to", metavar="AWARD", help="The award to reach, where there are awards.")
@output(".toml, .json, .docx, .html, .md, .pdf or .txt")
def plan(outcome: Outcome, to: str | None, output: Output) -> None:
    """Write an action plan to fill in.

    It is a draft that reaches the award, and is printed where no file is named. Where a framework publishes no awards,
    none is given, and the draft takes up what is open.
    """
    drafted, framework = draft_plan(outcome, to), outcome.framework
    notes = draft_notes(outcome, drafted)
    draft = toml_document(plan_template(drafted, framework, notes))
    if output.file is None and not output.as_json:
        show_document(draft)
        return
    output.show(
        lambda: plan_document(drafted, framework, notes),
        lambda: plan_to_dict(drafted) | notice(framework),
        own={".toml": draft},
        word=True,
        notes=notes,
    )
