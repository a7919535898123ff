"""Plain values that `json.dumps` takes: dates as ISO text, exact numbers exact."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from positiveculture.rules import decimal


def exact(number: Fraction) -> int | str:
    """Return a whole number as an int, any other as exact text: "1.5", or "1/3" where no decimal is exact."""
    return int(number) if number.denominator == 1 else decimal(number)


def plain(value: Any) -> dict[str, Any]:
    """Return the fields of an attrs value, and of those in it, as plain values."""
    return attrs.asdict(value, value_serializer=_plain)


def _plain(_: Any, __: Any, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return exact(value) if isinstance(value, Fraction) else value
