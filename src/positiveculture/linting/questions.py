"""The awards of a framework as requirements, and the questions that linting asks of them.

A requirement, and that another one is not met, are both sums over the candidates of topics: so whether the one follows
from the other, and the smallest answers that show that it does not, are found as the cheapest route is.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from fractions import Fraction
from typing import Final, cast

import attrs

from positiveculture.framework import Framework
from positiveculture.linting.warnings import FEW, Example
from positiveculture.routes.candidates import Candidates, Choice, End, Scales, candidates, ranked
from positiveculture.routes.requirements import IMPOSSIBLE, MET, Impossible, Reader, Requirement, every, read
from positiveculture.routes.search import Budget, TooMuch
from positiveculture.routes.solver import solved
from positiveculture.rules.kinds import Node
from positiveculture.rules.program import asks_for_answers, leaves

#: How much is looked at for one question, and for all questions of one framework.
MOST_FOR_ONE: Final = 150_000
MOST: Final = 1_500_000

#: What it takes to read a clause, as against looking at it.
READING: Final = 10

#: Of how many clauses all awards may be made, each counted wherever it is asked for.
LARGEST: Final = 100_000

#: The ends of a scale, and of the candidates of a topic.
LOWEST: Final = 0
HIGHEST: Final = -1


class Cut(Exception):
    """The budget for all questions is spent."""


@attrs.frozen
class Questions:
    """What can be asked of the awards of one framework, everything being answered and applicable."""

    framework: Framework
    candidates: Candidates
    #: The same, the cheapest being those that are the highest, without evidence.
    from_highest: Candidates
    #: What each award requires, lowest first.
    awards: dict[str, Requirement]
    #: The awards that ask for answers alone, whatever they are.
    answered: Collection[str]
    _reader: Reader
    budget: Budget = attrs.field(factory=lambda: Budget(MOST, "its parts have to be compared", error=Cut))

    @classmethod
    def of(cls, framework: Framework, *more: Node) -> "Questions":
        """Return the questions of a framework that has awards, and of more nodes that may be asked about.

        Raises:
            Cut: The awards are made of too many clauses, those of other awards that they ask for among them.
        """
        program = framework.program
        awards = [*program["awards"], *({"id": f"also {number}", "rule": node} for number, node in enumerate(more))]
        lowest = {topic: low for topic, (low, _) in program["scales"].items()}
        answers = framework.compiled.read(lowest, (), framework.topics_by_id, lambda *_: False).answers
        effort = dict.fromkeys(framework.topics_by_id, Fraction(1))
        found = candidates({**program, "awards": awards}, awards[-1]["id"], answers, effort)
        reader, answered = read(program, program["awards"][-1]["id"], answers, found), set[str]()
        required = cast(dict[str, Requirement], reader.awards)
        if sum(each.size for each in required.values()) > LARGEST:
            raise Cut
        for award in program["awards"]:
            if asks_for_answers(award["rule"], answered):
                answered.add(award["id"])
        return cls(framework, found, _from_highest(found, program["scales"]), required, answered, reader)

    def read(self, node: Node) -> Requirement:
        """Return what a node requires."""
        self.budget.spend(READING * len(list(leaves(node))))
        return self._reader.requirement(node) or MET

    def follows(self, met: Requirement, then: Requirement) -> bool:
        """Return whether wherever `met` is met, `then` is met too.

        Most often it does not, and answers of which none that `then` asks about can be lowered show it.  Only where
        they do not, all are weighed.

        Raises:
            TooMuch: It cannot be decided within the budget.
            Cut: Nothing is left to decide it with.
        """
        then = _beyond(then, met)
        if then is MET:
            return True
        others = [topic for topic in self.candidates if topic not in then.topics]
        own = [topic for topic in self.candidates if topic in then.topics]
        if any(not then.is_met(self.lowered(met, order)) for order in ([*own, *others], [*others, *own])):
            return False
        return self._choice([met, then.negated()], self.candidates) is None

    def lowered(self, part: Requirement, order: Iterable[str]) -> dict[str, int]:
        """Return the highest answers, but for topics in `order`, each as low as may be while `part` is met."""
        self.budget.spend(len(self.candidates))
        numbers = {topic: len(each) - 1 for topic, each in self.candidates.items()}
        asking: dict[str, list[Requirement]] = {topic: [] for topic in self.candidates}
        sizes = Counter[str]()
        for one in part.flat():
            topics = one.topics
            for topic in topics:
                asking[topic].append(one)
                sizes[topic] += one.size + len(topics)
        for topic in order:
            self.budget.spend(1 + sizes[topic])
            highest, numbers[topic] = numbers[topic], 0
            while numbers[topic] < highest and not all(one.is_met(numbers) for one in asking[topic]):
                numbers[topic] += 1
        return numbers

    def decisive(self, part: Requirement) -> set[str]:
        """Return topics that a requirement is decided by: from some answers that meet it, none of them can be lowered.

        There may be more of them: `depends` says of each.

        Raises:
            Cut: Nothing is left to find them with.
        """
        order = [topic for topic in self.candidates if topic in part.topics]
        lowest = [self.lowered(part, each) for each in (order, order[::-1])]
        return {topic for numbers in lowest for topic in order if numbers[topic]}

    def depends(self, part: Requirement, topic: str) -> bool:
        """Return whether a requirement is ever decided by a topic: by its level, or by evidence for it.

        Raises:
            TooMuch: It cannot be decided within the budget.
            Cut: Nothing is left to decide it with.
        """
        if topic not in part.topics or len(self.candidates[topic]) == 1:
            return False
        self.budget.spend(len(self.candidates))
        ends = self.candidates[topic][0], self.candidates[topic][-1]
        low, high = (part.reduced({**self.candidates, topic: (end,)}) for end in ends)
        return not self.follows(high, low)

    def example(
        self, met: Requirement, missed: Requirement = IMPOSSIBLE, clause: Requirement | None = None, few: float = FEW
    ) -> Example | None:
        """Return the smallest answers with which `met` is met and `missed` is not.

        They are the fewest steps up from the lowest; or, where these are on more than `few` topics, the fewest topics
        below their highest, where fewer have to be named.  None where there are none, or none are found in the budget.
        """
        found = self._example(self.candidates, LOWEST, met, missed, clause)
        if found is None or len(found.levels) + len(found.evidenced) <= few:
            return found
        other = self._example(self.from_highest, HIGHEST, met, missed, clause)
        return other if other is not None and other.names(self.framework) < found.names(self.framework) else found

    def _example(
        self, candidates: Candidates, end: int, met: Requirement, missed: Requirement, clause: Requirement | None
    ) -> Example | None:
        """Return the cheapest choice as an example: the candidate at one end is at that end of the topic's scale."""
        try:
            choice = self._choice([met, _beyond(missed, met).negated()], candidates)
        except (TooMuch, Cut):
            choice = None
        if choice is None:
            return None
        scales: Scales = self.framework.program["scales"]
        levels = {topic: one.end.level for topic, one in choice.items() if one.number != candidates[topic][end].number}
        numbers = {topic: one.number for topic, one in choice.items()}
        stands = {topic: levels.get(topic, ends[end]) for topic, ends in scales.items()}
        return Example(
            levels=[(topic, level) for topic, level in stands.items() if level > scales[topic][LOWEST]],
            evidenced=[(topic, kind) for topic, one in choice.items() for kind in one.end.evidence],
            met=[award for award, part in self.awards.items() if part.is_met(numbers)],
            clause_met=None if clause is None else clause.is_met(numbers),
        )

    def _choice(self, parts: Sequence[Requirement], candidates: Candidates) -> Choice | None:
        """Return the cheapest choice that meets all of `parts`; None where there is none."""
        budget = Budget(MOST_FOR_ONE, self.budget.what)
        try:
            return solved(parts, candidates, budget)
        except Impossible:
            return None
        finally:
            self.budget.spend(min(budget.spent, MOST_FOR_ONE))


def _from_highest(candidates: Candidates, scales: Scales) -> Candidates:
    """Return candidates by how much is below the highest level, or is evidence; then by how many steps below it."""
    asked = {topic: each[HIGHEST].end.level for topic, each in candidates.items()}
    most = 1 + sum(scales[topic][HIGHEST] - scales[topic][LOWEST] for topic in candidates if topic in scales)

    def effort(topic: str, end: End) -> int:
        below = scales[topic][HIGHEST] - end.level if end.level < asked[topic] else 0
        return most * ((below > 0) + len(end.evidence)) + below

    return ranked({topic: [one.end for one in each] for topic, each in candidates.items()}, effort)


def _beyond(part: Requirement, known: Requirement) -> Requirement:
    """Return what a requirement asks beyond what is known to be met."""
    met: dict[object, int] = {}
    for each in known.flat():
        met[_of(each)] = max(each.needed, met.get(_of(each), 0))
    left = [each for each in part.flat() if met.get(_of(each), 0) < each.needed]
    return every(left)


def _of(part: Requirement) -> Hashable:
    """Return what a requirement asks so many of: equal for those that ask of the same."""
    members = Counter((each.needed, _of(each)) for each in part.parts) if part.parts else part.gains
    return frozenset(members.items())
