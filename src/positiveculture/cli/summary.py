"""The command `summary`: the summary of actions, where every topic is and its next statement."""

from positiveculture.cli.options import command, documented, judged
from positiveculture.cli.output import Output
from positiveculture.documents.summary import summary_document
from positiveculture.formats.next_statements import next_statements_to_dict
from positiveculture.outcome import Outcome


@command("summary")
@judged
@documented
def summary(outcome: Outcome, output: Output) -> None:
    """Show the next statement of every topic."""
    output.show(lambda: summary_document(outcome), lambda: next_statements_to_dict(outcome))
