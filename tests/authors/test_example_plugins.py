"""The plug-ins in `examples/plugins/`: installed, found, judged by, and blamed for what they do wrong."""

import importlib
import json
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shelving import PLUGINS, python, shelve

from positiveculture import Assessment, Evidence, Framework, Rating, Reflection, Registry, draft_plan, evaluate, route
from positiveculture.rules.kinds import AtLeast, AtLeastOf, Every, Holds

SOUND = ("repair-cafe", "allotment-garden")
BROKEN = "broken-compass"
COMPLAINTS = tomllib.loads((PLUGINS / BROKEN / "complaints.toml").read_text("utf-8"))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the sound plug-ins, first on the path of this process too; they are forgotten afterwards."""
    for name in SOUND:
        shelve(PLUGINS / name, tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield tmp_path
    for name in SOUND:
        sys.modules.pop(name.replace("-", "_"), None)


@pytest.fixture
def shelf(site: Path) -> Registry:
    """A registry that finds what is installed there."""
    assert site.exists()
    return Registry(allow=SOUND)


def lowest(framework: Framework) -> Assessment:
    """Return an assessment in which every rated topic stands at its lowest level."""
    said = {topic.id: topic.scale.lowest for topic in framework.every_topic if topic.scale is not None}
    return Assessment(
        framework=framework.id,
        edition=framework.edition,
        service="Lower Thistledown",
        assessed_on=date(2026, 3, 31),
        responses=said,
    )


@pytest.mark.parametrize("name", SOUND)
def test_the_way_to_the_highest_award(shelf: Registry, name: str) -> None:
    """By a framework that is not about care, a service is judged, led to the top award by a route, and given a plan."""
    framework = shelf.get(name)
    before = lowest(framework)
    top = framework.awards[-1].id
    found = route(evaluate(framework, before), top)
    said: dict[str, Any] = dict(before.responses)
    for step in found.steps:
        shown = [Evidence("Seen")] if step.evidence else []
        level = step.to_level
        said[step.topic] = Reflection(evidence=shown) if level is None else Rating(level, evidence=shown)

    after = Assessment(
        framework=name,
        edition=framework.edition,
        service="Lower Thistledown",
        assessed_on=date(2026, 3, 31),
        responses=said,
    )

    assert evaluate(framework, before).award is None
    assert evaluate(framework, after).award == top
    plan = draft_plan(evaluate(framework, before), top)
    assert {step.topic for step in found.steps} == {action.topic for action in plan.actions}


def test_one_that_is_data_runs_nothing(shelf: Registry) -> None:
    """The repair cafe has no line of Python, is read without an import, and has words beside its facts."""
    cafe = shelf.get("repair-cafe")

    assert list((PLUGINS / "repair-cafe" / "src").rglob("*.py")) == []
    assert "repair_cafe" not in sys.modules
    assert shelf.get("mended-kettle") is cafe
    assert cafe.topic("plug-testing").statement(3) is not None
    assert {kind.__name__ for kind in (type(rule) for award in cafe.awards for rule in _all(award.rule))} >= {
        "All",
        "AnyOf",
        "AtLeast",
        "AtLeastOf",
        "Every",
        "Evidenced",
        "Holds",
        "Share",
    }


def _all(rule: Any) -> Iterator[Any]:
    yield rule
    for below in getattr(rule, "rules", ()):
        yield from _all(below)


def test_one_with_rules_from_a_function(shelf: Registry) -> None:
    """The allotment's awards follow from three rows of numbers, and its topics from its file."""
    garden = shelf.get("allotment-garden")

    assert [award.id for award in garden.awards] == ["green", "yellow", "red"]
    seasons = [AtLeast(topic.id, 4) for topic in garden.topics]
    assert (Holds("yellow"), AtLeastOf(3, seasons), Every(3)) == garden.award("red").rule.rules  # type: ignore[union-attr]  # an All


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, str]]:
    """What `plugins` tells of all three plug-ins, by name and distribution."""
    site = tmp_path_factory.mktemp("site")
    for name in (*SOUND, BROKEN):
        shelve(PLUGINS / name, site)
    done = python(site, "-m", "positiveculture", "plugins", "--json")
    assert (done.returncode, done.stderr) == (0, "North is that way!\n")
    return {(each["name"], each["distribution"]): each for each in json.loads(done.stdout)}


@pytest.mark.parametrize("name", COMPLAINTS)
def test_what_is_told_of_the_broken_one(told: dict[tuple[str, str], dict[str, str]], name: str) -> None:
    """Each thing that is wrong with the broken compass is told as its list of complaints says, and blamed on it."""
    found = told[name, BROKEN]

    assert found["status"] == "broken"
    assert [complaint for complaint in COMPLAINTS[name] if complaint not in found["why"]] == []
    assert f"broken-compass 0.0.9 ({found['target']})" in found["why"]


def test_the_broken_one_harms_no_neighbour(told: dict[tuple[str, str], dict[str, str]]) -> None:
    """Beside the broken compass, every other plug-in is well, but for the one whose name it claims too."""
    status = {key: each["status"] for key, each in told.items()}

    assert status.pop(("compass-prints", BROKEN)) == "ok"
    assert status.pop(("repair-cafe", BROKEN)) == status.pop(("repair-cafe", "repair-cafe")) == "conflict"
    assert {name for name, distribution in status if distribution == BROKEN} == set(COMPLAINTS)
    assert {"ok"} == {each for (_, distribution), each in status.items() if distribution != BROKEN}


def test_their_own_tests_pass(site: Path) -> None:
    """The sound plug-ins pass the conformance tests that they come with."""
    tests = [PLUGINS / name / "tests" for name in SOUND]
    options = ("-q", "-p", "no:cacheprovider", "--import-mode=importlib")

    done = python(site, "-m", "pytest", *options, *tests, cwd=site)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", [*SOUND, BROKEN])
def test_it_says_what_it_needs(name: str) -> None:
    """Each plug-in is a project of its own that names this library as what it needs, and itself as it is called."""
    project = tomllib.loads((PLUGINS / name / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["name"] == name
    assert [need for need in project["dependencies"] if need.startswith("positiveculture>=")]
