"""Law: the steps that are found for a program reach its award, at the least effort; and which are taken of equals."""

from fractions import Fraction
from itertools import chain, product

import pytest
from audits import EFFORTS, SHAPES, Audit, begun, named, over, points
from hypothesis import given, strategies as st
from programs import (
    KINDS,
    Node,
    Place,
    Start,
    at,
    cheapest,
    every,
    followed,
    held,
    program,
    share,
    shown,
    small_programs,
    some,
    start,
    states,
    surely_met,
)

from positiveculture import NoRoute, Step
from positiveculture.routes.candidates import Candidate, Candidates, End, candidates, steps as steps_to
from positiveculture.routes.requirements import Impossible, Requirement, read
from positiveculture.routes.search import Budget, search
from positiveculture.routes.solver import solve

EFFORT = st.sampled_from([Fraction(1), Fraction(2), Fraction(3), Fraction(1, 2)])

#: What may have been answered: none, half, or all of the topics.
ANSWERED = (0, 0.5, 1)


def preference(program: Node, state: Start, there: dict[str, Place]) -> tuple[list[int], list[int]]:
    """Return what is preferred at the same effort: the levels in framework order, then the steps on each topic."""
    levels, steps = [], []
    for topic, (level, answered, kinds) in there.items():
        lowest = program["scales"].get(topic, (0, 0))[0]
        levels.append(lowest if level is None else level)
        risen = (lowest - 1 if level is None else level) - state.levels.get(topic, lowest - 1)
        added = len(kinds - set(state.evidence.get(topic, ())))
        is_answer = topic not in program["scales"] and answered and topic not in state.answered and not added
        steps.append(risen * (topic in program["scales"]) + added + is_answer)
    return levels, steps


@given(st.data())
def test_small_programs(data: st.DataObject) -> None:
    """On programs of every node, nested, the steps are the cheapest; of equals, those preferred."""
    found, topics = data.draw(small_programs())
    state = data.draw(states(found, topics))
    effort = {topic: data.draw(EFFORT) for topic in topics}
    for award in found["awards"]:
        expected = cheapest(found, award["id"], state, effort, KINDS)
        if expected is None:
            with pytest.raises(NoRoute, match="every topic that it would be judged by is not applicable"):
                solve(found, award["id"], state.answers, effort)
            continue
        least, ends = expected

        steps = solve(found, award["id"], state.answers, effort)

        there = followed(start(state, topics), steps)
        assert there in ends
        assert least == sum((effort[step.topic] for step in steps), start=Fraction(0))
        assert max(preference(found, state, each) for each in ends) == preference(found, state, there)


@given(st.data())
def test_a_requirement_is_met_or_else_its_opposite(data: st.DataObject) -> None:
    """Wherever topics go, an award's requirement is met where the award surely is, and its opposite where it is not."""
    found, topics = data.draw(small_programs())
    state, award = data.draw(states(found, topics)), found["awards"][-1]["id"]
    options = candidates(found, award, state.answers, dict.fromkeys(topics, Fraction(1)))
    part = read(found, award, state.answers, options).awards[award]
    for choice in product(*options.values()):
        ways = [
            steps_to(topic, one.end, found["scales"], state.answers) for topic, one in zip(options, choice, strict=True)
        ]
        there = followed(start(state, topics), chain(*ways))
        met = surely_met(found, award, there, state.not_applicable)
        numbers = {topic: one.number for topic, one in zip(options, choice, strict=True)}

        assert (part is not None and part.is_met(numbers)) == met
        assert part is None or part.negated().is_met(numbers) != met


