"""The command `table` judges a whole file, and says what became of every row."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from running import Command

from positiveculture import get_framework
from positiveculture.cli.app import run

WIGAN = [topic.id for topic in get_framework("wigan-progress").topics]
KINDS = (".parquet", ".csv", ".arrow", ".jsonl")


def services(rows: int = 30, **changed: Any) -> pl.DataFrame:
    """Return so many services at level 5 throughout; `changed` puts columns in place of others."""
    names = pl.Series("service", [f"Service {place}" for place in range(rows)])
    levels = {topic: pl.Series([5] * rows, dtype=pl.Int8) for topic in WIGAN}
    return pl.DataFrame({"service": names, **levels}).with_columns(**changed)


def put(frame: pl.DataFrame, path: Path) -> Path:
    """Write a table to a file of the kind that its name promises."""
    writers = {".parquet": "write_parquet", ".csv": "write_csv", ".arrow": "write_ipc", ".jsonl": "write_ndjson"}
    write: Callable[[Path], object] = getattr(frame, writers[path.suffix])
    write(path)
    return path


def got(path: Path) -> pl.DataFrame:
    """Return a table from a file."""
    readers: dict[str, Callable[[Path], pl.DataFrame]] = {
        ".parquet": pl.read_parquet,
        ".csv": pl.read_csv,
        ".arrow": pl.read_ipc,
        ".jsonl": pl.read_ndjson,
    }
    return readers[path.suffix](path)


PLANTED = services(dignity=pl.Series([5] * 10 + [9] + [5] * 18 + [4]), meetings=pl.Series([5] * 10 + [0, 7] + [5] * 18))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_says_the_same(positiveculture: Command, tmp_path: Path, kind: str) -> None:
    """Parquet, CSV, Arrow and JSON Lines are judged alike, and written alike."""
    source, out = put(PLANTED, tmp_path / f"in{kind}"), tmp_path / f"out{KINDS[KINDS.index(kind) - 1]}"
    told = positiveculture("table", source, "--framework", "wigan-progress", "--out", out, "--json")
    summary = json.loads(told.out)
    rejects = pl.read_csv(tmp_path / "out.rejects.csv")

    assert (told.status, summary["rows"], summary["judged"], summary["rejected"]) == (0, 30, 28, 2)
    assert [(award["id"], award["highest"]) for award in summary["awards"]] == [
        ("bronze", 0),
        ("silver", 0),
        ("gold", 27),
    ]
    assert summary["tipping"] == {"rows": 28, "topics": [{"topic": "dignity", "gains": 1}]}
    assert summary["blockers"][0] == {"award": "bronze", "kind": "level", "what": "dignity at 5", "rows": 1}
    assert rejects.select("row", "problem").rows() == [
        (11, "dignity: 9 is not on its scale, 1 to 5; meetings: 0 is not on its scale, 1 to 5"),
        (12, "meetings: 7 is not on its scale, 1 to 5"),
    ]
    assert got(out)["award"].to_list() == ["gold"] * 27 + [None]
    assert got(out)["service"].to_list() == [f"Service {n}" for n in range(30) if n not in (10, 11)]


def test_batches_say_what_the_whole_says(
    positiveculture: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the file is cut into batches, rows keep their numbers and counts are exact."""
    monkeypatch.setattr("positiveculture.cli.table.files.BATCH", 7)
    source, out = put(PLANTED, tmp_path / "in.parquet"), tmp_path / "out.parquet"
    told = positiveculture("table", source, "--framework", "wigan-progress", "--out", out, "--json")

    assert json.loads(told.out)["tipping"] == {"rows": 28, "topics": [{"topic": "dignity", "gains": 1}]}
    assert pl.read_csv(tmp_path / "out.rejects.csv")["row"].to_list() == [11, 12]
    assert got(out)["award"].to_list() == ["gold"] * 27 + [None]


def test_the_first_bad_row_stops_a_strict_run(positiveculture: Command, tmp_path: Path) -> None:
    """With --strict the first row that cannot be so is told, and nothing is written."""
    source, out = put(PLANTED, tmp_path / "in.parquet"), tmp_path / "out.parquet"
    told = positiveculture("table", source, "--framework", "wigan-progress", "--out", out, "--strict")

    assert (told.status, told.out) == (1, "")
    assert "row 11: dignity: 9 is not on its scale, 1 to 5" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


