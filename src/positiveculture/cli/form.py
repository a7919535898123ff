"""The command `form`: a page to fill in an assessment on, without a server."""

from positiveculture.cli.inputs import NameOrInput
from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import assessable, command, output
from positiveculture.cli.output import Output


@command("form")
@assessable
@output(".html")
def form(name: NameOrInput, choice: FrameworkChoice, output: Output) -> None:
    """Write a page to fill in an assessment on.

    It is one file that is opened from disk: it shows what the answers indicate as they are given, saves them to a file
    and loads them from one, and sends nothing.
    """
    from positiveculture.form import form_data, page

    framework, assessment = choice.framework_and_assessment(name)
    output.write({".html": page(framework, assessment)}, form_data(framework, assessment), "a form")
