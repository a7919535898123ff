"""The cheapest choice that meets sums which share topics, by search.

Topic by topic in framework order, preferred candidates first, as long as a lower bound of what is still missing leaves
the whole within the effort that is tried.  What was tried in vain raises the bound.  So the least effort at which
anything is found is exact, and what is found first is what is preferred.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from math import gcd, inf
from typing import Final, TypeAlias

from positiveculture.routes.bounds import bounds
from positiveculture.routes.budget import Budget
from positiveculture.routes.candidates import Candidate, Candidates, Choice
from positiveculture.routes.requirements import Impossible, Requirement
from positiveculture.routes.sums import PARTS, Rest, laid_out

#: How often topics are looked at, on average, before bounds are worked out exactly.
PATIENCE: Final = 4

#: What one look at a state costs of the budget, for each sum.
COMPARED: Final = 8

#: Candidates of one topic, none of which is preferred to another.
Group: TypeAlias = tuple[Candidate, ...]

#: What is missing from each sum, with the least effort that leads there.
States: TypeAlias = Mapping[Rest, int]


def search(parts: Sequence[Requirement], candidates: Candidates, budget: Budget) -> Choice:
    """Return the cheapest choice that meets all of `parts`: of least effort, then preferred by level, then by steps.

    Raises:
        Impossible: No choice meets them.
        TooMuch: That is more than `budget` allows.
    """
    found = _Search(parts, candidates, budget, lambda one: one.end.level).best()
    if any(len(group) > 1 for group in found.values()):
        found = _Search(parts, found, budget, lambda one: one.number).best()
    return {topic: one for topic, (one,) in found.items()}


class _Search:
    """A search among candidates, of which the highest by `measure` is preferred where the effort is equal."""

    def __init__(
        self, parts: Sequence[Requirement], candidates: Candidates, budget: Budget, measure: Callable[[Candidate], int]
    ) -> None:
        self.candidates, self.budget = candidates, budget
        self.sums = laid_out(parts, candidates)
        self.bounds = list(bounds(self.sums, budget))
        #: The effort of whatever is chosen, at the most.
        self.most = PARTS * sum(max(one.effort for one in each) for each in candidates.values())
        self.unit = PARTS * gcd(*(one.effort for each in candidates.values() for one in each))
        self.groups = [_groups(each, measure) for each in candidates.values()]
        #: What each candidate of each topic adds, to each sum by its number.
        self.adds = [
            {
                one.number: [
                    (number, gains[place][at]) for number, gains in enumerate(self.sums.gains) if place in gains
                ]
                for at, one in enumerate(each)
            }
            for place, each in enumerate(candidates.values())
        ]
        #: The effort that each state still takes, at the least.
        self.least: dict[tuple[int, Rest], float] = {}

    def best(self) -> Candidates:
        """Return, of each topic, the preferred candidates of those that are part of a choice of the least effort.

        Raises:
            Impossible: There is no choice, whatever the effort.
        """
        low = self.missing(0, self.sums.needed)
        found = self.within(low, PATIENCE * len(self.groups)) if low <= self.most else None
        window = 0
        while found is None:
            if low > self.most:
                raise Impossible
            found = self.exactly(low, low + window)
            low, window = low + window + self.unit, 4 * window + self.unit
        return dict(zip(self.candidates, found, strict=True))

    def exactly(self, low: float, most: float) -> Sequence[Group] | None:
        """Return the groups of the least effort from `low` to `most`; None where there are none."""
        for bound in self.bounds:
            bound.tabulate(most, self.budget)
        self.least.clear()
        low, more = max(low, self.missing(0, self.sums.needed)), 0
        while low <= most:
            found = self.within(min(low + more, most))
            if found is None:
                low, more = min(low + more, most) + self.unit, 2 * more + self.unit
            elif more == 0:
                return found
            else:
                more = 0
        return None

    def within(self, most: float, patience: float = inf) -> Sequence[Group] | None:
        """Return the preferred groups that lead to all that is needed within some effort; None where none were found.

        Each topic is looked at anew for each group that is taken before it; no more than `patience` times in all.
        """
        path, taken = [self.ahead(0, {self.sums.needed: 0}, most)], list[Group]()
        while path and patience:
            patience -= 1
            ahead = next(path[-1], None)
            if ahead is None:
                path.pop()
                del taken[-1:]
            elif len(taken) == len(self.groups) - 1:
                return [*taken, ahead[0]]
            else:
                taken.append(ahead[0])
                path.append(self.ahead(len(taken), ahead[1], most))
        return None

    def ahead(self, place: int, states: States, most: float) -> Iterator[tuple[Group, States]]:
        """Yield the groups of a topic that may lead on, with where they lead; once in vain, raise the bounds."""
        for group in self.groups[place]:
            reached: dict[Rest, int] = {}
            for rest, spent in states.items():
                for each in group:
                    to, effort = self.less(place, each, rest), spent + each.effort * PARTS
                    if effort + self.missing(place + 1, to) <= most and effort < reached.get(to, inf):
                        reached[to] = effort
            if reached:
                yield group, reached
        for rest, spent in states.items():
            self.least[place, rest] = max(self.missing(place, rest), most - spent + self.unit)

    def less(self, place: int, candidate: Candidate, rest: Rest) -> Rest:
        """Return what is missing once a candidate is taken."""
        left = list(rest)
        for number, gain in self.adds[place][candidate.number]:
            left[number] = max(left[number] - gain, 0)
        return tuple(left)

    def missing(self, place: int, rest: Rest) -> float:
        """Return the effort that is still missing, at the least, from a topic on; infinite where nothing helps."""
        if (place, rest) not in self.least:
            self.budget.spend(COMPARED * len(rest))
            most = max([bound(place, rest) for bound in self.bounds])
            self.least[place, rest] = -(-most // self.unit) * self.unit if most < inf else inf
        return self.least[place, rest]


def _groups(candidates: Sequence[Candidate], measure: Callable[[Candidate], int]) -> list[Group]:
    """Return candidates in groups, the highest by `measure` first."""
    ordered = sorted(candidates, key=measure, reverse=True)
    return [tuple(group) for _, group in groupby(ordered, measure)]
