"""The Annual Health Check: the employer standards of 2014, and what Leicester's report tells of the return."""

from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture import get_framework
from positiveculture.framework import Framework

EXAMPLE = Path(__file__).parents[2] / "examples" / "leicester-health-check.toml"

#: The eight standards as they were titled in 2014.
STANDARDS = {
    1: "Clear social work accountability framework",
    2: "Effective workforce planning",
    3: "Safe workloads and case allocation",
    4: "Managing risks and resources",
    5: "Effective and appropriate supervision",
    6: "Continuing professional development",
    7: "Professional registration",
    8: "Effective partnerships",
}
QUESTIONS = ["safe", "effective", "caring", "responsive", "well-led"]


@pytest.fixture(scope="module")
def check() -> Framework:
    """Return the framework."""
    return get_framework("leicester-health-check")


def test_it_is_named_for_leicester_and_the_standards_of_2014(check: Framework) -> None:
    """Id and edition are those that assessments name."""
    assert (check.id, check.edition) == ("leicester-health-check", "2014")


def test_the_eight_standards_bear_their_titles_of_2014(check: Framework) -> None:
    """The standards are those of 2014, not of 2020: the fourth is on risks and resources."""
    found = {topic.number: topic.title for topic in check.topics if topic.principle == "employer-standards"}

    assert found == STANDARDS


def test_the_five_questions_follow_without_numbers(check: Framework) -> None:
    """The five questions are topics of their own, which no source numbers."""
    questions = [topic for topic in check.topics if topic.principle == "five-questions"]

    assert [topic.id for topic in questions] == QUESTIONS
    assert {topic.number for topic in questions} == {None}
    assert len(check.topics) == 13


def test_what_the_report_does_not_say_is_said_to_be_our_reading(check: Framework) -> None:
    """The report names neither standards nor questions: the summary says so, and the standards are the source."""
    assert "Our reading" in check.summary
    assert "our reading" in check.notes[0]
    assert check.source.title == "Standards for Employers of Social Workers in England"


def test_every_topic_is_sense_checked_with_staff(check: Framework) -> None:
    """Each topic says what it is about, asks for the sense check, and rests on the standards of 2014."""
    assert all(topic.description and topic.entries("sense-check") for topic in check.topics)
    assert {topic.references for topic in check.topics} == {("employer-standards-2014",)}


def test_the_principal_social_worker_answers_and_staff_check(check: Framework) -> None:
    """The roles are the Principal Social Worker, staff and the association that commissions it, with what each does."""
    roles = [role.id for role in check.roles if role.does]

    assert roles == ["principal-social-worker", "staff", "local-government-association"]
    assert [mode.id for mode in check.modes] == ["principal-social-worker", "sense-checked"]


def test_nothing_is_scored_and_it_says_why(check: Framework) -> None:
    """No topic has a scale, since the cut-offs are not confirmed, and nothing may be averaged."""
    assert "cut-offs" in check.unscored
    assert not check.scales
    assert not check.awards
    assert check.averages == ""


def test_the_example_is_a_whole_return(check: Framework) -> None:
    """The example reads, says that it was sense-checked, and leaves nothing out."""
    returned = pc.read_assessment(EXAMPLE, framework=check)

    assert returned.mode == "sense-checked"
    assert pc.evaluate(check, returned).unanswered == ()
