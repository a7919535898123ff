"""Routes and plans for an invented service: what comes next, and what a plan may and may not say."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from invented import DAY, KINDNESS, assessed, kindness, ruled

from positiveculture import (
    Action,
    ActionPlan,
    AnyOf,
    AtLeast,
    Evidence,
    Evidenced,
    Holds,
    InvalidAssessment,
    NoRoute,
    NotApplicable,
    Priority,
    Rating,
    Reflection,
    Route,
    Step,
    draft_plan,
    evaluate,
    route,
)
from positiveculture.assessment import Commitment
from positiveculture.errors import InvalidEffort, InvalidPlan, UnknownAward

ASIDE = NotApplicable("Why")


def test_steps() -> None:
    """A route names each step, lowest first, with the words to work towards; to answer is itself a step."""
    listening = KINDNESS.topic("listening")

    found = route(evaluate(KINDNESS, assessed({"respect": 2})), "copper")

    assert found == Route(
        "copper",
        (
            Step("listening", None, 1, listening.statement(1)),
            Step("listening", 1, 2, listening.statement(2)),
            Step("respect", 2, 3),
        ),
        Fraction(3),
    )


def test_evidence_is_a_step() -> None:
    """To bring evidence is a step; for a rated topic that is open, an answer comes first."""
    found = ruled(Evidenced(("respect", "stories")))

    assert (
        Step("respect", None, 1),
        Step("respect", 1, 1, evidence=True),
        Step("stories", None, None, evidence=True),
    ) == route(evaluate(found, assessed()), "copper").steps
    lapsing = {"respect": Rating(2, "", [Evidence("Audit", lapses_on=DAY + timedelta(1))]), "stories": ASIDE}
    assert route(evaluate(found, assessed(lapsing)), "copper").steps == ()
    assert (Step("respect", 2, 2, evidence=True),) == route(
        evaluate(found, assessed(lapsing), on=DAY + timedelta(1)), "copper"
    ).steps


def test_effort() -> None:
    """Where effort is stated, the least effort wins; of equals, the earlier topic."""
    found = ruled(AnyOf((AtLeast("respect", 2), AtLeast("listening", 3))))
    ones = assessed({"respect": 1, "listening": 1})

    assert [step.topic for step in route(evaluate(found, ones), "copper").steps] == ["respect"]
    assert Route("copper", route(evaluate(found, ones), "copper").steps, Fraction(1)) == route(
        evaluate(found, ones), "copper"
    )
    dear = route(evaluate(found, ones), "copper", effort={"respect": 2})
    assert (["listening", "listening"], Fraction(2)) == ([step.topic for step in dear.steps], dear.effort)


def test_what_a_route_refuses() -> None:
    """A wrong award, topic, effort or assessment is refused with the reason."""
    with pytest.raises(UnknownAward):
        route(evaluate(KINDNESS, assessed()), "tin")
    with pytest.raises(InvalidEffort, match='did you mean "respect"'):
        route(evaluate(KINDNESS, assessed()), "copper", effort={"respct": 1})
    with pytest.raises(ValueError, match='topic "respect": an effort is a positive int or Fraction, not 0'):
        route(evaluate(KINDNESS, assessed()), "copper", effort={"respect": 0})
    with pytest.raises(InvalidEffort) as caught:
        route(evaluate(KINDNESS, assessed()), "copper", effort={"respect": -1, "listening": "2"})  # type: ignore[dict-item]
    assert [str(problem) for problem in caught.value.problems] == [
        'topic "respect": an effort is a positive int or Fraction, not -1',
        'topic "listening": an effort is a positive int or Fraction, not "2"',
    ]
    with pytest.raises(InvalidAssessment):
        route(evaluate(KINDNESS, assessed({"x": 1})), "copper")


def test_nothing_left_to_judge() -> None:
    """Where all is set aside, there is no route, to the award and to those that hold it."""
    found = kindness(
        awards=(
            attrs.evolve(KINDNESS.award("copper"), rule=AtLeast("respect", 2)),
            attrs.evolve(KINDNESS.award("brass"), rule=Holds("copper")),
        )
    )
    for award in ("copper", "brass"):
        with pytest.raises(NoRoute, match="every topic that it would be judged by is not applicable"):
            route(evaluate(found, assessed({"respect": ASIDE})), award)


def test_draft() -> None:
    """A draft has an action a topic, and its priorities are those with the furthest to go."""
    outcome = evaluate(KINDNESS, assessed({"listening": 2, "stories": Reflection("A")}, service_model="teams"))

    plan = draft_plan(outcome, "brass")

    assert plan.actions == (
        Action(topic="listening", from_level=2, to_level=3, towards="Most of us listen."),
        Action(topic="respect", to_level=3),
        Action(topic="stories", needs_evidence=True),
    )
    assert plan.priorities == (
        Priority("listening", "Listening is at 2; Brass asks for 3"),
        Priority("respect", "Respect is not answered yet; Copper asks for 3; Brass asks for 3"),
        Priority("stories", "Brass asks for evidence of it"),
    )
    assert (plan.assessed_on, plan.award, plan.service) == (DAY, "brass", "Rivington Home Care")


def test_words_for_a_service_model() -> None:
    """A draft works towards the words for the service's own model."""
    outcome = evaluate(KINDNESS, assessed({"listening": 1, "respect": 4}, service_model="teams"))

    assert [action.towards for action in draft_plan(outcome, "copper").actions] == ["Some of the team listen."]


