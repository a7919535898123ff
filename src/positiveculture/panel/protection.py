"""Small numbers, protected: which groups of a tree are published, decided from how many replied and nothing else.

Groups form a tree: a whole, its parts, their parts.  Whoever knows the figures of a group and of some groups inside it
knows, by subtraction, those of the remainder: its *rest*, which is what is left of it once the published groups inside
it are taken away.  Every figure that follows from published ones by adding and subtracting is a sum of rests.  So each
rest has to hold nobody, or at least the minimum.  Where one does not, the smallest published group inside is suppressed
and joins it; where none is left, the group itself is, and joins the rest of the group above.

Answers are not looked at.  So a figure that is suppressed, and the reason given for it, say nothing of any answer, and
running the procedure again tells nobody more than the sizes do (simulatable auditing: Kenthapadi, Mishra, Nissim 2005).
What the published figures say of answers is bounded by `noise`.

Sources: one minimum on every cell and on every complement, and suppression of a second cell so that the first cannot be
worked out, are the practice of the GP Patient Survey (suppression below 10) and of NHS staff surveys (10 or 11); the
method for hierarchies is described in chapter 5 of the Handbook on Statistical Disclosure Control.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from heapq import heappop, heappush
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")

#: A group, from the whole () down: ("North",), ("North", "Team 2").
Group: TypeAlias = tuple[str, ...]

#: How many gave each answer.
Counts: TypeAlias = tuple[int, ...]

#: How many respondents a published figure needs, where no other number is given.
MINIMUM = 10


class Suppressed(StrEnum):
    """Why a figure is not published; it follows from sizes alone, never from answers."""

    #: Fewer than the minimum answered in the whole panel, or nobody in the group replied.
    TOO_FEW = "too-few"
    #: Fewer than the minimum stand behind it, or behind what could be worked out from it.
    WOULD_REVEAL = "would-reveal"


def above(group: Group) -> Iterable[Group]:
    """Yield the groups that `group` is a part of, the nearest first."""
    return (group[:length] for length in range(len(group) - 1, -1, -1))


def with_those_above(groups: Iterable[Group]) -> list[Group]:
    """Return `groups` and all that they are parts of, the whole first."""
    every: set[Group] = {()}
    for group in groups:
        while group not in every:
            every.add(group)
            group = group[:-1]  # noqa: PLW2901 - up to the nearest that is known
    return sorted(every)


def totals(own: Mapping[Group, T]) -> dict[Group, T]:
    """Return what is in each group and in the groups inside it, added up; `own` has every group above its groups."""
    sums: dict[Group, Any] = dict(own)
    for group in sorted(own, key=len, reverse=True):
        if group:
            sums[group[:-1]] += sums[group]
    return sums


def rests(
    own: Mapping[Group, int], min_respondents: int = MINIMUM, *, among: Iterable[Group] | None = None
) -> dict[Group, Group]:
    """Return which published group's rest each group is counted in; a group is published if it is its own.

    Nothing is published, and the result is empty, where the whole cannot be.

    Args:
        own: How many answered in each group directly, the groups inside it left aside; every group above is understood.
        min_respondents: How many every rest has to hold that holds anybody.
        among: The groups that may be published at all, by default every group.
    """
    allowed = set(with_those_above(own) if among is None else among)
    groups = with_those_above((*own, *allowed))
    sizes = Counter({group: own.get(group, 0) for group in groups})
    published = _published(sizes, allowed, min_respondents)
    if () not in published:
        return {}
    return {group: next(upper for upper in (group, *above(group)) if upper in published) for group in groups}


def _published(own: Counter[Group], allowed: set[Group], min_respondents: int) -> set[Group]:
    """Return those of the allowed groups that are published, settled from the deepest up."""
    published, left, whole = set(allowed), Counter(own), totals(own)
    inside: dict[Group, list[tuple[int, Group]]] = {group: [] for group in own}
    for group in sorted(own, key=lambda group: (-len(group), group)):
        nearest = next((upper for upper in above(group) if upper in published), None)
        if group in published:
            _suppress(group, left, inside, published, min_respondents)
        if nearest is None:
            continue
        if group not in published:
            left[nearest] += left[group]
        elif whole[group]:
            heappush(inside[nearest], (whole[group], group))
    return published


def _suppress(
    group: Group,
    left: Counter[Group],
    inside: Mapping[Group, list[tuple[int, Group]]],
    published: set[Group],
    min_respondents: int,
) -> None:
    """Suppress the smallest published groups inside until the rest is enough; where none is left, the group itself."""
    while 0 < left[group] < min_respondents:
        if not inside[group]:
            published.remove(group)
            return
        lost = heappop(inside[group])[1]
        published.remove(lost)
        left[group] += left[lost]
        for entry in inside[lost]:
            heappush(inside[group], entry)
