"""`panel` of a spreadsheet, `--draft` and `questions`: from a forms tool's export to what a team agrees on."""

import csv
import json
import re
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from running import Command, Write

import positiveculture as pc
from positiveculture.documents.commands import OPTIONS
from positiveculture.messages import MESSAGES

REPLIES = """\
ID;Start time;Email;Team;1. Dignity, respect and appreciation;2. Understanding and respecting life history
1;8/20/25 12:51:45;anonymous;Nights;5;4 - Good progress
2;8/20/25 12:53:45;anonymous;Days;5;3
3;8/20/25 12:55:45;anonymous;days;5;3
"""

WIGAN = ("--framework", "wigan-progress", "--minimum", "1")


def test_a_spreadsheet_is_a_panel(positiveculture: Command, write: Write) -> None:
    """A forms tool's export is read as it is; what was not read is said on standard error alone."""
    result = positiveculture(
        "panel", write("winter hill.csv", REPLIES), *WIGAN, "--by", "team", "--on", "2026-03-31", "--json"
    )
    shown = json.loads(result.out)
    whole, days, nights = shown["groups"]

    assert (result.status, shown["services"], shown["assessed_on"]) == (0, ["winter hill"], ["2026-03-31"] * 2)
    assert whole["topics"]["life-history"]["counts"] == {"1": 0, "2": 0, "3": 2, "4": 1, "5": 0}
    assert ([days["group"], days["replied"]], [nights["group"], nights["replied"]]) == ([["Days"], 2], [["Nights"], 1])
    assert result.err.splitlines() == [
        "Note: Not read: ID, Start time, Email.",
        "Note: 1 of the replies have the same answers as an earlier one, and are counted: short surveys repeat.",
    ]


def test_a_problem_names_the_option_that_answers_it(positiveculture: Command, write: Write) -> None:
    """What is unclear of a spreadsheet has the option that says it; the library's own sentence names no option."""
    result = positiveculture("panel", write("a.csv", "dignity,Comment\n5,N/A\n"), *WIGAN, "--on", "2026-03-31")
    assert result.status == 1
    assert 'column "Comment": no topic is called so: say which it is, or that it is not read (--columns)' in result.err
    options = positiveculture("panel", "--help").out + positiveculture("read-workbook", "--help").out
    for code, option in OPTIONS.items():
        assert "--" not in MESSAGES[code]
        assert option in options


def test_a_copy_of_a_spreadsheet(positiveculture: Command, write: Write) -> None:
    """A copy that a download left behind is nobody's reply, and told."""
    text = "dignity\n" + "4\n" * 6
    files = write("a.csv", text), write("a (1).csv", text), write("a.csv", text)
    result = positiveculture("panel", *files, *WIGAN)
    counted = positiveculture("panel", *files, *WIGAN, "--count-copies", "--json")

    said = " ".join(result.out.split())
    assert "Not counted, for it is a copy by name and content (--count-copies counts it):" in said
    assert "Replied: 6 people" in said
    assert json.loads(counted.out)["groups"][0]["replied"] == 12


def test_what_is_said_of_it(positiveculture: Command, write: Write) -> None:
    """A mapping, what stands for no answer, and the service's name are said by options."""
    text = "Q1,Q2,Comment\n5,9,so so\n4,3,good\n"
    columns = write("columns.toml", 'Q1 = "dignity"\nQ2 = 2\nComment = false\n')
    result = positiveculture(
        *(
            "panel",
            write("a.csv", text),
            *WIGAN,
            "--columns",
            columns,
            "--no-answer",
            "9,99",
            "--service",
            "Elm",
            "--json",
        )
    )
    shown = json.loads(result.out)

    assert shown["services"] == ["Elm"]
    assert shown["groups"][0]["topics"]["life-history"]["n"] == 1
    assert shown["groups"][0]["topics"]["dignity"]["n"] == 2


def test_two_waves_with_columns_of_their_own(positiveculture: Command, write: Write) -> None:
    """One mapping serves both waves, though each has a column that the other has not; what a wave lacks is told."""
    columns = write("columns.toml", "Comment = false\nShift = false\n")
    result = positiveculture(
        *("panel", write("b.csv", "dignity,Comment\n5,x\n4,y\n"), *WIGAN, "--on", "2026-09-30", "--columns", columns),
        *("--previous", write("a.csv", "dignity,Shift\n3,x\n3,y\n")),
        *("--previous-on", "2026-03-31", "--json"),
    )

    assert (result.status, json.loads(result.out)["groups"][0]["replied"]) == (0, 2)
    assert json.loads(result.out)["since"] == [["2026-03-31"] * 2]
    assert "Note: No column is called: Shift." in result.err
    assert "Note: No column is called: Comment." in result.err


