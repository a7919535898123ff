"""English numbers, days and plurals, as documents write them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from positiveculture.gettext import gettext

#: The months, as they are written in a letter and in the heading of a narrow column.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(on: date) -> str:
    """Return a day as it is written in a letter: 31 March 2026."""
    return _day(on, MONTHS)


def short_day(on: date) -> str:
    """Return a day as the heading of a narrow column: 31 Mar 2026."""
    return _day(on, SHORT_MONTHS)


def _day(on: date, months: Sequence[str]) -> str:
    return gettext("{day} {month} {year}").format(day=on.day, month=gettext(months[on.month - 1]), year=on.year)


def plural(count: int, one: str, many: str, **words: object) -> str:
    """Return the sentence for `count` things; both templates may name the place ``{count}``, and those of `words`."""
    return gettext(one if count == 1 else many).format(count=count, **words)


def topic_count(count: int) -> str:
    """Return how many topics."""
    return plural(count, "{count} topic", "{count} topics")


def action_count(count: int) -> str:
    """Return how many actions."""
    return plural(count, "{count} action", "{count} actions")


def service_count(count: int) -> str:
    """Return how many services."""
    return plural(count, "{count} service", "{count} services")


def number(count: int) -> str:
    """Return a whole number with its thousands apart: 1,200."""
    return gettext(",").join(f"{count:,}".split(","))


def percent(share: Fraction) -> str:
    """Return a share from 0 to 1 in whole per cent, rounded down, so that only the whole is 100 %."""
    return gettext("{number} %").format(number=int(share * 100))


def hundredths(number: Fraction) -> str:
    """Return a number of 0 or more with two decimals, rounded half up."""
    whole, rest = divmod(int(number * 100 + Fraction(1, 2)), 100)
    return gettext("{whole}.{hundredths}").format(whole=whole, hundredths=f"{rest:02}")


def capitalised(sentence: str) -> str:
    """Return a sentence that begins with a capital."""
    return sentence[:1].upper() + sentence[1:]
