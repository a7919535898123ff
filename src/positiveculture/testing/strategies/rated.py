"""Scales, statements and topics."""

from collections.abc import Sequence
from itertools import accumulate

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

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
    shared = draw(st.dictionaries(st.sampled_from(range(lowest, lowest + len(labels))), texts(min_size=1), max_size=1))
    points = draw(st.just(()) | st.lists(st.integers(0, 3), min_size=len(labels), max_size=len(labels)).map(tuple))
    return Scale(draw(st.just("s1") if ids is None else ids), levels, shared.items(), _counted(points, lowest))


def _counted(more: Sequence[int], lowest: int) -> list[tuple[int, int]]:
    """Return the points of each level, each so many more than the one below it, and the last more than the first."""
    counts = list(accumulate([*more[:-1], more[-1] + 1])) if more else []
    return list(enumerate(counts, lowest))


@st.composite
def statements(draw: DrawFn, scale: Scale, *, service_models: Sequence[str] = ()) -> tuple[Statement, ...]:
    """The statements of one topic: for none, some or all levels of `scale`, with variants for some service models."""
    levels = draw(st.lists(st.sampled_from([level.number for level in scale.levels]), unique=True))
    found = []
    for level in sorted(levels):
        variants = tuple(Variant(model, draw(texts(min_size=1))) for model in draw(_some(service_models)))
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
    part = topics(
        scales=scales,
        principles=principles,
        tools=tools,
        references=references,
        aspects=aspects,
        service_models=service_models,
    )
    parts = draw(st.lists(part, max_size=max_parts)) if max_parts else []
    topic = Topic(
        id="t1",
        title=draw(texts(min_size=1)),
        principle=draw(st.sampled_from([*principles, None])),
        scale=scale,
        description=draw(texts()),
        statements=() if scale is None else draw(statements(scale, service_models=service_models)),
        tools=draw(_some(tools)),
        references=draw(_some(references)),
        aspects=[Aspect(id_, draw(st.lists(texts(min_size=1), max_size=2))) for id_ in draw(_some(aspects))],
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


def _some(ids: Sequence[str]) -> SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(ids), unique=True) if ids else st.just([])


def _scales() -> SearchStrategy[Scale | None]:
    return scales() | st.none()
