"""A record as it was written down: everything that can be shown of it without judging."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from positiveculture.assessment import Assessment, Certificate, NotApplicable, Reflection, Response
from positiveculture.documents.blocks import Block, Document, Heading, Item, Notice, Table
from positiveculture.documents.common_blocks import known_facts, paragraphs, section
from positiveculture.documents.english import day
from positiveculture.documents.labels import award_of_edition, certificate_words, judge_words
from positiveculture.documents.plan import action_facts, success_facts, support_facts
from positiveculture.documents.written import written_of
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.panel import Panel
from positiveculture.plan import Action, ActionPlan, Priority

#: Topic id to title, as far as titles are known.
TopicTitles = Mapping[str, str]


@with_types
def record_document(record: Assessment | ActionPlan | Panel, titles: TopicTitles | None = None) -> Document:
    """Return what a record says, judged by nothing: its framework need not be installed.

    Args:
        record: An assessment, an action plan, or a panel, of which only how many there are is shown: what small groups
            answered is for its summary to protect.
        titles: The titles of topics, as far as they are known; a topic without one is shown by its id.
    """
    first = record.assessments[0] if isinstance(record, Panel) else record
    words = {"service": first.service, "framework": first.framework, "edition": first.edition}
    title = gettext("{service}: {framework}, edition {edition}").format(**words)
    blocks: list[Block] = [Notice(gettext("As it was written down, and judged by nothing."))]
    if isinstance(record, Panel):
        blocks.append(known_facts([(gettext("Assessments"), str(len(record.assessments)))]))
    elif isinstance(record, Assessment):
        blocks += _assessment(record, titles or {})
    else:
        blocks += _plan(record, titles or {})
    return Document(title, blocks)


def _assessment(record: Assessment, titles: TopicTitles) -> Iterator[Block]:
    facts = [
        (gettext("Assessed on"), day(record.assessed_on)),
        (gettext("Assessed by"), record.assessed_by),
        (gettext("Judged by"), judge_words(record.basis)),
        (gettext("Mode of use"), record.mode or ""),
        (gettext("Service model"), record.service_model or ""),
        (gettext("Organisation"), record.organisation),
        (gettext("Jurisdiction"), record.jurisdiction),
        (gettext("Language"), record.language),
        (gettext("Made against edition"), record.migrated_from),
    ]
    yield known_facts(facts)
    yield from paragraphs(record.note)
    yield from _responses(record.responses.items(), titles, record.assessed_on, gettext("What was written"))
    yield from section(gettext("Awards on record"), map(_certificate, record.certificates))
    for kept in record.kept:
        yield Heading(gettext("Kept from edition {edition}").format(edition=kept.edition))
        yield known_facts(
            [(gettext("Mode of use"), kept.mode or ""), (gettext("Service model"), kept.service_model or "")]
        )
        order = {topic: place for place, (topic, _) in enumerate(kept.titles)}
        responses = sorted(kept.responses, key=lambda pair: order.get(pair[0], len(order)))
        yield from _responses(responses, dict(titles) | dict(kept.titles), record.assessed_on)


def _responses(
    responses: Iterable[tuple[str, Response]], titles: TopicTitles, on: date, heading: str = ""
) -> Iterator[Block]:
    """Yield the level of each topic, or its other kind of response, and then what people wrote, under a heading."""
    labelled = [(titles.get(topic, topic), response) for topic, response in responses]
    if labelled:
        rows = [(label, _words(response)) for label, response in labelled]
        yield Table(gettext("Responses"), [gettext("Topic"), gettext("Response")], rows)
    written = [block for label, response in labelled for block in written_of(label, response, on, {})]
    if heading and written:
        yield Heading(heading)
    yield from written


def _words(response: Response) -> str:
    """Return what kind of response it is, with its details, but for notes, evidence and actions."""
    if isinstance(response, NotApplicable):
        return gettext("not applicable")
    if isinstance(response, Reflection):
        return _semicolons([gettext("reflected on"), response.prompt, response.language])
    details = [
        gettext("level {level}").format(level=response.level),
        _dated(gettext("carried over from the assessment of {day}"), response.carried_from),
        _dated(gettext("to be looked at again on {day}"), response.review_on),
    ]
    return _semicolons(details)


def _dated(template: str, on: date | None) -> str:
    return "" if on is None else template.format(day=day(on))


def _semicolons(parts: Iterable[str]) -> str:
    return "; ".join(part for part in parts if part.strip())


def _certificate(each: Certificate) -> str:
    return certificate_words(each, award_of_edition(each.award, each.edition) if each.edition else each.award)


def _plan(record: ActionPlan, titles: TopicTitles) -> Iterator[Block]:
    facts = [
        (gettext("Award"), record.award or ""),
        (gettext("Assessed on"), day(record.assessed_on) if record.assessed_on else ""),
        (gettext("Made against edition"), record.migrated_from),
        *support_facts(record),
        *success_facts(record),
    ]
    yield known_facts(facts)
    yield from paragraphs(record.note)
    yield from _intended(record.priorities, record.actions, titles, 2)
    for each in record.kept:
        yield Heading(gettext("Kept from edition {edition}").format(edition=each.edition))
        yield known_facts([(gettext("Award"), each.award or "")])
        yield from _intended(each.priorities, each.actions, dict(titles) | dict(each.titles), 3)


def _intended(
    priorities: Iterable[Priority], actions: Iterable[Action], titles: TopicTitles, level: int
) -> Iterator[Block]:
    """Yield what comes first, and what will be done, each under a heading of this level."""
    first = (_joined(titles.get(each.topic, each.topic), each.why) for each in priorities)
    yield from section(gettext("Priorities"), first, level)
    words = gettext("{label}: {value}")
    entries = (
        Item(
            titles.get(each.topic, each.topic),
            [words.format(label=label, value=value) for label, value in action_facts(each) if value.strip()],
        )
        for each in actions
    )
    yield from section(gettext("Actions"), entries, level)


def _joined(topic: str, why: str) -> str:
    return gettext("{topic}: {why}").format(topic=topic, why=why) if why.strip() else topic
