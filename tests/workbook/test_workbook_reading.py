"""A workbook that was filled in is read back whole, or refused with every cell that is wrong, by its address."""

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import attrs
import pytest
from filling import DAY, HARBOUR, SAID, Typed, book, changed, copied, fill, sheets_of
from spreadsheets import changed as parts_changed

import positiveculture as pc
from positiveculture.errors import FileWarning, InvalidFramework, InvalidWorkbook, UnknownFramework
from positiveculture.gettext import use_catalogue
from positiveculture.topics import Option
from positiveculture.workbook import read_workbook, write_workbook
from positiveculture.workbook.opening import read_sheets

#: Where things are: the head in column C, then the topics; answer, reason, note.
SERVICE, ASSESSED_ON, ASSESSED_BY, MODE = "C4", "C5", "C6", "C8"
MOORING, LIGHTS, SONGS = 12, 13, 14


def refused(path: Path, into: pc.Assessment | None = None) -> list[str]:
    """Return what a workbook is refused with, problem by problem."""
    with pytest.raises(InvalidWorkbook) as caught:
        read_workbook(path, framework=HARBOUR, into=into)
    assert caught.value.what == str(path)
    return list(map(str, caught.value.problems))


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    """Answers, notes, evidence and days that a person types are what the assessment says."""
    path = book(tmp_path, None)
    fill(path, "Answers", {SERVICE: "Seal Sands", ASSESSED_ON: DAY, MODE: "together", "D12": 2, "F12": "Calm."})
    fill(path, "Answers", {"D13": " Not applicable ", "E13": "There are none."})
    fill(path, "Evidence", {"A5": "1 Mooring", "B5": "Log", "D5": date(2026, 3, 1), "E5": "2027-01-01"})

    assert read_workbook(path, framework=HARBOUR) == SAID


def test_a_reflection_may_say_nothing(tmp_path: Path) -> None:
    """A topic without a scale is answered by the word from the list, by a note, or by evidence alone."""
    bare = attrs.evolve(SAID, responses={"songs": pc.Reflection()})
    noted = attrs.evolve(SAID, responses={"songs": pc.Reflection("Sung.")})
    path = book(tmp_path, bare)

    assert read_workbook(path, framework=HARBOUR) == bare
    assert read_workbook(fill(path, "Answers", {"D14": "", "F14": "Sung."}), framework=HARBOUR) == noted


def test_numbers_where_texts_are_read(tmp_path: Path) -> None:
    """A note that is a number, a day or true is read as the text that people see."""
    path = book(tmp_path)
    for typed, text in ((2026, "2026"), (4.5, "4.5"), (True, "TRUE"), ("=1+1", "=1+1"), ("@home", "@home")):
        fill(path, "Answers", {"F12": typed})
        said = read_workbook(path, framework=HARBOUR).responses["mooring"]
        assert isinstance(said, pc.Rating)
        assert said.note == text


LEVEL = "must be 1 to 3, chosen from the list or typed as a whole number, not"

