"""The command `assess`: the award that is indicated, how far each has come, and what stands in the way.

Where a framework publishes no awards, it shows what was reflected on, evidenced and acted on, and by whom.
"""

from positiveculture.cli.options import command, documented, flag, judged, named_again
from positiveculture.cli.output import Output
from positiveculture.documents.commands import next_commands
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.outcome import Outcome


@command("assess")
@judged
@flag("--full", help="Every blocker, every topic and what people wrote.")
@flag("--why", help="Every clause of the rules, and where it stands.")
@documented
def assess(outcome: Outcome, full: bool, why: bool, output: Output) -> None:
    """Show the award indicated, and what is in the way.

    Where a framework publishes no awards: what has been reflected on, evidenced and acted on, and by whom.
    """
    payload, named = outcome_to_dict(outcome), named_again()
    hints = () if named is None else next_commands(outcome, *named)
    if why:
        from positiveculture.documents.explanation import explanation_document
        from positiveculture.explanation import explain
        from positiveculture.formats.explanation import explanation_to_dict

        output.show(
            explanation_document(outcome), payload | {"why": explanation_to_dict(explain(outcome))}, hints=hints
        )
    elif outcome.framework.awards:
        from positiveculture.documents.outcome import outcome_document

        output.show(outcome_document(outcome, full=full), payload, hints=hints)
    else:
        from positiveculture.documents.coverage import coverage_document
        from positiveculture.formats.coverage import coverage_to_dict

        output.show(
            coverage_document(outcome, full=full),
            payload | {"coverage": coverage_to_dict(outcome.coverage)},
            hints=hints,
        )
