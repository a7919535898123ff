"""The cheapest choice that meets sums which share topics, by dynamic programming.

From the last topic back it is worked out what the topics from each place on can add, and what that takes at the least;
then the preferred candidates are taken from the first topic on, as far as what is left can still be added.

Only what may be part of a choice within some effort is kept; where there is none, more effort is tried.  What the
topics before a place take at the least is bounded by a price for each missing point, at which each topic takes its
cheapest candidate: the relaxation of Lagrange, which holds at any prices.  All numbers are whole, so it is exact.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations, groupby
from math import gcd, inf
from operator import add, le, mul, sub
from typing import Final, NamedTuple, TypeAlias

import attrs

from positiveculture.gettext import gettext
from positiveculture.routes.candidates import Candidate, Candidates, Choice
from positiveculture.routes.requirements import Impossible, Requirement

#: How many parts the unit of effort is counted in, so that prices can be whole numbers.
PARTS: Final = 2**40

#: How often each price is worked out anew, the others being as they are.
ROUNDS: Final = 20

#: What is added to each sum, or is missing from it.
Points: TypeAlias = tuple[int, ...]

#: Points, each with the least effort that they take.
Table: TypeAlias = Mapping[Points, int]

#: Whether the topics from a place on can add what is missing, within an effort.
CanAdd: TypeAlias = Callable[[int, Points, int], bool]


class TooMuch(Exception):
    """The rule is too large to solve exactly, with the reason."""


@attrs.define
class Budget:
    """How much may still be weighed for one route."""

    most: int
    #: What is too many when there are more than `most` of it.
    what: str
    spent: int = 0
    #: What is raised then.
    error: type[Exception] = TooMuch

    def spend(self, amount: int) -> None:
        """Take `amount` from what is left.

        Raises:
            TooMuch: There is not so much left; or another error, where that is what is raised.
        """
        self.spent += amount
        if self.spent > self.most:
            words = gettext("{what} more than {most} times, too many to be exact")
            raise self.error(words.format(what=gettext(self.what), most=f"{self.most:,}"))


class Option(NamedTuple):
    """What a candidate takes, in `PARTS` of the unit, and what it adds to each sum."""

    one: Candidate
    effort: int
    adds: Points


def search(sums: Sequence[Requirement], candidates: Candidates, budget: Budget) -> Choice:
    """Return the cheapest choice that meets all of `sums`: of least effort, then preferred by level, then by steps.

    Raises:
        Impossible: No choice meets them.
        TooMuch: That is more than `budget` allows.
    """
    sums = list({(each.needed, frozenset(each.gains.items())): each for each in sums}.values())
    found = _Search(sums, candidates, budget).preferred(lambda each: each.one.end.level)
    if any(len(left) > 1 for left in found.values()):
        found = _Search(sums, found, budget).preferred(lambda each: each.one.number)
    return {topic: one for topic, (one,) in found.items()}


#: Of how many sums a step may be before it counts twice.
WIDE: Final = 8


class _Search:
    """What candidates add to sums, and what the topics before each place take at the least, and add at the most."""

    def __init__(self, sums: Sequence[Requirement], candidates: Candidates, budget: Budget) -> None:
        budget.spend(len(sums) ** 2 * sum(map(len, candidates.values())))  # each sum is held against each other
        self.topics, self.budget = list(candidates), budget
        self.needed = tuple(each.needed for each in sums)
        self.options = [
            [Option(one, one.effort * PARTS, _added(topic, one, sums)) for one in each]
            for topic, each in candidates.items()
        ]
        for one, other in combinations(range(len(sums)), 2):  # they may pull in opposite directions
            both = sum(max(each.adds[one] + each.adds[other] for each in options) for options in self.options)
            if both < self.needed[one] + self.needed[other]:
                raise Impossible
        self.prices = _prices(self.needed, self.options)
        least = [min(_reduced(each, self.prices) for each in options) for options in self.options]
        most = [tuple(map(max, zip(*(each.adds for each in options), strict=True))) for options in self.options]
        self.takes = list(accumulate(least, initial=0))
        self.could = list(accumulate(most, lambda one, other: tuple(map(add, one, other)), initial=(0,) * len(sums)))

    def preferred(self, measure: Callable[[Option], int]) -> Candidates:
        """Return, of each topic, the candidates highest by `measure` of those that are part of a cheapest choice.

        Most often the bounds alone lead to one.

        Raises:
            Impossible: There is no choice, whatever the effort.
        """
        unit = gcd(*(each.effort for options in self.options for each in options)) or PARTS
        most = -(-(self.takes[-1] + _worth(self.needed, self.prices)) // unit) * unit
        if found := self.taken(measure, most, self.may_add):
            return found
        most, tables = self.cheapest(most, unit)

        def can_add(place: int, missing: Points, spare: int) -> bool:
            return any(taken <= spare and all(map(le, missing, added)) for added, taken in tables[place].items())

        return self.taken(measure, most, can_add)

    def taken(self, measure: Callable[[Option], int], most: int, can_add: CanAdd) -> Candidates:
        """Return the preferred candidates, by what the topics from a place on can still add; none where they cannot."""
        reached, found = {self.needed: 0}, Candidates()
        for place, (topic, options) in enumerate(zip(self.topics, self.options, strict=True), 1):
            for _, group in groupby(sorted(options, key=measure, reverse=True), measure):
                same = list(group)
                further = {left: at for left, at in _further(reached, same).items() if can_add(place, left, most - at)}
                if further:
                    found[topic], reached = tuple(each.one for each in same), further
                    break
            else:
                return {}
        return found

    def may_add(self, place: int, missing: Points, spare: int) -> bool:
        """Return whether the bounds leave it open that the topics from a place on add what is missing."""
        takes = self.takes[-1] - self.takes[place] + _worth([max(each, 0) for each in missing], self.prices)
        return takes <= spare and all(map(le, map(add, missing, self.could[place]), self.could[-1]))

    def cheapest(self, most: int, unit: int) -> tuple[int, Sequence[Table]]:
        """Return the effort of the cheapest choice, at least `most`, and what the topics from each place on can add."""
        dearest = sum(max(each.effort for each in options) for options in self.options)
        window = unit
        while not (tables := self.within(most))[0] or min(tables[0].values()) > most:
            if most >= dearest:
                raise Impossible
            most, window = most + window, 2 * window
        return min(tables[0].values()), tables

    def within(self, most: int) -> Sequence[Table]:
        """Return what the topics from each place on can add, as far as it may be part of a choice within an effort."""
        tables: list[Table] = [{(0,) * len(self.needed): 0}]
        for place, options in reversed(list(enumerate(self.options))):
            costs = sorted((_reduced(each, self.prices), each) for each in options)
            missing = tuple(map(sub, self.needed, self.could[place]))
            within = most - self.takes[place] - _worth(self.needed, self.prices)
            self.budget.spend(len(tables[-1]) * len(options) * -(-len(self.needed) // WIDE))
            more: dict[Points, int] = {}
            for added, taken in tables[-1].items():
                spare = within - taken + _worth(added, self.prices)
                for cost, option in costs:
                    if cost > spare:
                        break
                    to = tuple(map(min, self.needed, map(add, added, option.adds)))
                    if taken + option.effort < more.get(to, inf) and all(map(le, missing, to)):
                        more[to] = taken + option.effort
            tables.append(dict(_undominated(more)))
        return tables[::-1]


def _added(topic: str, one: Candidate, sums: Sequence[Requirement]) -> Points:
    return tuple([each.gains[topic][one.number] if topic in each.gains else 0 for each in sums])


def _worth(points: Iterable[int], prices: Sequence[int]) -> int:
    return sum(map(mul, prices, points))


def _reduced(option: Option, prices: Sequence[int]) -> int:
    """Return the effort of an option, less what it adds at `prices`."""
    return option.effort - _worth(option.adds, prices)


def _further(reached: Table, options: Sequence[Option]) -> Table:
    """Return what may be missing after one of `options`."""
    further: dict[Points, int] = {}
    for missing, taken in reached.items():
        for _, effort, adds in options:
            left = tuple(map(sub, missing, adds))
            further[left] = min(taken + effort, further.get(left, taken + effort))
    return further


def _undominated(table: Table) -> Iterator[tuple[Points, int]]:
    """Yield what a table holds, but for what takes no less than more of the first sum, and as much of all others."""
    best: dict[Points, int] = {}
    for added in sorted(table, reverse=True):
        if table[added] < best.get(added[1:], inf):
            best[added[1:]] = table[added]
            yield added, table[added]


def _prices(needed: Points, options: Sequence[Sequence[Option]]) -> list[int]:
    """Return a price for what is missing from each sum: each in turn, the others being as they are.

    The sum that takes most alone comes first: what is paid for it is not paid for the others.
    """
    nothing = [0] * len(needed)
    alone = [_priced(number, nothing, needed, options) for number in range(len(needed))]
    takes = [_worth(needed, each) + sum(min(_reduced(one, each) for one in some) for some in options) for each in alone]
    order = sorted(range(len(needed)), key=takes.__getitem__, reverse=True)
    prices = nothing
    for number in order * (ROUNDS if len(order) > 1 else 1):
        prices = _priced(number, prices, needed, options)
    return prices


def _priced(number: int, prices: Sequence[int], needed: Points, options: Sequence[Sequence[Option]]) -> list[int]:
    """Return the prices with that of one sum worked out anew."""
    others = [0 if place == number else price for place, price in enumerate(prices)]
    costs = [[(_reduced(one, others), -one.adds[number]) for one in each] for each in options]
    others[number] = _price(needed[number], costs)
    return others


def _price(missing: int, costs: Sequence[Sequence[tuple[int, int]]]) -> int:
    """Return what the last point takes that is missing, if candidates could be taken in part.

    Args:
        missing: The points that are missing.
        costs: Of each candidate of each topic, what it takes, and the points with a minus.
    """
    slopes = []
    for each in costs:
        cost, less = min(each)
        missing += less
        while rises := [((c - cost) // (less - more), more, c) for c, more in each if more < less]:
            slope, more, cost = min(rises)
            slopes.append((slope, less - more))
            less = more
    price = 0
    for slope, added in sorted(slopes):
        if missing <= 0:
            break
        price, missing = slope, missing - added
    return price
