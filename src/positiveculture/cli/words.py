"""Plain words for what the library finds: days, counts, requirements and what stands in the way."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction

from positiveculture.escaping import escape_controls
from positiveculture.framework import Framework
from positiveculture.topics import Topic

#: How long a line of comment may be.
COMMENT = 100


def day(on: date) -> str:
    """Return a day as it is written in a letter: 31 March 2026."""
    return f"{on.day} {on:%B %Y}"


def count(number: int, thing: str) -> str:
    """Return how many there are of a thing: 1 topic, 2 topics."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def hundredths(number: Fraction) -> str:
    """Return a number of 0 or more with two decimals, rounded half up."""
    whole, rest = divmod(int(number * 100 + Fraction(1, 2)), 100)
    return f"{whole}.{rest:02}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def title(thing: str | None) -> str:
    """Return text from a file as it may be shown, or nothing."""
    return escape_controls(thing or "")


def comment(text: str, label: str = "") -> Iterator[str]:
    """Yield `text` as lines of TOML comment, with `label` before the first."""
    first, other = f"# {label}", f"# {' ' * len(label)}"
    yield from textwrap.wrap(
        title(text),
        COMMENT,
        initial_indent=first,
        subsequent_indent=other,
        break_long_words=False,
        break_on_hyphens=False,
    )


def number(topic: Topic) -> str:
    """Return a topic's printed number, or nothing."""
    return "" if topic.number is None else str(topic.number)


def topic_title(topic: Topic) -> str:
    """Return a topic's title after its printed number, where it has one."""
    return escape_controls(topic.title if topic.number is None else f"{topic.number} {topic.title}")


def edition(framework: Framework) -> str:
    """Return which framework this is, with its edition."""
    return escape_controls(f"{framework.title}, edition {framework.edition}")


def in_force(framework: Framework) -> str:
    """Return from when to when an edition is in force, as far as that is known."""
    begins, ends = framework.in_force_from, framework.in_force_until
    told = [f"in force from {day(begins)}"] if begins else []
    return " ".join([*told, *([f"{'' if told else 'in force '}until the day before {day(ends)}"] if ends else [])])
