"""The commands `plan` and `actions`, in every form, and the calendar."""

import json
from pathlib import Path

import pytest
from running import Command

PLAN = "plan-rivington-2026.toml"


def test_what_has_become_of_a_plan(positiveculture: Command, examples: Path) -> None:
    """Each action is under its state, with who and by when; the overdue ones say for how long."""
    out = positiveculture("actions", examples / PLAN, "--on", "2026-07-06").out

    headings = [line for line in out.splitlines() if line.endswith(("1 action", "2 actions")) and line[0] != " "]
    assert headings == [
        "Overdue: 1 action",
        "Due in the next 28 days: 1 action",
        "Next: 2 actions",
        "Without a day: 1 action",
        "Without an owner: 2 actions",
        "Done: 1 action",
    ]
    assert "Registered manager, by 30 June 2026, 6 days overdue" in " ".join(out.split())


def test_json(positiveculture: Command, examples: Path) -> None:
    """As JSON, each action has its state on the day."""
    told = json.loads(positiveculture("actions", examples / PLAN, "--on", "2026-07-06", "--within", "0", "--json").out)

    assert (told["on"], told["due_within"], told["counts"]["due"], told["counts"]["next"]) == ("2026-07-06", 0, 0, 3)


@pytest.mark.parametrize("suffix", [".html", ".md", ".pdf", ".txt", ".docx", ".json"])
@pytest.mark.parametrize("command", [("actions", PLAN), ("plan", "rivington-2026.toml", "--to", "gold")])
def test_every_form_by_its_suffix(
    positiveculture: Command, examples: Path, tmp_path: Path, command: tuple[str, ...], suffix: str
) -> None:
    """`--out` writes the form of the file's suffix; a file that is there is kept unless it is forced."""
    name, file, *rest = command
    line = (name, examples / file, *rest, "--out", tmp_path / f"made{suffix}")

    assert positiveculture(*line).out.startswith(f"{tmp_path / f'made{suffix}'} is written.\n")
    made = (tmp_path / f"made{suffix}").read_bytes()
    assert made.startswith({".html": b"<!doctype", ".pdf": b"%PDF", ".docx": b"PK", ".json": b"{"}.get(suffix, b""))
    assert "already exists; overwrite it with --force" in positiveculture(*line).err
    assert positiveculture(*line, "--force").status == 0


def test_a_calendar(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """`--ics` writes a calendar beside what is shown; `--tasks` makes tasks of them."""
    file = tmp_path / "plan.ics"
    out = positiveculture("actions", examples / PLAN, "--on", "2026-07-06", "--ics", file).out

    assert out.endswith(f"{file} is written.\n")
    assert file.read_bytes().count(b"BEGIN:VEVENT") == 5
    positiveculture("actions", examples / PLAN, "--ics", file, "--force", "--tasks")
    assert file.read_bytes().count(b"BEGIN:VTODO") == 6


def test_nothing_is_written_where_one_file_cannot_be(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """Where the calendar or the document may not be written, neither is."""
    there = tmp_path / "there.ics"
    there.write_text("mine", encoding="utf-8")
    line = ("actions", examples / PLAN, "--out", tmp_path / "a.md", "--ics")

    for ics, said in ((there, "already exists"), (tmp_path / "a.txt", "is not .ics, and a calendar is")):
        refused = positiveculture(*line, ics)
        assert (refused.status, refused.out, said in refused.err) == (1, "", True)
    other = positiveculture("actions", examples / PLAN, "--out", tmp_path / "a.doc", "--ics", tmp_path / "b.ics")
    assert "is neither" in other.err
    assert [file.name for file in tmp_path.iterdir()] == ["there.ics"]
    assert there.read_text(encoding="utf-8") == "mine"


def test_no_day_no_calendar(positiveculture: Command, examples: Path, tmp_path: Path) -> None:
    """Where no action has a day, that is said, and no calendar is written."""
    plan = tmp_path / "plan.toml"
    positiveculture("plan", examples / "rivington-2026.toml", "--to", "silver", "--out", plan)
    refused = positiveculture("actions", plan, "--ics", tmp_path / "plan.ics")

    assert (refused.status, refused.out) == (1, "")
    assert "no action has a day, so there is nothing to put into a calendar" in refused.err
    assert not (tmp_path / "plan.ics").exists()
