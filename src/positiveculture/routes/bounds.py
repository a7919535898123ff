"""Lower bounds of the effort that sums still take.

A bound keeps some of the sums, which share no topic with one another, as they are.  Of all others, each missing point
has a price, and each topic takes the candidate that is cheapest at these prices: the relaxation of Lagrange, which
holds at any prices.  Prices are whole numbers, as is all that is compared, so the bounds are exact.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import inf
from typing import TypeAlias

from positiveculture.routes.budget import Budget
from positiveculture.routes.sums import Rest, Shape, Sums

#: What the topics from a place on could add to a sum, least first, and the least that each takes; a price of what is
#: missing, and what to add to it, for a lower bound of that.
Table: TypeAlias = tuple[Sequence[int], Sequence[int], int, int]


def bounds(sums: Sums, budget: Budget) -> Iterator["Bound"]:
    """Yield the bounds that keep each group of shapes: with all others left out, and with all others at prices.

    Raises:
        TooMuch: That is more than `budget` allows.
    """
    budget.spend(sums.size() * len(sums.shapes) + len(sums.needed) * len(sums.efforts))
    prices = sums.prices() if len(sums.shapes) > 1 else {}
    for shapes in sums.shapes:
        yield Bound(sums, shapes, {})
        others = {number: price for number, price in prices.items() if price and number not in shapes}
        if others:
            yield Bound(sums, shapes, others)


class Bound:
    """A lower bound of the effort that is missing, by the topics from a place on."""

    def __init__(self, sums: Sums, shapes: Sequence[Shape], prices: Mapping[int, int]) -> None:
        """Keep `shapes` of `sums`; all others are at their price, or left out."""
        self.sums, self.shapes, self.prices = sums, shapes, list(prices.items())
        costs = sums.reduced(prices)
        least = [min(each) for each in costs]
        self.base = _from_each(least)
        self.costs = [[cost - low for cost in each] for each, low in zip(costs, least, strict=True)]
        self.rough: list[dict[int, Table]] = [{} for _ in self.base]
        for number in _numbers(shapes):
            self._estimate(number, sums.price(number, self.costs) if number in shapes else 0)
        self.tables = self.rough

    def __call__(self, place: int, rest: Rest) -> float:
        """Return the bound; infinite where what is missing cannot be added any more."""
        tables = self.tables[place]
        more = sum([_missing(shape, tables, rest) for shape in self.shapes])
        return more + self.base[place] + sum([price * rest[number] for number, price in self.prices])

    def tabulate(self, most: float, budget: Budget) -> None:
        """Make the bound exact, as far as it is at most `most` for all that is needed.

        Raises:
            TooMuch: That is more than `budget` allows.
        """
        needed, rough = self.sums.needed, self.rough[0]
        self.tables = self.rough
        spare = most - self(0, needed)
        self.tables = [dict(each) for each in self.rough]
        for shape in self.shapes:
            allowed = _missing(shape, rough, needed) + spare
            for number in _numbers([shape]):
                self._tabulate(number, allowed, budget)

    def _estimate(self, number: int, price: int) -> None:
        """Note how much can be added to a sum from each place on, and what that takes at the least, at a price."""
        gains, reach, low = self.sums.gains[number], 0, 0
        for topic in reversed(range(len(self.rough))):
            if topic in gains:
                reach += max(gains[topic])
                low += min([cost - price * gain for cost, gain in zip(self.costs[topic], gains[topic], strict=True)])
            self.rough[topic][number] = ([reach], [0], price, low)

    def _tabulate(self, number: int, allowed: float, budget: Budget) -> None:
        """Work out the least that each addition to a sum takes from each place on; `allowed` at the most, for all."""
        needed, gains = self.sums.needed[number], self.sums.gains[number]
        ([reach], _, price, low) = self.rough[0][number]
        found, table = {0: 0}, self.tables[-1][number]
        for topic in reversed(range(len(self.costs))):
            if topic in gains:
                ([brought], _, _, below) = self.rough[topic][number]
                # What the topics before could still add, and what they take at the least.
                least, most = needed - reach + brought, allowed - price * needed - low + below
                options = list(zip(gains[topic], self.costs[topic], strict=True))
                budget.spend(1 + len(found) * len(options))
                found = _added(found, options, (least, needed), (price, most))
                table = (list(found), list(found.values()), price, below)
            self.tables[topic][number] = table


def _added(
    found: Mapping[int, int], options: Iterable[tuple[int, int]], wanted: tuple[int, int], within: tuple[int, float]
) -> dict[int, int]:
    """Return what one more topic makes of the least that each addition takes, without those that are of no use.

    Args:
        found: Each addition to the sum, least first, with the least that it takes.
        options: What each candidate of the topic adds and takes.
        wanted: The least addition that is of use, and the most.
        within: A price, and the most that an addition may take beyond its price.
    """
    (least, needed), (price, most) = wanted, within
    more: dict[int, int] = {}
    for had, spent in found.items():
        for gain, cost in options:
            to = min(had + gain, needed)
            taken = spent + cost
            if to >= least and taken - price * to <= most and taken < more.get(to, inf):
                more[to] = taken
    kept: dict[int, int] = {}
    best = inf
    for to in sorted(more, reverse=True):
        if more[to] < best:
            kept[to] = best = more[to]
    return dict(reversed(kept.items()))


def _from_each(values: Sequence[int]) -> list[int]:
    """Return the sum of the values from each place on; 0 after the last."""
    return list(accumulate(reversed(values), initial=0))[::-1]


def _numbers(shapes: Iterable[Shape]) -> Iterator[int]:
    """Yield the number of each sum in `shapes`."""
    for shape in shapes:
        if isinstance(shape, int):
            yield shape
        else:
            yield from _numbers(shape[2])


def _missing(shape: Shape, tables: Mapping[int, Table], rest: Rest) -> float:
    """Return the least that a shape still takes."""
    if not isinstance(shape, int):
        needed, apart, parts = shape
        each = sorted([_missing(part, tables, rest) for part in parts])
        return sum(each[:needed]) if apart else each[needed - 1]
    added, taken, price, low = tables[shape]
    place = bisect_left(added, rest[shape])
    return max(taken[place], price * rest[shape] + low) if place < len(added) else inf
