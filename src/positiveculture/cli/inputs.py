"""What commands read: files, and frameworks by id or file; `-` is standard input, and `--format` says of what kind."""

from pathlib import Path
from typing import Any, TypeAlias

import click

from positiveculture.formats.paths import StandardInput
from positiveculture.gettext import gettext

#: A framework's id or file, or standard input.
NameOrInput: TypeAlias = str | StandardInput

#: The kinds of file that standard input may be, as their names end.
FORMATS = ("toml", "json", "tsv", "csv", "xlsx", "ods", "parquet", "arrow", "jsonl")

#: Where the context of a command keeps its standard input.
_KEY = "positiveculture.standard_input"


class FromInput(click.ParamType):  # type: ignore[type-arg]  # generic in recent versions alone
    """A parameter that names a file to read."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return what a parameter names: standard input for `-`."""
        if value != "-":
            return self.named(value)
        kind = None if ctx is None else ctx.params.get("format")
        if ctx is None or not isinstance(kind, str):  # left out, it is None or a mark of Click's own
            self.fail(gettext("standard input may be of any kind: say which with --format"), param, ctx)
        if _KEY in ctx.meta:
            self.fail(gettext("standard input is named twice, and can be read once"), param, ctx)
        ctx.meta[_KEY] = StandardInput(f".{kind}")
        return ctx.meta[_KEY]

    def named(self, value: Any) -> Any:
        """Return what a name that is not `-` names."""
        raise NotImplementedError


class InputFile(FromInput):
    """A file to read."""

    name = "file"

    def named(self, value: Any) -> Any:
        """Return its path."""
        return Path(value)


class IdOrFile(FromInput):
    """The id of a framework, or its file."""

    name = "framework"

    def named(self, value: Any) -> Any:
        """Return it as it is."""
        return value


path = click.Path(path_type=Path)
#: A file that is read, which `-` makes standard input.
input_file = InputFile()
#: The id of a framework, or its file, which `-` makes standard input.
id_or_file = IdOrFile()


def format_option() -> click.Option:
    """Return `--format`, which is read before anything that may be standard input."""
    return click.Option(
        ["--format"],
        type=click.Choice(FORMATS),
        is_eager=True,
        help="What standard input is, where - is given for a file.",
    )
