"""How the cells of a workbook look, and which can be filled in."""

from collections.abc import Iterable
from math import ceil
from typing import Any

#: Dark enough to be read on white, and light enough to write on.
INK, LINE, INPUT, HEAD, QUIET, ALARM = "#1F2933", "#C9D1D9", "#FFF8E1", "#0B4F6C", "#5F6B76", "#A61B1B"

#: The height of a line in points, that of a title, and the most that a row may have.
LINE_HEIGHT, TITLE_HEIGHT, TALLEST = 13.0, 26.0, 405.0


#: How each kind of cell looks, besides what is common to all.
BORDER = {"border": 1, "border_color": LINE}
TO_FILL_IN = BORDER | {"bg_color": INPUT, "locked": False}
ONE_LINE = {"text_wrap": False}
DAY = {"num_format": "yyyy-mm-dd", "align": "left"}


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        def style(**more: object) -> Any:
            plain = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top", "text_wrap": True}
            return book.add_format(plain | more)

        #: Text that is only read.
        self.plain = style()
        #: Text in a table, a text there that names its row, and the name of a part, set in below its topic.
        self.framed, self.strong, self.part = style(**BORDER), style(**BORDER, bold=True), style(**BORDER, indent=1)
        #: The title of a sheet.
        self.title = style(**ONE_LINE, font_size=16, bold=True, font_color=HEAD)
        #: What is indicated.
        self.lead = style(**ONE_LINE, font_size=14, bold=True)
        #: Secondary text, and a day in it.
        self.quiet, self.quiet_day = style(**ONE_LINE, font_color=QUIET), style(**DAY, font_color=QUIET)
        #: The head of a column.
        white = {"font_color": "#FFFFFF", "bg_color": HEAD, "valign": "vcenter"}
        self.heading = style(**white, bold=True, border=1, border_color=HEAD)
        #: A cell to be filled in with text, with a level or from a list, and with a day.
        self.input, self.day = style(**TO_FILL_IN, num_format="@"), style(**TO_FILL_IN, **DAY)
        self.choice = style(**TO_FILL_IN, bold=True, align="center")
        #: The sentence that is shown next to a cell that is wrong.
        self.wrong = style(bold=True, font_color=ALARM)
        #: How far something has come.
        self.percent = style(**BORDER, num_format="0 %", align="left")
        #: A cell of a row that is not wrapped, such as a line of what stands in the way.
        self.row = style(**ONE_LINE)
        #: A line that is a heading, among those that are not.
        self.bold = book.add_format({"bold": True, "font_color": HEAD})

    def set_up(self, sheet: Any, title: str, widths: Iterable[float] = (), instruction: str = "") -> None:
        """Set how wide columns are, and write the title of a sheet and what to do there."""
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_row(0, TITLE_HEIGHT)
        sheet.write_string(0, 0, title, self.title)
        if instruction:
            sheet.write_string(1, 0, instruction, self.quiet)


def height(text: str, width: int) -> float:
    """Return how high a row is that shows `text` in a column of so many signs, as far as a row can be."""
    return min(TALLEST, _height(text, width))


def fits(text: str, width: int) -> bool:
    """Return whether a row can be high enough to show all of `text` in a column of so many signs."""
    return _height(text, width) <= TALLEST


def _height(text: str, width: int) -> float:
    lines = sum(max(1, ceil(len(line) * 1.08 / width)) for line in text.split("\n"))
    return lines * LINE_HEIGHT + 3
