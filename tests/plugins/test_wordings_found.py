"""Wordings are found by entry points and by the environment, the nearer over the further."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from installing import Site, site

from positiveculture.errors import InvalidWording, UnknownWording
from positiveculture.formats.wording import (
    WORDINGS,
    Wording,
    find_wordings,
    in_language,
    wording_names,
    write_wording,
)

__all__ = ["site"]

NAME = "wigan-progress--xx"
MODULE = """
from positiveculture.formats.wording import Wording

def wording():
    return Wording(framework="wigan-progress", edition={edition!r}, language={language!r}, words={words!r})
"""


def declare(site: Site, distribution: str, points: Mapping[str, str], text: str) -> None:
    """Install a distribution that declares wordings, all by one module."""
    name = distribution.replace("-", "_")
    info = site.install(distribution, {}, {name: text})
    lines = "".join(f"{point} = {name}:{target}\n" for point, target in points.items())
    (info / "entry_points.txt").write_text(f"[{WORDINGS.group}]\n{lines}")


def module(title: str = "Plugged", edition: str = "2017", language: str = "xx") -> str:
    """Return the text of a module that makes a wording."""
    words = {"title": title, "topics": {"dignity": {"title": "Plugged dignity"}}}
    return MODULE.format(edition=edition, language=language, words=words)


def test_an_installed_wording_is_found(site: Site) -> None:
    """What a plug-in declares is listed without importing it, and laid over the framework where it is asked for."""
    declare(site, "harbour-words", {NAME: "wording"}, module())

    assert NAME in wording_names()
    found = in_language("wigan-progress", "xx")

    assert (found.title, found.language, found.topic(1).title) == ("Plugged", "xx", "Plugged dignity")
    assert found.topic(2).title == "Understanding and respecting life history"


def test_the_environment_lies_over_the_plug_in(
    site: Site, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words of the environment are laid over those of a plug-in, in the order in which they are named."""
    declare(site, "harbour-words", {NAME: "wording"}, module())
    folder = tmp_path_factory.mktemp("words")
    head = {"framework": "wigan-progress", "edition": "2017", "language": "xx"}
    first, second = folder / "first.toml", folder / "inside" / "second.json"
    second.parent.mkdir()
    write_wording(Wording(**head, words={"title": "First", "summary": "From the first."}), first)
    write_wording(Wording(**head, words={"title": "Second"}), second)
    (folder / "notes.toml").write_text("what = 'something else'", encoding="utf-8")
    monkeypatch.setenv("POSITIVECULTURE_WORDINGS", os.pathsep.join([str(first), str(second.parent)]))
    found = in_language("wigan-progress", "xx")

    assert (found.title, found.summary, found.topic(1).title) == ("Second", "From the first.", "Plugged dignity")
    monkeypatch.setenv("POSITIVECULTURE_WORDINGS", str(folder))
    assert len(find_wordings("wigan-progress", "xx")) == 3


def test_what_a_plug_in_has_wrong(site: Site) -> None:
    """A plug-in that gives something else, or calls it otherwise, is told with what it is from."""
    declare(site, "harbour-words", {NAME: "wording", "wigan-progress--yy": "__name__"}, module(language="zz"))

    with pytest.raises(InvalidWording, match='is called "wigan-progress--zz"; the entry point must have'):
        find_wordings("wigan-progress", "xx")
    with pytest.raises(InvalidWording, match="gave str, not a Wording"):
        find_wordings("wigan-progress", "yy")


def test_two_plug_ins_with_one_wording(site: Site) -> None:
    """Where two distributions have one wording, neither wins by luck."""
    declare(site, "harbour-words", {NAME: "wording"}, module())
    declare(site, "haven-words", {NAME: "wording"}, module("Other"))

    with pytest.raises(InvalidWording, match="more than one distribution has it: harbour-words"):
        in_language("wigan-progress", "xx")


def test_another_edition_is_refused(site: Site) -> None:
    """A wording of another edition alone is no wording of this one."""
    declare(site, "harbour-words", {NAME: "wording"}, module(edition="2016"))

    with pytest.raises(InvalidWording, match='there is one of edition "2016"'):
        in_language("wigan-progress", "xx")


def test_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language that nothing gives is told, with where to put words; the framework's own is always there."""
    monkeypatch.setenv("POSITIVECULTURE_WORDINGS", str(tmp_path))
    with pytest.raises(UnknownWording, match="POSITIVECULTURE_WORDINGS"):
        find_wordings("wigan-progress", "xx")

    assert in_language("wigan-progress", "EN").language == "en"


def test_another_language_is_not_made_up() -> None:
    """A framework is returned as it is in its own language, and in no other that nobody has words for."""
    assert in_language("wigan-progress", "EN").title == "Progress for Wigan Ethical Homecare Providers"
    with pytest.raises(UnknownWording, match="xx"):
        in_language("wigan-progress", "xx")


def test_a_plug_in_whose_words_are_no_words(site: Site) -> None:
    """What a plug-in finds wrong with its own wording is told with what it is from."""
    text = """
from positiveculture.formats.wording import wording_from_dict

def wording():
    return wording_from_dict({"framework": 5, "language": "x y"})
"""
    declare(site, "harbour-words", {NAME: "wording"}, text)

    with pytest.raises(InvalidWording) as refused:
        find_wordings("wigan-progress", "xx")
    assert "harbour-words 1.0" in refused.value.what
    assert [(each.place, each.message) for each in refused.value.problems] == [
        ("`framework`", "must be text in quotes, not 5"),
        ("`edition`", "is missing"),
        ("`language`", 'must be a language such as cy or en-easy-read, not "x y"'),
    ]


def test_a_language_in_capitals_is_the_same(site: Site) -> None:
    """The name of a language is compared without case, whoever wrote it in capitals: the plug-in, or who asks."""
    declare(site, "harbour-words", {"wigan-progress--XX": "wording"}, module(language="XX"))

    assert in_language("wigan-progress", "xX").title == "Plugged"
    assert [each.language for each in find_wordings("wigan-progress", "xx")] == ["XX"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ('language="xx", words={"topics": {"dignity": 5}}', 'topic "dignity": must be text in quotes, not 5'),
        ('language="xx", words=None', "`words`: must be a table, not null"),
        ("language=None", "`language`: is missing"),
    ],
)
def test_a_wording_that_was_made_by_hand_is_checked(site: Site, fields: str, expected: str) -> None:
    """What a plug-in made in Python is checked as what is read is, before anybody uses it."""
    text = f"""
from positiveculture.formats.wording import Wording

def wording():
    return Wording(framework="wigan-progress", edition="2017", {fields})
"""
    declare(site, "harbour-words", {NAME: "wording"}, text)

    with pytest.raises(InvalidWording) as refused:
        find_wordings("wigan-progress", "xx")
    assert "harbour-words 1.0" in refused.value.what
    assert expected in str(refused.value)