def test_wrong_types_are_found_in_their_rows(positiveculture: Command, tmp_path: Path) -> None:
    """Text and truth values among levels spoil their row alone, not the file."""
    levels = dict.fromkeys(WIGAN, 5)
    lines = [levels, levels | {"dignity": "five"}, levels | {"dignity": True}, levels | {"dignity": 5.5}, levels]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    out, rejects = tmp_path / "out.csv", tmp_path / "bad.jsonl"
    told = positiveculture("table", source, "--framework", "wigan-progress", "--out", out, "--rejects", rejects)
    problems = [json.loads(line)["problem"] for line in rejects.read_text(encoding="utf-8").splitlines()]

    assert told.status == 0
    assert "5 rows: 2 judged, 3 rejected" in told.out
    assert problems == [f"dignity: {value} is no whole number" for value in ("five", "true", "5.5")]


def test_a_column_of_no_topic_is_told(positiveculture: Command, tmp_path: Path) -> None:
    """A column that looks like a topic's and is none's is told, also among the rejects; with --strict it is refused."""
    frame = services(2).rename({"dignity": "digntiy"})
    source, out = put(frame, tmp_path / "in.csv"), tmp_path / "out.csv"
    refused = positiveculture("table", source, "--framework", "wigan-progress", "--out", out)
    told = positiveculture("table", source, "--framework", "wigan-progress", "--out", out, "--gaps")
    strict = positiveculture(
        "table", source, "--framework", "wigan-progress", "--out", out, "--gaps", "--strict", "--force"
    )

    assert (refused.status, 'no column "dignity"; did you mean "digntiy"' in refused.err) == (1, True)
    said = " ".join(told.out.split())
    assert 'Column "digntiy" is of no topic of wigan-progress; did you mean "dignity"? ' in said
    assert 'column ""digntiy"" is of no topic' in (tmp_path / "out.rejects.csv").read_text(encoding="utf-8")
    assert strict.status == 1


def test_no_spreadsheet_takes_a_text_for_a_formula(positiveculture: Command, tmp_path: Path) -> None:
    """In CSV, texts and headings that begin like a formula get a quotation mark before them; numbers stay numbers."""
    frame = services(4, service=pl.Series(["=SUM(A1)", "@x", "-5", "plain"])).with_columns(pl.lit("+a").alias("=evil"))
    source, out = put(frame, tmp_path / "in.parquet"), tmp_path / "out.csv"
    positiveculture("table", source, "--framework", "wigan-progress", "--out", out)
    found = pl.read_csv(out, infer_schema=False)

    assert found["service"].to_list() == ["'=SUM(A1)", "'@x", "-5", "plain"]
    assert found["'=evil"].to_list() == ["'+a"] * 4


