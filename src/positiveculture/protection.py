"""Small numbers, protected: which figures of a tree of groups may be published.

Groups form a tree: a whole, its parts, their parts.  Whoever knows the figures of a group and of some groups inside it
knows, by subtraction, those of the rest.  So what a release really tells is this: for each published group, the figures
of what is left of it once the published groups inside it are taken away (its *rest*).  Every other figure that can be
worked out is a sum of rests.  A release is safe, therefore, if every rest is: empty, or large enough and not all alike.
Where one is not, a group is withheld, its rest joins that of the next published group above, and all is looked at again
until nothing is left to mend.

More can be told apart than the rests alone: who stayed, joined or left since the release before, or whose answers are
incomplete and count in one figure but not in another.  Each such *crowd* within a rest has to be safe too.  What adds
two safe crowds up is safe, so nothing that can be worked out is not.

Sources: one minimum on every cell and on every complement, and suppression of a second cell so that the first cannot be
worked out, are the practice of the GP Patient Survey (suppression below 10) and of NHS staff surveys (10 or 11); the
method for hierarchies is told in chapter 5 of the Handbook on Statistical Disclosure Control.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from heapq import heappop, heappush
from typing import TypeAlias

import attrs

#: A group, from the whole () down: ("North",), ("North", "Team 2").
Group: TypeAlias = tuple[str, ...]

#: How many gave each answer.
Counts: TypeAlias = tuple[int, ...]

#: How few respondents are too few, where nothing else is said.
MINIMUM = 10

#: The crowd of all whose answers make up a figure.
ALL = "all"


class Withheld(StrEnum):
    """Why a figure is not published.

    A reason is a hint too: two groups of 18 together with `too-few` in each would be 9 and 9.  So each reason says only
    what the published figures show anyway.
    """

    #: Fewer than the minimum answered in the whole panel, or nobody in the group replied.
    TOO_FEW = "too-few"
    #: Too few stand behind it, or behind what could be worked out from it, or their answers are all alike.
    WOULD_REVEAL = "would-reveal"


@attrs.frozen
class Crowd:
    """Some people whose answers, added up, could be worked out."""

    n: int
    #: What they gave: how many gave each answer, or points got and points missed; () where only their number counts.
    counts: tuple[int | Fraction, ...] = ()

    def __add__(self, other: "Crowd") -> "Crowd":
        """Return both together."""
        return Crowd(self.n + other.n, tuple(map(sum, zip(self.counts, other.counts, strict=True))))

    @property
    def alike(self) -> bool:
        """Whether all gave the same answer, so that the sum shows that of everybody."""
        return sum(map(bool, self.counts)) == 1

    def safe(self, minimum: int) -> bool:
        """Return whether what they gave may be known; where there is nobody, it may."""
        return not self.n or (self.n >= minimum and not self.alike)


@attrs.frozen
class Tally:
    """What one group, or a rest, answered."""

    #: Those who make up the figure, under `ALL`, and whoever could be told apart, each under a name.
    crowds: Mapping[object, Crowd]
    #: How many replied, whether or not to this question.
    replied: int = 0
    #: What their scores add up to, where they are scored.
    score: Fraction = Fraction(0)
    #: How many are in the largest hidden part that is all alike.
    alike: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return what both answered together."""
        crowds = dict(self.crowds)
        for name, crowd in other.crowds.items():
            crowds[name] = crowds[name] + crowd if name in crowds else crowd
        return Tally(crowds, self.replied + other.replied, self.score + other.score, max(self.alike, other.alike))

    @property
    def n(self) -> int:
        """How many make up the figure."""
        return self.crowds[ALL].n if ALL in self.crowds else 0

    def safe(self, minimum: int) -> bool:
        """Return whether these figures may be known."""
        if minimum <= 1:
            return True
        if self.replied and not self.n:  # all left it out: that too would be the same answer from everybody
            return False
        return all(crowd.safe(minimum) for crowd in self.crowds.values()) and self._ambiguous

    @property
    def _ambiguous(self) -> bool:
        """Whether a hidden part that is all alike could as well stand at another level, or another part be the one.

        Otherwise, whoever knows that a large group is withheld for being alike would know its answer too.
        """
        if not self.alike:
            return True
        counts = self.crowds[ALL].counts
        return sum(count >= self.alike for count in counts) > 1 or max(counts) >= self.n - self.alike

    def hiding(self, minimum: int) -> "Tally":
        """Return this tally as a part of a larger one, which has to hide that it is all alike, if it is."""
        alike = self.n >= minimum and self.crowds[ALL].alike
        return attrs.evolve(self, alike=self.n) if alike else self


def released(
    own: Mapping[Group, Tally], minimum: int = MINIMUM, *, among: Iterable[Group] | None = None
) -> dict[Group, Tally | Withheld]:
    """Return what each group answered, or why that may not be published.

    Args:
        own: What was answered in each group directly, the groups inside it left aside; every group above is understood.
        minimum: How many have to stand behind every figure, and behind everything that could be worked out.
        among: The groups that may be published at all, by default every group.  Where the whole is not among them,
            nothing is.
    """
    allowed = set(with_those_above(own) if among is None else among)
    groups = with_those_above((*own, *allowed))
    rests = {group: own.get(group, Tally({})) for group in groups}
    totals = _totals(rests)
    published = _published(rests, {group: total.n for group, total in totals.items()}, allowed, minimum)
    reason = Withheld.TOO_FEW if totals[()].n < minimum else Withheld.WOULD_REVEAL
    return {group: totals[group] if {(), group} <= published else reason for group in groups}


def above(group: Group) -> Iterable[Group]:
    """Yield the groups that `group` is a part of, the nearest first."""
    return (group[:length] for length in range(len(group) - 1, -1, -1))


def with_those_above(groups: Iterable[Group]) -> list[Group]:
    """Return `groups` and all that they are parts of, the whole first."""
    found: set[Group] = {()}
    for group in groups:
        while group not in found:
            found.add(group)
            group = group[:-1]  # noqa: PLW2901 - up to the nearest that is known
    return sorted(found)


def _totals(own: Mapping[Group, Tally]) -> dict[Group, Tally]:
    totals = dict(own)
    for group in sorted(own, key=len, reverse=True):
        if group:
            totals[group[:-1]] += totals[group]
    return totals


def _published(rests: dict[Group, Tally], sizes: Mapping[Group, int], allowed: set[Group], minimum: int) -> set[Group]:
    """Return those of the allowed groups that may be published, settled from the deepest up."""
    published = set(allowed)
    inside: dict[Group, list[tuple[int, Group]]] = {group: [] for group in rests}
    for group in sorted(rests, key=lambda group: (-len(group), group)):
        nearest = next((upper for upper in above(group) if upper in published), None)
        if group in published:
            _mend(group, rests, inside, published, minimum)
        if group in published:
            if nearest is not None and sizes[group]:
                heappush(inside[nearest], (sizes[group], group))
        elif nearest is not None:
            rests[nearest] += rests[group]
    return published


def _mend(
    group: Group,
    rests: dict[Group, Tally],
    inside: dict[Group, list[tuple[int, Group]]],
    published: set[Group],
    minimum: int,
) -> None:
    """Withhold the smallest published groups inside until the rest is safe; where none is left, the group itself."""
    while not rests[group].safe(minimum):
        rests[group] = rests[group].hiding(minimum)
        if not inside[group]:
            published.remove(group)
            return
        lost = heappop(inside[group])[1]
        published.remove(lost)
        rests[group] += rests[lost]
        for entry in inside[lost]:
            heappush(inside[group], entry)
