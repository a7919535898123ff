"""Many services together: what is indicated, what stands in the way most, who has moved, and every level in a grid.

Services are never ranked and nothing is averaged.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from positiveculture.documents.about import document_of, framework_fact
from positiveculture.documents.blocks import Block, Document, Heading, Listing, Paragraph, Table
from positiveculture.documents.common_blocks import LabelledText, figure_columns, known_facts, paragraphs
from positiveculture.documents.english import day, plural, service_count
from positiveculture.documents.labels import award_title, topic_label
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.responses import Responses
from positiveculture.rollup import Obstacle, Rollup, ServiceOutcome
from positiveculture.sentences import span
from positiveculture.topics import Topic

__all__ = ["award_title", "services_document"]

#: How many requirements are listed at the most, and how many letters the topics' numbers above a grid take: so many
#: have room side by side on A4.
MOST, ACROSS = 15, 66


@with_types
def services_document(rollup: Rollup) -> Document:
    """Return what many services say together: awards indicated, requirements in the way, movement, and the grid."""
    framework, count = rollup.framework, len(rollup.services)
    words = gettext("{services}: {framework}")
    title = words.format(services=service_count(count), framework=framework.title)
    blocks: list[Block] = [
        *(_indicated(rollup) if framework.awards else ()),
        *_obstacles(rollup),
        *_movement(rollup),
        *_grid(rollup),
    ]
    return document_of(framework, title, known_facts(_head(rollup)), blocks)


def _head(rollup: Rollup) -> Iterator[LabelledText]:
    yield framework_fact(rollup.framework)
    days = sorted(each.outcome.assessment.assessed_on for each in rollup.services)
    yield gettext("Latest assessments"), span(day(days[0]), day(days[-1]))
    words = {
        "self": gettext("{count} by the service itself"),
        "reviewed": gettext("{count} by a reviewer"),
        "awarded": gettext("{count} recorded as the awarding body's"),
    }
    bases = Counter(each.outcome.assessment.basis for each in rollup.services)
    counts = [text.format(count=bases[basis]) for basis, text in words.items() if bases[basis]]
    yield gettext("Whose judgement"), "; ".join(counts)


def _indicated(rollup: Rollup) -> Iterator[Block]:
    yield Heading(gettext("What is indicated"))
    columns = [gettext("Indicated"), *figure_columns(gettext("Services"))]
    rows = [(award_title(award, rollup.framework), str(count)) for award, count in rollup.indicated.items()]
    yield Table("", columns, rows, gettext("By the latest assessment of each service."))


def _obstacles(rollup: Rollup) -> Iterator[Block]:
    obstacles = rollup.obstacles
    if not obstacles:
        return
    yield Heading(gettext("What stands in the way most"))
    words = gettext("How many services have yet to meet each requirement of an award, the most first.")
    if len(obstacles) > MOST:
        words += " " + gettext("The first {most} of {count}.").format(most=MOST, count=len(obstacles))
    counts = figure_columns(gettext("Services"), gettext("Not answered"))
    rows = (_obstacle(one, rollup.framework) for one in obstacles[:MOST])
    yield Table("", [gettext("Requirement"), *counts, gettext("Award")], rows, words)


def _obstacle(one: Obstacle, framework: Framework) -> tuple[str, ...]:
    counts = str(one.services), str(one.unanswered) if one.unanswered else ""
    return _requirement(one, framework), *counts, framework.award(one.award).title


def _requirement(one: Obstacle, framework: Framework) -> str:
    topic = "" if one.topic is None else topic_label(framework.topic(one.topic))
    words = {
        "level": gettext("{topic}: at {needs} or above"),
        "answer": gettext("{topic}: an answer"),
        "evidence": gettext("{topic}: evidence of the kind {needs}") if one.needs else gettext("{topic}: evidence"),
        "points": gettext("{needs} % of the points"),
        "nothing-to-judge": gettext("Something that applies and can be judged"),
    }
    return words[one.kind].format(topic=topic, needs=one.needs)


def _movement(rollup: Rollup) -> Iterator[Block]:
    """Yield who has moved since the assessment before, and how many have none or have not moved."""
    before = [each for each in rollup.services if each.earlier is not None]
    if not before:
        return
    yield Heading(gettext("Who has moved since last time"))
    moved = rollup.moved
    if moved:
        columns = [gettext("Service"), gettext("Since"), *figure_columns(gettext("Higher"), gettext("Lower"))]
        columns += [gettext("Indicated")] if rollup.framework.awards else []
        words = gettext("How many topics of each service are at a higher level than then, and at a lower one.")
        yield Table("", columns, [_moved(each, rollup.framework) for each in moved], words)
    same, new = len(before) - len(moved), len(rollup.services) - len(before)
    stayed = plural(same, "{count} service is where it was.", "{count} services are where they were.")
    first = plural(
        new,
        "{count} service has no earlier assessment by the same kind of judgement.",
        "{count} services have no earlier assessment by the same kind of judgement.",
    )
    yield from paragraphs(" ".join(text for count, text in ((same, stayed), (new, first)) if count))


def _moved(each: ServiceOutcome, framework: Framework) -> Iterator[str]:
    then, now = each.earlier or each.outcome, each.outcome.indicated
    yield from (each.service, day(then.assessment.assessed_on), str(each.higher), str(each.lower))
    if framework.awards:
        words = gettext("{award}, as before") if then.indicated == now else gettext("{award}, before: {before}")
        yield words.format(award=award_title(now, framework), before=award_title(then.indicated, framework))


def _grid(rollup: Rollup) -> Iterator[Block]:
    """Yield the topics with their numbers, then a row a service with a column a topic, so many side by side."""
    topics = rollup.framework.topics
    heads = [str(place) if topic.number is None else str(topic.number) for place, topic in enumerate(topics, 1)]
    yield Heading(gettext("Service by service"))
    yield Listing(map(_named, topics, heads))
    words = gettext("A column for each topic, by its number above, with the level of each service.")
    if not rollup.framework.scales:
        words = gettext("A column for each topic, by its number above; yes where something is said of it.")
    empty = gettext("An empty cell is a topic that is not answered; n/a one that is not applicable.")
    yield Paragraph(f"{words} {empty}")
    for first, last in pairwise([0, *_breaks(heads), len(topics)]):
        yield _part(rollup, topics[first:last], heads[first:last], whole=last - first == len(topics))


def _breaks(heads: Sequence[str]) -> Iterator[int]:
    """Yield where another part of the grid begins: its headings, with a blank after each, have `ACROSS` letters."""
    letters = 0
    for place, head in enumerate(heads):
        letters += len(head) + 1
        if place and letters > ACROSS:
            yield place
            letters = len(head) + 1


def _part(rollup: Rollup, topics: Sequence[Topic], heads: Sequence[str], *, whole: bool) -> Table:
    """Return the grid of some topics; where they are not all, its title says which."""
    indicated = [gettext("Indicated")] if rollup.framework.awards else []
    titles = {award: award_title(award, rollup.framework) for award in rollup.indicated}
    rows, words = [], (gettext("yes"), gettext("n/a"))
    for service in rollup.services:
        first = (service.service, titles[service.outcome.indicated]) if indicated else (service.service,)
        rows.append((*first, *_cells(service.outcome.assessment.responses, topics, *words)))
    title = "" if whole else gettext("Topics {first} to {last}").format(first=heads[0], last=heads[-1])
    return Table(title, [gettext("Service"), *indicated, *figure_columns(*heads)], rows)


def _named(topic: Topic, head: str) -> str:
    title = gettext("{number} {title}").format(number=head, title=topic.title)
    return gettext("{title} (a high level is a bad sign)").format(title=title) if topic.reverse_scored else title


def _cells(responses: Responses, topics: Sequence[Topic], yes: str, excluded: str) -> Iterator[str]:
    """Yield each topic's cell: its level, `excluded` if not applicable, `yes` if answered otherwise, or nothing."""
    levels, not_applicable = responses.levels, responses.not_applicable
    for topic in topics:
        level = levels.get(topic.id)
        if level is not None:
            yield str(level)
        elif topic.id in not_applicable:
            yield excluded
        else:
            yield yes if topic.id in responses else ""
