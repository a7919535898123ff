"""`new-framework` and `schema`: what is written is whole, sound and tested; what is there is never touched."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator
from shelving import PLUGINS, python, shelve

import positiveculture
from positiveculture import (
    Award,
    FileTrouble,
    Framework,
    Principle,
    Source,
    Statement,
    Topic,
    assessment_schema,
    get_framework,
    read_framework,
)
from positiveculture.cli.app import run
from positiveculture.errors import UnusableName
from positiveculture.formats.framework import PlanTemplate, Reference, Role, Tool
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.rules import KINDS
from positiveculture.formats.schemas import schema, schema_text
from positiveculture.formats.writing import json_text, write_folder
from positiveculture.scaffold import new_framework

FILES = {
    "pyproject.toml",
    "README.md",
    "LICENSE",
    ".gitignore",
    "src/thrive_uk/framework.toml",
    "src/thrive_uk/wording.en.toml",
    "tests/test_conformance.py",
    "schemas/framework.json",
    "schemas/wording.json",
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A plug-in, as it is written."""
    new_framework("thrive-uk", tmp_path / "thrive-uk", title="Thrive", publisher="The Thrive Circle")
    return tmp_path / "thrive-uk"


def test_every_file_is_there(written: Path) -> None:
    """All of the package is written, and nothing besides, also not beside it."""
    found = {str(path.relative_to(written).as_posix()) for path in written.rglob("*") if path.is_file()}

    assert found == FILES
    assert [path.name for path in written.parent.iterdir()] == ["thrive-uk"]


def test_it_holds_together(written: Path) -> None:
    """The framework in it is sound, and has two principles, topics with statements and two awards."""
    found = read_framework(written / "src" / "thrive_uk" / "framework.toml")

    assert (found.id, found.title, found.source.publisher) == ("thrive-uk", "Thrive", "The Thrive Circle")
    assert (len(found.principles), len(found.awards)) == (2, 2)
    assert [len(topic.statements) for topic in found.topics] == [4, 4, 4, 4, 0]


def test_it_can_be_installed_and_asked_for(written: Path, tmp_path: Path) -> None:
    """Installed, it is found by its name, and holds together for `check` and `show`."""
    site = tmp_path / "site"
    site.mkdir()

    assert shelve(written, site) == {"thrive-uk": "thrive_uk"}
    for command in ("check", "show"):
        done = python(site, "-m", "positiveculture", command, "thrive-uk")
        assert (done.returncode, done.stderr) == (0, "")


def test_its_test_is_two_lines(written: Path) -> None:
    """The conformance test is an import and an assignment."""
    lines = [line for line in (written / "tests" / "test_conformance.py").read_text("utf-8").splitlines() if line]

    assert lines == ["from positiveculture.testing import conformance", 'test_conformance = conformance("thrive-uk")']


def fields_of(*classes: type) -> set[str]:
    """Return the name of every field that a file can give."""
    return {field.name for cls in classes for field in attrs.fields(cls) if field.init}


def test_every_key_is_explained(written: Path) -> None:
    """Every key that a framework's file can have is in it, in use or in a comment, and every kind of rule."""
    text = (written / "src" / "thrive_uk" / "framework.toml").read_text("utf-8")
    keys = fields_of(Framework, Source, Topic, Award, Principle, Tool, Reference, Role, PlanTemplate)
    rules = {*KINDS, *(key for more in KINDS.values() for key in more)}
    words = set(re.findall(r"\w+", text))

    assert {*keys, *rules, "scales", "levels"} - words == set()
    assert "variants" in words or fields_of(Statement) <= words


def test_what_is_commented_out_works(written: Path) -> None:
    """Each key in a comment can be taken out of it: what comes of it is TOML that fits its schema."""
    path = written / "src" / "thrive_uk" / "framework.toml"
    text = path.read_text("utf-8")
    optional = re.findall(r"^# (?=\[*[a-z_]+(?:\.[a-z-]+)?\]*(?: = |$))", text, re.MULTILINE)
    freed = re.sub(r"^# (?=\[*[a-z_]+(?:\.[a-z-]+)?\]*(?: = |$))", "", text, flags=re.MULTILINE)
    payload = json.loads(json.dumps(tomllib.loads(freed), default=str))  # to a schema, a day is text

    assert len(optional) > 30
    assert [error.message for error in Draft202012Validator(schema("framework")).iter_errors(payload)] == []


