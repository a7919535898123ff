"""The ways in which a rule can be met: each a set of demands that is enough.

While they are weighed, a way is one whole number with a bit for each single thing that it asks: two ways are joined
by `|`, and one asks all that another asks where `&` leaves the other whole.  So thousands are weighed in a second.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

import attrs

from positiveculture.framework import Framework
from positiveculture.outcome import Outcome
from positiveculture.routes.budget import Budget
from positiveculture.rules.kinds import Node
from positiveculture.rules.parts import Part

#: How often two ways are compared before a rule is said to be too large to solve exactly.
MOST_COMPARED = 4_000_000

#: A single thing to ask: that a topic stands at a level, some evidence for it, any word of it, or a share.
Ask: TypeAlias = tuple[str, str, int | str] | Part

#: The one way to meet what is met already.
NOTHING = 0


@attrs.frozen
class Demand:
    """What has to come true together: levels to stand at, evidence to bring, topics to speak of, shares to reach."""

    levels: Mapping[str, int]
    #: Each topic with the kind of evidence, "" for any.
    evidence: frozenset[tuple[str, str]]
    #: Topics without a scale to speak of at all.
    answers: frozenset[str]
    shares: tuple[Part, ...]


def ways(award: str, outcome: Outcome) -> list[Demand]:
    """Return the ways to meet an award from where `outcome` stands, none of which asks all that another one asks.

    Raises:
        TooMuch: There are too many to weigh them all.
    """
    weighing = _Weighing(outcome, outcome.framework)
    found = weighing.award(award)
    asks = list(weighing.places)
    return [_demand([ask for place, ask in enumerate(asks) if way >> place & 1]) for way in found]


def _demand(asks: list[Ask]) -> Demand:
    shares = tuple(ask for ask in asks if isinstance(ask, Part))
    plain = [ask for ask in asks if not isinstance(ask, Part)]
    levels: dict[str, int] = {}
    for what, topic, level in plain:
        if what == "level" and isinstance(level, int):
            levels[topic] = max(level, levels.get(topic, level))
    shown = {(topic, kind) for what, topic, kind in plain if what == "evidence" and isinstance(kind, str)}
    of_a_kind = {topic for topic, kind in shown if kind}
    # Evidence of a kind is evidence, and to bring any speaks of its topic.
    evidence = frozenset((topic, kind) for topic, kind in shown if kind or topic not in of_a_kind)
    answers = frozenset(topic for what, topic, _ in plain if what == "answer") - {topic for topic, _ in evidence}
    return Demand(levels, evidence, answers, shares)


@attrs.frozen
class _Weighing:
    outcome: Outcome
    framework: Framework
    #: Each thing that is asked, in the order of its bits.
    places: dict[Ask, int] = attrs.field(factory=dict)
    awards: dict[str, list[int]] = attrs.field(factory=dict)
    budget: Budget = attrs.field(factory=lambda: Budget(MOST_COMPARED, "the ways to meet its rule have to be compared"))

    @property
    def _rules(self) -> dict[str, Node]:
        return {award["id"]: award["rule"] for award in self.framework.program["awards"]}

    def award(self, award: str) -> list[int]:
        """Return the ways to meet an award; weighed once, those that it holds before it, however long the chain is."""
        if award not in self.awards:
            needed = self._needed(award)
            for each, node in self._rules.items():
                if each in needed and each not in self.awards:
                    self.awards[each] = self.ways(node, self.framework.compiled.awards[each]) or []
        return self.awards[award]

    def _needed(self, award: str) -> set[str]:
        """Return `award` and the awards that have to be weighed for it: what is met asks for nothing more."""
        rules, needed, waiting = self._rules, {award}, [award]
        while waiting:
            held = {award for award in _held(rules[waiting.pop()]) if self.outcome.blockers[award]}
            waiting += held - needed
            needed |= held
        return needed

    def ways(self, node: Node, part: Part) -> list[int] | None:
        """Return the ways to meet a node: [] where there is none, None where nothing is left to judge."""
        finding = part.finding(self.outcome.case, self.outcome.blockers)
        if finding is None:
            return None
        if not finding:
            return [NOTHING]
        match node:
            case {"level": level, "of": topic}:
                stands = self.outcome.assessment.levels.get(topic, self.framework.scope.scale(topic).lowest - 1)
                return [self._asked(("level", topic, number) for number in range(stands + 1, level + 1))]
            case {"answered": topic}:
                scale = self.framework.scope.scales[topic]
                return [self._asked([("answer", topic, "") if scale is None else ("level", topic, scale.lowest)])]
            case {"evidence": topic, "kind": kind}:
                return [self._asked([("evidence", topic, kind)])]
            case {"share": _}:
                return [self._asked([part])]
            case {"award": award}:
                return self.award(award)
            case {"some": n, "of": nodes}:
                return self._some(n, self._judged(nodes, part))
        judged = self._judged(node["all"], part)
        return self._some(len(judged), judged)

    def _judged(self, nodes: Iterable[Node], part: Part) -> list[list[int]]:
        pairs = zip(nodes, part.members, strict=True)
        return [found for node, member in pairs if (found := self.ways(node, member)) is not None]

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


def _held(node: Node) -> Iterator[str]:
    """Yield each award that a node asks for, at any depth."""
    if "award" in node:
        yield node["award"]
    for member in node["of"] if "some" in node else node.get("all", ()):
        yield from _held(member)
