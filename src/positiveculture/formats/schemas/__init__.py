"""JSON Schemas of our files, so that editors complete and check while somebody types; of a program and of outcomes.

Where the keys of a file are fields of the model, its schema is made from that by `tests/authors/making_schemas.py`, and
a test holds that it is.  The one of an assessment against one framework is made by `assessment`, out of the one that is
shipped.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

from positiveculture import escaping
from positiveculture.errors import Unknown
from positiveculture.formats.parsing import read_payload, read_text

Schema: TypeAlias = dict[str, Any]

#: The schema of text that says something.
VISIBLE = {"type": "string", "pattern": escaping.VISIBLE}

#: The kinds of file that have a schema, and a program and an outcome, which have no file.
KINDS = ("framework", "wording", "assessment", "plan", "program", "outcome", "release")


def schema(kind: str) -> dict[str, Any]:
    """Return the JSON Schema, draft 2020-12, of one of `KINDS`.

    Raises:
        Unknown: No schema is of that kind.
    """
    return dict(read_payload(_place(kind)))


def schema_text(kind: str) -> str:
    """Return the text of the schema of one of `KINDS`, as it is shipped; errors as for `schema`."""
    return read_text(_place(kind))


def _place(kind: str) -> Traversable:
    if kind not in KINDS:
        raise Unknown("schema", kind, KINDS)
    return files(__name__) / f"{kind}.json"
