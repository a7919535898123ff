"""What screens are made of: headings, bars, aligned lines and indented paragraphs.

No boxes and no signs beyond the bar's own: a screen reads the same aloud, in a log file and on paper.
"""

import textwrap
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs
from rich.console import Console, ConsoleOptions, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

#: How many cells a bar takes.
BAR = 24


@attrs.frozen
class Bar:
    """How far something has come; full if and only if it is there."""

    share: Fraction
    style: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        done, open_ = "#-" if options.ascii_only else "█░"
        cells = int(self.share * BAR)
        yield Text.assemble((done * cells, self.style), (open_ * (BAR - cells), "dim"))

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement(BAR, BAR)


@attrs.frozen
class OneLine:
    """Text that is cut at a word where it does not fit on one line."""

    text: str
    style: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        yield Text(
            textwrap.shorten(self.text, options.max_width, placeholder=" ...", break_on_hyphens=False), self.style
        )


def heading(words: str) -> Text:
    """Return a heading, after an empty line."""
    return Text.assemble("\n", (words, "bold"))


def paragraph(words: str, indent: int = 0, style: str = "") -> RenderableType:
    """Return words that wrap, all lines indented alike."""
    return Padding(Text(words, style), (0, 0, 0, indent))


def ends(left: str, right: str, style: str = "") -> Table:
    """Return two texts on one line, one at either end."""
    grid = Table.grid(expand=True, padding=(0, 2, 0, 0))
    grid.add_column(ratio=1, style=style, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_row(Text(left), Text(right))
    return grid


def entry(label: str, words: RenderableType, width: int = 4, indent: int = 2) -> RenderableType:
    """Return a short label with what belongs to it beside it."""
    grid = Table.grid(expand=True, padding=(0, 1, 0, 0))
    grid.add_column(width=width, justify="right", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(Text(label), words)
    return Padding(grid, (0, 0, 0, indent))


def _width(number: int | str) -> int:
    return max(3, len(str(number)))


def numbered(number: int | str | None, words: RenderableType, indent: int = 2) -> RenderableType:
    """Return a topic's line after its printed number, where it has one."""
    return Padding(words, (0, 0, 0, indent)) if number is None else entry(str(number), words, _width(number), indent)


def beneath(number: int | str | None, words: RenderableType, indent: int = 2) -> RenderableType:
    """Return what is said of a topic, beneath its line."""
    return Padding(words, (0, 0, 0, indent + 2)) if number is None else entry("", words, _width(number), indent)


def table(columns: Iterable[str], rows: Iterable[Iterable[str]], *, fold: int = 0, right: Iterable[int] = ()) -> Table:
    """Return rows under headings; the column `fold` takes what room there is, and wraps."""
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    right = set(right)
    for place, column in enumerate(columns):
        wraps = place == fold
        grid.add_column(
            column, overflow="fold", no_wrap=not wraps, justify="right" if place in right else "left", ratio=int(wraps)
        )
    for row in rows:
        grid.add_row(*map(Text, row))
    return grid
