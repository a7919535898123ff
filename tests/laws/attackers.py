"""Whoever wants to know what somebody answered, knows the procedure, all sizes and all that is published.

Three of them: one who adds and subtracts published groups, one who weighs every world that there could be, and one who
asks a solver how few and how many may have given an answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import permutations, product
from math import prod
from typing import Any

import numpy as np
from scipy.optimize import linprog

from positiveculture.panel.noise import FARTHEST, STEPS, fitted
from positiveculture.panel.protection import Counts, Group

#: How far from 0 the noise is followed, by the number of levels: what is left out has a probability below 1 to 10,000.
NEAR = {2: 24, 3: 9}

Row = dict[Any, Fraction]


class Known:
    """Linear equations over unknowns, solved as they come: what can be worked out of them is what they span."""

    def __init__(self) -> None:
        self.rows: dict[Any, Row] = {}

    def left_of(self, row: Mapping[Any, Fraction | int]) -> Row:
        """Return what is left of a sum of unknowns when all that is known is taken away: nothing, if it is known."""
        left = {name: Fraction(times) for name, times in row.items() if times}
        for pivot in [name for name in left if name in self.rows]:
            if pivot in left:
                _take(left, self.rows[pivot], left[pivot])
        return left

    def learn(self, row: Mapping[Any, Fraction | int]) -> None:
        """Take in that the value of a sum of unknowns is known."""
        left = self.left_of(row)
        if not left:
            return
        pivot, value = next(iter(left.items()))
        new = {name: times / value for name, times in left.items()}
        for other in self.rows.values():
            if pivot in other:
                _take(other, new, other[pivot])
        self.rows[pivot] = new


def _take(row: Row, other: Row, times: Fraction) -> None:
    for name, value in other.items():
        row[name] = row.get(name, Fraction(0)) - times * value
        if not row[name]:
            del row[name]


def derivable(published: Iterable[Group], atoms: Sequence[Group]) -> Iterator[tuple[Group, ...]]:
    """Yield every set of groups, given by those that people are in directly, whose sum follows from published ones."""
    known = Known()
    for group in published:
        known.learn({atom: 1 for atom in atoms if atom[: len(group)] == group})
    for chosen in product((0, 1), repeat=len(atoms)):
        row = {atom: one for atom, one in zip(atoms, chosen, strict=True) if one}
        if row and not known.left_of(row):
            yield tuple(row)


@cache
def chances(near: int) -> dict[int, float]:
    """Return how likely the noise is each number near 0, by the table that it is drawn with."""
    edges = [0, *STEPS, 2**64]
    return {steps: (edges[steps + FARTHEST + 1] - edges[steps + FARTHEST]) / 2**64 for steps in range(-near, near + 1)}


@cache
def likelihood(counts: Counts) -> Mapping[Counts, float]:
    """Return how likely each published table is if these are the true counts, over every draw of the noise."""
    found: dict[Counts, float] = defaultdict(float)
    orders = list(permutations(range(len(counts))))
    each = chances(NEAR[len(counts)])
    for noise in product(each, repeat=len(counts)):
        chance = prod(each[steps] for steps in noise) / len(orders)
        values = [count + steps for count, steps in zip(counts, noise, strict=True)]
        for lots in orders:
            found[fitted(values, sum(counts), lots)] += chance
    return dict(found)


@cache
def tables(n: int, levels: int) -> tuple[Counts, ...]:
    """Return every way in which so many people can answer."""
    return tuple(counts for counts in product(range(n + 1), repeat=levels) if sum(counts) == n)


def bounds(
    sizes: Mapping[Group, int], published: Mapping[Group, Counts], asked: Group, slack: int = 0
) -> list[tuple[float, float]]:
    """Return how few and how many of a group can have given each answer, by linear programming.

    Args:
        sizes: How many there are in each group directly.
        published: The figures, each of a group and the groups in it.
        asked: The group.
        slack: How far each published count can be from the true one.
    """
    levels = len(next(iter(published.values())))
    groups = list(sizes)
    column = {(group, level): groups.index(group) * levels + level for group in groups for level in range(levels)}
    equal, least, equals, most = [], [], [], []
    for group, size in sizes.items():
        equal.append(_row(column, [(group, level) for level in range(levels)]))
        equals.append(size)
    for group, counts in published.items():
        for level, count in enumerate(counts):
            row = _row(column, [(inner, level) for inner in groups if inner[: len(group)] == group])
            least += [row, -row]
            most += [count + slack, slack - count]
    found = []
    for level in range(levels):
        goal = _row(column, [(inner, level) for inner in groups if inner[: len(asked)] == asked])
        ends = [
            linprog(sign * goal, A_ub=np.array(least), b_ub=most, A_eq=np.array(equal), b_eq=equals, method="highs")
            for sign in (1, -1)
        ]
        assert all(each.success for each in ends)
        found.append((float(ends[0].fun), -float(ends[1].fun)))
    return found


def _row(column: Mapping[tuple[Group, int], int], names: Iterable[tuple[Group, int]]) -> Any:
    row = np.zeros(len(column))
    row[[column[name] for name in names]] = 1
    return row
