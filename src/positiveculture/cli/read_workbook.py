"""The command `read-workbook`: the assessment that a spreadsheet holds which was filled in."""

from pathlib import Path

from positiveculture.cli.inputs import input_file
from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import against, argument, command, output, to_read
from positiveculture.cli.output import Output
from positiveculture.formats.assessment import read_assessment


@command("read-workbook")
@argument("file", metavar="WORKBOOK", type=input_file, about="A workbook that was filled in, an .xlsx or .ods file.")
@to_read("--into", help="The assessment that it was made from, to keep the rest of.")
@against
@output(".toml or .json")
def read_workbook(file: Path, into: Path | None, choice: FrameworkChoice, output: Output) -> None:
    """Read a workbook back as an assessment.

    What is filled in is read, and never a verdict; every cell that is wrong is reported at once. Where the workbook was
    made from a file that holds more than it has cells for, that file is needed too.
    """
    from positiveculture.workbook import read_workbook as read

    before = None if into is None else read_assessment(into, framework=choice.named)
    assessment = read(file, framework=choice.named, into=before)
    output.write_assessment(assessment)
