"""Plain values, strictly: nothing is guessed, so `"1"` is not 1 and text is no list."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from positiveculture.errors import nearest, quoted, shown
from positiveculture.formats.problems import Collector, is_whole

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def whole(value: object, _: type) -> int:
    """Return a whole number."""
    if not is_whole(value):
        raise TypeError(f"is a whole number, not {shown(value)}")
    return value


def truth(value: object, _: type) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise TypeError(f"is true or false, not {shown(value)}")
    return value


def text(value: object, _: type) -> str:
    """Return a text that can be written down again."""
    if not isinstance(value, str):
        raise TypeError(f"is text in quotes, not {shown(value)}")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half a character, which cannot be written down again") from None
    return value


def day(value: object, _: type) -> date:
    """Return a date, given as one or as text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise TypeError(f"is a date such as 2026-03-31, not {shown(value)}")


def choice(value: object, kind: type[E]) -> E:
    """Return the one of a few named choices that `value` names."""
    known = [str(each) for each in kind]
    named = text(value, str)
    if named not in known:
        raise ValueError(f"no {quoted(named)}; {nearest(named, known)}")
    return kind(named)


#: A whole number as it stands in a key, written in one way only.
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")


def whole_number(key: str) -> int:
    """Return the level that a table's key says."""
    if not WHOLE_NUMBER.fullmatch(key):
        raise ValueError(f"a level is a whole number, not {quoted(str(key))}")
    return int(key)


def entries(value: object, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    """Return what `read` makes of each key and value of a table."""
    if not isinstance(value, Mapping):
        raise TypeError(f"is a table, not {shown(value)}")
    return each(value.items(), read)


def each(items: Iterable[tuple[Any, Any]], read: Callable[[Any, Any], T]) -> tuple[T, ...]:
    """Return what `read` makes of each place and value; every fault at once, at its place."""
    bad = Collector()
    found: list[T] = []
    for place, value in items:
        try:
            found.append(read(place, value))
        except Exception as error:  # noqa: BLE001 - gathered, and raised together below
            bad.add(error, place)
    bad.stop()
    return tuple(found)