#: What is typed into a cell, and what is then said.
WRONG: dict[str, tuple[str, str, Typed, str]] = {
    "a text": ("Answers", "D12", "2", f'sheet Answers, cell D12: {LEVEL} "2"'),
    "a comma": ("Answers", "D12", "4,0", f'sheet Answers, cell D12: {LEVEL} "4,0"'),
    "between": ("Answers", "D12", 2.5, f"sheet Answers, cell D12: {LEVEL} 2.5"),
    "off the scale": ("Answers", "D12", 9, f"sheet Answers, cell D12: {LEVEL} 9"),
    "true": ("Answers", "D12", True, f"sheet Answers, cell D12: {LEVEL} true"),
    "without end": ("Answers", "D12", ("", "<v>1e999</v>"), f"sheet Answers, cell D12: {LEVEL} inf"),
    "no number": ("Answers", "D12", ("", "<v>NaN</v>"), f"sheet Answers, cell D12: {LEVEL} nan"),
    "an error": (
        "Answers",
        "D12",
        (' t="e"', "<v>#N/A</v>"),
        "sheet Answers, cell D12: shows an error: type the value",
    ),
    "n/a": (
        *("Answers", "D13", "N/A"),
        (
            "sheet Answers, cell D13: must be 1 to 3 or not applicable, chosen from the list or typed "
            'as a whole number, not "N/A"'
        ),
    ),
    "not allowed": ("Answers", "D12", "not applicable", f'sheet Answers, cell D12: {LEVEL} "not applicable"'),
    "a formula": (
        *("Answers", "D12", ("", "<f>1+1</f><v>2</v>")),
        "sheet Answers, cell D12: holds a formula, and what is filled in is typed: type the value",
    ),
    "no service": ("Answers", "C4", "", "sheet Answers, cell C4: is empty"),
    "no day": ("Answers", "C5", "", "sheet Answers, cell C5: is empty"),
    "a day in words": (
        *("Answers", "C5", "31/03/2026"),
        'sheet Answers, cell C5: must be a day, such as 2026-03-31, not "31/03/2026"',
    ),
    "an error for a day": (
        "Answers",
        "C5",
        (' t="e"', "<v>#N/A</v>"),
        "sheet Answers, cell C5: shows an error: type the value",
    ),
    "a time": (
        "Answers",
        "C5",
        46112.5,
        "sheet Answers, cell C5: must be a day, such as 2026-03-31, not 2026-03-31T12:00:00",
    ),
    "a choice": (
        "Answers",
        "C8",
        "in pairs",
        'sheet Answers, cell C8: must be chosen from the list or left empty, not "in pairs"',
    ),
    "no reason": (
        *("Answers", "E13", ""),
        "sheet Answers, cell E13: is not applicable, and nobody says why: the reason is missing",
    ),
    "a note beside it": (
        *("Answers", "F13", "But."),
        "sheet Answers, cell D13: is not applicable, and takes a reason alone: no note and no evidence",
    ),
    "a reason too many": (
        *("Answers", "D13", 3),
        "sheet Answers, cell E13: has a reason why it is not applicable, and is answered: choose one of the two",
    ),
    "no answer": (
        *("Answers", "D12", ""),
        "sheet Answers, cell D12: has a reason, a note or evidence, and no answer: choose one, or empty them",
    ),
    "a reason alone": (
        *("Answers", "D13", ""),
        "sheet Answers, cell E13: has a reason, a note or evidence, and no answer: choose one, or empty them",
    ),
    "another topic": (
        "Evidence",
        "A5",
        "Moring",
        'sheet Evidence, cell A5: must be chosen from the list or left empty, not "Moring"',
    ),
    "another kind": (
        "Evidence",
        "C5",
        "letter",
        'sheet Evidence, cell C5: must be chosen from the list or left empty, not "letter"',
    ),
    "no title": ("Evidence", "B5", "", "sheet Evidence, cell B5: is empty"),
    "too late": (
        *("Evidence", "D5", date(2026, 4, 1)),
        "sheet Evidence, cell D5: is 2026-04-01, after the assessment of 2026-03-31",
    ),
    "too early": (
        "Evidence",
        "E5",
        date(2026, 2, 1),
        "sheet Evidence, cell E5: is 2026-02-01, not after `dated`, 2026-03-01",
    ),
    "true for a day": ("Evidence", "D5", True, "sheet Evidence, cell D5: must be a day, such as 2026-03-31, not true"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_cell_is_told_by_its_address(name: str, tmp_path: Path) -> None:
    """Each cell that is no answer is refused in one sentence, with its sheet and its address."""
    sheet, place, typed, message = WRONG[name]

    assert refused(fill(book(tmp_path), sheet, {place: typed})) == [message]


def test_every_wrong_cell_is_told_at_once(tmp_path: Path) -> None:
    """Nobody has to mend a workbook one error at a time."""
    path = fill(book(tmp_path), "Answers", {SERVICE: "", "C5": "soon", "D12": "2", "E13": ""})

    assert [line.partition(":")[0] for line in refused(fill(path, "Evidence", {"D5": "x"}))] == [
        *("sheet Answers, cell C4", "sheet Evidence, cell D5", "sheet Answers, cell C5"),
        *("sheet Answers, cell D12", "sheet Answers, cell E13"),
    ]


def test_a_day_that_became_a_number_is_told(tmp_path: Path) -> None:
    """A serial number in a cell that no longer looks like a day is not guessed to be one."""
    path = book(tmp_path)
    part = sheets_of(path)["Answers"]
    style = read_style(path, part, "F12")
    fill(path, "Answers", {"C5": 46112})
    changed(path, part, (f'<c r="C5" s="{read_style(path, part, "C5")}"', f'<c r="C5" s="{style}"'))

    assert refused(path) == [
        "sheet Answers, cell C5: is the number 46112, and not shown as a day: type it as 2026-03-31"
    ]


def read_style(path: Path, part: str, place: str) -> str:
    """Return the number of a cell's style."""
    import re

    with ZipFile(path) as packed:
        found = re.search(rf'<c r="{place}" s="(\d+)"', packed.read(part).decode())
    assert found is not None
    return found[1]


HIDDEN = "is filled in, and in a sheet, row or column that is hidden: show it, or empty the cell"


def test_merged_and_hidden_cells_are_refused(tmp_path: Path) -> None:
    """What is merged with another cell or cannot be seen is not read, nor passed over."""
    path = book(tmp_path)
    part = sheets_of(path)["Answers"]
    changed(path, part, ("</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="D12:E12"/></mergeCells>'))
    changed(path, part, ('<row r="13"', '<row hidden="1" r="13"'))

    assert refused(path) == [
        "sheet Answers, cell D12: is merged with other cells: take them apart",
        "sheet Answers, cell E12: is merged with other cells: take them apart",
        f"sheet Answers, cell D13: {HIDDEN}",
        f"sheet Answers, cell E13: {HIDDEN}",
    ]


def test_a_hidden_sheet_is_refused(tmp_path: Path) -> None:
    """Evidence on a sheet that nobody sees is not read; an empty sheet may be hidden."""
    empty = book(tmp_path, attrs.evolve(SAID, responses={"mooring": 2}))
    hide = ('<sheet name="Evidence"', '<sheet state="hidden" name="Evidence"')
    assert read_workbook(changed(empty, "xl/workbook.xml", hide), framework=HARBOUR).levels == {"mooring": 2}

    wrong = refused(changed(book(tmp_path), "xl/workbook.xml", hide))
    assert wrong == [f"sheet Evidence, cell {column}5: {HIDDEN}" for column in "ABCDE"]


@pytest.mark.parametrize(("sheet", "cell"), [("Answers", "D12"), ("Evidence", "B5")])
@pytest.mark.parametrize("name", ["{} (2)", "{} of last year"])
def test_a_copy_of_a_sheet_is_refused(sheet: str, cell: str, name: str, tmp_path: Path) -> None:
    """A copy of what is filled in that says something else is not passed over: only one of the two can count."""
    path = copied(book(tmp_path), sheet, name.format(sheet))
    with pytest.warns(FileWarning, match=rf"Not read, .*: \"{re.escape(name.format(sheet))}\"$"):
        assert read_workbook(path, framework=HARBOUR) == SAID

    fill(path, name.format(sheet), {cell: 3})
    told = f"is a copy of the sheet {sheet}, and says something else: keep the one that counts, as {sheet}"
    assert refused(path) == [f'sheet "{name.format(sheet)}": {told}']


def test_a_sheet_of_somebody_else_is_told(tmp_path: Path) -> None:
    """A sheet with notes of one's own is not read, and that is said; an empty one is no word worth."""
    path = copied(book(tmp_path), "Rules", "My notes")
    with pytest.warns(FileWarning, match=r'Not read, for the workbook has no such sheet of its own: "My notes"'):
        assert read_workbook(path, framework=HARBOUR) == SAID

    part = sheets_of(path)["My notes"]
    with ZipFile(path) as packed:
        text = packed.read(part).decode()
    rows = re.search("<sheetData>.*</sheetData>", text, re.DOTALL)
    assert rows is not None
    assert read_workbook(changed(path, part, (rows[0], "<sheetData/>")), framework=HARBOUR) == SAID


def test_evidence_below_the_form_is_refused(tmp_path: Path) -> None:
    """A row that the result does not count is not read in silence."""
    path = book(tmp_path)
    row = '<row r="200"><c r="B200" t="inlineStr"><is><t>Late</t></is></c></row></sheetData>'
    changed(path, sheets_of(path)["Evidence"], ("</sheetData>", row))

    assert refused(path) == [
        "sheet Evidence, cell A200: is below the last row of the form, which is row 25: put it further up"
    ]


def test_a_row_that_was_deleted_or_doubled_is_told(tmp_path: Path) -> None:
    """Rows are found by their ids: one that is missing, or there twice, is told."""
    path = fill(book(tmp_path), "Answers", {"H12": "lights"})

    assert refused(path) == [
        'sheet Answers: the id "lights" is in the column H more than once',
        'sheet Answers: has no row with the id "mooring" in the column H: it was deleted or changed',
    ]


def test_another_edition_is_refused(tmp_path: Path) -> None:
    """A workbook of another edition, of a framework that changed since, or of another framework is not read."""
    path = book(tmp_path)
    newer = attrs.evolve(HARBOUR, edition="2027")
    stricter = attrs.evolve(HARBOUR, awards=[attrs.evolve(HARBOUR.awards[0], rule=pc.AtLeast("mooring", 3))])
    reworded = attrs.evolve(HARBOUR, title="Port")

    assert read_workbook(path, framework=reworded) == SAID
    with pytest.raises(InvalidWorkbook, match='sheet About: no edition "2026" of harbour; there is: "2027"'):
        read_workbook(path, framework=newer)
    with pytest.raises(InvalidWorkbook, match="sheet About: the framework has changed since"):
        read_workbook(path, framework=stricter)
    with pytest.raises(InvalidWorkbook, match='sheet About: is "harbour", but this is "wigan-progress"'):
        read_workbook(path, framework="wigan-progress")
    with pytest.raises(UnknownFramework, match="it is what the workbook is of"):
        read_workbook(path)


def test_a_later_form_is_refused(tmp_path: Path) -> None:
    """A workbook of another form is refused by its number."""
    path = book(tmp_path)
    strings = "xl/sharedStrings.xml"
    changed(path, strings, ("<si><t>1</t></si>", "<si><t>2</t></si>"))

    assert 'sheet About: is "2", and this library reads 1: make a new workbook' in refused(path)


def test_a_spreadsheet_of_another_kind_is_told(tmp_path: Path) -> None:
    """A spreadsheet without our sheets, or without our keys, is no workbook of ours."""
    renamed = parts_changed(book(tmp_path), {"xl/workbook.xml": ('name="Answers"', 'name="Replies"')})
    assert refused(renamed) == ['the file: has no sheet "Answers": it is no workbook of ours, or the sheet was renamed']
    unkeyed = fill(book(tmp_path), "About", {"C11": ""})
    assert refused(unkeyed) == [
        'sheet About: has no row with the id "fingerprint" in the column C: it was deleted or changed'
    ]


FULL = attrs.evolve(
    SAID,
    basis="reviewed",
    note="Tabs\tand\r\nends",
    certificates=[pc.Certificate(award="copper", awarded_on=date(2025, 1, 1))],
    responses={
        "mooring": pc.Rating(
            2, evidence=[pc.Evidence("A\0B", note="x"), pc.Evidence("Log")], carried_from=date(2025, 3, 1)
        ),
        "songs": pc.Reflection("Sung.", actions=[pc.Commitment("Sing more")]),
    },
)


def test_what_has_no_cell_is_kept_from_the_file(tmp_path: Path) -> None:
    """What a workbook cannot hold is kept from the file that it was made from, or its loss is refused."""
    path = book(tmp_path, FULL)

    assert read_workbook(path, framework=HARBOUR, into=FULL) == FULL
    assert refused(path) == [
        (
            "sheet About: does not hold all of the file that it was made from (basis, note, certificates, "
            "mooring.evidence, "
            "mooring.carried_from, songs.actions): give that file too"
        )
    ]
    assert refused(path, SAID) == [
        "sheet About: was made from another file than this, or from this one before it was changed"
    ]
    assert refused(book(tmp_path, None), SAID)[0] == (
        "sheet About: was made from no file, so there is none to keep anything from: read it alone"
    )


def test_what_is_changed_is_changed(tmp_path: Path) -> None:
    """A level that is changed is no longer carried over; evidence that stays keeps every sign; what goes is gone."""
    path = book(tmp_path, FULL)
    fill(path, "Answers", {"D12": 3, "F14": "Sung twice.", "D13": "not applicable", "E13": "None."})
    fill(path, "Evidence", {"A6": "", "B6": "", "C6": ""})
    before = FULL.responses["mooring"]
    assert isinstance(before, pc.Rating)

    assert read_workbook(path, framework=HARBOUR, into=FULL).responses == {
        "mooring": attrs.evolve(before, level=3, evidence=before.evidence[:1], carried_from=None),
        "lights": pc.NotApplicable("None."),
        "songs": pc.Reflection("Sung twice.", actions=[pc.Commitment("Sing more")]),
    }


def test_another_kind_of_answer_keeps_nothing(tmp_path: Path) -> None:
    """A rating that becomes not applicable leaves nothing of the rating."""
    rated = attrs.evolve(SAID, responses={"lights": pc.Rating(2, review_on=date(2026, 9, 1))})
    path = fill(book(tmp_path, rated), "Answers", {"D13": "not applicable", "E13": "None."})

    assert read_workbook(path, framework=HARBOUR, into=rated).responses == {"lights": pc.NotApplicable("None.")}


def test_what_no_cell_holds_is_refused_when_writing(tmp_path: Path) -> None:
    """A text longer than a cell, and a day before spreadsheets count days, are told with their place."""
    long = attrs.evolve(
        SAID, responses={"mooring": pc.Rating(2, "x" * 32768, [pc.Evidence("Log", dated=date(1899, 1, 1))])}
    )
    with pytest.raises(pc.InvalidAssessment) as caught:
        book(tmp_path, long)

    assert [str(problem) for problem in caught.value.problems] == [
        'topic "mooring", `note`: is longer than 32767 signs, the most that a cell holds',
        (
            'topic "mooring", evidence "Log", `dated`: is 1899-01-01, and spreadsheets count the days alike from '
            "1900-03-01 on"
        ),
    ]
    assert list(tmp_path.iterdir()) == []


def test_it_names_its_framework(tmp_path: Path) -> None:
    """Where no framework is given, the installed one that the workbook names is what it is read against."""
    said = pc.read_assessment(Path(__file__).parents[2] / "examples" / "rivington-2026.toml")
    write_workbook(pc.get_framework("wigan-progress"), tmp_path / "w.xlsx", said)

    assert read_workbook(tmp_path / "w.xlsx") == said


def test_a_share_that_is_not_compared_exactly_is_refused(tmp_path: Path) -> None:
    """No award is judged by numbers that a spreadsheet rounds."""
    fine = attrs.evolve(HARBOUR, awards=[pc.Award(id="copper", title="Copper", rule=pc.Share("83.333333333333333"))])
    with pytest.raises(InvalidFramework, match=r"asks for 83.333333333333333 per cent, which a spreadsheet cannot"):
        write_workbook(fine, tmp_path / "w.xlsx")


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    """Titles, notes and services that begin as formulas do are texts in every cell."""
    signs = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org")')
    for sign in signs:
        topics = [attrs.evolve(topic, title=sign) for topic in HARBOUR.topics]
        awards = [attrs.evolve(award, title=sign) for award in HARBOUR.awards]
        named = attrs.evolve(HARBOUR, title=sign, topics=topics, awards=awards)
        said = attrs.evolve(
            SAID, service=sign, note=sign, responses={"mooring": pc.Rating(2, sign, [pc.Evidence(sign)])}
        )
        path = tmp_path / "w.xlsx"
        write_workbook(named, path, said, overwrite=True)
        plain = book(tmp_path / "..", said)

        assert read_workbook(path, framework=named) == said
        ours, others = ({sheet.name: sheet.marks.formulas for sheet in read_sheets(each)} for each in (path, plain))
        assert ours == others


def test_a_workbook_in_other_words_reads_back(tmp_path: Path) -> None:
    """Where titles, choices and our own sentences are in another language, it is read without it."""
    topics = [attrs.evolve(topic, title=f"Pwnc {topic.id}") for topic in HARBOUR.topics]
    welsh = attrs.evolve(HARBOUR, topics=topics, modes=[Option("alone", "Ar ben"), Option("together", "Gyda")])
    said = attrs.evolve(SAID, responses={**SAID.responses, "songs": pc.Reflection("Canu.", [pc.Evidence("Llyfr")])})
    with use_catalogue(lambda template: template.upper() if "{" not in template else template):
        write_workbook(welsh, tmp_path / "w.xlsx", said)

    assert read_workbook(tmp_path / "w.xlsx", framework=HARBOUR) == said


def test_a_workbook_whose_lists_are_gone_is_refused(tmp_path: Path) -> None:
    """Where the sheet that lists what can be chosen was emptied, nothing is guessed."""
    path = book(tmp_path)
    part = sheets_of(path)["Working"]
    with ZipFile(path) as packed:
        text = packed.read(part).decode()
    start, end = text.index("<sheetData>"), text.index("</sheetData>")
    changed(path, part, (text[start:end], "<sheetData>"))

    assert [line.partition(":")[0] for line in refused(path)] == [
        *("sheet Evidence, cell A5", "sheet Answers, cell C8", "sheet Answers, cell D13"),
    ]
