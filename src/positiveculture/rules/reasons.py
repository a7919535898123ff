"""The rules of a framework's awards, laid out once.

The reasons for a requirement on one topic are finite: one a level.  Where every rule is a plain list of such
requirements, as in most published ladders, they are laid out in one table, so that judging is looking up.
"""

from collections.abc import Iterable, Mapping
from operator import getitem
from typing import TypeAlias

import attrs

from positiveculture.rules.blockers import AwardMissing, Blocker, closed
from positiveculture.rules.case import Scope
from positiveculture.rules.kinds import All, AtLeast, Every, Holds, Rule

#: At each level of a topic, and under None where it is unanswered: which award, and what stands in its way.
Reasons: TypeAlias = Mapping[int | None, tuple[int, Blocker] | None]

#: An award that must be held; its reason while it is undecided, and its reason once it is surely missing.
Held: TypeAlias = tuple[str, tuple[AwardMissing, AwardMissing]]


@attrs.frozen
class Table:
    """What stands in the way of each award, for every answer that its topics can have."""

    topics: tuple[str, ...]
    #: One a topic, in the same order.
    reasons: tuple[Reasons, ...]
    #: Each award, lowest first, with the awards that it holds, last first.
    awards: tuple[tuple[str, tuple[Held, ...]], ...]

    def blockers(self, levels: Iterable[int | None]) -> dict[str, tuple[Blocker, ...]]:
        """Return what stands in the way of each award.

        `levels` are in the order of `topics`, None for a topic without an answer.
        """
        standing: list[list[Blocker]] = [[] for _ in self.awards]
        for award, blocker in filter(None, map(getitem, self.reasons, levels)):
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
    topics: list[str] = []
    reasons: list[Reasons] = []
    awards: list[tuple[str, tuple[Held, ...]]] = []
    for place, (award, rule) in enumerate(rules.items()):
        held, own = _split(rule)
        if not all(isinstance(rule, AtLeast | Every) for rule in own):
            return None
        for one in _each(own, scope):
            topics.append(one.topic)
            reasons.append(_reasons(place, one, scope))
        awards.append((award, tuple((below, _missing(below)) for below in reversed(held))))
    return Table(tuple(topics), tuple(reasons), tuple(awards))


def _split(rule: Rule) -> tuple[list[str], tuple[Rule, ...]]:
    """Return the awards that `rule` begins by holding, and what it asks after them."""
    rules = rule.rules if isinstance(rule, All) else (rule,)
    held = [rule.award for rule in rules if isinstance(rule, Holds)]
    return held, rules[len(held) :]


def _each(rules: Iterable[Rule], scope: Scope) -> Iterable[AtLeast]:
    for rule in rules:
        if isinstance(rule, AtLeast):
            yield rule
        elif isinstance(rule, Every):
            yield from rule.each(scope)


def _reasons(award: int, rule: AtLeast, scope: Scope) -> Reasons:
    standings = [None, *(level.number for level in scope.scale(rule.topic).levels)]
    found = {level: rule.blocker(level) for level in standings}
    return {level: None if blocker is None else (award, blocker) for level, blocker in found.items()}


def _missing(award: str) -> tuple[AwardMissing, AwardMissing]:
    return AwardMissing(award, certain=False), AwardMissing(award, certain=True)
