"""Gloucestershire practice culture: what the article says, and that nothing of it is scored."""

from datetime import date
from pathlib import Path

import pytest

import positiveculture as pc

EXAMPLE = Path(__file__).parents[2] / "examples" / "gloucestershire-merrowdale-2026.toml"
GLOUCESTERSHIRE = pc.get_framework("gloucestershire-practice-culture")


def test_topics_stand_in_the_order_of_the_article() -> None:
    """The 16 topics have these ids, for ever, in the order of the article."""
    expected = [
        "openness-and-support",
        "legal-conversations",
        "senior-managers-on-hand",
        "learning-culture",
        "time-for-relationships",
        "led-by-practitioners",
        "brave-practice",
        "positive-risk",
        "evidence-based-change",
        "what-people-want",
        "ordinary-lives",
        "feedback-heard",
        "career-in-practice",
        "shared-expertise",
        "case-discussions",
        "personal-safeguarding",
    ]

    assert expected == [topic.id for topic in GLOUCESTERSHIRE.every_topic]


def test_nothing_has_a_scale_and_there_is_no_award() -> None:
    """The article gives no levels and no awards, so there are none, and the framework says why."""
    assert {None} == {topic.scale for topic in GLOUCESTERSHIRE.topics}
    assert GLOUCESTERSHIRE.awards == ()
    assert "no standard way" in GLOUCESTERSHIRE.unscored


def test_asking_for_a_level_is_refused() -> None:
    """A level for a topic is refused, as an error that says what the topic takes."""
    assessment = pc.Assessment(
        framework=GLOUCESTERSHIRE.id,
        edition=GLOUCESTERSHIRE.edition,
        service="A council",
        assessed_on=date(2026, 6, 17),
        responses={"learning-culture": pc.Rating(3)},
    )

    with pytest.raises(pc.InvalidAssessment, match="takes a reflection"):
        pc.evaluate(GLOUCESTERSHIRE, assessment)


def test_every_topic_is_described_told_or_claimed_and_asks_something() -> None:
    """Every topic has a description, a question, and either what the article tells or what is claimed in it."""
    for topic in GLOUCESTERSHIRE.topics:
        assert topic.description
        assert topic.entries("prompts")
        assert topic.entries("told") or topic.entries("claimed")
        assert len(topic.title) <= 80


def test_every_claim_says_whose_it_is() -> None:
    """What is claimed begins with the role of the one who claims it."""
    voices = {
        "The head of service",
        "The principal social worker",
        "A senior social worker",
        "Social workers, as the article reports them",
    }
    claims = [claim for topic in GLOUCESTERSHIRE.topics for claim in topic.entries("claimed")]

    assert voices == {claim.partition(":")[0] for claim in claims}


def test_every_question_is_a_question() -> None:
    """The prompts, which are ours, are questions, and their heading says that they are ours."""
    assert all(prompt.endswith("?") for topic in GLOUCESTERSHIRE.topics for prompt in topic.entries("prompts"))
    assert "(ours)" in {aspect.id: aspect.title for aspect in GLOUCESTERSHIRE.aspects}["prompts"]


def test_weak_evidence_is_said_to_be_weak() -> None:
    """The notes grade the evidence low."""
    assert any(note.startswith("Evidence grade: low") for note in GLOUCESTERSHIRE.notes)


def test_the_regulators_later_view_is_told() -> None:
    """A note gives the rating of the council's adult social care by the regulator, with its day."""
    [note] = [note for note in GLOUCESTERSHIRE.notes if "requires improvement" in note]

    assert note.startswith("On 31 January 2025 the Care Quality Commission (CQC)")


def test_nobody_is_named() -> None:
    """Those who speak in the article appear by their role, each with what the article tells of them."""
    assert len(GLOUCESTERSHIRE.roles) == 10
    assert all(role.does for role in GLOUCESTERSHIRE.roles)


def test_policies_and_the_act_are_linked() -> None:
    """Safeguarding rests on the two policies that the article names, openness on the Care Act."""
    assert (GLOUCESTERSHIRE.topic("personal-safeguarding").references) == (
        "making-safeguarding-personal",
        "positive-risk-management",
    )
    assert GLOUCESTERSHIRE.topic("openness-and-support").references == ("care-act",)


def test_example_reflects_on_everything_and_is_not_judged() -> None:
    """The example reads, speaks of every topic, and no award comes of it."""
    outcome = pc.evaluate(GLOUCESTERSHIRE, pc.read_assessment(EXAMPLE, framework=GLOUCESTERSHIRE))

    assert (len(outcome.answered), outcome.unanswered, outcome.award) == (16, (), None)
