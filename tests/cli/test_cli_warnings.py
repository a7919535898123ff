"""What `check` shows of warnings about award rules."""

import json
import tomllib
from pathlib import Path

from running import Command, Write

HOSTILE = "Spade \\u001b]0;owned\\u0007 [red]X[/red]"

SHED = f"""
    spec = 1
    id = "shed"
    edition = "1"
    title = "Shed"
    source = {{ title = "Shed", publisher = "Invented Press", rights = "Invented; nobody's." }}
    scales.two.levels = {{ 1 = "No", 2 = "Yes" }}
    topics = [{{ id = "spade", title = "{HOSTILE}", scale = "two" }}, {{ id = "rake", title = "Rake", scale = "two" }}]

    [[awards]]
    id = "tidy"
    title = "Tidy"
    rule = {{ all = [{{ every = 2 }}, {{ minimum = {{ spade = 2 }} }}] }}
"""


def test_none(positiveculture: Command) -> None:
    """Where there is no warning, nothing more is said, and as JSON the list is empty."""
    plain, told = positiveculture("check", "wigan-progress"), positiveculture("check", "wigan-progress", "--json")

    assert (plain.status, "warning" in plain.out) == (0, False)
    assert json.loads(told.out)["warnings"] == []


def test_picture(positiveculture: Command, write: Write) -> None:
    """A warning is shown with its award, its clause and its example, and no sign in it does harm."""
    result = positiveculture("check", write("shed.toml", SHED))
    out = " ".join(result.out.split())

    assert result.status == 1  # for what cannot be seen in the title, as the conformance checks say
    assert "1 warning, judged with all answered" in out
    assert "Tidy - Spade \\u001b]0;owned\\u0007 [red]X[/red] at 2 - asks for nothing" in out
    assert "(implied). - Smallest example: With Spade" in out
    assert all(sign.isprintable() or sign == "\n" for sign in result.out)


def test_strict(positiveculture: Command, write: Write, meadow: Path) -> None:
    """Warnings leave the status at 0, and make it 1 where they are to count; without any it is 0."""
    shed = write("shed.toml", SHED.replace(HOSTILE, "Spade"))

    assert [positiveculture("check", shed, *more).status for more in ((), ("--strict",), ("--strict", "--json"))] == [
        0,
        1,
        1,
    ]
    assert positiveculture("check", "wigan-progress", "--strict").status == 0
    assert positiveculture("check", meadow, "--strict").out == positiveculture("check", meadow).out


def test_json(positiveculture: Command, write: Write, examples: Path) -> None:
    """As JSON, a warning has its kind, award, clause and example; what is no framework has no list of warnings."""
    (warning,) = json.loads(positiveculture("check", write("shed.toml", SHED), "--json").out)["warnings"]
    other = json.loads(positiveculture("check", examples / "rivington-2026.toml", "--json").out)

    assert (warning["kind"], warning["award"], warning["other"], warning["topics"]) == ("implied", "tidy", None, [])
    assert warning["example"] == {
        "levels": {"spade": 2, "rake": 2},
        "evidence": [],
        "met": ["tidy"],
        "clause_met": True,
    }
    assert "warnings" not in other


def test_unpinned(positiveculture: Command, write: Write, tmp_path: Path) -> None:
    """What no reference case pins is listed, and cases that would pin it are written; once, and where some are left."""
    shed, drafts = write("shed.toml", SHED.replace(HOSTILE, "Spade")), tmp_path / "drafts.toml"
    plain = positiveculture("check", shed, "--draft-cases", drafts)
    again = positiveculture("check", shed, "--draft-cases", drafts)
    told = json.loads(positiveculture("check", shed, "--json").out)["unpinned"]
    pinned = positiveculture("check", "wigan-progress", "--draft-cases", tmp_path / "none.toml")

    assert (plain.status, "It has no reference cases" in plain.out) == (0, True)
    assert {"award": "tidy", "clause": "every topic at 2 or above", "change": "one level lower"} in told
    assert len(tomllib.loads(drafts.read_text("utf-8"))["cases"]) >= 1
    assert (again.status, pinned.status) == (1, 2)
