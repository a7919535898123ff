"""Awards, and the order in which they stand."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

import attrs

from positiveculture.rules import All, Holds, Rule, walk


@attrs.frozen(kw_only=True)
class Award:
    """Something a service can reach: a medal, or a rating band."""

    id: str
    title: str
    rule: Rule
    #: Which of two awards is the higher. None: as high as the awards that it includes put it.
    rank: int | None = None
    #: Whether the source leaves it open to make an action plan for this award.
    plan_optional: bool = False

    def holds(self) -> tuple[str, ...]:
        """Return every other award that the rule speaks of, at any depth."""
        return tuple(dict.fromkeys(rule.award for rule in walk(self.rule) if isinstance(rule, Holds)))

    @property
    def includes(self) -> tuple[str, ...]:
        """The awards that must be held before this one."""
        rules = self.rule.rules if isinstance(self.rule, All) else (self.rule,)
        return tuple(rule.award for rule in rules if isinstance(rule, Holds))


def ladder(awards: Iterable[Award]) -> tuple[Award, ...]:
    """Return `awards`, lowest first: by rank, else one step above the highest of the other awards that they ask for."""
    awards = tuple(awards)
    height: dict[str, int] = {}
    try:
        for id_ in TopologicalSorter({award.id: award.holds() for award in awards}).static_order():
            ranks = [award.rank for award in awards if award.id == id_ and award.rank is not None]
            below = [height[other] for award in awards if award.id == id_ for other in award.holds()]
            height[id_] = max(ranks or [max(below, default=-1) + 1])
    except CycleError:
        return awards
    ranked = [award if award.rank is not None else attrs.evolve(award, rank=height[award.id]) for award in awards]
    return tuple(sorted(ranked, key=lambda award: (award.rank or 0, award.id)))


def cycle(awards: tuple[Award, ...]) -> list[str]:
    """Return the ids of awards that ask for one another in a circle, the first again at the end; none where none do."""
    try:
        TopologicalSorter({award.id: award.holds() for award in awards}).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []
