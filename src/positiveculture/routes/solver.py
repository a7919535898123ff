"""The steps to an award: its rule taken apart, and each part solved by itself.

Parts that share no topic are solved apart, and of *n* of *m* such parts the *n* cheapest are taken.  Only sums that
share topics have to be searched.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import chain
from math import comb, inf
from operator import itemgetter
from typing import Final

from positiveculture.errors import NoRoute
from positiveculture.gettext import gettext
from positiveculture.routes.candidates import Answers, Candidates, Choice, Step, candidates, cheapest, steps, total
from positiveculture.routes.requirements import IMPOSSIBLE, Impossible, Requirement, read, settled, some
from positiveculture.routes.search import Budget, TooMuch, search
from positiveculture.rules.kinds import Node

#: How much is looked at for one route: less than a second's work.
MOST: Final = 1_000_000

#: What it takes to read a requirement or a topic, as against looking at it.
READ: Final = 10

#: Why there is no route where that is not enough, before how often.
WEIGHED: Final = "its requirements have to be weighed against one another"


def solve(program: Node, award: str, answers: Answers, effort: Mapping[str, Fraction]) -> tuple[Step, ...]:
    """Return the steps of least effort that surely reach an award; of equals, as `candidates` prefers them.

    Args:
        program: The program of a framework.
        award: The award's id.
        answers: Where the assessment stands.
        effort: The effort of a step on each topic, in framework order.

    Raises:
        NoRoute: Nothing is left to judge, or the award's parts share too many topics for an exact answer.
    """
    found = candidates(program, award, answers, effort)
    required = read(program, award, answers, found).awards[award]
    if required is None or required is IMPOSSIBLE:
        raise NoRoute(award, gettext("every topic that it would be judged by is not applicable"))
    try:
        choice = solved([required], found, Budget(MOST, WEIGHED))
    except TooMuch as error:
        raise NoRoute(award, str(error), unknown=True) from None
    scales = program["scales"]
    return tuple(step for topic, one in choice.items() for step in steps(topic, one.end, scales, answers))


def solved(parts: Iterable[Requirement], candidates: Candidates, budget: Budget, below: float = inf) -> Choice:
    """Return the cheapest choice that meets all of `parts`, and costs less than `below`.

    Raises:
        Impossible: No choice does.
        TooMuch: They share too many topics.
    """
    parts = list(parts)
    budget.spend(READ * (len(candidates) + sum(part.size for part in parts)))
    left, candidates = settled(parts, candidates)
    choice = cheapest(candidates)
    for group in _groups(left):
        own = _of(group, candidates)
        # Not inf less a sum: of a sum too large for a float, that is an error.
        others = total(choice) - total({topic: choice[topic] for topic in own})
        spare = below if below == inf else below - others
        choice |= _group_solved(group.parts, own, budget, spare)
    if total(choice) >= below:
        raise Impossible
    return choice


def _of(part: Requirement, candidates: Candidates) -> Candidates:
    """Return the candidates of the topics that `part` speaks of, in framework order."""
    return {topic: each for topic, each in candidates.items() if topic in part.topics}


def _groups(parts: Iterable[Requirement]) -> list[Requirement]:
    """Return `parts` in groups that share no topic."""
    groups: list[Requirement] = []
    for part in parts:
        sharing = [group for group in groups if not part.topics.isdisjoint(group.topics)]
        together = (*chain.from_iterable(group.parts for group in sharing), part)
        groups = [group for group in groups if group not in sharing]
        groups.append(Requirement(len(together), parts=together))
    return groups


def _group_solved(parts: Sequence[Requirement], candidates: Candidates, budget: Budget, below: float) -> Choice:
    """Return the cheapest choice that meets parts which share topics, and costs less than `below`.

    What meets one of them takes no more than what meets all of them: so where it meets all, it is the cheapest.
    """
    several = [part for part in parts if part.parts]
    if not several:
        return search(parts, candidates, budget)
    lowest = cheapest(candidates)
    apart = [part for part in several if len(part.topics) == sum(len(each.topics) for each in part.parts)]
    alone = (lowest | _fewest(part, _of(part, candidates), budget) for part in apart)
    choice = max(alone, key=total, default=lowest)
    if total(choice) >= below:
        raise Impossible
    missed = [part for part in parts if not part.is_met({topic: one.number for topic, one in choice.items()})]
    if not missed:
        return choice
    of = [part for part in missed if part.parts] or several
    split = min(of, key=lambda part: comb(len(part.parts), part.needed))
    others, n, (first, *rest) = [part for part in parts if part is not split], split.needed, split.parts
    found = None
    for way in ([first, some(n - 1, rest)], [some(n, rest)]):
        with suppress(Impossible):
            found = solved([*others, *way], candidates, budget, below)
            below = total(found)
    if found is None:
        raise Impossible
    return found


def _fewest(part: Requirement, candidates: Candidates, budget: Budget) -> Choice:
    """Return the cheapest choice that meets so many parts, which share no topic: the cheapest of them."""
    choice, ways = cheapest(candidates), []
    for each in part.parts:
        with suppress(Impossible):
            way = solved([each], _of(each, candidates), budget)
            ways.append((total(way) - total({topic: choice[topic] for topic in way}), way))
    if len(ways) < part.needed:
        raise Impossible
    for _, way in sorted(ways, key=itemgetter(0))[: part.needed]:
        choice |= way
    return choice
