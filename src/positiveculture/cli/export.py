"""The command `export`: what we know as other systems read it, and back."""

from pathlib import Path

import click

from positiveculture.cli.inputs import NameOrInput
from positiveculture.cli.options import (
    WordingChoice,
    against,
    argument,
    command,
    framework_and_assessment,
    framework_of,
    id_or_file,
    in_words,
    output,
)
from positiveculture.cli.output import Output, json_document, toml_document
from positiveculture.formats.paths import Readable

NAME = "A framework, an assessment, or a QuestionnaireResponse to read."


@command("export")
@argument("name", metavar="FRAMEWORK-OR-FILE", type=id_or_file, about=NAME)
@click.option("--as", "form", type=click.Choice(["fhir-r4", "assessment"]), required=True, help="What is written.")
@against
@in_words
@output(".json or, of an assessment, .toml")
def export(name: NameOrInput, form: str, framework: NameOrInput | None, wording: WordingChoice, output: Output) -> None:
    """Write what we know as other systems read it, and back.

    A framework becomes a Questionnaire of FHIR R4, and an assessment a QuestionnaireResponse, which is read back as an
    assessment with --as assessment.
    """
    if form == "assessment":
        _read(Path(name) if isinstance(name, str) else name, framework, wording, output)
        return
    from positiveculture.fhir import questionnaire, questionnaire_response

    found, assessment = framework_and_assessment(name, framework, wording)
    payload = questionnaire(found) if assessment is None else questionnaire_response(assessment, found)
    output.write({".json": json_document(payload)}, payload, "FHIR")


def _read(file: Readable, framework: NameOrInput | None, wording: WordingChoice, output: Output) -> None:
    from positiveculture.fhir import assessment_from_fhir
    from positiveculture.formats.assessment import ASSESSMENT, assessment_to_dict
    from positiveculture.formats.parsing import read_payload
    from positiveculture.formats.paths import with_filename
    from positiveculture.formats.toml import toml_text

    named = None if framework is None else framework_of(framework, wording)
    data = read_payload(file)
    with with_filename(file):
        assessment = assessment_from_fhir(data, named)
    payload = assessment_to_dict(assessment)
    text = toml_document(toml_text(ASSESSMENT.payload(assessment)))
    output.write({".toml": text, ".json": json_document(payload)}, payload)
