"""What will be done towards an award: by whom, by when, and how success will show.

The fields are those of the action plan in Progress for Wigan Ethical Homecare Providers: two to three priorities and
why; first steps, who and by when; who else needs to know or help, and how to get their help; support from inside and
outside; and what will have changed, be seen, felt and heard.
"""

from collections.abc import Collection
from datetime import date

import attrs

from positiveculture.errors import InvalidPlan, Path, Problem
from positiveculture.field_types import check_fields
from positiveculture.framework import Framework, require_framework
from positiveculture.outcome import Outcome
from positiveculture.problems import Problems
from positiveculture.routes import Step, route
from positiveculture.sentences import called
from positiveculture.topics import Topic, many


@attrs.frozen
class Priority:
    """A topic that comes first, and why."""

    topic: str
    why: str = ""


@attrs.frozen(kw_only=True)
class Action:
    """What will be done about one topic."""

    topic: str
    #: Where the topic stood; None where it was unanswered, or has no scale.
    from_level: int | None = None
    #: Where the award asks it to stand; None where evidence or a reflection is asked for.
    to_level: int | None = None
    #: What to work towards: the next statement up, or for an unanswered topic that of the level asked for.
    towards: str = ""
    needs_evidence: bool = False
    first_step: str = ""
    who: str = ""
    by_when: date | None = None
    done_on: date | None = None


@attrs.frozen
class Success:
    """How it will show that the plan has worked."""

    changed: str = ""
    seen: str = ""
    felt: str = ""
    heard: str = ""


@attrs.frozen(kw_only=True)
class ActionPlan:
    """What a service will do towards an award."""

    framework: str
    edition: str
    service: str
    #: The award that it works towards; None where the framework publishes none.
    award: str | None = None
    #: The day of the assessment that it was drafted from.
    assessed_on: date | None = None
    priorities: tuple[Priority, ...] = attrs.field(default=(), converter=many)
    actions: tuple[Action, ...] = attrs.field(default=(), converter=many)
    #: Who else needs to know, or to help.
    who_else: str = ""
    getting_help: str = ""
    support_inside: str = ""
    support_outside: str = ""
    success: Success = Success()
    note: str = ""

    def problems(self, framework: Framework | None = None) -> tuple[Problem, ...]:
        """Return what does not fit `framework`; None: what would fit no framework; at most the first hundred."""
        return self.report_problems(framework).located(self)

    def validate(self, framework: Framework | None = None) -> None:
        """Refuse what does not fit `framework`; None: what would fit no framework.

        Raises:
            InvalidPlan: Everything that `problems` returns, at once.
        """
        self.report_problems(framework).refuse(InvalidPlan, called("action plan of", self.service), self)

    def report_problems(self, framework: Framework | None = None) -> Problems:
        """Return a collector with what `problems` returns."""
        problems = Problems()
        wrong = check_fields(self, problems)
        if framework is not None:
            require_framework(framework)
            self._report_other(framework, wrong, problems)
        if "actions" not in wrong:
            self._report_actions(None if "assessed_on" in wrong else self.assessed_on, problems)
        return problems

    def _report_other(self, framework: Framework, wrong: Collection[str], problems: Problems) -> None:
        """Report what is of another framework, and levels that are on no scale of this one."""
        if "framework" not in wrong and self.framework != framework.id:
            problems.report("other-framework", "framework", name=self.framework, expected=framework.id)
        if "edition" not in wrong and self.edition != framework.edition:
            words = {"name": self.edition, "framework": framework.id, "expected": framework.edition}
            problems.report("other-edition", "edition", **words)
        awards = [award.id for award in framework.awards]
        if "award" not in wrong and self.award is not None and self.award not in awards:
            problems.report("unknown-award", "award", name=self.award, known=awards)
        for field in ("priorities", "actions"):
            for place, entry in enumerate(getattr(self, field) if field not in wrong else ()):
                topic = framework.topics_by_id.get(entry.topic)
                if topic is None:
                    path = (field, place, "topic")
                    problems.report("unknown-topic", *path, name=entry.topic, known=framework.topics_by_id)
                elif isinstance(entry, Action):
                    _report_levels(entry, topic, problems, (field, place))

    def _report_actions(self, day: date | None, problems: Problems) -> None:
        # Where no award is named, a plan carries in what was promised: several things on one topic, some overdue.
        fields = ("by_when", "done_on") if self.award is not None else ("done_on",)
        if self.award is not None:
            problems.report_repeats(
                (("actions", place, "topic"), each.topic) for place, each in enumerate(self.actions)
            )
        for place, action in enumerate(self.actions):
            for field in fields:
                found = getattr(action, field)
                if found is not None and day is not None and found < day:
                    problems.report("before-assessment", "actions", place, field, day=found, assessed_on=day)

    def advice(self, framework: Framework) -> tuple[str, ...]:
        """Return what the source advises otherwise: advice, never a problem."""
        advised = framework.plan.priorities
        if advised is None or advised[0] <= len(self.priorities) <= advised[1]:
            return ()
        return (
            f"{framework.title} advises {advised[0]} to {advised[1]} priorities; this plan has {len(self.priorities)}",
        )


