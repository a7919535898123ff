"""Plans where nothing is awarded: what is open is carried in, and what is bare is taken up."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

import positiveculture as pc
from positiveculture.errors import InvalidPlan
from positiveculture.testing import strategies as pcs

EXAMPLES = Path(__file__).parents[2] / "examples"
WALES = pc.get_framework("wales-positive-cultures")


def outcome(name: str) -> pc.Outcome:
    """Return the outcome of an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.evaluate(pc.get_framework(assessment.framework), assessment)


@given(pcs.strategies_for(WALES).assessments())
def test_every_topic_without_a_response_is_covered(assessment: pc.Assessment) -> None:
    """Law: every topic on which there is nothing has an action, and so has every topic without evidence that counts."""
    found = pc.evaluate(WALES, assessment).coverage
    plan = pc.draft_plan(pc.evaluate(WALES, assessment))
    covered = {action.topic for action in plan.actions}
    bare = {one.topic.id for one in found.topics if one.not_applicable is None and not one.evidence}

    assert {topic.id for topic in found.without_response} <= covered
    assert bare <= covered
    assert covered <= bare | {topic.id for topic, _ in found.open_actions}
    assert plan.problems(WALES) == ()


def test_open_actions_are_carried_in_first() -> None:
    """What somebody promised stands first, in the order in which it is due, with who and by when."""
    plan = pc.draft_plan(outcome("wales-cwm-aderyn-2026"))
    promised = [action for action in plan.actions if action.first_step]

    assert tuple(promised) == plan.actions[:7]
    assert ("Senior carer", date(2026, 4, 30)) == (promised[0].who, promised[0].by_when)
    assert "noticeboard" not in " ".join(action.first_step for action in promised)


def test_topics_without_a_response_ask_for_a_reflection_and_others_for_evidence() -> None:
    """A topic that was spoken of lacks evidence; one that nobody came to lacks everything."""
    actions = {a.topic: a for a in pc.draft_plan(outcome("wales-cwm-aderyn-2026")).actions if not a.first_step}

    assert actions["rights-at-work"].needs_evidence
    assert not actions["whole-system-working"].needs_evidence
    assert {("", None)} == {(action.who, action.by_when) for action in actions.values()}


def test_what_comes_first_is_left_to_people() -> None:
    """No priority is set, and no award is named."""
    plan = pc.draft_plan(outcome("gloucestershire-merrowdale-2026"))

    assert (plan.priorities, plan.award) == ((), None)


def test_an_award_that_is_not_named_is_an_error() -> None:
    """Where there are awards, one has to be named, and the error names them."""
    with pytest.raises(InvalidPlan) as caught:
        pc.draft_plan(outcome("rivington-2026"))
    (problem,) = caught.value.problems

    assert problem.place == "`award`"
    assert problem.message.endswith('works towards an award; there are: "bronze", "silver", "gold"')


def test_an_award_of_an_unscored_framework_is_an_error() -> None:
    """Where there are no awards, naming one is refused, with the reason."""
    with pytest.raises(pc.NotScored, match="sets no levels"):
        pc.draft_plan(outcome("wales-cwm-aderyn-2026"), "gold")


def test_a_check_that_is_not_in_place_is_to_be_brought_in_place() -> None:
    """What is rated below its best is taken up with the next level; at its best, it may lack evidence."""
    found = outcome("ethical-rivington-2026")
    plan = pc.draft_plan(found)
    actions = {action.topic: action for action in plan.actions}
    low = {topic for topic, level in found.assessment.levels.items() if level == 0}

    assert low
    assert low == {topic for topic, action in actions.items() if action.to_level is not None}
    assert {(0, 1, "In place", False)} == {
        (a.from_level, a.to_level, a.towards, a.needs_evidence) for a in actions.values() if a.to_level is not None
    }
    assert all(a.needs_evidence and a.from_level == 1 for a in actions.values() if a.to_level is None)


def test_a_survey_takes_up_what_is_below_the_middle() -> None:
    """Of a reply to a survey, bad answers are taken up, a level down where high is bad; evidence is not asked for."""
    found = outcome("leicester-healthy-workplace")
    plan = pc.draft_plan(found)
    low = {
        topic.id: found.assessment.levels[topic.id]
        for topic in found.framework.every_topic
        if topic.scored(found.assessment.levels[topic.id]) < 3
    }
    better = {id_: level + (-1 if found.framework.topic(id_).reverse_scored else 1) for id_, level in low.items()}

    assert better == {action.topic: action.to_level for action in plan.actions}
    assert low
    assert not any(action.needs_evidence for action in plan.actions)
