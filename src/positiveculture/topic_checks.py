"""What is wrong with names, scales and topics, told before a framework is made of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from positiveculture.errors import Problem, nearest, quoted, shown
from positiveculture.topics import NESTED, MeansMethod, Principle, Scale, Statement, Topic

#: Starts with a letter, so that an id is never mistaken for a printed number.
ID = re.compile(r"[a-z][a-z0-9-]*")


class Named(Protocol):
    """Anything with an id and a title."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""


def every_topic(topics: Iterable[Topic]) -> Iterator[Topic]:
    """Yield `topics` and their parts, each topic before its own parts."""
    for topic in topics:
        yield topic
        yield from every_topic(topic.parts)


def name_problems(kind: str, named: Sequence[Named]) -> Iterator[Problem]:
    """Yield what is wrong with the ids and titles of things of one kind."""
    seen = Counter(item.id for item in named)
    for item in named:
        place = f"{kind} {quoted(item.id)}"
        if not ID.fullmatch(item.id):
            yield Problem(place, "an id is lower-case letters, digits and hyphens, and starts with a letter")
        if not item.title.strip():
            yield Problem(place, "`title` is empty")
        if seen[item.id] > 1:
            yield Problem(place, f"the id is used {seen[item.id]} times")


def number_problems(topics: Iterable[Topic]) -> Iterator[Problem]:
    """Yield a problem for each printed number that is none, and for each that more than one topic has."""
    numbered: dict[str, list[str]] = {}
    ids = {topic.id for topic in every_topic(topics)}
    for topic in every_topic(topics):
        number: object = topic.number
        if number is not None:
            yield from (Problem(f"topic {quoted(topic.id)}", text) for text in _number_faults(number, ids))
            numbered.setdefault(str(number), []).append(topic.id)
    for number, (first, *others) in numbered.items():
        for other in others:
            yield Problem(f"topic {quoted(other)}", f"the number {number} is already that of {quoted(first)}")


def _number_faults(number: object, ids: Collection[str]) -> Iterator[str]:
    if type(number) is not int and not isinstance(number, str):
        yield f'`number` is a whole number, or text such as "1.3.2", not {shown(number)}'
    elif isinstance(number, str) and (not number or number != number.strip() or not number.isprintable()):
        yield f"`number` is text that can be seen, without blanks around it, not {quoted(number)}"
    elif number in ids:
        yield f"`number` is {quoted(number)}, which is the id of a topic"


def scale_problems(scale: Scale) -> Iterator[Problem]:
    """Yield what is wrong with a scale."""
    place = f"scale {quoted(scale.id)}"
    numbers = [level.number for level in scale.levels]
    if len(numbers) < 2:  # noqa: PLR2004 - two is what makes a ladder
        yield Problem(place, "has fewer than two levels")
    if any(above != below + 1 for below, above in pairwise(numbers)):
        yield Problem(place, f"levels must be whole numbers without gaps, lowest first, not {numbers}")
    if not all(level.label.strip() for level in scale.levels):
        yield Problem(place, "has a level without a label")
    if scale.points:
        yield from (Problem(place, text) for text in _point_faults(scale, numbers))
    for number, who in scale.shared_with:
        if number not in numbers:
            yield Problem(place, f"shares the level {number}, which it does not have")
        if not who.strip():
            yield Problem(place, f"shares the level {number} with nobody")


def _point_faults(scale: Scale, numbers: Sequence[int]) -> Iterator[str]:
    points: Mapping[int, object] = dict(scale.points)
    for number, count in points.items():
        if number not in numbers:
            yield f"gives points to the level {number}, which it does not have"
        if type(count) is not int or count < 0:
            yield f"the points of level {number} are a whole number of 0 or more, not {shown(count)}"
    yield from (f"gives no points to level {number}" for number in numbers if number not in points)
    counts = [count for number in numbers if type(count := points.get(number)) is int]
    if len(counts) == len(numbers):
        for number, (below, above) in zip(numbers[1:], pairwise(counts), strict=False):
            if above < below:
                yield f"points never fall, and level {number} counts {above}, less than {below} for the level below it"
        if counts and counts[-1] <= counts[0]:
            yield f"the last level counts more than the first, not {counts[-1]} and {counts[0]} points"


