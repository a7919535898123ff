"""Formulas as text: references to cells, and sentences that are put together from them.

Every function that is used is in Excel 2007 and LibreOffice 7.4; none is volatile, and none spills over cells.
"""

from string import Formatter

#: The longest formula, in signs. Excel takes 8,192, and 255 in a text within one.
LONGEST = 1000


def cell(column: str, row: int, sheet: str = "") -> str:
    """Return a fixed reference to a cell; rows are counted from 1."""
    return f"{sheet}!${column}${row}" if sheet else f"${column}${row}"


def block(column: str, first: int, last: int, sheet: str = "") -> str:
    """Return a fixed reference to the cells of a column from one row to another."""
    return f"{cell(column, first, sheet)}:{cell(column, last)}"


def quoted(text: str) -> str:
    """Return a text as a formula has it."""
    return '"' + text.replace('"', '""') + '"'


def joined(template: str, **parts: str) -> str:
    """Return a formula of a sentence: a template, whose named places are formulas."""
    pieces = []
    for text, name, _, _ in Formatter().parse(template):
        if text:
            pieces.append(quoted(text))
        if name is not None:
            pieces.append(parts[name])
    return "&".join(pieces)
