"""A route: its steps and their words, what they cost, which is taken of equals, and why there may be none."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from invented import DAY, FOUR, KINDNESS, LISTENING, RESPECT, STORIES, assessed, ruled

from positiveculture import (
    All,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Every,
    Evidence,
    Evidenced,
    Holds,
    InvalidAssessment,
    Level,
    NoRoute,
    NotApplicable,
    Problem,
    Rating,
    Reflection,
    Route,
    Rule,
    Scale,
    Share,
    Statement,
    Step,
    Topic,
    evaluate,
    route,
)
from positiveculture.errors import InvalidEffort, UnknownAward
from positiveculture.routes.search import Budget, TooMuch
from positiveculture.sentences import shown

SHOWN = [Evidence("A book of stories")]
MOST = Statement(3, "Most of us listen.")


def test_every_step_in_framework_order() -> None:
    """Each step is one level up, with the words to work towards; to answer is a step, and so is to bring evidence."""
    expected = (
        Step("listening", 2, 3, MOST),
        Step("respect", None, 1),
        Step("respect", 1, 2),
        Step("respect", 2, 3),
        Step("stories", None, None, evidence=True),
    )

    assert Route("brass", expected, Fraction(5)) == route(evaluate(KINDNESS, assessed({"listening": 2})), "brass")


def test_evidence_comes_after_the_levels_of_its_topic() -> None:
    """Evidence for a topic with a scale needs an answer first, and is brought at the level that was reached."""
    rule = All((Evidenced(("listening", "respect")), AtLeast("listening", 2)))
    expected = (
        Step("listening", None, 1, LISTENING.statement(1)),
        Step("listening", 1, 2, LISTENING.statement(2)),
        Step("listening", 2, 2, evidence=True),
        Step("respect", 3, 3, evidence=True),
    )

    assert Route("copper", expected, Fraction(4)) == route(evaluate(ruled(rule), assessed({"respect": 3})), "copper")


def test_what_is_answered_by_evidence_is_answered_at_the_lowest() -> None:
    """An unanswered topic that only needs evidence is answered at its lowest level first."""
    assert (Step("respect", None, 1), Step("respect", 1, 1, evidence=True)) == route(
        evaluate(ruled(Evidenced(("respect",))), assessed()), "copper"
    ).steps


def test_effort_is_counted_a_step() -> None:
    """The effort of a route is what its steps cost, evidence too; one that is not named costs 1."""
    effort: dict[str, int | Fraction] = {"respect": Fraction(1, 2), "stories": 7}

    way = route(evaluate(KINDNESS, assessed({"listening": 2})), "brass", effort=effort)

    assert way.effort == 1 + 3 * Fraction(1, 2) + 7


def test_a_met_award_needs_no_step() -> None:
    """Where nothing is missing there is no step, and no effort."""
    way = route(evaluate(KINDNESS, assessed({"listening": 2, "respect": 3})), "copper")

    assert Route("copper", (), Fraction(0)) == way
    assert isinstance(way.effort, Fraction)


def test_a_route_knows_what_it_was_found_from() -> None:
    """A route keeps its framework and its assessment, which its JSON and its documents need."""
    given = assessed({"listening": 2})

    way = route(evaluate(KINDNESS, given), "copper")

    assert (way.framework, way.assessment) == (KINDNESS, given)


def test_evidence_counts_on_the_day() -> None:
    """Evidence that counts on the day of the assessment may have lapsed on the day that is asked for."""
    given = assessed({"listening": Rating(1, "", [Evidence("Audit", lapses_on=DAY + timedelta(1))])})
    found = ruled(Evidenced(("listening",)))

    assert route(evaluate(found, given), "copper").steps == ()
    assert route(evaluate(found, given, on=DAY + timedelta(1)), "copper").steps == (
        Step("listening", 1, 1, evidence=True),
    )


def test_what_is_asked_wrongly_is_refused() -> None:
    """Unknown awards and topics, misfits, and steps that cost nothing."""
    with pytest.raises(UnknownAward):
        route(evaluate(KINDNESS, assessed()), "tin")
    with pytest.raises(InvalidAssessment):
        route(evaluate(KINDNESS, assessed({"listening": 9})), "copper")
    for cost in (0, -1, 1.0, True, "1", Fraction(-1, 2)):
        with pytest.raises(InvalidEffort) as refused:
            route(evaluate(KINDNESS, assessed()), "copper", effort={"respect": cost, "listning": 1})  # type: ignore[dict-item]
        assert refused.value.problems == (
            Problem("not-an-effort", ("topics", "respect"), {"given": shown(cost)}, 'topic "respect"'),
            Problem(
                "unknown-topic",
                ("topics", "listning"),
                {"name": "listning", "near": ["listening"]},
                'topic "listning"',
            ),
        )
        assert refused.value.what == "the effort of the route"
    assert route(evaluate(KINDNESS, assessed()), "copper", effort={"respect": Fraction(1, 9)}).effort == 2 + Fraction(
        3, 9
    )


def test_no_route_where_all_is_set_aside() -> None:
    """Where nothing is left to judge, no step would reach the award."""
    with pytest.raises(NoRoute) as refused:
        route(evaluate(ruled(AtLeast("respect", 2)), assessed({"respect": NotApplicable("Why")})), "copper")

    assert (
        refused.value.award,
        refused.value.reason,
    ) == ("copper", "every topic that it would be judged by is not applicable")


ASIDE, TWO = NotApplicable("Why"), {"listening": 2, "respect": 2}
UP = Step("listening", 2, 3, MOST)

#: A rule, what was said, what steps cost, and the steps.
TAKEN: dict[str, tuple[Rule, dict[str, Any], dict[str, int | Fraction], Sequence[Step]]] = {
    "of equals, the earlier topic": (AnyOf((AtLeast("respect", 3), AtLeast("listening", 3))), TWO, {}, [UP]),
    "the cheaper of two": (
        AnyOf((AtLeast("respect", 3), AtLeast("listening", 3))),
        TWO,
        {"listening": 2},
        [Step("respect", 2, 3)],
    ),
    "the nearer of two": (
        AnyOf((AtLeast("listening", 4), AtLeast("respect", 3))),
        TWO,
        {},
        [Step("respect", 2, 3)],
    ),
    "two of three": (
        AtLeastOf(2, (AtLeast("listening", 4), AtLeast("respect", 3), Evidenced(("stories",)))),
        TWO,
        {},
        [Step("respect", 2, 3), Step("stories", None, None, evidence=True)],
    ),
    "two of three, one of them met": (
        AtLeastOf(2, (AtLeast("listening", 2), AtLeast("respect", 4), Evidenced(("stories",)))),
        TWO,
        {},
        [Step("stories", None, None, evidence=True)],
    ),
    "two of three, one aside": (
        AtLeastOf(2, (AtLeast("listening", 3), AtLeast("respect", 3), Evidenced(("stories",)))),
        {"listening": 2, "respect": ASIDE, "stories": Reflection("", SHOWN)},
        {},
        [UP],
    ),
    "a share by the earlier topic": (Share("62.5"), TWO, {}, [UP]),
    "a share by the cheaper topic": (Share("62.5"), TWO, {"listening": 2}, [Step("respect", 2, 3)]),
    "a share by the topic that weighs more": (
        Share(75, (), (("respect", 5),)),
        {"listening": 4, "respect": 2},
        {},
        [Step("respect", 2, 3)],
    ),
    "a share once it is rounded": (Share(63, rounding="half-up"), TWO, {}, [UP]),
    "a share to the last point": (
        Share(63),
        TWO,
        {},
        [UP, Step("listening", 3, 4)],
    ),
    "a share that leaves a question open": (Share(50), {"listening": 2}, {"respect": 3}, [UP]),
    "a share that has to answer": (
        Share(75),
        {"listening": 4},
        {},
        [Step("respect", None, 1), Step("respect", 1, 2)],
    ),
    "a share beside a minimum": (
        All((Share(75), AtLeast("respect", 3))),
        TWO,
        {},
        [UP, Step("respect", 2, 3)],
    ),
    "a share beside a minimum that is enough": (
        All((Share("62.5"), AtLeast("respect", 3))),
        TWO,
        {},
        [Step("respect", 2, 3)],
    ),
    "a share beside the minimum of another topic": (
        All((Share(75, ("listening",)), AtLeast("respect", 3))),
        TWO,
        {},
        [UP, Step("respect", 2, 3)],
    ),
    "an open question is cheaper left open than answered": (
        Share(50),
        {"listening": 2},
        {"listening": Fraction(3, 2)},
        [UP],
    ),
    "what has to be answered anyway is raised further": (
        All((AtLeast("respect", 2), Share("62.5"))),
        {"listening": 2},
        {"listening": Fraction(3, 2)},
        [Step("respect", None, 1), Step("respect", 1, 2), Step("respect", 2, 3)],
    ),
    "the cheaper of two fractions": (
        Share("62.5"),
        TWO,
        {"listening": Fraction(1, 2), "respect": Fraction(1, 3)},
        [Step("respect", 2, 3)],
    ),
    "a share for each topic": (
        All((Share(75, ("listening",)), Share(75, ("respect",)))),
        TWO,
        {},
        [UP, Step("respect", 2, 3)],
    ),
    "two shares": (
        All((Share(75, ("listening",)), Share("62.5"))),
        TWO,
        {},
        [UP],
    ),
    "every, one aside": (Every(3), {"listening": 2, "respect": ASIDE}, {}, [UP]),
    "nested": (
        All((AnyOf((All((AtLeast("listening", 3), AtLeast("respect", 4))), AtLeast("respect", 3))), Every(2))),
        TWO,
        {},
        [Step("respect", 2, 3)],
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_the_route_that_is_taken(name: str) -> None:
    """Of all ways to an award, the one of least effort; of equals, that which raises the earlier topics."""
    rule, said, effort, steps = TAKEN[name]

    assert tuple(steps) == route(evaluate(ruled(rule), assessed(said)), "copper", effort=effort).steps


def test_of_equals_the_earlier_topic_whatever_its_name() -> None:
    """It is the framework's order that counts, and no other."""
    found = ruled(AnyOf((AtLeast("listening", 3), AtLeast("respect", 3))), topics=(RESPECT, LISTENING, STORIES))

    assert (Step("respect", 2, 3),) == route(evaluate(found, assessed(TWO)), "copper").steps


