"""The columns of the sheets that judge, and references to their cells by name."""

from typing import Final

from positiveculture.workbook.formulas import block, cell
from positiveculture.workbook.layout import WORKING

#: The columns of the sheet Rules, in their order: what each says of a node.
COLUMNS: Final = (
    *("asked", "state", "parent", "is_award", "nothing", "blocked", "certain", "progress", "size", "weighted"),
    *("product", "rank", "has", "needs", "could_be", "listed", "line", "depth", "words", "least", "best", "most"),
)
LETTER: Final = {name: chr(ord("A") + place) for place, name in enumerate(COLUMNS)}


def at(name: str, row: int) -> str:
    """Return a reference to a cell of the sheet Rules, by the name of its column."""
    return cell(LETTER[name], row)


#: The columns of the sheet Working, by their names.
WORKING_LETTER: Final = {
    "id": "A",
    "label": "B",
    "not_applicable": "C",
    "rated": "D",
    "level": "E",
    "answered": "F",
    "pieces": "G",
    "is_rated": "H",
    "is_counted": "I",
    "of_topic": "J",
    "counts": "K",
    "kind": "L",
    "filled": "M",
}

#: Those of the sheet Points, and its first row; the points of each level follow.
POINTS_LETTER: Final = {"label": "A", "least": "B", "best": "C", "most": "D"}
POINTS_FIRST: Final = 5


def working(name: str, row: int) -> str:
    """Return a reference to a cell of the sheet Working, by the name of its column."""
    return cell(WORKING_LETTER[name], row, WORKING)


def working_block(name: str, rows: tuple[int, int]) -> str:
    """Return a reference to rows of the sheet Working."""
    return block(WORKING_LETTER[name], *rows, WORKING)
