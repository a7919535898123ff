"""The command `new-framework`: a plug-in to begin with."""

import shlex
from collections.abc import Iterable
from pathlib import Path

import click

from positiveculture.cli.options import argument, as_json, command, to_write
from positiveculture.cli.output import json_document, show_document, show_line
from positiveculture.gettext import gettext
from positiveculture.plugins.registry import get_framework
from positiveculture.scaffold import new_framework as write_plugin
from positiveculture.scaffold.written import Written


@command("new-framework")
@argument("name", metavar="NAME", about="The framework's id, such as thrive-uk.")
@to_write("--out", metavar="DIR", help="The folder to write; NAME.")
@click.option("--title", metavar="TEXT", help="What people call it.")
@click.option("--publisher", metavar="TEXT", help="Who publishes it.")
@click.option("--edition", metavar="TEXT", help="Write the next edition of this installed framework instead.")
@as_json
def new_framework(
    name: str, out: Path | None, title: str | None, publisher: str | None, edition: str | None, as_json: bool
) -> None:
    """Write a plug-in to begin with.

    It is a whole package: a framework as data, its words, a conformance test, and schemas for your editor. It can be
    installed, checked and tested as it is. An existing folder is never written into.

    With --edition, the next edition of a framework that is installed: its files as they are, with a migration to it.
    """
    if edition is not None:
        for what in (what for what, text in {"title": title, "publisher": publisher}.items() if text is not None):
            raise click.BadParameter(gettext("is given together with --edition"), param_hint=f"--{what}")
        _next_edition(name, edition, out, as_json)
        return
    written = write_plugin(name, out, title=title, publisher=publisher)
    place = written.folder if Path(written.folder).is_absolute() else f"./{written.folder}"
    steps = (
        gettext("Next: {command}").format(command=f"python -m pip install -e {shlex.quote(f'{place}[test]')}"),
        gettext("Then: {command}").format(command=f"positiveculture check {written.id}"),
    )
    _show(written, steps, as_json)


def _next_edition(name: str, edition: str, out: Path | None, as_json: bool) -> None:
    """Write the next edition of a framework, and show which entry points it needs."""
    from positiveculture.scaffold.next_edition import entry_points, new_edition

    old = get_framework(name).edition
    written = new_edition(name, edition, out)
    points = entry_points(written, old, edition, Path(written.folder).name)
    steps = (gettext("Next, in pyproject.toml, and then install it again:"), *(f"  {line}" for line in points))
    _show(written, steps, as_json)


def _show(written: Written, steps: Iterable[str], as_json: bool) -> None:
    """Show which files were written, and what to do next."""
    if as_json:
        show_document(json_document(written.to_dict()))
        return
    show_line(gettext("{folder} is written:").format(folder=written.folder))
    for line in (*(f"  {file}" for file in written.files), *steps):
        show_line(line)
