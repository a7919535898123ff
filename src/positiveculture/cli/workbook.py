"""The command `workbook`: a spreadsheet to fill in, which shows what the answers indicate."""

from pathlib import Path

from positiveculture.cli.inputs import NameOrInput
from positiveculture.cli.named import FrameworkChoice
from positiveculture.cli.options import assessable, command, force, to_write
from positiveculture.cli.output import STANDARD_OUTPUT, show_bytes, show_line
from positiveculture.errors import FileTrouble
from positiveculture.formats.paths import suffix_of
from positiveculture.gettext import gettext


@command("workbook")
@assessable
@to_write("--out", required=True, help="Write to this .xlsx file; - is standard output.")
@force
def workbook(name: NameOrInput, choice: FrameworkChoice, out: Path, force: bool) -> None:
    """Write a spreadsheet to fill in.

    Its formulas show what the answers indicate and what stands in the way, in Excel and in LibreOffice. It is read back
    with read-workbook.
    """
    from positiveculture.workbook.writing import workbook_bytes, write_workbook

    to_file = out != STANDARD_OUTPUT
    if to_file and suffix_of(out) != ".xlsx":
        raise FileTrouble(str(out), gettext("is not .xlsx, and a workbook is"))
    if to_file and out.exists() and not force:
        raise FileTrouble(str(out), gettext("already exists; overwrite it with --force"))
    framework, assessment = choice.framework_and_assessment(name)
    if not to_file:
        show_bytes(workbook_bytes(framework, assessment))
        return
    write_workbook(framework, out, assessment, overwrite=force)
    show_line(gettext("{file} is written.").format(file=out))
