"""The steps to an award: its rule taken apart, and each part solved by itself.

Parts that share no topic are solved apart, and of *n* of *m* such parts the *n* cheapest are taken.  Only sums that
share topics have to be searched.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations, product
from math import comb, prod
from operator import itemgetter
from typing import Final

from positiveculture.errors import NoRoute
from positiveculture.gettext import gettext
from positiveculture.routes.budget import Budget, TooMuch
from positiveculture.routes.candidates import Candidates, Choice, candidates, cheapest, total
from positiveculture.routes.requirements import IMPOSSIBLE, Impossible, Requirement, Some, Sum, requirement, settled
from positiveculture.routes.search import search
from positiveculture.routes.steps import Node, State, Step, steps

#: How much is looked at for one route: less than a second's work.
MOST: Final = 1_000_000

#: Why there is no route where that is not enough, before how often.
WEIGHED: Final = "its requirements have to be weighed against one another"

#: In how many ways parts that share topics are chosen one by one, before they are searched together.
FEW: Final = 64


def solve(program: Node, award: str, state: State, effort: Mapping[str, Fraction]) -> tuple[Step, ...]:
    """Return the steps of least effort that surely reach an award; of equals, as `candidates` prefers them.

    Args:
        program: The program of a framework.
        award: The award's id.
        state: Where the assessment stands.
        effort: The effort of a step on each topic, in framework order.

    Raises:
        NoRoute: Nothing is left to judge, or the award's parts share too many topics for an exact answer.
    """
    found = candidates(program, award, state, effort)
    required = requirement(program, award, state, found)
    if required is None or required is IMPOSSIBLE:
        raise NoRoute(award, gettext("every topic that it would be judged by is not applicable"))
    try:
        choice = solved([required], found, Budget(MOST, WEIGHED))
    except TooMuch as error:
        raise NoRoute(award, error.reason, unknown=True) from None
    each = (steps(topic, one.end, program["scales"], state) for topic, one in choice.items())
    return tuple(chain.from_iterable(each))


def solved(parts: Iterable[Requirement], candidates: Candidates, budget: Budget) -> Choice:
    """Return the cheapest choice that meets all of `parts`.

    Raises:
        Impossible: No choice meets them.
        TooMuch: They share too many topics.
    """
    budget.spend(len(candidates))
    left, candidates = settled(parts, candidates)
    choice = cheapest(candidates)
    for group in _groups(left):
        choice |= _group_solved(group, _of(group, candidates), budget)
    return choice


def _of(parts: Iterable[Requirement], candidates: Candidates) -> Candidates:
    """Return the candidates of the topics that `parts` speak of, in framework order."""
    topics = {topic for part in parts for topic in part.topics}
    return {topic: each for topic, each in candidates.items() if topic in topics}


def _groups(parts: Iterable[Requirement]) -> list[list[Requirement]]:
    """Return `parts` in groups that share no topic."""
    groups: list[tuple[frozenset[str], list[Requirement]]] = []
    for part in parts:
        sharing = [group for group in groups if not part.topics.isdisjoint(group[0])]
        groups = [group for group in groups if part.topics.isdisjoint(group[0])]
        topics = part.topics.union(*(each for each, _ in sharing))
        groups.append((topics, [*chain.from_iterable(each for _, each in sharing), part]))
    return [group for _, group in groups]


def _group_solved(group: Sequence[Requirement], candidates: Candidates, budget: Budget) -> Choice:
    apart = group[0].apart() if len(group) == 1 else ()
    if apart:
        return _fewest(group[0].needed, apart, candidates, budget)
    some = [part for part in group if isinstance(part, Some)]
    if some and prod(comb(len(part.parts), part.needed) for part in some) <= FEW:
        sums = [part for part in group if isinstance(part, Sum)]
        ways = product(*(combinations(part.parts, part.needed) for part in some))
        return _cheapest_of([_solved_if_possible([*sums, *chain(*way)], candidates, budget) for way in ways])
    return search(group, candidates, budget)


def _fewest(n: int, parts: Sequence[Requirement], candidates: Candidates, budget: Budget) -> Choice:
    """Return the cheapest choice that meets `n` of `parts`, which share no topic: the `n` cheapest of them."""
    choice = cheapest(candidates)
    ways = [_solved_if_possible([part], _of([part], candidates), budget) for part in parts]
    extra = [(total(way) - sum(choice[topic].cost for topic in way), way) for way in ways if way is not None]
    if len(extra) < n:
        raise Impossible
    for _, way in sorted(extra, key=itemgetter(0))[:n]:
        choice |= way
    return choice


def _solved_if_possible(parts: Iterable[Requirement], candidates: Candidates, budget: Budget) -> Choice | None:
    try:
        return solved(parts, candidates, budget)
    except Impossible:
        return None


def _cheapest_of(choices: Iterable[Choice | None]) -> Choice:
    found = min((each for each in choices if each is not None), key=total, default=None)
    if found is None:
        raise Impossible
    return found
