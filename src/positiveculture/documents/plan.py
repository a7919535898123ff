"""An action plan, and what has become of it on a day."""

from collections.abc import Iterator, Sequence
from datetime import date

from positiveculture.documents.about import document_of, framework_fact
from positiveculture.documents.blocks import Block, Document, Heading, Item, Paragraph
from positiveculture.documents.common_blocks import LabelledText, known_facts, paragraphs, section
from positiveculture.documents.english import action_count, day, plural
from positiveculture.documents.labels import due_words, level_change, owner_words, topic_label
from positiveculture.documents.written import evidence_text
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plan import Action, ActionPlan, ActionState, PlanStatus


def plan_labels() -> dict[str, str]:
    """Return what the fields of a plan are called, and its two parts besides actions."""
    return {
        "first_step": gettext("First steps"),
        "who": gettext("Who"),
        "by_when": gettext("By when"),
        "done_on": gettext("Done on"),
        "note": gettext("Note"),
        "support": gettext("People and support"),
        "success": gettext("How it will show that the plan has worked"),
        **_support(),
        **_success(),
    }


@with_types
def plan_document(plan: ActionPlan, framework: Framework, notes: Sequence[str] = ()) -> Document:
    """Return an action plan: what comes first and why, each action, who helps, and how success will show.

    Args:
        plan: What is shown.
        framework: The framework that it is against.
        notes: Notes on the plan as a whole, such as the source's advice.
    """
    title = gettext("{service}: action plan").format(service=plan.service)
    if plan.award is not None:
        words = gettext("{service}: action plan towards {award}")
        title = words.format(service=plan.service, award=framework.award(plan.award).title)
    labels, missing = plan_labels(), gettext("not filled in yet")
    blocks: list[Block] = [
        *(Paragraph(gettext("Note: {note}.").format(note=note)) for note in notes),
        *paragraphs(plan.note),
        *_priorities(plan, framework),
        *_actions(plan, framework),
        Heading(labels["support"]),
        known_facts(support_facts(plan, missing)),
        Heading(labels["success"]),
        known_facts(success_facts(plan, missing)),
    ]
    return document_of(framework, title, known_facts(_head(plan, framework)), blocks)


@with_types
def actions_document(status: PlanStatus, framework: Framework) -> Document:
    """Return what has become of a plan: what is overdue, due, next, without a day or an owner, and done.

    Args:
        status: What has become of the plan.
        framework: The framework that the plan is against.
    """
    plan = status.plan
    title = gettext("{service}: actions on {day}").format(service=plan.service, day=day(status.on))
    facts = known_facts([*_head(plan, framework), (gettext("Actions"), _counts(status))])
    blocks: list[Block] = []
    for state in ActionState:
        if state is ActionState.DONE:
            blocks += _unowned(status, framework)
        actions = status.actions(state)
        heading = _state_heading(state, len(actions), status.due_within)
        blocks += section(heading, (_item(action, status, framework) for action in actions))
    if not plan.actions:
        blocks.append(Paragraph(gettext("This plan has no action.")))
    return document_of(framework, title, facts, blocks)


def _head(plan: ActionPlan, framework: Framework) -> Iterator[LabelledText]:
    """Yield what a plan is against, what it is towards, and of which assessment it was made."""
    yield framework_fact(framework)
    if plan.award is not None:
        yield gettext("Towards"), framework.award(plan.award).title
    if plan.assessed_on is not None:
        yield gettext("From the assessment of"), day(plan.assessed_on)


def _priorities(plan: ActionPlan, framework: Framework) -> Iterator[Block]:
    labels = [(topic_label(framework.topic(each.topic)), each.why) for each in plan.priorities]
    yield from section(gettext("Priorities"), (Item(label, [why] if why.strip() else []) for label, why in labels))


def _actions(plan: ActionPlan, framework: Framework) -> Iterator[Block]:
    yield Heading(action_count(len(plan.actions)))
    for action in plan.actions:
        yield Heading(topic_label(framework.topic(action.topic)), 3)
        yield known_facts(action_facts(action, gettext("not filled in yet"), gettext("not done yet")))


