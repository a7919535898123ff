"""What the author of a framework asks: a plug-in to begin with, and schemas for an editor."""

import shlex
from pathlib import Path
from typing import Annotated

import attrs
import typer

from positiveculture.cli.checking import framework_of
from positiveculture.cli.options import AsJson, Force
from positiveculture.cli.terminal import json_document, show_document, show_line
from positiveculture.errors import FileTrouble
from positiveculture.formats.schemas import KINDS, schema_text
from positiveculture.formats.schemas.assessment import assessment_schema
from positiveculture.formats.writing import json_text, write_text
from positiveculture.scaffold import new_framework as write_framework


def new_framework(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The framework's id, such as thrive-uk.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="The folder to write; NAME.")] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What people call it.")] = "",
    publisher: Annotated[str, typer.Option(metavar="TEXT", help="Who publishes it.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write a plug-in to begin with.

    It is a whole package: a framework as data, its words, a conformance test, and schemas for your editor. It can be
    installed, checked and tested as it is. A folder that is there is never written into.
    """
    written = write_framework(name, out, title=title, publisher=publisher)
    if as_json:
        show_document(json_document(attrs.asdict(written)))
        return
    show_line(f"{written.folder} is written:")
    for file in written.files:
        show_line(f"  {file}")
    place = written.folder if Path(written.folder).is_absolute() else f"./{written.folder}"
    show_line(f"Next: python -m pip install -e {shlex.quote(f'{place}[test]')}")
    show_line(f"Then: positiveculture check {written.id}")


def schema(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")],
    framework: Annotated[
        str | None,
        typer.Option("--framework", metavar="FRAMEWORK", help="Of an assessment against this one: an id, or a file."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this .json file.")] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Print the JSON Schema of a kind of file.

    Editors complete and check by it while you type, and forms are made from it. It is JSON with --json and without.
    """
    if framework is not None and kind != "assessment":
        raise typer.BadParameter("goes with the schema of an assessment alone", param_hint="--framework")
    text = schema_text(kind) if framework is None else json_text(assessment_schema(framework_of(framework)))
    if out is not None:
        _write(text, out, force=force)
    if as_json or out is None:
        show_document(text)
    else:
        show_line(f"{out} is written.")


def _write(text: str, out: Path, *, force: bool) -> None:
    if out.suffix.lower() != ".json":
        raise FileTrouble(str(out), "is no .json file, and a schema is JSON")
    if out.exists() and not force:
        raise FileTrouble(str(out), "is there already; overwrite it with --force")
    write_text(text, out, overwrite=force)
