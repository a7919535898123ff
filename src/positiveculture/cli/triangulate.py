"""The command `triangulate`: the report on what several instruments found."""

from pathlib import Path

import click

from positiveculture.cli.options import argument, command, input_file, output
from positiveculture.cli.output import Output
from positiveculture.formats.triangulation import read_triangulation, themes_to_dict
from positiveculture.panel.protection import MINIMUM
from positiveculture.triangulation.report import markdown

LEAST = "How few respondents are too few to be told."


@command("triangulate")
@argument("file", metavar="FILE", type=input_file, about="Findings of several instruments, as TOML or JSON.")
@click.option("--minimum", metavar="N", type=click.IntRange(min=1), default=MINIMUM, help=LEAST)
@output(".md")
def triangulate(file: Path, minimum: int, output: Output) -> None:
    """Write the report on what several instruments found.

    It says where they agree, where they conflict, where one speaks alone and where too few stand behind a finding. It
    is Markdown, and is printed where no file is named.
    """
    report = read_triangulation(file)
    themes = report.themes(minimum=minimum)
    output.write({".md": markdown(report, minimum=minimum)}, themes_to_dict(themes), "the report")
