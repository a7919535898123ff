"""What the tests of the command line share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import attrs

from positiveculture import Statement, Topic

EXAMPLES = Path(__file__).parents[2] / "examples"

MEADOW = """
    spec = 1
    id = "meadow"
    edition = "1"
    title = "Meadow [bold]framework[/bold]"

    [source]
    title = "Meadow"
    publisher = "Invented Press"
    rights = "Invented; nobody's."

    [scales.four.levels]
    1 = "One"
    2 = "Two"
    3 = "Three"
    4 = "Four"

    [principles.kindness]
    title = "Kindness"

    [[topics]]
    id = "listening"
    title = "Listening"
    scale = "four"
    allows_not_applicable = true

    [[topics]]
    id = "warmth"
    title = "Warmth"
    scale = "four"
    principle = "kindness"
    [topics.statements]
    1 = "Cold."
    2 = "Warmer."

    [[topics.parts]]
    id = "greeting"
    title = "Greeting"
    scale = "four"

    [[topics]]
    id = "thoughts"
    title = "Thoughts"

    [[awards]]
    id = "leaf"
    title = "Leaf"
    rule = { all = [{ any = [{ minimum = { listening = 3, warmth = 3 } }, { share = 75, topics = ["warmth"] }] },
        { evidenced = ["listening"] }] }

    [[awards]]
    id = "bloom"
    title = "Bloom"
    rule = { all = [{ includes = ["leaf"] },
        { at_least = 2, of = [{ minimum = { listening = 4 } }, { minimum = { warmth = 4 } }, { every = 3 }] }] }
"""


@attrs.frozen
class Result:
    """What came of a command."""

    status: int
    out: str
    err: str


#: Runs a command with its arguments.
Command: TypeAlias = Callable[..., Result]

#: Writes a file of a name with a text, and returns its path.
Write: TypeAlias = Callable[[str, str], Path]


def statement_of(topic: Topic, level: int) -> Statement:
    """Return the statement for a level, which has to be there."""
    found = topic.statement(level)
    assert found is not None
    return found
