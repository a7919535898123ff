"""Plain values as TOML text, for the standard library reads TOML and does not write it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

BARE = re.compile(r"[A-Za-z0-9_-]+")
#: How a text writes the signs that it may not hold as they are.
ESCAPES = str.maketrans(
    {chr(number): f"\\u{number:04X}" for number in (*range(32), 127)}
    | {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
)

#: The longest table or list that is written on one line, in characters.
LINE = 100


def toml_text(payload: Mapping[str, Any]) -> str:
    """Return `payload` as TOML that reads back equal.

    Args:
        payload: Text, whole numbers, true and false, dates, lists and tables, keyed by text; None is left out.

    Raises:
        TypeError: Anything else.
    """
    return "\n".join(_table(payload, ())).strip("\n") + "\n"


def toml_key(key: str) -> str:
    """Return `key` as it is written left of the equals sign."""
    return key if BARE.fullmatch(key) else toml_value(key)


def toml_value(value: Any) -> str:
    """Return `value` as it is written right of the equals sign, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return f'"{value.translate(ESCAPES)}"'
        case date():
            return value.isoformat()
        case list() | tuple():
            return "[" + ", ".join(toml_value(entry) for entry in value) + "]"
        case Mapping():
            pairs = (f"{toml_key(key)} = {toml_value(entry)}" for key, entry in value.items() if entry is not None)
            return "{ " + ", ".join(pairs) + " }" if value else "{}"
        case _:
            raise TypeError(f"TOML has no form for {value!r}")


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    entries = {key: value for key, value in table.items() if value is not None}
    below: dict[str, Any] = {}
    for key, value in entries.items():
        # What comes after a heading is under it: a table keeps its place among others by a heading of its own.
        if _needs_heading(key, value) or (below and isinstance(value, Mapping)):
            below[key] = value
    for key, value in entries.items():
        if key not in below:
            yield f"{toml_key(key)} = {_lines(value)}"
    for key, value in below.items():
        name = ".".join(map(toml_key, (*path, key)))
        if isinstance(value, Mapping):
            yield ""
            yield f"[{name}]"
            yield from _table(value, (*path, key))
        else:
            for entry in value:
                yield ""
                yield f"[[{name}]]"
                yield from _table(entry, (*path, key))


def _needs_heading(key: str, value: Any) -> bool:
    """Return whether `value` is written under a heading of its own: a table, or a list of tables, that is long."""
    if isinstance(value, Mapping):
        return bool(value) and len(f"{key} = {toml_value(value)}") > LINE
    tables = isinstance(value, list | tuple) and value and all(isinstance(entry, Mapping) for entry in value)
    return bool(tables) and len(f"{key} = {toml_value(value)}") > LINE


def _lines(value: Any) -> str:
    text = toml_value(value)
    if len(text) <= LINE or not isinstance(value, list | tuple):
        return text
    return "[\n" + "".join(f"    {toml_value(entry)},\n" for entry in value) + "]"
