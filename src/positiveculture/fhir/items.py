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
        FhirItem(f"{below}.suspensions.since", "since", gettext("Suspended since"), "date"),
        FhirItem(f"{below}.suspensions.until", "until", gettext("Suspended until"), "date"),
        FhirItem(f"{below}.suspensions.reason", "reason", gettext("Why it was suspended")),
    )
    awards = (Option(award.id, award.title) for award in framework.awards)
    certificates = (
        _choice(f"{below}.award", "award", gettext("Award"), awards, framework),
        FhirItem(f"{below}.edition", "edition", gettext("The edition that it was given under")),
        FhirItem(f"{below}.awarded_on", "awarded_on", gettext("Awarded on"), "date"),
        FhirItem(f"{below}.by", "by", gettext("Awarded by")),
        FhirItem(f"{below}.expires_on", "expires_on", gettext("Expires on"), "date"),
        FhirItem(f"{below}.withdrawn_on", "withdrawn_on", gettext("Withdrawn on"), "date"),
        FhirItem(f"{below}.suspensions", "suspensions", gettext("Suspensions"), "group", suspensions, repeats=True),
        FhirItem(f"{below}.reference", "reference", gettext("Where it is kept")),
    )
    choices = [
        _choice(f"{ABOUT}.mode", "mode", gettext("How"), framework.modes, framework),
        _choice(
            f"{ABOUT}.service_model", "service_model", gettext("Service model"), framework.service_models, framework
        ),
        _choice(f"{ABOUT}.basis", "basis", gettext("By whose judgement"), _plain(BASES), framework),
        _choice(
            f"{ABOUT}.organisation", "organisation", gettext("Kind of organisation"), _plain(ORGANISATIONS), framework
        ),
    ]
    return (
        *(item for item in choices if item.options),
        FhirItem(f"{ABOUT}.note", "note", gettext("Note")),
        FhirItem(f"{ABOUT}.language", "language", gettext("Language")),
        FhirItem(f"{ABOUT}.jurisdiction", "jurisdiction", gettext("Country")),
        FhirItem(f"{ABOUT}.migrated_from", "migrated_from", gettext("The edition that it was made against")),
        FhirItem(f"{ABOUT}.kept", "kept", gettext("What has no place in this edition, as JSON")),
        *(
            [FhirItem(below, "certificates", gettext("Awards on record"), "group", certificates, repeats=True)]
            * bool(framework.awards)
        ),
    )


def _response(topic: Topic, framework: Framework) -> tuple[FhirItem, ...]:
    """Return the items of a response to a topic; the question has the topic's id."""
    reason = FhirItem(f"{topic.id}.not_applicable", "not_applicable", gettext("Why it is not applicable"))
    reasons = [reason] if topic.allows_not_applicable else []
    note = FhirItem(f"{topic.id}.note", "note", gettext("Note"))
    kinds = _choice(f"{topic.id}.evidence.kind", "kind", gettext("Kind"), _plain(EVIDENCE_KINDS), framework)
    below = f"{topic.id}.evidence"
    evidence = FhirItem(
        below,
        "evidence",
        gettext("Evidence"),
        "group",
        (
            FhirItem(f"{below}.title", "title", gettext("What it is")),
            kinds,
            FhirItem(f"{below}.dated", "dated", gettext("Its day"), "date"),
            FhirItem(f"{below}.lapses_on", "lapses_on", gettext("First day on which it counts no longer"), "date"),
            FhirItem(f"{below}.reference", "reference", gettext("Where it is kept")),
            FhirItem(f"{below}.note", "note", gettext("Note")),
        ),
        repeats=True,
    )
    if topic.scale is not None:
        reasons = [attrs.evolve(each, only_if_absent=topic.id) for each in reasons]
        options = tuple(_levels(topic, framework)) + ((ABSENT,) if reasons else ())
        carried = FhirItem(
            f"{topic.id}.carried_from", "carried_from", gettext("Carried over from the assessment of"), "date"
        )
        review = FhirItem(f"{topic.id}.review_on", "review_on", gettext("To be looked at again on"), "date")
        level = FhirItem(topic.id, "level", topic.title, "choice", options=options)
        return (level, *reasons, note, evidence, carried, review)
    below = f"{topic.id}.actions"
    actions = (
        FhirItem(f"{below}.what", "what", gettext("What will be done")),
        FhirItem(f"{below}.who", "who", gettext("Who does it")),
        FhirItem(f"{below}.by_when", "by_when", gettext("By when"), "date"),
        FhirItem(f"{below}.done_on", "done_on", gettext("Done on"), "date"),
    )
    people = (Option(role.id, role.title) for role in framework.roles)
    roles = attrs.evolve(
        _choice(f"{topic.id}.roles", "roles", gettext("Who took part"), people, framework), repeats=True
    )
    return (
        FhirItem(topic.id, "note", topic.title),
        *reasons,
        *([roles] * bool(roles.options)),
        evidence,
        FhirItem(below, "actions", gettext("Actions"), "group", actions, repeats=True),
        FhirItem(f"{topic.id}.prompt", "prompt", gettext("The question that it answers")),
        FhirItem(f"{topic.id}.language", "language", gettext("Language")),
    )


def _plain(names: Iterable[str]) -> Iterator[Option]:
    return (Option(name, name) for name in names)


def _choice(link: str, key: str, text: str, options: Iterable[Option], framework: Framework) -> FhirItem:
    system = f"{URL}{framework.id}:{key}"
    codes = ({"system": system, "code": each.id, "display": escape_controls(each.title)} for each in options)
    return FhirItem(link, key, text, "choice", options=tuple(codes))


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
