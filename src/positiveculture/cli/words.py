"""Plain words for what the library finds: days, counts, requirements and what stands in the way."""

from datetime import date

from positiveculture.escaping import escape_controls
from positiveculture.framework import Framework


def day(on: date) -> str:
    """Return a day as it is written in a letter: 31 March 2026."""
    return f"{on.day} {on:%B %Y}"


def count(number: int, thing: str) -> str:
    """Return how many there are of a thing: 1 topic, 2 topics."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def title(thing: str | None) -> str:
    """Return text from a file as it may be shown, or nothing."""
    return escape_controls(thing or "")


def edition(framework: Framework) -> str:
    """Return which framework this is, with its edition."""
    return escape_controls(f"{framework.title}, edition {framework.edition}")
