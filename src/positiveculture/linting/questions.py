"""The awards of a framework as requirements, and the questions that linting asks of them.

A requirement, and that another one is not met, are both sums over the candidates of topics: so whether the one follows
from the other, and the smallest answers that show that it does not, are found as the cheapest route is.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeAlias, cast

import attrs

from positiveculture.framework import Framework
from positiveculture.linting.warnings import Example
from positiveculture.routes.budget import Budget, TooMuch
from positiveculture.routes.candidates import Candidates, Choice, candidates
from positiveculture.routes.requirements import (
    IMPOSSIBLE,
    MET,
    Impossible,
    Reader,
    Requirement,
    Some,
    Sum,
    flat,
    is_met,
    negated,
    reduced,
    some,
)
from positiveculture.routes.solver import solved
from positiveculture.routes.steps import State
from positiveculture.rules.kinds import Node
from positiveculture.rules.nodes import asks_for_answers, leaves

#: How much is looked at for one question, and for all questions of one framework.
MOST_FOR_ONE: Final = 150_000
MOST: Final = 2_000_000

#: What it takes to read a clause, as against looking at it.
READING: Final = 10

#: Of how many clauses all awards may be made, each counted wherever it is asked for.
LARGEST: Final = 100_000


class Cut(Exception):
    """The budget for all questions is spent."""


@attrs.frozen
class Questions:
    """What can be asked of the awards of one framework, everything being answered and nothing set aside."""

    framework: Framework
    candidates: Candidates
    #: What each award requires, lowest first.
    awards: dict[str, Requirement]
    #: The awards that ask for answers alone, whatever they are.
    answered: Collection[str]
    _reader: Reader
    budget: Budget = attrs.field(factory=lambda: Budget(MOST, "its parts have to be compared"))

    @classmethod
    def of(cls, framework: Framework, *more: Node) -> "Questions":
        """Return the questions of a framework that has awards, and of more nodes that may be asked about."""
        program = framework.program
        every = [*program["awards"], *({"id": f"also {number}", "rule": node} for number, node in enumerate(more))]
        lowest = {topic: low for topic, (low, _) in program["scales"].items()}
        state = State(lowest, framework.topics_by_id.keys())
        found = candidates(
            {**program, "awards": every}, every[-1]["id"], state, dict.fromkeys(framework.topics_by_id, Fraction(1))
        )
        reader, awards, answered = Reader(state, found), dict[str, Requirement](), set[str]()
        for award in program["awards"]:
            reader.awards[award["id"]] = awards[award["id"]] = reader.requirement(award["rule"]) or MET
            if asks_for_answers(award["rule"], answered):
                answered.add(award["id"])
        return cls(framework, found, awards, answered, reader)

    def refuse_too_large(self) -> None:
        """Refuse awards that are made of too many clauses, those of other awards that they ask for among them.

        Raises:
            Cut: They are.
        """
        if size(self.awards.values()) > LARGEST:
            raise Cut

    def read(self, node: Node) -> Requirement:
        """Return what a node requires."""
        self._spend(READING * len(list(leaves(node))))
        return self._reader.requirement(node) or MET

    def both(self, *parts: Requirement) -> Requirement:
        """Return that all of `parts` are met."""
        return some(len(parts), parts)

    def either(self, *parts: Requirement) -> Requirement:
        """Return that at least one of `parts` is met."""
        return some(1, parts)

    def follows(self, met: Requirement, then: Requirement, first: Collection[str] = ()) -> bool:
        """Return whether wherever `met` is met, `then` is met too.

        Most often it does not, and some answers from which nothing can be lowered soon show it.  Only where a few such
        do not, all are weighed.

        Args:
            met: What is met.
            then: What may follow.
            first: The topics that are best lowered first.

        Raises:
            TooMuch: It cannot be decided within the budget.
            Cut: Nothing is left to decide it with.
        """
        then = _beyond(then, met)
        if then is MET:
            return True
        own = [topic for topic in self.candidates if topic in first]
        others = [topic for topic in self.candidates if topic not in first]
        orders = ((), own, [*own, *others], [*others, *own], [*own[::-1], *others[::-1]])
        if any(not is_met(then, self.minimised(met, order)) for order in orders):
            return False
        return self._choice([met, negated(then)]) is None

    def minimised(self, part: Requirement, order: Iterable[str]) -> dict[str, int]:
        """Return the highest answers, but for topics in `order`, each as low as may be while `part` is met."""
        self._spend(len(self.candidates))
        numbers = {topic: len(each) - 1 for topic, each in self.candidates.items()}
        if not is_met(part, numbers):
            return numbers
        asked: dict[str, list[_Lowered]] = {topic: [] for topic in self.candidates}
        for one in flat([part]):
            spare = 0 if isinstance(one, Some) else sum(gain[-1] for gain in one.gains.values()) - one.needed
            each = _Lowered(one, size([one]), spare)
            for topic in one.topics:
                asked[topic].append(each)
        for topic in order:
            looked = 1 + sum(each.size for each in asked[topic])
            for number in range(numbers[topic]):
                self._spend(looked)
                if all(each.is_met_with(topic, number, numbers) for each in asked[topic]):
                    for each in asked[topic]:
                        each.take(topic, number, numbers)
                    numbers[topic] = number
                    break
        return numbers

    def decisive(self, part: Requirement) -> set[str]:
        """Return topics that a requirement is decided by: from some answers that meet it, none of them can be lowered.

        There may be more of them: `depends` says of each.

        Raises:
            Cut: Nothing is left to find them with.
        """
        order = [topic for topic in self.candidates if topic in part.topics]
        lowest = [self.minimised(part, each) for each in (order, order[::-1])]
        return {topic for numbers in lowest if is_met(part, numbers) for topic in order if numbers[topic]}

    def depends(self, part: Requirement, topic: str) -> bool:
        """Return whether a requirement is ever decided by a topic: by its level, or by evidence for it.

        Raises:
            TooMuch: It cannot be decided within the budget.
            Cut: Nothing is left to decide it with.
        """
        if topic not in part.topics or len(self.candidates[topic]) == 1:
            return False
        self._spend(len(self.candidates))
        ends = self.candidates[topic][0], self.candidates[topic][-1]
        low, high = (reduced(part, {**self.candidates, topic: (end,)}, {}) for end in ends)
        return not self.follows(high, low, set().union(*_beside(part, topic)) - {topic})

    def example(
        self, met: Requirement, missed: Requirement = IMPOSSIBLE, clause: Requirement | None = None
    ) -> Example | None:
        """Return the smallest answers with which `met` is met and `missed` is not.

        None where there are none, or where they cannot be found within the budget.
        """
        try:
            choice = self._choice([met, negated(_beyond(missed, met))])
        except (TooMuch, Cut):
            return None
        return None if choice is None else self._example_at(choice, clause)

    def _choice(self, parts: Sequence[Requirement]) -> Choice | None:
        """Return the smallest choice that meets all of `parts`; None where there is none."""
        budget = Budget(MOST_FOR_ONE, self.budget.what)
        try:
            return solved(parts, self.candidates, budget)
        except Impossible:
            return None
        finally:
            self._spend(min(budget.spent, MOST_FOR_ONE))

    def _spend(self, amount: int) -> None:
        try:
            self.budget.spend(amount)
        except TooMuch:
            raise Cut from None

    def _example_at(self, choice: Choice, clause: Requirement | None) -> Example:
        numbers = {topic: one.number for topic, one in choice.items()}
        scales = self.framework.program["scales"]
        return Example(
            levels=[
                (topic, e.end.level)
                for topic, e in choice.items()
                if topic in scales and e.end.level > scales[topic][0]
            ],
            evidenced=[(topic, kind) for topic, each in choice.items() for kind in each.end.evidence],
            met=[award for award, part in self.awards.items() if is_met(part, numbers)],
            clause_met=None if clause is None else is_met(clause, numbers),
        )


@attrs.define
class _Lowered:
    """A requirement that is met, while one topic after another is lowered: a sum is not added up anew each time."""

    part: Requirement
    #: Of how many requirements it is made.
    size: int
    #: What a sum may lose; it is less with each topic.
    spare: int

    def is_met_with(self, topic: str, number: int, numbers: Mapping[str, int]) -> bool:
        """Return whether it is still met where a topic takes a candidate below that in `numbers`."""
        if isinstance(self.part, Sum):
            return self._loses(topic, number, numbers) <= self.spare
        return is_met(self.part, {**numbers, topic: number})

    def take(self, topic: str, number: int, numbers: Mapping[str, int]) -> None:
        """Take the candidate in place of that in `numbers`."""
        if isinstance(self.part, Sum):
            self.spare -= self._loses(topic, number, numbers)

    def _loses(self, topic: str, number: int, numbers: Mapping[str, int]) -> int:
        gain = cast(Sum, self.part).gains[topic]
        return gain[numbers[topic]] - gain[number]


def size(parts: Iterable[Requirement]) -> int:
    """Return of how many requirements `parts` are made, each counted wherever it stands."""
    known: dict[int, int] = {}

    def counted(part: Requirement) -> int:
        if isinstance(part, Some) and id(part) not in known:
            known[id(part)] = 1 + sum(map(counted, part.parts))
        return known.get(id(part), 1)

    return sum(map(counted, parts))


def _beyond(part: Requirement, known: Requirement) -> Requirement:
    """Return what a requirement asks beyond what is known to be met."""
    met = set(map(_key, flat([known])))
    left = [each for each in flat([part]) if not _among(_key(each), met)]
    return some(len(left), left)


#: How many are needed, and of what: equal for requirements that ask the same.
Key: TypeAlias = tuple[int, tuple[object, ...] | frozenset[object]]


def _key(part: Requirement) -> Key:
    """Return what a requirement asks; of members that ask the same, each is counted."""
    if not isinstance(part, Some):
        return part.needed, part.key
    return part.needed, frozenset(
        (key, n) for key, count in Counter(map(_key, part.parts)).items() for n in range(count)
    )


def _among(key: Key, met: Collection[Key]) -> bool:
    """Return whether a requirement is one that is met, or asks for fewer of the same, as three of five of four."""
    n, of = key
    return key in met or (
        isinstance(of, frozenset)
        and any(needed >= n and isinstance(others, frozenset) and others <= of for needed, others in met)
    )


def _beside(part: Requirement, topic: str) -> Iterator[frozenset[str]]:
    """Yield the topics of each innermost group that speaks of a topic."""
    inner = [each for each in part.parts if topic in each.topics] if isinstance(part, Some) else []
    groups = [each for each in inner if len(each.topics) > 1]
    if len(groups) < len(inner) or not inner:
        yield part.topics
    for group in groups:
        yield from _beside(group, topic)
