"""The command `route`: the fewest steps to an award."""

import click

from positiveculture.cli.options import command, documented, judged
from positiveculture.cli.output import Output
from positiveculture.documents.route import route_document
from positiveculture.formats.route import route_to_dict
from positiveculture.outcome import Outcome
from positiveculture.routes import route as find_route


@command("route")
@judged
@click.option("--to", metavar="AWARD", required=True, help="The id of the award to reach.")
@documented
def route(outcome: Outcome, to: str, output: Output) -> None:
    """Show the fewest steps to an award."""
    steps = find_route(outcome, to)
    output.show(lambda: route_document(outcome, steps), lambda: route_to_dict(steps))
