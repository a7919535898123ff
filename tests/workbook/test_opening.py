"""Spreadsheets of others are opened with care: what is too large, runs something or leads elsewhere is refused."""

import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZIP_LZMA, ZipFile

import pytest
import xlsxwriter
from hypothesis import given, strategies as st
from spreadsheets import FOUR, cell, changed, ods, row, xlsx

from positiveculture.errors import FileTrouble, InvalidFile, MissingExtra, PositiveCultureError
from positiveculture.workbook.measuring import Marks, measure_xlsx
from positiveculture.workbook.opening import LARGEST, MOST_CELLS, Sheet, _sheets, address, read_sheets

SHEET = "xl/worksheets/sheet1.xml"
FAR = {"number_columns_repeated": 1024, "number_rows_repeated": 1_048_576}


def refused(path: Path) -> str:
    """Return the one sentence that a spreadsheet is refused with."""
    with pytest.raises(InvalidFile) as caught:
        read_sheets(path)
    (problem,) = caught.value.problems
    assert caught.value.what == str(path)
    return problem.message


def test_an_xlsx_file_is_read_with_what_its_cells_are(tmp_path: Path) -> None:
    """Values begin at A1; formulas, merged cells, hidden rows, columns and sheets are told."""
    first, second = read_sheets(xlsx(tmp_path / "a.xlsx"))

    assert (first.name, first.hidden, second.name, second.hidden) == ("First", False, "Second & last", True)
    assert [first.value(*at) for at in ((0, 0), (1, 1), (2, 0), (0, 3), (9, 0), (0, 99))] == [
        *("=1+1", 3, 4, "over four cells", "", ""),
    ]
    assert first.marks == Marks({(1, 1)}, set(), [(0, 3, 1, 4)], {2}, {6, 7}, height=3, width=4)


def test_an_ods_file_is_read_with_what_its_cells_are(tmp_path: Path) -> None:
    """The same of OpenDocument: rows and cells that only fill up are none."""
    rows = [
        row(FOUR + cell(number_columns_repeated=16383)),
        row(cell(number_columns_repeated=16384, style_name="ce1"), number_rows_repeated=3),
        row(cell() + FOUR.replace("cell ", 'cell table:formula="of:=[.A1]" ', 1), visibility="collapse"),
        row(FOUR.replace("<table:table-cell", '<table:table-cell table:number-columns-spanned="2"')),
        row(cell(number_columns_repeated=16384), number_rows_repeated=1048570),
    ]
    columns = '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
    (sheet,) = read_sheets(ods(tmp_path / "a.ods", "".join(rows), columns))

    assert (sheet.name, sheet.hidden, sheet.value(0, 0), sheet.value(5, 0)) == ("First", False, 4, 4)
    assert sheet.marks == Marks({(4, 1)}, set(), [(5, 0, 5, 1)], {4}, {1, 2}, height=6, width=2)


