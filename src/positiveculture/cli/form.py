"""The command `form`: a page to fill in an assessment on, without a server."""

import click

from positiveculture.assessment import Assessment
from positiveculture.cli.options import (
    WordingChoice,
    argument,
    command,
    framework_of,
    in_words,
    is_file,
    output,
)
from positiveculture.cli.output import Output
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.kinds import kind_of
from positiveculture.formats.parsing import read_payload
from positiveculture.framework import Framework
from positiveculture.plugins.registry import get_framework


@command("form")
@argument("name", metavar="FRAMEWORK-OR-FILE", about="A framework's id or file; or an assessment, to go on with it.")
@click.option("--framework", metavar="FRAMEWORK", help="What an assessment is judged by: an id, or a file.")
@in_words
@output(".html")
def form(name: str, framework: str | None, wording: WordingChoice, output: Output) -> None:
    """Write a page to fill in an assessment on.

    It is one file that is opened from disk: it shows what the answers indicate as they are given, saves them to a file
    and loads them from one, and sends nothing.
    """
    from positiveculture.form import form_data, page

    found, assessment = _read(name, framework, wording)
    output.write({".html": page(found, assessment)}, form_data(found, assessment), "a form")


def _read(name: str, framework: str | None, wording: WordingChoice) -> tuple[Framework, Assessment | None]:
    """Return the framework of a form, and the assessment to begin with, where a file holds one."""
    if not is_file(name) or kind_of(read_payload(name)) == "framework":
        return framework_of(name, wording), None
    named = None if framework is None else framework_of(framework, wording)
    assessment = read_assessment(name, framework=named)
    return named or wording.apply(get_framework(assessment.framework, edition=assessment.edition)), assessment
