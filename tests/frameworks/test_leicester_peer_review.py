"""The My Time Peer Review: what Leicester's report tells of it."""

from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture import get_framework
from positiveculture.framework import Framework

EXAMPLES = Path(__file__).parents[2] / "examples"
DIRECTIONS = ("leicester-peer-review", "leicester-peer-review-return")


@pytest.fixture(scope="module")
def review() -> Framework:
    """Return the framework."""
    return get_framework("leicester-peer-review")


def test_it_is_named_for_leicester_and_2018(review: Framework) -> None:
    """Id and edition are those that assessments name; the review took place in February 2018."""
    assert (review.id, review.edition) == ("leicester-peer-review", "2018")


def test_a_review_asks_gives_feedback_and_learns(review: Framework) -> None:
    """Two approaches are explored, strengths and areas to improve are fed back, and learning goes home."""
    stages = [(topic.principle, topic.id) for topic in review.topics]

    assert stages == [
        ("exploring", "wellbeing"),
        ("exploring", "strength-based-approach"),
        ("feedback", "strengths"),
        ("feedback", "areas-to-improve"),
        ("learning", "learning-taken-home"),
    ]


def test_every_topic_has_words_and_prompts(review: Framework) -> None:
    """Each topic says what it is about and what to ask."""
    assert all(topic.description and topic.entries("prompts") for topic in review.topics)


def test_two_authorities_and_two_professions_take_part(review: Framework) -> None:
    """The roles are host and visiting authority, social workers and occupational therapists, each with what it does."""
    roles = [role.id for role in review.roles if role.does]

    assert roles == ["host-authority", "visiting-authority", "social-workers", "occupational-therapists"]


def test_nothing_is_scored_and_it_says_why(review: Framework) -> None:
    """No topic has a scale, since the report gives none, and nothing may be averaged."""
    assert review.unscored
    assert not review.scales
    assert not review.awards
    assert review.averages == ""


def test_the_examples_go_both_ways(review: Framework) -> None:
    """Two examples review two councils, each by practitioners of the other, and leave nothing out."""
    both = [pc.read_assessment(EXAMPLES / f"{name}.toml", framework=review) for name in DIRECTIONS]
    councils = [assessment.service.partition(",")[0] for assessment in both]

    assert len(set(councils)) == 2
    assert all(other in assessment.assessed_by for assessment, other in zip(both, reversed(councils), strict=True))
    assert [assessment.basis for assessment in both] == ["reviewed", "reviewed"]
    assert [pc.evaluate(review, assessment).unanswered for assessment in both] == [(), ()]
