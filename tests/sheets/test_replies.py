"""Replies in spreadsheets, as examples: what forms tools add, what people type, and what is refused."""

import csv
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import xlsxwriter
from spreadsheets import changed

import positiveculture as pc
from positiveculture.errors import FileTrouble, InvalidPanel
from positiveculture.formats.answers import LevelNames
from positiveculture.sheets import Replies, SheetOptions, Upload, read_replies, reading_notes
from positiveculture.sheets.grids import read_grid

WIGAN = pc.get_framework("wigan-progress")
CQC = pc.get_framework("cqc-style-well-led")
DAY = date(2026, 3, 31)

#: Writes a CSV file and returns its path.
Csv: TypeAlias = Callable[..., Path]


@pytest.fixture
def sheet(tmp_path: Path) -> Csv:
    """Write a file of separated values."""

    def write(text: str, name: str = "answers.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Write a spreadsheet of rows, which `change` may change, and return its path."""

    def write(rows: list[list[Any]], change: Callable[[Any, Any], None] = lambda *_: None) -> Path:
        path = tmp_path / "answers.xlsx"
        with xlsxwriter.Workbook(path) as made:
            sheet = made.add_worksheet("Replies")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            change(made, sheet)
        return path

    return write


def read(*paths: Path, framework: pc.Framework = WIGAN, **said: Any) -> Replies:
    """Read the replies in some files."""
    return read_replies(paths, framework, SheetOptions(**{"on": DAY, "service": "Elm", **said}))


def refused(*paths: Path, framework: pc.Framework = WIGAN, **said: Any) -> list[str]:
    """Return why some files are refused, without their folder."""
    with pytest.raises(InvalidPanel) as caught:
        read(*paths, framework=framework, **said)
    return [str(problem).replace(f"{paths[0].parent}/", "") for problem in caught.value.problems]


def levels(replies: Replies) -> list[dict[str, int]]:
    """Return what each reply answers."""
    return [dict(each.levels) for each in replies.panel.assessments]


def test_what_microsoft_forms_adds(sheet: Csv) -> None:
    """Names, addresses, times and points of a quiz are dropped unread, and which columns that is can be told."""
    found = read(
        sheet(
            "ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,Last modified time,"
            '"1. Dignity, respect and appreciation","Points - 1. Dignity, respect and appreciation",'
            '"Feedback - 1. Dignity, respect and appreciation",Name2\n'
            '1,8/20/25 12:51:45,8/20/25 12:55:01,anonymous,,5,,,5,1,"Good",Ann\n'
        )
    )

    assert levels(found) == [{"dignity": 5}]
    assert found.dropped == (
        *(
            "ID",
            "Start time",
            "Completion time",
            "Email",
            "Name",
            "Total points",
            "Quiz feedback",
            "Last modified time",
        ),
        *("Points - 1. Dignity, respect and appreciation", "Feedback - 1. Dignity, respect and appreciation", "Name2"),
    )
    assert list(reading_notes(found)) == [f"Not read: {', '.join(found.dropped)}"]


def test_what_google_forms_adds(sheet: Csv) -> None:
    """A grid's rows are read by what is in brackets."""
    found = read(
        sheet("Timestamp,Email Address,How far are we? [Life history],How far are we? [2]\nx,y,,4 - Good progress\n"),
        columns={"How far are we? [Life history]": "what-matters"},
    )

    assert levels(found) == [{"life-history": 4}]
    assert found.dropped == ("Timestamp", "Email Address")


#: What SurveyMonkey and Qualtrics write above their replies; the questions are Wigan's first, and two of a grid.
SURVEYMONKEY = """Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,Last Name,\
Custom Data 1,"1. Dignity, respect and appreciation",How far have we come?,,Which team are you in?
,,,,,,,,,Response,2. Understanding and respecting life history,3. What matters to the person,Open-Ended Response
118,44,03/02/2026 09:00:00,03/02/2026 09:04:00,192.0.2.1,,,,,3,4,5,Days
119,44,03/02/2026 09:10:00,03/02/2026 09:14:00,192.0.2.1,,,,,4,,2,Nights
"""
QUALTRICS = """StartDate,Status,IPAddress,Progress,Finished,ResponseId,UserLanguage,Q1,Q2_1,matters,Q4
Start Date,Response Type,IP Address,Progress,Finished,Response ID,User Language,"1. Dignity, respect and appreciation",\
How far have we come? - Understanding and respecting life history,What counts here,Which team are you in?
"{""ImportId"":""startDate"",""timeZone"":""Z""}","{""ImportId"":""status""}","{""ImportId"":""ipAddress""}",\
"{""ImportId"":""progress""}","{""ImportId"":""finished""}","{""ImportId"":""_recordId""}",\
"{""ImportId"":""userLanguage""}","{""ImportId"":""QID1""}","{""ImportId"":""QID2_1""}","{""ImportId"":""QID3""}",\
"{""ImportId"":""QID4_TEXT""}"
2026-03-02 09:00:00,0,192.0.2.1,100,1,R_1,EN,3,4,5,Days
2026-03-02 09:10:00,0,192.0.2.1,100,1,R_2,EN,4,,2,Nights
"""


def test_two_rows_of_headings(sheet: Csv) -> None:
    """SurveyMonkey's second row of headings says what the columns of a grid are, and is nobody's reply."""
    found = read(sheet(SURVEYMONKEY), by="Which team are you in? ")

    first, second, third = WIGAN.topics[:3]
    assert levels(found) == [{first.id: 3, second.id: 4, third.id: 5}, {first.id: 4, third.id: 2}]
    assert found.panel.groups == (("Days",), ("Nights",))
    assert "Collector ID" in found.dropped
    assert refused(sheet(SURVEYMONKEY.replace(",5,Days", ",9,Days").replace("Open-Ended Response", "Early"))) == [
        (
            'answers.csv, column "Which team are you in? [Early]": no topic is called so: say which it is, or that it '
            "is not read"
        ),
        (
            'answers.csv, row 3, column "How far have we come? [3. What matters to the person]": 9 is no answer: a '
            "level is a number from 1 to 5, its label or its statement"
        ),
    ]
    wrong = SURVEYMONKEY.replace(",5,Days", ",9,Days")
    assert refused(sheet(wrong), by="Which team are you in?")[0].startswith(
        'answers.csv, row 3, column "How far have we come? [3. What matters to the person]": 9 is no answer'
    )


def test_three_rows_of_headings(sheet: Csv, book: Callable[..., Path]) -> None:
    """Qualtrics writes its own names, the questions, and what it imports columns by; each may name a topic."""
    text = QUALTRICS.replace("matters", WIGAN.topics[2].id)
    found = read(sheet(text), by="Which team are you in?")
    rows = [row for row in csv.reader(StringIO(text)) if not row[0].startswith("{")]

    first, second, third = WIGAN.topics[:3]
    assert levels(found) == [{first.id: 3, second.id: 4, third.id: 5}, {first.id: 4, third.id: 2}]
    assert found.panel.groups == (("Days",), ("Nights",))
    assert found.dropped == (
        *("Start Date", "Response Type", "IP Address", "Progress", "Finished", "Response ID", "User Language"),
    )
    assert levels(read(book(rows), by="Which team are you in?")) == levels(found)


@pytest.mark.parametrize(("real", "tried"), [("IP Address", "Survey Preview"), ("0", "1"), ("8", "2"), ("", "17")])
def test_whoever_only_tried_the_survey(sheet: Csv, book: Callable[..., Path], real: str, tried: str) -> None:
    """Qualtrics says which rows are previews and tests: nobody's replies, and told; what is in them is not read."""
    text = QUALTRICS.replace("09:00:00,0,", f"09:00:00,{tried},").replace("09:10:00,0,", f"09:10:00,{real},")
    text = text.replace("R_1,EN,3", "R_1,EN,nonsense").replace("matters", WIGAN.topics[2].id)
    rows: list[list[Any]] = [row for row in csv.reader(StringIO(text)) if not row[0].startswith("{")]
    rows[-1][1] = int(real) if real.isdigit() else real
    for found in (read(sheet(text), by="Which team are you in?"), read(book(rows), by="Which team are you in?")):
        assert (found.panel.groups, found.trials) == ((("Nights",),), 1)
        assert "1 row is of somebody who only tried the survey, and counts for nobody" in list(reading_notes(found))
    everybody = text.replace(f"09:10:00,{real},", "09:10:00,Survey Test,")
    assert refused(sheet(everybody), by="Which team are you in?") == ["there is no reply with an answer"]


def test_what_limesurvey_writes(sheet: Csv) -> None:
    """A question's code before its text is another name of the column, whichever of the two is a topic's."""
    found = read(
        sheet(
            "id. Response ID,submitdate. Date submitted,lastpage. Last page,seed. Seed,ipaddr. IP address,"
            '"G1Q1. Dignity, respect and appreciation",life-history. Here?,q[SQ1]. So? [What matters to the person],'
            "Team\n"
            "7,2026-03-02 09:00:00,1,5,192.0.2.1,5,4,3,Days\n"
        ),
        by="Team",
    )
    headings = "Response ID,Access code,Date started,Date last action,Total time,Group time: A,Question time: B,dignity"

    assert levels(found) == [{"dignity": 5, "life-history": 4, "what-matters": 3}]
    assert found.dropped == ("Response ID", "Date submitted", "Last page", "Seed", "IP address")
    assert levels(read(sheet(f"{headings}\n1,2,3,4,5,6,7,5\n"))) == [{"dignity": 5}]


def test_what_jisc_writes(sheet: Csv) -> None:
    """Numbers of questions have letters too, and stand before those of the framework."""
    headings = "Unique Response Number,Completed date,1.a. Life history,2.1.b. 3. What matters to the person"

    assert levels(read(sheet(f"{headings}\n1,2,3,4\n"), columns={"1.a. Life history": 2})) == [
        {"life-history": 3, "what-matters": 4}
    ]


def test_points_of_another_question_are_no_extra(sheet: Csv) -> None:
    """Points are dropped beside their question alone."""
    assert refused(sheet("dignity,Points - something\n5,1\n")) == [
        ('answers.csv, column "Points - something": no topic is called so: say which it is, or that it is not read')
    ]


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("3", "what-matters"),
        ("3. What matters to the person", "what-matters"),
        ("3) what  matters to the person:", "what-matters"),
        ("3 What matters to the person *", "what-matters"),
        ("WHAT-MATTERS", "what-matters"),
        ("Families’ knowledge and expertise", "family-expertise"),
        ("Rate us [12. Families' knowledge and expertise]", "family-expertise"),
    ],
)
def test_headings(sheet: Csv, heading: str, topic: str) -> None:
    """A heading is an id, a printed number, a title, or both, whatever its quotes, case and blanks."""
    assert levels(read(sheet(f"{heading},dignity\n4,5\n"))) == [{topic: 4, "dignity": 5}]


