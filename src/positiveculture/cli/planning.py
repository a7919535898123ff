"""What `route` shows and what `plan` writes: the steps to an award, and a draft to be filled in by a person."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.asking import comment
from positiveculture.cli.assessing import header
from positiveculture.cli.pictures import beneath, ends, entry, heading, numbered
from positiveculture.formats.toml import toml_value
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome
from positiveculture.plan import Action, ActionPlan
from positiveculture.routes import Route, Step


def route_to_dict(outcome: Outcome, route: Route) -> dict[str, Any]:
    """Return a route as `route --json` prints it.

    `{"framework", "edition", "service", "assessed_on", "award", "effort", "steps": [{"topic", "from_level",
    "to_level", "statement", "evidence", "shared_with"}]}`; `from_level` is null where the topic is unanswered,
    `statement` where the framework has none, `evidence` says that the step is to bring evidence, and `shared_with`
    who else has to take part, or null.
    """
    assessment = outcome.assessment
    return {
        "framework": assessment.framework,
        "edition": assessment.edition,
        "service": assessment.service,
        "assessed_on": assessment.assessed_on,
        "award": route.award,
        "effort": int(route.effort),
        "steps": [
            {
                "topic": step.topic,
                "from_level": step.from_level,
                "to_level": step.to_level,
                "statement": step.statement.words(assessment.service_model) if step.statement else None,
                "evidence": step.evidence,
                "shared_with": _shared(outcome, step),
            }
            for step in route.steps
        ],
    }


def _shared(outcome: Outcome, step: Step) -> str | None:
    """Return who else has to take part in a step up, or None."""
    scale = outcome.framework.topic(step.topic).scale
    raises = scale is not None and step.to_level is not None and not step.evidence
    return (scale.needs_too(step.to_level) or None) if raises else None  # type: ignore[union-attr, arg-type]  # both are there


def way(outcome: Outcome, route: Route) -> Iterator[RenderableType]:
    """Yield the steps to an award, topic by topic."""
    award = words.title(outcome.framework.award(route.award).title)
    yield from header(outcome)
    if not route.steps:
        yield heading(f"{award} is met: no steps are needed.")
        return
    topics = len({step.topic for step in route.steps})
    total = f"{words.count(len(route.steps), 'step')} on {words.count(topics, 'topic')}"
    yield heading(f"The shortest way to {award}: {total}")
    for topic, steps in groupby(route.steps, key=lambda step: step.topic):
        yield from _leg(outcome, topic, list(steps))


def _leg(outcome: Outcome, topic: str, steps: list[Step]) -> Iterator[RenderableType]:
    found = outcome.framework.topic(topic)
    first, last = steps[0].from_level, steps[-1].to_level
    stands = "" if found.scale is None else "not answered" if first is None else f"at {first}"
    moves = stands if first == last else f"{stands}, to {last}"
    yield Text()
    line = ends(words.title(found.title), moves, "bold")
    yield numbered(found.number, line)
    for step in steps:
        label = "" if step.to_level is None or step.evidence else f"{step.to_level}:"
        yield entry(label, Text(_step(outcome, step)), width=5)
    shared = words.shared(found, last)
    if shared and first != last:
        yield beneath(found.number, Text(f"Level {shared}.", "dim"))


def _step(outcome: Outcome, step: Step) -> str:
    if step.evidence:
        return f"bring evidence{f' of the kind {step.kind}' if step.kind else ''} that has not lapsed"
    if step.to_level is None:
        return "reflect on it"
    if step.from_level is None and step.to_level is not None:
        return "answer it; the steps below are for a topic that stands at its lowest level"
    if step.statement is not None:
        return words.title(step.statement.words(outcome.assessment.service_model))
    scale = outcome.framework.topic(step.topic).scale
    return words.title(scale.label(step.to_level)) if scale is not None and step.to_level is not None else ""


def remarks(framework: Framework, plan: ActionPlan) -> list[str]:
    """Return what the source says of such a plan as advice: nothing here is a fault."""
    found = list(plan.advice(framework))
    award = framework.award(plan.award) if plan.award else None
    if framework.plan.priorities and not found:
        least, most = framework.plan.priorities
        found.append(f"{framework.title} advises {least} to {most} priorities")
    if award is not None and award.plan_optional:
        found.append(f"a plan for {award.title} is optional")
    if not plan.actions and award is not None:
        found.append(f"{award.title} is met already, so there is nothing that the plan must do")
    return found


def draft(framework: Framework, plan: ActionPlan) -> str:
    """Return a TOML file that reads back as `plan`, with the framework's questions as comments."""
    ask = framework.plan.prompt
    lines = [*_head(framework, plan)]
    lines += ["", *comment(ask("priorities"))] if plan.priorities else []
    for priority in plan.priorities:
        lines += ["", *_heading(framework, priority.topic, "Priority")]
        lines += ["[[priorities]]", f"topic = {toml_value(priority.topic)}"]
        lines += [*comment(ask("why")), f"why = {toml_value(priority.why)}"]
    for action in plan.actions:
        lines += ["", *_heading(framework, action.topic, "Action"), *_action(framework, action)]
    lines += ["", "# How it will show that the plan has worked", "[success]"]
    for field in ("changed", "seen", "felt", "heard"):
        lines += [*comment(ask(field)), f"{field} = {toml_value(getattr(plan.success, field))}"]
    return "\n".join(lines) + "\n"


def _head(framework: Framework, plan: ActionPlan) -> Iterator[str]:
    award = f" towards {framework.award(plan.award).title}" if plan.award else ""
    yield from comment(f"An action plan{award}, {framework.title}, edition {framework.edition}. A draft: change it.")
    for remark in remarks(framework, plan):
        yield from comment(f"Note: {remark}.")
    yield ""
    for field in ("framework", "edition", "service", "award"):
        if getattr(plan, field) is not None:
            yield f"{field} = {toml_value(getattr(plan, field))}"
    yield f"assessed_on = {toml_value(plan.assessed_on)}"
    for field in ("who_else", "getting_help", "support_inside", "support_outside"):
        yield ""
        yield from comment(framework.plan.prompt(field))
        yield f"{field} = {toml_value(getattr(plan, field))}"


def _heading(framework: Framework, topic: str, what: str) -> Iterator[str]:
    yield from comment(f"{what}: {words.topic_title(framework.topic(topic))}")


def _action(framework: Framework, action: Action) -> Iterator[str]:
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
