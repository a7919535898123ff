"""The actions of a plan compared with an assessment: what will be done, and what became of what was planned."""

from collections.abc import Iterable, Iterator
from datetime import date

from positiveculture.assessment import Assessment
from positiveculture.documents.blocks import Block, Heading, Item, Listing, Paragraph
from positiveculture.documents.english import day
from positiveculture.documents.labels import due_words, owner_words, topic_change
from positiveculture.documents.written import evidence_text
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plan import Action, ActionPlan, ActionState, PlanStatus


def planned_blocks(plan: ActionPlan, framework: Framework) -> Iterator[Block]:
    """Yield each action of a plan: from where to where, by whom and by when, and its first step."""
    if plan.award is None:
        yield Heading(gettext("What is planned"))
    else:
        words = gettext("What is planned, to work towards {award}")
        yield Heading(words.format(award=framework.award(plan.award).title))
    yield _listed(Item(_about(each, framework), [_who(each), *_details(each)]) for each in plan.actions)


def outcome_of_plan(plan: ActionPlan, assessment: Assessment, framework: Framework) -> Iterator[Block]:
    """Yield what became of each action of a plan by an assessment that is later than it."""
    heading = gettext("What became of the plan")
    if plan.assessed_on is not None:
        heading = gettext("What became of the plan of {day}").format(day=day(plan.assessed_on))
    yield Heading(heading)
    late = PlanStatus(plan, assessment.assessed_on).actions(ActionState.OVERDUE)
    yield _listed(
        Item(_about(each, framework), [_who(each, overdue=each in late), _became(each, assessment, framework)])
        for each in plan.actions
    )


def _listed(items: Iterable[Item]) -> Block:
    listed = list(items)
    return Listing(listed) if listed else Paragraph(gettext("The plan has no action."))


def _about(action: Action, framework: Framework) -> str:
    """Return a topic with from where to where an action takes it."""
    return topic_change(framework.topic(action.topic), action.from_level, action.to_level)


def _who(action: Action, *, overdue: bool = False) -> str:
    """Return by whom an action is done, and by when or since when."""
    words, when = gettext("{who}, {when}"), due_words(action.by_when, action.done_on)
    if overdue and action.done_on is None:
        words = gettext("{who}, not done; it was due {when}")
    return words.format(who=owner_words(action.who), when=when)


def _details(action: Action) -> Iterator[str]:
    if action.first_step.strip():
        yield gettext("First step: {step}").format(step=action.first_step)
    if action.towards.strip():
        yield gettext("Towards: {words}").format(words=action.towards)
    if action.needs_evidence:
        yield gettext("Needs evidence.")
    yield from (evidence_text(each, action.done_on or date.min) for each in action.evidence)


def _became(action: Action, assessment: Assessment, framework: Framework) -> str:
    """Return where the topic of an action is now, compared with where it was planned to be."""
    topic, level = framework.topic(action.topic), assessment.levels.get(action.topic)
    if action.to_level is not None:
        if level is None:
            return gettext("Now: no level; {planned} was planned").format(planned=action.to_level)
        if topic.scored(level) >= topic.scored(action.to_level):
            return gettext("Now: at {level}, as was planned").format(level=level)
        return gettext("Now: at {level}; {planned} was planned").format(level=level, planned=action.to_level)
    if action.needs_evidence:
        counts = any(each.counts_on(assessment.assessed_on) for each in assessment.evidence(action.topic))
        return gettext("Now: there is evidence that counts") if counts else gettext("Now: no evidence that counts")
    answered = action.topic in assessment.responses
    return gettext("Now: there is a response") if answered else gettext("Now: no response")