def test_the_forms_own_numbers(sheet: Csv) -> None:
    """Where a framework prints no numbers, those of a form are no part of a title; where it does, they fit."""
    unnumbered = next(topic for topic in CQC.every_topic if topic.number is None and topic.scale is not None)
    assert levels(read(sheet(f'"7. {unnumbered.title}"\n2\n1\n'), framework=CQC)) == [
        {unnumbered.id: 2},
        {unnumbered.id: 1},
    ]
    assert refused(sheet("4. What matters to the person\n4\n")) == [
        (
            'answers.csv, column "4. What matters to the person": no topic is called so: say '
            "which it is, or that it is not "
            'read; did you mean "3. What matters to the person"?'
        )
    ]


def test_not_applicable(sheet: Csv) -> None:
    """That a topic does not apply is an answer where the framework offers it, and refused where it does not."""
    offered = next(topic for topic in CQC.every_topic if topic.allows_not_applicable and topic.scale is not None)
    found = read(sheet(f"{offered.id}\nN/A\n{offered.scale.lowest}\n" if offered.scale else ""), framework=CQC)

    assert found.panel.assessments[0].responses[offered.id] == pc.NotApplicable("N/A")
    assert refused(sheet("dignity\nN/A\n5\n")) == [
        (
            'answers.csv, row 2, column "dignity": "N/A" is no answer here: the framework '
            "does not offer it; if it means "
            "none, say so"
        )
    ]
    assert levels(read(sheet("dignity\nN/A\n5\n"), no_answer=["N/A"])) == [{"dignity": 5}]


