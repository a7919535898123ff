"""Plans in a calendar: what calendars read is what the plan says, and importing it again adds nothing."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st
from icalendar import Calendar

import positiveculture as pc
from positiveculture.errors import InvalidPlan
from positiveculture.escaping import escape_controls
from positiveculture.ical import plan_calendar
from positiveculture.testing import strategies as pcs

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = date(2026, 7, 6)
WIGAN = pc.get_framework("wigan-progress")

plans = pcs.frameworks().flatmap(lambda framework: st.tuples(st.just(framework), pcs.plans(st.just(framework))))


def entries(plan: pc.ActionPlan, framework: pc.Framework, *, tasks: bool = False) -> list[dict[str, str]]:
    """Return the entries of a plan's calendar as calendars read them; none where there is nothing to put into it."""
    try:
        made = plan_calendar(plan, framework, on=DAY, tasks=tasks)
    except InvalidPlan:
        return []
    read = Calendar.from_ical(made)
    return [{key: str(getattr(value, "dt", value)) for key, value in each.items()} for each in read.subcomponents]


@given(plans)
def test_every_action_with_a_day_is_an_event(case: tuple[pc.Framework, pc.ActionPlan]) -> None:
    """Law: each action that has a day is an event of that whole day, and a task each whether it has one or not."""
    framework, plan = case
    days = [str(action.by_when) for action in plan.actions if action.by_when]

    assert [event["DTSTART"] for event in entries(plan, framework)] == days
    assert [task["DUE"] for task in entries(plan, framework, tasks=True) if "DUE" in task] == days
    assert len(entries(plan, framework, tasks=True)) == len(plan.actions)


@given(plans)
def test_the_words_come_back(case: tuple[pc.Framework, pc.ActionPlan]) -> None:
    """Law: what people wrote is read back as they wrote it, whatever it is; invisible characters are escaped."""
    framework, plan = case
    for action, task in zip(plan.actions, entries(plan, framework, tasks=True), strict=True):
        what = action.first_step if action.first_step.strip() else framework.topic(action.topic).title
        assert escape_controls(what) in task["SUMMARY"]
        assert task["SUMMARY"].endswith(f"({escape_controls(plan.service)})")


@given(plans)
def test_a_calendar_is_well_made(case: tuple[pc.Framework, pc.ActionPlan]) -> None:
    """Law: the same bytes twice, lines of at most 75 octets, and a name of its own for each entry."""
    framework, plan = case
    if not plan.actions:
        return
    made = plan_calendar(plan, framework, on=DAY, tasks=True)
    names = [task["UID"] for task in entries(plan, framework, tasks=True)]

    assert made == plan_calendar(plan, framework, on=DAY, tasks=True)
    assert max(map(len, made.split(b"\r\n"))) <= 75
    assert len(set(names)) == len(names)


@given(plans, st.dates(), st.text(max_size=5))
def test_a_name_is_for_ever(case: tuple[pc.Framework, pc.ActionPlan], other: date, words: str) -> None:
    """Law: an action that is moved, reworded, given away or done keeps its name."""
    framework, plan = case
    day = max(other, plan.assessed_on or other)  # nothing is done before the assessment
    actions = [attrs.evolve(each, by_when=day, first_step=words, who=words, done_on=day) for each in plan.actions]
    changed = attrs.evolve(plan, actions=actions)
    before, after = (entries(each, framework, tasks=True) for each in (plan, changed))

    assert [task["UID"] for task in before] == [task["UID"] for task in after]


def test_two_actions_on_one_topic_are_two_entries() -> None:
    """Where nothing is awarded, a topic may have several actions, and each is an entry of its own."""
    assessment = pc.read_assessment(EXAMPLES / "wales-cwm-aderyn-2026.toml")
    wales = pc.get_framework(assessment.framework)
    plan = pc.draft_plan(pc.evaluate(wales, assessment))
    names = [event["UID"] for event in entries(plan, wales)]

    assert len(names) == len(set(names)) == sum(action.by_when is not None for action in plan.actions)


def test_an_event_as_calendars_show_it() -> None:
    """An event says what, for which service, about which topic, by whom, and what for; it takes nobody's time."""
    plan = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")
    done, late, *_, last = entries(plan, WIGAN)

    assert done["SUMMARY"].startswith("Done: Each of us writes a one-page profile, the manager first (Rivington")
    assert (late["DTSTART"], late["DTEND"], late["TRANSP"]) == ("2026-06-30", "2026-07-01", "TRANSPARENT")
    assert late["DESCRIPTION"].split("\n") == [
        "Topic: A clear team purpose",
        "Who: Registered manager",
        "Working towards: The team and the people who use the service worked out the purpose together.",
        "Part of the plan towards Gold.",
    ]
    assert "Nobody is named" not in last["DESCRIPTION"]


def test_a_task_knows_whether_it_is_done() -> None:
    """A task is completed on the day on which its action was done."""
    done, late, *_ = entries(pc.read_plan(EXAMPLES / "plan-rivington-2026.toml"), WIGAN, tasks=True)

    assert (done["STATUS"], done["COMPLETED"]) == ("COMPLETED", "2026-05-22 00:00:00+00:00")
    assert (late["STATUS"], "COMPLETED" in late) == ("NEEDS-ACTION", False)


def test_the_last_day_of_all() -> None:
    """The last day that there is can be in a calendar, though no day is after it."""
    plan = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")
    (event,) = entries(attrs.evolve(plan, actions=[attrs.evolve(plan.actions[0], by_when=date.max)]), WIGAN)

    assert (event["DTSTART"], "DTEND" in event) == ("9999-12-31", False)


def test_a_plan_that_does_not_fit_is_refused() -> None:
    """A plan is checked against the framework before anything is written."""
    plan = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")
    nobody: Any = None
    wrong = attrs.evolve(plan, actions=[attrs.evolve(plan.actions[0], topic="dignty", who=nobody)])

    with pytest.raises(InvalidPlan) as refused:
        plan_calendar(wrong, WIGAN, on=DAY)

    assert [problem.path for problem in refused.value.problems] == [("actions", 0, "who")]


def test_nothing_to_put_into_it() -> None:
    """Where no action has a day, there is no calendar, and the error says why."""
    plan = pc.ActionPlan(
        framework="wigan-progress", edition="2017", service="Elm", actions=[pc.Action(topic="dignity")]
    )
    with pytest.raises(InvalidPlan, match="no action has a day, so there is nothing to put into a calendar"):
        plan_calendar(plan, WIGAN, on=DAY)


def test_a_missing_extra_is_named() -> None:
    """Without icalendar, the error names the extra that brings it."""
    code = (
        "import sys; sys.modules['icalendar'] = None\n"
        "try:\n    import positiveculture.ical\nexcept ImportError as error:\n    print(error)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.endswith('pip install "positiveculture[calendar]"\n')
