"""JSON Schemas of our files, so that editors complete and check while somebody types; of a program and of outcomes.

They are made from the model by `model`, shipped as they were made, and a test holds that the two are the same.  The one
of an assessment against one framework is made by `assessment`, out of the one that is shipped.
"""

from collections.abc import Collection, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

from positiveculture import escaping
from positiveculture.errors import Unknown
from positiveculture.formats.parsing import read_payload, read_text

Schema: TypeAlias = dict[str, Any]

#: The schema of text that says something.
VISIBLE = {"type": "string", "pattern": escaping.VISIBLE}

NOTHING: Schema = {"type": "null"}

#: The kinds of file that have a schema, and a program and an outcome, which have no file.
KINDS = ("framework", "wording", "assessment", "plan", "program", "outcome", "release")


def table_of(description: str, keys: Mapping[str, tuple[Schema, str]], optional: Collection[str] = ()) -> Schema:
    """Return the schema of a table with these keys, each with what it says, and no others."""
    return {
        "description": description,
        "type": "object",
        "properties": {key: {**shape, "description": words} for key, (shape, words) in keys.items()},
        "required": [key for key in keys if key not in optional],
        "additionalProperties": False,
    }


def or_nothing(one: Schema) -> Schema:
    """Return the schema of a value that may be left out, which JSON may say by null too."""
    if "enum" in one:
        return one | {"enum": [*one["enum"], None]}
    if isinstance(one.get("type"), str):
        return one | {"type": [one["type"], "null"]}
    if "null" in one.get("type", ()):
        return one
    return one | {"anyOf": [*one["anyOf"], NOTHING]} if "anyOf" in one else {"anyOf": [one, NOTHING]}


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
