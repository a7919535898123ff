"""The items of the questionnaire of a framework, and what of an assessment each of them holds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import attrs

from positiveculture.assessment import BASES, EVIDENCE_KINDS, ORGANISATIONS
from positiveculture.escaping import escape_controls
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.topics import Option, Topic

#: The URL of the questionnaire of a framework is this and the framework's id.
URL = "urn:positiveculture:framework:"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
#: The code of a topic that is not applicable, in FHIR's own list of why a value is missing.
ABSENT = {
    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "code": "not-applicable",
    "display": "Not Applicable",
}
#: What an answer of each type is called.
VALUES = {"text": "valueString", "date": "valueDate", "choice": "valueCoding"}
ABOUT = "assessment.about"


@attrs.frozen
class FhirItem:
    """An item of a questionnaire, and the key of what it holds in an assessment."""

    link: str
    key: str
    text: str
    #: One of `VALUES`, or "group".
    type: str = "text"
    items: tuple["FhirItem", ...] = ()
    options: tuple[Mapping[str, Any], ...] = ()
    repeats: bool = False
    #: The question that has to be answered with `ABSENT`, for this one to be asked.
    only_if_absent: str = ""

    def named(self, code: object) -> Mapping[str, Any] | None:
        """Return the option of a code."""
        return next((option for option in self.options if option["code"] == code), None)


def items_of(framework: Framework) -> Iterator[FhirItem]:
    """Yield every item at the top of the questionnaire of a framework."""
    yield FhirItem(ABOUT, "", gettext("About the assessment"), "group", _about(framework))
    for topic in framework.every_topic:
        yield FhirItem(f"{topic.id}.response", topic.id, topic.title, "group", _response(topic, framework))


def _about(framework: Framework) -> tuple[FhirItem, ...]:
    below = f"{ABOUT}.certificates"
    suspensions = (
        _item(f"{below}.suspensions", "since", gettext("Suspended since"), "date"),
        _item(f"{below}.suspensions", "until", gettext("Suspended until"), "date"),
        _item(f"{below}.suspensions", "reason", gettext("Why it was suspended")),
    )
    awards = (Option(award.id, award.title) for award in framework.awards)
    certificates = (
        _choice(below, "award", gettext("Award"), awards, framework),
        _item(below, "edition", gettext("The edition that it was given under")),
        _item(below, "awarded_on", gettext("Awarded on"), "date"),
        _item(below, "by", gettext("Awarded by")),
        _item(below, "expires_on", gettext("Expires on"), "date"),
        _item(below, "withdrawn_on", gettext("Withdrawn on"), "date"),
        _group(below, "suspensions", gettext("Suspensions"), suspensions),
        _item(below, "reference", gettext("Where it is kept")),
    )
    choices = (
        _choice(ABOUT, "mode", gettext("How"), framework.modes, framework),
        _choice(ABOUT, "service_model", gettext("Service model"), framework.service_models, framework),
        _choice(ABOUT, "basis", gettext("By whose judgement"), _plain(BASES), framework),
        _choice(ABOUT, "organisation", gettext("Kind of organisation"), _plain(ORGANISATIONS), framework),
    )
    return (
        *(item for item in choices if item.options),
        _item(ABOUT, "note", gettext("Note")),
        _item(ABOUT, "language", gettext("Language")),
        _item(ABOUT, "jurisdiction", gettext("Country")),
        _item(ABOUT, "migrated_from", gettext("The edition that it was made against")),
        _item(ABOUT, "kept", gettext("What has no place in this edition, as JSON")),
        *([_group(ABOUT, "certificates", gettext("Awards on record"), certificates)] * bool(framework.awards)),
    )


def _response(topic: Topic, framework: Framework) -> tuple[FhirItem, ...]:
    """Return the items of a response to a topic; the question has the topic's id."""
    reason = _item(topic.id, "not_applicable", gettext("Why it is not applicable"))
    reasons = [reason] if topic.allows_not_applicable else []
    note = _item(topic.id, "note", gettext("Note"))
    below = f"{topic.id}.evidence"
    pieces = (
        _item(below, "title", gettext("What it is")),
        _choice(below, "kind", gettext("Kind"), _plain(EVIDENCE_KINDS), framework),
        _item(below, "dated", gettext("Its day"), "date"),
        _item(below, "lapses_on", gettext("First day on which it counts no longer"), "date"),
        _item(below, "reference", gettext("Where it is kept")),
        _item(below, "note", gettext("Note")),
    )
    evidence = _group(topic.id, "evidence", gettext("Evidence"), pieces)
    if topic.scale is not None:
        reasons = [attrs.evolve(each, only_if_absent=topic.id) for each in reasons]
        options = tuple(_levels(topic, framework)) + ((ABSENT,) if reasons else ())
        carried = _item(topic.id, "carried_from", gettext("Carried over from the assessment of"), "date")
        review = _item(topic.id, "review_on", gettext("To be looked at again on"), "date")
        level = FhirItem(topic.id, "level", topic.title, "choice", options=options)
        return (level, *reasons, note, evidence, carried, review)
    below = f"{topic.id}.actions"
    actions = (
        _item(below, "what", gettext("What will be done")),
        _item(below, "who", gettext("Who does it")),
        _item(below, "by_when", gettext("By when"), "date"),
        _item(below, "done_on", gettext("Done on"), "date"),
    )
    people = (Option(role.id, role.title) for role in framework.roles)
    roles = _choice(topic.id, "roles", gettext("Who took part"), people, framework)
    return (
        FhirItem(topic.id, "note", topic.title),
        *reasons,
        *([attrs.evolve(roles, repeats=True)] * bool(roles.options)),
        evidence,
        _group(topic.id, "actions", gettext("Actions"), actions),
        _item(topic.id, "prompt", gettext("The question that it answers")),
        _item(topic.id, "language", gettext("Language")),
    )


def _item(above: str, key: str, text: str, type_: str = "text") -> FhirItem:
    """Return the item of a key, within what `above` is the link of."""
    return FhirItem(f"{above}.{key}", key, text, type_)


def _group(above: str, key: str, text: str, items: tuple[FhirItem, ...]) -> FhirItem:
    return FhirItem(f"{above}.{key}", key, text, "group", items, repeats=True)


def _plain(names: Iterable[str]) -> Iterator[Option]:
    return (Option(name, name) for name in names)


def _choice(above: str, key: str, text: str, options: Iterable[Option], framework: Framework) -> FhirItem:
    system = f"{URL}{framework.id}:{key}"
    codes = ({"system": system, "code": each.id, "display": escape_controls(each.title)} for each in options)
    return FhirItem(f"{above}.{key}", key, text, "choice", options=tuple(codes))


def _levels(topic: Topic, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield the levels of a topic as codes, each with its place in the order."""
    scale = topic.scale
    for level in scale.levels if scale is not None else ():
        yield {
            "extension": [{"url": ORDINAL, "valueDecimal": level.number}],
            "system": f"{URL}{framework.id}:scale:{quote(scale.id) if scale is not None else ''}",
            "code": str(level.number),
            "display": escape_controls(level.label),
        }
