"""Supporting positive cultures, Wales: what the guide says is there, whole, and nothing can be scored."""

from collections import Counter
from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture import get_framework
from positiveculture.assessment import Reflection
from positiveculture.framework import Framework

EXAMPLE = Path(__file__).parents[2] / "examples" / "wales-cwm-aderyn-2026.toml"

TOPICS = {
    "rights": [
        "voice-choice-and-control",
        "protecting-and-promoting-rights",
        "anti-discrimination",
        "rights-at-work",
    ],
    "compassionate-leadership": ["leadership-behaviours", "leadership-principles", "confident-teams"],
    "values-and-behaviours": ["values-in-practice", "standards-and-expectations", "openness-and-trust"],
    "strengths-based-relationships": [
        "strengths-conversations",
        "people-at-the-centre",
        "strengths-of-colleagues-and-partners",
    ],
    "learning-and-improvement": ["reflection-and-feedback", "staff-learning", "improving-the-service"],
}


@pytest.fixture(scope="module", name="wales")
def wales_() -> Framework:
    """Return the framework."""
    return get_framework("wales-positive-cultures")


def count(wales: Framework, principle: str, aspect: str) -> int:
    """Return how many sentences the topics of `principle` have under `aspect`."""
    return sum(len(topic.entries(aspect)) for topic in wales.topics if topic.principle == principle)


def test_names(wales: Framework) -> None:
    """It has the id, edition, jurisdiction and publishers that others rely on."""
    assert (wales.id, wales.edition, wales.jurisdiction) == ("wales-positive-cultures", "2025", "Wales")
    assert wales.source.publisher == "Social Care Wales and Care Inspectorate Wales"


def test_principles_and_topics(wales: Framework) -> None:
    """Five principles in the guide's order group 16 topics; ids are for ever."""
    found = {each.id: [topic.id for topic in wales.topics if topic.principle == each.id] for each in wales.principles}

    assert found == TOPICS
    assert list(found) == list(TOPICS)


def test_enabler_is_no_principle(wales: Framework) -> None:
    """Systems and processes support each principle, and stand under none; so does the overview."""
    free = {topic.id: topic.kind for topic in wales.topics if topic.principle is None}

    assert free == {
        "culture-as-a-whole": "overview",
        "systems-and-processes": "enabler",
        "whole-system-working": "enabler",
    }
    assert {topic.kind for topic in wales.topics if topic.principle} == {""}


def test_nothing_can_be_scored(wales: Framework) -> None:
    """There are no scales, awards or averages, and a sentence says why."""
    assert wales.scales == ()
    assert wales.awards == ()
    assert not wales.averages
    assert "no levels" in wales.unscored


def test_award_is_refused_with_the_reason(wales: Framework) -> None:
    """Asking for an award says why there is none."""
    with pytest.raises(pc.NotScored, match="sets no levels and gives no scores"):
        wales.award("gold")


def test_level_is_refused(wales: Framework) -> None:
    """A level on a topic is a clear error."""
    payload = pc.Assessment(
        framework=wales.id,
        edition=wales.edition,
        service="Cwm Aderyn Care Home",
        assessed_on=pc.read_assessment(EXAMPLE, framework=wales).assessed_on,
        responses={"rights-at-work": 4},
    )

    with pytest.raises(pc.InvalidAssessment, match="takes a reflection"):
        pc.evaluate(wales, payload)


@pytest.mark.parametrize(
    ("topic", "aspect", "entries"),
    [
        ("culture-as-a-whole", "looks-like", 9),
        ("culture-as-a-whole", "leads-to", 8),
        ("culture-as-a-whole", "signals", 9 + 1),
        ("culture-as-a-whole", "evidence", 7),
        ("rights-at-work", "leads-to", 7),
        ("leadership-behaviours", "looks-like", 4),
        ("leadership-principles", "looks-like", 7),
        ("confident-teams", "leads-to", 2 + 7 + 1),
        ("standards-and-expectations", "duties", 5),
        ("strengths-conversations", "also-called", 5),
        ("strengths-conversations", "talk-topics", 4),
        ("people-at-the-centre", "leads-to", 1 + 3),
        ("strengths-of-colleagues-and-partners", "leads-to", 6),
        ("systems-and-processes", "includes", 7),
        ("systems-and-processes", "evidence", 2),
        ("whole-system-working", "partners", 7),
        ("whole-system-working", "leads-to", 6),
    ],
)
def test_lists_of_a_topic_are_whole(wales: Framework, topic: str, aspect: str, entries: int) -> None:
    """A list of the guide that stands under one topic has all of its points."""
    assert len(wales.topic(topic).entries(aspect)) == entries