def test_few_priorities() -> None:
    """A draft has no more priorities than the source advises, or three where it advises nothing."""
    found = kindness(plan=attrs.evolve(KINDNESS.plan, priorities=(1, 1)))

    assert [p.topic for p in draft_plan(evaluate(found, assessed()), "brass").priorities] == ["listening"]
    found = kindness(plan=attrs.evolve(KINDNESS.plan, priorities=None))
    assert len(draft_plan(evaluate(found, assessed()), "brass").priorities) == 3


def test_advice() -> None:
    """How many priorities there are is advised, and never a problem."""
    few = ActionPlan(framework="kindness", edition="2025", service="Rivington Home Care")
    enough = attrs.evolve(few, priorities=(Priority("respect"), Priority("listening")))

    assert few.advice(KINDNESS) == ("Kindness at Work advises 2 to 3 priorities; this plan has 0",)
    assert enough.advice(KINDNESS) == ()
    assert few.advice(kindness(plan=attrs.evolve(KINDNESS.plan, priorities=None))) == ()
    few.validate(KINDNESS)


MISFITS: dict[str, tuple[dict[str, Any], str]] = {
    "framework": ({"framework": "x"}, '`framework`: is "x", but this is "kindness"'),
    "edition": ({"edition": "1"}, '`edition`: no edition "1" of kindness; there is: "2025"'),
    "award": ({"award": "bras"}, '`award`: no award "bras"; did you mean "brass"?'),
    "priority": ({"priorities": [Priority("x")]}, 'priority "x", `topic`: no topic "x"; there are'),
    "action": (
        {"actions": [Action(topic="respct", to_level=9)]},
        'action "respct", `topic`: no topic "respct"; did you mean "respect"?',
    ),
    "level": (
        {"actions": [Action(topic="respect", to_level=9)]},
        'action "respect", `to_level`: level 9 is not on its scale',
    ),
}


@pytest.mark.parametrize("name", MISFITS)
def test_misfits(name: str) -> None:
    """A plan that does not fit its framework is refused, at its place."""
    changes, text = MISFITS[name]
    given: dict[str, Any] = {"framework": "kindness", "edition": "2025", "service": "Rivington Home Care"}

    with pytest.raises(InvalidPlan) as caught:
        ActionPlan(**{**given, **changes}).validate(KINDNESS)

    assert [text] == [str(problem)[: len(text)] for problem in caught.value.problems]


def test_no_award_to_work_towards() -> None:
    """Without awards, a plan carries in what was promised, and asks for what is missing; with them, it names one."""
    promised = Reflection("We tell them", actions=(Commitment("Ask the night team", "Deputy", DAY),))
    said = {"stories": promised, "listening": Rating(2, "", [Evidence("Audit")]), "respect": ASIDE}

    plan = draft_plan(evaluate(kindness(awards=()), assessed(said)))

    assert plan.actions[:3] == (
        Action(topic="stories", first_step="Ask the night team", who="Deputy", by_when=DAY),
        Action(topic="listening", from_level=2, to_level=3, towards="Most of us listen."),
        Action(topic="stories", needs_evidence=True),
    )
    assert plan.priorities == ()
    with pytest.raises(InvalidPlan, match='works towards an award; there are: "copper", "brass"'):
        draft_plan(evaluate(KINDNESS, assessed(said)))
