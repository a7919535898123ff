"""Tables of assessments in spreadsheets: headings and cells are read as replies are, and other columns are kept."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import positiveculture as pc
from positiveculture.errors import InvalidTable
from positiveculture.sheets import SheetOptions
from positiveculture.sheets.grids import Grid
from positiveculture.sheets.headings import Headings
from positiveculture.sheets.tables import TableColumns, cell_text, level_texts, table_columns

WIGAN = pc.get_framework("wigan-progress")
CQC = pc.get_framework("cqc-style-well-led")


def options(**said: Any) -> SheetOptions:
    """Return what is said of a table."""
    return SheetOptions(on=date(2026, 3, 31), service="", **said)


def columns(*headings: str, rows: Any = (), framework: pc.Framework = WIGAN, **said: Any) -> TableColumns:
    """Return what the columns of a table are."""
    return table_columns(Grid(Headings(headings), rows, 2), framework, options(**said), Path("a.csv"))


def test_headings_as_a_forms_tool_writes_them() -> None:
    """Topics get their ids, other columns keep their names, people are not read."""
    found = columns("ID", "E-mail", "Service", "Rate us [1. Dignity, respect and appreciation]", "2")

    assert found.dropped == ("E-mail",)
    assert found.names == {0: "ID", 2: "Service", 3: "dignity", 4: "life-history"}
    assert {place: topic.id for place, topic in found.topics.items()} == {3: "dignity", 4: "life-history"}


def test_cells_become_the_numbers_of_levels() -> None:
    """A level in any words is its number; a wrong cell stays, for its row to be refused."""
    topic = next(each for each in CQC.every_topic if each.allows_not_applicable and each.scale is not None)

    assert level_texts(WIGAN.topic("dignity"), ["4 - Good progress", "9", "x"], options(), "n/a") == ["4", "9", "x"]
    assert level_texts(topic, ["99", "N/A"], options(no_answer=["99"]), "-") == [None, "-"]
    assert level_texts(topic, [" 1", "2"], options(), "1") == [" 1", "2"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, None),
        (" ", None),
        (2.0, "2"),
        (2.5, "2.5"),
        (" Elm ", "Elm"),
        (date(2020, 5, 4), "2020-05-04"),
    ],
)
def test_cells_of_other_columns_are_text(cell: object, text: str | None) -> None:
    """A whole number has no point, a blank cell is none."""
    assert cell_text(cell) == text


def test_what_is_wrong() -> None:
    """What is wrong with headings and rows is told at once; columns that are kept have a name each."""
    with pytest.raises(InvalidTable) as twice:
        columns("dignity", "Team", "Team", columns={"Taem": False})
    with pytest.raises(InvalidTable) as none:
        columns("Team", "Shift", rows=[["a", "b"], ["c"]])
    with pytest.raises(InvalidTable, match='column "Team": is given more than once'):
        columns("dignity", "Team", "Team")

    assert [each.code for each in twice.value.problems] == ["missing-column", "column-twice"]
    assert [each.code for each in none.value.problems] == ["row-length"]
