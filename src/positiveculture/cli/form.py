"""The command `form`: a page to fill in an assessment on, without a server."""

from positiveculture.cli.inputs import NameOrInput
from positiveculture.cli.options import WordingChoice, assessable, command, framework_and_assessment, in_words, output
from positiveculture.cli.output import Output


@command("form")
@assessable
@in_words
@output(".html")
def form(name: NameOrInput, framework: NameOrInput | None, wording: WordingChoice, output: Output) -> None:
    """Write a page to fill in an assessment on.

    It is one file that is opened from disk: it shows what the answers indicate as they are given, saves them to a file
    and loads them from one, and sends nothing.
    """
    from positiveculture.form import form_data, page

    found, assessment = framework_and_assessment(name, framework, wording)
    output.write({".html": page(found, assessment)}, form_data(found, assessment), "a form")
