"""Reference cases: answers that a framework's author has worked out by hand, with what has to come of them.

They travel with the framework as data, so that whoever judges by it can tell that it is judged as it was meant.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

import attrs

from positiveculture.errors import Problem, nearest, quoted
from positiveculture.responses import Rating, Response

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
