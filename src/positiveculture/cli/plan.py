"""The command `plan`: a draft that reaches an award, to be filled in by a person."""

from collections.abc import Iterator

import click

from positiveculture.cli.options import command, judged, output
from positiveculture.cli.output import Output, json_document, toml_document
from positiveculture.cli.words import comment, topic_title
from positiveculture.formats.plan import plan_to_dict
from positiveculture.formats.toml import toml_value
from positiveculture.framework import Framework
from positiveculture.outcome import Outcome
from positiveculture.plan import Action, ActionPlan, draft_plan


@command("plan")
@judged
@click.option("--to", metavar="AWARD", help="The award to reach, where there are awards.")
@output(".toml or .json")
def plan(outcome: Outcome, to: str | None, output: Output) -> None:
    """Write an action plan to fill in.

    It is a draft that reaches the award, and is printed where no file is named. Where a framework publishes no awards,
    none is given, and the draft takes up what is open.
    """
    found, framework = draft_plan(outcome, to), outcome.framework
    payload, text = plan_to_dict(found), draft(framework, found)
    documents = {".toml": toml_document(text), ".json": json_document(payload)}
    output.write(documents, payload, notes=remarks(framework, found))


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
    yield from comment(f"{what}: {topic_title(framework.topic(topic))}")


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
