"""Standard input and output in place of files."""

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import click
import pytest
from running import Command, Result

import positiveculture as pc
from positiveculture.cli.app import MODULES, app
from positiveculture.cli.inputs import FromInput


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
    "rollup - --json": "rivington-2026.toml",
    "panel - --minimum 1 --json": "rivington-2026.toml",
    "actions - --on 2026-09-01 --json": "plan-rivington-2026.toml",
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


def test_a_table_through_pipes(fed: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows on standard input are judged as those of a file, and go to standard output as they would to a file."""
    monkeypatch.chdir(tmp_path)
    text = "service,dignity\nElm,3\nOak,9\nAsh,\n"
    Path("in.csv").write_text(text, encoding="utf-8")
    options = ("--framework", "wigan-progress", "--gaps")
    from_file = fed("", "table", "in.csv", *options, "--out", "out.csv")
    piped = ("table", "-", "--format", "csv", *options)
    verdicts = fed(text, *piped, "--out", "-", "--rejects", "r.csv")
    rejects = fed(text, *piped, "--out", "again.csv", "--rejects", "-")
    strict = fed(text, *piped, "--out", "-")
    other = fed(text, "table", "-", "--format", "toml", *options, "--out", "o.csv")
    twice = [fed(text, *piped, "--out", "-", *more) for more in (("--rejects", "-"), ("--json",))]

    assert (from_file.status, verdicts.status, rejects.status) == (0, 0, 0)
    assert verdicts.out.splitlines() == Path("out.csv").read_text("utf-8").splitlines()
    assert rejects.out.splitlines() == Path("out.rejects.csv").read_text("utf-8").splitlines()
    assert (strict.status, strict.out) == (1, "")
    assert strict.err.startswith("standard input has 1 problem:\n  row 2")
    assert (other.status, other.err) == (1, "standard input: is no table\n")
    assert {found.err for found in twice} == {"standard output: is named twice\n"}
    assert {each.name for each in tmp_path.iterdir()} == {"in.csv", "out.csv", "out.rejects.csv", "r.csv", "again.csv"}


def test_one_of_several_files(fed: Command, examples: Path) -> None:
    """One of several files may be standard input."""
    first, last = examples / "rivington-2025.toml", examples / "rivington-2026.toml"

    assert (
        fed(last, "progress", first, "-", "--format", "toml", "--json").out
        == fed("", "progress", first, last, "--json").out
    )


def test_one_of_a_panel(fed: Command, examples: Path) -> None:
    """One of many files may be standard input: one reply of a panel, one service of a rollup."""
    team = sorted((examples / "team-rivington-2026").glob("*.toml"))
    services = [examples / "rivington-2025.toml", examples / "rivington-2026.toml"]

    for command, files in ((("panel", "--minimum", 1), team), (("rollup",), services)):
        found = fed(files[-1], *command, *files[:-1], "-", "--format", "toml", "--json")
        assert (found.status, found.err) == (0, "")
        assert json.loads(found.out) == json.loads(fed("", *command, *files, "--json").out)


def test_a_record_moved_by_standard_input(fed: Command, examples: Path, tmp_path: Path) -> None:
    """A record on standard input is moved to another edition as its file is, and written under a name of its own."""
    draft = examples / "editions" / "cqc-style-draft"
    file = examples / "cqc-rivington-2026.toml"
    move = ("migrate", "-", "--to", "draft-2026", "--migration", draft / "migration.toml", "--format", "toml")
    moved = fed(file, *move, "--write", tmp_path / "new", "--json")
    expected = fed("", "migrate", file, *move[2:-2], "--json")

    assert (moved.status, moved.err) == (expected.status, expected.err) == (0, "")
    assert json.loads(moved.out) == json.loads(expected.out) | {"written": ["standard-input.toml"]}
    assert 'edition = "draft-2026"' in (tmp_path / "new" / "standard-input.toml").read_text("utf-8")


def test_links_on_standard_input(fed: Command, tmp_path: Path) -> None:
    """The links of a crosswalk may come by standard input."""
    ends = ("wigan-progress", "cqc-style-well-led")
    fed("", "crosswalk", *ends, "--out", tmp_path / "links.tsv")

    found = fed(tmp_path / "links.tsv", "crosswalk", *ends, "--links", "-", "--format", "tsv", "--json")
    assert json.loads(found.out) == json.loads(fed("", "crosswalk", *ends, "--json").out)


def test_links_that_say_no_reason(fed: Command, tmp_path: Path) -> None:
    """A table of links without reasons is checked with one that is given, as it is shown with one."""
    ends = ("wigan-progress", "cqc-style-well-led")
    fed("", "crosswalk", *ends, "--out", tmp_path / "links.tsv")
    lines = (tmp_path / "links.tsv").read_text("utf-8").splitlines()
    rows = [line if line.startswith("#") else line.rpartition("\t")[0] for line in lines]
    (tmp_path / "bare.tsv").write_text("\n".join(rows), "utf-8")

    assert 'has no "comment"' in fed("", "check", tmp_path / "bare.tsv").err
    assert fed("", "check", tmp_path / "bare.tsv", "--rationale", "Agreed in March.").status == 0


#: A framework without reference cases.
UNPINNED = """
id = "tiny"
edition = "1"
title = "Tiny"
source = { title = "t", publisher = "p", rights = "r" }
scales.l.levels = { 1 = "low", 2 = "mid", 3 = "high" }
topics = [{ id = "a", title = "A", scale = "l" }, { id = "b", title = "B", scale = "l" }]
awards = [{ id = "one", title = "One", rule = { every = 2 } }]
"""


@pytest.mark.parametrize(
    ("line", "suffix"),
    [
        ("panel {examples}/team-rivington-2026 --minimum 1 --draft", ".toml"),
        ("actions {examples}/plan-rivington-2026.toml --on 2026-09-01 --ics", ".ics"),
        ("check {meadow} --draft-cases", ".toml"),
    ],
)
def test_a_further_file_on_standard_output(
    fed: Command, examples: Path, tmp_path: Path, line: str, suffix: str
) -> None:
    """A further file that goes to standard output is printed in place of the document, and read again as a file is."""
    unpinned = tmp_path / "framework.toml"
    unpinned.write_text(UNPINNED, encoding="utf-8")
    arguments = line.format(examples=examples, meadow=unpinned).split()
    file = tmp_path / f"further{suffix}"
    written, printed = fed("", *arguments, file), fed("", *arguments, "-")

    assert (written.status, printed.status) == (0, 0)
    assert printed.out == file.read_bytes().decode()
    assert fed("", *arguments, "-", "--json").err == "standard output: is named twice\n"


def test_a_release_through_pipes(fed: Command, examples: Path) -> None:
    """A release that is printed is shown again from standard input."""
    team = ("panel", examples / "team-rivington-2026", "--minimum", 2)
    release = fed("", *team, "--release", "-")
    shown = fed(release.out, "panel", "-", "--format", "toml", "--json")

    assert (release.err, shown.status) == ("", 0)
    assert json.loads(shown.out)["groups"][0]["replied"] == len(list(team[1].glob("*.toml")))


def test_two_things_for_one_file(fed: Command, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two things that are to be written to one file are refused, and neither is written."""
    monkeypatch.chdir(tmp_path)
    team = ("panel", examples / "team-rivington-2026", "--minimum", 2)

    for target in ("-", "both.toml"):
        found = fed("", *team, "--draft", target, "--release", target)
        assert (found.status, found.out) == (1, "")
        assert found.err == f"{'standard output' if target == '-' else target}: is named twice\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("assess -", "standard input may be of any kind: say which with --format"),
        ("progress - - --format toml", "standard input is named twice, and can be read once"),
        ("assess - --framework - --format toml", "standard input is named twice, and can be read once"),
        ("assess - --format docx", "'docx' is not one of"),
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


#: What commands write; all other files are read.
WRITTEN = {"out", "ics", "release", "draft", "draft_cases", "rejects", "write"}


@pytest.mark.parametrize("name", MODULES)
def test_every_file_may_be_standard_input(name: str) -> None:
    """Wherever a command reads a file, `-` is standard input, and the command takes `--format`."""
    command = app.get_command(click.Context(app), name)
    assert command is not None
    read = {each.name: each.type for each in command.params if each.metavar and _is_file(each)}

    assert all(isinstance(kind, FromInput) for parameter, kind in read.items() if parameter not in WRITTEN)
    assert any(each.name == "format" for each in command.params) == (read.keys() - WRITTEN != set())


def _is_file(parameter: click.Parameter) -> bool:
    return isinstance(parameter.type, click.Path | FromInput) or "FILE" in (parameter.metavar or "")
