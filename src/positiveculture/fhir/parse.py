"""The assessment that a FHIR R4 QuestionnaireResponse holds."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidAssessment, Path
from positiveculture.fhir.items import ABSENT, URL, VALUES, FhirItem, items_of
from positiveculture.field_types import with_types
from positiveculture.formats.against import installed
from positiveculture.formats.assessment import assessment_from_dict
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.registry import get_framework
from positiveculture.problems import Problems

#: In what state a response may be; one that was entered in error is no assessment.
STATUSES = ("in-progress", "completed", "amended", "stopped")
#: What FHIR forbids to pass by unread.
MODIFIERS = ("modifierExtension", "implicitRules")


@with_types
def assessment_from_fhir(data: object, framework: Framework | None = None) -> Assessment:
    """Return the assessment that a FHIR R4 QuestionnaireResponse holds.

    Args:
        data: What `json.loads` returned.
        framework: The framework that it is read against; by default the installed one that its questionnaire names.

    Raises:
        UnknownFramework, RegistryError: As for `get_framework`.
        InvalidAssessment: Every problem at once, each at its place in `data`, or in the assessment that it holds.
    """
    problems = Problems()
    table = data if isinstance(data, Mapping) else {}
    if table.get("resourceType") != "QuestionnaireResponse":
        problems.report("fhir-other-resource", "resourceType", given=table.get("resourceType"))
    name, _, version = str(table.get("questionnaire")).partition("|")
    id_, edition = name.removeprefix(URL), unquote(version)
    if not name.startswith(URL) or not edition:
        problems.report("fhir-questionnaire", "questionnaire", given=table.get("questionnaire"), expected=URL)
    is_ours = not problems
    if table.get("status", "completed") not in STATUSES:
        expected = gettext("one of {choices}").format(choices=", ".join(STATUSES))
        problems.report("fhir-answer", "status", expected=expected, given=table["status"])
    _report_modifiers(table, problems, ())
    if not is_ours:
        _refuse(problems, data)
    if framework is None:
        known = installed(id_, gettext("it is the `questionnaire` of the response"))
        framework = known if known.edition == edition else get_framework(id_, edition=edition)
    payload: dict[str, Any] = {"framework": id_, "edition": edition}
    names = {"service": _display(table, "subject"), "assessed_by": _display(table, "author")}
    payload |= {key: value for key, value in names.items() if value is not None}
    if table.get("authored") is not None:
        payload["assessed_on"] = str(table["authored"]).partition("T")[0]
    items = {item.link: item for item in items_of(framework)}
    read = _read_items(table.get("item", []), items, problems, ("item",))
    about = read.pop("", {})
    if "kept" in about:
        try:
            about["kept"] = json.loads(about["kept"])
        except (ValueError, RecursionError):
            expected = gettext("JSON under {link}").format(link="assessment.about.kept")
            problems.report("fhir-answer", "item", expected=expected, given=about["kept"])
    _refuse(problems, data)
    responses = {topic: _read_response(value) for topic, value in read.items()}
    return assessment_from_dict({**payload, **about, "responses": responses}, framework)


def _refuse(problems: Problems, data: object) -> None:
    problems.refuse(InvalidAssessment, gettext("the QuestionnaireResponse"), data)


def _report_modifiers(table: Mapping[str, Any], problems: Problems, path: Path) -> None:
    """Report what may turn round the meaning of everything next to it, as a modifier of FHIR may."""
    for key in MODIFIERS:
        if key in table:
            problems.report("fhir-modifier", *path, key)


def _display(table: Mapping[str, Any], key: str) -> Any:
    reference = table.get(key)
    return reference.get("display") if isinstance(reference, Mapping) else None


def _read_response(response: dict[str, Any]) -> dict[str, Any]:
    """Return a response as files write it."""
    level = response.pop("level", None)
    if level == ABSENT["code"]:
        return {"not_applicable": "", **response}
    return response if level is None else {"level": int(level), **response}


def _read_items(given: object, items: Mapping[str, FhirItem], problems: Problems, path: Path) -> dict[str, Any]:
    """Return what is answered, by the keys of the items; what is none of them, and no answer to it, is reported."""
    fields: dict[str, Any] = {}
    for place, each in enumerate(given if isinstance(given, list) else [given]):
        at = (*path, place)
        link = each.get("linkId") if isinstance(each, Mapping) else None
        item = items.get(link) if isinstance(link, str) else None
        _report_modifiers(each if isinstance(each, Mapping) else {}, problems, at)
        if not isinstance(link, str):
            problems.report("fhir-answer", *at, expected=gettext("an item with its linkId"), given=each)
        elif item is None:
            problems.report("fhir-unknown-item", *at, "linkId", name=link, known=items)
        elif item.key in fields and not (item.repeats and item.type == "group"):
            problems.report("fhir-item-twice", *at, "linkId", name=item.link)
        elif (other := "answer" if item.type == "group" else "item") in each:
            problems.report("fhir-answer", *at, other, expected=gettext("left out"), given=each[other])
        elif item.type == "group":
            inside = _read_items(each.get("item", []), {one.link: one for one in item.items}, problems, (*at, "item"))
            fields[item.key] = [*fields.get(item.key, []), inside] if item.repeats else inside
        else:
            values = _read_answers(each.get("answer", []), item, problems, (*at, "answer"))
            if values:
                fields[item.key] = values if item.repeats else values[0]
    return fields


def _read_answers(given: object, item: FhirItem, problems: Problems, path: Path) -> list[Any]:
    """Return the values of answers; what is none of the type that is asked for is reported."""
    name, values = VALUES[item.type], []
    answers: Sequence[Any] = given if isinstance(given, list) else [given]
    if len(answers) > 1 and not item.repeats:
        problems.report("fhir-answer", *path, expected=gettext("one {kind}").format(kind=name), given=answers)
        return []
    for place, answer in enumerate(answers):
        value: Any = answer.get(name) if isinstance(answer, Mapping) else None
        code = value
        if item.type == "choice":
            code = value.get("code") if isinstance(value, Mapping) else None
        if not isinstance(code, str):
            problems.report("fhir-answer", *path, place, expected=gettext("a {kind}").format(kind=name), given=answer)
        elif item.type != "choice" or _is_option(value, item, problems, (*path, place, name)):
            values.append(code)
    return values


def _is_option(value: Mapping[str, Any], item: FhirItem, problems: Problems, path: Path) -> bool:
    """Return whether a coding is one of an item's options; one of another system is not, though it looks the same."""
    option = item.named(value["code"])
    if option is None:
        known = [option["code"] for option in item.options]
        problems.report("fhir-code", *path, "code", name=value["code"], known=known)
    elif value.get("system", option["system"]) != option["system"]:
        problems.report("fhir-system", *path, "system", given=value["system"], expected=option["system"])
    else:
        return True
    return False
