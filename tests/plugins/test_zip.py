"""The library, and plug-ins that are data, work from a zip: what they hold is read as resources, not by paths."""

import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

import positiveculture

PACKAGE = Path(positiveculture.__file__).parent
SNIPPET = """
import sys
sys.path[:0] = sys.argv[1:]
import positiveculture as pc
assert ".zip" in pc.__file__, pc.__file__
print(pc.get_framework({name!r}).title)
"""
FRAMEWORK = """
id = "harbour"
edition = "2026"
title = "Harbour"
source = { title = "Harbour", publisher = "The Harbour Trust", rights = "None" }
topics = [{ id = "mooring", title = "Mooring" }]
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed library in a zip, its metadata beside it, as a wheel has them."""
    path = tmp_path_factory.mktemp("zip") / "library.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(PACKAGE.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                archive.write(file, f"positiveculture/{file.relative_to(PACKAGE).as_posix()}")
        for name in ("METADATA", "entry_points.txt"):
            archive.writestr(
                f"positiveculture-1.dist-info/{name}", distribution("positiveculture").read_text(name) or ""
            )
    return path


def told(name: str, *zips: Path) -> str:
    """Return the title of a framework, in a fresh process that has the zips first on its path."""
    code = SNIPPET.format(name=name)
    done = subprocess.run([sys.executable, "-c", code, *map(str, zips)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", ["wigan-progress", "cqc-style-well-led"])
def test_the_library_works_from_a_zip(library: Path, name: str) -> None:
    """A framework that comes with the library is found and read where the library lies in a zip."""
    assert told(name, library) == positiveculture.get_framework(name).title


def test_a_data_plug_in_works_from_a_zip(library: Path, tmp_path: Path) -> None:
    """A plug-in that is data alone, without a line of Python, is read from a zip of its own."""
    path = tmp_path / "plugin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("harbour_data/framework.toml", FRAMEWORK)
        points = "[positiveculture.frameworks]\nharbour = harbour_data\n"
        archive.writestr("harbour_plugin-1.dist-info/entry_points.txt", points)
        archive.writestr(
            "harbour_plugin-1.dist-info/METADATA", "Metadata-Version: 2.3\nName: harbour-plugin\nVersion: 1\n"
        )
    assert told("harbour", library, path) == "Harbour"
