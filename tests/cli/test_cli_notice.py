"""What every reader of a framework has to be told first is beside whatever a command says of it, as JSON too."""

import json
from pathlib import Path

import pytest
from running import Command

from positiveculture import get_framework, plan_from_dict, read_plan
from positiveculture.errors import InvalidPlan

#: The commands that say something of services, by a framework that has a notice; files are those of the examples.
COMMANDS = (
    "assess cqc-held-back-2026.toml",
    "assess cqc-held-back-2026.toml --why",
    "route cqc-held-back-2026.toml --to good",
    "summary cqc-held-back-2026.toml",
    "report cqc-held-back-2026.toml",
    "progress cqc-held-back-2026.toml {later}",
    "rollup cqc-held-back-2026.toml cqc-rivington-2026.toml",
    "carry rivington-2026.toml --to cqc-style-well-led",
    "actions {plan} --on 2026-07-06",
    "panel cqc-held-back-2026.toml cqc-rivington-2026.toml",
)


@pytest.fixture
def later(examples: Path, tmp_path: Path) -> Path:
    """Return an assessment of the year after in a file."""
    text = (examples / "cqc-held-back-2026.toml").read_text("utf-8")
    file = tmp_path / "later.toml"
    file.write_text(text.replace("assessed_on = 2026", "assessed_on = 2027"), "utf-8")
    return file


@pytest.fixture
def plan(positiveculture: Command, examples: Path, tmp_path: Path) -> Path:
    """Return a plan in a file."""
    file = tmp_path / "plan.toml"
    positiveculture("plan", examples / "cqc-held-back-2026.toml", "--to", "good", "--out", file)
    return file


@pytest.mark.parametrize("line", COMMANDS)
def test_the_notice_is_there(positiveculture: Command, examples: Path, plan: Path, later: Path, line: str) -> None:
    """On the screen, and under `notice` for programs."""
    words = line.format(plan=plan, later=later).split()
    given = [examples / word if (examples / word).exists() else word for word in words]
    notice = get_framework("cqc-style-well-led").notice

    assert notice in " ".join(positiveculture(*given).out.split())
    assert json.loads(positiveculture(*given, "--json").out)["notice"] == notice


def comments_of(text: str) -> str:
    """Return the comments of a TOML file as one line."""
    return " ".join(line.removeprefix("#").strip() for line in text.splitlines() if line[:1] == "#")


def test_an_assessment_to_fill_in_has_it_as_a_comment(positiveculture: Command) -> None:
    """Whoever fills an assessment in reads it first."""
    comments = comments_of(positiveculture("new-assessment", "cqc-style-well-led", "--service", "Larkbeck Lodge").out)

    assert get_framework("cqc-style-well-led").notice in comments


def test_a_draft_of_a_plan_has_it_as_a_comment(plan: Path) -> None:
    """Whoever fills a plan in reads it first, and who rates."""
    comments = comments_of(plan.read_text("utf-8"))
    framework = get_framework("cqc-style-well-led")

    assert framework.notice in comments
    assert framework.awarded_by in comments


def test_a_plan_reads_back_without_it(positiveculture: Command, examples: Path, plan: Path, tmp_path: Path) -> None:
    """A plan as JSON has the notice, and is the same plan as in TOML; a notice that is no text is refused."""
    file = tmp_path / "plan.json"
    positiveculture("plan", examples / "cqc-held-back-2026.toml", "--to", "good", "--out", file)
    data = json.loads(file.read_text("utf-8"))

    assert data["notice"] == get_framework("cqc-style-well-led").notice
    assert read_plan(file) == plan_from_dict(data) == read_plan(plan)
    with pytest.raises(InvalidPlan) as caught:
        plan_from_dict(data | {"notice": 5})
    assert [(each.code, each.path) for each in caught.value.problems] == [("not-text", ("notice",))]
