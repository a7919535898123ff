"""The fields of an action plan as a fragment of HTML, action by action, filled in and with problems where they are."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from positiveculture.documents.labels import level_change, topic_label
from positiveculture.documents.plan import plan_labels
from positiveculture.errors import Problem
from positiveculture.escaping import escape_controls
from positiveculture.extras import extra
from positiveculture.field_types import require_each, with_types
from positiveculture.form.fields import labelled_field, problem_at, problem_texts
from positiveculture.form.posted import ACTION, PLAN, SUCCESS
from positiveculture.formats.plan import plan_to_dict
from positiveculture.framework import Framework
from positiveculture.plan import ActionPlan

with extra("report", "a form", ("htpy", "markupsafe")):
    import htpy as h

    from positiveculture.render.html import heading


@with_types
def plan_fields(
    framework: Framework,
    plan: ActionPlan,
    answers: Mapping[str, Any] | None = None,
    *,
    problems: Iterable[Problem] = (),
    level: int = 2,
) -> h.Element:
    """Return the fields of an action plan, for a `form` of a page of an app's own; templates take it as it is.

    Args:
        framework: The framework that the plan is against.
        plan: The plan as it is: which actions there are, and what they work towards.
        answers: What is filled in where that is not what the plan says: `plan_payload` of what was posted.
        problems: What is wrong with it, shown at its fields, else at its action, else above all of them.
        level: The level of the headings among the page's headings, 1 to 5.
    """
    given, messages = plan_to_dict(plan) if answers is None else answers, _problems(problems, plan)
    labels, actions = plan_labels(), dict(enumerate(given.get("actions", ())))

    def part(names: Iterable[str], given: Mapping[str, Any], prefix: str = "") -> Iterator[h.Node]:
        yield from (labelled_field(f"{prefix}{name}", labels[name], given.get(name), messages) for name in names)

    return h.div(".fields")[
        problem_at("plan", messages.get("")),
        (
            h.fieldset(".topic", id=f"actions.{place}")[
                h.legend[heading(level + 1)[escape_controls(topic_label(framework.topic(action.topic)))]],
                (
                    h.p[escape_controls(text)]
                    for text in (level_change(action.from_level, action.to_level), action.towards)
                    if text.strip()
                ),
                problem_at(f"actions.{place}", messages.get(f"actions.{place}")),
                part(ACTION, actions.get(place, {}), f"actions.{place}."),
            ]
            for place, action in enumerate(plan.actions)
        ),
        h.section(".group")[heading(level)[labels["support"]], part(PLAN, given)],
        h.section(".group")[heading(level)[labels["success"]], part(SUCCESS, given.get("success", {}), "success.")],
    ]


def _problems(problems: Iterable[Problem], plan: ActionPlan) -> dict[str, str]:
    """Return what is wrong, by the field or the action that it is shown at; several of one in one text."""
    actions = [f"actions.{place}" for place in range(len(plan.actions))]
    known = {
        *PLAN,
        *(f"success.{field}" for field in SUCCESS),
        *(f"{each}.{field}" for each in actions for field in ACTION),
    }

    def shown_at(problem: Problem) -> tuple[str, bool]:
        steps = [str(step) for step in problem.path]
        names = [".".join(steps), ".".join(steps[:2])]
        name = next((name for name in names if name in known or name in actions), "")
        return name, name in known

    return problem_texts(require_each(problems, Problem), shown_at)
