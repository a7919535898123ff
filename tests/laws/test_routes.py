"""Law: a route, when followed, reaches its award; no route with fewer steps, or less effort, does."""

from collections.abc import Iterator
from fractions import Fraction

import attrs
import pytest
import reference
from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DataObject
from small import award, framework, ladder, small_cases, small_frameworks, topic

from positiveculture import (
    All,
    AnyOf,
    Assessment,
    AtLeast,
    AtLeastOf,
    Framework,
    Holds,
    NoRoute,
    Rating,
    Reflection,
    Response,
    Rule,
    Share,
    State,
    Step,
    evaluate,
    get_framework,
    route,
)
from positiveculture.testing import strategies as pcs
from positiveculture.testing.strategies.answers import piece

EFFORTS = st.dictionaries(st.sampled_from(["t1", "t2", "t3"]), st.integers(1, 3) | st.just(Fraction(1, 2)))


def followed(assessment: Assessment, steps: tuple[Step, ...]) -> Assessment:
    """Return the assessment once every step is taken, each from where the one before it led."""
    responses: dict[str, Response] = dict(assessment.responses)
    for step in steps:
        here = responses.get(step.topic)
        assert step.from_level == (here.level if isinstance(here, Rating) else None)
        shown = assessment.evidence(step.topic) + ((piece(step.kind),) if step.evidence else ())
        responses[step.topic] = (
            Reflection("Said.", shown) if step.to_level is None else Rating(step.to_level, "", shown)
        )
    return attrs.evolve(assessment, responses=responses)


def standing(found: Framework, assessment: Assessment) -> reference.Answers:
    """Return where each topic stands."""
    return tuple(
        (
            assessment.levels.get(t.id),
            t.id in assessment.responses,
            frozenset(reference.kinds_shown(assessment, t.id)),
        )
        for t in found.every_topic
    )


def preference(found: Framework, where: reference.Answers) -> tuple[int, ...]:
    """Return the levels in framework order, an open question at its lowest: of two equals, the higher is taken."""
    return tuple(
        t.scale.lowest if level is None else level
        for t, (level, _, _) in zip(found.every_topic, where, strict=True)
        if t.scale is not None
    )


@settings(deadline=None)
@given(small_cases(small_frameworks(max_depth=2)), EFFORTS)
def test_routes_are_the_cheapest(case: tuple[Framework, Assessment], effort: dict[str, int | Fraction]) -> None:
    """A route reaches its award with the least effort there is, and of equals raises the earlier topics."""
    found, assessment = case
    effort = {topic: cost for topic, cost in effort.items() if topic in found.scope.scales}
    costs = {topic: Fraction(cost) for topic, cost in effort.items()}
    for each in found.awards:
        expected = reference.cheapest_ends(found, assessment, each.id, costs)
        if expected is None:
            with pytest.raises(NoRoute, match="is not applicable"):
                route(evaluate(found, assessment), each.id, effort=effort)
            continue
        best, ends = expected

        actual = route(evaluate(found, assessment), each.id, effort=effort)

        there = followed(assessment, actual.steps)
        assert evaluate(found, there)[each.id].state is State.MET
        assert (best, best) == (actual.effort, sum(costs.get(step.topic, Fraction(1)) for step in actual.steps))
        assert standing(found, there) in ends
        assert max(preference(found, end) for end in ends) == preference(found, standing(found, there))


@settings(max_examples=50, deadline=None)
@given(pcs.assessed(), st.data())
def test_routes_on_any_framework(case: tuple[Framework, Assessment], data: DataObject) -> None:
    """A route reaches its award; it has no steps if and only if the award is met; it is the same each time."""
    found, assessment = case
    order = data.draw(st.permutations(list(assessment.responses)))
    shuffled = attrs.evolve(assessment, responses={topic: assessment.responses[topic] for topic in order})
    for verdict in evaluate(found, assessment):
        try:
            way = route(evaluate(found, assessment), verdict.award.id)
        except NoRoute:
            assert verdict.state is not State.MET
            continue
        assert way == route(evaluate(found, shuffled), verdict.award.id)
        assert (verdict.state is State.MET) == (way.steps == ())
        assert evaluate(found, followed(assessment, way.steps))[verdict.award.id].state is State.MET


