"""JSON Schemas of our files, so that editors complete and check while somebody types, and of the program.

They are made from the model by `making`, shipped as they were made, and a test holds that the two are the same.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from positiveculture.errors import Unknown
from positiveculture.formats.parsing import read_payload, read_text

#: The kinds of file that have a schema, and the program of a framework.
KINDS = ("framework", "wording", "assessment", "plan", "program")


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of one of `KINDS`.

    Raises:
        Unknown: There is no such kind.
    """
    return dict(read_payload(_place(kind)))


def schema_text(kind: str) -> str:
    """Return the text of the schema of one of `KINDS`, as it is shipped; errors as for `schema`."""
    return read_text(_place(kind))


def _place(kind: str) -> Traversable:
    if kind not in KINDS:
        raise Unknown("schema", kind, KINDS)
    return files(__name__) / f"{kind}.json"
