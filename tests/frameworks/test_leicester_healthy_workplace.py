"""The Healthy Workplace Survey: what HSE's Indicator Tool and Leicester's report lay down."""

from fractions import Fraction
from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture import get_framework
from positiveculture.framework import Framework

EXAMPLE = Path(__file__).parents[2] / "examples" / "leicester-healthy-workplace.toml"

#: The numbers of the items on each of HSE's seven scales.
SCALES = {
    "demands": {3, 6, 9, 12, 16, 18, 20, 22},
    "control": {2, 10, 15, 19, 25, 30},
    "managers-support": {8, 23, 29, 33, 35},
    "peer-support": {7, 24, 27, 31},
    "relationships": {5, 14, 21, 34},
    "role": {1, 4, 11, 13, 17},
    "change": {26, 28, 32},
}
REVERSE_SCORED = {3, 5, 6, 9, 12, 14, 16, 18, 20, 21, 22, 34}
#: What the answers in the example come to, worked out by hand.
MEANS = {
    "demands": Fraction(25, 8),
    "control": Fraction(11, 3),
    "managers-support": Fraction(22, 5),
    "peer-support": Fraction(17, 4),
    "relationships": Fraction(9, 2),
    "role": Fraction(21, 5),
    "change": Fraction(8, 3),
}


@pytest.fixture(scope="module")
def survey() -> Framework:
    """Return the framework."""
    return get_framework("leicester-healthy-workplace")


def test_it_is_named_for_leicester_and_2017(survey: Framework) -> None:
    """Id and edition are those that assessments name."""
    assert (survey.id, survey.edition) == ("leicester-healthy-workplace", "2017")


def test_it_has_hses_35_items_in_order(survey: Framework) -> None:
    """The items bear HSE's numbers 1 to 35."""
    assert [topic.number for topic in survey.topics] == list(range(1, 36))


def test_each_item_stands_on_its_scale(survey: Framework) -> None:
    """Seven scales hold the items that HSE puts on them, and no others."""
    found = {
        scale.id: {topic.number for topic in survey.topics if topic.principle == scale.id}
        for scale in survey.principles
    }

    assert found == SCALES


def test_twelve_items_are_reverse_scored(survey: Framework) -> None:
    """Exactly the twelve items for which a high answer is a bad sign are reverse-scored."""
    assert {topic.number for topic in survey.topics if topic.reverse_scored} == REVERSE_SCORED


def test_reverse_scoring_is_6_minus_the_answer(survey: Framework) -> None:
    """Always bullied scores 1 and never bullied 5; an item that is not reversed scores as it was ticked."""
    assert [survey.topic("bullying").scored(level) for level in range(1, 6)] == [5, 4, 3, 2, 1]
    assert [survey.topic("colleagues-help").scored(level) for level in range(1, 6)] == [1, 2, 3, 4, 5]


def test_the_first_23_items_ask_how_often(survey: Framework) -> None:
    """Items 1 to 23 run from never to always, items 24 to 35 from strongly disagree to strongly agree."""
    ladders = {topic.number: topic.scale and [level.label for level in topic.scale.levels] for topic in survey.topics}
    often = ["Never", "Seldom", "Sometimes", "Often", "Always"]
    agree = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]

    assert ladders == {number: often if number <= 23 else agree for number in range(1, 36)}


@pytest.mark.parametrize(
    ("number", "id_", "scale"),
    [(9, "work-intensity", "demands"), (15, "choice-in-how", "control"), (19, "choice-in-what", "control")],
)
def test_the_items_that_leicesters_findings_are_about(survey: Framework, number: int, id_: str, scale: str) -> None:
    """Intensity, choice in how and choice in what are three items, the last two of one scale."""
    assert (survey.topic(number).id, survey.topic(number).principle) == (id_, scale)


def test_every_item_is_asked_in_a_sentence_of_its_own(survey: Framework) -> None:
    """Each item has words to answer to, no two the same, and a short title."""
    assert len({topic.description for topic in survey.topics} - {""}) == 35
    assert all(topic.description.endswith(".") for topic in survey.topics)
    assert [topic.title for topic in survey.topics if len(topic.title) > 40] == []


def test_means_follow_hses_published_method_and_nothing_else_is_made_up(survey: Framework) -> None:
    """It says by which method levels are averaged; it has no awards, no statements and nothing that is set aside."""
    assert "6 minus" in survey.averages
    assert not survey.awards
    assert not any(topic.statements or topic.allows_not_applicable for topic in survey.topics)


def test_it_tells_of_the_licence_and_of_the_missing_theme(survey: Framework) -> None:
    """The attribution stands in the rights; a note says that Leicester does not report on Change."""
    attribution = "Contains public sector information licensed under the Open Government Licence v3.0"

    assert attribution in survey.source.rights
    assert "endorsed" in survey.notice
    assert any("six themes" in note and "change" in note for note in survey.notes)


def test_the_example_is_one_respondents_whole_answer(survey: Framework) -> None:
    """The example answers all 35 items, and each scale's mean is what it is by hand."""
    answers = pc.read_assessment(EXAMPLE, framework=survey)
    scored = {topic.id: topic.scored(answers.levels[topic.id]) for topic in survey.topics}
    found = {
        scale: Fraction(sum(scored[survey.topic(number).id] for number in numbers), len(numbers))
        for scale, numbers in SCALES.items()
    }

    assert pc.evaluate(survey, answers).unanswered == ()
    assert found == MEANS
