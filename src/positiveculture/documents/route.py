"""The fewest steps to an award, topic by topic, each with the statement to work towards."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from positiveculture.documents.blocks import Block, Document, Heading, Item, Listing, Paragraph
from positiveculture.documents.judgement import judged_document
from positiveculture.documents.labels import level_words, partnership, topic_change
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.routes import Route, Step
from positiveculture.topics import Topic


@with_types
def route_document(outcome: Outcome, route: Route) -> Document:
    """Return the steps of `route`, which has to be one of `outcome`."""
    return judged_document(outcome, route_blocks(outcome, route))


def route_blocks(outcome: Outcome, route: Route, *, labels: bool = True) -> Iterator[Block]:
    """Yield how many steps lead to an award, each of them, and who else has to take part.

    Args:
        outcome: What the route is of.
        route: The steps.
        labels: Whether a level that has no statement is shown by its label.
    """
    award = outcome.framework.award(route.award).title
    if not route.steps:
        yield Paragraph(gettext("{award} is indicated already: no step is needed.").format(award=award))
        return
    yield Heading(gettext("The fewest steps to {award}: {count}").format(award=award, count=len(route.steps)))
    steps = steps_by_topic(route)
    yield Listing(
        Item(
            topic_change(outcome.framework.topic(topic), each[0].from_level, each[-1].to_level),
            step_items(each, outcome, labels=labels),
        )
        for topic, each in steps.items()
    )
    yield from map(Paragraph, closing_sentences(outcome, route))


def steps_by_topic(route: Route) -> dict[str, list[Step]]:
    """Return the steps on each topic, in the order of the route."""
    return {topic: list(steps) for topic, steps in groupby(route.steps, key=lambda step: step.topic)}


def step_items(steps: Iterable[Step], outcome: Outcome, *, labels: bool = True) -> Iterator[Item]:
    """Yield an item for each step on a topic; `labels` as for `route_blocks`."""
    for step in steps:
        raised = step.from_level is not None and not step.evidence
        if labels or step.statement is not None or not raised:
            yield Item(_step(step, outcome.framework.topic(step.topic), outcome))


def closing_sentences(outcome: Outcome, route: Route) -> Iterator[str]:
    """Yield from where unanswered topics are counted, and who else has to take part, as the source says."""
    if any(step.from_level is None and step.to_level is not None and not step.evidence for step in route.steps):
        yield gettext("A topic that is not answered yet is counted from its lowest level.")
    levels_by_partner: dict[str, set[int]] = {}
    for step in route.steps:
        scale, level = outcome.framework.topic(step.topic).scale, step.to_level
        who = "" if scale is None or level is None or step.evidence else scale.needs_too(level)
        if who and level is not None:
            levels_by_partner.setdefault(who, set()).add(level)
    yield from partnership(levels_by_partner)


def _step(step: Step, topic: Topic, outcome: Outcome) -> str:
    if step.evidence:
        if step.kind:
            return gettext("Bring evidence of the kind {kind} that has not lapsed.").format(kind=step.kind)
        return gettext("Bring evidence that has not lapsed.")
    if step.to_level is None:
        return gettext("Reflect on it.")
    if step.from_level is None:
        return gettext("Answer it.")
    return gettext("At {level}: {words}").format(level=step.to_level, words=level_words(topic, step.to_level, outcome))
