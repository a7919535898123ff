"""A naive judge, written from the design alone: it shares no judging code with the library.

It judges one complete case at a time: every topic has a level, or is set aside, or takes no level.  What it says is
`MET`, `UNMET`, `OPEN` (an award with nothing left to judge, or a rule that hangs on one), or `NOTHING` (a rule with
nothing left to judge, which is passed by).
"""

import heapq
from collections.abc import Iterator, Mapping, Set as AbstractSet
from fractions import Fraction
from itertools import count, product

import attrs

from positiveculture import (
    All,
    Answered,
    AnyOf,
    Assessment,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Framework,
    Holds,
    Rounding,
    Rule,
    Share,
    State,
    Topic,
)
from positiveculture.responses import EVIDENCE_KINDS

MET, OPEN, UNMET, NOTHING = "met", "open", "unmet", "nothing"


@attrs.frozen
class Complete:
    """A case without open questions."""

    framework: Framework
    levels: Mapping[str, int]
    aside: frozenset[str]
    #: Each topic that has evidence, with the kinds of it.
    evidenced: Mapping[str, AbstractSet[str]]

    def award(self, id_: str) -> str:
        """Return what an award comes to: never `NOTHING`."""
        said = self.rule(self.framework.award(id_).rule)
        return OPEN if said == NOTHING else said

    def rule(self, rule: Rule) -> str:
        """Return what a rule comes to."""
        match rule:
            case AtLeast(topic, level):
                return NOTHING if topic in self.aside else _said(self.levels[topic] >= level)
            case Answered():
                return MET  # everything is answered
            case Every(level, topics, principle):
                found = [self.levels[topic] for topic in self._left(topics, principle)]
                return _said(min(found) >= level) if found else NOTHING
            case Share():
                return self._share(rule)
            case Evidenced(topics, kind):
                left = [topic for topic in topics if topic not in self.aside]
                kinds = [self.evidenced.get(topic, set()) for topic in left]
                return _said(all(kind in each if kind else each for each in kinds)) if left else NOTHING
            case Holds(award):
                return self.award(award)
            case All(rules):
                return self._all(rules)
            case AnyOf(rules):
                return self._at_least(1, rules)
            case AtLeastOf(n, rules):
                return self._at_least(n, rules)

    def _left(self, topics: tuple[str, ...], principle: str | None) -> list[str]:
        rated = [topic for topic in self.framework.topics if topic.scale is not None]
        meant = [topic.id for topic in rated if principle is None or self._is_within(topic.principle, principle)]
        return [topic for topic in topics or meant if topic not in self.aside]

    def _is_within(self, principle: str | None, other: str) -> bool:
        above = {each.id: each.within for each in self.framework.principles}
        while principle is not None and principle != other:
            principle = above[principle]
        return principle == other

    def _share(self, rule: Share) -> str:
        points = most = 0
        for topic in self._left(rule.topics, rule.principle):
            weight = dict(rule.weights).get(topic, 1)
            scale = self.framework.topic(topic).scale
            assert scale is not None
            counts = dict(scale.points) or {level.number: level.number for level in scale.levels}
            points += weight * counts[self.levels[topic]]
            most += weight * counts[scale.levels[-1].number]
        if not most:
            return NOTHING
        percent = Fraction(100 * points, most)
        if rule.rounding is Rounding.HALF_UP:
            return _said((200 * points + most) // (2 * most) >= rule.percent)
        return _said(percent >= rule.percent)

    def _all(self, rules: tuple[Rule, ...]) -> str:
        own = [self.rule(rule) for rule in rules if not isinstance(rule, Holds)]
        if own and set(own) == {NOTHING}:
            return NOTHING
        said = {*own, *(self.rule(rule) for rule in rules if isinstance(rule, Holds))}
        return UNMET if UNMET in said else OPEN if OPEN in said else MET

    def _at_least(self, n: int, rules: tuple[Rule, ...]) -> str:
        left = [said for rule in rules if (said := self.rule(rule)) != NOTHING]
        if not left:
            return NOTHING
        asked = min(n, len(left))
        if left.count(MET) >= asked:
            return MET
        return OPEN if left.count(MET) + left.count(OPEN) >= asked else UNMET


def _said(met: bool) -> str:
    return MET if met else UNMET


@attrs.frozen
class Unfinished(Complete):
    """A case in which some topics are not spoken of yet, and stand at their lowest level."""

    unsaid: frozenset[str]

    def rule(self, rule: Rule) -> str:
        """Return what a rule comes to."""
        return _said(self.unsaid.isdisjoint(rule.topics)) if isinstance(rule, Answered) else super().rule(rule)


def completions(framework: Framework, assessment: Assessment) -> Iterator[Complete]:
    """Yield every way to answer the open questions: each level of each, with and without evidence; and none at all."""
    kinds = {topic: kinds_shown(assessment, topic) for topic in assessment.responses}
    unanswered = [topic for topic in framework.every_topic if topic.id not in assessment.responses]
    lowest = {topic.id: topic.scale.levels[0].number for topic in unanswered if topic.scale is not None}
    unsaid = frozenset(topic.id for topic in unanswered)
    yield Unfinished(framework, {**lowest, **assessment.levels}, assessment.not_applicable, kinds, unsaid)
    for answers in product(*(list(_answers(topic)) for topic in unanswered)):
        levels, evidenced = dict(assessment.levels), dict(kinds)
        for topic, (level, has_evidence) in zip(unanswered, answers, strict=True):
            if level is not None:
                levels[topic.id] = level
            evidenced[topic.id] = set(EVIDENCE_KINDS) if has_evidence else set()
        yield Complete(framework, levels, assessment.not_applicable, evidenced)


def kinds_shown(assessment: Assessment, topic: str) -> AbstractSet[str]:
    """Return the kinds of the evidence for a topic that counts on the day."""
    return {one.kind for one in assessment.evidence(topic) if one.counts_on(assessment.assessed_on)}


def _answers(topic: Topic) -> Iterator[tuple[int | None, bool]]:
    levels = [None] if topic.scale is None else [level.number for level in topic.scale.levels]
    return product(levels, (False, True))


def state(said: set[str]) -> State:
    """Return the exact verdict on what an award comes to in every completion."""
    return State.MET if said == {MET} else State.NOT_MET if said == {UNMET} else State.UNDECIDED


#: Where each topic stands: its level (None: unanswered, or no scale), whether anything is said of it, and the kinds of
#: evidence that it has.
Spot = tuple[int | None, bool, frozenset[str]]
Answers = tuple[Spot, ...]


def cheapest_ends(
    framework: Framework, assessment: Assessment, award: str, effort: Mapping[str, Fraction]
) -> tuple[Fraction, list[Answers]] | None:
    """Return the least effort that reaches `award`, and all answers that reach it; None: none does.

    The cheapest answers are searched one step at a time: a level up, an answer at the lowest level, a first word on a
    topic without a scale, or a piece of evidence.
    """
    topics = framework.every_topic
    start = tuple(
        (
            assessment.levels.get(topic.id),
            topic.id in assessment.responses,
            frozenset(kinds_shown(assessment, topic.id)),
        )
        for topic in topics
    )
    order = count()
    ahead: list[tuple[Fraction, int, Answers]] = [(Fraction(0), next(order), start)]
    least: dict[Answers, Fraction] = {start: Fraction(0)}
    ends: list[Answers] = []
    best: Fraction | None = None
    while ahead:
        spent, _, here = heapq.heappop(ahead)
        if best is not None and spent > best:
            break
        if spent > least[here]:
            continue
        if _reaches(framework, assessment, award, here):
            best = spent
            ends.append(here)
            continue
        for place, there in _next(framework, assessment, here):
            cost = spent + effort.get(topics[place].id, Fraction(1))
            if there not in least or cost < least[there]:
                least[there] = cost
                heapq.heappush(ahead, (cost, next(order), there))
    return None if best is None else (best, ends)


def _reaches(framework: Framework, assessment: Assessment, award: str, here: Answers) -> bool:
    """Return whether `award` is met whatever is still open: so, with every open question at its lowest level."""
    levels, unsaid = {}, set()
    for topic, (level, said, _) in zip(framework.every_topic, here, strict=True):
        if topic.scale is not None and topic.id not in assessment.not_applicable:
            levels[topic.id] = topic.scale.levels[0].number if level is None else level
        if not said:
            unsaid.add(topic.id)
    shown = {topic.id: kinds for topic, (_, _, kinds) in zip(framework.every_topic, here, strict=True)}
    return Unfinished(framework, levels, assessment.not_applicable, shown, frozenset(unsaid)).award(award) == MET


def _next(framework: Framework, assessment: Assessment, here: Answers) -> Iterator[tuple[int, Answers]]:
    asked = {"link", "record"} if "'link'" in repr(framework.program) else {"record"}
    for place, (topic, spot) in enumerate(zip(framework.every_topic, here, strict=True)):
        if topic.id not in assessment.not_applicable:
            for move in _moves(topic, spot, asked):
                yield place, (*here[:place], move, *here[place + 1 :])


def _moves(topic: Topic, spot: Spot, asked: AbstractSet[str]) -> Iterator[Spot]:
    level, said, kinds = spot
    numbers = [] if topic.scale is None else [one.number for one in topic.scale.levels]
    higher = [number for number in numbers if level is None or number > level]
    if higher:
        yield higher[0], True, kinds
    if topic.scale is None and not said:
        yield None, True, kinds
    if level is not None or topic.scale is None:
        yield from ((level, True, kinds | {kind}) for kind in sorted(asked - kinds))
