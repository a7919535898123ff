"""A published description of what good looks like: its topics, its awards and where it comes from.

A framework that does not hold together is refused when it is made, with every problem at once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

import attrs

from positiveculture.awards import Award, Floor, ReferenceCase, case_problems, cycle, floor_problems, ladder
from positiveculture.errors import (
    InvalidFramework,
    NotScored,
    Problem,
    UnknownAward,
    UnknownTopic,
    nearest,
    quoted,
)
from positiveculture.rules.compile import Compiled, compiled
from positiveculture.rules.faults import faults
from positiveculture.rules.kinds import Node
from positiveculture.rules.program import program
from positiveculture.rules.scope import Scope
from positiveculture.topic_checks import (
    Named,
    every_topic,
    means_faults,
    name_problems,
    number_problems,
    principle_problems,
    rated_under,
    scale_problems,
    topic_problems,
)
from positiveculture.topics import MeansMethod, Option, Principle, Reference, Role, Scale, Tool, Topic, many

#: The version of the plug-in API that frameworks are written for.
SPEC = 1

FRAMEWORK_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


#: How far a source can be relied on.
CONFIDENCE = ("high", "medium", "low")


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
    return tuple(dict(prompts).items())


@attrs.frozen
class PlanTemplate:
    """What a framework asks of an action plan."""

    #: The least and the most priorities that the source advises: advice, never a limit.
    priorities: tuple[int, int] | None = None
    #: The field's name and the question that it asks.
    prompts: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_once_each)

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
    references: tuple[Reference, ...] = attrs.field(default=(), converter=many)
    roles: tuple[Role, ...] = attrs.field(default=(), converter=many)
    #: What the framework says of its topics besides levels.
    aspects: tuple[Option, ...] = attrs.field(default=(), converter=many)
    modes: tuple[Option, ...] = attrs.field(default=(), converter=many)
    service_models: tuple[Option, ...] = attrs.field(default=(), converter=many)
    plan: PlanTemplate = PlanTemplate()
    summary: str = ""
    notes: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: What every reader has to be told first, such as that the method is being withdrawn.
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
    #: Answers worked out by hand, with the award that each has to come to.
    cases: tuple[ReferenceCase, ...] = attrs.field(default=(), converter=many)
    spec: int = SPEC
    scope: Scope = attrs.field(init=False, eq=False, repr=False)
    #: Every topic, parts too, in framework order.
    topics_by_id: Mapping[str, Topic] = attrs.field(init=False, eq=False, repr=False)
    #: Every level that a topic can be rated at, with the topic's id.
    levels: frozenset[tuple[str, int]] = attrs.field(init=False, eq=False, repr=False)
    #: What an assessment can choose from: the ids of the modes, and of the service models.
    choices: Mapping[str, tuple[str, ...]] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse what does not hold together, every problem at once."""
        topics = {topic.id: topic for topic in every_topic(self.topics)}
        rated = tuple(topic.id for topic in self.topics if topic.scale is not None)
        scales = {id_: topic.scale for id_, topic in topics.items()}
        object.__setattr__(self, "topics_by_id", topics)
        reverse_scored = frozenset(topic.id for topic in topics.values() if topic.reverse_scored)
        awards = tuple(award.id for award in self.awards)
        under = rated_under(self.topics, self.principles)
        object.__setattr__(self, "scope", Scope(scales, rated, awards, reverse_scored, under))
        problems = tuple(dict.fromkeys(_problems(self)))
        if problems:
            raise InvalidFramework(f"framework {quoted(self.id)}", problems)
        levels = frozenset((id_, level.number) for id_, scale in scales.items() if scale for level in scale.levels)
        object.__setattr__(self, "levels", levels)
        offered = {"mode": self.modes, "service_model": self.service_models}
        choices = {field: tuple(option.id for option in options) for field, options in offered.items()}
        object.__setattr__(self, "choices", choices)

    @cached_property
    def program(self) -> Node:
        """The rules of its awards as plain data, which every judge reads; described in `docs/program.md`."""
        return program(self.id, self.edition, self.scope, {award.id: award.rule for award in self.awards})

    @cached_property
    def compiled(self) -> Compiled:
        """The program, ready to judge by; made when it is first needed."""
        return compiled(self.program)

    @property
    def scales(self) -> tuple[Scale, ...]:
        """Every scale that a topic stands on, in the order of the topics."""
        return tuple(dict.fromkeys(topic.scale for topic in self.topics_by_id.values() if topic.scale is not None))

    def in_force_on(self, day: date) -> bool:
        """Return whether this edition is in force on `day`, as far as its days are known."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_until is None or day < self.in_force_until)

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
        found = next((award for award in self.awards if award.id == key), None)
        if found is None and not self.awards:
            raise NotScored(self.title, self.unscored)
        if found is None:
            raise UnknownAward("award", key, tuple(award.id for award in self.awards))
        return found

    def principle(self, key: str) -> Principle:
        """Return a principle by its id, which must be one of the framework's."""
        return next(principle for principle in self.principles if principle.id == key)

    def tool(self, key: str) -> Tool:
        """Return a tool by its id, which must be one of the framework's."""
        return next(tool for tool in self.tools if tool.id == key)

    def title_of(self, name: str) -> str:
        """Return the title of a topic, with its id where another topic has the same, or the title of an award."""
        if name not in self.topics_by_id:
            return self.award(name).title
        title = self.topics_by_id[name].title
        return f"{title} ({name})" if title in self._repeated_titles else title

    def numbered_title(self, topic: str) -> str:
        """Return a topic's title after its printed number, where it has one."""
        number = self.topics_by_id[topic].number
        return self.title_of(topic) if number is None else f"{number} {self.title_of(topic)}"

    @cached_property
    def _repeated_titles(self) -> frozenset[str]:
        titles = Counter(topic.title for topic in self.topics_by_id.values())
        return frozenset(title for title, count in titles.items() if count > 1)


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
    if framework.source.confidence not in ("", *CONFIDENCE):
        text = f"no {quoted(framework.source.confidence)}; {nearest(framework.source.confidence, CONFIDENCE)}"
        yield Problem("source, `confidence`", text)
    begins, ends = framework.in_force_from, framework.in_force_until
    if begins is not None and ends is not None and ends <= begins:
        yield Problem("`in_force_until`", f"is {ends}, not after `in_force_from`, {begins}")
    for kind, named in _named(framework).items():
        yield from name_problems(kind, named)
    yield from number_problems(framework.topics)
    yield from principle_problems(framework.principles)
    ids = {kind: [each.id for each in named] for kind, named in _named(framework).items()}
    yield from (problem for scale in framework.scales for problem in scale_problems(scale))
    yield from _uses(framework)
    counts: list[object] = [count for scale in framework.scales for _, count in scale.points]
    if not all(scale.levels for scale in framework.scales) or not all(type(count) is int for count in counts):
        return  # what has no levels can be spoken of by nothing, and what is no number is no points
    yield from topic_problems(framework.topics, ids)
    yield from _scoring_problems(framework, place)
    yield from _award_problems(framework)
    if framework.floor is not None:
        yield from name_problems("floor", [framework.floor])
        yield from floor_problems(framework.floor, framework.scope.awards, framework.scope.scales)
    yield from case_problems(framework.cases, framework.topics_by_id, [award.id for award in framework.awards])