def test_no_answer(sheet: Csv, book: Callable[..., Path]) -> None:
    """What is said to stand for no answer is none, as number and as text; a level cannot stand for none."""
    rows = [["dignity", "meetings"], [9, 5], [4, "Don’t know"], ["99", 99.0]]
    found = read(book(rows), no_answer=["9", "99", "don't know", " "])

    assert levels(found) == [{"meetings": 5}, {"dignity": 4}]
    assert found.empty == 1
    assert refused(sheet("dignity\n5\n"), no_answer=["5"]) == [
        'answers.csv, column "dignity": 5 cannot mean no answer: it is a level of "dignity"'
    ]


def test_groups(sheet: Csv) -> None:
    """Groups that differ in case and blanks alone are one; a blank one is called so."""
    found = read(sheet("Team,dignity\nCare worker,5\ncare  worker ,4\nCaf\u00e9,3\nCafe\u0301,3\n,2\n"), by="TEAM")

    worker, again, cafe, decomposed, nobody = found.panel.group_of_each
    assert (worker, cafe, nobody) == (again, decomposed, ("(not said)",))


def test_groups_that_are_numbers(book: Callable[..., Path]) -> None:
    """A group that is a whole number is written as one."""
    assert read(book([["Team", "dignity"], [4.0, 5], [4, 5]]), by="team").panel.groups == (("4",), ("4",))


