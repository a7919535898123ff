"""What moved on topics besides their levels: reflections, evidence, promises and who took part."""

from collections.abc import Iterable, Iterator

from positiveculture.assessment import Commitment
from positiveculture.documents.blocks import Block, Column, Heading, Item, Listing, Paragraph, Table
from positiveculture.documents.english import day, plural, short_day
from positiveculture.documents.labels import topic_label
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.history import History, Movement
from positiveculture.outcome import evaluate


def movement_blocks(history: History, framework: Framework) -> Iterator[Block]:
    """Yield what moved besides levels, from the first assessment to the last."""
    found = history.overall_movements(framework)
    unscored = not framework.scales
    if unscored and not found:
        yield Paragraph(gettext("Nothing has moved: no reflection, evidence or action is new."))
    reflected = [each for each in found if each.reflected and unscored]
    silent = [each for each in found if each.no_longer_reflected and unscored and each.set_aside is None]
    open_ = [(each, action) for each in found for action in each.promised if action.done_on is None]
    yield from _topics(gettext("Newly reflected on: {topics}"), framework, reflected)
    yield from _topics(gettext("Newly evidenced: {topics}"), framework, [each for each in found if each.evidenced])
    done = [(each, action) for each in found for action in each.done]
    yield from _actions(gettext("Done since: {actions}"), framework, done)
    yield from _actions(gettext("Newly promised: {actions}"), framework, open_)
    lost = [(each, action) for each in found for action in each.lost]
    yield from _actions(gettext("Was open, and is not mentioned any more: {actions}"), framework, lost)
    yield from _joined(framework, found)
    lapsed = [each for each in found if each.no_longer_evidenced]
    yield from _topics(gettext("No evidence that counts any more: {topics}"), framework, lapsed)
    yield from _topics(gettext("Not reflected on any more: {topics}"), framework, silent)
    aside = [each for each in found if each.set_aside is not None]
    yield from _topics(gettext("Not applicable since: {topics}"), framework, aside)
    if unscored:
        yield _coverage(history, framework)


def _coverage(history: History, framework: Framework) -> Table:
    """Return the counts of coverage then and now: of what is recorded, never of how good it is."""
    first, last = history.assessments[0], history.assessments[-1]
    then, now = (evaluate(framework, each).coverage for each in (first, last))
    title = plural(len(now.questions), "Of {count} topic", "Of {count} topics")
    columns = [
        Column(gettext("Topics")),
        Column(short_day(first.assessed_on), figures=True),
        Column(short_day(last.assessed_on), figures=True),
    ]
    counts = {
        gettext("reflected on"): (then.reflected, now.reflected),
        gettext("evidenced"): (then.evidenced, now.evidenced),
        gettext("acted on"): (then.acted_on, now.acted_on),
    }
    return Table(title, columns, [(words, *map(str, pair)) for words, pair in counts.items()])


def _topics(heading: str, framework: Framework, found: list[Movement]) -> Iterator[Block]:
    if found:
        yield Heading(heading.format(topics=plural(len(found), "{count} topic", "{count} topics")))
        yield Listing(Item(_topic(framework, each)) for each in found)


def _topic(framework: Framework, each: Movement) -> str:
    label = topic_label(framework.topic(each.topic))
    if each.set_aside is None:
        return label
    return gettext("{topic}: {reason}").format(topic=label, reason=each.set_aside)


def _actions(heading: str, framework: Framework, found: list[tuple[Movement, Commitment]]) -> Iterator[Block]:
    if found:
        yield Heading(heading.format(actions=plural(len(found), "{count} action", "{count} actions")))
        yield Listing(Item(_action(framework, each, action)) for each, action in found)


def _action(framework: Framework, each: Movement, action: Commitment) -> str:
    topic = topic_label(framework.topic(each.topic))
    who = action.who or gettext("nobody named")
    if action.done_on is not None:
        words, on = gettext("{what} ({topic}; {who}, on {day})"), day(action.done_on)
    elif action.by_when is not None:
        words, on = gettext("{what} ({topic}; {who}, by {day})"), day(action.by_when)
    else:
        words, on = gettext("{what} ({topic}; {who})"), ""
    return words.format(what=action.what, topic=topic, who=who, day=on)


def _joined(framework: Framework, found: Iterable[Movement]) -> Iterator[Block]:
    topics: dict[str, list[str]] = {}
    for each in found:
        for role in each.joined:
            topics.setdefault(role, []).append(topic_label(framework.topic(each.topic)))
    if topics:
        words = gettext("{role}: {topics}")
        titles = {role.id: role.title for role in framework.roles if role.id in topics}
        yield Heading(gettext("Took part where they had not"))
        yield Listing(Item(words.format(role=title, topics="; ".join(topics[role]))) for role, title in titles.items())
