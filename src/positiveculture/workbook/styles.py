"""How the cells of a workbook look, and which can be filled in."""

from functools import cached_property
from math import ceil
from typing import Any

import attrs

#: Dark enough to be read on white, and light enough to write on.
INK, LINE, INPUT, HEAD, QUIET, ALARM = "#1F2933", "#C9D1D9", "#FFF8E1", "#0B4F6C", "#5F6B76", "#A61B1B"

#: The height of a line in points, that of a title, and the most that a row may have.
LINE_HEIGHT, TITLE_HEIGHT, TALLEST = 13.0, 26.0, 405.0


@attrs.define(slots=False)
class Styles:
    """The formats of one workbook."""

    book: Any

    def _made(self, **more: object) -> Any:
        plain = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True}
        return self.book.add_format(plain | more)

    @cached_property
    def plain(self) -> Any:
        """Text that is only read."""
        return self._made()

    @cached_property
    def framed(self) -> Any:
        """Text in a table."""
        return self._made(border=1, border_color=LINE)

    @cached_property
    def strong(self) -> Any:
        """A text in a table that names its row."""
        return self._made(border=1, border_color=LINE, bold=True)

    @cached_property
    def part(self) -> Any:
        """The name of a part, set in below its topic."""
        return self._made(border=1, border_color=LINE, indent=1)

    @cached_property
    def title(self) -> Any:
        """The title of a sheet."""
        return self._made(font_size=16, bold=True, font_color=HEAD, text_wrap=False)

    @cached_property
    def lead(self) -> Any:
        """What is indicated."""
        return self._made(font_size=14, bold=True, text_wrap=False)

    @cached_property
    def quiet(self) -> Any:
        """Secondary text."""
        return self._made(font_color=QUIET, text_wrap=False)

    @cached_property
    def quiet_day(self) -> Any:
        """A day in secondary text."""
        return self._made(font_color=QUIET, num_format="yyyy-mm-dd", align="left")

    @cached_property
    def heading(self) -> Any:
        """The head of a column."""
        return self._made(bold=True, font_color="#FFFFFF", bg_color=HEAD, border=1, border_color=HEAD, valign="vcenter")

    @cached_property
    def input(self) -> Any:
        """A cell to be filled in with text."""
        return self._made(border=1, border_color=LINE, bg_color=INPUT, locked=False, num_format="@")

    @cached_property
    def choice(self) -> Any:
        """A cell to be filled in with a level, or from a list."""
        return self._made(border=1, border_color=LINE, bg_color=INPUT, locked=False, bold=True, align="center")

    @cached_property
    def day(self) -> Any:
        """A cell to be filled in with a day."""
        return self._made(
            border=1, border_color=LINE, bg_color=INPUT, locked=False, num_format="yyyy-mm-dd", align="left"
        )

    @cached_property
    def wrong(self) -> Any:
        """The sentence that is shown next to a cell that is wrong."""
        return self._made(bold=True, font_color=ALARM)

    @cached_property
    def percent(self) -> Any:
        """How far something has come."""
        return self._made(border=1, border_color=LINE, num_format="0 %", align="left")

    @cached_property
    def row(self) -> Any:
        """A cell of a row that is not wrapped."""
        return self._made(text_wrap=False)

    @cached_property
    def line(self) -> Any:
        """A line of what stands in the way."""
        return self._made(text_wrap=False)

    @cached_property
    def bold(self) -> Any:
        """A line that is a heading, among those that are not."""
        return self.book.add_format({"bold": True, "font_color": HEAD})


def height(text: str, width: int) -> float:
    """Return how high a row is that shows `text` in a column of so many signs, as far as a row can be."""
    return min(TALLEST, _height(text, width))


def fits(text: str, width: int) -> bool:
    """Return whether a row can be high enough to show all of `text` in a column of so many signs."""
    return _height(text, width) <= TALLEST


def _height(text: str, width: int) -> float:
    lines = sum(max(1, ceil(len(line) * 1.08 / width)) for line in text.split("\n"))
    return lines * LINE_HEIGHT + 3