@st.composite
def several_sums(draw: st.DrawFn) -> tuple[list[Requirement], Candidates]:
    """One to three sums over one to four topics of up to four candidates; they may be too much for any choice."""
    topics = "abcd"[: draw(st.integers(1, 4))]
    found = {
        topic: tuple(
            Candidate(End(n, (), draw(st.integers(0, 2)), answered=True), n, effort, 10_000 * effort + place * n)
            for n, effort in enumerate(draw(st.lists(st.integers(0, 5), min_size=1, max_size=4)))
        )
        for place, topic in enumerate(topics)
    }
    sums = [
        Requirement(
            draw(st.integers(1, 8)),
            {
                topic: tuple(draw(st.integers(0, 4)) for _ in each)
                for topic, each in found.items()
                if draw(st.booleans())
            },
        )
        for _ in range(draw(st.integers(1, 3)))
    ]
    return sums, found


@given(several_sums())
def test_several_sums(drawn: tuple[list[Requirement], Candidates]) -> None:
    """What meets several sums takes the least effort, as if every choice had been tried; or there is no choice."""
    sums, found = drawn
    ways = [dict(zip(found, each, strict=True)) for each in product(*found.values())]
    met = [way for way in ways if all(each.is_met({t: one.number for t, one in way.items()}) for each in sums)]
    if not met:
        with pytest.raises(Impossible):
            search(sums, found, Budget(10**6, "sums"))
        return

    choice = search(sums, found, Budget(10**6, "sums"))

    assert choice in met
    assert sum(one.effort for one in choice.values()) == min(sum(one.effort for one in way.values()) for way in met)


def arrives(audit: Audit) -> None:
    """Hold that the steps reach the award, in framework order, each from where the one before it led."""
    steps = solve(audit.program, audit.award, audit.state.answers, audit.effort)

    order = list(audit.effort)
    assert sorted(steps, key=lambda step: order.index(step.topic)) == list(steps)
    there = followed(start(audit.state, audit.effort), steps)
    assert surely_met(audit.program, audit.award, there, audit.state.not_applicable)
    assert steps == solve(audit.program, audit.award, audit.state.answers, audit.effort)


@pytest.mark.parametrize("answered", ANSWERED)
@pytest.mark.parametrize("shape", SHAPES)
def test_published_shapes_always_have_a_route(shape: str, answered: float) -> None:
    """The shapes of published audits are never refused, at whatever stage and effort; the same steps each time."""
    for seed, efforts in enumerate(EFFORTS):
        arrives(begun(SHAPES[shape], seed, answered, efforts))


def weights(topics: list[str]) -> dict[str, Fraction]:
    """Return efforts that are as large as the topics' weights in `points`, so that nothing is cheaper than another."""
    return {topic: Fraction(each[1]) for topic, each in points(topics, 1000, seed=1).items()}


def test_what_is_asked_many_times_is_weighed_once() -> None:
    """The same sum asked for a thousand times takes no more than once, and leads to the same steps."""
    topics = named(30)
    asked = [share(70, points(topics, 9, 1)), share(60, points(topics, 9, 2))]
    once, often = (over(every(asked * times), topics=30) for times in (1, 600))
    effort = dict.fromkeys(topics, Fraction(1))

    assert solve(often, "a1", Start().answers, effort) == solve(once, "a1", Start().answers, effort)


#: What is too entangled to be solved exactly, with its efforts.
ENTANGLED: dict[str, tuple[Node, dict[str, Fraction]]] = {
    "forty shares that pull in different directions": (
        over(every(share(70, points(named(60), 1000, seed)) for seed in range(40)), topics=60),
        dict.fromkeys(named(60), Fraction(1)),
    ),
    "eight shares that pull in different directions": (
        over(every(share(80, points(named(60), 97, seed)) for seed in range(8)), topics=60),
        dict.fromkeys(named(60), Fraction(1)),
    ),
    "sums of effort that have to be met to the last point": (
        over(share(75, points(named(200), 1000, seed=1))),
        weights(named(200)),
    ),
    "any of pairs, over and over": (
        over(
            every(
                some(3, [every([at(f"t{n}", 3), at(f"t{1 + n * m % 59}", 4)]) for n in range(1, 30)])
                for m in range(2, 20)
            ),
            topics=60,
        ),
        {topic: Fraction(1 + number % 7) for number, topic in enumerate(named(60))},
    ),
}

