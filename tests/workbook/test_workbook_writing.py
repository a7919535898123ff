"""A workbook as it is written: small in its formulas, without results, and for frameworks of every kind."""

import re
import sys
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import attrs
import pytest
from filling import HARBOUR, SAID, book

import positiveculture as pc
from positiveculture.errors import FileTrouble, InvalidFramework, MissingExtra
from positiveculture.workbook import write_workbook
from positiveculture.workbook.cells import text_of
from positiveculture.workbook.formulas import LONGEST
from positiveculture.workbook.inputs import ABOUT_WIDTH
from positiveculture.workbook.judging import Places, compile_program
from positiveculture.workbook.layout import TOPIC_ROW
from positiveculture.workbook.opening import read_sheets
from positiveculture.workbook.styles import fits
from positiveculture.workbook.texts import LABEL, cell_text, choices, label

#: Every function that Excel 2007 and LibreOffice 7.4 both have, and that a workbook uses.
FUNCTIONS = {
    *("AND", "COUNTIFS", "IF", "INDEX", "INT", "ISBLANK", "ISERROR", "ISLOGICAL", "ISNUMBER", "LEFT", "LEN", "LOWER"),
    *("MATCH", "MAX", "MIN", "NOT", "REPT", "ROW", "SUM", "SUMIFS", "SUMPRODUCT", "TRIM"),
}


