"""The board's page: what is indicated, what moved, what people wrote and what comes next, in one document."""

from collections.abc import Iterator

from positiveculture.documents.about import source_facts
from positiveculture.documents.bars import award_bars
from positiveculture.documents.blocks import Block, Document, Heading, Item, Listing, Paragraph
from positiveculture.documents.coverage import open_actions, what_is_there
from positiveculture.documents.english import day, plural, topic_count
from positiveculture.documents.history import award_changes, changes_by_kind, different_judges, migrated_notices
from positiveculture.documents.judgement import certificates, judged_document
from positiveculture.documents.labels import topic_label
from positiveculture.documents.ladders import ladders
from positiveculture.documents.movements import movement_blocks
from positiveculture.documents.outcome import in_the_way
from positiveculture.documents.planned import planned_blocks
from positiveculture.documents.route import closing_sentences, route_blocks, step_items, steps_by_topic
from positiveculture.documents.written import written
from positiveculture.errors import NoRoute
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.history import Change, History
from positiveculture.outcome import Outcome, State
from positiveculture.report import Report
from positiveculture.routes import Route
from positiveculture.rules.blockers import Below, Blocker, NeedsEvidence, Unanswered


@with_types
def report_document(report: Report, *, notes: bool = True) -> Document:
    """Return what a board or a commissioner reads of an assessment.

    Args:
        report: The outcome, with what it was before and what is planned.
        notes: Whether to show what people wrote.
    """
    outcome = report.outcome
    blocks = [
        *(_with_awards(report) if outcome.framework.awards else _without_awards(report)),
        *(written(outcome) if notes else ()),
        *_next(report),
        *certificates(outcome),
        source_facts(outcome.framework),
    ]
    return judged_document(outcome, blocks)


def _with_awards(report: Report) -> Iterator[Block]:
    outcome, shown = report.outcome, _route_beneath(report)
    steps = {} if shown is None else steps_by_topic(shown)

    def beneath(blocker: Blocker, _: Outcome) -> Iterator[Item]:
        return step_items(steps.get(getattr(blocker, "topic", ""), ()), outcome, labels=False)

    yield award_bars(outcome)
    closing = "" if shown is None else _closing(shown, outcome)
    yield from in_the_way(outcome, full=True, beneath=beneath, closing=closing)
    yield from ladders(outcome, report.earlier)
    yield from () if report.history is None else _since(report.history, outcome)


def _route_beneath(report: Report) -> Route | None:
    """Return the route, where each of its steps has a place beneath what stands in the way of the lowest award."""
    route = report.route
    lowest = next((verdict for verdict in report.outcome if verdict.state is not State.MET), None)
    if not isinstance(route, Route) or lowest is None or lowest.award.id != route.award:
        return None
    topics = [blocker.topic for blocker in lowest.blockers if isinstance(blocker, Below | Unanswered | NeedsEvidence)]
    one_each = len(topics) == len(set(topics)) == len(lowest.blockers)
    return route if one_each and set(topics) == steps_by_topic(route).keys() else None


def _closing(route: Route, outcome: Outcome) -> str:
    """Return that the steps beneath the blockers of an award are all that it takes, with what closes a route."""
    words = gettext("These {steps} are the fewest that lead to {award}.")
    steps = plural(len(route.steps), "{count} step", "{count} steps")
    if len(route.steps) == 1:
        words = gettext("This step is the only one that it takes to {award}.")
    sentence = words.format(steps=steps, award=outcome.framework.award(route.award).title)
    return " ".join([sentence, *closing_sentences(outcome, route)])


def _without_awards(report: Report) -> Iterator[Block]:
    outcome, history = report.outcome, report.history
    yield from what_is_there(outcome)
    yield from ladders(outcome, report.earlier)
    if history is not None:
        yield from _since(history, outcome)
        yield from () if outcome.framework.scales else migrated_notices(history)
        yield from movement_blocks(history, outcome.framework)


def _since(history: History, outcome: Outcome) -> Iterator[Block]:
    """Yield which awards and topics moved since the earlier assessment; the ladder has each level."""
    framework = outcome.framework
    if not framework.scales:
        return
    fell, *others = changes_by_kind(history.overall)
    words = gettext("Rose: {topics}"), gettext("Answered since: {topics}"), gettext("Not answered any more: {topics}")
    items = [*award_changes(history, framework)]
    items += [gettext("Fell: {topics}").format(topics=_named(fell, outcome))] if fell else []
    items += [each.format(topics=_count(changed)) for each, changed in zip(words, others, strict=True) if changed]
    yield Heading(gettext("Since {day}").format(day=day(history.assessments[0].assessed_on)))
    yield from migrated_notices(history)
    yield from different_judges(history)
    yield Listing(items) if items else Paragraph(gettext("No topic is at another level."))


def _count(changes: list[Change]) -> str:
    return topic_count(len(changes))


def _named(changes: list[Change], outcome: Outcome) -> str:
    """Return how many topics changed, and which."""
    titles = [topic_label(outcome.framework.topic(change.topic)) for change in changes]
    return gettext("{count}: {topics}").format(count=_count(changes), topics="; ".join(titles))


def _next(report: Report) -> Iterator[Block]:
    """Yield what to do next: the plan, or what was promised, and the fewest steps to the award."""
    outcome, route = report.outcome, report.route
    if report.plan is not None:
        yield from planned_blocks(report.plan, outcome.framework)
    elif not outcome.framework.awards:
        yield from open_actions(outcome.coverage)
    if isinstance(route, NoRoute):
        words = gettext("The fewest steps to {award} cannot be shown: {reason}.")
        yield Paragraph(words.format(award=outcome.framework.award(route.award).title, reason=route.reason))
    elif route is not None and _route_beneath(report) is None:
        yield from route_blocks(outcome, route, labels=False)
