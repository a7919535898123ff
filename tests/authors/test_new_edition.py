"""`new-framework --edition`: the next edition of what is installed, with a migration that changes nothing yet."""

import json
from pathlib import Path

import attrs
import pytest

import positiveculture as pc
from positiveculture.cli.app import run
from positiveculture.errors import FileTrouble, UnusableName
from positiveculture.plugins.registry import use_registry
from positiveculture.scaffold.next_edition import entry_points, new_edition


def test_the_files_are_those_of_before(tmp_path: Path) -> None:
    """Framework and wording are as they were, comments too, but for the edition; every topic goes over as it is."""
    written = new_edition("wigan-progress", "2027.1", tmp_path / "next")
    old = pc.get_framework("wigan-progress")
    found = pc.read_framework(tmp_path / "next" / "framework.toml")
    assert found == attrs.evolve(old, edition="2027.1")
    assert written.files == ("framework.toml", "wording.en.toml", "migration.toml")
    assert "# " in (tmp_path / "next" / "framework.toml").read_text("utf-8")
    migration = pc.read_migration(tmp_path / "next" / "migration.toml")
    assert (migration.source, migration.target) == (old, found)
    assert entry_points(written, "2017", "2027.1", "next") == (
        '[project.entry-points."positiveculture.frameworks"]',
        '"wigan-progress@2027.1" = "next"',
        '[project.entry-points."positiveculture.migrations"]',
        '"wigan-progress@2017--2027.1" = "next"',
    )


def test_a_framework_that_is_no_file(tmp_path: Path) -> None:
    """Of a framework that Python makes, or that is given, one file is written that holds it whole."""
    given = attrs.evolve(pc.get_framework("wigan-progress"), id="given", cases=())
    with use_registry(pc.registry().with_frameworks(given)):
        written = new_edition("given", "2", tmp_path / "next")
        assert written.files == ("framework.toml", "migration.toml")
        assert entry_points(written, "2017", "2", "next")[1] == '"given@2" = "next"'
        assert pc.read_framework(tmp_path / "next" / "framework.toml") == attrs.evolve(given, edition="2")


def test_where_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a folder it is called by the edition; a folder that is there is never written into."""
    monkeypatch.chdir(tmp_path)
    assert run(["new-framework", "wigan-progress", "--edition", "2027.1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["folder"] == "edition_2027_1"
    assert run(["new-framework", "wigan-progress", "--edition", "2027.1"]) == 1
    assert "already exists" in capsys.readouterr().err
    with pytest.raises(FileTrouble):
        new_edition("wigan-progress", "2027.1")


@pytest.mark.parametrize(("edition", "why"), [("2017", "is installed"), (" ", "one line"), ("a\nb", "one line")])
def test_editions_that_cannot_be(edition: str, why: str, tmp_path: Path) -> None:
    """An edition that is there, or that nobody could see, is refused, and nothing is written."""
    with pytest.raises(UnusableName, match=why):
        new_edition("wigan-progress", edition, tmp_path / "next")
    with pytest.raises(pc.UnknownFramework):
        new_edition("nobody-has-this", "2", tmp_path / "next")
    with pytest.raises(UnusableName, match='edition-2" cannot be the folder of a new plug-in: an entry point names it'):
        new_edition("wigan-progress", "2", tmp_path / "edition-2")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--title", "--publisher"])
def test_what_an_edition_has_already(
    option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A title, or a publisher, of the next edition is refused, for its files have one; and so is an empty one."""
    monkeypatch.chdir(tmp_path)
    assert run(["new-framework", "wigan-progress", "--edition", "2", option, "Thrive"]) == 2
    assert "is given together with --edition" in capsys.readouterr().err
    assert run(["new-framework", "thrive-uk", option, ""]) == 1
    assert "one line of letters and signs that can be seen" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
