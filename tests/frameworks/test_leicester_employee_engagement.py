"""The Employee Engagement Survey: what Leicester's report tells of it."""

from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture import get_framework
from positiveculture.framework import Framework

EXAMPLE = Path(__file__).parents[2] / "examples" / "leicester-employee-engagement.toml"

#: The report's list of themes, in the reading that we chose.
THEMES = [
    "work",
    "teamwork-social",
    "leadership-management",
    "purpose-contribution-awareness",
    "personal-growth",
    "engagement-indicators",
]


@pytest.fixture(scope="module")
def survey() -> Framework:
    """Return the framework."""
    return get_framework("leicester-employee-engagement")


def test_it_is_named_for_leicester_and_2017(survey: Framework) -> None:
    """Id and edition are those that assessments name."""
    assert (survey.id, survey.edition) == ("leicester-employee-engagement", "2017")


def test_it_has_the_six_themes_in_the_reports_order(survey: Framework) -> None:
    """The list of themes is read as six, and a note says how else it can be read."""
    assert [topic.id for topic in survey.topics] == THEMES
    assert any("seven or eight" in note for note in survey.notes)


def test_nothing_is_scored_and_it_says_why(survey: Framework) -> None:
    """No theme has a scale, since the report gives none, and nothing may be averaged."""
    assert survey.unscored
    assert not survey.scales
    assert not survey.awards
    assert survey.averages == ""


def test_a_department_is_set_beside_the_wider_council(survey: Framework) -> None:
    """An assessment is of one or the other, and every theme asks how they compare."""
    assert [mode.id for mode in survey.modes] == ["department", "whole-council"]
    assert all(topic.entries("comparison") and topic.description for topic in survey.topics)


def test_five_things_mark_an_engaged_employee(survey: Framework) -> None:
    """The report's five marks of an engaged employee stand at the indicators of engagement, and nowhere else."""
    marks = {topic.id: len(topic.entries("looks-like")) for topic in survey.topics if topic.entries("looks-like")}

    assert marks == {"engagement-indicators": 5}


def test_both_parts_are_said(survey: Framework) -> None:
    """Employees answer; Organisational Development carries the survey out."""
    assert [role.id for role in survey.roles if role.does] == ["employees", "organisational-development"]


def test_the_example_reflects_on_every_theme(survey: Framework) -> None:
    """The example reads, speaks for one department and leaves no theme out."""
    reflections = pc.read_assessment(EXAMPLE, framework=survey)

    assert reflections.mode == "department"
    assert pc.evaluate(survey, reflections).unanswered == ()
