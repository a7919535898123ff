"""What `progress` shows: what rose, what fell and what there is to celebrate between dated assessments."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.growing import celebrated, moved
from positiveculture.cli.pictures import ends, entry, heading, paragraph, table
from positiveculture.framework import Framework
from positiveculture.history import AwardChange, Change, History
from positiveculture.topics import Topic

#: The most days that a table has room for; of more, the first and the latest are shown.
MOST = 5

#: Whose judgement an assessment is.
WHOSE = {"self": "by the service itself", "reviewed": "by a reviewer", "awarded": "by the awarding body"}


def movement(history: History, framework: Framework) -> Iterator[RenderableType]:
    """Yield how a service has moved."""
    first, last = history.assessments[0], history.assessments[-1]
    yield ends(words.title(last.service), f"{words.day(first.assessed_on)} to {words.day(last.assessed_on)}", "bold")
    yield Text(words.edition(framework))
    yield from _judges(history)
    order = {topic.id: place for place, topic in enumerate(framework.every_topic)}
    changes = sorted(history.overall, key=lambda change: order[change.topic])
    awards = history.award_changes(framework)
    one_judge = first.basis == last.basis
    yield from _celebrated(history, framework, changes, awards) if one_judge else ()
    fell, rose = (
        ("What fell", "What rose") if one_judge else (f"Lower {WHOSE[last.basis]}", f"Higher {WHOSE[last.basis]}")
    )
    yield from _section(fell, history, framework, [change for change in changes if change.fell])
    yield from _section(rose, history, framework, [change for change in changes if change.rose])
    yield from _section("Answered since", history, framework, [c for c in changes if c.from_level is None])
    gone = [change for change in changes if change.to_level is None and change.topic not in last.not_applicable]
    yield from _section("Not answered any more", history, framework, gone)
    yield from _awards(framework, awards)
    yield from moved(history, framework)
    same = len(last.levels) - sum(change.to_level is not None for change in changes)
    if framework.scales:
        yield Text(f"\n{words.count(same, 'topic')} at the same level as before.")


def _judges(history: History) -> Iterator[RenderableType]:
    """Yield whose judgements these are, where they are not all of one kind: then a difference is no movement."""
    if len(history.bases) > 1:
        each = [f"{words.day(one.assessed_on)}: {WHOSE[one.basis]}" for one in history.assessments]
        text = "Not all by the same judge, so what differs may be the judgement and not the service: "
        yield paragraph(text + "; ".join(each), style="yellow")


def _celebrated(
    history: History, framework: Framework, changes: list[Change], awards: tuple[AwardChange, ...]
) -> Iterator[RenderableType]:
    rose = [change for change in changes if _better(framework, change)]
    tops = [change for change in rose if _at_top(framework, change)]
    held = {change.award: change.gained for change in awards}
    reasons = [f"{words.title(framework.award(award).title)} reached" for award, gained in held.items() if gained]
    turned = any(framework.topic(change.topic).reverse_scored for change in rose)
    reasons += [f"{words.count(len(rose), 'topic')} {'better than before' if turned else 'rose'}"] if rose else []
    reasons += [f"{words.topic_title(framework.topic(c.topic))} came to {c.to_level}, the top" for c in tops]
    reasons += celebrated(history, framework)
    if reasons:
        yield heading("To celebrate")
        yield from (entry("-", Text(reason, "green"), width=1) for reason in reasons)


def _better(framework: Framework, change: Change) -> bool:
    """Return whether a level is better than it was: lower, where a high level is a bad sign."""
    return change.fell if framework.topic(change.topic).reverse_scored else change.rose


def _at_top(framework: Framework, change: Change) -> bool:
    topic = framework.topic(change.topic)
    return topic.scale is not None and change.to_level == topic.scale.highest and not topic.reverse_scored


def _section(title: str, history: History, framework: Framework, changes: list[Change]) -> Iterator[RenderableType]:
    if not changes:
        return
    seen = history.assessments
    shown = seen if len(seen) <= MOST else (seen[0], seen[-1])
    rows = [
        [_number(framework, change.topic), _titled(framework.topic(change.topic))]
        + [str(each.levels.get(change.topic, "-")) for each in shown]
        for change in changes
    ]
    yield heading(f"{title}: {words.count(len(changes), 'topic')}")
    days = [each.assessed_on.isoformat() for each in shown]
    yield table(["No.", "Topic", *days], rows, fold=1, right=[0, *range(2, 2 + len(days))])


def _titled(topic: Topic) -> str:
    """Return a topic's title, and that a high level is a bad sign, where it is one."""
    return words.title(f"{topic.title} (high is bad)" if topic.reverse_scored else topic.title)


def _number(framework: Framework, topic: str) -> str:
    number = framework.topic(topic).number
    return "" if number is None else str(number)


def _awards(framework: Framework, awards: tuple[AwardChange, ...]) -> Iterator[RenderableType]:
    if awards:
        yield heading("Awards")
    for change in awards:
        what = "reached" if change.gained else "no longer supported"
        title = words.title(framework.award(change.award).title)
        yield paragraph(f"{title} {what} on {words.day(change.on)}", 2, "green" if change.gained else "yellow")
