"""A published description of what good looks like: its topics, its awards and where it comes from.

A framework that does not hold together is refused when it is made, with every problem at once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

import attrs

from positiveculture.awards import Award, Floor, ReferenceCase, sort_by_rank
from positiveculture.errors import InvalidFramework, NotScored, Problem, Unknown, UnknownAward, UnknownTopic
from positiveculture.field_types import UNCHECKED, require, with_types
from positiveculture.framework_checks import framework_problems, framework_type_problems
from positiveculture.gettext import gettext
from positiveculture.meant import Meant
from positiveculture.problems import Problems
from positiveculture.rules.compile import Compiled, compiled
from positiveculture.rules.kinds import Node
from positiveculture.rules.program import program
from positiveculture.rules.scope import Scope
from positiveculture.sentences import named, quoted
from positiveculture.topic_checks import every_topic, rated_under
from positiveculture.topics import MeansMethod, Option, Principle, Reference, Role, Scale, Tool, Topic, many

Entry = TypeVar("Entry", Principle, Tool)

#: The version of the plug-in API that frameworks are written for.
SPEC = 1


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
    place: str = ""
    #: Who paid for it.
    sponsor: str = ""
    #: How far it can be relied on: one of `CONFIDENCE`, or "" where we do not say.
    confidence: str = ""


def _once_each(prompts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    try:
        return tuple(dict(prompts).items())
    except (TypeError, ValueError):  # no pairs: reported by the check of the fields
        return many(prompts)


@attrs.frozen
class PlanTemplate:
    """What a framework asks of an action plan."""

    #: The least and the most priorities that the source advises: advice, never a limit.
    priorities: tuple[int, int] | None = None
    #: The field's name and the question that it asks.
    prompts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_once_each)

    @with_types
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
    awards: tuple[Award, ...] = attrs.field(default=(), converter=sort_by_rank)
    principles: tuple[Principle, ...] = attrs.field(default=(), converter=many)
    tools: tuple[Tool, ...] = attrs.field(default=(), converter=many)
    references: tuple[Reference, ...] = attrs.field(default=(), converter=many)
    roles: tuple[Role, ...] = attrs.field(default=(), converter=many)
    #: What the framework says of its topics besides levels.
    aspects: tuple[Option, ...] = attrs.field(default=(), converter=many)
    modes: tuple[Option, ...] = attrs.field(default=(), converter=many)
    service_models: tuple[Option, ...] = attrs.field(default=(), converter=many)
    plan: PlanTemplate = PlanTemplate()
    #: What kind of instrument it is, such as a staff survey, in a few words.
    kind: str = ""
    #: Whom it is for, in a few words.
    audience: str = ""
    #: How long it takes, where the source says so.
    duration: str = ""
    summary: str = ""
    notes: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: What every reader has to know first, such as that the method is being withdrawn.
    notice: str = ""
    #: Why nothing here may be scored, where that is so: the publisher gives no levels, and none are invented.
    unscored: str = ""
    #: The published method by which levels may be averaged. "" = they may not: levels are ordinal.
    averages: str = ""
    #: How that method takes the mean of a principle.
    means: MeansMethod = attrs.field(factory=MeansMethod)
    #: What is indicated where every award is surely not met; None: nothing is.
    floor: Floor | None = None
    #: Who may award or rate, in a sentence, such as "Only CQC rates."
    awarded_by: str = ""
    language: str = "en"
    jurisdiction: str = ""
    #: The first day on which this edition is in force, and the first on which it is not; None: not known.
    in_force_from: date | None = None
    in_force_until: date | None = None
    #: Other names that this framework goes by.
    aliases: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: Ids of topics of an earlier edition that are not in this one, each with its title: never used again.
    retired: tuple[Option, ...] = attrs.field(default=(), converter=many)
    #: Answers worked out by hand, with the award that each has to support.
    cases: tuple[ReferenceCase, ...] = attrs.field(default=(), converter=many)
    #: What linting warns of, and is meant, each with the reason.
    meant: tuple[Meant, ...] = attrs.field(default=(), converter=many)
    spec: int = attrs.field(default=SPEC, metadata=UNCHECKED)  # another one is refused by the registry
    scope: Scope = attrs.field(init=False, eq=False, repr=False)
    #: Every topic, parts too, in framework order.
    topics_by_id: Mapping[str, Topic] = attrs.field(init=False, eq=False, repr=False)
    #: Every level that a topic can be rated at, with the topic's id.
    levels: frozenset[tuple[str, int]] = attrs.field(init=False, eq=False, repr=False)
    #: What an assessment can choose from: the ids of the modes and of the service models, each with its title.
    choices: Mapping[str, Mapping[str, str]] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what does not hold together, every problem at once."""
        problems = framework_type_problems(self)
        if not problems.typed:
            self._refuse(problems)
        topics = {topic.id: topic for topic in every_topic(self.topics)}
        rated = tuple(topic.id for topic in self.topics if topic.scale is not None)
        scales = {id_: topic.scale for id_, topic in topics.items()}
        object.__setattr__(self, "topics_by_id", topics)
        reverse_scored = frozenset(topic.id for topic in topics.values() if topic.reverse_scored)
        awards = tuple(award.id for award in self.awards)
        under = rated_under(self.topics, self.principles)
        object.__setattr__(self, "scope", Scope(scales, rated, awards, reverse_scored, under))
        problems.collect(framework_problems(self))
        self._refuse(problems)
        levels = frozenset((id_, level.number) for id_, scale in scales.items() if scale for level in scale.levels)
        object.__setattr__(self, "levels", levels)
        offered = {"mode": self.modes, "service_model": self.service_models}
        choices = {field: {option.id: option.title for option in options} for field, options in offered.items()}
        object.__setattr__(self, "choices", choices)

    @cached_property
    def program(self) -> Node:
        """The rules of its awards as plain data, which every judge reads; described in `docs/program.md`."""
        return program(self.id, self.edition, self.scope, {award.id: award.rule for award in self.awards})

    @cached_property
    def compiled(self) -> Compiled:
        """The program, ready to judge by; made when it is first needed."""
        return compiled(self.program)

    def __repr__(self) -> str:
        return f"<Framework {self.id} {self.edition}: {len(self.topics)} topics, {len(self.awards)} awards>"

    def problems(self) -> tuple[Problem, ...]:
        """Return what does not hold together: nothing, for such a framework is refused when it is made."""
        return framework_problems(self).located(self)

    def validate(self) -> None:
        """Refuse what does not hold together.

        Raises:
            InvalidFramework: Every problem at once.
        """
        self._refuse(framework_problems(self))

    def _refuse(self, problems: Problems) -> None:
        problems.refuse(InvalidFramework, named("framework", self.id), self)

    @property
    def scales(self) -> tuple[Scale, ...]:
        """Every scale of a topic, in the order of the topics."""
        return tuple(dict.fromkeys(topic.scale for topic in self.topics_by_id.values() if topic.scale is not None))

    @with_types
    def in_force_on(self, day: date) -> bool:
        """Return whether this edition is in force on `day`, as far as its days are known."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_until is None or day < self.in_force_until)

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of `jurisdiction`, which names them in words; none where it names none."""
        names = (country.strip() for part in self.jurisdiction.split(",") for country in part.split(" and "))
        return tuple(filter(None, names))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """What can be answered, in framework order: each topic but those that only group others, and their parts.

        A topic that only groups others is among them where a rule asks about it.
        """
        return tuple(_questions(self.topics, {topic for _, topic, _ in self.compiled.asked}))

    @property
    def every_topic(self) -> tuple[Topic, ...]:
        """Every topic, parts too, in framework order."""
        return tuple(self.topics_by_id.values())

    def topic(self, key: str | int) -> Topic:
        """Return a topic by its id or by its printed number.

        Raises:
            UnknownTopic: No topic has that id or number.
        """
        found = self.topics_by_id.get(str(key))
        if found is None:
            numbered = (topic for topic in self.every_topic if topic.number is not None)
            found = next((topic for topic in numbered if str(topic.number) == str(key)), None)
        if found is None:
            raise UnknownTopic("topic", key, tuple(self.topics_by_id))
        return found

    def award(self, key: str) -> Award:
        """Return an award by its id.

        Raises:
            UnknownAward: No award has that id.
            NotScored: The framework publishes no awards, and none is invented.
        """
        entry = next((award for award in self.awards if award.id == key), None)
        if entry is None and not self.awards:
            raise NotScored(self.title, self.unscored)
        if entry is None:
            raise UnknownAward("award", key, tuple(award.id for award in self.awards))
        return entry

    def principle(self, key: str) -> Principle:
        """Return a principle by its id.

        Raises:
            Unknown: No principle has that id.
        """
        return _named("principle", key, self.principles)

    def tool(self, key: str) -> Tool:
        """Return a tool by its id; errors as for `principle`."""
        return _named("tool", key, self.tools)

    def title_of(self, name: str) -> str:
        """Return the title of a topic, with its id where another topic has the same, or the title of an award."""
        topic = self.topics_by_id.get(str(name))
        if topic is None:
            return self.award(name).title
        title = topic.title
        return f"{title} ({name})" if title in self._repeated_titles else title

    def numbered_title(self, topic: str) -> str:
        """Return a topic's title after its printed number, where it has one; errors as for `topic`."""
        number = self.topic(topic).number
        return self.title_of(topic) if number is None else f"{number} {self.title_of(topic)}"

    @cached_property
    def _repeated_titles(self) -> frozenset[str]:
        titles = Counter(topic.title for topic in self.topics_by_id.values())
        return frozenset(title for title, count in titles.items() if count > 1)


def _named(kind: str, key: str, entries: Iterable[Entry]) -> Entry:
    """Return the entry that has an id."""
    known = {each.id: each for each in entries}
    entry = known.get(str(key))
    if entry is None:
        raise Unknown(kind, key, tuple(known))
    return entry


def _questions(topics: Iterable[Topic], asked: Collection[str]) -> Iterator[str]:
    for topic in topics:
        if not topic.groups or topic.id in asked:
            yield topic.id
        if topic.groups:
            yield from _questions(topic.parts, asked)


def require_framework(value: object) -> None:
    """Refuse what is no framework.

    Raises:
        WrongArgument: It is something else.
    """
    words = gettext("get_framework({name}) returns the one of that name")
    require(value, Framework, f"; {words.format(name=quoted(value))}" if isinstance(value, str) else "")
