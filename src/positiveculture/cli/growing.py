"""What `progress` shows besides levels: what was newly reflected on, evidenced, promised and done, and who joined."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType

from positiveculture.assessment import Commitment
from positiveculture.cli import words
from positiveculture.cli.pictures import heading, paragraph
from positiveculture.framework import Framework
from positiveculture.history import History, Movement
from positiveculture.outcome import evaluate


def celebrated(history: History, framework: Framework) -> list[str]:
    """Return what there is to celebrate besides levels and awards."""
    found = history.overall_movements(framework)
    done = sum(len(each.done) for each in found)
    joined = [framework_role(framework, role) for role in history.roles_joined(framework)]
    return [
        *([f"{words.count(done, 'action')} done"] if done else []),
        *([f"{words.listed(joined)} took part, and had not before"] if joined else []),
    ]


def framework_role(framework: Framework, id_: str) -> str:
    """Return a role's title as it may be shown."""
    return words.title(next(role.title for role in framework.roles if role.id == id_))


def moved(history: History, framework: Framework) -> Iterator[RenderableType]:
    """Yield what moved on topics besides their levels, from the first assessment to the last."""
    found = history.overall_movements(framework)
    unscored = not framework.scales
    if unscored and not found:
        yield paragraph("\nNothing has moved: no reflection, evidence or action is new.")
    yield from _topics("Newly reflected on", framework, (each for each in found if each.reflected and unscored))
    yield from _topics("Newly evidenced", framework, (each for each in found if each.evidenced))
    yield from _actions("Done since", framework, ((each, action) for each in found for action in each.done))
    new = ((each, action) for each in found for action in each.promised if action.done_on is None)
    yield from _actions("Newly promised", framework, new)
    yield from _actions("Was open, and is not told of any more", framework, ((e, a) for e in found for a in e.lost))
    yield from _joined(framework, found)
    yield from _topics("No evidence that counts any more", framework, (e for e in found if e.no_longer_evidenced))
    silent = (each for each in found if each.no_longer_reflected and unscored and each.set_aside is None)
    yield from _topics("Not reflected on any more", framework, silent)
    aside = [each for each in found if each.set_aside is not None]
    if aside:
        yield heading(f"Set aside since: {words.count(len(aside), 'topic')}")
        yield from (paragraph(f"{_title(framework, each)}: {words.title(each.set_aside)}", 2) for each in aside)
    if unscored:
        yield from _standing(history, framework)


def _standing(history: History, framework: Framework) -> Iterator[RenderableType]:
    """Yield the counts of coverage then and now: of what is there, never of how good it is."""
    then, now = (evaluate(framework, history.assessments[place]).coverage for place in (0, -1))
    yield heading(f"Of {words.count(len(now.topics), 'topic')}, then and now")
    for what in ("reflected", "evidenced", "acted_on"):
        told = {"reflected": "reflected on", "evidenced": "evidenced", "acted_on": "acted on"}[what]
        yield paragraph(f"{getattr(then, what)}, now {getattr(now, what)} {told}", 2)


def _topics(title: str, framework: Framework, found: Iterable[Movement]) -> Iterator[RenderableType]:
    topics = [_title(framework, each) for each in found]
    if topics:
        yield heading(f"{title}: {words.count(len(topics), 'topic')}")
        yield from (paragraph(topic, 2) for topic in topics)


def _actions(
    title: str, framework: Framework, found: Iterable[tuple[Movement, Commitment]]
) -> Iterator[RenderableType]:
    actions = list(found)
    if actions:
        yield heading(f"{title}: {words.count(len(actions), 'action')}")
    for each, action in actions:
        day = action.done_on or action.by_when
        when = "" if day is None else f", {'on' if action.done_on else 'by'} {words.day(day)}"
        who = words.title(action.who) or "nobody named"
        yield paragraph(f"{words.title(action.what)} ({_title(framework, each)}; {who}{when})", 2)


def _joined(framework: Framework, found: Iterable[Movement]) -> Iterator[RenderableType]:
    topics: dict[str, list[str]] = {}
    for each in found:
        for role in each.joined:
            topics.setdefault(role, []).append(_title(framework, each))
    if topics:
        yield heading("Took part where they had not")
    order = [role.id for role in framework.roles]
    for role, where in sorted(topics.items(), key=lambda pair: order.index(pair[0])):
        yield paragraph(f"{framework_role(framework, role)}: {'; '.join(where)}", 2)


def _title(framework: Framework, each: Movement) -> str:
    return words.topic_title(framework.topic(each.topic))
