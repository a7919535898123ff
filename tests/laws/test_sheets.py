"""Laws of replies in a spreadsheet: whatever its dialect and however answers are written, each is counted once."""

import csv
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import assume, given, strategies as st

import positiveculture as pc
from positiveculture.errors import InvalidFile, InvalidPanel
from positiveculture.panel import Distribution
from positiveculture.sheets import Replies, SheetOptions, read_replies
from positiveculture.sheets.delimited import SEPARATORS, read_delimited

WIGAN = pc.get_framework("wigan-progress")
DAY = date(2026, 3, 31)

#: The columns that Microsoft Forms and Google Forms add.
MICROSOFT = ("ID", "Start time", "Completion time", "Email", "Name")
GOOGLE = ("Timestamp", "Email Address")
LIME_SURVEY = ("id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl")
SURVEY_MONKEY = (
    *("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address"),
    *("First Name", "Last Name", "Custom Data 1"),
)
JISC = ("Response ID", "Started", "Completed")
#: The columns that forms tools add, by tool.
TOOLS = (MICROSOFT, GOOGLE, LIME_SURVEY, SURVEY_MONKEY, JISC)
EXTRA = {head for tool in TOOLS for head in tool}

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")

#: What people type that is in Windows-1252.
WORDS = st.text(st.sampled_from("abc äé–’€,;\t|\"'\n =@"), min_size=1, max_size=12).filter(lambda text: text.strip())


def headings(topic: pc.Topic) -> list[str]:
    """Return the ways to write a topic above its column."""
    numbered = f"{topic.number}. {topic.title}"
    return [
        topic.id,
        str(topic.number),
        topic.title,
        numbered,
        f"{numbered} *",
        f"7. {numbered}",
        f"How is it? [{numbered}]",
        topic.title.upper(),
    ]


def cells(topic: pc.Topic, level: int) -> list[str]:
    """Return the ways to write a level in a cell of CSV."""
    assert topic.scale is not None
    label = topic.scale.label(level)
    unique = [label, f" {label.upper()} "] if level > 2 else []
    statement = topic.statement(level)
    assert statement is not None
    return [
        str(level),
        f" {level} ",
        f"{level}.0",
        f"{level},0",
        f"{level} - {label}",
        f"{level} – {label}",
        statement.text,
        *unique,
    ]


@st.composite
def surveys(draw: st.DrawFn) -> tuple[list[str], list[list[str]], list[dict[str, int]]]:
    """Draw headings and rows as a forms tool exports them, with what each reply answers."""
    topics = draw(st.lists(st.sampled_from(WIGAN.topics), unique=True, min_size=1, max_size=6))
    extra = draw(st.sampled_from([(), *TOOLS]))
    number = draw(st.integers(1, 12))
    heads = [*extra, *(draw(st.sampled_from(headings(topic))) for topic in topics)]
    rows, replies = [], []
    for place in range(number):
        answers = {topic.id: level for topic in topics if (level := draw(st.integers(0, 5)))}
        about = [str(place) if head.lower().endswith("id") else draw(WORDS) for head in extra]
        row = [
            *about,
            *(
                draw(st.sampled_from(cells(topic, answers[topic.id]))) if topic.id in answers else ""
                for topic in topics
            ),
        ]
        rows.append(row)
        replies.append(answers)
        if draw(st.booleans()):
            rows.append([""] * len(row))
    return heads, rows, [reply for reply in replies if reply]


def read(path: Path, **said: Any) -> Replies:
    """Read the replies in a file."""
    return read_replies([path], WIGAN, SheetOptions(on=DAY, service="Elm", **said))


def counts(replies: Replies) -> dict[str, Counter[int]]:
    """Return how many chose each level of each topic, as the panel counts."""
    summary = replies.panel.summary(WIGAN, min_respondents=1)
    found = {}
    for topic in summary.topics:
        figure = summary.figure(topic)
        if isinstance(figure, Distribution):
            each = zip(figure.scale.levels, figure.counts, strict=True)
            found[topic] = Counter({level.number: count for level, count in each if count})
    return found


def expected(replies: Sequence[dict[str, int]]) -> dict[str, Counter[int]]:
    """Return the same, counted one by one."""
    found: dict[str, Counter[int]] = {}
    for reply in replies:
        for topic, level in reply.items():
            found.setdefault(topic, Counter())[level] += 1
    return found


