"""The command `route`: the fewest steps to an award."""

from collections.abc import Iterator
from itertools import groupby

import click

from positiveculture.cli import words
from positiveculture.cli.assess import header
from positiveculture.cli.blocks import Block, beneath, ends, entry, heading, line, numbered
from positiveculture.cli.options import as_json, command, judged
from positiveculture.cli.output import show
from positiveculture.formats.route import route_to_dict
from positiveculture.outcome import Outcome
from positiveculture.routes import Route, Step, route as find_route


@command("route")
@judged
@click.option("--to", metavar="AWARD", required=True, help="The id of the award to reach.")
@as_json
def route(outcome: Outcome, to: str, as_json: bool) -> None:
    """Show the fewest steps to an award."""
    found = find_route(outcome, to)
    show(route_to_dict(found), screen(outcome, found), as_json)


def screen(outcome: Outcome, route: Route) -> Iterator[Block]:
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


def _leg(outcome: Outcome, topic: str, steps: list[Step]) -> Iterator[Block]:
    found = outcome.framework.topic(topic)
    first, last = steps[0].from_level, steps[-1].to_level
    stands = "" if found.scale is None else "not answered" if first is None else f"at {first}"
    moves = stands if first == last else f"{stands}, to {last}"
    yield line()
    yield numbered(found.number, ends(words.title(found.title), moves, "bold"))
    for step in steps:
        label = "" if step.to_level is None or step.evidence else f"{step.to_level}:"
        yield entry(label, _step(outcome, step), width=5)
    shared = words.shared(found, last)
    if shared and first != last:
        yield beneath(found.number, line(f"Level {shared}.", style="dim"))


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
