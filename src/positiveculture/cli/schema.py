"""The command `schema`: the JSON Schema of a kind of file."""

import click

from positiveculture.cli.inputs import id_or_file
from positiveculture.cli.named import framework_of
from positiveculture.cli.options import argument, command, output
from positiveculture.cli.output import Output, json_document
from positiveculture.formats.schemas import KINDS, schema as schema_of
from positiveculture.gettext import gettext


@command("schema")
@argument("kind", metavar="KIND", about=f"One of {', '.join(KINDS)}.")
@click.option(
    "--framework", metavar="FRAMEWORK", type=id_or_file, help="Of an assessment against this one: an id, or a file."
)
@output(".json")
def schema(kind: str, framework: str | None, output: Output) -> None:
    """Print the JSON Schema of a kind of file.

    Editors complete and check by it while you type, and forms are made from it. It is JSON with --json and without.
    """
    if framework is None:
        contents = schema_of(kind)
    elif kind != "assessment":
        raise click.BadParameter(gettext("goes with the schema of an assessment alone"), param_hint="--framework")
    else:
        from positiveculture.formats.schemas.assessment import assessment_schema

        contents = assessment_schema(framework_of(framework))
    output.write({".json": json_document(contents)}, contents, "a schema")