def _report_levels(action: Action, topic: Topic, problems: Problems, path: Path) -> None:
    scale = topic.scale
    levels = {field: getattr(action, field) for field in ("from_level", "to_level")}
    off = {field: level for field, level in levels.items() if scale and level is not None and level not in scale}
    for field, level in off.items():
        if scale is not None:
            problems.report("off-scale", *path, field, level=level, lowest=scale.lowest, highest=scale.highest)
    before, after = levels.values()
    if not off and before is not None and after is not None and topic.scored(after) < topic.scored(before):
        problems.report("level-worse", *path, "to_level", level=after, other=before)


def draft_plan(outcome: Outcome, award: str | None = None) -> ActionPlan:
    """Return a plan that reaches `award`, with who and by-when left open.

    It has an action for every topic on the route to the award, so it covers every blocker; its priorities are the
    topics with the furthest to go, as many as the source advises at the most.

    Where the framework publishes no awards, none is named: the plan then carries in the actions that are open, each
    with who and by when, and has one for every topic that is rated below its best (in a survey, below the middle), and
    for every topic on which there is nothing yet, or no evidence that counts. Which come first is for people to say.

    Raises:
        UnknownAward: The framework has no such award.
        NotScored: An award is named, and the framework publishes none.
        InvalidPlan: No award is named, and the framework publishes some.
        NoRoute: No route can be given.
    """
    framework, assessment = outcome.framework, outcome.assessment
    priorities, actions = ((), _open_actions(outcome)) if award is None else _towards(outcome, award)
    return ActionPlan(
        framework=framework.id,
        edition=framework.edition,
        service=assessment.service,
        award=award,
        assessed_on=assessment.assessed_on,
        priorities=priorities,
        actions=actions,
    )


def _towards(outcome: Outcome, award: str) -> tuple[tuple[Priority, ...], tuple[Action, ...]]:
    framework, assessment = outcome.framework, outcome.assessment
    steps: dict[str, list[Step]] = {}
    for step in route(outcome, award).steps:
        steps.setdefault(step.topic, []).append(step)
    actions = tuple(_action(assessment.service_model, found) for found in steps.values())
    most = framework.plan.priorities[1] if framework.plan.priorities else 3
    first = sorted(steps, key=lambda topic: -len(steps[topic]))[:most]
    title = framework.award(award).title
    return tuple(Priority(a.topic, _why(framework, a, title)) for a in actions if a.topic in first), actions


def _open_actions(outcome: Outcome) -> tuple[Action, ...]:
    """Return what is open where nothing is to be reached: first what was promised, in the order in which it is due."""
    framework = outcome.framework
    if framework.awards:
        problems = Problems()
        known = [award.id for award in framework.awards]
        problems.report("award-missing", "award", framework=framework.title, name="", known=known)
        problems.refuse(InvalidPlan, called("action plan of", outcome.assessment.service), None)
    found = outcome.coverage
    promised = [
        Action(topic=topic.id, first_step=open_.what, who=open_.who, by_when=open_.by_when)
        for topic, open_ in found.open_actions
    ]
    low = [one for one in found.topics if one.level is not None and _low(framework, one.topic, one.level)]
    raised = [
        _one_better(one.topic, one.level, outcome.assessment.service_model) for one in low if one.level is not None
    ]
    bare = [one for one in found.topics if one.not_applicable is None and not one.evidence and one not in low]
    if framework.averages:  # a reply to a survey is no claim that evidence could bear out
        bare = [one for one in bare if one.level is None]
    lacking = [Action(topic=one.topic.id, from_level=one.level, needs_evidence=one.has_response) for one in bare]
    return (*promised, *raised, *lacking)


def _low(framework: Framework, topic: Topic, level: int) -> bool:
    """Return whether a level leaves something to be done: below the best, or in a survey below the middle."""
    scale, scored = framework.scope.scale(topic.id), topic.scored(level)
    return 2 * scored < scale.lowest + scale.highest if framework.averages else scored < scale.highest


def _one_better(topic: Topic, level: int, service_model: str | None) -> Action:
    """Return an action that brings a topic one level on: down, where a high level is a bad sign."""
    better = topic.better(level)
    statement = None if better is None else topic.statement(better)
    label = "" if topic.scale is None or better is None else topic.scale.label(better)
    towards = label if statement is None else statement.words(service_model)
    return Action(topic=topic.id, from_level=level, to_level=better, towards=towards)


def _action(service_model: str | None, steps: list[Step]) -> Action:
    raises = [step for step in steps if not step.evidence]
    # Nobody works towards the lowest level: an unanswered topic aims at the level that the award asks for.
    first = raises[-1] if raises and steps[0].from_level is None else steps[0]
    towards = first.statement
    return Action(
        topic=steps[0].topic,
        from_level=steps[0].from_level,
        to_level=raises[-1].to_level if raises else None,
        towards="" if towards is None else towards.words(service_model),
        needs_evidence=len(raises) < len(steps),
    )


def _why(framework: Framework, action: Action, award: str) -> str:
    if action.to_level is None:
        return f"{award} asks for {'evidence of it' if action.needs_evidence else 'an answer to it'}"
    stands = "is not answered yet" if action.from_level is None else f"stands at {action.from_level}"
    return f"{framework.topic(action.topic).title} {stands}; {award} is reached with it at {action.to_level}"