def test_nothing_is_overwritten_unasked(positiveculture: Command, tmp_path: Path) -> None:
    """A file that is there stays, unless --force is given; the file that is read is never written."""
    source, out = put(services(2), tmp_path / "in.parquet"), put(services(1), tmp_path / "out.parquet")
    asked = ("table", source, "--framework", "wigan-progress", "--out")
    kept = positiveculture(*asked, out)
    same = positiveculture(*asked, source, "--force")
    forced = positiveculture(*asked, out, "--force")

    assert (kept.status, "already exists" in kept.err) == (1, True)
    assert (same.status, "must be three files" in same.err) == (1, True)
    assert (forced.status, got(out).height) == (0, 2)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("in.parquet", b"no table", "cannot be read as a table"),
        ("in.csv", b"", "is empty"),
        ("in.jsonl", b'{"dignity": 5\n', "row 1: cannot be read as JSON"),
        ("in.xlsx", b"", "cannot be read as a spreadsheet"),
        ("in.txt", b"", "a table is one of .parquet, .csv"),
    ],
)
def test_what_is_no_table_is_refused(
    positiveculture: Command, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    """A file that is no table is refused in a sentence, and nothing is left behind."""
    source = tmp_path / name
    source.write_bytes(content)
    found = positiveculture("table", source, "--framework", "wigan-progress", "--out", tmp_path / "out.csv")

    assert (found.status, told in found.err) == (1, True)
    assert "Traceback" not in found.err
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_judged_can_be_judged_again(positiveculture: Command, tmp_path: Path, kind: str) -> None:
    """A table with verdicts takes others beside them, whose names have a prefix; without it, it is told what to do."""
    source, once, twice = put(PLANTED, tmp_path / f"in{kind}"), tmp_path / f"once{kind}", tmp_path / f"twice{kind}"
    command = ("--framework", "wigan-progress", "--progress")
    assert positiveculture("table", source, *command, "--out", once).status == 0
    told = positiveculture("table", once, *command, "--out", twice)
    assert told.status == 1
    assert "already exists: rename it, or give the new ones a prefix (--prefix, or `prefix` in Python)" in told.err
    assert positiveculture("table", once, *command, "--out", twice, "--prefix", "now_").status == 0

    new = [name for name in got(once).columns if name not in PLANTED.columns]
    judged = got(twice)
    assert sorted(judged.columns) == sorted([*got(once).columns, *(f"now_{name}" for name in new)])
    assert all(judged[f"now_{name}"].to_list() == got(once)[name].to_list() for name in new)


def test_topics_may_be_named_by_their_number(positiveculture: Command, tmp_path: Path) -> None:
    """Columns that have the printed numbers for names are the topics'; a value may stand for not applicable."""
    frame = services(2).rename({topic: str(number) for number, topic in enumerate(WIGAN, 1)})
    source, out = put(frame, tmp_path / "in.csv"), tmp_path / "out.csv"
    told = positiveculture("table", source, "--framework", "wigan-progress", "--out", out, "--progress")

    assert told.status == 0
    assert got(out)["award"].to_list() == ["gold", "gold"]
    assert got(out)["gold_progress"].to_list() == [1.0, 1.0]


def test_a_framework_that_is_not_scored_judges_nothing(positiveculture: Command, tmp_path: Path) -> None:
    """Where a framework publishes no awards, the command says why."""
    source = put(services(1), tmp_path / "in.csv")
    told = positiveculture("table", source, "--framework", "wales-positive-cultures", "--out", tmp_path / "out.csv")

    assert (told.status, "is not scored" in told.err) == (1, True)


@pytest.mark.parametrize(
    ("name", "content", "problems"),
    [
        (
            "in.csv",
            "service,dignity,2\nshort,5\nlong,5,5,x\n,,\n\ngood,5,5,\n",
            [
                (1, "its number of cells is 2, and there are 3 columns"),
                (2, 'its number of cells is 4, and there are 3 columns; the cells behind the last are "x"'),
                (3, "there is nothing in it"),
                (4, "there is nothing in it"),
            ],
        ),
        ("in.csv", "dignity,2,\n5,5,\n5,5,x\n", [(2, 'column C has no heading, and holds "x"')]),
        ("in.csv", 'service,dignity\n"two\nlines",5\n#,6\n', [(2, "dignity: 6 is not on its scale, 1 to 5")]),
        ("in.csv", "service;dignity\nCaf\xe9;5\nX,5\n", [(2, "its number of cells is 1, and there are 2 columns")]),
        (
            "in.jsonl",
            '{"dignity": [3]}\n{"dignity": 3}\n{"dignity": 1, "dignity": 2}\n{"dignity"\n{"dignity": 1e400}\n',
            [
                (1, "dignity: [3] is no whole number"),
                (3, 'a table gives "dignity" more than once'),
                (4, "cannot be read as JSON: a bracket is opened and not closed"),
                (5, "dignity: 1e400 is no whole number"),
            ],
        ),
        (
            "in.jsonl",
            '{"dignity": 5, "x": "\\ud83d\\ude00"}\n{"dignity": "\\ud800"}\n{"dignity": 5, "\\ud800": {}}\n',
            [(2, "holds half a character"), (3, "holds half a character")],
        ),
        (
            "in.csv",
            "Respondent ID,Collector ID,Team,How far?\n,,Response,2\n1,2,x,5\n2,2,x,6\n",
            [(2, "life-history: 6 is not on its scale, 1 to 5")],
        ),
        (
            "in.csv",
            f"Respondent ID,Collector ID,{'Team ' * 14_000},How far?\n,,Response,2\n1,2,x,5\n2,2,x,6\n",
            [(2, "life-history: 6 is not on its scale, 1 to 5")],
        ),
        (
            "in.csv",
            "ResponseId,Status,Q1\nResponse ID,Response Type,dignity\nR_1,IP Address,5\nR_2,Survey Preview,5\nR_3,,9\n",
            [
                (2, "is of somebody who only tried the survey, and no reply"),
                (3, "dignity: 9 is not on its scale, 1 to 5"),
            ],
        ),
    ],
)
def test_every_row_is_judged_or_rejected(tmp_path: Path, name: str, content: str, problems: list[Any]) -> None:
    """A row that is no row of the table goes to the rejects with its number and its reason; the others are judged."""
    (tmp_path / name).write_bytes(content.encode("latin-1"))
    asked = ["table", str(tmp_path / name), "--framework", "wigan-progress", "--gaps", "--out", str(tmp_path / "o.csv")]

    assert run(asked) == 0
    found = pl.read_csv(tmp_path / "o.rejects.csv").select("row", "problem").rows()
    assert [row for row, _ in found] == [row for row, _ in problems]
    assert all(text.startswith(expected) for (_, text), (_, expected) in zip(found, problems, strict=True))
    assert pl.read_csv(tmp_path / "o.csv", infer_schema=False).height == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("in.csv", b"dignity,2,dignity\n5,5,1\n", 'column "dignity": is given more than once'),
        ("in.csv", b"dignity,2,1\n5,5,1\n", 'column "1": asks of "dignity", as column "dignity" does'),
        ("in.jsonl", b'{"dignity": 5, "1": 5}\n', 'column "1": asks of "dignity", as column "dignity" does'),
        ("in.csv", b"dignity,2\n\xc3\xa9,5\n\xe9,5\n", "line 2 is in UTF-8, and line 3 is not"),
        ("in.csv", b'dignity,2\n5,"5\n', "row 1: cannot be read as CSV"),
        ("in.csv", b"dignity,2;x\n5,5;1\n", 'may be "comma", "semicolon"'),
    ],
)
def test_what_is_unclear_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, told: str
) -> None:
    """One topic in two columns, two encodings, an open quotation mark, two separators: refused, with the place."""
    (tmp_path / name).write_bytes(content)
    asked = ["table", str(tmp_path / name), "--framework", "wigan-progress", "--gaps", "--out", str(tmp_path / "o.csv")]

    assert run(asked) == 1
    assert told in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("kind", [".parquet", ".arrow"])
