"""A naive judge, written from the design alone: it shares no judging code with the library.

It judges one complete case at a time: every topic has a level, or is set aside, or takes no level.  What it says is
`MET`, `UNMET`, `OPEN` (an award with nothing left to judge, or a rule that hangs on one), or `NOTHING` (a rule with
nothing left to judge, which is passed by).
"""

import heapq
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import count, product

import attrs

from positiveculture import (
    All,
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

MET, OPEN, UNMET, NOTHING = "met", "open", "unmet", "nothing"


@attrs.frozen
class Complete:
    """A case without open questions."""

    framework: Framework
    levels: Mapping[str, int]
    aside: frozenset[str]
    evidenced: frozenset[str]

    def award(self, id_: str) -> str:
        """Return what an award comes to: never `NOTHING`."""
        said = self.rule(self.framework.award(id_).rule)
        return OPEN if said == NOTHING else said

    def rule(self, rule: Rule) -> str:
        """Return what a rule comes to."""
        match rule:
            case AtLeast(topic, level):
                return NOTHING if topic in self.aside else _said(self.levels[topic] >= level)
            case Every(level, topics):
                standing = [self.levels[topic] for topic in self._left(topics)]
                return _said(min(standing) >= level) if standing else NOTHING
            case Share():
                return self._share(rule)
            case Evidenced(topics):
                left = [topic for topic in topics if topic not in self.aside]
                return _said(self.evidenced.issuperset(left)) if left else NOTHING
            case Holds(award):
                return self.award(award)
            case All(rules):
                return self._all(rules)
            case AnyOf(rules):
                return self._at_least(1, rules)
            case AtLeastOf(n, rules):
                return self._at_least(n, rules)

    def _left(self, topics: tuple[str, ...]) -> list[str]:
        named = topics or [topic.id for topic in self.framework.topics if topic.scale is not None]
        return [topic for topic in named if topic not in self.aside]

    def _share(self, rule: Share) -> str:
        points = most = 0
        for topic in self._left(rule.topics):
            weight = dict(rule.weights).get(topic, 1)
            scale = self.framework.topic(topic).scale
            assert scale is not None
            points += weight * self.levels[topic]
            most += weight * scale.levels[-1].number
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


def completions(framework: Framework, assessment: Assessment) -> Iterator[Complete]:
    """Yield every way to answer the open questions: each level of each open topic, with and without evidence."""
    given = {topic for topic in assessment.responses if topic not in assessment.not_applicable}
    day = assessment.assessed_on
    shown = {topic for topic in given if any(one.counts_on(day) for one in assessment.evidence(topic))}
    unanswered = [topic for topic in framework.every_topic if topic.id not in assessment.responses]
    for answers in product(*(list(_answers(topic)) for topic in unanswered)):
        levels, evidenced = dict(assessment.levels), set(shown)
        for topic, (level, has_evidence) in zip(unanswered, answers, strict=True):
            if level is not None:
                levels[topic.id] = level
            if has_evidence:
                evidenced.add(topic.id)
        yield Complete(framework, levels, assessment.not_applicable, frozenset(evidenced))


def _answers(topic: Topic) -> Iterator[tuple[int | None, bool]]:
    levels = [None] if topic.scale is None else [level.number for level in topic.scale.levels]
    return product(levels, (False, True))


def state(said: set[str]) -> State:
    """Return the exact verdict on what an award comes to in every completion."""
    return State.MET if said == {MET} else State.NOT_MET if said == {UNMET} else State.UNDECIDED


#: Where each topic stands: its level (None: unanswered, or no scale), and whether it has evidence that counts.
Standing = tuple[tuple[int | None, bool], ...]


def cheapest_ends(
    framework: Framework, assessment: Assessment, award: str, effort: Mapping[str, Fraction]
) -> tuple[Fraction, list[Standing]] | None:
    """Return the least effort that reaches `award`, and every standing that it reaches it at; None: none does.

    The cheapest standings are searched one step at a time: a level up, an answer at the lowest level, or evidence.
    """
    topics = framework.every_topic
    day = assessment.assessed_on
    start = tuple(
        (assessment.levels.get(t.id), any(one.counts_on(day) for one in assessment.evidence(t.id))) for t in topics
    )
    order = count()
    ahead: list[tuple[Fraction, int, Standing]] = [(Fraction(0), next(order), start)]
    least: dict[Standing, Fraction] = {start: Fraction(0)}
    ends: list[Standing] = []
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
        for place, there in _next(topics, assessment, here):
            cost = spent + effort.get(topics[place].id, Fraction(1))
            if there not in least or cost < least[there]:
                least[there] = cost
                heapq.heappush(ahead, (cost, next(order), there))
    return None if best is None else (best, ends)


def _reaches(framework: Framework, assessment: Assessment, award: str, here: Standing) -> bool:
    """Return whether `award` is met whatever is still open: so, with every open question at its lowest level."""
    levels = {}
    for topic, (level, _) in zip(framework.every_topic, here, strict=True):
        if topic.scale is not None and topic.id not in assessment.not_applicable:
            levels[topic.id] = topic.scale.levels[0].number if level is None else level
    shown = frozenset(t.id for t, (_, has) in zip(framework.every_topic, here, strict=True) if has)
    return Complete(framework, levels, assessment.not_applicable, shown).award(award) == MET


def _next(topics: tuple[Topic, ...], assessment: Assessment, here: Standing) -> Iterator[tuple[int, Standing]]:
    for place, (topic, (level, has)) in enumerate(zip(topics, here, strict=True)):
        if topic.id in assessment.not_applicable:
            continue
        numbers = [] if topic.scale is None else [one.number for one in topic.scale.levels]
        higher = [number for number in numbers if level is None or number > level]
        moves: list[tuple[int | None, bool]] = [(higher[0], has)] if higher else []
        if not has and (level is not None or topic.scale is None):
            moves.append((level, True))
        for move in moves:
            yield place, (*here[:place], move, *here[place + 1 :])
