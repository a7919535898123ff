"""A plug-in that is data: its entry point names a package, whose `framework.toml` is read and nothing of it is run."""

import importlib
import sys
from pathlib import Path

import pytest
from installing import Site, run, site

from positiveculture import InvalidFramework, RegistryError
from positiveculture.errors import FrameworkLoadError
from positiveculture.plugins.registry import PluginSource, Registry

__all__ = ["site"]

HARBOUR = """
id = "harbour"
edition = "2026"
title = "Harbour"
source = { title = "Harbour", publisher = "The Harbour Trust", rights = "None" }
scales.tide.levels = { 1 = "Low", 2 = "High" }
topics = [{ id = "mooring", title = "Mooring", scale = "tide" }]
"""
WORDING = 'framework = "harbour"\nedition = "2026"\ntopics.mooring.title = "Where boats lie"\n'


def package(site: Site, files: dict[str, str], name: str = "harbour_data", target: str = "") -> Path:
    """Install a distribution that declares the harbour as data, with a package of `files`."""
    site.install("harbour-plugin", {"harbour": target or name})
    folder = site.folder.joinpath(*name.split("."))
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file).write_text(text, encoding="utf-8")
    importlib.invalidate_caches()
    return folder


def failure() -> RegistryError:
    """Return how asking for the harbour fails."""
    with pytest.raises(RegistryError) as caught:
        Registry().get("harbour")
    assert "harbour-plugin 1.0 (harbour_data)" in str(caught.value)
    return caught.value


@pytest.mark.parametrize("name", ["harbour_data", "harbours.north.harbour_data"])
def test_a_folder_of_data_is_a_plugin(site: Site, name: str) -> None:
    """A package without a line of Python is found by its name, and the wording beside it is laid over it."""
    package(site, {"framework.toml": HARBOUR, "wording.en.toml": WORDING}, name)

    found = Registry()

    assert found.get("harbour").topic("mooring").title == "Where boats lie"
    assert found.get("harbour") is found.get("harbour")
    assert PluginSource("harbour", "harbour-plugin", "1.0", name) == found.sources("harbour")[0]


def test_nothing_of_it_is_imported(site: Site) -> None:
    """Python that stands in the package of a plug-in that is data is never run."""
    package(site, {"framework.toml": HARBOUR, "__init__.py": "print('I was imported')\n1 / 0\n"})

    told = run(site.folder, "import positiveculture as pc; print(pc.get_framework('harbour').title)")

    assert told == "Harbour\n"
    assert Registry().get("harbour").title == "Harbour"
    assert "harbour_data" not in sys.modules


def test_the_folder_that_holds_the_file_is_meant(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of the same name earlier on the path, such as the project's own, does not hide the data."""
    package(site, {"framework.toml": HARBOUR})
    monkeypatch.syspath_prepend(tmp_path / "work")
    (tmp_path / "work" / "harbour_data").mkdir(parents=True)
    importlib.invalidate_caches()

    assert Registry().get("harbour").title == "Harbour"


def test_every_problem_is_told(site: Site) -> None:
    """Data that contradicts itself is refused with every problem at once, blamed on who ships it."""
    package(site, {"framework.toml": HARBOUR.replace('"2026"', '""').replace('"mooring"', '"No!"')})

    error = failure()

    assert isinstance(error, InvalidFramework)
    assert [problem.place for problem in error.problems] == ["`edition`", 'topic "No!", `id`']


@pytest.mark.parametrize("broken", ["framework.toml", "wording.en.toml"])
def test_a_file_that_is_no_toml_is_named(site: Site, broken: str) -> None:
    """Which of the files of a plug-in cannot be read, and on which line, is told."""
    files = {"framework.toml": HARBOUR, "wording.en.toml": WORDING}
    folder = package(site, files | {broken: files[broken] + "title =\n"})

    error = failure()

    assert isinstance(error, InvalidFramework)
    assert error.problems[0].place.startswith(f"{folder / broken}, line ")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("harbour_data", "its module 'harbour_data' is missing"),
        ("harbour_none.below", "its module 'harbour_none.below' is missing"),
        ("json", "json: is no package that holds framework.toml; what is in Python is named with"),
        ("tomllib._parser", "tomllib._parser: is no package that holds framework.toml"),
    ],
)
def test_a_package_without_data(site: Site, target: str, reason: str) -> None:
    """A name that leads to no package, or to one without data, is told for what it is."""
    site.install("harbour-plugin", {"harbour": target})

    with pytest.raises(FrameworkLoadError) as caught:
        Registry().get("harbour")

    assert caught.value.reason.startswith(reason)
    assert caught.value.source == f"harbour-plugin 1.0 ({target})"
