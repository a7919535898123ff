"""Tables of assessments in spreadsheets: read as replies are, with other columns kept."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import positiveculture as pc
from positiveculture.errors import InvalidTable
from positiveculture.sheets import SheetOptions, SheetTable, read_sheet_table

WIGAN = pc.get_framework("wigan-progress")
CQC = pc.get_framework("cqc-style-well-led")
DAY = date(2026, 3, 31)


def read(path: Path, framework: pc.Framework = WIGAN, **said: Any) -> SheetTable:
    """Read the table in a file."""
    return read_sheet_table(path, framework, SheetOptions(on=DAY, service="", **said), not_applicable="n/a")


def test_as_a_forms_tool_exports_it(tmp_path: Path) -> None:
    """Headings become ids, cells levels; a wrong cell stays, a blank one is none; people are not read, the rest is."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        sheet.write_row(
            0, 0, ["ID", "E-mail", "Service", "Opened", "Rate us [1. Dignity, respect and appreciation]", "2"]
        )
        sheet.write_row(1, 0, [1, "a@b.org", " Elm ", None, "4 - Good progress", 9])
        sheet.write_row(3, 0, [2.5, "c@d.org", None, None, None, "3"])
        days = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 3, datetime(2020, 5, 4), days)  # noqa: DTZ001
        sheet.write_datetime(3, 3, datetime(2020, 5, 4, 12, 30), days)  # noqa: DTZ001
    found = read(path)

    assert found.dropped == ("E-mail",)
    assert found.columns == {
        "ID": ["1", "2.5"],
        "Service": ["Elm", None],
        "Opened": ["2020-05-04", "2020-05-04 12:30:00"],
        "dignity": ["4", None],
        "life-history": ["9", "3"],
    }


def test_what_is_said_of_it(tmp_path: Path) -> None:
    """A mapping, what stands for no answer, and not applicable are heeded."""
    topic = next(each for each in CQC.every_topic if each.allows_not_applicable and each.scale is not None)
    path = tmp_path / "a.csv"
    path.write_text("Q1;Comment;Shift\n99;x;a\nN/A;y;b\n", encoding="utf-8")
    found = read(path, CQC, columns={"Q1": topic.id, "Comment": False}, no_answer=["99"])

    assert (found.dropped, found.columns) == (("Comment",), {"Shift": ["a", "b"], topic.id: [None, "n/a"]})


def test_what_is_wrong(tmp_path: Path) -> None:
    """What is wrong with headings and rows is told at once; columns that are kept have a name each."""
    path = tmp_path / "a.csv"
    path.write_text("dignity,Team,Team\n5,a,b\n", encoding="utf-8")
    with pytest.raises(InvalidTable) as twice:
        read(path, columns={"Taem": False})
    path.write_text("Team,Shift\na,b\nc\n", encoding="utf-8")
    with pytest.raises(InvalidTable) as none:
        read(path)

    assert [each.code for each in twice.value.problems] == ["missing-column"]
    assert [each.code for each in none.value.problems] == ["row-length"]
    path.write_text("dignity,Team,Team\n5,a,b\n", encoding="utf-8")
    with pytest.raises(InvalidTable, match='column "Team": is there more than once'):
        read(path)
