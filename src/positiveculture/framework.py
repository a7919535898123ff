"""A published description of what good looks like: its topics, its awards and where it comes from.

A framework that does not hold together is refused when it is made, with every problem at once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import attrs

from positiveculture.awards import Award, cycle, ladder
from positiveculture.errors import InvalidFramework, Problem, UnknownAward, UnknownTopic, nearest, quoted
from positiveculture.rules.case import Scope
from positiveculture.rules.faults import faults
from positiveculture.rules.reasons import Table, lay_out
from positiveculture.topics import Option, Principle, Scale, Statement, Tool, Topic, many

#: The version of the plug-in API that frameworks are written for.
SPEC = 1

FRAMEWORK_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
#: Starts with a letter, so that an id is never mistaken for a printed number.
ID = re.compile(r"[a-z][a-z0-9-]*")


@attrs.frozen(kw_only=True)
class Source:
    """Where a framework comes from, and who holds its rights."""

    title: str
    publisher: str
    rights: str
    authors: tuple[str, ...] = attrs.field(default=(), converter=many)
    published: str = ""
    based_on: str = ""
    url: str = ""


@attrs.frozen
class PlanTemplate:
    """What a framework asks of an action plan."""

    #: The least and the most priorities that the source advises: advice, never a limit.
    priorities: tuple[int, int] | None = None
    #: The field's name and the question that it asks.
    prompts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=many)

    def prompt(self, field: str) -> str:
        """Return the question that `field` asks, or "" where the framework has none."""
        return dict(self.prompts).get(field, "")


@attrs.frozen(kw_only=True)
class Framework:
    """A published description of what good looks like."""

    id: str
    #: The publisher's edition. Assessments name it; ids are never reused between editions.
    edition: str
    title: str
    source: Source
    topics: tuple[Topic, ...] = attrs.field(converter=many)
    #: Lowest first, whatever the order they are given in.
    awards: tuple[Award, ...] = attrs.field(default=(), converter=ladder)
    principles: tuple[Principle, ...] = attrs.field(default=(), converter=many)
    tools: tuple[Tool, ...] = attrs.field(default=(), converter=many)
    modes: tuple[Option, ...] = attrs.field(default=(), converter=many)
    service_models: tuple[Option, ...] = attrs.field(default=(), converter=many)
    plan: PlanTemplate = PlanTemplate()
    summary: str = ""
    notes: tuple[str, ...] = attrs.field(default=(), converter=many)
    language: str = "en"
    jurisdiction: str = ""
    #: Other names that this framework goes by.
    aliases: tuple[str, ...] = attrs.field(default=(), converter=many)
    spec: int = SPEC
    scope: Scope = attrs.field(init=False, eq=False, repr=False)
    #: The rules of the awards as one table of reasons, where each is a plain list of requirements.
    table: Table | None = attrs.field(init=False, eq=False, repr=False)
    _topics: Mapping[str, Topic] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what does not hold together, every problem at once."""
        topics = {topic.id: topic for topic in every_topic(self.topics)}
        rated = tuple(topic.id for topic in self.topics if topic.scale is not None)
        scales = {id_: topic.scale for id_, topic in topics.items()}
        object.__setattr__(self, "_topics", topics)
        object.__setattr__(self, "scope", Scope(scales, rated, {award.id: award.rule for award in self.awards}))
        problems = tuple(dict.fromkeys(_problems(self)))
        if problems:
            raise InvalidFramework(f"framework {quoted(self.id)}", problems)
        object.__setattr__(self, "table", lay_out(self.scope, {award.id: award.rule for award in self.awards}))

    @property
    def scales(self) -> tuple[Scale, ...]:
        """Every scale that a topic stands on, in the order of the topics."""
        return tuple(dict.fromkeys(topic.scale for topic in self._topics.values() if topic.scale is not None))

    @property
    def every_topic(self) -> tuple[Topic, ...]:
        """Every topic, parts too, in framework order."""
        return tuple(self._topics.values())

    def topic(self, key: str | int) -> Topic:
        """Return a topic by its id or by its printed number.

        Raises:
            UnknownTopic: No topic has that id or number.
        """
        if isinstance(key, int) or key.isdecimal():
            found = next((topic for topic in self._topics.values() if topic.number == int(key)), None)
        else:
            found = self._topics.get(key)
        if found is None:
            raise UnknownTopic("topic", key, tuple(self._topics))
        return found

    def award(self, key: str) -> Award:
        """Return an award by its id.

        Raises:
            UnknownAward: No award has that id.
        """
        found = next((award for award in self.awards if award.id == key), None)
        if found is None:
            hint = "" if self.awards else f"{self.title} publishes no awards, and none is invented here"
            raise UnknownAward("award", key, tuple(award.id for award in self.awards), hint)
        return found

    def tool(self, key: str) -> Tool:
        """Return a tool by its id, which must be one of the framework's."""
        return next(tool for tool in self.tools if tool.id == key)

    def title_of(self, name: str) -> str:
        """Return the title of a topic or of an award."""
        return self._topics[name].title if name in self._topics else self.award(name).title


def every_topic(topics: Iterable[Topic]) -> Iterator[Topic]:
    """Yield `topics` and their parts, each topic before its own parts."""
    for topic in topics:
        yield topic
        yield from every_topic(topic.parts)


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