@settings(max_examples=50, deadline=None)
@given(pcs.strategies_for(get_framework("wigan-progress")).assessments())
def test_routes_on_wigan(assessment: Assessment) -> None:
    """On Wigan, a route has one step for each level that is missing, and one more for each answer that is."""
    wigan = get_framework("wigan-progress")
    needs = {t.id: 0 for t in wigan.topics}
    for each in wigan.awards:
        needs |= {rule.topic: rule.level for rule in each.rule.rules if isinstance(rule, AtLeast)}  # type: ignore[union-attr]  # each of Wigan's is an All
        missing = sum(max(level - assessment.levels.get(t, 0), 0) for t, level in needs.items())

        way = route(evaluate(wigan, assessment), each.id)

        assert missing == len(way.steps)
        assert evaluate(wigan, followed(assessment, way.steps))[each.id].state is State.MET


def wide(rule: Rule, topics: int = 40, levels: int = 5) -> Framework:
    """Return a framework of many topics, with one award."""
    scale = ladder("long", 1, levels)
    return framework([topic(f"t{n}", scale) for n in range(1, topics + 1)], award("a1", rule))


def shares(topics: int) -> Iterator[Share]:
    """Yield shares that pull in different directions."""
    for n in range(1, topics + 1):
        yield Share(90, (), tuple((f"t{other}", 1 + (n * other) % 97) for other in range(1, topics + 1)))


def tower(size: int) -> Framework:
    """Return a framework in which each award holds every lower one."""
    awards = [award("a1", AtLeast("t1", 2))]
    for n in range(2, size + 1):
        awards.append(award(f"a{n}", All((*(Holds(each.id) for each in awards), AtLeast("t2", 2)))))
    return framework([topic("t1"), topic("t2")], *awards)


#: Rules of many topics, shares and awards, whose routes are found.
LARGE: dict[str, Framework] = {
    "some of many topics": wide(AtLeastOf(20, [AtLeast(f"t{n}", 3) for n in range(1, 41)])),
    "pairs of many topics": wide(AtLeastOf(2, [AtLeast(f"t{n}", 3) for n in range(1, 61)]), topics=60),
    "some of many times the same": wide(AtLeastOf(20, [AtLeast("t1", 3)] * 40)),
    "some of many levels of one topic": wide(AtLeastOf(20, [AtLeast("t1", n) for n in range(2, 42)]), levels=50),
    "pairs of many topics, twice": wide(All([AtLeastOf(2, [AtLeast(f"t{n}", 3) for n in range(1, 41)])] * 2)),
    "many choices of two": wide(All([AnyOf([AtLeast(f"t{n}", 3), AtLeast(f"t{n + 1}", 3)]) for n in range(1, 40, 2)])),
    "many shares at once": wide(All(tuple(shares(6)))),
    "any of many shares": wide(AnyOf(tuple(shares(40)))),
    "awards that hold every lower one": tower(40),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_rules_end(name: str) -> None:
    """However large its rule, a route is given while the reader waits."""
    found = LARGE[name]
    empty = Assessment(framework="f1", edition="1", service="Rivington Home Care", assessed_on=pcs.DAY)

    way = route(evaluate(found, empty), found.awards[-1].id)

    assert evaluate(found, followed(empty, way.steps)).award == found.awards[-1].id


def test_what_is_too_entangled_is_refused() -> None:
    """What cannot be solved exactly within a stated amount of work is refused, with the reason."""
    rules = [Share(80, (), [(f"t{n}", 1 + (n * n * m + 7 * n + m) % 89) for n in range(1, 61)]) for m in range(2, 14)]
    empty = Assessment(framework="f1", edition="1", service="Rivington Home Care", assessed_on=pcs.DAY)

    with pytest.raises(NoRoute) as refused:
        route(evaluate(wide(All(rules), topics=60), empty), "a1")

    text = "its requirements have to be weighed against one another more than 1,000,000 times, too many to be exact"
    assert ("a1", text) == (refused.value.award, refused.value.reason)
