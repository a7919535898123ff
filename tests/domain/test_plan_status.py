"""What has become of a plan on a day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import positiveculture as pc
from positiveculture.errors import InvalidPlan, WrongArgument
from positiveculture.formats.plan import ActionState, PlanStatus, plan_status_to_dict
from positiveculture.testing import strategies as pcs

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(pcs.plans(), DAYS, st.integers(0, 100))
def test_every_action_is_in_one_state(plan: pc.ActionPlan, on: date, within: int) -> None:
    """Law: each action is in exactly one state, and within a state the earliest day comes first."""
    status = PlanStatus(plan, on, within)
    found = [action for state in ActionState for action in status.actions(state)]

    assert len(found) == len(plan.actions)
    assert all(action in found for action in plan.actions)
    for state in ActionState:
        days = [action.by_when or date.max for action in status.actions(state)]
        assert days == sorted(days)


@given(pcs.plans(), DAYS, st.integers(0, 400))
def test_time_only_goes_on(plan: pc.ActionPlan, on: date, days: int) -> None:
    """Law: what is done stays done, and what is overdue stays so until it is done."""
    before, after = PlanStatus(plan, on), PlanStatus(plan, on + timedelta(days))
    for action in plan.actions:
        if before.state(action) is ActionState.DONE:
            assert after.state(action) is ActionState.DONE
        if before.state(action) is ActionState.OVERDUE:
            assert after.state(action) in (ActionState.OVERDUE, ActionState.DONE)


@given(pcs.plans(), DAYS)
def test_an_owner_is_missing_of_what_is_open(plan: pc.ActionPlan, on: date) -> None:
    """Law: an action without an owner is open and names nobody."""
    status = PlanStatus(plan, on)
    for action in plan.actions:
        missing = not action.who.strip() and status.state(action) is not ActionState.DONE
        assert (action in status.without_owner) == missing


def test_the_edges_of_being_due() -> None:
    """An action is due from so many days before its day until its day, and overdue from the day after."""
    action = pc.Action(topic="dignity", by_when=date(2026, 6, 30))
    plan = pc.ActionPlan(framework="wigan-progress", edition="2017", service="Elm", actions=[action])
    states = {
        date(2026, 6, 1): ActionState.NEXT,
        date(2026, 6, 2): ActionState.DUE,
        date(2026, 6, 30): ActionState.DUE,
        date(2026, 7, 1): ActionState.OVERDUE,
    }

    assert {on: PlanStatus(plan, on).state(action) for on in states} == states
    assert PlanStatus(plan, date(2026, 6, 30), 0).state(action) is ActionState.DUE
    assert PlanStatus(plan, date(2026, 6, 29), 0).state(action) is ActionState.NEXT


def test_the_example() -> None:
    """The example has an action in every state."""
    status = PlanStatus(pc.read_plan(EXAMPLES / "plan-rivington-2026.toml"), date(2026, 7, 6))
    told = plan_status_to_dict(status)

    assert told["counts"] == {"overdue": 1, "due": 1, "next": 2, "undated": 1, "done": 1}
    assert (told["on"], told["due_within"], told["without_owner"]) == ("2026-07-06", 28, 2)
    assert [action["state"] for action in told["actions"]] == ["done", "overdue", "due", "next", "next", "undated"]
    assert told["actions"][0]["evidence"][0]["title"] == "One-page profiles of all 14 of us"


def test_something_else_is_refused() -> None:
    """What is no plan, no day and no number has no state; nor has a plan with days that are none."""
    plan: Any = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")
    wrong: Any = (None, "2026-05-01", datetime(2026, 5, 1, tzinfo=UTC), object())
    for junk in wrong:
        for values in ((junk, date(2026, 5, 1)), (plan, junk), (plan, date(2026, 5, 1), junk)):
            with pytest.raises(WrongArgument):
                PlanStatus(*values)
    with pytest.raises(InvalidPlan):
        PlanStatus(attrs.evolve(plan, actions=[pc.Action(topic="dignity", by_when=wrong[1])]), date(2026, 5, 1))
