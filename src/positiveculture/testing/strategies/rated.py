"""Scales, statements and topics."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.testing.strategies.choices import choice, some
from positiveculture.testing.strategies.words import texts
from positiveculture.topics import Aspect, Level, Scale, Statement, Topic, Variant


@st.composite
def scales(  # noqa: PLR0913 - ranges, each with a default, and by keyword alone
    draw: DrawFn,
    *,
    min_lowest: int = -1,
    max_lowest: int = 2,
    min_levels: int = 2,
    max_levels: int = 5,
    ids: SearchStrategy[str] | None = None,
) -> Scale:
    """Scales of at least two levels without gaps; labels need not be unique."""
    lowest = draw(st.integers(min_lowest, max_lowest))
    labels = draw(st.lists(texts(min_size=1), min_size=min_levels, max_size=max_levels))
    levels = (Level(number, label) for number, label in enumerate(labels, lowest))
    shared = draw(_shared(lowest, len(labels)))
    points = draw(_points(len(labels)))
    return Scale("s1" if ids is None else draw(ids), levels, shared.items(), _counted(points, lowest))


@cache
def _shared(lowest: int, count: int) -> SearchStrategy[dict[int, str]]:
    """What one of the levels, or none, says wherever the scale is used."""
    return st.dictionaries(st.sampled_from(range(lowest, lowest + count)), texts(min_size=1), max_size=1)


@cache
def _points(count: int) -> SearchStrategy[Sequence[int]]:
    """How many more points each level has than the one below it; or none."""
    return st.just(()) | st.lists(st.integers(0, 3), min_size=count, max_size=count).map(tuple)


def _counted(more: Sequence[int], lowest: int) -> list[tuple[int, int]]:
    """Return the points of each level, each so many more than the one below it, and the last more than the first."""
    counts = list(accumulate([*more[:-1], more[-1] + 1])) if more else []
    return list(enumerate(counts, lowest))


@st.composite
def statements(draw: DrawFn, scale: Scale, *, service_models: Sequence[str] = ()) -> tuple[Statement, ...]:
    """The statements of one topic: for none, some or all levels of `scale`, with variants for some service models."""
    found = []
    for level in sorted(some(draw, [level.number for level in scale.levels])):
        variants = tuple(Variant(model, draw(texts(min_size=1))) for model in some(draw, service_models))
        found.append(Statement(level, draw(texts(min_size=1)), variants))
    return tuple(found)


@st.composite
def topics(  # noqa: PLR0913 - ranges, each with a default, and by keyword alone
    draw: DrawFn,
    *,
    scales: SearchStrategy[Scale | None] | None = None,
    principles: Sequence[str] = (),
    tools: Sequence[str] = (),
    references: Sequence[str] = (),
    aspects: Sequence[str] = (),
    service_models: Sequence[str] = (),
    max_parts: int = 0,
) -> Topic:
    """Topics, with the id `t1`; their parts are `t1-1`, `t1-2` and so on.

    Args:
        draw: Hypothesis' own.
        scales: What a topic may stand on; None is drawn for a topic that takes reflections.
        principles: The ids that a topic may be grouped under.
        tools: The ids of tools that a topic may name.
        references: The ids of references that it may rest on.
        aspects: The ids of aspects that it may say something of.
        service_models: The ids that its statements may have variants for.
        max_parts: How many parts it may have; they have none of their own.
    """
    scale = draw(_scales() if scales is None else scales)
    parts: list[Topic] = []
    if max_parts:
        part = topics(
            scales=scales,
            principles=principles,
            tools=tools,
            references=references,
            aspects=aspects,
            service_models=service_models,
        )
        parts = draw(st.lists(part, max_size=max_parts))
    topic = Topic(
        id="t1",
        title=draw(texts(min_size=1)),
        principle=draw(choice((*principles, None))) if principles else None,
        scale=scale,
        description=draw(texts()),
        statements=() if scale is None else draw(statements(scale, service_models=service_models)),
        tools=some(draw, tools),
        references=some(draw, references),
        aspects=[Aspect(id_, draw(_prompts())) for id_ in some(draw, aspects)],
        kind=draw(texts()),
        applies_when=draw(texts()),
        parts=parts,
        allows_not_applicable=draw(st.booleans()),
    )
    return called(topic, "t1")


def called(topic: Topic, id_: str) -> Topic:
    """Return `topic` under another id, its parts under ids that follow from it."""
    parts = tuple(called(part, f"{id_}-{place}") for place, part in enumerate(topic.parts, 1))
    return attrs.evolve(topic, id=id_, parts=parts)


@cache
def _prompts() -> SearchStrategy[list[str]]:
    return st.lists(texts(min_size=1), max_size=2)


@cache
def _scales() -> SearchStrategy[Scale | None]:
    return scales() | st.none()
