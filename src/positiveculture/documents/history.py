"""How a service has moved: what each assessment indicates, what rose and fell, and what to celebrate."""

from collections.abc import Iterable, Iterator

from positiveculture.documents.about import document_of
from positiveculture.documents.blocks import Block, Document, Notice, Paragraph, Table
from positiveculture.documents.common_blocks import LabelledText, figure_columns, known_facts, listing, section
from positiveculture.documents.english import day, plural, short_day, topic_count
from positiveculture.documents.labels import award_title, judge_words, rated_label, topic_label
from positiveculture.documents.movements import movement_blocks
from positiveculture.documents.planned import outcome_of_plan
from positiveculture.field_types import require_each, with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.history import Change, History
from positiveculture.outcome import evaluate
from positiveculture.plan import ActionPlan
from positiveculture.report import require_plan_of
from positiveculture.sentences import listed

#: The most days that a table has room for; of more, the first and the latest are shown.
MOST = 5


@with_types
def history_document(history: History, framework: Framework, plans: Iterable[ActionPlan] = ()) -> Document:
    """Return how a service has moved between its assessments against `framework`, and what became of its plans.

    Raises:
        InvalidAssessment: An assessment does not fit the framework.
        InvalidPlan: A plan does not fit the framework, or is of another service.
    """
    plans = require_each(plans, ActionPlan)
    last = history.assessments[-1]
    for plan in plans:
        require_plan_of(plan, framework, last.service)
    title = gettext("{service}: {framework}").format(service=last.service, framework=framework.title)
    blocks = [
        *different_judges(history),
        *migrated_notices(history),
        *_indicated(history, framework),
        *_celebrated(history, framework),
        *level_blocks(history, framework),
        *movement_blocks(history, framework),
        *(block for plan in plans for block in outcome_of_plan(plan, last, framework)),
    ]
    return document_of(framework, title, known_facts(_circumstances(history)), blocks, last.assessed_on)


def _circumstances(history: History) -> Iterator[LabelledText]:
    first, last = history.assessments[0], history.assessments[-1]
    yield gettext("From"), day(first.assessed_on)
    yield gettext("To"), day(last.assessed_on)
    yield gettext("Assessments"), str(len(history.assessments))
    yield gettext("Edition"), last.edition


def different_judges(history: History) -> Iterator[Block]:
    """Yield that the judges differ, where they do: then a difference is no movement."""
    if len(history.bases) > 1:
        yield Notice(
            gettext("Not all of this is judged by the same: what differs may be the judgement and not the service.")
        )


def migrated_notices(history: History) -> Iterator[Block]:
    """Yield which assessments were made against an earlier edition."""
    sentence = gettext(
        "The assessment of {day} was made against edition {edition}, and is shown as a migration moved it."
    )
    for each in history.migrated:
        yield Notice(sentence.format(day=day(each.assessed_on), edition=each.migrated_from))


def _indicated(history: History, framework: Framework) -> Iterator[Block]:
    """Yield what each assessment indicates, and by whose judgement."""
    columns = [gettext("Assessed on"), gettext("Judged by")]
    rows = [[day(each.assessed_on), judge_words(each.basis)] for each in history.assessments]
    title = gettext("The assessments")
    if framework.awards:
        title = gettext("What each assessment indicates")
        columns.append(gettext("Indicated"))
        for row, each in zip(rows, history.assessments, strict=True):
            row.append(award_title(evaluate(framework, each).indicated, framework))
    yield Table(title, columns, rows)
    yield from listing(award_changes(history, framework))


def award_changes(history: History, framework: Framework) -> Iterator[str]:
    """Yield when each award was first indicated, again, or no longer, in a sentence each."""
    seen: set[str] = set()
    for change in history.award_changes(framework):
        if not change.gained:
            words = gettext("{award}: no longer indicated on {day}")
        elif change.award in seen:
            words = gettext("{award}: indicated again on {day}")
        else:
            words = gettext("{award}: first indicated on {day}")
        seen.add(change.award)
        yield words.format(award=framework.award(change.award).title, day=day(change.on))


