"""Awards, their order, and the reference cases that they are checked by."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeAlias

import attrs

from positiveculture.field_types import UNCHECKED, is_whole
from positiveculture.problems import Problems
from positiveculture.responses import Rating, Response
from positiveculture.rules.kinds import All, Holds, Rule, members, walk
from positiveculture.topics import many


@attrs.frozen(kw_only=True)
class Award:
    """Something a service can reach: a medal, or a rating band."""

    id: str
    title: str
    rule: Rule = attrs.field(metadata=UNCHECKED)
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


def floor_problems(floor: Floor, awards: Collection[str], topics: Collection[str], problems: Problems) -> None:
    """Report what is wrong with a floor, but for its name; `awards` and `topics` are the ids that there are."""
    if not awards:
        problems.report("floor-without-awards", "floor")
    if floor.id in awards:
        problems.report("floor-is-award", "floor", "id")
    if floor.id in topics:
        problems.report("floor-is-topic", "floor", "id")


def sort_by_rank(awards: Iterable[Award]) -> tuple[Award, ...]:
    """Return `awards`, lowest first: by rank, else one step above the highest of the other awards that they ask for."""
    awards = many(awards)
    if not _comparable(awards):
        return awards  # reported by the check of the fields
    ranks: dict[str, list[int]] = {}
    below: dict[str, set[str]] = {}
    for award in awards:  # of one id there may be several: that is reported later
        ranks.setdefault(award.id, []).extend([] if award.rank is None else [award.rank])
        below.setdefault(award.id, set()).update(award.holds())
    height: dict[str, int] = {}
    try:
        for id_ in TopologicalSorter(below).static_order():
            least = max((height[other] for other in below.get(id_, ())), default=-1) + 1
            height[id_] = max(ranks.get(id_) or [least])
    except CycleError:
        return awards
    ranked = [award if award.rank is not None else attrs.evolve(award, rank=height[award.id]) for award in awards]
    return tuple(sorted(ranked, key=lambda award: (award.rank or 0, award.id)))


def _comparable(awards: object) -> bool:
    """Return whether these are awards whose ids and ranks can be compared."""
    listed: Any = awards if isinstance(awards, tuple) else [awards]
    if not all(isinstance(award, Award) for award in listed):
        return False
    return all(type(award.id) is str and (award.rank is None or is_whole(award.rank)) for award in listed)


def cycle(awards: tuple[Award, ...]) -> list[str]:
    """Return the ids of awards that ask for one another in a circle, the first again at the end; none where none do."""
    try:
        TopologicalSorter({award.id: award.holds() for award in awards}).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


#: The states of a verdict.
STATES = ("met", "not-met", "undecided")

#: Pairs, or a mapping, of topics and responses; a bare whole number is a rating.
ResponsePairs: TypeAlias = Mapping[str, Response | int] | Iterable[tuple[str, Response | int]]


def _pairs(given: Any, convert: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Return pairs, each key once, with their values converted; what is none is left for the check of the fields."""
    try:
        return tuple((key, convert(value)) for key, value in dict(given).items())
    except (TypeError, ValueError):
        return many(given)


def response_pairs(given: ResponsePairs) -> tuple[tuple[str, Response], ...]:
    """Return pairs of a topic and its response."""
    return _pairs(given, lambda response: Rating(response) if isinstance(response, int) else response)


def text_pairs(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return pairs of texts."""
    return _pairs(given, lambda state: str(state) if isinstance(state, str) else state)


@attrs.frozen
class ReferenceCase:
    """Answers to some or all topics, with the award that they have to support."""

    name: str
    #: Topic id to its response; a topic that is left out is unanswered.
    responses: tuple[tuple[str, Response], ...] = attrs.field(converter=response_pairs)
    #: The highest award that is met; None: none is.
    award: str | None = None
    #: Award id to the state of its verdict, one of `STATES`, for the awards of which that is stated.
    states: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=text_pairs)
    #: The day of it, where evidence lapses. None: a day so late that no evidence which lapses still counts.
    assessed_on: date | None = None


def case_problems(
    cases: Sequence[ReferenceCase], topics: Collection[str], awards: Collection[str], problems: Problems
) -> None:
    """Report names that `cases` share, and each topic and award in them that is not there."""
    problems.report_repeats((("cases", place, "name"), case.name) for place, case in enumerate(cases))
    for place, case in enumerate(cases):
        path = ("cases", place)
        for topic, _ in case.responses:
            if topic not in topics:
                problems.report("unknown-topic", *path, "responses", topic, name=topic, known=topics)
        if case.award is not None and case.award not in awards:
            problems.report("unknown-award", *path, "award", name=case.award, known=awards)
        for award, state in case.states:
            if award not in awards:
                problems.report("unknown-award", *path, "states", award, name=award, known=awards)
            if state not in STATES:
                problems.report("unknown-choice", *path, "states", award, name=state, known=STATES)
