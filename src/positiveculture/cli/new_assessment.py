"""The command `new-assessment`: a file with every topic and its statements, to be filled in by a person."""

from datetime import date
from pathlib import Path

import attrs
import click

from positiveculture.assessment import Assessment
from positiveculture.cli.named import WordingChoice, framework_of
from positiveculture.cli.options import command, framework_name, in_words, on_day, output, to_read
from positiveculture.cli.output import Output
from positiveculture.documents.assessment_template import assessment_template
from positiveculture.formats.assessment import new_assessment_from, read_assessment

OUR_SERVICE = "Our service"


@command("new-assessment")
@framework_name
@click.option("--service", metavar="NAME", help=f"The name of the service; that of --from, or {OUR_SERVICE!r}.")
@to_read("--from", "last", help="The assessment of last time: what it says is shown.")
@click.option("--service-model", metavar="MODEL", help="The service's model, for statements in its words.")
@on_day("The day")
@in_words
@output(".toml or .json")
def new_assessment(
    framework: str,
    service: str | None,
    last: Path | None,
    service_model: str | None,
    on: date,
    wording: WordingChoice,
    output: Output,
) -> None:
    """Write an assessment to fill in.

    It has every topic with its statements, and is printed where no file is named.
    """
    against = framework_of(framework, wording)
    if last is None:
        earlier = None
        name = OUR_SERVICE if service is None else service
        blank = Assessment(framework=against.id, edition=against.edition, service=name, assessed_on=on)
    else:
        earlier = read_assessment(last, framework=against)
        blank = new_assessment_from(earlier, against, on=on, service=service)
    if service_model is not None:
        blank = attrs.evolve(blank, service_model=service_model)
    blank.validate(against)
    output.write_assessment(blank, assessment_template(against, blank, last=earlier))
