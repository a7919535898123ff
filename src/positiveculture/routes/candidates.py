"""The candidates of each topic for an award: where it could go, and what that costs."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain
from math import lcm
from typing import NamedTuple, TypeAlias

from positiveculture.routes.steps import Answers, Ask, End, ends
from positiveculture.rules.cells import NOT_APPLICABLE
from positiveculture.rules.kinds import Node
from positiveculture.rules.program import leaves


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
    """Return the candidates of each topic that an award, or a lower one, asks about.

    Of equal effort, higher levels are preferred, those of the earlier topics first; then more steps on earlier topics.
    """
    asked = _asked(program, award)
    topics = [topic for topic in effort if topic in asked and answers.get(topic) is not NOT_APPLICABLE]
    found = {topic: sorted(ends(topic, asked[topic], program["scales"], answers)) for topic in topics}
    unit = lcm(*(effort[topic].denominator for topic in found))
    # A digit for each preference: the last topic's steps count least, the first topic's level most.
    size, numbers, levels = 1, {}, {}
    for topic in reversed(found):
        numbers[topic], size = size, size * len(found[topic])
    for topic in reversed(found):
        levels[topic], size = size, size * (1 + found[topic][-1].level - found[topic][0].level)
    step = {topic: int(effort[topic] * unit) for topic in found}

    def candidate(topic: str, number: int, end: End) -> Candidate:
        takes = end.steps * step[topic]
        return Candidate(end, number, takes, takes * size - end.level * levels[topic] - number * numbers[topic])

    return {topic: tuple(candidate(topic, *each) for each in enumerate(found[topic])) for topic in found}


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
