"""What people wrote about each topic: notes, evidence and its dates, reflections and what was promised."""

from collections.abc import Iterator, Mapping
from datetime import date

from positiveculture.assessment import Commitment, Evidence, NotApplicable, Reflection, Response
from positiveculture.documents.blocks import Block, Heading
from positiveculture.documents.common_blocks import listing, paragraphs
from positiveculture.documents.english import day
from positiveculture.documents.labels import evidence_kinds, topic_label
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.sentences import listed


def written(outcome: Outcome) -> Iterator[Block]:
    """Yield what people wrote, topic by topic, under a heading; nothing where they wrote nothing."""
    framework, responses = outcome.framework, outcome.assessment.responses
    roles = {role.id: role.title for role in framework.roles}
    blocks: list[Block] = [*paragraphs(outcome.assessment.note)]
    for topic in framework.every_topic:
        if topic.id in responses:
            blocks += written_of(topic_label(topic), responses[topic.id], outcome.on, roles)
    if blocks:
        yield Heading(gettext("What was written") if framework.scales else gettext("What was reflected on"))
    yield from blocks


def written_of(label: str, response: Response, on: date, roles: Mapping[str, str]) -> Iterator[Block]:
    """Yield what people wrote of one topic, under its label, as it is on a day; nothing where they wrote nothing.

    Args:
        label: What the topic is called.
        response: The response to it.
        on: The day on which evidence has to count.
        roles: The title of each role, as far as it is known.
    """
    note, items = "", [*_took_part(response, roles), *written_items(response, on)]
    if isinstance(response, NotApplicable):
        note = gettext("Not applicable: {reason}").format(reason=response.reason)
    elif response.note.strip():
        note = response.note
    if note or items:
        yield Heading(label, 3)
    yield from paragraphs(note)
    yield from listing(items)


def _took_part(response: Response, roles: Mapping[str, str]) -> Iterator[str]:
    if isinstance(response, Reflection) and response.roles:
        known = [title for id_, title in roles.items() if id_ in response.roles]
        titles = known + [id_ for id_ in response.roles if id_ not in roles]
        yield gettext("Took part: {roles}").format(roles=listed(titles))


def written_items(response: Response, on: date) -> Iterator[str]:
    """Yield a text for each piece of evidence, and for each action, as of a day."""
    if isinstance(response, NotApplicable):
        return
    yield from (evidence_text(each, on) for each in response.evidence)
    if isinstance(response, Reflection):
        yield from (_action(each) for each in response.actions)


def evidence_text(evidence: Evidence, on: date) -> str:
    """Return a piece of evidence with its kind, its dates and where it is kept."""
    lapse = gettext("lapses on {day}") if evidence.counts_on(on) else gettext("lapsed on {day}")
    details = [
        evidence_kinds()[evidence.kind],
        "" if evidence.dated is None else day(evidence.dated),
        "" if evidence.lapses_on is None else lapse.format(day=day(evidence.lapses_on)),
        evidence.reference,
    ]
    text = gettext("{title} ({details})").format(title=evidence.title, details=", ".join(filter(None, details)))
    return gettext("{evidence}: {note}").format(evidence=text, note=evidence.note) if evidence.note.strip() else text


def _action(action: Commitment) -> str:
    """Return an action with who does it, and by when or since when it is done."""
    details = [
        action.who,
        gettext("by {day}").format(day=day(action.by_when)) if action.by_when else "",
        gettext("done on {day}").format(day=day(action.done_on)) if action.done_on else "",
    ]
    known = ", ".join(filter(None, details))
    sentence = gettext("Action: {what} ({details})") if known else gettext("Action: {what}")
    return sentence.format(what=action.what, details=known)
