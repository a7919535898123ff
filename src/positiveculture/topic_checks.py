"""What is wrong with names, scales and topics, reported before a framework is made of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from positiveculture.errors import Path
from positiveculture.escaping import is_visible
from positiveculture.gettext import gettext
from positiveculture.problems import Problems
from positiveculture.sentences import in_a_circle
from positiveculture.topics import DEEPEST, NESTED, MeansMethod, Principle, Scale, Statement, Topic

#: Starts with a letter, so that an id is never mistaken for a printed number.
ID = re.compile(r"[a-z][a-z0-9-]*")


class Titled(Protocol):
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


def topic_paths(topics: Iterable[Topic], *path: str | int) -> Iterator[tuple[Path, Topic]]:
    """Yield `topics` and their parts, each with its path."""
    for place, topic in enumerate(topics):
        yield (*path, place), topic
        yield from topic_paths(topic.parts, *path, place, "parts")


def is_nested_too_deeply(topics: object) -> bool:
    """Return whether topics, or the tables of a payload, have parts deeper than `DEEPEST`, or hold themselves."""
    level = list(topics) if isinstance(topics, list | tuple) else []
    for _ in range(DEEPEST):
        below = {id(part): part for topic in level for part in _parts(topic)}
        level = list(below.values())
    return bool(level)


def _parts(topic: object) -> Iterable[object]:
    parts = topic.get("parts") if isinstance(topic, Mapping) else getattr(topic, "parts", ())
    return parts if isinstance(parts, list | tuple) else ()


def name_problems(named: Iterable[tuple[Path, Titled]], problems: Problems) -> None:
    """Report what is wrong with the ids of things of one kind."""
    ids: list[tuple[Path, str]] = [((*path, "id"), item.id) for path, item in named]
    for path, id_ in ids:
        if not ID.fullmatch(id_):
            problems.report("bad-id", *path)
    problems.report_repeats(ids)


def number_problems(topics: Iterable[Topic], problems: Problems) -> None:
    """Report each printed number that cannot be seen or is an id, and each that more than one topic has."""
    first: dict[str, str] = {}
    ids = {topic.id for topic in every_topic(topics)}
    for path, topic in topic_paths(topics, "topics"):
        number = topic.number
        if number is None:
            continue
        if isinstance(number, str) and (not number or number != number.strip() or not number.isprintable()):
            problems.report("number-blank", *path, "number", given=number)
        elif number in ids:
            problems.report("number-is-topic", *path, "number", number=number)
        if first.setdefault(str(number), topic.id) != topic.id:
            problems.report("number-taken", *path, "number", number=number, topic=first[str(number)])


def scale_problems(scale: Scale, problems: Problems) -> None:
    """Report what is wrong with a scale."""
    path = ("scales", scale.id)
    numbers = [level.number for level in scale.levels]
    if len(numbers) < 2:  # noqa: PLR2004 - two is what makes a ladder
        problems.report("few-levels", *path, "levels")
    if any(above != below + 1 for below, above in pairwise(numbers)):
        problems.report("level-gaps", *path, "levels", numbers=numbers)
    if scale.points:
        _point_problems(scale, numbers, path, problems)
    known = {str(number): number for number in numbers}
    for number, who in scale.shared_with:
        if str(number) not in known:
            problems.report("unknown-level", *path, "shared_with", str(number), name=str(number), known=known)
        if not is_visible(who):
            problems.report("empty", *path, "shared_with", str(number))


def _point_problems(scale: Scale, numbers: Sequence[int], path: Path, problems: Problems) -> None:
    points, known = dict(scale.points), set(numbers)
    for number, count in points.items():
        if number not in known:
            problems.report("points-unknown-level", *path, "points", str(number), level=number)
        if count < 0:
            problems.report("points-not-whole", *path, "points", str(number), level=number, given=count)
    for number in numbers:
        if number not in points:
            problems.report("points-missing", *path, "points", level=number)
    counts = [points[number] for number in numbers if number in points]
    if len(counts) < len(numbers) or not counts:
        return
    for number, (below, above) in zip(numbers[1:], pairwise(counts), strict=False):
        if above < below:
            problems.report("points-fall", *path, "points", str(number), level=number, above=above, below=below)
    if counts[-1] <= counts[0]:
        problems.report("points-level", *path, "points", above=counts[-1], below=counts[0])


def principle_problems(principles: Sequence[Principle], problems: Problems) -> None:
    """Report what principles are within that does not exist, and circles of principles within one another."""
    within = {principle.id: principle.within for principle in principles}
    seen: set[str] = set()
    for principle in principles:
        path = ("principles", principle.id, "within")
        if principle.within is not None and principle.within not in within:
            problems.report("unknown-principle", *path, name=principle.within, known=within)
        circle = lineage(principle.id, within)
        if within.get(circle[-1]) in circle and seen.isdisjoint(circle):
            start = circle.index(within[circle[-1]] or "")
            seen.update(circle)
            names = in_a_circle([*circle[start:], circle[start]], gettext(" within "))
            problems.report("principle-cycle", "principles", circle[start], "within", principles=names)


def means_problems(method: MeansMethod, averages: str, problems: Problems) -> None:
    """Report what is wrong with how means are taken; `averages` is the published method, "" where there is none."""
    if method != MeansMethod() and not averages:
        problems.report("no-averages", "means")
    if method.missing_allowed < 0:
        problems.report("too-low", "means", "missing_allowed", number=method.missing_allowed, least=0)
    if method.nested not in NESTED:
        problems.report("unknown-choice", "means", "nested", name=method.nested, known=NESTED)


def lineage(principle: str, within: Mapping[str, str | None]) -> list[str]:
    """Return a principle and those that it is within, from the nearest on; no one twice."""
    steps: dict[str, None] = {}
    step: str | None = principle
    while step is not None and step not in steps:
        steps[step] = None
        step = within.get(step)
    return list(steps)


def rated_under(topics: Iterable[Topic], principles: Iterable[Principle]) -> dict[str, tuple[str, ...]]:
    """Return, for each principle, its rated top-level topics, those of principles within it too."""
    within = {principle.id: principle.within for principle in principles}
    named = {topic.principle for topic in topics if topic.principle in within}
    above = {principle: lineage(principle, within) for principle in named}
    by_principle: dict[str, list[str]] = {principle: [] for principle in within}
    for topic in topics:
        if topic.scale is not None:
            for principle in above.get(topic.principle or "", ()):
                by_principle.setdefault(principle, []).append(topic.id)
    return {principle: tuple(ids) for principle, ids in by_principle.items()}


def topic_problems(topics: Iterable[Topic], known: Mapping[str, Sequence[str]], problems: Problems) -> None:
    """Report what is wrong with each topic and part; `known` holds the ids of each kind of thing that there is."""
    for path, topic in topic_paths(topics, "topics"):
        for step, kind, id_ in _named(topic):
            if id_ not in known[kind]:
                problems.report(f"unknown-{kind}", *path, *step, name=id_, known=known[kind])
        for field in ("tools", "references"):
            problems.report_repeats(((*path, field, at), id_) for at, id_ in enumerate(getattr(topic, field)))
        _aspect_problems(topic, problems, path)
        _level_problems(topic, problems, path)
        for statement in topic.statements:
            at = (*path, "statements", str(statement.level), "variants")
            _variant_problems(statement, known["service-model"], problems, at)


def _named(topic: Topic) -> Iterator[tuple[Path, str, str]]:
    """Yield each thing that a topic names: the path below the topic, its kind and its id."""
    if topic.principle is not None:
        yield ("principle",), "principle", topic.principle
    for place, id_ in enumerate(topic.tools):
        yield ("tools", place), "tool", id_
    for place, id_ in enumerate(topic.references):
        yield ("references", place), "reference", id_
    for aspect in topic.aspects:
        yield ("aspects", aspect.aspect), "aspect", aspect.aspect


def _aspect_problems(topic: Topic, problems: Problems, path: Path) -> None:
    problems.report_repeats(((*path, "aspects", aspect.aspect), aspect.aspect) for aspect in topic.aspects)
    for aspect in topic.aspects:
        for place, entry in enumerate(aspect.entries):
            if not is_visible(entry):
                problems.report("empty", *path, "aspects", aspect.aspect, place)


def _level_problems(topic: Topic, problems: Problems, path: Path) -> None:
    if topic.scale is None:
        for field in ("statements", "reverse_scored"):
            if getattr(topic, field):
                problems.report("needs-scale", *path, field)
    levels: list[tuple[Path, int]] = [((*path, "statements", str(one.level)), one.level) for one in topic.statements]
    for at, level in levels:
        if topic.scale is not None and level not in topic.scale:
            problems.report("off-scale", *at, level=level, lowest=topic.scale.lowest, highest=topic.scale.highest)
    problems.report_repeats(levels)


def _variant_problems(statement: Statement, models: Sequence[str], problems: Problems, path: Path) -> None:
    for model in [variant.service_model for variant in statement.variants]:
        if model not in models:
            problems.report("unknown-service-model", *path, model, name=model, known=models)
    problems.report_repeats(((*path, one.service_model), one.service_model) for one in statement.variants)