def principle_problems(principles: Sequence[Principle]) -> Iterator[Problem]:
    """Yield what is wrong with what principles stand within: something that is not there, or in a circle themselves."""
    within = {principle.id: principle.within for principle in principles}
    told: set[str] = set()
    for principle in principles:
        place = f"principle {quoted(principle.id)}"
        if principle.within is not None and principle.within not in within:
            yield Problem(
                place, f"`within` names no principle {quoted(principle.within)}; {nearest(principle.within, within)}"
            )
        circle = lineage(principle.id, within)
        if within.get(circle[-1]) in circle and told.isdisjoint(circle):
            start = circle.index(within[circle[-1]] or "")
            told.update(circle)
            yield Problem(
                place, "stands within itself: " + " within ".join(map(quoted, [*circle[start:], circle[start]]))
            )


def means_faults(method: MeansMethod, averages: str) -> Iterator[str]:
    """Yield what is wrong with how means are taken; `averages` is the published method, "" where there is none."""
    missing: object = method.missing_allowed
    if method != MeansMethod() and not averages:
        yield "says how means are taken, but `averages` names no published method"
    if type(missing) is not int or missing < 0:
        yield f"`missing_allowed` is a whole number of 0 or more, not {shown(missing)}"
    if method.nested not in NESTED:
        yield f"`nested` is {' or '.join(map(quoted, NESTED))}, not {shown(method.nested)}"


def lineage(principle: str, within: Mapping[str, str | None]) -> list[str]:
    """Return a principle and those that it stands within, from the nearest on; no one twice."""
    found: list[str] = []
    step: str | None = principle
    while step is not None and step not in found:
        found.append(step)
        step = within.get(step)
    return found


def rated_under(topics: Iterable[Topic], principles: Iterable[Principle]) -> dict[str, tuple[str, ...]]:
    """Return, for each principle, its rated top-level topics, those of principles within it too."""
    within = {principle.id: principle.within for principle in principles}
    found: dict[str, tuple[str, ...]] = dict.fromkeys(within, ())
    for topic in topics:
        if topic.scale is not None and topic.principle in within:
            for principle in lineage(topic.principle, within):
                found[principle] = (*found.get(principle, ()), topic.id)
    return found


def topic_problems(topics: Iterable[Topic], known: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """Yield what is wrong with each topic and part; `known` holds the ids of each kind of thing that there is."""
    for topic in every_topic(topics):
        faults = (*_strangers(topic, known), *_aspect_faults(topic), *_level_faults(topic), *_statements(topic, known))
        yield from (Problem(f"topic {quoted(topic.id)}", text) for text in faults)


def _strangers(topic: Topic, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a fault for each thing that the topic names and that is not there."""
    named = {
        "principle": [] if topic.principle is None else [topic.principle],
        "tool": topic.tools,
        "reference": topic.references,
        "aspect": [aspect.aspect for aspect in topic.aspects],
    }
    for kind, ids in named.items():
        for id_ in dict.fromkeys(ids):
            if id_ not in known[kind]:
                yield f"no {kind} {quoted(id_)}; {nearest(id_, known[kind])}"


def _aspect_faults(topic: Topic) -> Iterator[str]:
    for aspect, count in Counter(found.aspect for found in topic.aspects).items():
        if count > 1:
            yield f"has the aspect {quoted(aspect)} {count} times"
        if not all(entry.strip() for entry in topic.entries(aspect)):
            yield f"has an empty sentence under {quoted(aspect)}"


def _level_faults(topic: Topic) -> Iterator[str]:
    if topic.scale is None:
        if topic.statements:
            yield "has statements for levels, but no scale"
        if topic.reverse_scored:
            yield "is reverse-scored, but has no scale"
    for level, count in Counter(statement.level for statement in topic.statements).items():
        if topic.scale is not None and level not in topic.scale:
            yield f"has a statement for level {level}, which is not on its scale"
        if count > 1:
            yield f"has {count} statements for level {level}"


def _statements(topic: Topic, known: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for statement in topic.statements:
        yield from _statement_faults(statement, known["service model"])


def _statement_faults(statement: Statement, models: Sequence[str]) -> Iterator[str]:
    if not all(text.strip() for text in (statement.text, *(variant.text for variant in statement.variants))):
        yield f"the statement for level {statement.level} is empty"
    for model, count in Counter(variant.service_model for variant in statement.variants).items():
        if model not in models:
            yield f"the statement for level {statement.level} has a variant for no service model {quoted(model)}"
        if count > 1:
            yield f"the statement for level {statement.level} has {count} variants for {quoted(model)}"