def test_people(sheet: Csv) -> None:
    """Who replied is read from the column that is named, once each; the number of a forms tool names nobody."""
    assert read(sheet("ID,Email,dignity\n1,A@x.org,5\n2, b@x.org,4\n"), person="email").panel.people == (
        "a@x.org",
        "b@x.org",
    )
    assert read(sheet("ID,Response ID,dignity\n1,7,5\n")).panel.people == ()
    assert refused(sheet("Email,dignity\na@x.org,5\nA@X.org ,5\n,3\n"), person="Email") == [
        'answers.csv, row 3, column "Email": is somebody who has replied already',
        'answers.csv, row 4, column "Email": does not say who replied',
    ]


def test_the_same_reply_again(sheet: Csv) -> None:
    """Equal answers count; the same row once more, by its number, does not unless it is asked for; both are told."""
    first = sheet("ID,dignity\n1,5\n2,5\n3,4\n", "answers.csv")
    again = sheet("ID,dignity\n1,5\n2,5\n3,3\n", "answers (1).csv")
    found, counted = read(first, again), read(first, again, count_copies=True)

    assert [each["dignity"] for each in levels(found)] == [5, 5, 4, 3]
    assert (found.copies, found.same, counted.copies, counted.same) == (2, 1, 2, 1)
    assert [each["dignity"] for each in levels(counted)] == [5, 5, 4, 5, 5, 3]
    assert list(reading_notes(found))[1:] == [
        ("2 of the rows have the number and the answers of an earlier one, and are not counted"),
        "1 of the replies have the same answers as an earlier one, and are counted: short surveys repeat",
    ]
    assert list(reading_notes(counted))[1].endswith("and are counted")


def test_a_file_twice(sheet: Csv, tmp_path: Path) -> None:
    """A file that is named twice is read once; so is a copy, by its name and content, unless it is to count."""
    text = "dignity\n5\n4\n"
    first, copy = sheet(text), sheet(text, "answers (1).csv")
    other, changed_since = sheet(text, "night.csv"), sheet("dignity\n3\n", "answers - Copy.csv")
    (tmp_path / "link.csv").symlink_to(first)
    found = read(first, tmp_path / "link.csv", copy, other, first, changed_since)

    assert [each["dignity"] for each in levels(found)] == [5, 4, 5, 4, 3]
    assert found.file_copies == (copy,)
    assert len(levels(read(copy, first, count_copies=True))) == 4
    assert refused(first, tmp_path / "no.csv", copy) == ["no.csv: there is no such file"]


def test_a_file_that_is_sent_twice() -> None:
    """Two files that are sent under one name are one where they hold the same."""
    sent = [Upload("a.csv", f"dignity\n{level}\n".encode()) for level in (5, 5, 4)]
    found = read_replies(sent, WIGAN, SheetOptions(on=DAY, service="Elm"))

    assert [each["dignity"] for each in levels(found)] == [5, 4]
    assert found.file_copies == (sent[1],)


