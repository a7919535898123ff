"""The fields of an object, read from a payload one by one, so that every problem is found at once."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

import attrs

from positiveculture.errors import Invalid, Problem, shown
from positiveculture.formats.converter import converter
from positiveculture.formats.problems import Collector, unknown_keys

T = TypeVar("T")


def mapping(payload: object, what: str, error: type[Invalid]) -> Mapping[str, Any]:
    """Return `payload`, which must be a table."""
    if not isinstance(payload, Mapping):
        raise error(f"the {what}", (Problem("", f"a table is expected, not {shown(payload)}"),))
    return payload


@cache
def readers(cls: type) -> dict[str, tuple[Callable[[Any, Any], Any], Any]]:
    """Return what reads each field of `cls` that can be given, and its type; finding out takes longer than reading."""
    return {
        field.name: (converter.get_structure_hook(field.type), field.type) for field in attrs.fields(cls) if field.init
    }


@cache
def required(cls: type) -> tuple[str, ...]:
    """Return the fields of `cls` that must be given."""
    return tuple(field.name for field in attrs.fields(cls) if field.init and field.default is attrs.NOTHING)


def fields(cls: type, given: Mapping[str, Any], bad: Collector, known: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return each field of `cls` that can be read from `given`; what cannot goes to `bad`."""
    own = readers(cls)
    if not given.keys() <= own.keys():
        bad.found += unknown_keys(given, (*(name for name in own if name not in known), *known))
    for name in required(cls):
        if name not in given and name not in known:
            bad.say("is missing", name)
    found = {}
    for name, (read, shape) in own.items():
        if name not in given or name in known:
            continue
        try:
            found[name] = read(given[name], shape)
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
