"""The command `workbook`: a spreadsheet to fill in, which shows what the answers indicate."""

from pathlib import Path

import click

from positiveculture.cli.options import (
    WordingChoice,
    argument,
    command,
    force,
    framework_and_assessment,
    in_words,
    path,
)
from positiveculture.cli.output import show_line
from positiveculture.errors import FileTrouble
from positiveculture.formats.paths import suffix_of
from positiveculture.gettext import gettext


@command("workbook")
@argument("name", metavar="FRAMEWORK-OR-FILE", about="A framework's id or file; or an assessment, to go on with it.")
@click.option("--framework", metavar="FRAMEWORK", help="What an assessment is judged by: an id, or a file.")
@in_words
@click.option("--out", metavar="FILE", type=path, required=True, help="Write to this .xlsx file.")
@force
def workbook(name: str, framework: str | None, wording: WordingChoice, out: Path, force: bool) -> None:
    """Write a spreadsheet to fill in.

    Its formulas show what the answers indicate and what stands in the way, in Excel and in LibreOffice. It is read back
    with read-workbook.
    """
    from positiveculture.workbook import write_workbook

    if suffix_of(out) != ".xlsx":
        raise FileTrouble(str(out), gettext("is not .xlsx, and a workbook is"))
    if out.exists() and not force:
        raise FileTrouble(str(out), gettext("is there already; overwrite it with --force"))
    found, assessment = framework_and_assessment(name, framework, wording)
    write_workbook(found, out, assessment, overwrite=force)
    show_line(gettext("{file} is written.").format(file=out))
