"""Where an assessment stands, where each topic could go from there, and the steps on the way."""

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple, TypeAlias

import attrs

from positiveculture.rules.cells import Key
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
    if stands is not None:
        levels.add(stands)
    else:
        yield End(0, (), lowest, answered)
        levels |= {lowest} if kinds or None in asked else set()
    for level in sorted(levels):
        yield from (End(level - below + len(each), each, level, answered=True) for each in added)


def steps(topic: str, end: End, scales: Scales, answers: Answers) -> Iterator[Step]:
    """Yield the steps on a topic to its end: level by level from the bottom up, evidence last."""
    stands = answers.get(topic)
    for _ in range(end.steps - len(end.evidence)):
        up = None
        if topic in scales:
            up = scales[topic][0] if stands is None else stands + 1
        yield Step(topic, stands, up)
        stands = up
    for kind in end.evidence:
        yield Step(topic, stands, stands, evidence=True, kind=kind)
