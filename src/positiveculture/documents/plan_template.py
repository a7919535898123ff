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
        lines += [
            "",
            *comment(gettext("Priority: {topic}").format(topic=topic_label(framework.topic(priority.topic)))),
        ]
        lines += ["[[priorities]]", f"topic = {toml_value(priority.topic)}"]
        lines += [*comment(ask("why")), f"why = {toml_value(priority.why)}"]
    for action in plan.actions:
        label = topic_label(framework.topic(action.topic))
        lines += ["", *comment(gettext("Action: {topic}").format(topic=label)), *_action(action, framework)]
    lines += ["", *comment(gettext("How it will show that the plan has worked")), "[success]"]
    for field in ("changed", "seen", "felt", "heard"):
        lines += [*comment(ask(field)), f"{field} = {toml_value(getattr(plan.success, field))}"]
    return "\n".join(lines) + "\n"


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
    for field in ("framework", "edition", "service", "award"):
        if getattr(plan, field) is not None:
            yield f"{field} = {toml_value(getattr(plan, field))}"
    if plan.assessed_on is not None:
        yield f"assessed_on = {toml_value(plan.assessed_on)}"
    if plan.note:
        yield f"note = {toml_value(plan.note)}"
    for field in ("who_else", "getting_help", "support_inside", "support_outside"):
        yield ""
        yield from comment(framework.plan.prompt(field))
        yield f"{field} = {toml_value(getattr(plan, field))}"


def _action(action: Action, framework: Framework) -> Iterator[str]:
    yield "[[actions]]"
    yield f"topic = {toml_value(action.topic)}"
    for field in ("from_level", "to_level"):
        if getattr(action, field) is not None:
            yield f"{field} = {getattr(action, field)}"
    if action.towards:
        yield f"towards = {toml_value(action.towards)}"
    if action.needs_evidence:
        yield "needs_evidence = true"
    for field, prompt in (("first_step", "first_steps"), ("who", "who")):
        yield from comment(framework.plan.prompt(prompt))
        yield f"{field} = {toml_value(getattr(action, field))}"
    yield from comment(framework.plan.prompt("by_when"))
    yield "# by_when = 2026-12-31" if action.by_when is None else f"by_when = {toml_value(action.by_when)}"
    yield from comment(gettext("Once it is done: the day, and what shows that it has worked."))
    yield "# done_on = 2026-12-31"
    yield '# evidence = [{ title = "...", dated = 2026-12-31 }]'
