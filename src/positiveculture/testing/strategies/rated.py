"""Scales, statements and topics."""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.testing.strategies.choices import at_once, between, some
from positiveculture.testing.strategies.words import several_texts
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
    lowest, count = draw(between(min_lowest, max_lowest)), draw(between(min_levels, max_levels))
    *labels, words = draw(several_texts(count + 1))
    # What one of the levels, or none, says wherever the scale is used.
    shared, counted = draw(at_once((None, *range(lowest, lowest + count)), (False, True)))
    points = draw(_points(count)) if counted else ()
    levels = (Level(number, label) for number, label in enumerate(labels, lowest))
    shared_with = [] if shared is None else [(shared, words)]
    return Scale("s1" if ids is None else draw(ids), levels, shared_with, _counted(points, lowest))


@cache
def _points(count: int) -> SearchStrategy[Sequence[int]]:
    """How many more points each level has than the one below it."""
    return st.lists(st.integers(0, 3), min_size=count, max_size=count).map(tuple)


def _counted(more: Sequence[int], lowest: int) -> list[tuple[int, int]]:
    """Return the points of each level, each so many more than the one below it, and the last more than the first."""
    counts = list(accumulate([*more[:-1], more[-1] + 1])) if more else []
    return list(enumerate(counts, lowest))


@st.composite
def statements(draw: DrawFn, scale: Scale, *, service_models: Sequence[str] = ()) -> tuple[Statement, ...]:
    """The statements of one topic: for none, some or all levels of `scale`, with variants for some service models."""
    return _statements(draw, scale, service_models)


def _statements(draw: DrawFn, scale: Scale, service_models: Sequence[str]) -> tuple[Statement, ...]:
    found = []
    for level in sorted(some(draw, [level.number for level in scale.levels])):
        models = some(draw, service_models)
        text, *texts = draw(several_texts(1 + len(models)))
        found.append(Statement(level, text, tuple(map(Variant, models, texts))))
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
    of = TopicParts(_scales() if scales is None else scales, principles, tools, references, aspects, service_models)
    return topic_with(draw, of, max_parts)


@attrs.frozen
class TopicParts:
    """What the topics of one framework are made of: scales, and ids of what they may name."""

    scales: SearchStrategy[Scale | None]
    principles: Sequence[str]
    tools: Sequence[str]
    references: Sequence[str]
    aspects: Sequence[str]
    service_models: Sequence[str]


def topic_with(draw: DrawFn, of: TopicParts, max_parts: int, id_: str = "t1") -> Topic:
    """Draw one topic, with up to `max_parts` parts that have none of their own."""
    scale = draw(of.scales)
    parts = draw(between(0, max_parts)) if max_parts else 0
    title, description, kind, applies_when = draw(several_texts(1, 3))
    principle, optional = draw(at_once((*of.principles, None) if of.principles else (None,), (False, True)))
    return Topic(
        id=id_,
        title=title,
        principle=principle,
        scale=scale,
        description=description,
        statements=() if scale is None else _statements(draw, scale, of.service_models),
        tools=some(draw, of.tools),
        references=some(draw, of.references),
        aspects=[Aspect(aspect, draw(several_texts(draw(between(0, 2))))) for aspect in some(draw, of.aspects)],
        kind=kind,
        applies_when=applies_when,
        parts=[topic_with(draw, of, 0, f"{id_}-{place}") for place in range(1, parts + 1)],
        allows_not_applicable=optional,
    )


@cache
def _scales() -> SearchStrategy[Scale | None]:
    return scales() | st.none()
