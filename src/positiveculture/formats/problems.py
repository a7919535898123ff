"""Where in a payload a problem stands, said as a person would: by topic or award, never by the index of a list."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeGuard

import attrs
from cattrs import BaseValidationError, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote

from positiveculture.errors import LONGEST, Invalid, Problem, nearest, printable, quoted

#: Keys and indices from the top of a payload down to a value.
Path: TypeAlias = tuple[str | int, ...]

#: What one entry of a list or table is called.
ENTRIES = {
    "actions": "action",
    "all": "rule",
    "any": "rule",
    "awards": "award",
    "cases": "case",
    "certificates": "certificate",
    "developments": "development",
    "evidence": "evidence",
    "findings": "finding",
    "implications": "implication",
    "instruments": "instrument",
    "links": "link",
    "minimum": "topic",
    "modes": "mode",
    "of": "rule",
    "parts": "part",
    "points": "level",
    "principles": "principle",
    "priorities": "priority",
    "aspects": "aspect",
    "references": "reference",
    "recommendations": "recommendation",
    "responses": "topic",
    "roles": "role",
    "scales": "scale",
    "shared_with": "level",
    "service_models": "service model",
    "statements": "statement",
    "states": "award",
    "suggestions": "suggestion",
    "suspensions": "suspension",
    "tools": "tool",
    "topics": "topic",
    "variants": "variant",
    "weights": "topic",
}


@attrs.frozen
class Faults(Exception):
    """What is wrong with a value, each with its path below it."""

    found: tuple[tuple[Path, str], ...]


class Collector:
    """Gathers what is wrong while the rest is still read."""

    def __init__(self) -> None:
        self.found: list[tuple[Path, str]] = []
        self.problems: list[Problem] = []

    def add(self, error: Exception, *path: str | int) -> None:
        """Take in an error that was raised below `path`."""
        if isinstance(error, Invalid):
            self.problems += error.problems
        else:
            self.found += [((*path, *below), text) for below, text in flattened(error)]

    def say(self, text: str, *path: str | int) -> None:
        """Take in a sentence about the value at `path`."""
        self.found.append((path, text))

    def stop(self) -> None:
        """Raise what was gathered, if anything was."""
        if self.found:
            raise Faults(tuple(self.found))

    def placed(self, payload: object) -> tuple[Problem, ...]:
        """Return everything that was gathered, with its place in `payload`."""
        found = [Problem(place(path, payload), text) for path, text in self.found]
        return tuple(dict.fromkeys([*found, *self.problems]))


def flattened(error: BaseException) -> Iterator[tuple[Path, str]]:
    """Yield every fault in `error`, each with its path."""
    if isinstance(error, Faults):
        yield from error.found
    elif isinstance(error, BaseValidationError):
        for below in error.exceptions:
            for path, text in flattened(below):
                yield (*_noted(below), *path), text
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.alias for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields, key=str):
            yield (key,), f"unknown key; {nearest(key, known)}"
    elif isinstance(error, KeyError):
        yield (error.args[0],), "is missing"
    else:
        yield (), str(error)


def _noted(error: BaseException) -> Path:
    """Return the key that cattrs noted on `error`; a missing key says its own."""
    notes = [note.name for note in getattr(error, "__notes__", ()) if isinstance(note, AttributeValidationNote)]
    return () if isinstance(error, KeyError) else tuple(notes[:1])


def place(path: Path, payload: object) -> str:
    """Return `path` as a person would say it: ``topic "dignity", evidence "Care plan audit", `dated` ``."""
    parts: list[str] = []
    holder: str | None = None
    for step in path:
        if holder in ENTRIES:
            parts.append(_entry(ENTRIES[holder], step, payload))
            holder = None
        else:
            holder = str(step)
            if holder not in ENTRIES:
                parts.append(f"`{printable(holder[:LONGEST])}`" if isinstance(step, str) else f"no. {step + 1}")
        payload = _below(payload, step)
    if holder in ENTRIES:
        parts.append(f"`{holder}`")
    return ", ".join(parts)


def _entry(kind: str, step: str | int, container: object) -> str:
    if isinstance(step, str):
        return f"{kind} {quoted(step[:LONGEST])}"
    entry = _below(container, step)
    if isinstance(entry, Mapping):
        if all(isinstance(entry.get(key), str) for key in ("here", "there")):
            return f"{kind} {quoted(entry['here'])} to {quoted(entry['there'])}"
        for key in ("id", "topic", "title", "name", "award"):
            if isinstance(entry.get(key), str):
                return f"{kind} {quoted(entry[key])}"
    return f"{kind} no. {step + 1}"


def _below(payload: object, step: str | int) -> Any:
    if isinstance(payload, Mapping):
        return payload.get(step)
    return payload[step] if isinstance(payload, list) and isinstance(step, int) and step < len(payload) else None


def unknown_keys(payload: Iterable[object], known: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Yield a fault for each key that is not known."""
    known = list(known)
    for key in payload:
        if key not in known:
            yield (str(key),), f"unknown key; {nearest(str(key), known)}"


def is_whole(value: object) -> TypeGuard[int]:
    """Return whether `value` is a whole number of no more than 64 bits, the most that TOML promises."""
    return type(value) is int and -(2**63) <= value < 2**63
