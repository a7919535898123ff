"""Assessments and action plans: what is said of the topics of one framework."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from positiveculture.assessment import Assessment, NotApplicable, Rating, Reflection, Response
from positiveculture.convert.fields import fields, mapping, named
from positiveculture.convert.problems import Collector, is_whole
from positiveculture.convert.strict import converter
from positiveculture.convert.values import text
from positiveculture.errors import InvalidAssessment, InvalidPlan, quoted, shown
from positiveculture.framework import Framework
from positiveculture.plan import ActionPlan


def assessment_from_dict(payload: object, framework: Framework) -> Assessment:
    """Return the assessment that `payload` describes, checked against `framework`.

    A topic may be named by its id or by its printed number.

    Raises:
        InvalidAssessment: Every problem at once, each at its place.
    """
    bad = Collector()
    table = mapping(payload, "assessment", InvalidAssessment)
    given = dict(table)
    responses = _responses(given.pop("responses", {}), framework, bad)
    read = fields(Assessment, given, bad, known=("responses",))
    # What is missing or wrong stands in for itself as something that fits, so that the rest can still be checked.
    standing_in = {"framework": framework.id, "edition": framework.edition, "service": "-", "assessed_on": date.max}
    assessment = Assessment(**{**standing_in, **read, "responses": responses})
    bad.problems += assessment.problems(framework)
    if bad.found or bad.problems:
        raise InvalidAssessment(named("assessment of", table.get("service")), bad.placed(table))
    return assessment


def assessment_to_dict(assessment: Assessment) -> dict[str, Any]:
    """Return `assessment` as a payload that reads back equal."""
    shape = {
        field.name: converter.unstructure(getattr(assessment, field.name))
        for field in attrs.fields(Assessment)
        if field.init and field.name != "responses" and getattr(assessment, field.name) != field.default
    }
    return shape | {"responses": {topic: from_response(found) for topic, found in assessment.responses.items()}}


def plan_from_dict(payload: object, framework: Framework) -> ActionPlan:
    """Return the action plan that `payload` describes, checked against `framework`.

    A topic may be named by its id or by its printed number.

    Raises:
        InvalidPlan: Every problem at once, each at its place.
    """
    bad = Collector()
    table = mapping(payload, "action plan", InvalidPlan)
    given = {key: _by_topic(value, framework) for key, value in table.items()}
    read = fields(ActionPlan, given, bad)
    plan = ActionPlan(**{"framework": framework.id, "edition": framework.edition, "service": "-", **read})
    bad.problems += plan.problems(framework)
    if bad.found or bad.problems:
        raise InvalidPlan(named("action plan of", table.get("service")), bad.placed(table))
    return plan


def plan_to_dict(plan: ActionPlan) -> dict[str, Any]:
    """Return `plan` as a payload that reads back equal."""
    return dict(converter.unstructure(plan))


def _by_topic(listed: object, framework: Framework) -> object:
    """Return a list of entries with each topic named by its id; anything else as it is."""
    if not isinstance(listed, list):
        return listed
    return [
        {**entry, "topic": _topic_id(entry["topic"], framework)}
        if isinstance(entry, Mapping) and isinstance(entry.get("topic"), str)
        else entry
        for entry in listed
    ]


def _topic_id(key: str, framework: Framework) -> str:
    """Return the id of the topic that `key` is the printed number of; any other key as it is."""
    numbered = (topic for topic in framework.every_topic if topic.number is not None)
    return next((topic.id for topic in numbered if str(topic.number) == key), key)


def _responses(table: object, framework: Framework, bad: Collector) -> dict[str, Response]:
    if not isinstance(table, Mapping):
        bad.say(f"is a table of topics and what was said of them, not {shown(table)}", "responses")
        return {}
    found: dict[str, Response] = {}
    for key, entry in table.items():
        topic = _topic_id(str(key), framework)
        if topic in found:
            bad.say(f"is answered twice: as {quoted(topic)} and by its number", "responses", key)
        try:
            found.setdefault(topic, response(entry))
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, "responses", key)
    return found


def response(value: object) -> Response:
    """Return the response that a level, or a table, says."""
    if is_whole(value):
        return Rating(value)
    if not isinstance(value, Mapping):
        raise TypeError(
            f"is a level, or a table with `level`, `note`, `evidence` or `not_applicable`, not {shown(value)}"
        )
    if "not_applicable" in value:
        return _not_applicable(value)
    return converter.structure(value, Rating) if "level" in value else converter.structure(value, Reflection)


def _not_applicable(value: Mapping[str, Any]) -> NotApplicable:
    bad = Collector()
    for key in value:
        if key != "not_applicable":
            bad.say("cannot stand beside `not_applicable`", key)
    reason = value["not_applicable"]
    try:
        text(reason, str)
    except (TypeError, ValueError) as error:
        bad.add(error, "not_applicable")
    bad.stop()
    return NotApplicable(reason)


def from_response(response: Response) -> object:
    """Return a response as files write it: a bare level, where nothing else is said."""
    match response:
        case NotApplicable(reason):
            return {"not_applicable": reason}
        case Rating(level, "", ()):
            return level
    return converter.unstructure(response, unstructure_as=type(response))