def test_an_empty_sheet_and_a_text_in_two_colours_are_read(tmp_path: Path) -> None:
    """A sheet without cells has no rows; a text of several pieces is one."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("Empty")
        book.add_worksheet("Rich").write_rich_string(0, 0, "Calm ", book.add_format({"bold": True}), "and warm")
    empty, rich = read_sheets(tmp_path / "a.xlsx")

    assert (list(empty.rows), empty.marks.height, rich.value(0, 0)) == ([], 0, "Calm and warm")


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_is_that_of_every_program(number: int, column: int) -> None:
    """Letters count columns from A to XFD, without a nought; the first row is 1."""
    text = address(number, column)
    letters = text.rstrip("0123456789")
    counted = 0
    for letter in letters:
        counted = counted * 26 + ord(letter) - 64

    assert (counted - 1, int(text.removeprefix(letters)) - 1) == (column, number)


@st.composite
def written_cells(draw: st.DrawFn) -> list[tuple[int, list[int]]]:
    """Return the rows of a sheet, each with its columns, in any order, near and far."""
    columns = st.lists(
        st.one_of(st.integers(0, 30), st.sampled_from([51, 52, 700, 701, 702, 1100])), min_size=1, max_size=6
    )
    row = st.tuples(st.integers(0, 300), columns)
    return draw(st.lists(row, max_size=8)) + [
        (400 + each, [0, 1]) for each in range(draw(st.sampled_from([0, 0, 0, 1300])))
    ]


@given(written_cells(), st.booleans())
def test_a_sheet_is_as_large_as_its_farthest_cells(rows: list[tuple[int, list[int]]], reverse: bool) -> None:
    """Whichever way a sheet is looked through, its last row and column are those of the cells that are in it."""
    rows = rows[:: -1 if reverse else 1]
    written = "".join(
        f'<row r="{row + 1}">' + "".join(f'<c r="{address(row, column)}"><v>1</v></c>' for column in columns) + "</row>"
        for row, columns in rows
    )
    parts = {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="worksheets/s.xml"/></Relationships>',
        "xl/worksheets/s.xml": f"<worksheet><sheetData>{written}</sheetData></worksheet>",
    }
    marks = measure_xlsx({name: text.encode() for name, text in parts.items()}).sheets["S"]
    cells = [(row, column) for row, columns in rows for column in columns]

    assert marks.width == max((column + 1 for _, column in cells), default=0)
    assert marks.height == max((row + 1 for row, _ in cells), default=0)


CHANGES: dict[str, tuple[dict[str, tuple[str, str] | bytes], str]] = {
    "far away": ({SHEET: ('r="A1"', 'r="XFD1048576"')}, "spreadsheet-cells"),
    "far away, in another way": ({SHEET: ('<c r="A1"', "<c  r='XFD1048576'")}, "spreadsheet-cells"),
    "macros": ({"xl/vbaProject.bin": b"x"}, "spreadsheet-macros"),
    "links": ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "spreadsheet-links"),
    "a bomb": ({"xl/media/image1.png": bytes(65 * 1024 * 1024)}, "spreadsheet-unpacked"),
    "too many parts": ({f"xl/media/{number}.png": b"" for number in range(2001)}, "spreadsheet-unpacked"),
    "entities": ({SHEET: ("<worksheet ", '<!DOCTYPE a [<!ENTITY a "aa">]><worksheet ')}, "not-a-spreadsheet"),
    "broken XML": ({SHEET: ("</row>", "</rwo>")}, "not-a-spreadsheet"),
    "no address": ({SHEET: ('<c r="A1"', "<c")}, "not-a-spreadsheet"),
    "no number of a row": ({SHEET: ('<row r="1"', '<row r="one"')}, "not-a-spreadsheet"),
    "another address": ({SHEET: ('r="A1"', 'r="1A"')}, "not-a-spreadsheet"),
    "more texts than there are": (
        {"xl/sharedStrings.xml": ('uniqueCount="3"', 'uniqueCount="999999999"')},
        "not-a-spreadsheet",
    ),
    "many merged": (
        {SHEET: ("</sheetData>", "</sheetData>" + '<mergeCell ref="A1:B2"/>' * 10_001)},
        "not-a-spreadsheet",
    ),
    "a day without end": (
        {
            SHEET: ('<c r="A3"><v>4</v>', '<c r="A3" s="0"><v>-1e999</v>'),
            "xl/styles.xml": ('<cellXfs count="1"><xf numFmtId="0"', '<cellXfs count="1"><xf numFmtId="14"'),
        },
        "not-a-spreadsheet",
    ),
    "no texts": ({"xl/sharedStrings.xml": b"<sst/>"}, "not-a-spreadsheet"),
    "no sheets": ({"xl/workbook.xml": b"<workbook"}, "not-a-spreadsheet"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_no_program_writes_is_refused(name: str, tmp_path: Path) -> None:
    """A bomb, a cell far away, macros, links, entities and what is damaged end in one sentence, and cost no memory."""
    changes, code = CHANGES[name]
    path = changed(xlsx(tmp_path / "a.xlsx"), changes)

    with pytest.raises(InvalidFile) as caught:
        read_sheets(path)

    assert [problem.code for problem in caught.value.problems] == [code]


def test_who_stops_it_is_heeded(tmp_path: Path) -> None:
    """Ctrl-C while a spreadsheet is read ends the reading, and is no fault of the file."""

    class Stopped(dict[str, Marks]):
        def __getitem__(self, name: str) -> Marks:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _sheets(BytesIO(xlsx(tmp_path / "a.xlsx").read_bytes()), Stopped(First=Marks()))


@pytest.mark.parametrize(
    "rows",
    [
        row(cell("<text:p>x</text:p>", number_columns_repeated=16384), number_rows_repeated=1_048_576),
        row(cell(number_columns_repeated=9_999_999) + FOUR),
        row(cell(), number_rows_repeated=9_999_999) + row(FOUR),
        row(cell(formula="of:=1", number_columns_repeated=9_999_999)),
    ],
)
def test_repeated_cells_are_counted(rows: str, tmp_path: Path) -> None:
    """A few bytes of OpenDocument that stand for millions of cells are refused."""
    assert "more than 2000000 cells" in refused(ods(tmp_path / "a.ods", rows))
    assert MOST_CELLS == 2_000_000


def test_spaces_are_counted(tmp_path: Path) -> None:
    """A few bytes that stand for a thousand million spaces are refused."""
    text = '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="{}"/>b</text:p></table:table-cell>'

    assert read_sheets(ods(tmp_path / "a.ods", row(text.format(3))))[0].value(0, 0) == "a   b"
    assert "unpacks to more than 64 MiB" in refused(ods(tmp_path / "b.ods", row(text.format(999_999_999))))


def test_another_way_of_packing_is_refused(tmp_path: Path) -> None:
    """A zip may ask for as much memory as it likes to be unpacked; those of spreadsheets do not."""
    path = xlsx(tmp_path / "a.xlsx")
    with ZipFile(path, "a", ZIP_LZMA) as packed:
        packed.writestr("docProps/more.xml", "<x/>")

    assert "is packed in another way" in refused(path)


def test_many_hidden_columns_cost_no_time(tmp_path: Path) -> None:
    """A hundred thousand elements that hide every column are read in a moment."""
    columns = "<cols>" + '<col min="1" max="16384" hidden="1"/>' * 100_000 + "</cols><sheetData>"
    path = changed(xlsx(tmp_path / "a.xlsx"), {SHEET: ("<sheetData>", columns)})
    begun = process_time()

    assert len(read_sheets(path)[0].marks.hidden_columns) == 16_384
    assert process_time() - begun < 5


def test_a_sheet_of_another_file_is_refused(tmp_path: Path) -> None:
    """An OpenDocument sheet that is taken from another file is a link."""
    assert "takes values from other files" in refused(ods(tmp_path / "a.ods", "", "<table:table-source/>"))


@pytest.mark.parametrize("data", [b"", b"PK", b"ID,Name\n1,Ada\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100])
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_what_is_no_spreadsheet_is_refused(data: bytes, suffix: str, tmp_path: Path) -> None:
    """Text, an old or a protected file and a cut one are told as what they are not."""
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(data)

    assert "cannot be read as a spreadsheet" in refused(path)


def test_a_part_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    """Which of two parts of one name counts is not guessed."""
    path = xlsx(tmp_path / "a.xlsx")
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(path, "a") as packed:
        packed.writestr(SHEET, "<worksheet/>")

    assert f"it has two parts called {SHEET}" in refused(path)


def test_parts_that_are_missing_are_told(tmp_path: Path) -> None:
    """A zip of something else says what it lacks; a sheet whose part is not there is none."""
    with ZipFile(tmp_path / "a.ods", "w") as packed:
        packed.writestr("mimetype", "x")

    assert "it has no content.xml" in refused(tmp_path / "a.ods")
    path = changed(xlsx(tmp_path / "a.xlsx"), {"xl/_rels/workbook.xml.rels": ("sheet1.xml", "sheet9.xml")})
    assert [sheet.name for sheet in read_sheets(path)] == ["Second & last"]


def test_a_file_over_the_stated_size_is_refused(tmp_path: Path) -> None:
    """8 MiB are the most, before anything is unpacked."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes(LARGEST + 1))

    assert refused(path) == "is larger than 8 MiB, the most that is read"