@pytest.mark.parametrize(
    ("principle", "aspect", "entries"),
    [
        ("rights", "looks-like", 11),
        ("values-and-behaviours", "leads-to", 5),
        ("learning-and-improvement", "practices", 13),
        ("learning-and-improvement", "leads-to", 3 + 5 + 3),
        ("learning-and-improvement", "duties", 3),
    ],
)
def test_lists_shared_out_are_whole(wales: Framework, principle: str, aspect: str, entries: int) -> None:
    """A list of the guide that is shared out over the topics of a principle has all of its points."""
    assert count(wales, principle, aspect) == entries


def test_rights_lead_to_six_things_for_people(wales: Framework) -> None:
    """What rights-based work does for people is shared out over two topics."""
    topics = ("voice-choice-and-control", "protecting-and-promoting-rights")

    assert sum(len(wales.topic(topic).entries("leads-to")) for topic in topics) == 6


def test_four_behaviours(wales: Framework) -> None:
    """The four behaviours are those of the guide, which says listening and not attending."""
    behaviours = wales.topic("leadership-behaviours").entries("looks-like")

    assert behaviours == ("Listening.", "Understanding.", "Empathising.", "Helping.")


def test_each_signal_bears_on_one_topic(wales: Framework) -> None:
    """Each of the nine signals stands once more, in the same words, under the topic that it bears on most.

    The line between the sixth and the seventh is no signal: it says what the last three do to the first six.
    """
    whole, *others = wales.topics
    placed = Counter(signal for topic in others for signal in topic.entries("signals"))
    entries = list(whole.entries("signals"))
    line = entries.pop(6)

    assert placed == Counter(entries)
    assert "three" in line
    assert "six" in line


def test_roles(wales: Framework) -> None:
    """Six roles in the guide's order, each with what it does."""
    assert {role.id: len(role.does) for role in wales.roles} == {
        "lived-experience": 1,
        "social-care-workers": 2,
        "policy-leads": 3,
        "commissioners": 2,
        "regulators": 2,
        "leaders": 3,
    }


def test_references(wales: Framework) -> None:
    """Laws, strategies and codes are there by kind, and each is linked to a topic."""
    assert Counter(each.kind for each in wales.references) == {
        "law": 4,
        "strategy": 4,
        "guidance": 3,
        "standard": 1,
        "": 2,
    }
    assert {link for topic in wales.topics for link in topic.references} == {each.id for each in wales.references}


def test_every_topic_can_be_reflected_on(wales: Framework) -> None:
    """Every topic has a description, questions, and something that the guide says of it; titles are short."""
    for topic in wales.topics:
        assert topic.description, topic.id
        assert len(topic.entries("prompts")) == 3, topic.id
        assert all(prompt.endswith("?") for prompt in topic.entries("prompts")), topic.id
        assert len(topic.aspects) > 1, topic.id
        assert len(topic.title) <= 80, topic.id
        assert topic.scale is None


def test_every_aspect_is_used(wales: Framework) -> None:
    """No aspect is declared for nothing."""
    assert {found.aspect for topic in wales.topics for found in topic.aspects} == {each.id for each in wales.aspects}


def test_words(wales: Framework) -> None:
    """Every principle and role has words, and every reader learns where Welsh has to come from."""
    assert all(principle.description for principle in wales.principles)
    assert "Welsh wording has to come from the publishers" in wales.source.rights
    assert any("Welsh wording" in note for note in wales.notes)


def test_no_sentence_stands_twice(wales: Framework) -> None:
    """Signals apart, nothing that the guide says stands under two topics."""
    said = Counter(
        entry for topic in wales.topics for each in topic.aspects for entry in each.entries if each.aspect != "signals"
    )

    assert set(said.values()) == {1}


def test_example(wales: Framework) -> None:
    """The example reads and evaluates: nine topics are reflected on, and ten are unanswered, not low."""
    assessment = pc.read_assessment(EXAMPLE, framework=wales)
    outcome = pc.evaluate(wales, assessment)

    assert outcome.award is None
    assert (len(outcome.answered), len(outcome.unanswered)) == (9, 10)
    assert all(isinstance(response, Reflection) for response in assessment.responses.values())


def test_example_is_of_every_kind(wales: Framework) -> None:
    """The example has reflections with and without evidence, actions and roles, and actions both done and open."""
    responses = [
        response
        for response in pc.read_assessment(EXAMPLE, framework=wales).responses.values()
        if isinstance(response, Reflection)
    ]
    actions = [action for response in responses for action in response.actions]

    assert {bool(response.evidence) for response in responses} == {True, False}
    assert {bool(response.actions) for response in responses} == {True, False}
    assert {bool(response.roles) for response in responses} == {True, False}
    assert {action.done_on is None for action in actions} == {True, False}
    assert all(action.who and action.by_when for action in actions)
