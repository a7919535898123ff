"""What people wrote about each topic: notes, evidence and its dates, reflections and what was promised."""

from collections.abc import Iterator, Mapping
from datetime import date

from positiveculture.assessment import Commitment, Evidence, NotApplicable, Reflection, Response
from positiveculture.documents.blocks import Block, Heading, Item, Listing, Paragraph
from positiveculture.documents.english import day
from positiveculture.documents.labels import evidence_kinds, topic_label
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome
from positiveculture.sentences import listed


def written(outcome: Outcome) -> Iterator[Block]:
    """Yield what people wrote, topic by topic, under a heading; nothing where they wrote nothing."""
    blocks = [block for topic in outcome.framework.every_topic for block in _of(topic_label(topic), topic.id, outcome)]
    note = outcome.assessment.note
    if note.strip() or blocks:
        yield Heading(_title(outcome))
    if note.strip():
        yield Paragraph(note)
    yield from blocks


def _title(outcome: Outcome) -> str:
    return gettext("What was written") if outcome.framework.scales else gettext("What was reflected on")


def _of(label: str, topic: str, outcome: Outcome) -> Iterator[Block]:
    response = outcome.assessment.responses.get(topic)
    if response is not None:
        roles = {role.id: role.title for role in outcome.framework.roles}
        yield from written_of(label, response, outcome.on, roles)


def written_of(label: str, response: Response, on: date, roles: Mapping[str, str]) -> Iterator[Block]:
    """Yield what people wrote of one topic, under its label, as it is on a day; nothing where they wrote nothing.

    Args:
        label: What the topic is called.
        response: The response to it.
        on: The day on which evidence has to count.
        roles: The title of each role, as far as it is known.
    """
    note, items = _note(response), list(_items(response, on, roles))
    if note or items:
        yield Heading(label, 3)
    if note:
        yield Paragraph(note)
    if items:
        yield Listing(items)


def _note(response: Response) -> str:
    if isinstance(response, NotApplicable):
        return gettext("Not applicable: {reason}").format(reason=response.reason)
    return response.note if response.note.strip() else ""


def _items(response: Response, on: date, roles: Mapping[str, str]) -> Iterator[Item]:
    """Yield an item for who took part, one for each piece of evidence, and one for each action."""
    if isinstance(response, NotApplicable):
        return
    took_part = response.roles if isinstance(response, Reflection) else ()
    if took_part:
        titles = [*(roles[id_] for id_ in roles if id_ in took_part), *(id_ for id_ in took_part if id_ not in roles)]
        yield Item(gettext("Took part: {roles}").format(roles=listed(titles)))
    yield from map(Item, written_items(response, on))


def written_items(response: Response, on: date) -> Iterator[str]:
    """Yield a text for each piece of evidence, and for each action, as of a day."""
    if isinstance(response, NotApplicable):
        return
    yield from (evidence_text(each, on) for each in response.evidence)
    if isinstance(response, Reflection):
        yield from (_action(each) for each in response.actions)


def evidence_text(evidence: Evidence, on: date) -> str:
    """Return a piece of evidence with its kind, its dates and where it is kept."""
    details = [
        evidence_kinds()[evidence.kind],
        "" if evidence.dated is None else day(evidence.dated),
        "" if evidence.lapses_on is None else _lapse(evidence.lapses_on, counts=evidence.counts_on(on)),
        evidence.reference,
    ]
    text = gettext("{title} ({details})").format(title=evidence.title, details=", ".join(filter(None, details)))
    return gettext("{evidence}: {note}").format(evidence=text, note=evidence.note) if evidence.note.strip() else text


def _lapse(lapses_on: date, *, counts: bool) -> str:
    if counts:
        return gettext("lapses on {day}").format(day=day(lapses_on))
    return gettext("lapsed on {day}").format(day=day(lapses_on))


def _action(action: Commitment) -> str:
    """Return an action with who does it, and by when or since when it is done."""
    details = [
        action.who,
        gettext("by {day}").format(day=day(action.by_when)) if action.by_when else "",
        gettext("done on {day}").format(day=day(action.done_on)) if action.done_on else "",
    ]
    known = ", ".join(filter(None, details))
    if not known:
        return gettext("Action: {what}").format(what=action.what)
    return gettext("Action: {what} ({details})").format(what=action.what, details=known)
