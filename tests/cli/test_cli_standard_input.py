"""Standard input and output in place of files."""

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from running import Command, Result

import positiveculture as pc


@pytest.fixture
def fed(positiveculture: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command with the bytes of a file, or a text, on its standard input."""

    def command(given: Path | str, *arguments: object) -> Result:
        data = given.read_bytes() if isinstance(given, Path) else given.encode()
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
        return positiveculture(*arguments)

    return command


#: The commands that read a file, with a file of that kind.
READ = {
    "assess - --json": "rivington-2026.toml",
    "route - --to silver --json": "rivington-2026.toml",
    "summary - --json": "rivington-2026.toml",
    "plan - --to silver --json": "rivington-2026.toml",
    "carry - --to cqc-style-well-led --json": "rivington-2026.toml",
    "feedback - --on 2026-09-01 --json": "feedback-merrowdale-east-2026.toml",
    "triangulate - --json": "triangulation-merrowdale-2026.toml",
    "new-assessment wigan-progress --from - --on 2027-03-30": "rivington-2026.toml",
    "check - --json": "rivington-2026.toml",
    "form -": "rivington-2026.toml",
    "export - --as fhir-r4": "rivington-2026.toml",
}


@pytest.mark.parametrize("line", READ)
def test_as_from_the_file(fed: Command, examples: Path, line: str) -> None:
    """A command says of standard input what it says of the file itself, in every form that files have."""
    file = examples / READ[line]
    arguments = line.split()
    from_file = fed("", *(file if each == "-" else each for each in arguments))
    from_input = fed(file, *arguments, "--format", "toml")

    assert (from_input.status, from_input.err) == (from_file.status, from_file.err) == (0, "")
    assert from_input.out.replace("standard input", str(file)) == from_file.out


def test_json_on_standard_input(fed: Command, examples: Path) -> None:
    """What one command prints as JSON, another reads."""
    assessment = pc.read_assessment(examples / "rivington-2026.toml")
    text = json.dumps(pc.assessment_to_dict(assessment))
    result = fed(text, "assess", "-", "--format", "json", "--json")

    assert json.loads(result.out) == pc.outcome_to_dict(pc.evaluate(pc.get_framework("wigan-progress"), assessment))


def test_a_framework_on_standard_input(fed: Command, meadow: Path) -> None:
    """A framework may come by standard input wherever it is named, its checks and words included."""
    shown = fed(meadow, "show", "-", "--format", "toml", "--json")
    checked = fed(meadow, "check", "-", "--format", "toml", "--json")
    fresh = fed(meadow, "new-assessment", "-", "--format", "toml", "--on", "2026-05-04")

    assert shown.out == fed("", "show", meadow, "--json").out
    found, expected = json.loads(checked.out), json.loads(fed("", "check", meadow, "--json").out)
    assert (found["checked"], expected["checked"]) == ("standard input", str(meadow))
    assert [found[key] for key in ("kind", "problems", "warnings")] == [
        expected[key] for key in ("kind", "problems", "warnings")
    ]
    assert fresh.out == fed("", "new-assessment", meadow, "--on", "2026-05-04").out
    assert fed(meadow, "show", "-", "--format", "toml", "--language", "cy").err.startswith("no ")


def test_a_workbook_through_pipes(fed: Command, examples: Path, tmp_path: Path) -> None:
    """A workbook is made from standard input, written to standard output, and read from standard input again."""
    file = examples / "rivington-2026.toml"
    into = ("--framework", "wigan-progress", "--into", file, "--json")

    made = subprocess.run(
        [sys.executable, "-m", "positiveculture", "workbook", "-", "--format", "toml", "--out", "-"],
        input=file.read_bytes(),
        capture_output=True,
        check=True,
    )
    (tmp_path / "w.xlsx").write_bytes(made.stdout)
    read = fed(tmp_path / "w.xlsx", "read-workbook", "-", "--format", "xlsx", *into)

    assert made.stderr == b""
    assert pc.assessment_from_dict(json.loads(read.out)) == pc.read_assessment(file)


def test_a_table_judged_by_standard_input(fed: Command, meadow: Path, tmp_path: Path) -> None:
    """The framework of a table, and of a workbook, may come by standard input."""
    (tmp_path / "in.csv").write_text("service,listening,warmth,greeting\nElm,3,3,2\n", encoding="utf-8")
    named = ("--framework", "-", "--format", "toml")
    result = fed(meadow, "table", tmp_path / "in.csv", *named, "--gaps", "--out", tmp_path / "out.csv", "--json")

    assert (result.status, json.loads(result.out)["rows"]) == (0, 1)
    assert fed(meadow, "workbook", "-", "--format", "toml", "--out", tmp_path / "w.xlsx").status == 0


def test_one_of_several_files(fed: Command, examples: Path) -> None:
    """One of several files may be standard input."""
    first, last = examples / "rivington-2025.toml", examples / "rivington-2026.toml"

    assert (
        fed(last, "progress", first, "-", "--format", "toml", "--json").out
        == fed("", "progress", first, last, "--json").out
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("assess -", "standard input may be of any kind: say which with --format"),
        ("progress - - --format toml", "standard input is named twice, and can be read once"),
        ("assess - --framework - --format toml", "standard input is named twice, and can be read once"),
        ("assess - --format docx", "'docx' is not one of"),
        ("panel - --format toml", "Standard input holds one assessment: a panel is read from files and folders."),
    ],
)
def test_wrong_usage(fed: Command, line: str, said: str) -> None:
    """Standard input without its kind, or twice, is refused as wrong usage."""
    result = fed("", *line.split())

    assert (result.status, result.out) == (2, "")
    assert said in " ".join(result.err.split())


def test_what_is_wrong_is_told_of_standard_input(fed: Command) -> None:
    """What is wrong with it is told as of a file, under its name."""
    told = {text: fed(text, "assess", "-", "--format", "toml").err for text in ("", "a = “x”", "a = 1")}

    assert told[""] == "standard input has 1 problem:\n  the file: is empty\n"
    assert told["a = “x”"].startswith("standard input has 1 problem:\n  line 1, `a`: has curly quotation marks")
    assert told["a = 1"].startswith("standard input has 1 problem:\n  `framework`: names no framework")
    assert fed("a,b", "assess", "-", "--format", "csv").err == (
        "standard input: is a spreadsheet, and neither .toml nor .json; a workbook that was filled in is read by "
        "`read-workbook`, the answers of many people by `panel`\n"
    )


def test_standard_output(fed: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--out -` is standard output, and no file of that name."""
    monkeypatch.chdir(tmp_path)
    command = ("new-assessment", "wigan-progress", "--on", "2026-05-04")

    assert fed("", *command, "--out", "-").out == fed("", *command).out
    assert list(tmp_path.iterdir()) == []
