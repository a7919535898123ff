"""The command `progress`: what rose, fell and is to be celebrated between dated assessments of one service.

Besides levels: what was newly reflected on, evidenced, promised and done, and who joined.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from positiveculture.assessment import Commitment
from positiveculture.cli import words
from positiveculture.cli.blocks import Block, bullets, ends, heading, line, paragraph, table
from positiveculture.cli.options import (
    WordingChoice,
    against,
    argument,
    as_json,
    command,
    framework_of,
    in_words,
    input_file,
)
from positiveculture.cli.output import show
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.history import history_to_dict
from positiveculture.framework import Framework
from positiveculture.history import AwardChange, Change, History, Movement
from positiveculture.outcome import evaluate
from positiveculture.plugins.registry import get_framework
from positiveculture.topics import Topic

#: The most days that a table has room for; of more, the first and the latest are shown.
MOST = 5

#: Whose judgement an assessment is.
WHOSE = {"self": "by the service itself", "reviewed": "by a reviewer", "awarded": "by the awarding body"}


@command("progress")
@argument(
    "files", metavar="FILE FILE...", type=input_file, nargs=-1, required=True, about="Assessments of one service."
)
@against
@in_words
@as_json
def progress(files: tuple[Path, ...], framework: str | None, wording: WordingChoice, as_json: bool) -> None:
    """Show what rose, fell and is to be celebrated."""
    if len(files) < 2:  # noqa: PLR2004 - progress is from one to another
        raise click.BadParameter("give at least two assessments", param_hint="FILE FILE...")
    named = None if framework is None else framework_of(framework)
    assessments = [read_assessment(file, framework=named) for file in files]
    found = wording.apply(named or get_framework(assessments[0].framework))
    history = History(assessments, framework=found)
    show(history_to_dict(history), screen(history, found), as_json)


def screen(history: History, framework: Framework) -> Iterator[Block]:
    """Yield how a service has moved."""
    first, last = history.assessments[0], history.assessments[-1]
    yield ends(words.title(last.service), f"{words.day(first.assessed_on)} to {words.day(last.assessed_on)}", "bold")
    yield line(words.edition(framework))
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
    yield from _moved(history, framework)
    same = len(last.levels) - sum(change.to_level is not None for change in changes)
    if framework.scales:
        yield line(f"\n{words.count(same, 'topic')} at the same level as before.")


def _judges(history: History) -> Iterator[Block]:
    """Yield whose judgements these are, where they are not all of one kind: then a difference is no movement."""
    if len(history.bases) > 1:
        each = [f"{words.day(one.assessed_on)}: {WHOSE[one.basis]}" for one in history.assessments]
        text = "Not all by the same judge, so what differs may be the judgement and not the service: "
        yield paragraph(text + "; ".join(each), style="yellow")


def _celebrated(
    history: History, framework: Framework, changes: list[Change], awards: tuple[AwardChange, ...]
) -> Iterator[Block]:
    rose = [change for change in changes if _better(framework, change)]
    tops = [change for change in rose if _at_top(framework, change)]
    held = {change.award: change.gained for change in awards}
    reasons = [f"{words.title(framework.award(award).title)} reached" for award, gained in held.items() if gained]
    turned = any(framework.topic(change.topic).reverse_scored for change in rose)
    reasons += [f"{words.count(len(rose), 'topic')} {'better than before' if turned else 'rose'}"] if rose else []
    reasons += [f"{words.topic_title(framework.topic(c.topic))} came to {c.to_level}, the top" for c in tops]
    reasons += _celebrated_besides(history, framework)
    if reasons:
        yield heading("To celebrate")
        yield from bullets(reasons, style="green")


def _better(framework: Framework, change: Change) -> bool:
    """Return whether a level is better than it was: lower, where a high level is a bad sign."""
    return change.fell if framework.topic(change.topic).reverse_scored else change.rose


def _at_top(framework: Framework, change: Change) -> bool:
    topic = framework.topic(change.topic)
    return topic.scale is not None and change.to_level == topic.scale.highest and not topic.reverse_scored


def _section(title: str, history: History, framework: Framework, changes: list[Change]) -> Iterator[Block]:
    if not changes:
        return
    seen = history.assessments
    shown = seen if len(seen) <= MOST else (seen[0], seen[-1])
    rows = [
        [words.number(framework.topic(change.topic)), _titled(framework.topic(change.topic))]
        + [str(each.levels.get(change.topic, "-")) for each in shown]
        for change in changes
    ]
    yield heading(f"{title}: {words.count(len(changes), 'topic')}")
    days = [each.assessed_on.isoformat() for each in shown]
    yield table(["No.", "Topic", *days], rows, fold=1, right=[0, *range(2, 2 + len(days))])


def _titled(topic: Topic) -> str:
    """Return a topic's title, and that a high level is a bad sign, where it is one."""
    return words.title(f"{topic.title} (high is bad)" if topic.reverse_scored else topic.title)