def test_a_number_that_is_used_again(sheet: Csv) -> None:
    """Of replies with one number, those with the answers of an earlier one are copies, whichever that is."""
    text = "ID,dignity,meetings\n1,3,4\n1,5,5\n1,5,5\n1,3,4\n2,3,\n2,3,\n2,3,4\n"
    found = read(sheet(text))

    assert (found.copies, found.same) == (3, 1)
    assert levels(found) == [
        *({"dignity": 3, "meetings": 4}, {"dignity": 5, "meetings": 5}, {"dignity": 3}),
        {"dignity": 3, "meetings": 4},
    ]


def test_nobody(sheet: Csv) -> None:
    """Rows without an answer are nobody, and told; blank rows are not even that; none at all is refused."""
    found = read(sheet("ID,Team,dignity\n1,A,5\n,,\n2,A,\n\n3,B, \n"), by="Team")

    assert (len(found.panel.assessments), found.empty) == (1, 2)
    assert "2 rows have no answer, and count for nobody" in list(reading_notes(found))
    assert "1 row has no answer, and counts for nobody" in list(reading_notes(read(sheet("ID,dignity\n1,5\n2,\n"))))
    assert refused(sheet("ID,dignity\n1,\n")) == ["there is no reply with an answer"]


def test_windows(sheet: Csv) -> None:
    """Windows-1252 is read, and told, for it cannot be known to be that."""
    found = read(sheet("Team;dignity\nCafé – nights;5\n", encoding="cp1252"), by="team")

    assert found.panel.groups == (("Café – nights",),)
    assert list(reading_notes(found)) == [
        "Read as Windows-1252, for it is not UTF-8; where letters are wrong, say its encoding"
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings(sheet: Csv, encoding: str) -> None:
    """UTF-8 and UTF-16 are found out, with and without a mark, and nothing needs to be told of them."""
    found = read(sheet("Team;dignity\nCafé – nights;5\n", encoding=encoding), by="team")

    assert found.panel.groups == (("Café – nights",),)
    assert list(reading_notes(found)) == []


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("", {}, "answers.csv: is empty"),
        (",\n,\n", {}, "answers.csv: is empty"),
        (
            "dignity,2;3\n5,3;4\n",
            {},
            ('answers.csv: what is between two columns may be "comma", "semicolon": say which is the separator'),
        ),
        (
            "dignity,2;3\n5\n",
            {},
            ('answers.csv: what is between two columns may be "comma", "semicolon": say which is the separator'),
        ),
        ("dignity,2\n5\n", {}, "answers.csv, row 2: its number of cells is 1, and there are 2 columns"),
        ("dignity,2\n5,4,3\n", {}, "answers.csv, row 2: its number of cells is 3, and there are 2 columns"),
        ('dignity,2\n5,"4\n', {}, "answers.csv, row 2: cannot be read as CSV: a quotation mark is without its partner"),
        ('"dignity,2\n5,4\n', {}, "answers.csv, row 1: cannot be read as CSV: a quotation mark is without its partner"),
        (
            "dignity\n5\n",
            {"separator": "dash"},
            'answers.csv: no separator "dash": say one sign, or one of "comma", "semicolon", "tab", "bar"',
        ),
        (
            "dignity\n5\n",
            {"encoding": "utf-99"},
            'answers.csv: no encoding "utf-99": say it as Python calls it, such as cp1252 or utf-16',
        ),
        (
            "dignity\n5\n",
            {"encoding": "base64"},
            'answers.csv: no encoding "base64": say it as Python calls it, such as cp1252 or utf-16',
        ),
        ("dignité\n5\n", {"encoding": "ascii"}, 'answers.csv: is not in the encoding "ascii"'),
        ("dignity,1\n5,5\n", {}, 'answers.csv, column "1": asks of "dignity", as column A does'),
        (
            "Team\nA\n",
            {},
            'answers.csv, column "Team": no topic is called so: say which it is, or that it is not read',
        ),
        ("Name\nA\n", {}, "answers.csv: no heading is the id, the number or the title of a topic"),
        ("dignity,\n5,x\n", {}, "answers.csv: column B has cells and no heading"),
        ("dignity\n5\n", {"by": "Team"}, 'answers.csv: no column "Team"; there are: "dignity"'),
        ("Team,Team,dignity\nA,B,5\n", {"by": "Team"}, 'answers.csv, column "Team": is given more than once'),
        ("dignity\n5\n", {"columns": {"Tea": False}}, 'answers.csv: no column "Tea"; there are: "dignity"'),
        ("x\n5\n", {"columns": {"x": "dignty"}}, 'answers.csv, column "x": no topic "dignty"; did you mean "dignity"?'),
        (
            "dignity\n4.5\n",
            {},
            'answers.csv, row 2, column "dignity": "4.5" is no answer: a level is a number from 1 to 5, its label',
        ),
        (
            "dignity\n9\n",
            {},
            'answers.csv, row 2, column "dignity": 9 is no answer: a level is a number from 1 to 5, its label',
        ),
        (
            "dignity\nStarting to look at it and act on it\n",
            {},
            '"Starting to look at it and act on it" is the label of several levels, 1, 2: write the number',
        ),
    ],
)
def test_what_is_refused_of_csv(sheet: Csv, text: str, said: dict[str, Any], expected: str) -> None:
    """What cannot be read for certain is refused in a sentence, with its row and column."""
    assert any(expected in problem for problem in refused(sheet(text), **said))


