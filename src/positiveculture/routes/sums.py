"""Sums that share topics, laid out for search: topics by their place, candidates by their place among a topic's."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from positiveculture.routes.candidates import Candidates
from positiveculture.routes.requirements import Requirement, Sum

#: How many parts the unit of effort is counted in, so that prices can be whole numbers.
PARTS: Final = 2**40

#: How often each price is worked out anew, the others being as they are.
ROUNDS: Final = 4

#: What is missing from each sum.
Rest: TypeAlias = tuple[int, ...]

#: A sum by its number, or: at least so many of several, and whether these share no topic.
Shape: TypeAlias = int | tuple[int, bool, tuple["Shape", ...]]

#: What each candidate of each topic takes.
Costs: TypeAlias = Sequence[Sequence[int]]


@attrs.frozen
class Sums:
    """Several sums over the same topics."""

    #: What each of them needs.
    needed: Rest
    #: Of each, what each candidate of each topic adds.
    gains: Sequence[Mapping[int, Sequence[int]]]
    #: The effort of each candidate, in `PARTS` of the unit.
    efforts: Costs
    #: The sums that share no topic with one another, in groups.
    shapes: Sequence[Sequence[Shape]]

    def reduced(self, prices: Mapping[int, int]) -> list[list[int]]:
        """Return the effort of each candidate, less what it adds at `prices`."""
        costs = [list(each) for each in self.efforts]
        for number, price in prices.items():
            self.sell(costs, number, price)
        return costs

    def sell(self, costs: list[list[int]], number: int, price: int) -> None:
        """Lower `costs` by what each candidate adds to a sum, at a price."""
        for topic, gains in self.gains[number].items():
            costs[topic] = [cost - price * gain for cost, gain in zip(costs[topic], gains, strict=True)]

    def prices(self) -> dict[int, int]:
        """Return a price for each sum that is required in any case: each in turn, the others being as they are."""
        prices = {shape: 0 for shapes in self.shapes for shape in shapes if isinstance(shape, int)}
        costs = self.reduced({})
        for number in [*prices] * ROUNDS:
            self.sell(costs, number, -prices[number])
            prices[number] = self.price(number, costs)
            self.sell(costs, number, prices[number])
        return prices

    def size(self) -> int:
        """Return how many gains there are in all."""
        return sum(len(gain) for gains in self.gains for gain in gains.values())

    def price(self, number: int, costs: Costs) -> int:
        """Return what the last point takes that a sum needs, if candidates could be taken in part."""
        missing, slopes = self.needed[number], []
        for topic, gains in self.gains[number].items():
            cost, gain = min(zip(costs[topic], gains, strict=True), key=lambda each: (each[0], -each[1]))
            missing -= gain
            while rises := [
                ((c - cost) // (g - gain), -g, c) for c, g in zip(costs[topic], gains, strict=True) if g > gain
            ]:
                slope, to, cost = min(rises)
                slopes.append((slope, -to - gain))
                gain = -to
        price = 0
        for slope, more in sorted(slopes):
            if missing <= 0:
                break
            price, missing = slope, missing - more
        return price


def laid_out(parts: Sequence[Requirement], candidates: Candidates) -> Sums:
    """Return requirements, laid out for search."""
    sums: list[Sum] = []
    groups: list[tuple[frozenset[str], list[Shape]]] = []
    for part in parts:
        apart = (place for place, (topics, _) in enumerate(groups) if topics.isdisjoint(part.topics))
        place = next(apart, len(groups))
        topics, shapes = groups.pop(place) if place < len(groups) else (frozenset(), [])
        groups.insert(place, (topics | part.topics, [*shapes, _shape(part, sums)]))
    places = {topic: place for place, topic in enumerate(candidates)}
    gains = [
        {places[topic]: [gain[one.number] for one in candidates[topic]] for topic, gain in each.gains.items()}
        for each in sums
    ]
    efforts = [[one.effort * PARTS for one in each] for each in candidates.values()]
    return Sums(tuple(each.needed for each in sums), gains, efforts, [shapes for _, shapes in groups])


def _shape(part: Requirement, sums: list[Sum]) -> Shape:
    """Return the shape of a requirement, and add its sums to `sums`."""
    if isinstance(part, Sum):
        sums.append(part)
        return len(sums) - 1
    return part.needed, bool(part.apart()), tuple(_shape(each, sums) for each in part.parts)
