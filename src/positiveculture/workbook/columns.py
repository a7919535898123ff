"""The columns of the sheets that judge, and references to their cells by name."""

from typing import Final

from positiveculture.sentences import column_letters
from positiveculture.workbook.formulas import block, cell
from positiveculture.workbook.layout import ANSWER_COLUMNS, ANSWERS, EVIDENCE, EVIDENCE_COLUMNS, HEAD, HEAD_ROW, WORKING

#: The columns of the sheet Rules, in their order: what each says of a node.
COLUMNS: Final = (
    *("asked", "state", "parent", "is_award", "nothing", "blocked", "certain", "progress", "size", "weighted"),
    *("product", "rank", "has", "needs", "could_be", "listed", "line", "depth", "words", "least", "best", "most"),
)
LETTER: Final = {name: column_letters(place) for place, name in enumerate(COLUMNS)}


def at(name: str, row: int) -> str:
    """Return a reference to a cell of the sheet Rules, by the name of its column."""
    return cell(LETTER[name], row)


#: The columns of the sheet Working, in their order.
WORKING_COLUMNS: Final = (
    *("id", "label", "not_applicable", "rated", "level", "answered", "pieces", "is_rated", "is_counted"),
    *("of_topic", "counts", "kind", "filled"),
)
WORKING_LETTER: Final = {name: column_letters(place) for place, name in enumerate(WORKING_COLUMNS)}

#: Those of the sheet Points, and its first row; the points of each level follow.
POINTS_LETTER: Final = {"label": "A", "least": "B", "best": "C", "most": "D"}
POINTS_FIRST: Final = 5


def answer(name: str, row: int) -> str:
    """Return a reference to a cell of the sheet Answers, by the name of its column."""
    return cell(column_letters(ANSWER_COLUMNS.index(name)), row, ANSWERS)


def head(field: str) -> str:
    """Return a reference to the cell of a field of the head."""
    return answer("statements", HEAD_ROW + 1 + HEAD.index(field))


def evidence(name: str, row: int) -> str:
    """Return a reference to a cell of the sheet Evidence, by the name of its column."""
    return cell(column_letters(EVIDENCE_COLUMNS.index(name)), row, EVIDENCE)


def working(name: str, row: int) -> str:
    """Return a reference to a cell of the sheet Working, by the name of its column."""
    return cell(WORKING_LETTER[name], row, WORKING)


def working_block(name: str, rows: tuple[int, int]) -> str:
    """Return a reference to rows of the sheet Working."""
    return block(WORKING_LETTER[name], *rows, WORKING)
