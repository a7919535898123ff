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

from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from fractions import Fraction
from heapq import heappop, heappush
from typing import TypeAlias, TypeVar

import attrs

#: A group, from the whole () down: ("North",), ("North", "Team 2").
Group: TypeAlias = tuple[str, ...]

#: How many gave each answer.
Counts: TypeAlias = tuple[int, ...]

Name = TypeVar("Name", bound=Hashable)

#: How few respondents are too few, where nothing else is said.
MINIMUM = 10


class Suppressed(StrEnum):
    """Why a figure is not published.

    A reason is a hint too: two groups of 18 together with `too-few` in each would be 9 and 9.  So each reason says only
    what the published figures show anyway.
    """

    #: Fewer than the minimum answered in the whole panel, or nobody in the group replied.
    TOO_FEW = "too-few"
    #: Too few stand behind it, or behind what could be worked out from it, or their answers are all alike.
    WOULD_REVEAL = "would-reveal"


@attrs.frozen
class Cell:
    """Some people whose answers to a question, added up, could be worked out."""

    n: int
    #: What they gave: how many gave each answer, or points got and points missed; () where only their number counts.
    counts: tuple[int | Fraction, ...] = ()
    #: How many are in its largest part that was large enough, and is hidden because it is all alike.
    hidden: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        """Return both together."""
        counts = tuple(one + more for one, more in zip(self.counts, other.counts, strict=True))
        return Cell(self.n + other.n, counts, max(self.hidden, other.hidden))

    def times(self, number: int) -> "Cell":
        """Return as many crowds as `number`, each of people who gave just what these did."""
        return attrs.evolve(self, n=self.n * number, counts=tuple(count * number for count in self.counts))

    @property
    def alike(self) -> bool:
        """Whether all gave the same answer, so that the sum shows that of everybody."""
        return sum(map(bool, self.counts)) == 1

    def safe(self, minimum: int) -> bool:
        """Return whether what they gave may be known; where there is nobody, it may."""
        return not self.n or (self.n >= minimum and not self.alike and self._ambiguous)

    @property
    def _ambiguous(self) -> bool:
        """Whether the hidden part that is all alike could as well stand at another level, or the others be alike.

        Otherwise, whoever guesses why a large group is withheld would know what all in it answered.
        """
        could_be = sum(count >= self.hidden for count in self.counts)
        return not self.hidden or could_be > 1 or max(self.counts) >= self.n - self.hidden

    def as_hidden(self, minimum: int) -> "Cell":
        """Return this crowd as a part of a larger one."""
        return attrs.evolve(self, hidden=self.n) if self.alike and self.n >= minimum else self


def _added(crowds: Mapping[Name, Cell], others: Mapping[Name, Cell]) -> dict[Name, Cell]:
    return {**crowds, **{name: crowds[name] + more if name in crowds else more for name, more in others.items()}}


@attrs.frozen
class GroupTotals:
    """What one group, or a rest, answered to the questions that are published together."""

    #: Those who make up each figure, by question.
    figures: Mapping[str, Cell] = attrs.field(factory=dict)
    #: Those within them who could be told apart, each crowd under a name of its own.
    told_apart: Mapping[Hashable, Cell] = attrs.field(factory=dict)
    #: How many replied, whether or not to these questions.
    replied: int = 0
    #: What their scores add up to, where the method averages them.
    score: Fraction = Fraction(0)

    def __add__(self, other: "GroupTotals") -> "GroupTotals":
        """Return what both answered together."""
        return GroupTotals(
            _added(self.figures, other.figures),
            _added(self.told_apart, other.told_apart) if other.told_apart else self.told_apart,
            self.replied + other.replied,
            self.score + other.score,
        )

    def safe(self, minimum: int) -> bool:
        """Return whether these figures may be known.

        Where people replied and all left a question out, that is the same answer from everybody too.
        """
        crowds = (*self.figures.values(), *self.told_apart.values())
        unanswered = self.replied and not all(crowd.n for crowd in self.figures.values())
        return minimum <= 1 or not (unanswered or not all(crowd.safe(minimum) for crowd in crowds))

    def as_hidden(self, minimum: int) -> "GroupTotals":
        """Return this tally as a part of a larger one."""
        return attrs.evolve(self, figures={name: crowd.as_hidden(minimum) for name, crowd in self.figures.items()})


def released(
    own: Mapping[Group, GroupTotals], minimum: int = MINIMUM, *, among: Iterable[Group] | None = None
) -> dict[Group, GroupTotals | Suppressed]:
    """Return what each group answered, or why that may not be published.

    Args:
        own: What was answered in each group directly, the groups inside it left aside; every group above is understood.
        minimum: How many have to stand behind every figure, and behind everything that could be worked out.
        among: The groups that may be published at all, by default every group.  Where the whole is not among them,
            nothing is.
    """
    allowed = set(with_those_above(own) if among is None else among)
    groups = with_those_above((*own, *allowed))
    rests = {group: own.get(group, GroupTotals()) for group in groups}
    totals = _totals(rests)
    published = _published(rests, {group: total.replied for group, total in totals.items()}, allowed, minimum)
    few = any(crowd.n < minimum for crowd in totals[()].figures.values()) or not totals[()].figures
    reason = Suppressed.TOO_FEW if few else Suppressed.WOULD_REVEAL
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


def _totals(own: Mapping[Group, GroupTotals]) -> dict[Group, GroupTotals]:
    totals = dict(own)
    for group in sorted(own, key=len, reverse=True):
        if group:
            totals[group[:-1]] += totals[group]
    return totals


def _published(
    rests: dict[Group, GroupTotals], sizes: Mapping[Group, int], allowed: set[Group], minimum: int
) -> set[Group]:
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
    rests: dict[Group, GroupTotals],
    inside: dict[Group, list[tuple[int, Group]]],
    published: set[Group],
    minimum: int,
) -> None:
    """Withhold the smallest published groups inside until the rest is safe; where none is left, the group itself."""
    while not rests[group].safe(minimum):
        rests[group] = rests[group].as_hidden(minimum)
        if not inside[group]:
            published.remove(group)
            return
        lost = heappop(inside[group])[1]
        published.remove(lost)
        rests[group] += rests[lost]
        for entry in inside[lost]:
            heappush(inside[group], entry)
