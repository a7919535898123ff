"""Plans drafted from an outcome: an action for everything on the way to an award, or for everything that is open."""

from collections.abc import Iterable, Iterator

from positiveculture.award_requirements import required_levels
from positiveculture.errors import InvalidPlan, NoRoute
from positiveculture.field_types import require
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome, State
from positiveculture.plan import Action, ActionPlan, Priority
from positiveculture.problems import Problems
from positiveculture.routes import Step, route
from positiveculture.rules.blockers import AwardMissing, Below, Blocker, NeedsEvidence, ShareBelow, Unanswered, flatten
from positiveculture.sentences import called
from positiveculture.topics import Statement, Topic

#: What the note of a plan says whose award has no exact route.
NO_EXACT_ROUTE = (
    "No exact route to {award} is known: {reason}. So there is an action for everything that stands in the way: they "
    "may be more than is needed, or not be enough."
)


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
        WrongArgument: It is no outcome.
    """
    require(outcome, Outcome)
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


def draft_notes(outcome: Outcome, plan: ActionPlan) -> tuple[str, ...]:
    """Return the notes on a plan that was drafted from `outcome`: advice, and whether it is needed at all."""
    notes = plan.advice(outcome.framework)
    if plan.award is None or outcome[plan.award].state is not State.MET:
        return notes
    met = gettext("{award} is met already, so there is nothing that the plan must do")
    return (*notes, met.format(award=outcome.framework.award(plan.award).title))


def _towards(outcome: Outcome, award: str) -> tuple[tuple[Priority, ...], tuple[Action, ...], str]:
    """Return the priorities, the actions and the note of a plan for an award."""
    framework, note = outcome.framework, ""
    title = framework.award(award).title
    try:
        asked: Iterable[Step] = route(outcome, award).steps
    except NoRoute as error:
        if not error.unknown:
            raise
        asked, note = _in_the_way(outcome, award), NO_EXACT_ROUTE.format(award=title, reason=error.reason)
    steps: dict[str, list[Step]] = {}
    for step in asked:
        steps.setdefault(step.topic, []).append(step)
    actions = tuple(_action(outcome.assessment.service_model, each) for each in steps.values())
    needed = _needed(framework, award)
    most = framework.plan.priorities[1] if framework.plan.priorities else 3
    first = sorted(steps, key=lambda topic: -len(steps[topic]))[:most]
    why = {each.topic: "" if note else _why(framework, each, needed) for each in actions}
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
    coverage = outcome.coverage
    promised = [
        Action(topic=topic.id, first_step=open_.what, who=open_.who, by_when=open_.by_when)
        for topic, open_ in coverage.open_actions
    ]
    low = [one for one in coverage.topics if one.level is not None and _low(framework, one.topic, one.level)]
    raised = [
        _one_better(one.topic, one.level, outcome.assessment.service_model) for one in low if one.level is not None
    ]
    bare = [one for one in coverage.topics if one.not_applicable is None and not one.evidence and one not in low]
    if framework.averages:  # a reply to a survey is no claim that evidence could bear out
        bare = [one for one in bare if one.level is None]
    lacking = [Action(topic=one.topic.id, from_level=one.level, needs_evidence=one.has_response) for one in bare]
    return (*promised, *raised, *lacking)


def _low(framework: Framework, topic: Topic, level: int) -> bool:
    """Return whether a level leaves something to be done: below the best, or in a survey below the middle."""
    scale, scored = framework.scope.scale(topic.id), topic.scored(level)
    return 2 * scored < scale.lowest + scale.highest if framework.averages else scored < scale.highest


def _one_better(topic: Topic, level: int, service_model: str | None) -> Action:
    """Return an action that moves a topic one level on: down, where a high level is a bad sign."""
    better = topic.better(level)
    statement = None if better is None else topic.statement(better)
    label = "" if topic.scale is None or better is None else topic.scale.label(better)
    towards = label if statement is None else statement.words(service_model)
    return Action(topic=topic.id, from_level=level, to_level=better, towards=towards)


def _action(service_model: str | None, steps: list[Step]) -> Action:
    raises = [step for step in steps if not step.evidence]
    # Nobody works towards the lowest level: an unanswered topic aims at the level that the award asks for.
    aims = raises[-1:] if steps[0].from_level is None else raises
    return Action(
        topic=steps[0].topic,
        from_level=steps[0].from_level,
        to_level=raises[-1].to_level if raises else None,
        towards=_towards_each([step.statement for step in aims if step.statement], service_model),
        needs_evidence=len(raises) < len(steps),
    )


def _towards_each(statements: list[Statement], service_model: str | None) -> str:
    """Return the words of a statement, or of several, each after its level."""
    if len(statements) == 1:
        return statements[0].words(service_model)
    at = gettext("At {level}: {words}")
    return " ".join(at.format(level=each.level, words=each.words(service_model)) for each in statements)


def _needed(framework: Framework, award: str) -> list[str]:
    """Return an award, and every award that it asks for."""
    waiting = [award]
    for each in waiting:
        waiting += [other for other in framework.award(each).holds() if other not in waiting]
    return waiting


def _why(framework: Framework, action: Action, awards: list[str]) -> str:
    """Return the level of a topic, and which of `awards` asks for more of it."""
    topic, last = framework.topic(action.topic), framework.award(awards[0]).title
    if action.to_level is None:
        asks = (
            gettext("{award} asks for evidence of it")
            if action.needs_evidence
            else gettext("{award} asks for an answer to it")
        )
        return asks.format(award=last)
    asked = [
        gettext("{award} asks for {level}").format(award=award.title, level=level)
        for award, level in required_levels(topic, framework)
        if award.id in awards and (action.from_level is None or level > action.from_level)
    ] or [gettext("the way to {award} takes it to {level}").format(award=last, level=action.to_level)]
    at = gettext("{topic} is not answered yet") if action.from_level is None else gettext("{topic} is at {level}")
    return "; ".join([at.format(topic=topic.title, level=action.from_level), *asked])