def test_what_is_wrong_with_headings_and_rows_hides_no_cell(sheet: Csv) -> None:
    """Unknown headings, short rows and cells that are no answer are told at once; of a short row, its cells are not."""
    assert [each.partition(": ")[0] for each in refused(sheet("Q1,dignity,meetings\na,9,4\nb,7\nc,x,5\n"))] == [
        "answers.csv, row 3",
        'answers.csv, column "Q1"',
        'answers.csv, row 2, column "dignity"',
        'answers.csv, row 4, column "dignity"',
    ]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """What is in no encoding that is known is refused, and so is what is too large or is not there."""
    path = tmp_path / "answers.csv"
    for data in (b"\x81\x8d\n\xff", b"\xff\xfea", b"a\0b\nc"):
        path.write_bytes(data)
        assert refused(path) == [
            ("answers.csv: is neither UTF-8 nor UTF-16 nor Windows-1252: save it as UTF-8, or say its encoding")
        ]
    for data, kind in ((b"PK\x03\x04", "a zip, as Word and spreadsheets are"), (b"%PDF-1.7", "a PDF")):
        path.write_bytes(data)
        assert refused(path) == [f"answers.csv: is {kind}, and no text file: save it as plain text"]
    path.write_bytes(b"a" * (64 * 1024 * 1024 + 1))
    assert refused(path) == ["answers.csv: is larger than 64 MiB, the most that is read"]
    assert refused(tmp_path / "none.csv") == ["none.csv: there is no such file"]
    assert refused(tmp_path / "a.pdf") == ["a.pdf: is none of .csv, .tsv, .xlsx, .ods"]
    with pytest.raises(FileTrouble, match="is none of"):
        read_grid(tmp_path / "a.pdf")


def test_what_excel_declares(sheet: Csv) -> None:
    """The line `sep=;` that Excel may write first is no heading."""
    assert levels(read(sheet("sep=;\r\ndignity;2\r\n5;4\r\n"))) == [{"dignity": 5, "life-history": 4}]
    assert levels(read(sheet("dignity\t2\n5\t4\n", "answers.tsv"))) == [{"dignity": 5, "life-history": 4}]


def test_columns_that_are_said(sheet: Csv) -> None:
    """A mapping names topics by id or number, and columns that are not read; it goes before what a heading says."""
    found = read(
        sheet("Q1,Q2,Comments,dignity\n5,4,so so,1\n"),
        columns={"Q1": 1, "q2 ": "meetings", "Comments": False, "dignity": False},
    )

    assert levels(found) == [{"dignity": 5, "meetings": 4}]
    assert found.dropped == ("Comments", "dignity")