def _uses(framework: Framework) -> Iterator[Problem]:
    """Yield a problem for each id that several scales have, and for advice that nobody can follow."""
    scales = Counter(scale.id for scale in framework.scales)
    yield from (Problem(f"scale {quoted(id_)}", f"the id is used {n} times") for id_, n in scales.items() if n > 1)
    least, most = framework.plan.priorities or (0, 0)
    if least > most:
        yield Problem("plan", f"`priorities` are the least and the most, and {least} is more than {most}")


def _scoring_problems(framework: Framework, place: str) -> Iterator[Problem]:
    if framework.unscored:
        for topic in framework.every_topic:
            if topic.scale is not None:
                yield Problem(
                    f"topic {quoted(topic.id)}", "has a scale, but the framework says why nothing may be scored"
                )
        if framework.awards:
            yield Problem(place, "has awards, but says why nothing may be scored")
    if framework.averages and not framework.scales:
        yield Problem(place, "names a method of averaging, but no topic has a scale")
    yield from (Problem("`means`", text) for text in means_faults(framework.means, framework.averages))


def _named(framework: Framework) -> dict[str, Sequence[Named]]:
    """Return everything that has an id, by what it is called."""
    return {
        "principle": framework.principles,
        "tool": framework.tools,
        "reference": framework.references,
        "role": framework.roles,
        "aspect": framework.aspects,
        "mode": framework.modes,
        "service model": framework.service_models,
        "topic": tuple(every_topic(framework.topics)),
        "award": framework.awards,
    }


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
            if below in framework.scope.awards and (framework.award(below).rank or 0) >= (award.rank or 0):
                yield Problem(place, f"asks for {quoted(below)}, which stands as high or higher by `rank`")
