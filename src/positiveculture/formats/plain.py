"""Plain values that `json.dumps` takes: dates as ISO text, exact numbers exact."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.framework import Framework
from positiveculture.sentences import decimal


def exact(number: Fraction) -> int | str:
    """Return a whole number as an int, any other as exact text: "1.5", or "1/3" where no decimal is exact."""
    return int(number) if number.denominator == 1 else decimal(number)


def plain(value: Any) -> Any:
    """Return `value` as JSON holds it: attrs values and mappings as dicts, lists and tuples as lists, all the way down.

    A date is ISO text, a choice its name, a `Fraction` as `exact` has it; anything else is returned as it is.
    """
    match value:
        case date():
            return value.isoformat()
        case Enum():
            return value.value
        case Fraction():
            return exact(value)
        case Mapping():
            return {key: plain(entry) for key, entry in value.items()}
        case list() | tuple():
            return [plain(entry) for entry in value]
        case _ if attrs.has(type(value)):
            return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
        case _:
            return value


def picked(value: object, *names: str) -> dict[str, Any]:
    """Return those attributes of `value`, by their names, each as `plain` has it."""
    return {name: plain(getattr(value, name)) for name in names}


def filled(shape: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys of a table that hold something: no null, no empty text, list or table."""
    return {key: value for key, value in shape.items() if value not in (None, "", [], {})}


def head(assessment: Assessment) -> dict[str, Any]:
    """Return what the JSON of whatever follows from an assessment begins with: what it is of, and its day."""
    return picked(assessment, "framework", "edition", "service", "assessed_on")


def notice(framework: Framework | None) -> dict[str, str]:
    """Return what every reader of a framework has to know, under its key, where there is something."""
    return {"notice": framework.notice} if framework is not None and framework.notice else {}
