"""Where each topic could go from where an assessment stands: the steps on the way, and what they cost."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations
from math import lcm
from typing import Any, NamedTuple, TypeAlias

import attrs

from positiveculture.rules.kinds import Node
from positiveculture.rules.lookups import NOT_APPLICABLE, Key
from positiveculture.rules.program import leaves
from positiveculture.topics import Statement

#: The lowest and the highest level of each topic that is rated.
Scales: TypeAlias = Mapping[str, tuple[int, int]]

#: What an assessment says, as a program reads it.
Answers: TypeAlias = Mapping[Key, Any]

#: What a program asks of a topic: a level, evidence of a kind ("": of any), or, None, any answer.
Ask: TypeAlias = int | str | None


@attrs.frozen
class Step:
    """One level up on one topic, a first answer, or one piece of evidence."""

    topic: str
    #: None: the topic is unanswered, or has no scale.
    from_level: int | None
    #: None: the topic has no scale.
    to_level: int | None
    #: The words to work towards; None where the framework has none for the level.
    statement: Statement | None = None
    #: Whether the step is to add evidence: the level stays as it is.
    evidence: bool = False
    #: The kind of evidence to add; "": any.
    kind: str = ""


class End(NamedTuple):
    """Where a topic could go."""

    #: How many steps lead there.
    steps: int
    #: The kinds of evidence that are added.
    evidence: tuple[str, ...]
    #: The level that the topic is judged at there: the lowest, where it is not rated; 0 without a scale.
    level: int
    answered: bool

    def adds(self, kind: str) -> bool:
        """Return whether evidence of a kind is added; "": of any."""
        return kind in self.evidence if kind else bool(self.evidence)


def ends(topic: str, asked: Collection[Ask], scales: Scales, answers: Answers) -> Iterator[End]:
    """Yield where a topic could go, and where it is: no further than is asked.  Evidence needs an answer, or is one."""
    kinds = sorted(ask for ask in asked if isinstance(ask, str) and answers.get(("evidence", topic, ask)) is not True)
    named = [kind for kind in kinds if kind]
    added = [each for size in range(len(named) + 1) for each in combinations(named, size)]
    added += [("",)] if "" in kinds else []
    answered = ("answered", topic, "") in answers  # where nothing asks for that, it makes no difference
    if topic not in scales:
        yield from (End(len(each), each, 0, answered or bool(each)) for each in added)
        if None in asked and not answered:
            yield End(1, (), 0, answered=True)
        return
    lowest, stands = scales[topic][0], answers.get(topic)
    below = lowest - 1 if stands is None else stands
    levels = {level for level in asked if isinstance(level, int) and level > below}
    if stands is None:
        yield End(0, (), lowest, answered)
    if stands is not None or kinds or None in asked:
        levels.add(max(below, lowest))
    for level in sorted(levels):
        yield from (End(level - below + len(each), each, level, answered=True) for each in added)


def steps(topic: str, end: End, scales: Scales, answers: Answers) -> Iterator[Step]:
    """Yield the steps on a topic to its end: level by level from the bottom up, evidence last."""
    stands, first = answers.get(topic), scales[topic][0] if topic in scales else None
    for _ in range(end.steps - len(end.evidence)):
        up = first if stands is None else stands + 1
        yield Step(topic, stands, up)
        stands = up
    for kind in end.evidence:
        yield Step(topic, stands, stands, evidence=True, kind=kind)


class Candidate(NamedTuple):
    """Where a topic could go, and what that costs."""

    end: End
    #: Its number among the candidates of its topic.
    number: int
    #: The effort of its steps, in whole numbers of one unit.
    effort: int
    #: Effort and preference as one number: the route is where the sum over the topics is least.
    cost: int


#: Each topic, in framework order, with its candidates.
Candidates: TypeAlias = dict[str, tuple[Candidate, ...]]

#: One candidate a topic.
Choice: TypeAlias = dict[str, Candidate]


def candidates(program: Node, award: str, answers: Answers, effort: Mapping[str, Fraction]) -> Candidates:
    """Return the candidates of each topic that an award, or a lower one, asks about, by the effort of their steps."""
    asked = _asked(program, award)
    topics = [topic for topic in effort if topic in asked and answers.get(topic) is not NOT_APPLICABLE]
    found = {topic: sorted(ends(topic, asked[topic], program["scales"], answers)) for topic in topics}
    unit = lcm(*(effort[topic].denominator for topic in found))
    step = {topic: int(effort[topic] * unit) for topic in found}
    return ranked(found, lambda topic, end: end.steps * step[topic])


def ranked(ends: dict[str, list[End]], effort: Callable[[str, End], int]) -> Candidates:
    """Return the ends of topics as candidates, by their effort.

    Of equal effort, higher levels are preferred, those of the earlier topics first; then more steps on earlier topics.
    """
    # A digit for each preference: the last topic's steps count least, the first topic's level most.
    size, numbers, levels = 1, {}, {}
    for topic in reversed(ends):
        numbers[topic], size = size, size * len(ends[topic])
    for topic in reversed(ends):
        levels[topic], size = size, size * (1 + ends[topic][-1].level - ends[topic][0].level)

    def candidate(topic: str, number: int, end: End) -> Candidate:
        takes = effort(topic, end)
        return Candidate(end, number, takes, takes * size - end.level * levels[topic] - number * numbers[topic])

    return {topic: tuple(candidate(topic, *each) for each in enumerate(ends[topic])) for topic in ends}


def cheapest(candidates: Candidates) -> Choice:
    """Return the cheapest candidate of each topic."""
    return {topic: min(each, key=lambda one: one.cost) for topic, each in candidates.items()}


def total(choice: Choice) -> int:
    """Return what a choice costs."""
    return sum(each.cost for each in choice.values())


def _asked(program: Node, award: str) -> dict[str, set[Ask]]:
    asked = defaultdict[str, set[Ask]](set)
    for node in chain.from_iterable(leaves(each["rule"]) for each in up_to(program, award)):
        match node:
            case {"level": level, "of": topic}:
                asked[topic].add(level)
            case {"evidence": topic, "kind": kind}:
                asked[topic].add(kind)
            case {"answered": topic}:
                asked[topic].add(None)
            case _:  # a share; or another award, whose nodes are yielded too
                for topic, each in node.get("points", {}).items():
                    asked[topic].update(map(int, each))
    return asked


def up_to(program: Node, award: str) -> Sequence[Node]:
    """Return the awards of a program from the lowest to `award`: each comes after those that it holds."""
    ids = [each["id"] for each in program["awards"]]
    found: Sequence[Node] = program["awards"][: ids.index(award) + 1]
    return found