def test_of_equals_the_earlier_topic_beside_a_share() -> None:
    """A topic that counts towards a share, and is not raised, prefers no route to another."""
    trust = Topic(id="trust", title="Trust", scale=FOUR)
    rule = AnyOf((Share("87.5", ("listening", "trust")), AtLeast("respect", 3)))
    found = ruled(rule, topics=(LISTENING, RESPECT, trust))

    assert (Step("respect", 2, 3),) == route(
        evaluate(found, assessed({"listening": 4, "respect": 2, "trust": 2})), "copper"
    ).steps


def long(*topics: str) -> tuple[Topic, ...]:
    """Return topics on a ladder of a thousand levels and one, from 0 up."""
    scale = Scale("long", (Level(number, str(number)) for number in range(1001)))
    return tuple(Topic(id=id_, title=id_.title(), scale=scale) for id_ in topics)


def test_a_rounded_share_is_reached_by_half_a_point_less() -> None:
    """To reach 63 per cent rounded half up, 62.5 is enough, and 62.4 is not."""
    found = ruled(Share(63, rounding="half-up"), topics=long("tide"), principles=())

    steps = route(evaluate(found, assessed({"tide": 620})), "copper").steps

    assert [*range(621, 626)] == [step.to_level for step in steps]


def test_long_scales() -> None:
    """However long its scales are, a share is solved by effort: as many steps as there are, and no more."""
    found = ruled(Share(90), topics=long("tide", "wind"), principles=())

    steps = route(evaluate(found, assessed()), "copper").steps

    assert len(steps) == 1802
    assert sum(step.topic == "tide" for step in steps) == 1001