def test_columns_of_several_tables(sheet: Csv) -> None:
    """One mapping serves tables with columns of their own; a heading that none of them has is refused, or told."""
    paths = [sheet("dignity,Team\n5,a\n", "forms.csv"), sheet("dignity,Shift\n4,b\n", "paper.csv")]
    columns = {"Team": False, "Shift": False}
    found = read(*paths, columns=columns)
    waves = read(paths[0], columns=columns, other_columns=True)

    assert (len(found.panel.assessments), found.dropped, found.missing) == (2, ("Team", "Shift"), ())
    assert refused(*paths, columns={**columns, "Taem": False}) == [
        f'{paths[0].name}, {paths[1].name}: no column "Taem"; did you mean "Team"?'
    ]
    assert (len(waves.panel.assessments), waves.missing) == (1, ("Shift",))
    assert "No column is called: Shift" in reading_notes(waves)


def test_columns_without_a_heading(sheet: Csv) -> None:
    """A column without a heading and without cells is none."""
    assert levels(read(sheet("dignity,,2\n5,,4\n"))) == [{"dignity": 5, "life-history": 4}]


def test_what_is_no_level() -> None:
    """A number off the scale, and words beside the number of another level, mean no level."""
    names = LevelNames(WIGAN.topics[0])

    assert [names.levels(text) for text in ("9", "4 - Some progress", "4 (good)", "5", "good progress")] == [
        (),
        (),
        (),
        (5,),
        (4,),
    ]


