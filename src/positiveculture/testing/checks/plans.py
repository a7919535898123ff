"""What a framework asks of action plans, and whether plans can be drafted against it."""

from functools import partial

import attrs

from positiveculture.drafting import draft_plan
from positiveculture.errors import NoRoute
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.plan import Action, ActionPlan, Priority, Success
from positiveculture.rules.blockers import Below, NeedsEvidence, Unanswered
from positiveculture.sentences import nearest
from positiveculture.testing.kit.answers import outcome
from positiveculture.testing.kit.check import Check, CheckGroup, DrawnResponses
from positiveculture.topic_checks import every_topic

check = partial(Check, group=CheckGroup.PLANS)

#: What a plan can be asked about: its fields, and those of its parts; `first_steps` is the question of `first_step`.
FIELDS = tuple(
    dict.fromkeys(field.name for part in (ActionPlan, Priority, Action, Success) for field in attrs.fields(part))
)
PROMPTS = (*FIELDS, "first_steps")


def _prompts(framework: Framework) -> str | None:
    asked = [field for field, _ in framework.plan.prompts if field not in PROMPTS]
    return (
        "\n".join(
            gettext("a plan has no field {field}; {near}").format(field=repr(field), near=nearest(field, PROMPTS))
            for field in asked
        )
        or None
    )


def _advised(framework: Framework) -> str:
    return "" if framework.plan.priorities is not None else gettext("the framework advises no number of priorities")


def _advice(framework: Framework) -> str | None:
    least, most = framework.plan.priorities or (0, 1)
    return (
        None
        if least >= 0 and most >= 1
        else gettext("it advises {least} to {most} priorities").format(least=least, most=most)
    )


def _draft(framework: Framework, responses: DrawnResponses) -> str | None:
    found = outcome(framework, responses)
    awards: list[str | None] = [each.id for each in framework.awards]
    for award in awards or [None]:
        try:
            plan = draft_plan(found, award)
        except NoRoute:
            continue  # whether there is a route is a check of its own
        problems = [str(problem) for problem in plan.problems(framework)]
        lost = [topic for topic in _wanted(found, award) if topic not in {action.topic for action in plan.actions}]
        if problems:
            return gettext("the plan towards {award} does not fit the framework: {problem}").format(
                award=award, problem=problems[0]
            )
        if lost:
            plan_text = gettext("the plan towards {award} has no action on {topics}")
            plan_text = plan_text if award else gettext("the plan has no action on {topics}")
            return plan_text.format(award=award, topics=", ".join(lost))
    return None


def _wanted(found: Outcome, award: str | None) -> list[str]:
    """Return the topics that a plan has to take up: what is surely in the way, or is spoken of by nobody."""
    if award is not None:
        blockers = found[award].blockers
        return [each.topic for each in blockers if isinstance(each, Below | Unanswered | NeedsEvidence)]
    responses = found.assessment.responses
    return [topic.id for topic in every_topic(found.framework.topics) if topic.id not in responses]


PLANS = (
    check(
        id="plans_prompts",
        code="PC-P001",
        truth="Every question about a plan belongs to a field that plans have.",
        why="A question that belongs to nothing is never asked.",
        fix="Name the field as docs/files.md does: who_else, getting_help, support_inside, first_steps, changed ...",
        judge=_prompts,
    ),
    check(
        id="plans_advice",
        code="PC-P002",
        truth="The number of priorities that it advises can be followed.",
        why="A plan of no priorities, or of fewer than none, is nothing that anybody advises.",
        fix="Give the least and the most, such as [2, 3]; leave it out where the source says nothing.",
        judge=_advice,
        applies=_advised,
        needs=("structure_plain",),
    ),
    check(
        id="plans_draft",
        code="PC-P003",
        truth="A plan can be drafted from every assessment, fits the framework, and takes up all that is missing.",
        why="The plan is what a service takes away. What it leaves out is not done.",
        fix="Make a changed framework with attrs.evolve; never use object.__setattr__, and never change what "
        "`scope` and `topics_by_id` hold.",
        judge=_draft,
        draws="responses",
        needs=("structure_plain", "plans_advice", "rules_closed", "rules_route_given", "rules_route_sure"),
    ),
)
