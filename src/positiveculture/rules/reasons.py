"""The rules of a framework's awards, laid out once.

The reasons for a requirement on one topic are finite: one a level.  Where every rule is a plain list of such
requirements, as in most published ladders, they are laid out in one table, so that judging is looking up.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TypeAlias

import attrs

from positiveculture.rules.blockers import AwardMissing, Blocker, closed
from positiveculture.rules.case import Scope
from positiveculture.rules.kinds import All, AtLeast, Every, Holds, Rule

#: What stands in the way, and of which award, by its place on the ladder; None where nothing does.
Cell: TypeAlias = tuple[int, Blocker] | None

#: Picks from the cells those that an assessment's answers point to.
Lookup: TypeAlias = Callable[[tuple[Cell, ...]], tuple[Cell, ...]]

#: An award that must be held; its reason while it is undecided, and its reason once it is surely missing.
Held: TypeAlias = tuple[str, tuple[AwardMissing, AwardMissing]]

#: Looked up with every answer, so that there are always two or more to look up, which `itemgetter` needs.
EMPTY: tuple[Cell, ...] = (None, None)


@attrs.frozen
class Table:
    """What stands in the way of each award, for every answer that its topics can have."""

    #: Each requirement's topic, with the place of its cell at each level, and under None where it is unanswered.
    places: tuple[tuple[str, Mapping[int | None, int]], ...]
    cells: tuple[Cell, ...]
    #: Each award, lowest first, with the awards that it holds, last first.
    awards: tuple[tuple[str, tuple[Held, ...]], ...]

    def lookup(self, levels: Mapping[str, int]) -> Lookup:
        """Return how to look up what stands in the way at `levels`: made once, used each time they are judged."""
        return itemgetter(*range(len(EMPTY)), *(places[levels.get(topic)] for topic, places in self.places))

    def blockers(self, lookup: Lookup) -> dict[str, tuple[Blocker, ...]]:
        """Return what stands in the way of each award."""
        standing: list[list[Blocker]] = [[] for _ in self.awards]
        for award, blocker in filter(None, lookup(self.cells)):
            standing[award].append(blocker)
        blockers: dict[str, tuple[Blocker, ...]] = {}
        for (name, held), own in zip(self.awards, standing):  # noqa: B905 - one a row, by construction
            for below, reasons in held:
                if blockers[below]:
                    own.insert(0, reasons[closed(blockers[below])])
            blockers[name] = tuple(own)
        return blockers


def lay_out(scope: Scope, rules: Mapping[str, Rule]) -> Table | None:
    """Return the table of `rules`, lowest award first. None: at least one of them is no plain list."""
    places: list[tuple[str, Mapping[int | None, int]]] = []
    cells = list(EMPTY)
    awards: list[tuple[str, tuple[Held, ...]]] = []
    for ladder_place, (award, rule) in enumerate(rules.items()):
        held, own = _split(rule)
        plain = [rule for rule in own if isinstance(rule, AtLeast | Every)]
        if len(plain) < len(own):
            return None
        for one in _each(plain, scope):
            reasons = dict(_reasons(one, scope))
            places.append((one.topic, {level: place for place, level in enumerate(reasons, len(cells))}))
            cells += [None if blocker is None else (ladder_place, blocker) for blocker in reasons.values()]
        awards.append((award, tuple((below, _missing(below)) for below in reversed(held))))
    return Table(tuple(places), tuple(cells), tuple(awards))


def _split(rule: Rule) -> tuple[list[str], tuple[Rule, ...]]:
    """Return the awards that `rule` begins by holding, and what it asks after them."""
    rules = rule.rules if isinstance(rule, All) else (rule,)
    held = [rule.award for rule in rules if isinstance(rule, Holds)]
    return held, rules[len(held) :]


def _each(rules: Iterable[AtLeast | Every], scope: Scope) -> Iterable[AtLeast]:
    for rule in rules:
        yield from rule.each(scope) if isinstance(rule, Every) else (rule,)


def _reasons(rule: AtLeast, scope: Scope) -> Iterator[tuple[int | None, Blocker | None]]:
    """Yield each level that a topic can have, None where it is unanswered, and what then stands in the way."""
    scale = scope.scale(rule.topic)
    for level in (None, *(level.number for level in scale.levels)):
        yield level, rule.blocker(level, scale.lowest)


def _missing(award: str) -> tuple[AwardMissing, AwardMissing]:
    return AwardMissing(award, certain=False), AwardMissing(award, certain=True)