def test_csv_needs_no_extra(sheet: Csv) -> None:
    """CSV is read without the packages that spreadsheets need."""
    path = sheet("dignity,2\n5,4\n")
    code = (
        "import sys; sys.modules['python_calamine'] = sys.modules['xlsxwriter'] = None\n"
        "from datetime import date; import positiveculture as pc\n"
        "from positiveculture.sheets import SheetOptions, read_replies\n"
        f"found = read_replies([{str(path)!r}], pc.get_framework('wigan-progress'), "
        "SheetOptions(on=date(2026, 3, 31), service='Elm'))\n"
        "print(dict(found.panel.assessments[0].levels))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)

    assert (told.stdout, told.stderr) == ("{'dignity': 5, 'life-history': 4}\n", "")


def test_columns_far_to_the_right(sheet: Csv) -> None:
    """A column without a heading is told by its letters, as spreadsheets have them."""
    assert refused(sheet("dignity" + "," * 27 + "\n5" + "," * 27 + "x\n")) == [
        "answers.csv: column AB has cells and no heading"
    ]


def test_titles_that_repeat(sheet: Csv) -> None:
    """A title that several topics have names none of them; their ids do."""
    scale = WIGAN.topics[0].scale
    topics = [pc.Topic(id=f"seen-{place}", title="Evidence seen", scale=scale) for place in ("lounge", "kitchen")]
    source = pc.Source(title="t", publisher="p", rights="r")
    audit = pc.Framework(id="audit", edition="1", title="Audit", source=source, topics=topics)

    assert refused(sheet("Evidence seen,Evidence seen\n3,4\n"), framework=audit)[0] == (
        'answers.csv, column "Evidence seen": is the title of several topics: "seen-lounge", "seen-kitchen"; write '
        "one of these ids in the heading, or say which it is"
    )
    assert levels(read(sheet("Evidence seen [seen-lounge],seen-kitchen\n3,4\n"), framework=audit)) == [
        {"seen-lounge": 3, "seen-kitchen": 4}
    ]


def test_free_text_is_not_read(sheet: Csv) -> None:
    """What people wrote on a topic without a scale is not read: a panel counts, and quotes nobody."""
    wales = pc.get_framework("wales-positive-cultures")
    unscaled = wales.topics[0]

    assert refused(sheet(f"{unscaled.id}\nWe feel heard.\n"), framework=wales) == [
        "answers.csv: no heading is the id, the number or the title of a topic"
    ]


class TestSpreadsheets:
    """What spreadsheets have besides values."""

    def test_values(self, book: Callable[..., Path]) -> None:
        """Whole numbers, however they are kept, and texts are read; rows above the headings may be blank."""
        found = read(book([[], ["dignity", 2, "Name"], [5.0, "4 - Good progress", "Ann"], [], ["3", 4, ""]]))

        assert levels(found) == [{"dignity": 5, "life-history": 4}, {"dignity": 3, "life-history": 4}]

    def test_wrong_values(self, book: Callable[..., Path]) -> None:
        """Dates, decimals, true and false are refused with their rows, as spreadsheets number them."""

        def date_in(made: Any, sheet: Any) -> None:
            sheet.write_datetime(1, 0, datetime(2026, 4, 3), made.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
            sheet.write_boolean(2, 0, True)

        assert refused(book([["dignity"], [], [], [4.5], [46115]], date_in)) == [
            (
                'answers.xlsx, row 2, column "dignity": is a date, 2026-04-03, and no answer: the spreadsheet may '
                "have made one of what was typed"
            ),
            *(
                f'answers.xlsx, row {row}, column "dignity": {given} is no answer: a level is a number from 1 to 5, '
                "its label or its statement"
                for row, given in ((3, "true"), (4, "4.5"), (5, "46115"))
            ),
        ]

    def test_marks(self, book: Callable[..., Path]) -> None:
        """Hidden rows and columns, formulas and merged cells are refused where they are read, and nowhere else."""
        rows = [["Name", "dignity", "2"], ["x", 5, 4], ["y", 4, 4], ["z", 3, 4]]

        def hide_row(_: Any, sheet: Any) -> None:
            sheet.set_row(2, None, None, {"hidden": True})

        def hide_column(_: Any, sheet: Any) -> None:
            sheet.set_column(1, 1, None, None, {"hidden": True})

        def formula(_: Any, sheet: Any) -> None:
            sheet.write_formula(1, 1, "=4+1", None, 5)
            sheet.write_formula(1, 0, '="x"', None, "x")

        def uncounted(_: Any, sheet: Any) -> None:
            sheet.write_formula(1, 1, "=4+5", None, 9)

        def error(_: Any, sheet: Any) -> None:
            sheet.write_formula(1, 1, "=NA()", None, "#N/A")

        def merge(_: Any, sheet: Any) -> None:
            sheet.merge_range(2, 1, 3, 1, 4)

        assert refused(book(rows, hide_row)) == [
            "answers.xlsx, row 3: is hidden: show it, or delete it, so that it is clear whether it counts"
        ]
        assert refused(book(rows, hide_column)) == [
            'answers.xlsx, column "dignity": is hidden: show it, or delete it, so that it is clear whether it counts'
        ]
        for change in (formula, uncounted, error):
            assert refused(book(rows, change)) == [
                'answers.xlsx, row 2, column "dignity": holds a formula, and what is filled in is typed: type the value'
            ]
        path = book(rows, error)
        changed(path, {"xl/worksheets/sheet1.xml": ("<f>NA()</f>", "")})
        assert refused(path) == ['answers.xlsx, row 2, column "dignity": shows an error: type the value']
        assert refused(book(rows, merge)) == [
            f'answers.xlsx, row {row}, column "dignity": is merged with other cells: take them apart' for row in (3, 4)
        ]

    def test_sheets(self, book: Callable[..., Path]) -> None:
        """The one sheet with anything in it is read; of several, one has to be named, in whatever case."""

        def more(made: Any, _: Any) -> None:
            made.add_worksheet("Empty")
            made.add_worksheet("Summary").write_row(0, 0, ["Total", 3])

        def empty(made: Any, _: Any) -> None:
            made.add_worksheet("Empty")

        path = book([["dignity"], [5]], more)
        assert refused(path) == ['answers.xlsx: has several sheets: "Replies", "Summary"; say which is meant']
        assert levels(read(path, sheet="replies")) == [{"dignity": 5}]
        assert refused(path, sheet="Reples") == ['answers.xlsx: no sheet "Reples"; did you mean "Replies"?']
        assert levels(read(book([["dignity"], [5]], empty))) == [{"dignity": 5}]
        assert refused(book([])) == ["answers.xlsx: is empty"]

    def test_hidden_sheets(self, book: Callable[..., Path]) -> None:
        """A hidden sheet with anything in it is not read, and that is said, unless the sheet to read is named."""

        def hide(made: Any, _: Any) -> None:
            for name in ("Replies (2)", "Empty"):
                made.add_worksheet(name).hide()
            made.get_worksheet_by_name("Replies (2)").write_row(0, 0, ["dignity", 3])

        path = book([["dignity"], [5]], hide)
        found = read(path)
        assert (levels(found), found.hidden_sheets) == ([{"dignity": 5}], ("Replies (2)",))
        assert 'Not read, for they are hidden: "Replies (2)"' in reading_notes(found)
        assert read(path, sheet="Replies").hidden_sheets == ()
