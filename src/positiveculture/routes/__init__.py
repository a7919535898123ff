"""The fewest steps from where a service stands to an award."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import ceil

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidEffort, NoRoute, UnknownTopic
from positiveculture.framework import Framework
from positiveculture.outcome import case_of
from positiveculture.problems import Problems
from positiveculture.routes.budget import Budget, TooMuch
from positiveculture.routes.demands import Demand, ways
from positiveculture.routes.lifting import MOST_CHOICES, Liftable, cheapest
from positiveculture.rules import Rounding, Share
from positiveculture.rules.case import Case
from positiveculture.topics import Statement


@attrs.frozen
class Step:
    """One level up on one topic, or one piece of evidence for it."""

    topic: str
    #: None: the topic is unanswered, or has no scale.
    from_level: int | None
    to_level: int | None
    #: The words to work towards; None where the framework has none for the level.
    statement: Statement | None = None
    #: Whether the step is to bring evidence: the level stays as it is.
    evidence: bool = False


@attrs.frozen
class Route:
    """The fewest steps that surely reach an award; no steps where it is met."""

    award: str
    steps: tuple[Step, ...]
    #: The sum of the effort of the steps; their number, where no effort was stated.
    effort: Fraction


def route(
    framework: Framework,
    assessment: Assessment,
    to: str,
    *,
    effort: Mapping[str, int | Fraction] | None = None,
    on: date | None = None,
) -> Route:
    """Return the fewest level-steps that surely reach an award, in framework order.

    An unanswered topic stands one step below its lowest level, so to answer it is itself a step.  Among equals, the
    route that raises the earlier topics is taken.

    Args:
        framework: The framework that the assessment names.
        assessment: Where the service stands.
        to: The award's id.
        effort: What one step on a topic costs, where it is not 1.
        on: The day on which evidence has to count; the day of the assessment where none is given.

    Raises:
        InvalidAssessment: The assessment does not fit the framework.
        UnknownAward: The framework has no such award.
        UnknownTopic: An effort is stated for a topic that is not there.
        InvalidEffort: An effort is not more than 0; every one that is not.
        NoRoute: Nothing is left to judge, or the rules are too large to solve exactly.
    """
    framework.award(to)
    assessment.validate(framework)
    case = case_of(framework, assessment, assessment.assessed_on if on is None else on)
    rules = {each.id: each.rule for each in framework.awards}
    try:
        found = ways(to, case, rules)
        land = _Land(framework, case, _efforts(framework, effort or {}))
        best = min((land.destination(demand) for demand in found), default=None)
    except TooMuch as error:
        raise NoRoute(to, error.reason) from None
    if best is None:
        raise NoRoute(to, "every topic that it would be judged by is set aside as not applicable")
    order = {topic.id: place for place, topic in enumerate(framework.every_topic)}
    steps = sorted(land.steps(best), key=lambda step: order[step.topic])
    return Route(to, tuple(steps), best.effort)


def _efforts(framework: Framework, effort: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    known = tuple(topic.id for topic in framework.every_topic)
    for topic in effort:
        if topic not in known:
            raise UnknownTopic("topic", topic, known)
    problems = Problems()
    for topic, cost in effort.items():
        if not (type(cost) is int or isinstance(cost, Fraction)) or cost <= 0:
            problems.report("not-an-effort", "topics", topic, given=cost)
    problems.refuse(InvalidEffort, "the effort of the route", None)
    return {topic: Fraction(effort.get(topic, 1)) for topic in known}


@attrs.frozen(order=True)
class _Destination:
    """Where a route ends; the smaller is the better."""

    effort: Fraction
    #: Minus the level of each topic in framework order, so that of two equals the earlier topics are raised.
    preference: tuple[int, ...]
    levels: tuple[tuple[str, int], ...]
    evidence: tuple[str, ...]


@attrs.frozen
class _Land:
    """Where the assessment stands, and what each step costs."""

    framework: Framework
    case: Case
    efforts: Mapping[str, Fraction]
    budget: Budget = attrs.field(
        factory=lambda: Budget(MOST_CHOICES, "the choices that its shares leave have to be weighed")
    )

    def destination(self, demand: Demand) -> _Destination:
        """Return the best place at which `demand` is met."""
        answers = {topic: self.case.scope.scale(topic).lowest for topic in demand.evidence if self._open(topic)}
        levels = {**answers, **demand.levels}
        if demand.shares:
            levels |= self._lifted(sorted(demand.shares, key=repr), levels)
        effort = sum((self._effort(topic, level) for topic, level in levels.items()), start=Fraction(0))
        effort += sum(self.efforts[topic] for topic in demand.evidence)
        preference = tuple(-levels.get(topic, self._stands(topic)) for topic in self._rated())
        return _Destination(effort, preference, tuple(sorted(levels.items())), tuple(sorted(demand.evidence)))

    def steps(self, destination: _Destination) -> Iterator[Step]:
        """Yield each step to `destination`, on each topic from the bottom up, evidence last."""
        reached: dict[str, int | None] = {}
        for topic, level in destination.levels:
            stands = self.case.levels.get(topic)
            lowest = self.case.scope.scale(topic).lowest
            words = {statement.level: statement for statement in self.framework.topic(topic).statements}
            while stands is None or stands < level:
                up = lowest if stands is None else stands + 1
                yield Step(topic, stands, up, words.get(up))
                stands = up
            reached[topic] = stands
        for topic in destination.evidence:
            level_now = reached.get(topic, self.case.levels.get(topic))
            yield Step(topic, level_now, level_now, evidence=True)

    def _rated(self) -> list[str]:
        return [topic for topic, scale in self.case.scope.scales.items() if scale is not None]

    def _open(self, topic: str) -> bool:
        return topic not in self.case.levels and self.case.scope.scales[topic] is not None

    def _stands(self, topic: str) -> int:
        """Return the level that `topic` is judged at: the lowest, where it is unanswered."""
        return self.case.levels.get(topic, self.case.scope.scale(topic).lowest)

    def _effort(self, topic: str, level: int) -> Fraction:
        below = self.case.levels.get(topic, self.case.scope.scale(topic).lowest - 1)
        return max(level - below, 0) * self.efforts[topic]

    def _lifted(self, shares: list[Share], floor: Mapping[str, int]) -> dict[str, int]:
        """Return the cheapest levels, at or above `floor`, that reach every one of `shares`."""
        weights = [dict(share.weighed(self.case)) for share in shares]
        topics = [topic for topic in self._rated() if any(topic in weight for weight in weights)]
        liftable = [
            Liftable(topic, self._options(topic, floor.get(topic)), tuple(weight.get(topic, 0) for weight in weights))
            for topic in topics
        ]
        needed = tuple(self._points(share, weight) for share, weight in zip(shares, weights, strict=True))
        levels = cheapest(liftable, needed, self.budget)
        return {topic: level for topic, level in levels.items() if topic in floor or level > self._stands(topic)}

    def _options(self, topic: str, floor: int | None) -> tuple[tuple[int, Fraction], ...]:
        """Return each level that `topic` could be brought to, with its effort: none, to stay unanswered."""
        lowest = self._stands(topic) if floor is None else max(floor, self._stands(topic))
        levels = range(lowest, self.case.scope.scale(topic).highest + 1)
        stay = floor is None and topic not in self.case.levels
        return tuple(
            (level, Fraction(0) if stay and level == lowest else self._effort(topic, level)) for level in levels
        )

    def _points(self, share: Share, weights: Mapping[str, int]) -> int:
        """Return the fewest points that reach `share`."""
        most = sum(self.case.scope.scale(topic).highest * weight for topic, weight in weights.items())
        percent = share.percent - Fraction(1, 2) if share.rounding is Rounding.HALF_UP else share.percent
        return ceil(percent * most / 100)
