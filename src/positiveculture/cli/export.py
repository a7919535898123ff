"""The command `export`: what we know as other systems read it, and back."""

from pathlib import Path

import click

from positiveculture.cli.inputs import NameOrInput, id_or_file
from positiveculture.cli.named import FrameworkChoice, framework_of
from positiveculture.cli.options import against_in_words, argument, command, output
from positiveculture.cli.output import Output, json_document
from positiveculture.formats.paths import Readable

NAME = "A framework, an assessment, or a QuestionnaireResponse to read."


@command("export")
@argument("name", metavar="FRAMEWORK-OR-FILE", type=id_or_file, about=NAME)
@click.option("--as", "form", type=click.Choice(["fhir-r4", "assessment"]), required=True, help="What is written.")
@against_in_words
@output(".json or, of an assessment, .toml")
def export(name: NameOrInput, form: str, choice: FrameworkChoice, output: Output) -> None:
    """Write what we know as other systems read it, and back.

    A framework becomes a Questionnaire of FHIR R4, and an assessment a QuestionnaireResponse, which is read back as an
    assessment with --as assessment.
    """
    if form == "assessment":
        _read(Path(name) if isinstance(name, str) else name, choice, output)
        return
    from positiveculture.fhir import questionnaire, questionnaire_response

    framework, assessment = choice.framework_and_assessment(name)
    payload = questionnaire(framework) if assessment is None else questionnaire_response(assessment, framework)
    output.write({".json": json_document(payload)}, payload, "FHIR")


def _read(file: Readable, choice: FrameworkChoice, output: Output) -> None:
    from positiveculture.fhir import assessment_from_fhir
    from positiveculture.formats.parsing import read_payload
    from positiveculture.formats.paths import with_filename

    named = None if choice.name is None else framework_of(choice.name, choice.wording)
    data = read_payload(file)
    with with_filename(file):
        assessment = assessment_from_fhir(data, named)
    output.write_assessment(assessment)
