"""The command `workbook`: a spreadsheet to fill in, which shows what the answers indicate."""

from pathlib import Path

from positiveculture.cli.inputs import NameOrInput
from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import assessable, command, force, to_write
from positiveculture.cli.output import STANDARD_OUTPUT, Output


@command("workbook")
@assessable
@to_write("--out", required=True, help="Write to this .xlsx file; - is standard output.")
@force
def workbook(name: NameOrInput, choice: FrameworkChoice, out: Path, force: bool) -> None:
    """Write a spreadsheet to fill in.

    Its formulas show what the answers indicate and what stands in the way, in Excel and in LibreOffice. It is read back
    with read-workbook.
    """
    from positiveculture.workbook.writing import workbook_bytes

    output = Output(None if out == STANDARD_OUTPUT else out, force, as_json=False)
    output.refuse_file([".xlsx"], "a workbook")
    output.write({".xlsx": workbook_bytes(*choice.framework_and_assessment(name))}, None)
