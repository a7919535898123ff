"""A drafted plan as a TOML file to fill in, with the framework's questions as comments."""

from collections.abc import Iterable, Iterator

from positiveculture.documents.about import notices, who_awards
from positiveculture.documents.assessment_template import comment
from positiveculture.documents.labels import topic_label
from positiveculture.formats.toml import toml_value
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plan import Action, ActionPlan


def plan_template(plan: ActionPlan, framework: Framework, notes: Iterable[str] = ()) -> str:
    """Return a TOML file that reads back as `plan`, with the framework's questions as comments.

    Args:
        plan: What is written.
        framework: The framework that it is against.
        notes: Notes on the plan as a whole, a comment each.
    """
    ask = framework.plan.prompt
    lines = [*_head(plan, framework, notes)]
    lines += ["", *comment(ask("priorities"))] if plan.priorities else []
    for priority in plan.priorities:
        label = topic_label(framework.topic(priority.topic))
        lines += ["", *comment(gettext("Priority: {topic}").format(topic=label)), "[[priorities]]"]
        lines += [*_keys(priority, "topic"), *comment(ask("why")), *_keys(priority, "why")]
    for action in plan.actions:
        label = topic_label(framework.topic(action.topic))
        lines += ["", *comment(gettext("Action: {topic}").format(topic=label)), *_action(action, framework)]
    lines += ["", *comment(gettext("How it will show that the plan has worked")), "[success]"]
    for field in ("changed", "seen", "felt", "heard"):
        lines += [*comment(ask(field)), *_keys(plan.success, field)]
    return "\n".join(lines) + "\n"


def _keys(thing: object, *fields: str) -> Iterator[str]:
    """Yield the line of each field that has a value."""
    values = ((field, getattr(thing, field)) for field in fields)
    yield from (f"{field} = {toml_value(value)}" for field, value in values if value is not None)


def _head(plan: ActionPlan, framework: Framework, notes: Iterable[str]) -> Iterator[str]:
    words = {"framework": framework.title, "edition": framework.edition}
    if plan.award:
        title = gettext("An action plan towards {award}, {framework}, edition {edition}. A draft: change it.")
        words["award"] = framework.award(plan.award).title
    else:
        title = gettext("An action plan, {framework}, edition {edition}. A draft: change it.")
    yield from comment(title.format(**words))
    for note in notes:
        yield from comment(gettext("Note: {note}.").format(note=note))
    for notice in (*notices(framework), who_awards(framework)):
        yield from comment(notice.text)
    yield ""
    yield from _keys(plan, "framework", "edition", "service", "award", "assessed_on", *(["note"] if plan.note else []))
    for field in ("who_else", "getting_help", "support_inside", "support_outside"):
        yield from ("", *comment(framework.plan.prompt(field)), *_keys(plan, field))


def _action(action: Action, framework: Framework) -> Iterator[str]:
    yield "[[actions]]"
    filled_in = [field for field in ("towards", "needs_evidence") if getattr(action, field)]
    yield from _keys(action, "topic", "from_level", "to_level", *filled_in)
    for field, prompt in (("first_step", "first_steps"), ("who", "who")):
        yield from (*comment(framework.plan.prompt(prompt)), *_keys(action, field))
    yield from comment(framework.plan.prompt("by_when"))
    yield "# by_when = 2026-12-31" if action.by_when is None else f"by_when = {toml_value(action.by_when)}"
    yield from comment(gettext("Once it is done: the day, and what shows that it has worked."))
    yield "# done_on = 2026-12-31"
    yield '# evidence = [{ title = "...", dated = 2026-12-31 }]'
