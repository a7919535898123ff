"""The command `triangulate`: the report on what several instruments found."""

from pathlib import Path

from positiveculture.cli.inputs import input_file
from positiveculture.cli.options import argument, at_least_one, command, documented
from positiveculture.cli.output import Output
from positiveculture.documents.triangulation import triangulation_document
from positiveculture.formats.triangulation import read_triangulation, themes_to_dict
from positiveculture.panel.protection import MINIMUM

LEAST = "How few respondents are too few to be shown."


@command("triangulate")
@argument("file", metavar="FILE", type=input_file, about="Findings of several instruments, as TOML or JSON.")
@at_least_one("--minimum", default=MINIMUM, help=LEAST)
@documented
def triangulate(file: Path, minimum: int, output: Output) -> None:
    """Show the report on what several instruments found.

    Where they agree, where they conflict, where one speaks alone and where too few people are behind a finding.
    """
    report = read_triangulation(file)
    output.show(
        lambda: triangulation_document(report, minimum=minimum), lambda: themes_to_dict(report.themes(minimum=minimum))
    )
