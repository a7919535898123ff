"""What moved on topics besides their levels: reflections, evidence, promises and who took part."""

from collections.abc import Iterable, Iterator

from positiveculture.assessment import Commitment
from positiveculture.documents.blocks import Block, Paragraph, Table
from positiveculture.documents.common_blocks import figure_columns, section
from positiveculture.documents.english import action_count, day, plural, short_day, topic_count
from positiveculture.documents.labels import owner_words, topic_label
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.history import History, Movement
from positiveculture.outcome import evaluate


def movement_blocks(history: History, framework: Framework) -> Iterator[Block]:
    """Yield what moved besides levels, from the first assessment to the last."""
    movements = history.overall_movements(framework)
    unscored = not framework.scales
    if unscored and not movements:
        yield Paragraph(gettext("Nothing has moved: no reflection, evidence or action is new."))
    reflected = [move for move in movements if move.reflected and unscored]
    silent = [move for move in movements if move.no_longer_reflected and unscored and move.set_aside is None]
    not_applicable = [move for move in movements if move.set_aside is not None]
    lapsed = [move for move in movements if move.no_longer_evidenced]
    done = [(move, action) for move in movements for action in move.done]
    lost = [(move, action) for move in movements for action in move.lost]
    open_ = [(move, action) for move in movements for action in move.promised if action.done_on is None]
    yield from _topics(gettext("Newly reflected on: {topics}"), framework, reflected)
    yield from _topics(gettext("Newly evidenced: {topics}"), framework, [move for move in movements if move.evidenced])
    yield from _actions(gettext("Done since: {actions}"), framework, done)
    yield from _actions(gettext("Newly promised: {actions}"), framework, open_)
    yield from _actions(gettext("Was open, and is not mentioned any more: {actions}"), framework, lost)
    yield from _joined(framework, movements)
    yield from _topics(gettext("No evidence that counts any more: {topics}"), framework, lapsed)
    yield from _topics(gettext("Not reflected on any more: {topics}"), framework, silent)
    yield from _topics(gettext("Not applicable since: {topics}"), framework, not_applicable)
    if unscored:
        yield _coverage(history, framework)


def _coverage(history: History, framework: Framework) -> Table:
    """Return the counts of coverage then and now: of what is recorded, never of how good it is."""
    first, last = history.assessments[0], history.assessments[-1]
    then, now = (evaluate(framework, each).coverage for each in (first, last))
    title = plural(len(now.questions), "Of {count} topic", "Of {count} topics")
    columns = [gettext("Topics"), *figure_columns(*(short_day(each.assessed_on) for each in (first, last)))]
    rows = [
        (gettext("reflected on"), str(then.reflected), str(now.reflected)),
        (gettext("evidenced"), str(then.evidenced), str(now.evidenced)),
        (gettext("acted on"), str(then.acted_on), str(now.acted_on)),
    ]
    return Table(title, columns, rows)


def _topics(heading: str, framework: Framework, movements: list[Movement]) -> Iterator[Block]:
    topics = topic_count(len(movements))
    yield from section(heading.format(topics=topics), (_topic(framework, each) for each in movements))


def _topic(framework: Framework, each: Movement) -> str:
    label = topic_label(framework.topic(each.topic))
    if each.set_aside is None:
        return label
    return gettext("{topic}: {reason}").format(topic=label, reason=each.set_aside)


def _actions(heading: str, framework: Framework, promises: list[tuple[Movement, Commitment]]) -> Iterator[Block]:
    actions = action_count(len(promises))
    yield from section(heading.format(actions=actions), (_action(framework, *each) for each in promises))


def _action(framework: Framework, each: Movement, action: Commitment) -> str:
    topic = topic_label(framework.topic(each.topic))
    who = owner_words(action.who)
    if action.done_on is not None:
        words, on = gettext("{what} ({topic}; {who}, on {day})"), day(action.done_on)
    elif action.by_when is not None:
        words, on = gettext("{what} ({topic}; {who}, by {day})"), day(action.by_when)
    else:
        words, on = gettext("{what} ({topic}; {who})"), ""
    return words.format(what=action.what, topic=topic, who=who, day=on)


def _joined(framework: Framework, movements: Iterable[Movement]) -> Iterator[Block]:
    topics: dict[str, list[str]] = {}
    for each in movements:
        for role in each.joined:
            topics.setdefault(role, []).append(topic_label(framework.topic(each.topic)))
    words, roles = gettext("{role}: {topics}"), [role for role in framework.roles if role.id in topics]
    items = (words.format(role=role.title, topics="; ".join(topics[role.id])) for role in roles)
    yield from section(gettext("Took part where they had not"), items)