def action_facts(action: Action, missing: str = "", not_done: str = "") -> Iterator[LabelledText]:
    """Yield every field of an action with its label; one that nobody has filled in as `missing` or `not_done`."""
    labels = plan_labels()
    yield gettext("Level"), level_change(action.from_level, action.to_level)
    yield gettext("Needs"), gettext("evidence that has not lapsed") if action.needs_evidence else ""
    yield gettext("Working towards"), action.towards
    yield labels["first_step"], _or_missing(action.first_step, missing)
    yield labels["who"], _or_missing(action.who, missing)
    yield labels["by_when"], day(action.by_when) if action.by_when else missing
    yield labels["done_on"], day(action.done_on) if action.done_on else not_done
    for each in action.evidence:
        yield gettext("What shows that it has worked"), evidence_text(each, action.done_on or date.min)


def support_facts(plan: ActionPlan, missing: str = "") -> list[LabelledText]:
    """Return who else has to help with a plan, and what supports it, as `action_facts` does."""
    return [(label, _or_missing(getattr(plan, field), missing)) for field, label in _support().items()]


def success_facts(plan: ActionPlan, missing: str = "") -> list[LabelledText]:
    """Return how it will show that a plan has worked, as `action_facts` does."""
    return [(label, _or_missing(getattr(plan.success, field), missing)) for field, label in _success().items()]


def _or_missing(text: str, missing: str) -> str:
    return text if text.strip() else missing


def _support() -> dict[str, str]:
    return {
        "who_else": gettext("Who else needs to know or to help"),
        "getting_help": gettext("How to get their help"),
        "support_inside": gettext("Support from inside"),
        "support_outside": gettext("Support from outside"),
    }


def _success() -> dict[str, str]:
    return {
        "changed": gettext("What will have changed"),
        "seen": gettext("What will be seen"),
        "felt": gettext("What will be felt"),
        "heard": gettext("What will be heard"),
    }


def _counts(status: PlanStatus) -> str:
    """Return how many actions there are in each state that some are in."""
    counts = [
        (gettext("{count} overdue"), status.actions(ActionState.OVERDUE)),
        (gettext("{count} due"), status.actions(ActionState.DUE)),
        (gettext("{count} next"), status.actions(ActionState.NEXT)),
        (gettext("{count} without a day"), status.actions(ActionState.UNDATED)),
        (gettext("{count} done"), status.actions(ActionState.DONE)),
        (gettext("{count} without an owner"), status.without_owner),
    ]
    parts = [words.format(count=len(actions)) for words, actions in counts if actions]
    return "; ".join([action_count(len(status.plan.actions)), *parts])


def _state_heading(state: ActionState, count: int, due_within: int) -> str:
    words = {
        ActionState.OVERDUE: gettext("Overdue: {actions}"),
        ActionState.DUE: gettext("Due in the next {days} days: {actions}"),
        ActionState.NEXT: gettext("Next: {actions}"),
        ActionState.UNDATED: gettext("Without a day: {actions}"),
        ActionState.DONE: gettext("Done: {actions}"),
    }
    if due_within == 0:
        words[ActionState.DUE] = gettext("Due on this day: {actions}")
    elif due_within == 1:
        words[ActionState.DUE] = gettext("Due on this day or the next: {actions}")
    return words[state].format(actions=action_count(count), days=due_within)


def _unowned(status: PlanStatus, framework: Framework) -> Iterator[Block]:
    unowned = status.without_owner
    actions = action_count(len(unowned))
    heading = gettext("Without an owner: {actions}").format(actions=actions)
    yield from section(heading, (_what(action, framework) for action in unowned))


def _item(action: Action, status: PlanStatus, framework: Framework) -> Item:
    """Return an action: what, for which topic, by whom and by when; beneath it, what shows that it has worked."""
    words = gettext("{what}: {who}, {when}")
    text = words.format(what=_what(action, framework), who=owner_words(action.who), when=_when(action, status))
    return Item(text, (evidence_text(each, status.on) for each in action.evidence))


def _what(action: Action, framework: Framework) -> str:
    topic = topic_label(framework.topic(action.topic))
    if not action.first_step.strip():
        return topic
    return gettext("{step} ({topic})").format(step=action.first_step, topic=topic)


def _when(action: Action, status: PlanStatus) -> str:
    state = status.state(action)
    when = due_words(action.by_when, action.done_on if state is ActionState.DONE else None)
    if state is not ActionState.OVERDUE or action.by_when is None:
        return when
    days = (status.on - action.by_when).days
    return gettext("{by}, {late}").format(by=when, late=plural(days, "{count} day overdue", "{count} days overdue"))
