"""Law: a draft plan covers every blocker: whoever carries out all of its actions meets the award."""

import attrs
from hypothesis import given, settings, strategies as st
from small import award, framework, ladder, small_cases, topic

from positiveculture import (
    ActionPlan,
    All,
    Answered,
    Assessment,
    AtLeast,
    Evidenced,
    Framework,
    Holds,
    NoRoute,
    Rating,
    Reflection,
    Response,
    Share,
    State,
    draft_plan,
    evaluate,
    get_framework,
)
from positiveculture.responses import EVIDENCE_KINDS
from positiveculture.rules.blockers import Below, NeedsEvidence, Unanswered
from positiveculture.testing import strategies as pcs
from positiveculture.testing.strategies.answers import piece

WIGAN = get_framework("wigan-progress")

#: Evidence of every kind: an action does not say of which it has to be.
SHOWN = tuple(piece(kind) for kind in EVIDENCE_KINDS)


def carried_out(assessment: Assessment, plan: ActionPlan) -> Assessment:
    """Return the assessment once every action of `plan` is done."""
    responses: dict[str, Response] = dict(assessment.responses)
    for action in plan.actions:
        shown = assessment.evidence(action.topic) + (SHOWN if action.needs_evidence else ())
        level = action.from_level if action.to_level is None else action.to_level
        responses[action.topic] = Reflection("Done.", shown) if level is None else Rating(level, "", shown)
    return attrs.evolve(assessment, responses=responses)


def covers_every_blocker(framework: Framework, assessment: Assessment) -> None:
    """Hold the law for every award."""
    outcome = evaluate(framework, assessment)
    for verdict in outcome:
        try:
            plan = draft_plan(outcome, verdict.award.id)
        except NoRoute:
            continue
        plan.validate(framework)
        actions = {action.topic: action for action in plan.actions}
        assert len(actions) == len(plan.actions)
        assert {priority.topic for priority in plan.priorities} <= actions.keys()
        assert evaluate(framework, carried_out(assessment, plan))[verdict.award.id].state is State.MET
        for blocker in verdict.blockers:
            if isinstance(blocker, Below | Unanswered):
                reached = actions[blocker.topic].to_level
                assert blocker.needs is None or (reached is not None and reached >= blocker.needs)
            elif isinstance(blocker, NeedsEvidence):
                assert actions[blocker.topic].needs_evidence


@given(small_cases())
def test_on_small_frameworks(case: tuple[Framework, Assessment]) -> None:
    """A draft covers every blocker, for rules of every kind, nested."""
    covers_every_blocker(*case)


@settings(max_examples=30, deadline=None)
@given(pcs.assessed())
def test_on_any_framework(case: tuple[Framework, Assessment]) -> None:
    """A draft covers every blocker, on any framework."""
    covers_every_blocker(*case)


@settings(max_examples=30, deadline=None)
@given(pcs.strategies_for(WIGAN).assessments())
def test_on_wigan(assessment: Assessment) -> None:
    """A draft covers every blocker, on Wigan; towards each next statement, or from no answer to the one asked."""
    covers_every_blocker(WIGAN, assessment)
    for action in draft_plan(evaluate(WIGAN, assessment), "gold").actions:
        assert action.to_level is not None
        first = action.to_level if action.from_level is None else action.from_level + 1
        found = [WIGAN.topic(action.topic).statement(level) for level in range(first, action.to_level + 1)]
        words = [each.words(assessment.service_model) for each in found if each]
        assert len(words) == len(found)
        steps = enumerate(words, first)
        assert action.towards == (words[0] if len(words) == 1 else " ".join(f"At {at}: {each}" for at, each in steps))


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_what_is_met_needs_no_plan(data: st.DataObject) -> None:
    """A plan for an award that is met has no actions and no priorities."""
    best = {topic.id: 5 for topic in WIGAN.topics}
    assessment = attrs.evolve(data.draw(pcs.strategies_for(WIGAN).assessments()), responses=best)

    plan = draft_plan(evaluate(WIGAN, assessment), "gold")

    assert (plan.actions, plan.priorities) == ((), ())


def test_a_plan_without_an_exact_route() -> None:
    """Where a rule is too entangled for an exact route, the draft takes up all that stands in the way, and says so."""
    names = [f"t{number}" for number in range(1, 61)]
    weights = [[(t, 1 + (n * n * m + 7 * n + m) % 89) for n, t in enumerate(names, 1)] for m in range(2, 14)]
    shares = [Share(80, (), each) for each in weights]
    scale = ladder("long", 1, 5)
    topics = [*(topic(name, scale) for name in names), topic("told", None), topic("heard", None)]
    low = award("low", All([AtLeast("t1", 4), Evidenced(["told", "t2"]), Answered(["heard", "t2"])]), rank=1)
    found = framework(topics, low, award("high", All([Holds("low"), *shares]), rank=2))
    said = dict.fromkeys(names[10:20], 5) | {"t1": 2}
    assessment = Assessment(framework="f1", edition="1", service="A", assessed_on=pcs.DAY, responses=said)

    plan = draft_plan(evaluate(found, assessment), "high")

    plan.validate(found)
    assert plan.note.startswith("No exact route to HIGH is known: its requirements have to be weighed")
    assert {action.topic for action in plan.actions} == {"told", "heard", *names} - set(names[10:20])
    actions = {action.topic: (action.from_level, action.to_level, action.needs_evidence) for action in plan.actions}
    assert [actions[t] for t in ("t1", "t2", "t3", "told", "heard")] == [
        (2, 4, False),
        (None, 1, True),
        (None, 1, False),
        (None, None, True),
        (None, None, False),
    ]
    assert [priority.why for priority in plan.priorities] == [""] * 3
