"""The command `assess`: the award that is indicated, how far each has come, and what stands in the way.

Where a framework publishes no awards, it shows what was reflected on, evidenced and acted on, and by whom.
"""

from typing import TYPE_CHECKING, Any

from positiveculture.cli.options import command, documented, flag, judged, named_again
from positiveculture.cli.output import Output
from positiveculture.documents.commands import next_commands
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.outcome import Outcome

if TYPE_CHECKING:
    from positiveculture.documents.blocks import Document


@command("assess")
@judged
@flag("--full", help="Every blocker, every topic and what people wrote.")
@flag("--why", help="Every clause of the rules, with its state.")
@documented
def assess(outcome: Outcome, full: bool, why: bool, output: Output) -> None:
    """Show the award indicated, and what is in the way.

    Where a framework publishes no awards: what has been reflected on, evidenced and acted on, and by whom.
    """
    named = named_again()
    hints = () if named is None else next_commands(outcome, *named)
    output.show(lambda: _document(outcome, full=full, why=why), lambda: _payload(outcome, why=why), hints=hints)


def _document(outcome: Outcome, *, full: bool, why: bool) -> "Document":
    if why:
        from positiveculture.documents.explanation import explanation_document

        return explanation_document(outcome)
    if outcome.framework.awards:
        from positiveculture.documents.outcome import outcome_document

        return outcome_document(outcome, full=full)
    from positiveculture.documents.coverage import coverage_document

    return coverage_document(outcome, full=full)


def _payload(outcome: Outcome, *, why: bool) -> dict[str, Any]:
    payload = outcome_to_dict(outcome)
    if why:
        from positiveculture.explanation import explain
        from positiveculture.formats.explanation import explanation_to_dict

        return payload | {"why": explanation_to_dict(explain(outcome))}
    if outcome.framework.awards:
        return payload
    from positiveculture.formats.coverage import coverage_to_dict

    return payload | {"coverage": coverage_to_dict(outcome.coverage)}
