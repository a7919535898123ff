"""A framework as a FHIR R4 Questionnaire, and an assessment as a QuestionnaireResponse."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidAssessment, Path
from positiveculture.escaping import escape_controls
from positiveculture.fhir.items import ABOUT, ABSENT, URL, VALUES, FhirItem, items_of
from positiveculture.field_types import require
from positiveculture.formats.assessment import assessment_to_dict
from positiveculture.framework import Framework, require_framework
from positiveculture.problems import Problems
from positiveculture.sentences import called


def questionnaire(framework: Framework) -> dict[str, Any]:
    """Return a framework as a FHIR R4 Questionnaire.

    Raises:
        WrongArgument: It is no framework.
    """
    require_framework(framework)
    source = framework.source
    return {
        "resourceType": "Questionnaire",
        "url": URL + framework.id,
        "version": framework.edition,
        "title": escape_controls(framework.title),
        "status": "active",
        "subjectType": ["Organization"],
        "publisher": escape_controls(source.publisher),
        **({"description": escape_controls(framework.summary)} if framework.summary.strip() else {}),
        "copyright": escape_controls(source.rights),
        "item": [_asked(item, framework) for item in items_of(framework)],
    }


def _asked(item: FhirItem, framework: Framework) -> dict[str, Any]:
    """Return an item as a questionnaire has it."""
    asked: dict[str, Any] = {"linkId": item.link, "text": escape_controls(item.text), "type": item.type}
    if item.only_if_absent:
        code = {key: ABSENT[key] for key in ("system", "code")}
        asked["enableWhen"] = [{"question": item.only_if_absent, "operator": "=", "answerCoding": code}]
    if item.repeats:
        asked["repeats"] = True
    if item.options:
        asked["answerOption"] = [{"valueCoding": dict(option)} for option in item.options]
    topic = framework.topics_by_id.get(item.link)
    if item.items:
        asked["item"] = [
            each for inside in item.items for each in (*_statements(inside, framework), _asked(inside, framework))
        ]
    elif topic is not None and topic.number is not None:
        asked["prefix"] = str(topic.number)
    return asked


def _statements(item: FhirItem, framework: Framework) -> Iterator[dict[str, Any]]:
    """Yield the statements of a topic, which stand before its question."""
    topic = framework.topics_by_id.get(item.link)
    if topic is not None and topic.statements:
        words = "; ".join(f"{each.level}: {escape_controls(each.text)}" for each in topic.statements)
        yield {"linkId": f"{topic.id}.statements", "text": words, "type": "display"}


def questionnaire_response(assessment: Assessment, framework: Framework) -> dict[str, Any]:
    """Return an assessment as a FHIR R4 QuestionnaireResponse; `assessment_from_fhir` reads it back equal.

    Args:
        assessment: What is exported.
        framework: The framework that it names.

    Raises:
        WrongArgument: One of them is something else.
        InvalidAssessment: It does not fit the framework, or has a text that FHIR cannot hold.
    """
    require(assessment, Assessment)
    require_framework(framework)
    assessment.validate(framework)
    payload, problems = assessment_to_dict(assessment), Problems()
    if "kept" in payload:  # topics of another edition, which are none of this questionnaire's
        payload["kept"] = json.dumps(payload["kept"])
    responses = {topic: _table(given) for topic, given in payload["responses"].items()}
    answers = [_about_answers(item, payload, responses, problems) for item in items_of(framework)]
    authored, names = payload["assessed_on"], ("service", "assessed_by")
    for name in names:
        _report_text(payload.get(name, "-"), problems, (name,))
    problems.refuse(InvalidAssessment, called("assessment of", assessment.service), assessment)
    complete = all(topic.id in responses for topic in framework.topics)
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{URL}{framework.id}|{quote(framework.edition)}",
        "status": "completed" if complete else "in-progress",
        "subject": {"type": "Organization", "display": payload["service"]},
        "authored": authored,
        **({"author": {"display": payload["assessed_by"]}} if "assessed_by" in payload else {}),
        "item": [answer for answer in answers if answer is not None],
    }


def _table(given: Any) -> dict[str, Any]:
    """Return a response as a table, with a level as its code."""
    table = dict(given) if isinstance(given, Mapping) else {"level": given}
    if "level" in table:
        table["level"] = str(table["level"])
    return table


def _about_answers(
    item: FhirItem, payload: Mapping[str, Any], responses: Mapping[str, Mapping[str, Any]], problems: Problems
) -> dict[str, Any] | None:
    if item.link == ABOUT:
        group = _group(item, payload, problems, ())
        return group if "item" in group else None
    if item.key not in responses:
        return None
    given = dict(responses[item.key])
    if "not_applicable" in given and item.items[0].type == "choice":
        given["level"] = ABSENT["code"]
    return _group(item, given, problems, ("responses", item.key))


def _group(item: FhirItem, table: Mapping[str, Any], problems: Problems, path: Path) -> dict[str, Any]:
    items = [
        each
        for inside in item.items
        if inside.key in table
        for each in _answers(inside, table[inside.key], problems, (*path, inside.key))
    ]
    return {"linkId": item.link, "text": escape_controls(item.text), **({"item": items} if items else {})}


def _answers(item: FhirItem, value: Any, problems: Problems, path: Path) -> Iterator[dict[str, Any]]:
    """Yield what answers an item: one, or of a repeated group one for each entry."""
    values = value if isinstance(value, list) else [value]
    if item.type == "group":
        yield from (_group(item, each, problems, (*path, place)) for place, each in enumerate(values))
        return
    if item.type == "text":
        _report_text(value, problems, path)
    answers = [{VALUES[item.type]: item.named(each) if item.type == "choice" else each} for each in values]
    yield {"linkId": item.link, "text": escape_controls(item.text), "answer": answers}


def _report_text(text: str, problems: Problems, path: Path) -> None:
    """Report a text that FHIR cannot hold: one of blanks alone, or with control characters."""
    if not text.strip() or any(ord(sign) < ord(" ") and sign not in "\t\r\n" for sign in text):
        problems.report("fhir-text", *path)
