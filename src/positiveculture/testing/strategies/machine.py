"""A state machine that says and unsays, plans and completes, while what must always be true is held."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from positiveculture.assessment import Assessment, Evidence, NotApplicable, Rating, Reflection, Response
from positiveculture.drafting import draft_plan
from positiveculture.errors import NoRoute
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict
from positiveculture.formats.parsing import PARSERS
from positiveculture.formats.toml import toml_text
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome, State, evaluate
from positiveculture.plan import Action
from positiveculture.testing.kit.answers import answered
from positiveculture.testing.strategies.against import strategies_for
from positiveculture.testing.strategies.answers import DAY
from positiveculture.testing.strategies.arguments import framework as refuse_no_framework

#: How many steps one run takes at the most.
STEPS = 15


@attrs.define
class Service:
    """A service that is assessed again and again, and its answers today."""

    framework: Framework
    day: date = DAY
    responses: dict[str, Response] = attrs.field(factory=dict)
    actions: list[Action] = attrs.field(factory=list)

    @property
    def assessment(self) -> Assessment:
        """Its answers today."""
        return answered(self.framework, self.responses, self.day)

    @property
    def outcome(self) -> Outcome:
        """What the rules say of that."""
        return evaluate(self.framework, self.assessment)

    @property
    def rated(self) -> list[str]:
        """The topics that can be raised by a level."""
        levels = self.assessment.levels
        scales = self.framework.scope.scales
        return [id_ for id_, level in levels.items() if (scale := scales[id_]) is not None and level < scale.highest]

    @property
    def spoken(self) -> list[str]:
        """The topics that evidence can be added to."""
        return [id_ for id_, response in self.responses.items() if not isinstance(response, NotApplicable)]

    def met(self) -> set[str]:
        """Return the awards that are met."""
        return {verdict.award.id for verdict in self.outcome if verdict.state is State.MET}

    def gain(self, change: Callable[[], None]) -> None:
        """Make a change that can only say more, and hold that no award is lost by it."""
        before = self.met()
        change()
        lost = before - self.met()
        if lost:
            raise AssertionError(f"more was said, and {', '.join(sorted(lost))} was lost: {self.responses}")

    def show(self, topic: str, piece: Evidence) -> None:
        """Add evidence for a topic that is spoken of, or speak of it by evidence where it has no scale."""
        response = self.responses.get(topic, Reflection())
        if not isinstance(response, NotApplicable):
            self.responses[topic] = attrs.evolve(response, evidence=(*response.evidence, piece))

    def raise_to(self, topic: str, level: int) -> None:
        """Bring a topic to a level, where it is lower or unanswered."""
        response = self.responses.get(topic)
        if response is None:
            self.responses[topic] = Rating(level)
        elif isinstance(response, Rating):
            self.responses[topic] = attrs.evolve(response, level=max(response.level, level))

    def complete(self, action: Action) -> None:
        """Do what an action says."""
        scale = self.framework.topic(action.topic).scale
        if action.to_level is not None:
            self.raise_to(action.topic, action.to_level)
        if action.needs_evidence:
            if scale is not None:
                self.raise_to(action.topic, scale.lowest)
            self.show(action.topic, Evidence("Shown", dated=self.day))


def assessment_machine(framework: Framework) -> type[RuleBasedStateMachine]:  # noqa: C901 - a machine is its steps
    """Return a state machine that assesses a service against `framework`, step by step.

    Its steps answer a topic, raise one, withdraw an answer, make a topic not applicable, add evidence, let time
    pass so that evidence lapses, plan towards an award, and complete what was planned. After each of them it holds
    that the same answers have the same outcome, in any order and read back from a dict and from TOML; that progress
    is 1 if and only if an award is met; and that to raise, to add evidence and to complete an action never loses
    one.

    Run it as any other: ``TestWigan = assessment_machine(wigan).TestCase``.  A run takes up to 15 steps; set
    ``TestCase.settings`` for more.

    Raises:
        InvalidArgument: It is no Framework.
    """
    refuse_no_framework(framework, "assessment_machine")
    ours = strategies_for(framework)
    topics = st.sampled_from(framework.every_topic)
    awards = [award.id for award in framework.awards]
    optional = [topic.id for topic in framework.every_topic if topic.allows_not_applicable]

    class AssessmentMachine(RuleBasedStateMachine):
        """Assesses one service."""

        def __init__(self) -> None:
            super().__init__()
            self.service = Service(framework)

        @rule(given=topics.flatmap(lambda topic: st.tuples(st.just(topic.id), ours.spoken(topic))))
        def answer(self, given: tuple[str, Response]) -> None:
            """Answer a topic, whatever the answer was before."""
            topic, response = given
            self.service.responses[topic] = response

        @precondition(lambda self: bool(self.service.rated))
        @rule(data=st.data())
        def raise_a_level(self, data: st.DataObject) -> None:
            """Bring a topic up by one level."""
            topic = data.draw(st.sampled_from(self.service.rated), label="topic")
            up = self.service.assessment.levels[topic] + 1
            self.service.gain(lambda: self.service.raise_to(topic, up))

        @precondition(lambda self: bool(self.service.responses))
        @rule(data=st.data())
        def withdraw(self, data: st.DataObject) -> None:
            """Take back the answer to a topic."""
            del self.service.responses[data.draw(st.sampled_from(sorted(self.service.responses)), label="topic")]

        @precondition(lambda _: bool(optional))
        @rule(data=st.data())
        def set_aside(self, data: st.DataObject) -> None:
            """Say that a topic is not applicable."""
            topic = data.draw(st.sampled_from(optional), label="topic")
            self.service.responses[topic] = NotApplicable("It does not apply here.")

        @precondition(lambda self: bool(self.service.spoken))
        @rule(data=st.data(), lives=st.none() | st.integers(1, 60))
        def add_evidence(self, data: st.DataObject, lives: int | None) -> None:
            """Add a piece of evidence, which may lapse."""
            topic = data.draw(st.sampled_from(sorted(self.service.spoken)), label="topic")
            lapses = None if lives is None else self.service.day + timedelta(lives)
            piece = Evidence("A", dated=self.service.day, lapses_on=lapses)
            self.service.gain(lambda: self.service.show(topic, piece))

        @rule(days=st.integers(1, 60))
        def let_time_pass(self, days: int) -> None:
            """Move the day, so that evidence lapses."""
            self.service.day += timedelta(days)

        @precondition(lambda _: bool(awards))
        @rule(data=st.data())
        def plan(self, data: st.DataObject) -> None:
            """Plan towards an award."""
            award = data.draw(st.sampled_from(awards), label="award")
            try:
                drafted = draft_plan(self.service.outcome, award)
            except NoRoute:
                return
            drafted.validate(framework)
            self.service.actions = list(drafted.actions)

        @precondition(lambda self: bool(self.service.actions))
        @rule()
        def complete(self) -> None:
            """Complete the action that was planned first."""
            action = self.service.actions.pop(0)
            self.service.gain(lambda: self.service.complete(action))

        @invariant()
        def the_outcome_is_the_same_again(self) -> None:
            """The same answers have the same outcome, in any order and read back from a dict and from TOML."""
            for way, again in _again(framework, self.service.assessment).items():
                if evaluate(framework, again).blockers != self.service.outcome.blockers:
                    raise AssertionError(f"another outcome, {way}: {self.service.responses}")

        @invariant()
        def progress_is_one_where_met(self) -> None:
            """Progress is 1 if and only if an award is met."""
            for verdict in self.service.outcome:
                if (verdict.progress == 1) != (verdict.state is State.MET) or not 0 <= verdict.progress <= 1:
                    raise AssertionError(
                        f"progress of {verdict.award.id} is {verdict.progress}, and it is {verdict.state}"
                    )

    AssessmentMachine.TestCase.settings = settings(stateful_step_count=STEPS, deadline=None)
    return AssessmentMachine


def _again(framework: Framework, assessment: Assessment) -> dict[str, Assessment]:
    """Return the same assessment, come by otherwise."""
    payload: Any = assessment_to_dict(assessment)
    return {
        "made anew": attrs.evolve(assessment, responses=dict(assessment.responses)),
        "in another order": attrs.evolve(assessment, responses=dict(list(assessment.responses.items())[::-1])),
        "read from a dict": assessment_from_dict(payload, framework),
        "read from TOML": assessment_from_dict(PARSERS[".toml"](toml_text(payload)), framework),
    }
