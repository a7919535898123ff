"""What will be done towards an award: by whom, by when, and how success will show.

The fields are those of the action plan in Progress for Wigan Ethical Homecare Providers: two to three priorities and
why; first steps, who and by when; who else needs to know or help, and how to get their help; support from inside and
outside; and what will have changed, be seen, felt and heard.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import attrs

from positiveculture.awards import text_pairs
from positiveculture.errors import InvalidPlan, NoRoute, Path, Problem
from positiveculture.field_types import check_fields
from positiveculture.framework import Framework, require_framework
from positiveculture.framework_checks import edition_problems
from positiveculture.outcome import Outcome
from positiveculture.problems import Problems
from positiveculture.routes import Step, route
from positiveculture.rules.blockers import AwardMissing, Below, Blocker, NeedsEvidence, ShareBelow, Unanswered, flatten
from positiveculture.sentences import called
from positiveculture.topics import Topic, many

#: What the note of a plan says whose award has no exact route.
NO_EXACT_ROUTE = (
    "No exact route to {award} is known: {reason}. So there is an action for everything that stands in the way: they "
    "may be more than is needed, or not be enough."
)


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
class KeptPlan:
    """What an action plan said against an earlier edition that has no place in this one."""

    #: The earlier edition.
    edition: str
    award: str | None = None
    priorities: tuple[Priority, ...] = attrs.field(default=(), converter=many)
    actions: tuple[Action, ...] = attrs.field(default=(), converter=many)
    #: The title of each topic of these.
    titles: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=text_pairs)


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
    #: The edition that it was made against, where a migration has moved it to this one; "": it was made against this.
    migrated_from: str = ""
    #: What it said against earlier editions that has no place in this one.
    kept: tuple[KeptPlan, ...] = attrs.field(default=(), converter=many)

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
        edition_problems((self.framework, self.edition), framework, wrong, problems)
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
        # Of topics that a migration merged, one may have several.
        if self.award is not None and not self.migrated_from:
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
    topics with the furthest to go, as many as the source advises at the most.  Where the rule is too entangled for an
    exact route, it has an action for everything that stands in the way, and its note says so.

    Where the framework publishes no awards, none is named: the plan then carries in the actions that are open, each
    with who and by when, and has one for every topic that is rated below its best (in a survey, below the middle), and
    for every topic on which there is nothing yet, or no evidence that counts. Which come first is for people to say.

    Raises:
        UnknownAward: The framework has no such award.
        NotScored: An award is named, and the framework publishes none.
        InvalidPlan: No award is named, and the framework publishes some.
        NoRoute: Nothing is left to judge.
    """
    framework, assessment = outcome.framework, outcome.assessment
    priorities, actions, note = ((), _open_actions(outcome), "") if award is None else _towards(outcome, award)
    return ActionPlan(
        framework=framework.id,
        edition=framework.edition,
        service=assessment.service,
        award=award,
        assessed_on=assessment.assessed_on,
        priorities=priorities,
        actions=actions,
        note=note,
    )


def _towards(outcome: Outcome, award: str) -> tuple[tuple[Priority, ...], tuple[Action, ...], str]:
    """Return the priorities, the actions and the note of a plan for an award."""
    framework, note = outcome.framework, ""
    title = framework.award(award).title
    try:
        found: Iterable[Step] = route(outcome, award).steps
    except NoRoute as error:
        if not error.unknown:
            raise
        found, note = _in_the_way(outcome, award), NO_EXACT_ROUTE.format(award=title, reason=error.reason)
    steps: dict[str, list[Step]] = {}
    for step in found:
        steps.setdefault(step.topic, []).append(step)
    actions = tuple(_action(outcome.assessment.service_model, each) for each in steps.values())
    most = framework.plan.priorities[1] if framework.plan.priorities else 3
    first = sorted(steps, key=lambda topic: -len(steps[topic]))[:most]
    why = {each.topic: "" if note else _why(framework, each, title) for each in actions}
    return tuple(Priority(topic, why[topic]) for topic in steps if topic in first), actions, note


def _in_the_way(outcome: Outcome, award: str) -> Iterator[Step]:
    """Yield steps that take up everything in the way of an award, in framework order: more than may be needed.

    A share takes up each of its topics, one level on.
    """
    levels: dict[str, int] = {}
    evidence = set()
    for blocker in _blockers(outcome, award):
        if isinstance(blocker, Below | Unanswered) and blocker.needs is not None:
            levels[blocker.topic] = max(blocker.needs, levels.get(blocker.topic, blocker.needs))
        elif isinstance(blocker, NeedsEvidence):
            evidence.add(blocker.topic)
        elif isinstance(blocker, Unanswered | ShareBelow):
            for topic in blocker.topics if isinstance(blocker, ShareBelow) else (blocker.topic,):
                up = _one_up(outcome, topic)
                levels[topic] = max(up, levels.get(topic, up))
    for each in outcome.framework.every_topic:
        yield from _steps(outcome, each, levels.get(each.id), evidence=each.id in evidence)


def _blockers(outcome: Outcome, award: str) -> Iterator[Blocker]:
    """Yield every single blocker of an award, and of the awards that it includes."""
    waiting = [award]
    for each in waiting:
        for blocker in flatten(outcome.blockers[each]):
            if not isinstance(blocker, AwardMissing):
                yield blocker
            elif blocker.award not in waiting:
                waiting.append(blocker.award)


def _one_up(outcome: Outcome, topic: str) -> int:
    """Return the next level of a topic: the lowest, where it is not rated; the highest, where it is that already."""
    scale, level = outcome.framework.topics_by_id[topic].scale, outcome.assessment.levels.get(topic)
    if scale is None or level is None:
        return 0 if scale is None else scale.lowest
    return min(level + 1, scale.highest)


def _steps(outcome: Outcome, topic: Topic, level: int | None, *, evidence: bool) -> Iterator[Step]:
    """Yield the steps on a topic to a level, and to evidence, which needs an answer first."""
    now = outcome.assessment.levels.get(topic.id)
    if topic.scale is None:
        numbers: list[int | None] = [None] * (level is not None and not evidence)
    else:
        lowest = topic.scale.lowest
        goal = max(lowest - 1 if level is None else level, lowest if evidence else lowest - 1)
        numbers = [*range(lowest if now is None else now + 1, goal + 1)]
    for number in numbers:
        yield Step(topic.id, now, number, None if number is None else topic.statement(number))
        now = number
    if evidence:
        yield Step(topic.id, now, now, evidence=True)


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