def _awards(framework: Framework, awards: tuple[AwardChange, ...]) -> Iterator[Block]:
    if awards:
        yield heading("Awards")
    for change in awards:
        what = "reached" if change.gained else "no longer supported"
        title = words.title(framework.award(change.award).title)
        yield paragraph(f"{title} {what} on {words.day(change.on)}", 2, "green" if change.gained else "yellow")


def _celebrated_besides(history: History, framework: Framework) -> list[str]:
    """Return what there is to celebrate besides levels and awards."""
    found = history.overall_movements(framework)
    done = sum(len(each.done) for each in found)
    joined = [_role(framework, role) for role in history.roles_joined(framework)]
    return [
        *([f"{words.count(done, 'action')} done"] if done else []),
        *([f"{words.listed(joined)} took part, and had not before"] if joined else []),
    ]


def _role(framework: Framework, id_: str) -> str:
    """Return a role's title as it may be shown."""
    return words.title(next(role.title for role in framework.roles if role.id == id_))


def _moved(history: History, framework: Framework) -> Iterator[Block]:
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
        yield from _coverage(history, framework)


def _coverage(history: History, framework: Framework) -> Iterator[Block]:
    """Yield the counts of coverage then and now: of what is there, never of how good it is."""
    then, now = (evaluate(framework, history.assessments[place]).coverage for place in (0, -1))
    yield heading(f"Of {words.count(len(now.topics), 'topic')}, then and now")
    for what in ("reflected", "evidenced", "acted_on"):
        told = {"reflected": "reflected on", "evidenced": "evidenced", "acted_on": "acted on"}[what]
        yield paragraph(f"{getattr(then, what)}, now {getattr(now, what)} {told}", 2)


def _topics(title: str, framework: Framework, found: Iterable[Movement]) -> Iterator[Block]:
    topics = [_title(framework, each) for each in found]
    if topics:
        yield heading(f"{title}: {words.count(len(topics), 'topic')}")
        yield from (paragraph(topic, 2) for topic in topics)


def _actions(title: str, framework: Framework, found: Iterable[tuple[Movement, Commitment]]) -> Iterator[Block]:
    actions = list(found)
    if actions:
        yield heading(f"{title}: {words.count(len(actions), 'action')}")
    for each, action in actions:
        day = action.done_on or action.by_when
        when = "" if day is None else f", {'on' if action.done_on else 'by'} {words.day(day)}"
        who = words.title(action.who) or "nobody named"
        yield paragraph(f"{words.title(action.what)} ({_title(framework, each)}; {who}{when})", 2)


def _joined(framework: Framework, found: Iterable[Movement]) -> Iterator[Block]:
    topics: dict[str, list[str]] = {}
    for each in found:
        for role in each.joined:
            topics.setdefault(role, []).append(_title(framework, each))
    if topics:
        yield heading("Took part where they had not")
    order = [role.id for role in framework.roles]
    for role, where in sorted(topics.items(), key=lambda pair: order.index(pair[0])):
        yield paragraph(f"{_role(framework, role)}: {'; '.join(where)}", 2)


def _title(framework: Framework, each: Movement) -> str:
    return words.topic_title(framework.topic(each.topic))
