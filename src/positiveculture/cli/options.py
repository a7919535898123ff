"""The arguments and options that commands share, and how a command shows what it found."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Group, RenderableType

from positiveculture.cli.terminal import json_document, show_document, show_picture
from positiveculture.errors import MissingExtra

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
FrameworkName = Annotated[
    str, typer.Argument(metavar="FRAMEWORK", help="The id of an installed framework, or its file.")
]
AssessmentFile = Annotated[Path, typer.Argument(metavar="FILE", help="An assessment, as TOML or JSON.")]
Against = Annotated[
    str | None,
    typer.Option("--framework", metavar="FRAMEWORK", help="Judge by this one: an id, or a file."),
]
Language = Annotated[
    str | None, typer.Option("--language", metavar="LANGUAGE", help="The framework's words in this language, as cy.")
]
WordingFile = Annotated[
    Path | None,
    typer.Option("--wording", metavar="FILE", help="Lay the words of this wording file over the framework."),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this .toml or .json file.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file that is there.")]
To = Annotated[str, typer.Option("--to", metavar="AWARD", help="The id of the award to reach.")]
ToWhere = Annotated[
    str | None, typer.Option("--to", metavar="AWARD", help="The award to reach, where there are awards.")
]
Wait = Annotated[float, typer.Option("--wait", metavar="SECONDS", min=0.1, help="How long to wait for each plug-in.")]


class Engine(StrEnum):
    """What judges a table in a file."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    PYSPARK = "pyspark"


@contextmanager
def needs(what: str, **extras: str) -> Iterator[None]:
    """Say how to install what `what` needs, where it is not: each package of `extras` with the extra that brings it."""
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in extras:
            raise
        raise MissingExtra(what, package, extras[package]) from None


def show(payload: Any, picture: Iterable[RenderableType], as_json: bool) -> None:
    """Print what a command found: as JSON where that is asked for, else as a picture."""
    if as_json:
        show_document(json_document(payload))
    else:
        show_picture(Group(*picture))
