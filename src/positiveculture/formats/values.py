"""Plain values, strictly: nothing is guessed, so `"1"` is not 1 and text is no list."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from positiveculture.escaping import is_visible
from positiveculture.field_types import is_whole, is_writable, key_step
from positiveculture.problems import Faults, Problems, fault
from positiveculture.type_tests import is_day

D = TypeVar("D")
T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def as_whole(value: object) -> int | None:
    """Return a whole number, also where it is written as 5.0, which JSON takes for the same; None: it is none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if is_whole(value) else None


def whole(value: object, _: type) -> int:
    """Return a whole number."""
    number = as_whole(value)
    if number is None:
        raise fault("not-whole", given=value)
    return number


def truth(value: object, _: type) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise fault("not-true-or-false", given=value)
    return value


def text(value: object, _: type = str) -> str:
    """Return a text that can be written down again."""
    if not isinstance(value, str):
        raise fault("not-text", given=value)
    if not is_writable(value):
        raise fault("half-character")
    return value


def visible_text(value: object) -> str:
    """Return a text that says something: at least one sign of it can be seen."""
    words = text(value)
    if not is_visible(words):
        raise Faults(fault("empty").found, partial=words)
    return words


def from_text(make: Callable[[str], T], value: object) -> T:
    """Return what is made of a text that says something; where it does not, what is left has one in its place."""
    try:
        return make(visible_text(value))
    except Faults as faults:
        raise attrs.evolve(faults, partial=make("-")) from None


def day(value: object, _: type) -> date:
    """Return a date, given as one or as text."""
    if is_day(value):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise fault("not-a-date", given=value)


def choice(value: object, kind: type[E]) -> E:
    """Return the one of a few named choices that `value` names."""
    known = [str(each) for each in kind]
    named = text(value)
    if named not in known:
        raise fault("unknown-choice", name=named, known=known)
    return kind(named)


#: A whole number as a key, written in one way only.
WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,17}")


def whole_number(key: object) -> int:
    """Return the level that a table's key says; a table made in Python may have the number itself."""
    if not WHOLE_NUMBER.fullmatch(str(key) if is_whole(key) else key if isinstance(key, str) else ""):
        raise fault("not-a-level", given=key)
    return int(str(key))


def entries(value: object, read: Callable[[str, Any], T]) -> tuple[T, ...]:
    """Return what `read` makes of each key and value of a table; a key whose value is null is left out."""
    if not isinstance(value, Mapping):
        raise fault("not-a-table", given=value)
    return each(given(value).items(), read)


def given(table: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return the keys of a table that are not left out: null says that they are."""
    return {key: value for key, value in table.items() if value is not None}


def each(items: Iterable[tuple[Any, Any]], read: Callable[[Any, Any], T]) -> tuple[T, ...]:
    """Return what `read` makes of each place and value; every fault at once, at its place."""
    problems, values, whole = Problems(), list[T](), True
    for place, value in items:
        try:
            values.append(read(place, value))
        except Faults as faults:
            problems.collect(faults, key_step(place))
            whole = whole and faults.partial is not None  # else the places of those that follow are others
            values += [] if faults.partial is None else [faults.partial]
    result = tuple(values)
    problems.raise_if_any(result if whole else None)
    return result


@attrs.frozen
class ValueReader:
    """Reads the values of a table, each by its key; what is wrong with one is reported below it."""

    table: Mapping[str, Any]
    problems: Problems

    def read(self, key: str, read: Callable[[Any], T], default: D) -> T | D:
        """Return what `read` makes of the value at `key`; `default` where it is left out, and where it is wrong."""
        if self.table.get(key) is None:
            return default
        value = self.problems.attempt(read, self.table[key], at=(key,))
        return default if value is None else value

    def require(self, key: str, read: Callable[[Any], T], default: D) -> T | D:
        """Return what `read` returns; one that is left out is reported."""
        if self.table.get(key) is None:
            self.problems.report("missing", key)
        return self.read(key, read, default)