def test_an_award_that_is_held_brings_its_steps() -> None:
    """What an award includes has to be reached too; held twice, it is reached once."""
    silver = attrs.evolve(KINDNESS.award("brass"), rule=All((Holds("copper"), AnyOf((Holds("copper"), Every(4))))))
    found = attrs.evolve(KINDNESS, awards=(KINDNESS.award("copper"), silver))

    assert (Step("respect", 2, 3),) == route(evaluate(found, assessed(TWO)), "brass").steps


def test_levels_below_0_and_parts() -> None:
    """Ladders may begin below 0; a part stands after its topic, and before the next topic."""
    low = attrs.evolve(FOUR, id="low", levels=[attrs.evolve(level, number=level.number - 3) for level in FOUR.levels])
    topics = (LISTENING, attrs.evolve(STORIES, parts=[Topic(id="told", title="Told", scale=low)]), RESPECT)
    found = ruled(All((AtLeast("respect", 1 + 1), AtLeast("told", -1), AtLeast("listening", 2))), topics=topics)

    assert (
        Step("listening", 1, 2, LISTENING.statement(2)),
        Step("told", None, -2),
        Step("told", -2, -1),
        Step("respect", 1, 2),
    ) == route(evaluate(found, assessed({"listening": 1, "respect": 1})), "copper").steps


def test_a_budget_is_spent_to_the_last() -> None:
    """As much as there is may be spent, and not one more; what is too many is said."""
    budget = Budget(1200, "the pebbles have to be counted")
    budget.spend(1000)
    budget.spend(200)

    with pytest.raises(TooMuch) as refused:
        budget.spend(1)
    assert str(refused.value) == "the pebbles have to be counted more than 1,200 times, too many to be exact"
