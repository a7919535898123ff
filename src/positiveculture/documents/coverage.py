"""The outcome of a framework without awards: what was reflected on, what shows it, what was promised, and by whom."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from positiveculture.assessment import Assessment, Commitment
from positiveculture.coverage import Coverage
from positiveculture.documents.about import source_blocks
from positiveculture.documents.blocks import Block, Document, Heading, Paragraph, Table
from positiveculture.documents.common_blocks import figure_columns, section
from positiveculture.documents.english import day, hundredths, plural, topic_count
from positiveculture.documents.judgement import judged_document, require_earlier
from positiveculture.documents.labels import owner_words, topic_label
from positiveculture.documents.ladders import ladders
from positiveculture.documents.written import written
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.topics import Principle, Topic

#: What a topic is that has to be met, and not only ought to be.
REQUIREMENT = "requirement"


@with_types
def coverage_document(
    outcome: Outcome, *, earlier: Assessment | None = None, full: bool = True, notes: bool = True
) -> Document:
    """Return what is recorded on each topic of a framework without awards, in people's own words.

    Args:
        outcome: What is shown.
        earlier: An earlier assessment of the same service against the same edition, to show where topics were.
        full: Whether to show the level of every topic, and where the framework comes from.
        notes: Whether to show what people wrote.

    Raises:
        InvalidHistory: The earlier assessment is of another service, framework or edition, or is not earlier.
    """
    require_earlier(outcome, earlier)
    blocks = [
        *what_is_there(outcome),
        *(ladders(outcome, earlier) if full else ()),
        *(written(outcome) if notes else ()),
        *open_actions(outcome.coverage),
        *_without_response(outcome.coverage),
        *(source_blocks(outcome.framework) if full else ()),
    ]
    return judged_document(outcome, blocks)


def what_is_there(outcome: Outcome) -> Iterator[Block]:
    """Yield what is not at its best in a list of checks, what there is of each principle, and who took part."""
    yield from not_at_best(outcome)
    yield coverage_table(outcome)
    yield from _took_part(outcome.coverage)


def not_at_best(outcome: Outcome) -> Iterator[Block]:
    """Yield what is not at its best in a list of checks: the lowest level first, and requirements before the rest.

    Nothing for a survey, where a published method takes means of the levels.
    """
    framework, levels = outcome.framework, outcome.assessment.levels
    if framework.averages:
        return
    by_level: dict[tuple[int, str], list[Topic]] = {}
    for topic in framework.every_topic:
        level = levels.get(topic.id)
        if topic.scale is not None and level is not None and topic.better(level) is not None:
            by_level.setdefault((topic.scored(level), topic.scale.label(level)), []).append(topic)
    for (_, label), topics in sorted(by_level.items(), key=lambda pair: pair[0]):
        count = topic_count(len(topics))
        in_order = sorted(topics, key=lambda topic: topic.kind != REQUIREMENT)
        yield from section(gettext("{level}: {topics}").format(level=label, topics=count), map(_check, in_order))


def _check(topic: Topic) -> str:
    if topic.kind == REQUIREMENT:
        return gettext("{topic} (a requirement)").format(topic=topic_label(topic))
    return topic_label(topic)


def coverage_table(outcome: Outcome) -> Table:
    """Return on how many topics of each principle there is something."""
    coverage = outcome.coverage
    rated = bool(outcome.framework.scales)  # then no evidence and no action may be left out
    shown: list[tuple[str, Callable[[Coverage], int]]] = [
        (gettext("Topics"), lambda under: len(under.questions)),
        (gettext("Answered") if rated else gettext("Reflected on"), lambda under: under.reflected),
    ]
    rare: list[tuple[str, Callable[[Coverage], int]]] = [
        (gettext("Evidenced"), lambda under: under.evidenced),
        (gettext("Acted on"), lambda under: under.acted_on),
    ]
    shown += [(title, count) for title, count in rare if not rated or count(coverage)]
    columns = [
        gettext("Principle"),
        *figure_columns(*(title for title, _ in shown), *([gettext("Score")] if outcome.means else [])),
    ]
    rows = [
        [_principle(principle, coverage), *(str(count(under)) for _, count in shown), *_score(principle, outcome)]
        for principle, under in coverage.principles
    ]
    words = gettext("Counts of what is there: they do not say how good it is.")
    if outcome.means:
        words = gettext("Scores are means, by the method that the framework publishes.")
    return Table(gettext("What is there"), columns, rows, words)


def _principle(principle: Principle | None, coverage: Coverage) -> str:
    if principle is not None:
        return principle.title
    return gettext("All topics") if len(coverage.principles) == 1 else gettext("Other topics")


def _score(principle: Principle | None, outcome: Outcome) -> list[str]:
    """Return a principle's mean, where the framework's own published method takes one."""
    if not outcome.means:
        return []
    score: Fraction | None = outcome.means.get(principle.id) if principle is not None else None
    return ["" if score is None else hundredths(score)]


def _took_part(coverage: Coverage) -> Iterator[Block]:
    """Yield on how many topics each role took part."""
    roles = {role.title: coverage.roles[role.id] for role in coverage.framework.roles if coverage.roles[role.id]}
    if roles:
        columns = [gettext("Role"), *figure_columns(gettext("Topics"))]
        yield Table(gettext("Who took part"), columns, [(title, str(count)) for title, count in roles.items()])


def open_actions(coverage: Coverage) -> Iterator[Block]:
    """Yield what was promised and is not done, what is due first at the front."""
    if coverage.open_actions:
        columns = [gettext("By when"), gettext("Who"), gettext("Topic"), gettext("What")]
        rows = [_promise(topic, action) for topic, action in coverage.open_actions]
        title = plural(len(rows), "{count} open action", "{count} open actions")
        yield Table(title, columns, rows)


def _promise(topic: Topic, action: Commitment) -> list[str]:
    by_when = gettext("no day given") if action.by_when is None else day(action.by_when)
    return [by_when, owner_words(action.who), topic_label(topic), action.what]


def _without_response(coverage: Coverage) -> Iterator[Block]:
    topics = [topic_label(topic) for topic in coverage.without_response]
    if topics:
        yield Heading(plural(len(topics), "Nothing yet on {count} topic", "Nothing yet on {count} topics"))
        yield Paragraph(gettext("{topics}.").format(topics="; ".join(topics)))