def test_the_day_of_the_wave_before(positiveculture: Command, write: Write) -> None:
    """A wave before in a spreadsheet is of a day that is named: that of this wave is not its day."""
    files = (write("b.csv", "dignity\n5\n4\n"), *WIGAN, "--previous", write("a.csv", "dignity\n3\n3\n"))
    unnamed = positiveculture("panel", *files)
    shown = positiveculture("panel", *files, "--on", "2026-09-30", "--previous-on", "2026-03-31")

    assert (unnamed.status, unnamed.out) == (2, "")
    assert "say that of the wave before with --previous-on" in unnamed.err
    assert "since 31 March 2026" in shown.out
    late = positiveculture("panel", *files, "--on", "2026-09-30", "--previous-on", "2026-10-01")
    assert (late.status, late.out) == (1, "")
    assert "a.csv: is of 2026-10-01, and this wave is of 2026-09-30: it has to come before" in late.err


def test_from_standard_input(positiveculture: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies may come by standard input."""
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(REPLIES.encode())))
    shown = json.loads(positiveculture("panel", "-", "--format", "csv", *WIGAN, "--by", "Team", "--json").out)

    assert shown["groups"][0]["replied"] == 3


def test_what_is_wrong(positiveculture: Command, write: Write, examples: Path) -> None:
    """Every problem of a spreadsheet is told with its row and column; without a framework it is misused."""
    wrong = write("a.csv", "dignity,meetings\n6,5\n5,soon\n")
    result = positiveculture("panel", wrong, *WIGAN)

    assert (result.status, result.out) == (1, "")
    assert f'  {wrong}, row 2, column "dignity": 6 is no answer' in result.err
    assert f'  {wrong}, row 3, column "meetings": "soon" is no answer' in result.err
    assert "names no framework" in positiveculture("panel", wrong).err
    mixed = positiveculture("panel", wrong, examples / "rivington-2026.toml", *WIGAN)
    assert (mixed.status, "cannot be counted together" in mixed.err) == (2, True)
    listed = positiveculture("panel", wrong, *WIGAN, "--columns", write("c.json", "[1]"))
    assert (listed.status, "must be a table" in listed.err) == (1, True)


OF_SHEETS = ["--on", "2026-01-01", "--service", "A", "--person", "b", "--columns", "c.toml", "--no-answer", "9"]
OF_RELEASES = ["--by", "role", "--previous", "x", "--count-copies", "--invited", "9", "--minimum", "10"]


@pytest.mark.parametrize(
    "line",
    [
        ["panel", "a.csv", "--sheet", "A", "--previous-on", "2025-01-01"],
        ["panel", "a.tsv", "--sheet", "A"],
        ["panel", "a.xlsx", "--separator", ";", "--encoding", "cp1252"],
        ["panel", "a.toml", *OF_SHEETS, "--separator", ";", "--encoding", "cp1252", "--sheet", "A"],
        ["panel", "a.json", *OF_RELEASES, "--missing-allowed", "1", *OF_SHEETS, "--sheet", "A"],
        ["table", "a.csv", "--sheet", "A"],
        ["table", "a.ods", "--separator", ";", "--encoding", "cp1252"],
        *(
            ["table", f"a.{kind}", *OF_SHEETS[6:], "--separator", ";", "--encoding", "cp1252", "--sheet", "A"]
            for kind in ("parquet", "arrow", "feather", "ipc", "jsonl", "ndjson")
        ),
    ],
)
def test_options_that_a_kind_of_file_has_no_use_for(
    positiveculture: Command, write: Write, tmp_path: Path, line: list[str]
) -> None:
    """An option that says nothing of the files that are given is refused, with all others of its like."""
    command, name, *given = line
    write("c.toml", "")
    file = write(name, '{"published": []}' if name == "a.json" else "")
    extra = ["--framework", "wigan-progress", "--out", tmp_path / "o.csv"] if command == "table" else []
    told = positiveculture(command, file, *extra, *(tmp_path / word if word == "c.toml" else word for word in given))

    assert told.status == 2
    assert [word for word in given if word.startswith("--") and f"{word} " not in told.err] == []
    assert ("a release, which stays as it was published" in told.err) == (name == "a.json")


@pytest.mark.parametrize("command", ["panel", "table"])
def test_a_separator_that_is_said_counts(positiveculture: Command, write: Write, tmp_path: Path, command: str) -> None:
    """A file whose name promises tabs is read with the separator that is said."""
    extra = ["--out", tmp_path / "out.csv", "--gaps"] if command == "table" else ["--minimum", "1"]
    told = positiveculture(
        command, write("a.tsv", "dignity;meetings\n3;4\n"), "--framework", "wigan-progress", *extra, "--separator", ";"
    )

    assert (told.status, "1 row: 1 judged" in told.out or "Replied: 1 person" in told.out) == (0, True)


class TestDraft:
    """The assessment to agree on."""

    def test_agreed_and_not(self, positiveculture: Command, write: Write, tmp_path: Path) -> None:
        """Where all agree it has their level, elsewhere what the panel publishes as a comment, and never an average."""
        draft = tmp_path / "draft.toml"
        positiveculture(
            "panel", write("elm.csv", REPLIES), *WIGAN, "--by", "Team", "--on", "2026-03-31", "--draft", draft
        )
        text, read = draft.read_text("utf-8"), pc.read_assessment(draft)

        assert dict(read.levels) == {"dignity": 5}
        assert (read.service, read.assessed_on.isoformat()) == ("elm", "2026-03-31")
        assert "# Panel: all 3 who answered chose this.\ndignity = 5\n" in text
        assert "# Panel: 2 at 3, 1 at 4. To be agreed.\n# life-history = \n" in text
        assert text.count("# Panel: nobody answered.\n") == 23
        again = positiveculture("panel", tmp_path / "elm.csv", *WIGAN, "--by", "Team", "--draft", draft)
        assert (again.status, "--force" in again.err) == (1, True)

    def test_no_more_than_is_published(self, positiveculture: Command, write: Write, tmp_path: Path) -> None:
        """Where few replied, the draft says nothing of what they answered, and answers nothing."""
        draft = tmp_path / "draft.toml"
        positiveculture("panel", write("elm.csv", REPLIES), *WIGAN[:2], "--by", "Team", "--draft", draft)
        text = draft.read_text("utf-8")

        assert dict(pc.read_assessment(draft).levels) == {}
        assert text.count("# Panel: withheld") == 25
        assert not re.search(r"Panel: \d| at \d,", text)

    def test_of_many(self, positiveculture: Command, write: Write, tmp_path: Path) -> None:
        """Where small numbers are protected, counts are as published, a little off, and nobody is said to agree."""
        draft = tmp_path / "draft.toml"
        text = "dignity,2\n" + "5,\n" * 17 + "4,3\n" * 3
        positiveculture("panel", write("elm.csv", text), *WIGAN[:2], "--draft", draft)
        said = draft.read_text("utf-8")

        assert dict(pc.read_assessment(draft).levels) == {}
        assert re.search(r"# Panel, each count a little off by chance: .*To be agreed\.\n# dignity = \n", said)
        assert re.search(r"# Panel: withheld, for .*To be agreed\.\n# life-history = \n", said)

    def test_of_one(self, positiveculture: Command, write: Write, tmp_path: Path) -> None:
        """One who answers alone agrees with nobody, and that is said."""
        draft = tmp_path / "draft.toml"
        positiveculture("panel", write("elm.csv", "dignity\n5\n"), *WIGAN, "--draft", draft)

        assert "# Panel: the one who answered chose this.\ndignity = 5\n" in draft.read_text("utf-8")


class TestQuestions:
    """What to ask in a forms tool."""

    def test_forms(self, positiveculture: Command, tmp_path: Path) -> None:
        """Printed, each question is followed by its answers; written, the file holds the same."""
        result = positiveculture("questions", "wigan-progress")
        positiveculture("questions", "wigan-progress", "--out", tmp_path / "ask.txt")

        assert result.out.startswith("1. Dignity, respect and appreciation\n1 - We hold only the barest facts")
        assert (tmp_path / "ask.txt").read_text("utf-8") == result.out

    def test_csv(self, positiveculture: Command, tmp_path: Path) -> None:
        """As CSV, the questions are headings that `panel` reads once a reply is below them."""
        path = tmp_path / "ask.csv"
        positiveculture("questions", "cqc-style-well-led", "--as", "csv", "--out", path)
        with path.open(encoding="utf-8", newline="") as file:
            (headings,) = csv.reader(file)
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(["1"] * len(headings))
        result = positiveculture("panel", path, "--framework", "cqc-style-well-led", "--minimum", "1", "--json")

        assert result.err == ""
        assert {topic["n"] for topic in json.loads(result.out)["groups"][0]["topics"].values()} == {1}

    def test_json_and_guides(self, positiveculture: Command) -> None:
        """As JSON, each question has its topic and its answers their levels; a guide without levels has none."""
        shown = json.loads(positiveculture("questions", "wigan-progress", "--json").out)

        assert shown["questions"][0]["topic"] == "dignity"
        assert [answer["level"] for answer in shown["questions"][0]["answers"]] == [1, 2, 3, 4, 5]
        assert positiveculture("questions", "wales-positive-cultures").status == 1
