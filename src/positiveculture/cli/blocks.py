"""What screens are made of: headings, bars, aligned lines and indented paragraphs.

No boxes and no signs beyond the bar's own: a screen reads the same aloud, in a log file and on paper.  Rich is imported
when a block is made, so that a command which prints JSON does without it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

#: What Rich can print.
Block: TypeAlias = "RenderableType"

#: Words, or words with a style.
Part: TypeAlias = str | tuple[str, str]


def line(*parts: Part, style: str = "") -> "Text":
    """Return words after one another, each in its style; without any, an empty line."""
    from rich.text import Text

    return Text.assemble(*parts, style=style)


def heading(words: str) -> "Text":
    """Return a heading, after an empty line."""
    return line("\n", (words, "bold"))


def indented(block: Block, indent: int) -> Block:
    """Return a block, all lines indented alike."""
    from rich.padding import Padding

    return Padding(block, (0, 0, 0, indent))


def paragraph(words: str, indent: int = 0, style: str = "") -> Block:
    """Return words that wrap, all lines indented alike."""
    return indented(line(words, style=style), indent)


def table(
    columns: Iterable[str], rows: Iterable[Iterable[str]], *, fold: int = 0, right: Iterable[int] = ()
) -> "Table":
    """Return rows under headings; the column `fold` takes what room there is, and wraps."""
    from rich.table import Table

    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    right = set(right)
    for place, column in enumerate(columns):
        wraps = place == fold
        grid.add_column(
            column, overflow="fold", no_wrap=not wraps, justify="right" if place in right else "left", ratio=int(wraps)
        )
    for row in rows:
        grid.add_row(*map(line, row))
    return grid