@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.csv", "a"])
def test_other_kinds_say_what_to_save(name: str, tmp_path: Path) -> None:
    """What a file's name promises is not guessed at; one that is not there is of no kind."""
    with pytest.raises(FileTrouble, match="there is no such file"):
        read_sheets(tmp_path / name)
    (tmp_path / name).touch()
    with pytest.raises(FileTrouble, match=r"is neither \.xlsx nor \.ods: save it as one of these"):
        read_sheets(tmp_path / name)


@given(st.data())
def test_damage_is_never_more_than_a_sentence(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever bytes are changed in its parts, a spreadsheet is read, or refused as an error of ours."""
    path = xlsx(tmp_path_factory.mktemp("damaged") / "a.xlsx")
    with ZipFile(path) as packed:
        name = data.draw(st.sampled_from(packed.namelist()))
        part = bytearray(packed.read(name))
    for place in data.draw(st.lists(st.integers(0, len(part) - 1), min_size=1, max_size=4)):
        part[place] = data.draw(st.integers(0, 255))
    changed(path, {name: bytes(part)})
    with suppress(PositiveCultureError):
        assert all(isinstance(sheet, Sheet) for sheet in read_sheets(path))


def test_without_the_extra_it_is_told_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where python-calamine is missing, the sentence names the extra that brings it."""
    path = xlsx(tmp_path / "a.xlsx")
    monkeypatch.setitem(sys.modules, "python_calamine", None)

    with pytest.raises(MissingExtra, match=r'needs python-calamine, .* "positiveculture\[workbook\]"'):
        read_sheets(path)
