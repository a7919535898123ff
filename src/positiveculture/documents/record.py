"""A record as it was written down: everything that can be shown of it without judging."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from positiveculture.assessment import Assessment, Certificate, NotApplicable, Reflection, Response, Suspension
from positiveculture.documents.blocks import Block, Document, Heading, Item, Notice, Table
from positiveculture.documents.common_blocks import known_facts, paragraphs, section
from positiveculture.documents.english import day
from positiveculture.documents.labels import award_given, judge_words
from positiveculture.documents.written import evidence_text, written_of
from positiveculture.gettext import gettext
from positiveculture.panel import Panel
from positiveculture.plan import Action, ActionPlan, Priority

#: Topic id to title, as far as titles are known.
TopicTitles = Mapping[str, str]


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
    parts = [
        award_given(each.award, each),
        gettext("under edition {edition}").format(edition=each.edition) if each.edition else "",
        _dated(gettext("until {day}"), each.expires_on),
        *map(_suspension, each.suspensions),
        _dated(gettext("withdrawn on {day}"), each.withdrawn_on),
        each.reference,
    ]
    return _semicolons(parts)


def _suspension(each: Suspension) -> str:
    sentence = gettext("suspended from {since} until {until}") if each.until else gettext("suspended from {since}")
    text = sentence.format(since=day(each.since), until=day(each.until) if each.until else "")
    return gettext("{text}: {reason}").format(text=text, reason=each.reason) if each.reason.strip() else text


def _plan(record: ActionPlan, titles: TopicTitles) -> Iterator[Block]:
    facts = [
        (gettext("Award"), record.award or ""),
        (gettext("Assessed on"), day(record.assessed_on) if record.assessed_on else ""),
        (gettext("Made against edition"), record.migrated_from),
        (gettext("Who else needs to know or help"), record.who_else),
        (gettext("How to get their help"), record.getting_help),
        (gettext("Support from inside"), record.support_inside),
        (gettext("Support from outside"), record.support_outside),
        (gettext("What will have changed"), record.success.changed),
        (gettext("What will be seen"), record.success.seen),
        (gettext("What will be felt"), record.success.felt),
        (gettext("What will be heard"), record.success.heard),
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
    entries = (Item(titles.get(each.topic, each.topic), _action(each)) for each in actions)
    yield from section(gettext("Actions"), entries, level)


def _joined(topic: str, why: str) -> str:
    return gettext("{topic}: {why}").format(topic=topic, why=why) if why.strip() else topic


def _action(each: Action) -> Iterator[str]:
    """Yield what is written about one action."""
    if each.from_level is not None and each.to_level is not None:
        yield gettext("From level {old} to {new}").format(old=each.from_level, new=each.to_level)
    elif each.from_level is not None:
        yield gettext("From level {old}").format(old=each.from_level)
    elif each.to_level is not None:
        yield gettext("To level {new}").format(new=each.to_level)
    if each.needs_evidence:
        yield gettext("Evidence is needed")
    texts = (
        (gettext("Towards: {text}"), each.towards),
        (gettext("First step: {text}"), each.first_step),
        (gettext("Who: {text}"), each.who),
        (gettext("By when: {text}"), day(each.by_when) if each.by_when else ""),
        (gettext("Done on: {text}"), day(each.done_on) if each.done_on else ""),
    )
    yield from (template.format(text=text) for template, text in texts if text.strip())
    shows = gettext("What shows that it has worked: {text}")
    yield from (shows.format(text=evidence_text(piece, each.done_on or date.min)) for piece in each.evidence)
