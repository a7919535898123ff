"""The command `new-assessment`: a file with every topic and its statements, to be filled in by a person."""

from datetime import date

import click

from positiveculture.assessment import Assessment
from positiveculture.cli.options import WordingChoice, command, framework_name, framework_of, in_words, on_day, output
from positiveculture.cli.output import Output, json_document, toml_document
from positiveculture.formats.assessment import assessment_to_dict
from positiveculture.formats.assessment_draft import assessment_draft


@command("new-assessment")
@framework_name
@click.option("--service", metavar="NAME", default="Our service", help="The name of the service.")
@click.option("--service-model", metavar="MODEL", help="The service's model, for statements in its words.")
@on_day("DATE", "The day")
@in_words
@output(".toml or .json")
def new_assessment(
    framework: str,
    service: str,
    service_model: str | None,
    on: date | None,
    wording: WordingChoice,
    output: Output,
) -> None:
    """Write an assessment to fill in.

    It has every topic with its statements, and is printed where no file is named.
    """
    found = framework_of(framework, wording)
    blank = Assessment(
        framework=found.id,
        edition=found.edition,
        service=service,
        service_model=service_model,
        assessed_on=date.today() if on is None else on,
    )
    blank.validate(found)
    payload = assessment_to_dict(blank)
    documents = {".toml": toml_document(assessment_draft(blank, found)), ".json": json_document(payload)}
    output.write(documents, payload)