def test_editors_find_the_schemas(written: Path) -> None:
    """The first line of each file names a schema that is there, fits the file, and is the one of this library."""
    for path in [*written.rglob("src/*/*.toml"), *PLUGINS.rglob("src/*/*.toml")]:
        line = path.read_text("utf-8").splitlines()[0]
        if not line.startswith("#:schema "):
            assert "broken" in str(path)
            continue
        kind = "wording" if path.name.startswith("wording") else "framework"
        beside = path.parent / line.removeprefix("#:schema ")
        if beside.exists() or written in path.parents:
            assert beside.read_text("utf-8") == schema_text(kind)
        payload = json.loads(json_text(read_payload(path)))
        assert list(Draft202012Validator(schema(kind)).iter_errors(payload)) == []


words = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12) | st.sampled_from(
    ['"', "\\", "'''", "]]", "{{id}}", "*x*", "<b>", "`", "# x", "= 1", "a\\", '"""', "%s", "[x](y)", "&amp;"]
)


@settings(deadline=None, max_examples=25)
@given(title=words, publisher=words)
def test_whatever_it_is_called(tmp_path_factory: pytest.TempPathFactory, title: str, publisher: str) -> None:
    """Any title and publisher come back from the files as they were given, and change nothing else in them."""
    folder = tmp_path_factory.mktemp("any") / "thrive-uk"
    try:
        new_framework("thrive-uk", folder, title=title, publisher=publisher)
    except UnusableName:
        assert not folder.exists()
        assert not title.strip() or not publisher.strip() or not (title + publisher).isprintable()
        return

    found = read_framework(folder / "src" / "thrive_uk" / "framework.toml")
    project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]

    assert found.title == title.strip()
    assert found.source.publisher == publisher.strip()
    assert project["description"] == f"{found.title}: a framework for positiveculture."
    assert len(found.topics) == 5
    compile((folder / "tests" / "test_conformance.py").read_text("utf-8"), "test", "exec")


def test_markdown_takes_a_title_for_words(tmp_path: Path) -> None:
    """In the README, a title with signs of Markdown is a title with signs."""
    new_framework("thrive-uk", tmp_path / "x", title="*Thrive* <b>&[x](y)`")

    assert (tmp_path / "x" / "README.md").read_text("utf-8").splitlines()[0] == (r"# \*Thrive\* \<b\>\&\[x\]\(y\)\`")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Thrive", "an id is lower-case letters and digits, words joined by single hyphens, and starts with a letter"),
        ("", "an id is lower-case letters and digits"),
        ("9-lives", "an id is lower-case"),
        ("thrive_uk", "an id is lower-case"),
        ("thrive--uk", "an id is lower-case"),
        ("thrive-", "an id is lower-case"),
        ("../thrive", "an id is lower-case"),
        ("thrive\n", "an id is lower-case"),
        ("t" * 65, "it is longer than 64 letters"),
        ("class", "it is a word of Python's own"),
        ("json", 'Python itself has a module "json"'),
        ("positiveculture", "a distribution of this name is installed"),
        ("wigan-progress", "a framework of this name is installed"),
        ("typing-extensions", "is installed"),
        ("attr", 'a package "attr" is installed'),
    ],
)
def test_names_that_cannot_be(tmp_path: Path, name: str, reason: str) -> None:
    """A name that could not be an id, a package or a distribution of its own is refused, and nothing is written."""
    with pytest.raises(UnusableName) as caught:
        new_framework(name, tmp_path / "x")

    assert reason in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["two\nlines", "\x1b[2J", "", " ", "\u202e", "\ud800"])