def _problems(framework: Framework) -> Iterator[Problem]:
    place = f"framework {quoted(framework.id)}"
    if not FRAMEWORK_ID.fullmatch(framework.id):
        yield Problem(place, "an id is lower-case letters, digits and hyphens, and starts with a letter or a digit")
    for field in ("edition", "title", "language"):
        if not getattr(framework, field).strip():
            yield Problem(place, f"`{field}` is empty")
    for field in ("title", "publisher", "rights"):
        if not getattr(framework.source, field).strip():
            yield Problem("source", f"`{field}` is empty")
    if not framework.topics:
        yield Problem(place, "has no topics")
    yield from _names("principle", framework.principles)
    yield from _names("tool", framework.tools)
    yield from _names("mode", framework.modes)
    yield from _names("service model", framework.service_models)
    yield from _names("topic", framework.every_topic)
    yield from _names("award", framework.awards)
    topics = Counter(topic.id for topic in every_topic(framework.topics))
    yield from (Problem(f"topic {quoted(id_)}", f"the id is used {n} times") for id_, n in topics.items() if n > 1)
    yield from _numbers(framework)
    for topic in framework.every_topic:
        for text in _topic_faults(topic, framework):
            yield Problem(f"topic {quoted(topic.id)}", text)
    for scale in framework.scales:
        for text in _scale_faults(scale):
            yield Problem(f"scale {quoted(scale.id)}", text)
    yield from _award_problems(framework)


def _names(kind: str, named: Iterable[_Named]) -> Iterator[Problem]:
    seen = Counter(item.id for item in named)
    for item in named:
        place = f"{kind} {quoted(item.id)}"
        if not ID.fullmatch(item.id):
            yield Problem(place, "an id is lower-case letters, digits and hyphens, and starts with a letter")
        if not item.title.strip():
            yield Problem(place, "`title` is empty")
        if seen[item.id] > 1:
            yield Problem(place, f"the id is used {seen[item.id]} times")


def _numbers(framework: Framework) -> Iterator[Problem]:
    numbered: dict[int, list[str]] = {}
    for topic in framework.every_topic:
        if topic.number is not None:
            numbered.setdefault(topic.number, []).append(topic.id)
    for number, ids in numbered.items():
        if len(ids) > 1:
            yield Problem(f"topic {quoted(ids[1])}", f"the number {number} is already that of {quoted(ids[0])}")


def _topic_faults(topic: Topic, framework: Framework) -> Iterator[str]:
    principles = [principle.id for principle in framework.principles]
    tools = [tool.id for tool in framework.tools]
    if topic.principle is not None and topic.principle not in principles:
        yield f"no principle {quoted(topic.principle)}; {nearest(topic.principle, principles)}"
    for tool in topic.tools:
        if tool not in tools:
            yield f"no tool {quoted(tool)}; {nearest(tool, tools)}"
    if topic.statements and topic.scale is None:
        yield "has statements for levels, but no scale"
    for level, count in Counter(statement.level for statement in topic.statements).items():
        if topic.scale is not None and level not in topic.scale:
            yield f"has a statement for level {level}, which is not on its scale"
        if count > 1:
            yield f"has {count} statements for level {level}"
    for statement in topic.statements:
        yield from _statement_faults(statement, framework)


def _statement_faults(statement: Statement, framework: Framework) -> Iterator[str]:
    models = [model.id for model in framework.service_models]
    if not all(text.strip() for text in (statement.text, *(variant.text for variant in statement.variants))):
        yield f"the statement for level {statement.level} is empty"
    for model, count in Counter(variant.service_model for variant in statement.variants).items():
        if model not in models:
            yield f"the statement for level {statement.level} has a variant for no service model {quoted(model)}"
        if count > 1:
            yield f"the statement for level {statement.level} has {count} variants for {quoted(model)}"


def _scale_faults(scale: Scale) -> Iterator[str]:
    numbers = [level.number for level in scale.levels]
    if len(numbers) < 2:  # noqa: PLR2004
        yield "has fewer than two levels"
    if numbers != list(range(numbers[0], numbers[0] + len(numbers)) if numbers else []):
        yield f"levels must be whole numbers without gaps, lowest first, not {numbers}"
    if not all(level.label.strip() for level in scale.levels):
        yield "has a level without a label"


def _award_problems(framework: Framework) -> Iterator[Problem]:
    circle = cycle(framework.awards)
    if circle:
        yield Problem(f"award {quoted(circle[0])}", "includes itself: " + " needs ".join(map(quoted, circle)))
    ranks: dict[int | None, str] = {}
    for award in framework.awards:
        place = f"award {quoted(award.id)}"
        if award.id in framework.scope.scales:
            yield Problem(place, "a topic has the same id")
        if not circle and award.rank in ranks:
            yield Problem(place, f"stands as high as {quoted(ranks[award.rank])}: say by `rank` which is the higher")
        ranks.setdefault(award.rank, award.id)
        for text in dict.fromkeys(faults(award.rule, framework.scope)):
            yield Problem(place, text)
        for below in [] if circle else award.holds():
            if below in framework.scope.rules and (framework.award(below).rank or 0) >= (award.rank or 0):
                yield Problem(place, f"asks for {quoted(below)}, which stands as high or higher by `rank`")
