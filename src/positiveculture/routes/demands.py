"""The ways in which a rule can be met: each a set of demands that is enough.

While they are weighed, a way is one whole number with a bit for each single thing that it asks: two ways are joined
by `|`, and one asks all that another asks where `&` leaves the other whole.  So thousands are weighed in a second.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from positiveculture.routes.budget import Budget
from positiveculture.rules import All, AnyOf, AtLeast, AtLeastOf, Every, Evidenced, Holds, Rule, Share, walk
from positiveculture.rules.case import Case

#: How often two ways are compared before a rule is said to be too large to solve exactly.
MOST_COMPARED = 4_000_000

#: A single thing to ask: that a topic stands at a level, evidence for a topic, a share.
Ask: TypeAlias = tuple[str, int] | str | Share

#: The one way to meet what is met already.
NOTHING = 0


@attrs.frozen
class Demand:
    """What has to come true together: levels to stand at, evidence to bring, shares to reach."""

    levels: Mapping[str, int]
    evidence: frozenset[str]
    shares: frozenset[Share]


def ways(award: str, case: Case, rules: Mapping[str, Rule]) -> list[Demand]:
    """Return the ways to meet an award from where `case` stands, none of which asks all that another one asks.

    Args:
        award: The award to meet.
        case: Where the assessment stands.
        rules: The rule of each award, for those that hold other awards.

    Raises:
        TooMuch: There are too many to weigh them all.
    """
    weighing = _Weighing(case, rules)
    found = weighing.award(award)
    asks = list(weighing.places)
    return [_demand([ask for place, ask in enumerate(asks) if way >> place & 1]) for way in found]


def _demand(asks: list[Ask]) -> Demand:
    # A topic's levels are asked from the bottom up, so the last one is the highest.
    levels = dict(ask for ask in sorted(ask for ask in asks if isinstance(ask, tuple)))
    evidence = frozenset(ask for ask in asks if isinstance(ask, str))
    return Demand(levels, evidence, frozenset(ask for ask in asks if isinstance(ask, Share)))


@attrs.frozen
class _Weighing:
    case: Case
    rules: Mapping[str, Rule]
    #: Each thing that is asked, in the order of its bits.
    places: dict[Ask, int] = attrs.field(factory=dict)
    awards: dict[str, list[int]] = attrs.field(factory=dict)
    budget: Budget = attrs.field(factory=lambda: Budget(MOST_COMPARED, "the ways to meet its rule have to be compared"))

    def award(self, award: str) -> list[int]:
        """Return the ways to meet an award; weighed once, those that it holds before it, however long the chain is."""
        if award not in self.awards:
            needed = self._needed(award)
            for each in self.rules:
                if each in needed and each not in self.awards:
                    self.awards[each] = self.ways(self.rules[each]) or []
        return self.awards[award]

    def _needed(self, award: str) -> set[str]:
        """Return `award` and the awards that have to be weighed for it: what is met asks for nothing more."""
        needed, waiting = {award}, [award]
        while waiting:
            rules = walk(self.rules[waiting.pop()])
            held = {rule.award for rule in rules if isinstance(rule, Holds) and self.case.blockers(rule.award)}
            waiting += held - needed
            needed |= held
        return needed

    def ways(self, rule: Rule) -> list[int] | None:
        """Return the ways to meet `rule`: [] where there is none, None where nothing is left to judge."""
        finding = rule.finding(self.case)
        if finding is None:
            return None
        if not finding:
            return [NOTHING]
        match rule:
            case AtLeast(topic, level):
                stands = self.case.levels.get(topic, self.case.scope.scale(topic).lowest - 1)
                return [self._asked((topic, number) for number in range(stands + 1, level + 1))]
            case Every():
                return self.ways(All(rule.each(self.case.scope)))
            case Share():
                return [self._asked([rule])]
            case Evidenced(topics):
                return [self._asked(topic for topic in self.case.left(topics) if topic not in self.case.evidenced)]
            case Holds(award):
                return self.award(award)
            case All(parts):
                judged = self._judged(parts)
                return self._some(len(judged), judged)
            case AnyOf(parts):
                return self._some(1, self._judged(parts))
            case AtLeastOf(n, parts):
                return self._some(n, self._judged(parts))

    def _judged(self, parts: Iterable[Rule]) -> list[list[int]]:
        return [found for part in parts if (found := self.ways(part)) is not None]

    def _asked(self, asks: Iterable[Ask]) -> int:
        way = NOTHING
        for ask in asks:
            way |= 1 << self.places.setdefault(ask, len(self.places))
        return way

    def _some(self, n: int, options: list[list[int]]) -> list[int]:
        """Return the ways to meet `n` of `options`, or all of them where there are fewer."""
        unmet = [option for option in options if option != [NOTHING]]
        missing = min(n, len(options)) - (len(options) - len(unmet))
        # The ways to meet so many of the options that have been looked at.
        found: list[list[int]] = [[NOTHING], *([] for _ in range(missing))]
        for place, option in enumerate(unmet):
            enough = missing - (len(unmet) - place)
            for count in range(min(missing, place + 1), max(enough, 0), -1):
                found[count] = self._fewest(found[count], (one | other for one in found[count - 1] for other in option))
        return found[missing]

    def _fewest(self, kept: list[int], more: Iterable[int]) -> list[int]:
        """Return `kept`, of which none asks all that another one asks, and `more`, so that the same is true of all."""
        for way in more:
            self.budget.spend(len(kept))
            if not any(other & way == other for other in kept):
                kept = [other for other in kept if other & way != way]
                kept.append(way)
        return kept
