"""Wigan Ethical Homecare Partnership: what the publication says, as checks and nothing more."""

from collections import Counter
from pathlib import Path

import pytest

import positiveculture as pc

EXAMPLE = Path(__file__).parents[2] / "examples" / "ethical-rivington-2026.toml"
ETHICAL = pc.get_framework("wigan-ethical-homecare")
ELEMENTS = (
    "personalised-outcomes",
    "health-partners",
    "conversations-and-connection",
    "self-funders",
    "fair-price",
    "wider-offers",
    "back-office-technology",
    "quality-oversight",
    "living-wage",
    "travel-time",
    "substantive-contracts",
    "career-path",
    "no-15-minute-personal-care",
    "conversations-on-assets",
    "trusting-climate",
    "coordination-in-a-place",
    "workforce-competences",
    "positive-risk-and-permission",
)


def test_elements_stand_in_the_order_of_the_publication() -> None:
    """The 18 key elements have these ids, for ever, in the order of the publication."""
    assert tuple(topic.id for topic in ETHICAL.topics) == ELEMENTS


def test_three_competences_stand_under_one_element() -> None:
    """Being positive, courageous and accountable are parts of one element, and no other has parts."""
    parts = {topic.id: [part.id for part in topic.parts] for topic in ETHICAL.topics if topic.parts}

    assert parts == {"workforce-competences": ["be-positive", "be-courageous", "be-accountable"]}


def test_every_check_has_two_answers() -> None:
    """Each element and competence is in place or not, and none may be set aside."""
    answers = [tuple((level.number, level.label) for level in scale.levels) for scale in ETHICAL.scales]

    assert answers == [((0, "Not in place"), (1, "In place"))]
    assert all(topic.scale is not None for topic in ETHICAL.every_topic)
    assert not any(topic.allows_not_applicable for topic in ETHICAL.every_topic)


def test_five_design_principles_in_the_deals_order() -> None:
    """The five design principles of the Deal stand in its order."""
    expected = [
        "different-conversation",
        "knowing-your-community",
        "attitudes-and-behaviours",
        "co-location",
        "permission-and-freedom",
    ]

    assert expected == [principle.id for principle in ETHICAL.principles]


def test_elements_stand_under_a_principle_only_where_their_words_do() -> None:
    """Six elements stand under a principle, at least one under each; twelve stand under none."""
    expected = {
        "conversations-and-connection": "different-conversation",
        "conversations-on-assets": "different-conversation",
        "trusting-climate": "co-location",
        "coordination-in-a-place": "knowing-your-community",
        "workforce-competences": "attitudes-and-behaviours",
        "positive-risk-and-permission": "permission-and-freedom",
    }

    assert expected == {topic.id: topic.principle for topic in ETHICAL.topics if topic.principle is not None}
    assert any("our reading" in note for note in ETHICAL.notes)


def test_kinds_follow_the_wording_of_the_publication() -> None:
    """Three elements are requirements, four are commitments, eleven are plain elements."""
    kinds = {topic.id: topic.kind for topic in ETHICAL.topics}

    assert Counter(kinds.values()) == {"requirement": 3, "commitment": 4, "element": 11}
    assert {"living-wage", "travel-time", "no-15-minute-personal-care"} == {
        id_ for id_, kind in kinds.items() if kind == "requirement"
    }


def test_three_customers_statements_are_kept_as_intent() -> None:
    """What customers ask for stands as three sentences of intent."""
    assert {topic.id: len(topic.entries("intent")) for topic in ETHICAL.topics if topic.entries("intent")} == {
        "personalised-outcomes": 2,
        "conversations-and-connection": 1,
    }


def test_no_award_is_invented() -> None:
    """The publication awards nothing for the key elements, and asking for an award says so."""
    assert ETHICAL.awards == ()

    with pytest.raises(pc.NotScored, match="publishes no awards"):
        ETHICAL.award("gold")


def test_everything_is_described_and_has_a_short_title() -> None:
    """Every element and competence has a description, and a title of 80 characters at most."""
    assert [topic.id for topic in ETHICAL.every_topic if not topic.description or len(topic.title) > 80] == []


def test_example_checks_everything() -> None:
    """The example reads, answers every element and competence, and no award comes of it."""
    assessment = pc.read_assessment(EXAMPLE, framework=ETHICAL)

    assert {topic.id for topic in ETHICAL.every_topic} == assessment.responses.keys()
    assert None is pc.evaluate(ETHICAL, assessment).award
