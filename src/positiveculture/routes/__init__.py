"""The fewest steps from where a service stands to an award."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidEffort, NoRoute, Problem, UnknownTopic, quoted, shown
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome
from positiveculture.routes.budget import Budget, TooMuch
from positiveculture.routes.demands import Demand, ways
from positiveculture.routes.lifting import MOST_CHOICES, Liftable, cheapest
from positiveculture.rules.parts import Part
from positiveculture.topics import Statement


@attrs.frozen
class Step:
    """One level up on one topic, one piece of evidence for it, or the first reflection on it."""

    topic: str
    #: None: the topic is unanswered, or has no scale.
    from_level: int | None
    to_level: int | None
    #: The words to work towards; None where the framework has none for the level.
    statement: Statement | None = None
    #: Whether the step is to bring evidence: the level stays as it is.
    evidence: bool = False
    #: The kind of evidence that is asked for; "": any.
    kind: str = ""


@attrs.frozen
class Route:
    """The fewest steps that surely reach an award; no steps where it is met."""

    award: str
    steps: tuple[Step, ...]
    #: The sum of the effort of the steps; their number, where no effort was stated.
    effort: Fraction
    #: The assessment that it begins at, and its framework; None where the route was made by hand.
    framework: Framework | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)
    assessment: Assessment | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)


def route(outcome: Outcome, to: str, *, effort: Mapping[str, int | Fraction] | None = None) -> Route:
    """Return the fewest level-steps that surely reach an award, in framework order.

    An unanswered topic stands one step below its lowest level, so to answer it is itself a step.  Among equals, the
    route that raises the earlier topics is taken.

    Args:
        outcome: Where the service stands; evidence has to count on the outcome's day.
        to: The award's id.
        effort: What one step on a topic costs, where it is not 1.

    Raises:
        UnknownAward: The framework has no such award.
        NotScored: The framework publishes no awards.
        UnknownTopic: An effort is stated for a topic that is not there.
        InvalidEffort: An effort is not more than 0; every one that is not.
        NoRoute: Nothing is left to judge, or the rules are too large to solve exactly.
    """
    framework = outcome.framework
    framework.award(to)
    try:
        found = ways(to, outcome)
        land = _Land(framework, outcome, _efforts(framework, effort or {}))
        best = min((land.destination(demand) for demand in found), default=None)
    except TooMuch as error:
        raise NoRoute(to, error.reason) from None
    if best is None:
        raise NoRoute(to, "every topic that it would be judged by is set aside as not applicable")
    order = {topic.id: place for place, topic in enumerate(framework.every_topic)}
    steps = sorted(land.steps(best), key=lambda step: order[step.topic])
    return Route(to, tuple(steps), best.effort, framework=framework, assessment=outcome.assessment)


def _efforts(framework: Framework, effort: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    known = tuple(topic.id for topic in framework.every_topic)
    for topic in effort:
        if topic not in known:
            raise UnknownTopic("topic", topic, known)
    problems = [
        Problem(
            f"topic {quoted(topic)}", f"a step takes an effort of more than 0, an int or a Fraction, not {shown(cost)}"
        )
        for topic, cost in effort.items()
        if not (type(cost) is int or isinstance(cost, Fraction)) or cost <= 0
    ]
    if problems:
        raise InvalidEffort("the effort of the route", tuple(problems))
    return {topic: Fraction(effort.get(topic, 1)) for topic in known}


@attrs.frozen(order=True)
class _Destination:
    """Where a route ends; the smaller is the better."""

    effort: Fraction
    #: Minus the level of each topic in framework order, so that of two equals the earlier topics are raised.
    preference: tuple[int, ...]
    levels: tuple[tuple[str, int], ...]
    evidence: tuple[tuple[str, str], ...]
    answers: tuple[str, ...]


@attrs.frozen
class _Land:
    """Where the assessment stands, and what each step costs."""

    framework: Framework
    outcome: Outcome
    efforts: Mapping[str, Fraction]
    budget: Budget = attrs.field(
        factory=lambda: Budget(MOST_CHOICES, "the choices that its shares leave have to be weighed")
    )

    @property
    def _levels(self) -> Mapping[str, int]:
        return self.outcome.assessment.levels

    def destination(self, demand: Demand) -> _Destination:
        """Return the best place at which `demand` is met."""
        answers = {topic: self.framework.scope.scale(topic).lowest for topic, _ in demand.evidence if self._open(topic)}
        levels = {**answers, **demand.levels}
        if demand.shares:
            levels |= self._lifted(demand.shares, levels)
        effort = sum((self._effort(topic, level) for topic, level in levels.items()), start=Fraction(0))
        effort += sum(self.efforts[topic] for topic in (*(topic for topic, _ in demand.evidence), *demand.answers))
        preference = tuple(-levels.get(topic, self._stands(topic)) for topic in self._rated())
        evidence, said = tuple(sorted(demand.evidence)), tuple(sorted(demand.answers))
        return _Destination(effort, preference, tuple(sorted(levels.items())), evidence, said)

    def steps(self, destination: _Destination) -> Iterator[Step]:
        """Yield each step to `destination`, on each topic from the bottom up, evidence last."""
        reached: dict[str, int | None] = {}
        for topic, level in destination.levels:
            stands = self._levels.get(topic)
            lowest = self.framework.scope.scale(topic).lowest
            words = {statement.level: statement for statement in self.framework.topic(topic).statements}
            while stands is None or stands < level:
                up = lowest if stands is None else stands + 1
                yield Step(topic, stands, up, words.get(up))
                stands = up
            reached[topic] = stands
        yield from (Step(topic, None, None) for topic in destination.answers)
        for topic, kind in destination.evidence:
            level_now = reached.get(topic, self._levels.get(topic))
            yield Step(topic, level_now, level_now, evidence=True, kind=kind)

    def _rated(self) -> list[str]:
        return [topic for topic, scale in self.framework.scope.scales.items() if scale is not None]

    def _open(self, topic: str) -> bool:
        return topic not in self._levels and self.framework.scope.scales[topic] is not None

    def _stands(self, topic: str) -> int:
        """Return the level that `topic` is judged at: the lowest, where it is unanswered."""
        return self._levels.get(topic, self.framework.scope.scale(topic).lowest)

    def _effort(self, topic: str, level: int) -> Fraction:
        below = self._levels.get(topic, self.framework.scope.scale(topic).lowest - 1)
        return max(level - below, 0) * self.efforts[topic]

    def _lifted(self, shares: tuple[Part, ...], floor: Mapping[str, int]) -> dict[str, int]:
        """Return the cheapest levels, at or above `floor`, that reach every one of `shares`."""
        counted = [self._counted(share) for share in shares]
        topics = [topic for topic in self._rated() if any(topic in points for points in counted)]
        liftable = [
            Liftable(topic, self._options(topic, floor.get(topic)), tuple(points.get(topic, {}) for points in counted))
            for topic in topics
        ]
        needed = tuple(self._needed(share) for share in shares)
        levels = cheapest(liftable, needed, self.budget)
        return {topic: level for topic, level in levels.items() if topic in floor or level > self._stands(topic)}

    def _options(self, topic: str, floor: int | None) -> tuple[tuple[int, Fraction], ...]:
        """Return each level that `topic` could be brought to, with its effort: none, to stay unanswered."""
        lowest = self._stands(topic) if floor is None else max(floor, self._stands(topic))
        levels = range(lowest, self.framework.scope.scale(topic).highest + 1)
        stay = floor is None and topic not in self._levels
        return tuple(
            (level, Fraction(0) if stay and level == lowest else self._effort(topic, level)) for level in levels
        )

    def _counted(self, share: Part) -> dict[str, Mapping[int, int]]:
        """Return the points of each topic that counts towards `share`."""
        aside = self.outcome.assessment.not_applicable
        points = share.shares.sums.points.items() if share.shares else ()
        return {topic: each for topic, each in points if topic not in aside}

    def _needed(self, share: Part) -> int:
        """Return the fewest points that reach `share`."""
        _, _, most = share.points(self.outcome.case)
        if share.shares is None:
            raise TypeError("is no share")
        percent = share.shares.percent - Fraction(1, 2) if share.shares.half_up else share.shares.percent
        return ceil(percent * most / 100)