REASON = "its requirements have to be weighed against one another more than 1,000,000 times, too many to be exact"


@pytest.mark.parametrize("name", ENTANGLED)
def test_what_is_too_entangled_is_refused(name: str) -> None:
    """What cannot be solved exactly within a stated amount of work ends with the reason."""
    found, effort = ENTANGLED[name]

    with pytest.raises(NoRoute) as refused:
        solve(found, "a1", Start().answers, effort)

    assert (refused.value.award, refused.value.reason, refused.value.unknown) == ("a1", REASON, True)


ONES = dict.fromkeys(["b", "a", "c", "d"], Fraction(1))
SCALES = {"b": (1, 3), "a": (1, 3)}
POINTS = {topic: {1: 0, 2: 1, 3: 2} for topic in SCALES}

#: A rule over two topics with a scale, b before a, and two without, c and d; where they are; and the steps.
TAKEN: dict[str, tuple[Node, Start, list[Step]]] = {
    "a first answer without a scale leads to no level": ({"answered": "c"}, Start(), [Step("c", None, None)]),
    "a first answer is at the lowest level": ({"answered": "a"}, Start(), [Step("a", None, 1)]),
    "not applicable is an answer": ({"answered": "a"}, Start({}, {"a"}, {}, {"a"}), []),
    "evidence is of the kind that is asked for": (
        shown("b", "link"),
        Start({"b": 2}, {"b"}, {"b": {"audit"}}),
        [Step("b", 2, 2, evidence=True, kind="link")],
    ),
    "evidence of any kind": (shown("b"), Start({"b": 2}, {"b"}), [Step("b", 2, 2, evidence=True)]),
    "evidence of a kind is evidence": (shown("b"), Start({"b": 2}, {"b"}, {"b": {"audit"}}), []),
    "one piece is enough for a kind, and for any": (
        every([shown("c"), shown("c", "link"), {"answered": "c"}]),
        Start(),
        [Step("c", None, None, evidence=True, kind="link")],
    ),
    "evidence needs a level first": (
        shown("a"),
        Start(),
        [Step("a", None, 1), Step("a", 1, 1, evidence=True)],
    ),
    "the earlier topic in framework order, not by its name": (
        some(1, [at("a", 2), at("b", 2)]),
        Start({"a": 1, "b": 1}),
        [Step("b", 1, 2)],
    ),
    "a level before evidence": (
        some(1, [shown("b"), at("a", 2)]),
        Start({"a": 1, "b": 1}),
        [Step("a", 1, 2)],
    ),
    "a level before evidence on the same topic": (
        some(1, [shown("b"), at("b", 2), at("a", 3)]),
        Start({"a": 1, "b": 1}),
        [Step("b", 1, 2)],
    ),
    "a level before evidence, where more than the bounds have to be looked at": (
        some(3, [shown("a"), shown("b"), at("b", 3), at("a", 2), shown("a"), at("b", 2)]),
        Start({"b": 1, "a": 1}),
        [Step("b", 1, 2), Step("a", 1, 1, evidence=True)],
    ),
    "evidence on the earlier topic": (
        some(1, [shown("a"), shown("b")]),
        Start({"a": 1, "b": 1}),
        [Step("b", 1, 1, evidence=True)],
    ),
    "points of levels that rise unevenly": (
        share(50, {"b": {1: 0, 2: 0, 3: 4}, "a": {1: 0, 2: 3, 3: 4}}),
        Start({"a": 1, "b": 1}),
        [Step("b", 1, 2), Step("b", 2, 3)],
    ),
    "a rounded share with a broken bound is reached at the next whole per cent": (
        share("49.5", {"b": {1: 0, 2: 495, 3: 1000}}, half_up=True),
        Start({"b": 1}),
        [Step("b", 1, 2)],
    ),
    "parts that share topics are met together": (
        some(
            2,
            [
                every([at("b", 2), at("a", 3)]),
                every([at("b", 3), at("a", 2)]),
                every([at("b", 3), at("a", 3), {"answered": "c"}]),
            ],
        ),
        Start({"b": 1, "a": 1}),
        [Step("b", 1, 2), Step("b", 2, 3), Step("a", 1, 2), Step("a", 2, 3)],
    ),
    "the higher of two shares of the same points": (
        every([share(75, POINTS), share(50, POINTS)]),
        Start({"b": 1, "a": 1}),
        [Step("b", 1, 2), Step("b", 2, 3), Step("a", 1, 2)],
    ),
    "alternatives that share topics are weighed together": (
        every([some(1, [at("b", 2), at("a", 2)]), some(1, [at("b", 3), at("a", 2)])]),
        Start({"b": 1, "a": 1}),
        [Step("a", 1, 2)],
    ),
    "two sets of alternatives that share topics, none of them within one": (
        every(
            [
                some(1, [every([at("b", 2), {"answered": "c"}]), at("a", 3)]),
                some(1, [every([at("b", 3), {"answered": "d"}]), at("a", 2)]),
            ]
        ),
        Start({"b": 1, "a": 1}),
        [Step("a", 1, 2), Step("a", 2, 3)],
    ),
    "evidence of the last kind, where each is enough": (
        some(1, [shown("b", "record"), shown("b", "link")]),
        Start({"b": 1}),
        [Step("b", 1, 1, evidence=True, kind="record")],
    ),
    "a first answer on the earlier topic": (
        some(1, [{"answered": "d"}, {"answered": "c"}]),
        Start(),
        [Step("c", None, None)],
    ),
    "the higher minimum of two awards": (
        every([at("b", 2), every([at("b", 3)])]),
        Start({"b": 1}),
        [Step("b", 1, 2), Step("b", 2, 3)],
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_the_steps_that_are_taken(name: str) -> None:
    """What a step is, for every node; and which of two equals is taken."""
    rule, state, steps = TAKEN[name]

    assert tuple(steps) == solve(program(SCALES, rule), "a1", state.answers, ONES)


def test_levels_below_nothing() -> None:
    """On scales that begin below 0, steps cost what they cost elsewhere: one is taken rather than two."""
    found = program({"b": (-1, 0), "a": (-1, 0)}, some(1, [every([at("b", 0), {"answered": "c"}]), at("a", 0)]))

    assert (Step("a", -1, 0),) == solve(found, "a1", Start({"b": -1, "a": -1}).answers, ONES)


def test_an_award_with_nothing_left_to_judge_is_never_held() -> None:
    """Where an award has nothing of its own left to judge, it has no route, and none that holds it; others have."""
    alternative = some(1, [held("a1"), at("b", 2)])
    found = program(SCALES, at("a", 2), every([held("a1"), at("b", 2)]), alternative, every([held("a3"), at("a", 2)]))
    state = Start({"b": 1}, {"a", "b"}, {}, {"a"})

    for award in ("a1", "a2", "a4"):
        with pytest.raises(NoRoute, match="is not applicable"):
            solve(found, award, state.answers, ONES)
    assert (Step("b", 1, 2),) == solve(found, "a3", state.answers, ONES)


def test_a_route_does_not_look_at_higher_awards() -> None:
    """What a higher award asks for is no reason to ask for it on the way to a lower one."""
    found = program(SCALES, shown("b"), shown("b", "link"))

    assert (Step("b", 2, 2, evidence=True),) == solve(found, "a1", Start({"b": 2}, {"b"}).answers, ONES)


def test_what_is_no_node_is_refused() -> None:
    """A program of a later form is not solved by what is understood of it."""
    with pytest.raises(ValueError, match=r"no kind of node: \{'not': 1\}"):
        solve(program(SCALES, {"not": 1}), "a1", Start().answers, ONES)