@pytest.mark.parametrize("damage", ["cut", "overwritten"])
def test_damaged_files_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, damage: str) -> None:
    """A damaged Parquet or Arrow file ends in our error, whatever is damaged, and nothing is left behind."""
    source = put(services(200, dignity=pl.Series([5, 4] * 100)), tmp_path / f"in{kind}")
    whole = source.read_bytes()
    asked = ["table", str(source), "--framework", "wigan-progress", "--out", str(tmp_path / "o.parquet"), "--force"]
    for place in range(0, len(whole), len(whole) // 12):
        source.write_bytes(whole[:place] if damage == "cut" else whole[:place] + b"\xff" * 40 + whole[place + 40 :])

        assert run(asked) in (0, 1)  # what is not looked at may be damaged
        told = capsys.readouterr().err
        assert "Traceback" not in told
        assert not told or "cannot be read as a table" in told or "row" in told


def test_a_name_is_no_pattern(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file is read under the very name that is given, whatever signs are in it."""
    for kind in KINDS:
        put(services(3), tmp_path / f"good[1]{kind}")
        put(services(1), tmp_path / f"good1{kind}")
        asked = ["table", str(tmp_path / f"good[1]{kind}"), "--framework", "wigan-progress", "--json"]

        assert run([*asked, "--out", str(tmp_path / f"out{kind}"), "--force"]) == 0
        assert json.loads(capsys.readouterr().out)["rows"] == 3


@pytest.mark.parametrize("value", ["\u00b2", "+-5", "9", "-9"])
def test_any_value_may_stand_for_not_applicable(tmp_path: Path, value: str) -> None:
    """A number in plain digits is a number, anything else a text: neither ends in an error of Python's."""
    source = put(services(2), tmp_path / "in.csv")
    asked = ["table", str(source), "--framework", "wigan-progress", "--out", str(tmp_path / "o.csv")]

    assert run([*asked, f"--not-applicable={value}"]) == 0


@pytest.mark.parametrize("kind", [pl.UInt64, pl.Int128])
def test_a_number_beyond_64_bits_spoils_its_row(tmp_path: Path, kind: Any) -> None:
    """The greatest number of a wide column is an invalid row, not an error of the engine's."""
    source = put(services(2, dignity=pl.Series([5, 2**64 - 1], dtype=kind)), tmp_path / "in.parquet")

    assert run(["table", str(source), "--framework", "wigan-progress", "--out", str(tmp_path / "o.parquet")]) == 0
    assert pl.read_csv(tmp_path / "o.rejects.csv", infer_schema=False)["dignity"].to_list() == [str(2**64 - 1)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_rejects_are_called(tmp_path: Path, kind: str) -> None:
    """Whatever columns are called, rejects have all of a row, each column once, beside its number and reason."""
    names = ["row", "table_row", "problem", "__row", "__place", "__problem"]
    frame = services(1, dignity=pl.Series([9])).with_columns(pl.lit(f"in {name}").alias(name) for name in names)
    source, rejects = put(frame, tmp_path / f"in{kind}"), tmp_path / "rejects.jsonl"
    asked = ["table", str(source), "--framework", "wigan-progress", "--prefix", "now_", "--rejects", str(rejects)]

    assert run([*asked, "--out", str(tmp_path / f"out{kind}")]) == 0
    found = json.loads(rejects.read_text(encoding="utf-8"))
    assert list(found)[:2] == ["row", "problem"]
    assert (found["row"], found["problem"]) == (1, "dignity: 9 is not on its scale, 1 to 5")
    assert [value for value in found.values() if str(value).startswith("in ")] == [f"in {name}" for name in names]


@pytest.mark.parametrize("name", ["dignity", "service"])
def test_two_columns_of_one_name(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """An Arrow file of which Polars tells one column in place of two is refused, and not an empty table."""
    source = put(services(3).with_columns(pl.col(name).alias(f"{name[:-1]}x")), tmp_path / "in.arrow")
    source.write_bytes(source.read_bytes().replace(f"{name[:-1]}x".encode(), name.encode()))

    assert run(["table", str(source), "--framework", "wigan-progress", "--out", str(tmp_path / "o.csv")]) == 1
    assert "cannot be read as a table: not every row can be read; do two columns" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["in.arrow"]


@pytest.mark.parametrize("kind", [".parquet", ".arrow"])
def test_a_type_that_polars_cannot_hold(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    """Decimals of more than 38 digits end in our error."""
    arrow = pytest.importorskip("pyarrow")
    table = services(1).to_arrow().append_column("x", arrow.array([1], arrow.decimal256(40, 2)))
    if kind == ".parquet":
        pytest.importorskip("pyarrow.parquet").write_table(table, tmp_path / "in.parquet")
    else:
        with arrow.ipc.new_file(tmp_path / "in.arrow", table.schema) as file:
            file.write_table(table)
    out = ["--framework", "wigan-progress", "--out", str(tmp_path / "o.csv")]

    assert run(["table", str(tmp_path / f"in{kind}"), *out]) == 1
    assert "cannot be read as a table: precision must be between 1 and 38" in capsys.readouterr().err


class TestSpreadsheets:
    """Spreadsheets, and CSV as forms tools export it."""

    HEAD = "Service;E-mail;" + ";".join(
        f"{topic.number}. {topic.title}" for topic in get_framework("wigan-progress").topics
    )

    def test_csv_of_a_forms_tool(self, positiveculture: Command, tmp_path: Path) -> None:
        """Semicolons, Windows-1252 and titles for headings are read; a wrong cell goes to the rejects."""
        rows = [
            f"Élm {place};a@b.org;" + ";".join(["5 – Truly personalised"] * 24 + [last])
            for place, last in enumerate("59")
        ]
        (tmp_path / "in.csv").write_bytes("\n".join([self.HEAD, *rows, ""]).encode("cp1252"))
        told = positiveculture(
            "table", tmp_path / "in.csv", "--framework", "wigan-progress", "--out", tmp_path / "out.csv", "--json"
        )
        judged, rejects = pl.read_csv(tmp_path / "out.csv"), pl.read_csv(tmp_path / "out.rejects.csv")

        assert (told.status, told.err.count("Note: "), "Note: Not read: E-mail.\n" in told.err) == (0, 2, True)
        assert (judged["Service"].to_list(), judged["award"].to_list()) == (["Élm 0"], ["gold"])
        assert rejects["Service"].to_list() == ["Élm 1"]

    def test_a_workbook_of_services(self, positiveculture: Command, tmp_path: Path) -> None:
        """An .xlsx file is judged as CSV of the same is, with what is said of its columns."""
        services(3).write_csv(tmp_path / "in.csv")
        with xlsxwriter.Workbook(tmp_path / "in.xlsx") as made:
            sheet = made.add_worksheet()
            sheet.write_row(0, 0, ["Q1" if name == "dignity" else name for name in services(3).columns])
            for number, row in enumerate(services(3).rows(), 1):
                sheet.write_row(number, 0, row)
        (tmp_path / "columns.toml").write_text('Q1 = "dignity"\n', encoding="utf-8")
        say = ("--framework", "wigan-progress", "--json", "--out")
        plain = positiveculture("table", tmp_path / "in.csv", *say, tmp_path / "a.csv")
        book = positiveculture(
            "table", tmp_path / "in.xlsx", *say, tmp_path / "b.csv", "--columns", tmp_path / "columns.toml"
        )

        assert (book.status, book.err, json.loads(book.out)) == (0, "", json.loads(plain.out))
        read = pl.read_csv(tmp_path / "b.csv")
        assert read.equals(pl.read_csv(tmp_path / "a.csv").select(read.columns))

    @pytest.mark.parametrize("named", [str, str.upper])
    def test_cells_as_people_type_them(self, tmp_path: Path, named: Callable[[str], str]) -> None:
        """Whether a heading is just an id or not, a cell is a label, a number or that a topic does not apply."""
        cqc = get_framework("cqc-style-well-led")
        first, *others = [topic.id for topic in cqc.topics]
        cells = {first: ["3 - Good standard", "N/A"], **{topic: ["3", "4"] for topic in others}}
        pl.DataFrame({named(name): column for name, column in cells.items()}).write_csv(tmp_path / "in.csv")
        out = tmp_path / "out.csv"

        assert run(["table", str(tmp_path / "in.csv"), "--framework", cqc.id, "--out", str(out)]) == 0
        assert pl.read_csv(out, infer_schema=False)[first].to_list() == ["3", "n/a"]
        assert pl.read_csv(out)["good_met"].to_list() == [True, True]

    def test_trials_in_a_workbook(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A reply of somebody who only tried the survey goes to the rejects; a hidden sheet is told."""
        rows = [
            ["ResponseId", "Status", "Q1"],
            ["Response ID", "Response Type", "dignity"],
            ["R_1", 0, 5],
            ["R_2", 1, 5],
        ]
        with xlsxwriter.Workbook(tmp_path / "in.xlsx") as made:
            sheet = made.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            hidden = made.add_worksheet("Old replies")
            hidden.hide()
            hidden.write_row(0, 0, ["dignity"])
        asked = ["table", str(tmp_path / "in.xlsx"), "--framework", "wigan-progress", "--gaps"]

        assert run([*asked, "--out", str(tmp_path / "out.csv")]) == 0
        assert 'Not read, for they are hidden: "Old replies"' in capsys.readouterr().err
        assert pl.read_csv(tmp_path / "out.csv")["Response ID"].to_list() == ["R_1"]
        assert pl.read_csv(tmp_path / "out.rejects.csv").select("row", "problem", "Response ID").rows() == [
            (2, "is of somebody who only tried the survey, and no reply", "R_2")
        ]
