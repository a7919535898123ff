"""The rules of a framework's awards, laid out once.

The reasons for a requirement on one topic are finite: one a level.  Where every rule is a plain list of such
requirements, as in most published ladders, they are laid out in one table, so that judging is looking up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import attrs

from positiveculture.rules.blockers import AwardMissing, Blocker, closed
from positiveculture.rules.case import Scope
from positiveculture.rules.kinds import All, AtLeast, Every, Holds, Rule

#: What one topic can put in the way at each level, and under None where it is unanswered; None where it does not.
Cells: TypeAlias = Mapping[int | None, Blocker | None]

#: What stands in the way of each award's own requirements, lowest award first.
Standing: TypeAlias = Sequence[Sequence[Blocker]]

#: An award that must be held; its reason while it is undecided, and its reason once it is surely missing.
Held: TypeAlias = tuple[str, tuple[AwardMissing, AwardMissing]]


@attrs.frozen
class Table:
    """What stands in the way of each award, for every answer that its topics can have."""

    #: Each award, lowest first, with the awards that it holds, last first.
    awards: tuple[tuple[str, tuple[Held, ...]], ...]
    #: The same awards' own requirements, each with its topic.
    requirements: tuple[tuple[tuple[str, Cells], ...], ...]

    def standing(self, levels: Mapping[str, int]) -> Standing:
        """Return what stands in the way at `levels`: looked up once, used each time they are judged."""
        level = levels.get
        # Plain loops, and `level` outside them: this is looked up millions of times.
        return [
            [blocker for topic, cells in asked if (blocker := cells[level(topic)]) is not None]
            for asked in self.requirements
        ]

    def blockers(self, standing: Standing) -> dict[str, tuple[Blocker, ...]]:
        """Return what stands in the way of each award."""
        blockers: dict[str, tuple[Blocker, ...]] = {}
        for (name, held), own in zip(self.awards, standing):  # noqa: B905 - one an award, by construction
            found = own
            for below, reasons in held:
                if blockers[below]:
                    found = [reasons[closed(blockers[below])], *found]
            blockers[name] = tuple(found)
        return blockers


def lay_out(scope: Scope, rules: Mapping[str, Rule]) -> Table | None:
    """Return the table of `rules`, lowest award first. None: at least one of them is no plain list."""
    awards: list[tuple[str, tuple[Held, ...]]] = []
    requirements: list[tuple[tuple[str, Cells], ...]] = []
    for award, rule in rules.items():
        held, own = _split(rule)
        plain = [rule for rule in own if isinstance(rule, AtLeast | Every)]
        if len(plain) < len(own):
            return None
        awards.append((award, tuple((below, _missing(below)) for below in reversed(held))))
        requirements.append(tuple((one.topic, dict(_reasons(one, scope))) for one in _each(plain, scope)))
    return Table(tuple(awards), tuple(requirements))


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
