"""The command `credential`: an award on record as an Open Badge, for the awarding body to sign."""

from datetime import date
from pathlib import Path

import click

from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import against_in_words, assessment_file, command, on_day, output
from positiveculture.cli.output import Output, json_document


@command("credential")
@assessment_file
@click.option("--award", metavar="AWARD", required=True, help="The id of the award that is on record.")
@click.option("--issuer", metavar="URI", default="", show_default=False, help="The awarding body's address or DID.")
@on_day("The day on which the award has to be in force")
@against_in_words
@output(".json")
def credential(file: Path, award: str, issuer: str, on: date, choice: FrameworkChoice, output: Output) -> None:
    """Write an award on record as an Open Badge.

    A credential of Open Badges 3.0, unsigned. It is made of the certificate in the assessment alone: what the answers
    indicate is no award. The awarding body signs it with its own key.
    """
    from positiveculture.badges import credential as credential_of

    outcome = choice.outcome(file)
    payload = credential_of(outcome.assessment, award, outcome.framework, issuer=issuer, on=on)
    output.write({".json": json_document(payload)}, payload, "a credential")
