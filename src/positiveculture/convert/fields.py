"""The fields of an object, read from a payload one by one, so that every problem is found at once."""

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs

from positiveculture.convert.problems import Collector, unknown_keys
from positiveculture.convert.strict import converter
from positiveculture.errors import Invalid, Problem, quoted, shown

T = TypeVar("T")


def mapping(payload: object, what: str, error: type[Invalid]) -> Mapping[str, Any]:
    """Return `payload`, which must be a table."""
    if not isinstance(payload, Mapping):
        raise error(f"the {what}", (Problem("", f"a table is expected, not {shown(payload)}"),))
    return payload


def named(kind: str, name: object) -> str:
    """Return what an error calls the whole that has problems."""
    return f"{kind} {quoted(name)}" if isinstance(name, str) else f"the {kind.removesuffix(' of')}"


def required(cls: type) -> list[str]:
    """Return the fields of `cls` that must be given."""
    return [field.name for field in attrs.fields(cls) if field.init and field.default is attrs.NOTHING]


def fields(cls: type, given: Mapping[str, Any], bad: Collector, known: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return each field of `cls` that can be read from `given`; what cannot goes to `bad`."""
    types = {field.name: field.type for field in attrs.fields(cls) if field.init and field.name not in known}
    bad.found += unknown_keys(given, (*types, *known))
    for name in required(cls):
        if name in types and name not in given:
            bad.say("is missing", name)
    found = {}
    for name in (name for name in types if name in given):
        try:
            found[name] = converter.structure(given[name], types[name])
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, name)
    return found


def entries(cls: type[T], listed: object, bad: Collector, key: str) -> list[T]:
    """Return each entry that can be read as `cls`; what cannot goes to `bad`."""
    return list(numbered(cls, listed, bad, key).values())


def numbered(cls: type[T], listed: object, bad: Collector, key: str) -> dict[int, T]:
    """Return each entry that can be read as `cls` with its place, from 1; what cannot goes to `bad`."""
    if not isinstance(listed, list):
        bad.say("is missing" if listed is None else f"is a list of tables, not {shown(listed)}", key)
        return {}
    found = {}
    for place, entry in enumerate(listed):
        try:
            found[place + 1] = converter.structure(entry, cls)
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, key, place)
    return found