def _celebrated(history: History, framework: Framework) -> Iterator[Block]:
    """Yield what there is to celebrate, where one judge saw it all."""
    first, last = history.assessments[0], history.assessments[-1]
    reasons = _reasons(history, framework) if first.basis == last.basis else ()
    yield from section(gettext("To celebrate"), reasons)


def _reasons(history: History, framework: Framework) -> Iterator[str]:
    changes = _in_order(history, framework)
    gained = {change.award: change.gained for change in history.award_changes(framework)}
    for award in (award for award, now in gained.items() if now):
        yield gettext("{award} is indicated, and was not").format(award=framework.award(award).title)
    turned = {topic.id for topic in framework.every_topic if topic.reverse_scored}
    better = [change for change in changes if (change.fell if change.topic in turned else change.rose)]
    if any(change.topic in turned for change in better):
        yield plural(len(better), "{count} topic is better than before", "{count} topics are better than before")
    elif better:
        yield plural(len(better), "{count} topic rose", "{count} topics rose")
    for change in better:
        topic = framework.topic(change.topic)
        if topic.scale is not None and change.to_level == topic.scale.highest:
            yield gettext("{topic}: now at {level}, the top").format(topic=topic_label(topic), level=change.to_level)
    done = sum(len(each.done) for each in history.overall_movements(framework))
    if done:
        yield plural(done, "{count} action done", "{count} actions done")
    joined = [role.title for role in framework.roles if role.id in history.roles_joined(framework)]
    if joined:
        yield gettext("{roles} took part, and had not before").format(roles=listed(joined))


def _in_order(history: History, framework: Framework) -> list[Change]:
    order = {topic: place for place, topic in enumerate(framework.topics_by_id)}
    return sorted(history.overall, key=lambda change: order[change.topic])


def changes_by_kind(changes: Iterable[Change]) -> tuple[list[Change], ...]:
    """Return the changes of topics that fell, that rose, that were answered since, and that are not any more."""
    changes = list(changes)
    fell, rose = [change for change in changes if change.fell], [change for change in changes if change.rose]
    new = [change for change in changes if change.from_level is None]
    gone = [change for change in changes if change.to_level is None]
    return fell, rose, new, gone


def level_blocks(history: History, framework: Framework) -> Iterator[Block]:
    """Yield which topics fell, rose, were answered and are not any more, from the first assessment to the last."""
    changes, last = _in_order(history, framework), history.assessments[-1]
    one_judge = history.assessments[0].basis == last.basis
    titles = (
        gettext("What fell: {topics}") if one_judge else gettext("Lower as judged by {judge}: {topics}"),
        gettext("What rose: {topics}") if one_judge else gettext("Higher as judged by {judge}: {topics}"),
        gettext("Answered since: {topics}"),
        gettext("Not answered any more: {topics}"),
    )
    applying = (change for change in changes if change.topic not in last.not_applicable)
    for title, changed in zip(titles, changes_by_kind(applying), strict=True):
        yield from _table(title, history, framework, changed)
    same = len(last.levels) - sum(change.to_level is not None for change in changes)
    if same:
        text = plural(
            same, "{count} topic is at the same level as before.", "{count} topics are at the same level as before."
        )
        yield Paragraph(text)


def _table(title: str, history: History, framework: Framework, changes: list[Change]) -> Iterator[Table]:
    if not changes:
        return
    seen = history.assessments
    shown = seen if len(seen) <= MOST else (seen[0], seen[-1])
    rows = [
        [rated_label(framework.topic(change.topic)), *(_level(each.levels.get(change.topic)) for each in shown)]
        for change in changes
    ]
    days = figure_columns(*(short_day(each.assessed_on) for each in shown))
    topics = topic_count(len(changes))
    judge = judge_words(seen[-1].basis)
    yield Table(title.format(topics=topics, judge=judge), [gettext("Topic"), *days], rows)


def _level(level: int | None) -> str:
    return "-" if level is None else str(level)
