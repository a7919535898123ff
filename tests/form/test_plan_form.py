"""The fields of an action plan: filled in, posted, read back, and with what is wrong at its place."""

from pathlib import Path

import attrs
import pytest

import positiveculture as pc
from positiveculture.errors import InvalidPlan, Problem
from positiveculture.form import plan_fields, plan_payload

EXAMPLES = Path(__file__).parents[2] / "examples"
WIGAN = pc.get_framework("wigan-progress")


@pytest.fixture
def plan() -> pc.ActionPlan:
    """A plan that is half carried out."""
    return pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")


def test_what_is_wrong_is_said_at_its_field(plan: pc.ActionPlan) -> None:
    """A day before the assessment is refused at its field, and what was posted is still there."""
    posted = [("actions.1.by_when", "2026-01-01"), ("actions.1.who", "All\r\nof us"), ("success.seen", "")]
    answers = plan_payload(posted, pc.plan_to_dict(plan))
    with pytest.raises(InvalidPlan) as refused:
        pc.plan_from_dict(answers)
    shown = str(plan_fields(WIGAN, plan, answers, problems=refused.value.problems))
    assert 'id="actions.1.by_when.problem">is 2026-01-01, before the assessment of 2026-03-31<' in shown
    assert 'aria-describedby="actions.1.by_when.problem"' in shown
    assert 'value="2026-01-01"' in shown
    assert answers["success"]["seen"] is None
    assert answers["success"]["felt"] == plan.success.felt


def test_a_problem_without_a_field_is_said_at_its_action_or_above_all(plan: pc.ActionPlan) -> None:
    """Nothing that is wrong is left unsaid."""
    problems = (
        Problem("unknown-topic", ("actions", 2, "topic"), {"name": "nothing", "hint": "h"}, "the third action"),
        Problem("unknown-topic", ("priorities", 0, "topic"), {"name": "nowhere", "hint": "h"}, "the first priority"),
    )
    shown = str(plan_fields(WIGAN, plan, problems=problems))
    assert 'id="actions.2.problem">the third action: ' in shown
    assert 'id="plan.problem">the first priority: ' in shown


def test_only_its_fields_are_taken(plan: pc.ActionPlan) -> None:
    """What no form has a field for cannot be posted: another topic, an action that there is not, an award."""
    before = pc.plan_to_dict(plan)
    names = ("actions.0.topic", "actions.9.who", "actions.01.who", "actions.0.who.x", "award", "priorities.0.why", "x")
    posted = [(name, "I") for name in names]
    assert pc.plan_from_dict(plan_payload(posted, before)) == plan


def test_what_may_be_missing_may_be_missing() -> None:
    """A plan without actions, as somebody may have written it by hand, takes what is posted."""
    before = {"framework": "wigan-progress", "edition": "2017", "service": "Elm House"}
    answers = plan_payload([("note", "Soon")], before)
    assert answers == {**before, "note": "Soon", "actions": [], "success": {}}


def test_an_action_without_levels_or_words_shows_none(plan: pc.ActionPlan) -> None:
    """Of an action that asks for evidence alone, only its topic is shown."""
    bare = attrs.evolve(plan, actions=[pc.Action(topic="meetings", needs_evidence=True)])
    shown = str(plan_fields(WIGAN, bare, level=1))
    assert "<p>" not in shown
    assert "<h2>25 Positive, productive meetings</h2>" in shown
