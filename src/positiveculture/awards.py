"""Awards, the order in which they stand, and the reference cases that they are checked by."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

import attrs

from positiveculture.errors import Problem, nearest, quoted
from positiveculture.responses import Rating, Response
from positiveculture.rules import All, Holds, Rule, members, walk


@attrs.frozen(kw_only=True)
class Award:
    """Something a service can reach: a medal, or a rating band."""

    id: str
    title: str
    rule: Rule
    #: Which of two awards is the higher. None: as high as the awards that it includes put it.
    rank: int | None = None
    #: Whether the source leaves it open to make an action plan for this award.
    plan_optional: bool = False

    def holds(self) -> tuple[str, ...]:
        """Return every other award that the rule speaks of, at any depth."""
        held: list[object] = [rule.award for rule in walk(self.rule) if isinstance(rule, Holds)]
        return tuple(dict.fromkeys(award for award in held if isinstance(award, str)))

    @property
    def includes(self) -> tuple[str, ...]:
        """The awards that must be held before this one."""
        rules = members(self.rule) if isinstance(self.rule, All) else (self.rule,)
        return tuple(rule.award for rule in rules if isinstance(rule, Holds))


@attrs.frozen
class Floor:
    """What is indicated where every award is surely not met, such as the lowest of several ratings: no award itself."""

    id: str
    title: str


def floor_problems(floor: Floor, awards: Collection[str], topics: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with a floor, but for its name; `awards` and `topics` are the ids that there are."""
    place = f"floor {quoted(floor.id)}"
    if not awards:
        yield Problem(place, "lies below no award: the framework has none")
    if floor.id in awards:
        yield Problem(place, "is the id of an award, and the floor is none")
    if floor.id in topics:
        yield Problem(place, "a topic has the same id")


def ladder(awards: Iterable[Award]) -> tuple[Award, ...]:
    """Return `awards`, lowest first: by rank, else one step above the highest of the other awards that they ask for."""
    awards = tuple(awards)
    height: dict[str, int] = {}
    try:
        for id_ in TopologicalSorter({award.id: award.holds() for award in awards}).static_order():
            ranks = [award.rank for award in awards if award.id == id_ and award.rank is not None]
            below = [height[other] for award in awards if award.id == id_ for other in award.holds()]
            height[id_] = max(ranks or [max(below, default=-1) + 1])
    except CycleError:
        return awards
    ranked = [award if award.rank is not None else attrs.evolve(award, rank=height[award.id]) for award in awards]
    return tuple(sorted(ranked, key=lambda award: (award.rank or 0, award.id)))


def cycle(awards: tuple[Award, ...]) -> list[str]:
    """Return the ids of awards that ask for one another in a circle, the first again at the end; none where none do."""
    try:
        TopologicalSorter({award.id: award.holds() for award in awards}).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


#: What a verdict can come to.
STATES = ("met", "not-met", "undecided")

#: Pairs, or a mapping, of topics and what is said of each; a bare whole number is a rating.
Said: TypeAlias = Mapping[str, Response | int] | Iterable[tuple[str, Response | int]]


def _responses(given: Said) -> tuple[tuple[str, Response], ...]:
    return tuple((topic, Rating(said) if isinstance(said, int) else said) for topic, said in dict(given).items())


def _states(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((award, str(state)) for award, state in dict(given).items())


@attrs.frozen
class ReferenceCase:
    """Answers to some or all topics, with the award that they have to come to."""

    name: str
    #: Topic id to what is said of it; a topic that is not there is unanswered.
    responses: tuple[tuple[str, Response], ...] = attrs.field(converter=_responses)
    #: The highest award that is met; None: none is.
    award: str | None = None
    #: Award id to the state of its verdict, one of `STATES`, for the awards of which that is told.
    states: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_states)
    #: The day of it, where evidence lapses. None: a day so late that no evidence which lapses still counts.
    assessed_on: date | None = None


def case_problems(
    cases: Iterable[ReferenceCase], topics: Collection[str], awards: Collection[str]
) -> Iterator[Problem]:
    """Yield what is wrong with the names of `cases`, and each topic and award in them that is not there."""
    seen: set[str] = set()
    for case in cases:
        place = f"case {quoted(case.name)}"
        if not case.name.strip():
            yield Problem(place, "`name` is empty")
        elif case.name in seen:
            yield Problem(place, "the name is used more than once")
        seen.add(case.name)
        yield from (Problem(place, text) for text in _strangers(case, topics, awards))


def _strangers(case: ReferenceCase, topics: Collection[str], awards: Collection[str]) -> Iterator[str]:
    for topic, _ in case.responses:
        if topic not in topics:
            yield f"no topic {quoted(topic)}; {nearest(topic, topics)}"
    named = [award for award, _ in case.states] + ([] if case.award is None else [case.award])
    for award in dict.fromkeys(named):
        if award not in awards:
            yield f"no award {quoted(award)}; {nearest(award, awards)}"
    for award, state in case.states:
        if state not in STATES:
            yield f"no state {quoted(state)} of {quoted(award)}; {nearest(state, STATES)}"