def is_utf8_by_chance(line: bytes) -> bool:
    """Return whether a line with other letters than ASCII's is UTF-8."""
    return not line.isascii() and line == line.decode("utf-8", "ignore").encode()


@given(surveys(), st.sampled_from(ENCODINGS), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_counts_of_csv(
    survey: tuple[list[str], list[list[str]], list[dict[str, int]]],
    encoding: str,
    separator: str,
    end: str,
    quoted: bool,
) -> None:
    """The panel counts what Python's csv module finds, whatever the encoding, the separator and the line ends."""
    heads, rows, replies = survey
    assume(replies)
    out = StringIO()
    writer = csv.writer(
        out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    )
    writer.writerows([heads, *rows])
    data = out.getvalue().encode(encoding)
    # Few texts in Windows-1252 are UTF-8 by chance, such as an umlaut and two dashes: nobody can tell which is meant.
    assume(encoding != "cp1252" or not any(is_utf8_by_chance(line) for line in data.splitlines()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(data)
        with path.open(encoding=encoding, newline="") as file:
            independent = list(csv.reader(file, delimiter=separator))
        undecided: tuple[pc.Problem, ...] = ()
        try:
            found = read(path)
        except InvalidPanel as error:
            undecided = error.problems
            found = read(path, separator=separator)
        # A single column does not tell what would part two: then it may have to be said.
        assert len(heads) == 1 or {problem.code for problem in undecided} <= {"several-separators"}
        assert [list(row) for row in read_delimited(path, separator=separator).rows] == independent

    assert counts(found) == expected(replies)
    assert len(found.panel.assessments) == len(replies)
    assert found.empty == sum(bool("".join(row).strip()) for row in rows) - len(replies)


@given(surveys())
def test_counts_of_xlsx(survey: tuple[list[str], list[list[str]], list[dict[str, int]]]) -> None:
    """A spreadsheet is counted as the CSV of the same cells is, numbers being numbers."""
    heads, rows, replies = survey
    assume(replies)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.xlsx"
        with xlsxwriter.Workbook(path) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate([heads, *rows]):
                for place, cell in enumerate(row):
                    if cell.isdigit():
                        sheet.write_number(number, place, int(cell))
                    elif cell:
                        sheet.write_string(number, place, cell)
        found = read(path)

    assert counts(found) == expected(replies)


@given(surveys(), st.data())
def test_a_wrong_cell_is_told_where_it_is(
    survey: tuple[list[str], list[list[str]], list[dict[str, int]]], data: st.DataObject
) -> None:
    """A cell that is no answer is told with its row and its column, and each such cell is; nothing is counted then."""
    heads, rows, replies = survey
    assume(replies)
    first = len(heads) - len([head for head in heads if head not in EXTRA])
    wrong = data.draw(
        st.dictionaries(
            st.tuples(st.integers(0, len(rows) - 1), st.integers(first, len(heads) - 1)),
            st.sampled_from(
                [
                    "6",
                    "0",
                    "-1",
                    "4.5",
                    "TRUE",
                    "n/a",
                    "2026-03-31",
                    "Good",
                    "Starting to look at it and act on it",
                    "4 - Some progress",
                ]
            ),
            min_size=1,
            max_size=4,
        )
    )
    for (row, place), text in wrong.items():
        rows[row][place] = text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=",").writerows([heads, *rows])
        with pytest.raises(InvalidPanel) as caught:
            read(path, separator=",")

    assert sorted(problem.path[1:] for problem in caught.value.problems) == sorted(
        (row + 2, heads[place]) for row, place in wrong
    )


@given(st.text(st.sampled_from('ab,;|\t"\n'), max_size=40), st.sampled_from([None, *SEPARATORS]))
def test_any_text(text: str, separator: str | None) -> None:
    """Any text is read as Python's csv module reads it with the separator that is found, or refused in a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        path.write_bytes(text.encode())
        try:
            found = read_delimited(path, separator=separator)
        except InvalidFile:
            return
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=found.dialect.separator, strict=True))
    assert [list(row) for row in found.rows] == rows
    assert separator in (None, found.dialect.separator)
