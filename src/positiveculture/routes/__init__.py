"""The steps of least effort from where a service stands to an award."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidEffort
from positiveculture.field_types import key_step, require
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.problems import Problems
from positiveculture.routes.candidates import Step
from positiveculture.routes.solver import solve

__all__ = ["Route", "Step", "route"]


@attrs.frozen
class Route:
    """The steps of least effort that surely reach an award, in framework order; none where it is met."""

    award: str
    steps: tuple[Step, ...]
    #: The sum of the effort of the steps; their number, where no effort was stated.
    effort: Fraction
    #: What it was found from; None for a route that was made by hand, whose JSON says less.
    framework: Framework | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)
    assessment: Assessment | None = attrs.field(default=None, kw_only=True, eq=False, repr=False)


def route(outcome: Outcome, to: str, *, effort: Mapping[str, int | Fraction] | None = None) -> Route:
    """Return the steps of least effort that surely reach an award.

    A step is one level up on one topic, a first answer or one piece of evidence.  An unanswered topic stands one step
    below its lowest level.  Of routes of equal effort, the one that raises the earlier topics is taken.

    Args:
        outcome: Where the service stands; evidence has to count on the outcome's day.
        to: The award's id.
        effort: What one step on a topic takes, where it is not 1.

    Raises:
        UnknownAward: The framework has no such award.
        NotScored: The framework publishes no awards.
        InvalidEffort: An effort is not a positive int or Fraction, or is stated for a topic that is not there.
        WrongArgument: It is no outcome, or the efforts are no mapping.
        NoRoute: Nothing is left to judge, or the award's parts share too many topics for an exact answer.
    """
    require(outcome, Outcome)
    framework = outcome.framework
    framework.award(to)
    efforts = _efforts(framework, {} if effort is None else effort)
    found = solve(framework.program, to, outcome.case.answers, efforts)
    steps = tuple(_with_words(step, framework) for step in found)
    total = sum((efforts[step.topic] for step in steps), start=Fraction(0))
    return Route(to, steps, total, framework=framework, assessment=outcome.assessment)


def _efforts(framework: Framework, effort: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    """Return the effort of a step on each topic, in framework order."""
    problems = Problems()
    require(effort, Mapping)
    for topic, cost in effort.items():
        if topic not in framework.topics_by_id:
            problems.report("unknown-topic", "topics", key_step(topic), name=topic, known=framework.topics_by_id)
        if not (type(cost) is int or isinstance(cost, Fraction)) or cost <= 0:
            problems.report("not-an-effort", "topics", key_step(topic), given=cost)
    problems.refuse(InvalidEffort, gettext("the effort of the route"), None)
    return {topic: Fraction(effort.get(topic, 1)) for topic in framework.topics_by_id}


def _with_words(step: Step, framework: Framework) -> Step:
    """Return a step with the words of the level that it leads to."""
    if step.evidence or step.to_level is None:
        return step
    words = framework.topics_by_id[step.topic].statement(step.to_level)
    return Step(step.topic, step.from_level, step.to_level, words)