def test_titles_that_cannot_be(tmp_path: Path, text: str) -> None:
    """A title or publisher that is not one line of visible signs is refused, and nothing is written."""
    for words in ({"title": text}, {"publisher": text}):
        with pytest.raises(UnusableName, match="one line of letters and signs that can be seen"):
            new_framework("thrive-uk", tmp_path / "x", **words)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_is_there_is_left_alone(tmp_path: Path, there: str) -> None:
    """Where something has the folder's name, even an empty folder or a broken link, nothing is written at all."""
    place = tmp_path / "thrive-uk"
    if there == "folder":
        place.mkdir()
    elif there == "file":
        place.write_text("mine")
    else:
        place.symlink_to(tmp_path / "nowhere")

    with pytest.raises(FileTrouble, match="already exists, and nothing is ever written into it"):
        new_framework("thrive-uk", place)

    assert list(tmp_path.iterdir()) == [place]
    assert not place.is_dir() or list(place.iterdir()) == []


def test_all_or_nothing(tmp_path: Path) -> None:
    """Where one file cannot be written, none is; the same for a folder whose parent is not there."""
    with pytest.raises(FileTrouble):
        write_folder({"a": "x", "a/b": "y"}, tmp_path / "folder")
    with pytest.raises(FileTrouble, match="there is no folder"):
        write_folder({"a": "x"}, tmp_path / "none" / "folder")

    assert list(tmp_path.iterdir()) == []


def command(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command and return its status, and what it printed."""
    status = run([str(argument) for argument in arguments])
    return status, *capsys.readouterr()


def test_as_a_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes a folder of that name here, and says what to do next."""
    monkeypatch.chdir(tmp_path)

    status, out, err = command(capsys, "new-framework", "thrive-uk")

    assert (status, err) == (0, "")
    assert out.startswith("thrive-uk is written:\n  pyproject.toml\n")
    assert out.endswith("Next: python -m pip install -e './thrive-uk[test]'\nThen: positiveculture check thrive-uk\n")
    assert {"thrive-uk"} == {path.name for path in tmp_path.iterdir()}
    assert command(capsys, "new-framework", "thrive-uk")[0] == 1


def test_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json`, what was written is told for programs; what is refused is told on standard error."""
    place = tmp_path / "here"
    status, out, _ = command(capsys, "new-framework", "thrive-uk", "--out", place, "--title", "T", "--json")
    told: dict[str, Any] = json.loads(out)

    assert status == 0
    assert (told["id"], told["package"], told["folder"]) == ("thrive-uk", "thrive_uk", str(place))
    assert set(told["files"]) == FILES
    status, out, err = command(capsys, "new-framework", "class", "--json")
    assert (status, out) == (1, "")
    assert err.startswith('"class" cannot be the framework of a new plug-in: it is a word of Python')


def test_schema_prints_or_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`schema` prints what is shipped, or writes it to a file that is not there yet, or may be overwritten."""
    place = tmp_path / "plan.json"

    assert command(capsys, "schema", "plan") == (0, schema_text("plan"), "")
    assert command(capsys, "schema", "plan", "--out", place) == (0, f"{place} is written.\n", "")
    assert place.read_text("utf-8") == schema_text("plan")
    assert command(capsys, "schema", "plan", "--out", place)[0] == 1
    assert command(capsys, "schema", "plan", "--out", place, "--force", "--json") == (0, schema_text("plan"), "")
    assert command(capsys, "schema", "plan", "--out", tmp_path / "plan.toml")[0] == 1
    assert command(capsys, "schema", "plann") == (1, "", 'no schema "plann"; did you mean "plan"?\n')


def test_schema_of_an_assessment_against_one_framework(capsys: pytest.CaptureFixture[str]) -> None:
    """`schema assessment --framework` prints the schema with that framework's topics; other kinds have none."""
    status, out, _ = command(capsys, "schema", "assessment", "--framework", "wigan-progress")

    assert (status, json.loads(out)) == (0, assessment_schema(get_framework("wigan-progress")))
    assert command(capsys, "schema", "plan", "--framework", "wigan-progress")[0] == 2
    assert command(capsys, "schema", "assessment", "--framework", "wigan")[0] == 1


def test_nothing_of_it_is_imported_at_the_front_door() -> None:
    """What authors need costs nobody else: the front door does not import it."""
    done = python(Path(), "-c", "import sys, positiveculture; print([m for m in sys.modules if 'scaffold' in m])")

    assert (done.stdout, positiveculture.__name__) == ("[]\n", "positiveculture")
