"""A kind of file more is added to a copy of the package, as docs/development/adding.md says, and all of it works."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from new_kind import add_pledges, copied

#: How many files a kind of file may touch, and which of them are not in the package.
MOST_FILES, DOCS = 6, {"docs/files.md", "docs/api.md"}

WALL = """service = "Seal Sands"
pledges = [{ who = "Ada", what = "Ask first" }, { who = "Grace", what = "Knock" }]
"""

#: Read and written by the four functions of the noun, in a Python that imports the copy.
AT_WORK = """
from positiveculture.formats.pledges import pledges_from_dict, pledges_to_dict, read_pledges, write_pledges
wall = read_pledges("wall.toml")
write_pledges(wall, "again.json")
assert read_pledges("again.json") == pledges_from_dict(pledges_to_dict(wall)) == wall
"""


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """Return a folder with a copy of the package, and the files that a kind of file more has touched in it."""
    folder = tmp_path_factory.mktemp("added")
    (folder / "wall.toml").write_text(WALL, encoding="utf-8")
    return folder, add_pledges(copied(folder))


def run(
    added: tuple[Path, set[str]], environment: dict[str, str], *line: str, status: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run Python with the copy of the package, and see that it ends as it should."""
    command = [sys.executable, *line]
    environment = environment | {"PYTHONPATH": str(added[0]), "COLUMNS": "120"}
    found = subprocess.run(command, cwd=added[0], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert found.returncode == status, found.stderr
    return found


def test_a_kind_of_file_touches_six_files(added: tuple[Path, set[str]]) -> None:
    """Four files of the package and two pages: its values, its error, its format, its row, and what people read."""
    assert len(added[1] | DOCS) <= MOST_FILES


def test_it_is_read_and_written(added: tuple[Path, set[str]], untraced: dict[str, str]) -> None:
    """The four functions of the noun read back what they write."""
    run(added, untraced, "-c", AT_WORK)


def test_check_knows_it(added: tuple[Path, set[str]], untraced: dict[str, str]) -> None:
    """`check` tells it by its keys, and says how much there is in it, on screen and as JSON."""
    screen = run(added, untraced, "-m", "positiveculture", "check", "wall.toml")
    shape = json.loads(run(added, untraced, "-m", "positiveculture", "check", "wall.toml", "--json").stdout)

    assert "wall.toml: a valid wall of pledges Holds: 2 pledges" in " ".join(screen.stdout.split())
    assert (shape["kind"], shape["ok"]) == ("wall of pledges", True)


def test_its_entries_have_a_name_in_messages(added: tuple[Path, set[str]], untraced: dict[str, str]) -> None:
    """What is wrong with an entry is told at its place, by the singular of its list's key."""
    (added[0] / "slip.toml").write_text(WALL.replace(', what = "Knock"', ""), encoding="utf-8")
    refused = run(added, untraced, "-m", "positiveculture", "check", "slip.toml", status=1)

    assert "pledge no. 2, `what`: is missing" in " ".join(refused.stderr.split())


def test_it_is_told_from_other_kinds(added: tuple[Path, set[str]], untraced: dict[str, str]) -> None:
    """Where another kind of file is wanted, it is told what was given."""
    refused = run(added, untraced, "-m", "positiveculture", "assess", "wall.toml", status=1)

    assert "this is a wall of pledges, not an assessment" in " ".join(refused.stderr.split())
