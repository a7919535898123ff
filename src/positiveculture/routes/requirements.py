"""What an award requires, as sums over the candidates of its topics.

A requirement on one topic counts 1 where it is met: so *n* of *m* of them are a sum, as a share of points is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from operator import add
from typing import Final, TypeAlias

import attrs

from positiveculture.routes.candidates import Answers, Candidates, End, up_to
from positiveculture.rules.kinds import Node
from positiveculture.rules.lookups import NOT_APPLICABLE

#: What each candidate of each topic adds to a sum, by its number.
Gains: TypeAlias = Mapping[str, tuple[int, ...]]


class Impossible(Exception):
    """No choice meets what is required."""


@attrs.define(eq=False)
class Requirement:
    """What topics add, or how many of its parts are met, is at least so much; one of both is empty."""

    needed: int
    gains: Gains = attrs.field(factory=dict)
    #: They are not all about one topic each: else it is a sum.
    parts: tuple["Requirement", ...] = ()

    #: The topics that it speaks of.
    topics: frozenset[str] = attrs.field(init=False)
    #: Of how many requirements it is made, each counted wherever it stands.
    size: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.topics = frozenset(self.gains).union(*[part.topics for part in self.parts])
        self.size = 1 + sum([part.size for part in self.parts])

    def flat(self) -> Iterator["Requirement"]:
        """Yield this; where it needs all of its parts, those, each in the same way."""
        if self.parts and self.needed == len(self.parts):
            for part in self.parts:
                yield from part.flat()
        else:
            yield self

    def negated(self) -> "Requirement":
        """Return the requirement that this is not met."""
        if not self.topics:
            return IMPOSSIBLE if self is MET else MET
        if self.parts:
            return some(len(self.parts) - self.needed + 1, [part.negated() for part in self.parts])
        most = {topic: max(gain) for topic, gain in self.gains.items()}
        missing = {topic: tuple([most[topic] - each for each in gain]) for topic, gain in self.gains.items()}
        return _sum(sum(most.values()) - self.needed + 1, missing)

    def is_met(self, numbers: Mapping[str, int]) -> bool:
        """Return whether it is met where each topic takes the candidate of a number."""
        if self.parts:
            return sum(part.is_met(numbers) for part in self.parts) >= self.needed
        return sum([gain[numbers[topic]] for topic, gain in self.gains.items()]) >= self.needed

    def reduced(self, candidates: Candidates) -> "Requirement":
        """Return what is left of it with `candidates`."""
        if self.parts:
            return some(self.needed, [part.reduced(candidates) for part in self.parts])
        needed, more, gains = self.needed, 0, {}
        for topic, gain in self.gains.items():
            here = [gain[each.number] for each in candidates[topic]]
            least = min(here)
            needed -= least
            more += max(here) - least
            if max(here) > least:
                gains[topic] = tuple([each - least for each in gain]) if least else gain
        return MET if needed <= 0 else IMPOSSIBLE if more < needed else _sum(needed, gains)


MET: Final = Requirement(0)
IMPOSSIBLE: Final = Requirement(1)


def read(program: Node, award: str, answers: Answers, candidates: Candidates) -> "Reader":
    """Return what an award requires, and each that stands lower: each comes after those that it holds."""
    reader = Reader(answers, candidates)
    for each in up_to(program, award):
        reader.awards[each["id"]] = reader.requirement(each["rule"])
    return reader


@attrs.frozen
class Reader:
    """Reads the nodes of a program as requirements, from where an assessment stands."""

    answers: Answers
    candidates: Candidates
    #: What each award requires, of those that are read already; None where nothing is left to judge.
    awards: dict[str, Requirement | None] = attrs.field(factory=dict)

    def requirement(self, node: Node) -> Requirement | None:
        """Return what a node requires; None where nothing is left to judge."""
        match node:
            case {"level": level, "of": topic}:
                return self._single(topic, lambda end: end.level >= level)
            case {"evidence": topic, "kind": kind}:
                shown = self.answers.get(("evidence", topic, kind)) is True
                return MET if shown else self._single(topic, lambda end: end.adds(kind))
            case {"answered": topic}:
                return self._single(topic, lambda end: end.answered) or MET
            case {"share": [up, down], "half_up": half_up, "points": points}:
                percent = Fraction(int(up), int(down))
                if half_up:  # half a per cent below a whole one is rounded up to it
                    percent = ceil(percent) - Fraction(1, 2)
                left = {t: each for t, each in points.items() if self.answers.get(t) is not NOT_APPLICABLE}
                most = sum([max(each.values()) for each in left.values()])
                gains = {t: tuple([each[str(one.end.level)] for one in self.candidates[t]]) for t, each in left.items()}
                return _sum(ceil(percent * most / 100), gains) if most else None
            case {"award": award}:
                return self.awards[award] or IMPOSSIBLE
            case {"all": nodes}:
                return self._all(nodes)
            case {"some": n, "of": nodes}:
                parts = [part for each in nodes if (part := self.requirement(each)) is not None]
                return some(min(n, len(parts)), parts) if parts else None
            case _:
                raise ValueError(f"no kind of node: {node!r}")

    def _single(self, topic: str, met: Callable[[End], bool]) -> Requirement | None:
        if self.answers.get(topic) is NOT_APPLICABLE:
            return None
        return Requirement(1, {topic: tuple([int(met(each.end)) for each in self.candidates[topic]])})

    def _all(self, nodes: Sequence[Node]) -> Requirement | None:
        """Return all of `nodes`; None where nothing is left to judge of those that are not other awards."""
        found = [(node, self.requirement(node)) for node in nodes]
        own = [part for node, part in found if "award" not in node]
        if own and all(part is None for part in own):
            return None
        parts = {id(part): part for _, each in found if each is not None for part in each.flat()}
        return every(list(parts.values()))


def _sum(needed: int, gains: Gains) -> Requirement:
    """Return a sum; of one topic, whether it is enough: 1, or 0."""
    if len(gains) > 1:
        return Requirement(needed, gains)
    return Requirement(1, {topic: tuple([int(each >= needed) for each in gain]) for topic, gain in gains.items()})


def every(parts: Sequence[Requirement]) -> Requirement:
    """Return all of `parts`."""
    return some(len(parts), parts)


def some(n: int, parts: Sequence[Requirement]) -> Requirement:
    """Return at least `n` of `parts`: a sum, where each is about one topic."""
    left = [part for part in parts if part.topics]
    n -= sum(part is MET for part in parts)
    if n <= 0 or n > len(left):
        return MET if n <= 0 else IMPOSSIBLE
    if len(left) == 1:
        return left[0]
    topics = [topic for part in left for topic in part.topics]
    if len(topics) > len(left) or (n == len(left) and len(set(topics)) > 1):
        return Requirement(n, parts=tuple(left))
    gains: dict[str, tuple[int, ...]] = {}
    for part in left:
        for topic, gain in part.gains.items():
            gains[topic] = tuple(map(add, gains[topic], gain)) if topic in gains else gain
    return _sum(n, gains)


def settled(parts: Iterable[Requirement], candidates: Candidates) -> tuple[list[Requirement], Candidates]:
    """Return what is left of `parts`, all of which are required, and the candidates that can be taken then.

    Raises:
        Impossible: No candidates meet all of `parts`.
    """
    candidates, left = dict(candidates), list(parts)
    while True:
        left = [each for part in left for each in part.reduced(candidates).flat() if each is not MET]
        if any(each is IMPOSSIBLE for each in left):
            raise Impossible
        narrowed = [_narrow(each, candidates) for each in left if each.gains]
        if not any(narrowed):
            return left, candidates


def _narrow(part: Requirement, candidates: Candidates) -> bool:
    """Leave out the candidates that add too little, whatever the other topics add; return whether there are any."""
    most = {topic: max(gain[each.number] for each in candidates[topic]) for topic, gain in part.gains.items()}
    spare, narrowed = sum(most.values()) - part.needed, False
    if spare < 0:
        raise Impossible
    for topic, gain in part.gains.items():
        kept = tuple([each for each in candidates[topic] if gain[each.number] >= most[topic] - spare])
        narrowed = narrowed or len(kept) < len(candidates[topic])
        candidates[topic] = kept
    return narrowed
