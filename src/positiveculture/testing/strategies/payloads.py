"""Payloads as files hold them: plain dicts that are valid, and such with exactly one fault."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.errors import Path
from positiveculture.framework import Framework
from positiveculture.testing.strategies.answers import DAY
from positiveculture.topics import Topic

#: Marks a value that is taken away.
GONE = object()

#: Text that is no id, key or name of anything that is drawn or published.
STRANGER = "no-such-thing"


@attrs.frozen
class Planted:
    """A fault to plant: what is wrong, where, what stands there then, and how an error says the place."""

    fault: str
    path: Path
    value: Any = attrs.field(eq=False)
    place: str
    #: Where in `value` the fault itself is.
    below: Path = ()


@attrs.frozen
class FaultyPayload:
    """A payload with exactly one fault."""

    payload: dict[str, Any]
    #: What is wrong, such as "unknown topic".
    fault: str
    #: Where in the payload it is wrong: keys, and indices of lists, from the top.
    path: Path
    #: The place as the error names it, such as ``topic "dignity"``.
    place: str


def assessment_faults(framework: Framework) -> tuple[Planted, ...]:
    """Return the faults that any assessment against `framework` can have."""
    found = [
        *_of_kind(("framework", "edition", "service", "assessed_on"), ("service", "assessed_by", "note")),
        *_at_the_top(("framework", "edition", "mode", "basis", "service_model")),
        Planted("blank service", ("service",), " ", "`service`"),
        Planted("no such day", ("assessed_on",), "2026-02-30", "`assessed_on`"),
        Planted("a number for a day", ("assessed_on",), 2026, "`assessed_on`"),
        Planted("a list for a table", ("responses",), [1], "`responses`"),
        Planted("unknown topic", ("responses", STRANGER), {"note": "A"}, f'topic "{STRANGER}"'),
    ]
    for topic in framework.every_topic:
        place, path = f'topic "{topic.id}"', ("responses", topic.id)
        found += [
            Planted(what, path, value, f"{place}{where}", below)
            for what, value, where, below in _wrong_responses(topic)
        ]
    return tuple(found)


def plan_faults(framework: Framework) -> tuple[Planted, ...]:
    """Return the faults that any plan against `framework` can have."""
    found = [
        *_of_kind(("framework", "edition", "service"), ("service", "who_else", "note")),
        *_at_the_top(("framework", "edition", "award")),
        Planted("a table for a list", ("actions",), {"a": 1}, "`actions`"),
        Planted(
            "unknown topic", ("priorities",), [{"topic": STRANGER}], f'priority "{STRANGER}", `topic`', (0, "topic")
        ),
        Planted("unknown topic", ("actions",), [{"topic": STRANGER}], f'action "{STRANGER}", `topic`', (0, "topic")),
        Planted("unknown key", ("success",), {STRANGER: "A"}, f"`success`, `{STRANGER}`", (STRANGER,)),
    ]
    for topic in framework.every_topic:
        place = f'action "{topic.id}"'
        wrong = {"topic": topic.id, "by_when": "soon"}
        found.append(Planted("no such day", ("actions",), [wrong], f"{place}, `by_when`", (0, "by_when")))
        if topic.scale:
            above = {"topic": topic.id, "to_level": topic.scale.highest + 1}
            found.append(Planted("level off the scale", ("actions",), [above], f"{place}, `to_level`", (0, "to_level")))
    return tuple(found)


def _of_kind(needed: tuple[str, ...], texts: tuple[str, ...]) -> Iterator[Planted]:
    yield Planted("unknown key", (STRANGER,), "A", f"`{STRANGER}`")
    for key in needed:
        yield Planted("missing key", (key,), GONE, f"`{key}`")
    for key in texts:
        yield Planted("number for text", (key,), 5, f"`{key}`")


def _at_the_top(keys: tuple[str, ...]) -> Iterator[Planted]:
    for key in keys:
        yield Planted(f"unknown {key.replace('_', ' ')}", (key,), STRANGER, f"`{key}`")


def _wrong_responses(topic: Topic) -> Iterator[tuple[str, Any, str, Path]]:
    """Yield wrong responses to a topic: the fault, the response, and where in it, as it is reported and as a path."""
    whole: dict[str, Any] = {"note": "A"} if topic.scale is None else {"level": topic.scale.lowest}
    yield "number for text", {**whole, "note": 5}, ", `note`", ("note",)
    yield "unknown key", {**whole, STRANGER: "A"}, f", `{STRANGER}`", (STRANGER,)
    yield "no table", "A", "", ()
    for what, piece, where, key in _shown():
        yield what, {**whole, "evidence": [piece]}, where, ("evidence", 0, key)
    if topic.allows_not_applicable:
        yield "no reason", {"not_applicable": " "}, ", `not_applicable`", ("not_applicable",)
    else:
        yield "may not be set aside", {"not_applicable": "A"}, ", `not_applicable`", ("not_applicable",)
    if topic.scale is None:
        yield "level without a scale", 1, "", ()
    else:
        yield "level above the scale", topic.scale.highest + 1, "", ()
        yield "level below the scale", topic.scale.lowest - 1, "", ()
        yield "text for a level", {"level": str(topic.scale.lowest)}, ", `level`", ("level",)
        yield "no level", {"note": "A"}, ", `level`", ("level",)


def _shown() -> Iterator[tuple[str, dict[str, Any], str, str]]:
    """Yield what may not be given as evidence, where below its topic that is reported, and at which key it is."""
    yield "missing key", {"kind": "record"}, ", evidence no. 1, `title`", "title"
    yield "unknown kind of evidence", {"title": "A", "kind": STRANGER}, ', evidence "A", `kind`', "kind"
    yield "evidence of the future", {"title": "A", "dated": DAY + timedelta(1)}, ', evidence "A", `dated`', "dated"
    yield (
        "evidence lapsed when new",
        {"title": "A", "dated": DAY, "lapses_on": DAY},
        ', evidence "A", `lapses_on`',
        "lapses_on",
    )


@st.composite
def faulty(draw: DrawFn, payloads: SearchStrategy[Mapping[str, Any]], faults: tuple[Planted, ...]) -> FaultyPayload:
    """Valid payloads in which one of `faults` is planted."""
    planted = draw(st.sampled_from(faults))
    payload = dict(draw(payloads))
    *above, last = planted.path
    holder: Any = payload
    for step in above:
        holder[step] = holder = dict(holder.get(step, {}))
    if planted.value is GONE:
        del holder[last]
    else:
        holder[last] = planted.value
    return FaultyPayload(payload, planted.fault, (*planted.path, *planted.below), planted.place)
