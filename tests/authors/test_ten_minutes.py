"""The pages for authors, followed to the letter in an environment that has only the wheel."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "write-a-framework.md"
NEXT = ROOT / "docs" / "next-edition.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"# file: (\S+)\n")

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the page's commands are for a Unix shell"),
]


@pytest.fixture(scope="module")
def wheel() -> Path:
    """The wheel that POSITIVECULTURE_WHEEL names; `.ci/run` makes one, which these pages are followed with."""
    named = os.environ.get("POSITIVECULTURE_WHEEL")
    if not named:
        pytest.skip("POSITIVECULTURE_WHEEL names no wheel to install")
    return Path(named).resolve()


@attrs.frozen
class Desk:
    """An empty folder, and a shell in it that knows nothing of this library but its wheel."""

    folder: Path
    environment: Mapping[str, str]

    def run(self, commands: str) -> str:
        """Run shell commands, and return what they print; all of them have to succeed."""
        done = subprocess.run(
            ["/bin/bash", "-euc", commands],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{commands}\n{done.stdout}"
        return done.stdout

    def follow(self, language: str, code: str) -> str:
        """Do what a block of the page says, and return what is printed."""
        if language == "sh":
            return self.run(code)
        if language == "console":
            fails = " || [ $? = 1 ]" if code.endswith("(exit status 1)\n") else ""
            return "".join(self.run(line + fails) for line in re.findall(r"^\$ (.*)$", code, re.MULTILINE))
        named = NAMED.match(code)
        if language == "toml" and named:
            tomllib.loads(code)
            (self.folder / named[1]).write_text(code, encoding="utf-8")
        return ""


def shelf(folder: Path) -> Path:
    """Return a folder with every package of this environment but this library, so that nothing has to be downloaded."""
    folder.mkdir()
    for home in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for package in Path(home).iterdir():
            if not re.match(r"_*(positiveculture|editable__|distutils)|pip\b|setuptools|.*\.pth$", package.name):
                (folder / package.name).symlink_to(package)
    return folder


@pytest.fixture
def desk(tmp_path: Path, wheel: Path) -> Desk:
    """A desk where pip finds the wheel, and nothing on the network."""
    folder = tmp_path / "desk"
    folder.mkdir()
    path = [str(folder / ".venv" / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]
    kept = {key: value for key, value in os.environ.items() if not re.match("POSITIVE|PYTHON|PIP_|COV|VIRTUAL", key)}
    own = {
        "PATH": os.pathsep.join(path),
        "PYTHONPATH": str(shelf(tmp_path / "shelf")),
        "PYTHONUTF8": "1",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheel.parent),
        "PIP_NO_BUILD_ISOLATION": "0",  # which is how pip is told to build with what is there
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_CACHE_DIR": "1",
        "PIP_NO_COMPILE": "1",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    return Desk(folder, kept | own)


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each block of a page with its language, and what it is said to print."""
    found = FENCE.findall(page.read_text("utf-8"))
    for (language, code), (after, shown) in zip(found, [*found[1:], ("", "")], strict=True):
        if language == "console":
            yield language, code, re.sub(r"^\$ .*\n|^\(exit status \d\)\n", "", code, flags=re.MULTILINE)
        elif language != "text":
            yield language, code, shown if after == "text" else "..."


def shows(printed: str, expected: str) -> bool:
    """Return whether what was printed is what was expected, in which `...` stands for anything."""
    wanted = ".*".join(re.escape(" ".join(part.split())) for part in expected.split("..."))
    return re.fullmatch(wanted.replace("\\ .*", ".*").replace(".*\\ ", ".*"), " ".join(printed.split())) is not None


def test_the_page_leads_there(desk: Desk) -> None:
    """An author who has only the page and the wheel comes from nothing to a plug-in that passes all its tests."""
    followed = [(code, desk.follow(language, code), expected) for language, code, expected in blocks(PAGE)]

    assert [(code, printed) for code, printed, expected in followed if not shows(printed, expected)] == []
    home = desk.run("python -c 'import positiveculture; print(positiveculture.__file__)'")
    assert home.startswith(str(desk.folder / ".venv"))
    tested = [printed for code, printed, _ in followed if "pytest" in code]
    assert [bool(re.search(r"\d{2} passed", printed)) for printed in tested] == [True, True]
    (built,) = (desk.folder / "dist").glob("thrive_uk-0.1.0-*.whl")
    names = zipfile.ZipFile(built).namelist()
    assert {"thrive_uk/framework.toml", "thrive_uk/wording.en.toml"} <= set(names)
    assert [name for name in names if name.endswith(".py")] == []


def test_the_page_leads_to_the_next_edition(desk: Desk) -> None:
    """An author who has only the page and the wheel comes to a second edition that passes all its tests."""
    followed = [(code, desk.follow(language, code), expected) for language, code, expected in blocks(NEXT)]

    assert [(code, printed) for code, printed, expected in followed if not shows(printed, expected)] == []
    tested = [printed for code, printed, _ in followed if "pytest" in code]
    assert [bool(re.search(r"\d{2,3} passed", printed)) for printed in tested] == [True]
    moved = tomllib.loads((desk.folder / "moved" / "elm-house.toml").read_text("utf-8"))
    assert (moved["edition"], moved["migrated_from"]) == ("2", "1")
    assert moved["responses"]["speaking-and-learning"] == {"level": 2, "note": "Two of us do."}
