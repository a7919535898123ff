"""The ways in which a rule can be met: each a set of demands that is enough."""

from collections.abc import Iterable, Mapping
from itertools import combinations

import attrs

from positiveculture.rules import All, AnyOf, AtLeast, AtLeastOf, Every, Evidenced, Holds, Rule, Share
from positiveculture.rules.case import Case

#: How many ways are weighed before a rule is said to be too large to solve exactly.
MOST_WAYS = 2_000


class TooManyWays(Exception):
    """The rule can be met in more than `MOST_WAYS` ways."""


@attrs.frozen
class Demand:
    """What has to come true together: levels to stand at, evidence to bring, shares to reach."""

    levels: frozenset[tuple[str, int]] = frozenset()
    evidence: frozenset[str] = frozenset()
    shares: frozenset[Share] = frozenset()

    def __or__(self, other: "Demand") -> "Demand":
        """Return what both demand."""
        highest = dict(self.levels)
        for topic, level in other.levels:
            highest[topic] = max(level, highest.get(topic, level))
        return Demand(frozenset(highest.items()), self.evidence | other.evidence, self.shares | other.shares)

    def covers(self, other: "Demand") -> bool:
        """Return whether whoever meets this one meets `other` too."""
        mine = dict(self.levels)
        return (
            other.evidence <= self.evidence
            and other.shares <= self.shares
            and all(mine.get(topic, level - 1) >= level for topic, level in other.levels)
        )


NOTHING = Demand()


def ways(rule: Rule, case: Case, rules: Mapping[str, Rule]) -> list[Demand] | None:
    """Return the ways to meet `rule` from where `case` stands: [] where there is none, None where nothing is judged.

    Args:
        rule: The rule to meet.
        case: Where the assessment stands.
        rules: The rule of each award, for those that hold other awards.

    Raises:
        TooManyWays: There are more than are weighed.
    """
    finding = rule.finding(case)
    if finding is None:
        return None
    if not finding:
        return [NOTHING]
    match rule:
        case AtLeast(topic, level):
            return [Demand(levels=frozenset({(topic, level)}))]
        case Every():
            return ways(All(rule.each(case.scope)), case, rules)
        case Share():
            return [Demand(shares=frozenset({rule}))]
        case Evidenced(topics):
            return [Demand(evidence=frozenset(case.left(topics)) - case.evidenced)]
        case Holds(award):
            return ways(rules[award], case, rules) or []
        case All(parts):
            return _together([found for part in parts if (found := ways(part, case, rules)) is not None])
        case AnyOf(parts):
            return ways(AtLeastOf(1, parts), case, rules)
        case AtLeastOf(n, parts):
            return _some(n, [found for part in parts if (found := ways(part, case, rules)) is not None])


def _some(n: int, options: list[list[Demand]]) -> list[Demand]:
    unmet = [option for option in options if option != [NOTHING]]
    missing = min(n, len(options)) - (len(options) - len(unmet))
    found: list[Demand] = []
    for chosen in combinations(unmet, missing):
        found = _fewest([*found, *_together(list(chosen))])
    return found


def _together(options: list[list[Demand]]) -> list[Demand]:
    found = [NOTHING]
    for option in options:
        found = _fewest(one | other for one in found for other in option)
    return found


def _fewest(demands: Iterable[Demand]) -> list[Demand]:
    """Return `demands` without those that another one makes needless, in the order they came."""
    kept: list[Demand] = []
    for demand in dict.fromkeys(demands):
        if not any(demand.covers(other) for other in kept):
            kept = [other for other in kept if not other.covers(demand)]
            kept.append(demand)
            if len(kept) > MOST_WAYS:
                raise TooManyWays
    return kept
