"""Frameworks small enough for brute force, and what the laws say about verdicts in one place."""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture import Assessment, Award, Framework, Level, Outcome, Principle, Rule, Scale, Source, State, Topic
from positiveculture.testing import strategies as pcs
from positiveculture.testing.kit.truths import unordered

SOURCE = Source(title="A", publisher="B", rights="C")


def ladder(id_: str, lowest: int, highest: int) -> Scale:
    """Return a scale from `lowest` to `highest`."""
    return Scale(id_, (Level(number, str(number)) for number in range(lowest, highest + 1)))


#: Scales that start below, at and above 1, so that their levels overlap in part, or not at all.
LADDERS = (
    ladder("two", 1, 2),
    ladder("three", 0, 2),
    ladder("high", 3, 4),
    ladder("below", -1, 1),
    attrs.evolve(ladder("counted", -1, 1), points=[(-1, 0), (0, 0), (1, 3)]),
)


#: Two principles, one within the other.
PRINCIPLES = (Principle("p1", "P1"), Principle("p2", "P2", within="p1"))


def framework(topics: Iterable[Topic], *awards: Award, principles: Iterable[Principle] = ()) -> Framework:
    """Return a framework of nothing but topics and awards."""
    return Framework(
        id="f1", edition="1", title="A", source=SOURCE, topics=tuple(topics), awards=awards, principles=principles
    )


def topic(id_: str, scale: Scale | None = LADDERS[0], **more: Any) -> Topic:
    """Return a topic of nothing but its scale."""
    return Topic(id=id_, title=id_.upper(), scale=scale, **more)


def award(id_: str, rule: Rule, **more: Any) -> Award:
    """Return an award of nothing but its rule."""
    return Award(id=id_, title=id_.upper(), rule=rule, **more)


@cache
def several_topics(most: int) -> SearchStrategy[list[tuple[Scale | None, bool, str | None]]]:
    """What up to `most` topics are: their scales, whether they may be not applicable, and their principles."""
    every = product([*LADDERS, None], [False, True], [None, "p1", "p2"])
    return st.lists(st.sampled_from(list(every)), min_size=1, max_size=most)


@st.composite
def small_frameworks(draw: DrawFn, *, max_topics: int = 3, max_awards: int = 3, max_depth: int = 3) -> Framework:
    """Frameworks of a few topics on short scales, with awards of every kind."""
    drawn = draw(several_topics(max_topics))
    topics = [
        topic(f"t{n}", scale, allows_not_applicable=aside, principle=principle)
        for n, (scale, aside, principle) in enumerate(drawn, 1)
    ]
    if len(topics) > 1 and draw(st.booleans()):
        part = topics.pop()
        topics[0] = attrs.evolve(topics[0], parts=[attrs.evolve(part, id="t1-1")])
    awards = pcs.awards(topics, principles=PRINCIPLES, min_awards=1, max_awards=max_awards, max_depth=max_depth)
    return framework(topics, *draw(awards), principles=PRINCIPLES)


@st.composite
def small_cases(
    draw: DrawFn, frameworks: SearchStrategy[Framework] | None = None, *, max_open: int = 3
) -> tuple[Framework, Assessment]:
    """Small frameworks, each with an assessment that leaves a few questions open."""
    found = draw(small_frameworks() if frameworks is None else frameworks)
    return found, draw(pcs.strategies_for(found).half_filled(min_open=0, max_open=max_open))


def verdicts(outcome: Outcome) -> dict[str, tuple[State, Fraction, object]]:
    """Return the state, progress and blockers of each award, whatever the order of the blockers."""
    return {v.award.id: (v.state, v.progress, unordered(v.blockers)) for v in outcome}
