"""The command `questions`: what to ask in a forms tool, so that `panel` reads what comes back as it is."""

import click

from positiveculture.cli.named import WordingChoice, framework_of
from positiveculture.cli.options import command, framework_name, in_words, output
from positiveculture.cli.output import Output
from positiveculture.sheets.questions import csv_text, forms_text, questions_to_dict

KIND = "forms: a question and its answers, a line each, to paste; csv: headings to fill in below."


@command("questions")
@framework_name
@click.option("--as", "kind", type=click.Choice(["forms", "csv"]), default="forms", help=KIND)
@in_words
@output(".txt or .csv")
def questions(framework: str, kind: str, wording: WordingChoice, output: Output) -> None:
    """Write what to ask in a forms tool.

    What comes back from it is read by `panel` without saying which heading means which topic.
    """
    worded = framework_of(framework, wording)
    documents = {".txt": forms_text(worded)} if kind == "forms" else {".csv": csv_text(worded)}
    output.write(documents, questions_to_dict(worded), "what to ask")
