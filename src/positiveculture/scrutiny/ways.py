"""The ways in which a condition comes out as it should: each a set of demands that is enough, and none to spare.

A condition is to be met, or to be missed; both at once, for two conditions, is what scrutiny asks.  While they are
weighed, a way is one whole number with a bit for each single demand, as in `routes`: two ways are joined by `|`, and
one demands all that another demands where `&` leaves the other whole.  The bits come in pairs: that an axis reaches a
step, and beside it that it stays below the same step, which cannot both be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from positiveculture.routes.budget import Budget
from positiveculture.scrutiny.conditions import Axis, Condition, Points, Several

#: How often two ways are compared before a question is said to be too large to be exact.
MOST_COMPARED = 100_000

#: The way that demands nothing.
NOTHING = 0


@attrs.frozen
class Sum:
    """At least so many points, rising or falling as their axes rise."""

    needed: int
    brings: tuple[tuple[int, tuple[int, ...]], ...]


@attrs.frozen
class Way:
    """What has to come true together."""

    #: Axis to the least height that it has to stand at, and to the most that it may.
    least: Mapping[int, int]
    most: Mapping[int, int]
    sums: tuple[Sum, ...]


#: A single demand: that an axis reaches a step, by the numbers of both, or a sum.
Demand: TypeAlias = tuple[int, int] | Sum


def ways(axes: Sequence[Axis], met: Condition, missed: Condition) -> Iterator[Way]:
    """Yield the ways in which `met` is met and `missed` is not.

    Raises:
        TooMuch: They cannot be weighed within the budget.
    """
    weighing = _Weighing(axes)
    misses = weighing.ways(missed, wanted=False)
    meets = weighing.ways(met, wanted=True)
    evens = (4 ** len(weighing.pairs) - 1) // 3
    for one in meets:
        weighing.budget.spend(len(misses))
        for other in misses:
            way = one | other
            # Both bits of a pair: an axis would have to reach a step and to stay below it.
            if not way & way >> 1 & evens:
                weighing.budget.spend(len(weighing.pairs))
                yield weighing.told(way)


@attrs.frozen
class _Weighing:
    axes: Sequence[Axis]
    #: Each demand, in the order of its pair of bits.
    pairs: dict[Demand, int] = attrs.field(factory=dict)
    budget: Budget = attrs.field(
        factory=lambda: Budget(MOST_COMPARED, "the ways to meet its rules have to be compared")
    )

    def ways(self, condition: Condition, *, wanted: bool) -> list[int]:
        """Return the ways in which `condition` is met, or missed where that is wanted."""
        if isinstance(condition, Points):
            return self._points(condition, wanted=wanted)
        parts = condition.parts
        # Fewer than n are met where enough of them are missed.
        n = condition.n if wanted else len(parts) - condition.n + 1
        counted = _counted(condition, n, wanted=wanted)
        if counted is not None:
            return [self._bit(counted)]
        return self._some(n, [self.ways(part, wanted=wanted) for part in parts])

    def told(self, way: int) -> Way:
        """Return what a way demands."""
        least: dict[int, int] = {}
        most: dict[int, int] = {}
        sums: list[Sum] = []
        for demand, pair in self.pairs.items():
            if isinstance(demand, Sum):
                sums += [demand] * (way >> 2 * pair & 1)
                continue
            axis, step = demand
            if way >> 2 * pair & 1:
                least[axis] = max(step, least.get(axis, 0))
            if way >> 2 * pair & 2:
                most[axis] = min(step - 1, most.get(axis, step))
        return Way(least, most, tuple(sums))

    def _bit(self, demand: Demand, *, stays_below: bool = False) -> int:
        return (2 if stays_below else 1) << 2 * self.pairs.setdefault(demand, len(self.pairs))

    def _points(self, condition: Points, *, wanted: bool) -> list[int]:
        if not condition.brings:
            return [NOTHING] if (condition.needed <= 0) is wanted else []
        if len(condition.brings) > 1:
            return [self._bit(_summed(condition, wanted=wanted))]
        ((axis, points),) = condition.brings
        reached = next(height for height, each in enumerate(points) if each >= condition.needed)
        steps = range(1, reached + 1) if wanted else range(reached, self.axes[axis].height + 1)
        return [sum(self._bit((axis, step), stays_below=not wanted) for step in steps)]

    def _some(self, n: int, options: list[list[int]]) -> list[int]:
        """Return the ways in which at least `n` of `options` come out as they should."""
        found: list[list[int]] = [[NOTHING], *([] for _ in range(n))]
        for place, option in enumerate(options):
            enough = n - (len(options) - place)
            for count in range(min(n, place + 1), max(enough, 0), -1):
                found[count] = self._fewest(found[count], (one | other for one in found[count - 1] for other in option))
        return found[n]

    def _fewest(self, kept: list[int], more: Iterable[int]) -> list[int]:
        """Return `kept`, of which none demands all that another one demands, and `more`, so that this stays true."""
        for way in more:
            self.budget.spend(len(kept) + 1)
            if not any(other & way == other for other in kept):
                kept = [other for other in kept if other & way != way]
                kept.append(way)
        return kept


def _summed(condition: Points, *, wanted: bool) -> Sum:
    """Return the points to reach or, where the condition is to be missed, how many have to be missing."""
    if wanted:
        return Sum(condition.needed, condition.brings)
    missing = tuple((axis, tuple(points[-1] - each for each in points)) for axis, points in condition.brings)
    return Sum(condition.most - condition.needed + 1, missing)


def _counted(condition: Several, n: int, *, wanted: bool) -> Sum | None:
    """Return that `n` of conditions on one axis each come out as wanted, as one point for each that does.

    None where they are of another kind, or where all of them have to: that is one plain way.
    """
    single = [part for part in condition.parts if isinstance(part, Points) and len(part.brings) == 1]
    if n == len(condition.parts) or len(single) < len(condition.parts):
        return None
    brings: dict[int, tuple[int, ...]] = {}
    for part in single:
        ((axis, points),) = part.brings
        counts = [int((each >= part.needed) is wanted) for each in points]
        before = brings.get(axis, (0,) * len(counts))
        brings[axis] = tuple(one + other for one, other in zip(before, counts, strict=True))
    return Sum(n, tuple(sorted(brings.items())))
