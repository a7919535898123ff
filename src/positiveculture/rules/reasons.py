"""The rules of a framework's awards, laid out once.

The reasons for a requirement on one topic are finite: one a level.  Where every rule is a plain list of such
requirements, as in most published ladders, they are laid out in one table, so that judging is looking up.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from positiveculture.rules.blockers import AwardMissing, Blocker, closed
from positiveculture.rules.case import Scope
from positiveculture.rules.kinds import All, AtLeast, Every, Holds, Rule

#: What stands in the way, and of which award, by its place on the ladder; None where nothing does.
Cell: TypeAlias = tuple[int, Blocker] | None

#: An award that must be held; its reason while it is undecided, and its reason once it is surely missing.
Held: TypeAlias = tuple[str, tuple[AwardMissing, AwardMissing]]


@attrs.frozen
class Table:
    """What stands in the way of each award, for every answer that its topics can have."""

    #: Each requirement's topic, with its cell at each level, and under None where it is unanswered.
    requirements: tuple[tuple[str, Mapping[int | None, Cell]], ...]
    #: Each award, lowest first, with the awards that it holds, last first.
    awards: tuple[tuple[str, tuple[Held, ...]], ...]

    def cells(self, levels: Mapping[str, int]) -> list[Cell]:
        """Return the cell of each requirement at `levels`: looked up once, used each time they are judged."""
        level = levels.get
        return [cells[level(topic)] for topic, cells in self.requirements]

    def blockers(self, cells: Iterable[Cell]) -> dict[str, tuple[Blocker, ...]]:
        """Return what stands in the way of each award."""
        standing: list[list[Blocker]] = [[] for _ in self.awards]
        for award, blocker in filter(None, cells):
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
    requirements: list[tuple[str, Mapping[int | None, Cell]]] = []
    awards: list[tuple[str, tuple[Held, ...]]] = []
    for place, (award, rule) in enumerate(rules.items()):
        held, own = _split(rule)
        plain = [rule for rule in own if isinstance(rule, AtLeast | Every)]
        if len(plain) < len(own):
            return None
        for one in _each(plain, scope):
            reasons = _reasons(one, scope)
            cells = {level: None if blocker is None else (place, blocker) for level, blocker in reasons}
            requirements.append((one.topic, cells))
        awards.append((award, tuple((below, _missing(below)) for below in reversed(held))))
    return Table(tuple(requirements), tuple(awards))


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