def large(topics: int) -> pc.Framework:
    """Return a framework of many topics with long titles, whose awards ask for all of them in every way."""
    scale = pc.Scale("s", [pc.Level(number, f"Level {number}") for number in range(1, 6)])
    title = 'Being known "well" by everybody who works here, and saying so ' * 3
    found = [pc.Topic(id=f"t{n}", title=f"{n} {title}", scale=scale, allows_not_applicable=True) for n in range(topics)]
    some = pc.AtLeastOf(topics // 2, [pc.AtLeast(topic.id, 4) for topic in found])
    evidence = [pc.Evidenced([topic.id], "link") for topic in found]
    rules: list[pc.Rule] = [
        pc.Every(3),
        pc.Share("62.5"),
        pc.Share(70, [topic.id for topic in found[1:]]),
        some,
        pc.Answered(["t0"]),
        pc.Evidenced(["t1"]),
        *evidence,
    ]
    awards = [pc.Award(id="a1", title=title, rule=pc.All(rules))]
    awards.append(pc.Award(id="a2", title="Two", rule=pc.All([pc.Holds("a1"), pc.AnyOf([pc.Every(4), pc.All(rules)])])))
    return attrs.evolve(HARBOUR, topics=found, awards=awards)


def formulas(path: Path) -> list[str]:
    """Return every formula of a workbook."""
    with ZipFile(path) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
    return [found for sheet in sheets for found in re.findall(r"<f>(.*?)</f>", sheet)]


@pytest.mark.parametrize("name", pc.registry().names())
def test_what_describes_a_topic_is_shown_whole(name: str, tmp_path: Path) -> None:
    """No row is too low for what describes its topic; what has no room is left out, which is said, questions never."""
    framework = pc.get_framework(name)
    write_workbook(framework, tmp_path / "w.xlsx")
    answers = read_sheets(tmp_path / "w.xlsx")[0]
    shown = {str(row[-1]): str(row[2]) for row in answers.rows[TOPIC_ROW:]}

    for topic in framework.every_topic:
        words = shown[topic.id]
        said = [] if topic.scale else [entry for aspect in topic.aspects for entry in aspect.entries]
        assert fits(words, ABOUT_WIDTH)
        assert all(entry in words for entry in said) == ("has room here" not in words)
        assert all(entry in words for entry in said if entry.endswith("?"))


@pytest.mark.parametrize("topics", [2, 40, 130])
def test_no_formula_grows_with_the_framework(topics: int, tmp_path: Path) -> None:
    """Whatever the framework's size, no formula is longer than 1,000 signs, nor a text in one longer than 255."""
    write_workbook(large(topics), tmp_path / "w.xlsx")
    found = formulas(tmp_path / "w.xlsx")

    assert max(map(len, found)) <= LONGEST
    assert max(len(text) for each in found for text in re.findall(r'"([^"]*)"', each.replace("&quot;", '"'))) <= 255


def test_every_function_is_an_old_one(tmp_path: Path) -> None:
    """No function is younger than Excel 2007, volatile, or one that spills; there are no macros and no arrays."""
    path = tmp_path / "w.xlsx"
    write_workbook(large(5), path)
    used = {
        name
        for each in formulas(path)
        for name in re.findall(r"([A-Z][A-Z.]+)\(", re.sub(r"&quot;.*?&quot;", "", each))
    }
    with ZipFile(path) as packed:
        names = packed.namelist()
        sheets = "".join(packed.read(name).decode() for name in names if name.endswith(".xml"))

    assert used <= FUNCTIONS
    assert "vbaProject" not in "".join(names)
    assert 't="array"' not in sheets
    assert "externalLink" not in sheets


def test_no_result_is_written(tmp_path: Path) -> None:
    """A program that does not calculate shows no verdict, rather than one that somebody else worked out."""
    path = book(tmp_path)
    with ZipFile(path) as packed:
        sheets = "".join(packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets"))

    assert set(re.findall(r"</f><v>(.*?)</v>", sheets)) == {""}
    result = next(sheet for sheet in read_sheets(path) if sheet.name == "Result")
    assert result.value(3, 0) == ""


def test_what_is_read_is_protected(tmp_path: Path) -> None:
    """Every sheet is protected, and what is filled in is not; the rules can be looked at."""
    path = book(tmp_path)
    with ZipFile(path) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if name.startswith("xl/worksheets/sheet")]
        styles = packed.read("xl/styles.xml").decode()

    assert all("<sheetProtection" in sheet for sheet in sheets)
    assert 'locked="0"' in styles
    assert [sheet.name for sheet in read_sheets(path) if sheet.hidden] == []
    assert [sheet.name for sheet in read_sheets(path)] == ["Answers", "Evidence", "Result", "Rules", "Working", "About"]


def test_points_have_a_sheet_where_shares_count_them(tmp_path: Path) -> None:
    """A framework with shares has the sheet Points, one without awards neither rules nor points."""
    write_workbook(pc.get_framework("cqc-style-well-led"), tmp_path / "cqc.xlsx")
    write_workbook(pc.get_framework("wales-positive-cultures"), tmp_path / "wales.xlsx")

    assert "Points" in [sheet.name for sheet in read_sheets(tmp_path / "cqc.xlsx")]
    assert [sheet.name for sheet in read_sheets(tmp_path / "wales.xlsx")] == [
        *("Answers", "Evidence", "Result", "Working", "About"),
    ]


def test_a_workbook_is_not_written_over_unasked(tmp_path: Path) -> None:
    """A file that is there stays, unless it is asked for; the same input gives the same cells."""
    path = book(tmp_path)
    before = path.read_bytes()
    with pytest.raises(FileTrouble, match="already exists"):
        write_workbook(HARBOUR, path, SAID)

    assert path.read_bytes() == before


def test_a_workbook_says_which_extra_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where XlsxWriter is missing, the sentence names the extra, and nothing is written."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r'XlsxWriter, .* "positiveculture\[workbook\]"'):
        write_workbook(HARBOUR, tmp_path / "w.xlsx")

    assert list(tmp_path.iterdir()) == []


def test_an_unknown_node_is_refused() -> None:
    """A program with a node of no known kind is not judged in part."""
    program = {"scales": {}, "awards": [{"id": "a", "rule": {"not": []}}]}
    with pytest.raises(InvalidFramework, match="is no kind of node"):
        compile_program(program, {"a": "A"}, Places({}, (2, 3)), 5)


def test_texts_are_shown_as_they_are_or_by_number() -> None:
    """Line ends, spaces and joiners stay; what turns the reading direction or cannot be seen is shown by its number."""
    assert cell_text("a\r\nb\rc\td\u00a0e\u200df") == "a\nb\nc d\u00a0e\u200df"
    assert cell_text("\u202ex\0") == "\\u202ex\\u0000"
    assert label("two\n lines") == "two lines"
    assert len(label("x" * 500)) == LABEL
    assert choices({"a": "Calm", "b": "calm", "c": "Warm"}) == {"a": "Calm (a)", "b": "calm (b)", "c": "Warm"}
    assert [text_of(value) for value in (3, 3.0, date(2026, 3, 31))] == ["3", "3", "2026-03-31"]
