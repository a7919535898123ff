"""The command `schema`: the JSON Schema of a kind of file."""

from positiveculture.cli.options import argument, command, output
from positiveculture.cli.output import Output
from positiveculture.formats.schemas import KINDS, schema as schema_of, schema_text


@command("schema")
@argument("kind", metavar="KIND", about=f"One of {', '.join(KINDS)}.")
@output(".json")
def schema(kind: str, output: Output) -> None:
    """Print the JSON Schema of a kind of file.

    Editors complete and check by it while you type. It is JSON with --json and without.
    """
    output.write({".json": schema_text(kind)}, schema_of(kind), "a schema")
