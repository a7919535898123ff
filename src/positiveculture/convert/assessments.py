"""Assessments and action plans: what is said of the topics of one framework."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from positiveculture.assessment import Assessment, Response
from positiveculture.convert.fields import fields, mapping, named
from positiveculture.convert.problems import Collector
from positiveculture.convert.quick import quickly
from positiveculture.convert.responses import from_response, response
from positiveculture.convert.strict import converter
from positiveculture.errors import InvalidAssessment, InvalidPlan, quoted, shown
from positiveculture.framework import Framework
from positiveculture.plan import ActionPlan


def assessment_from_dict(payload: object, framework: Framework) -> Assessment:
    """Return the assessment that `payload` describes, checked against `framework`.

    A topic may be named by its id or by its printed number.

    Raises:
        InvalidAssessment: Every problem at once, each at its place.
    """
    return quickly(payload, framework) or closely(mapping(payload, "assessment", InvalidAssessment), framework)


def closely(table: Mapping[str, Any], framework: Framework) -> Assessment:
    """Return the assessment that `table` describes, reading each value with its place; errors as for the whole."""
    bad = Collector()
    given = dict(table)
    responses = _responses(given.pop("responses", {}), framework, bad)
    read = fields(Assessment, given, bad, known=("responses",))
    # What is missing or wrong stands in for itself as something that fits, so that the rest can still be checked.
    standing_in = {"framework": framework.id, "edition": framework.edition, "service": "-", "assessed_on": date.max}
    assessment = Assessment(**{**standing_in, **read, "responses": responses})
    try:
        assessment.over(framework)  # checks it, and remembers that it was, so that judging it need not check again
    except InvalidAssessment as error:
        bad.add(error)
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
    ids = _ids(framework)
    return [
        {**entry, "topic": ids.get(entry["topic"], entry["topic"])}
        if isinstance(entry, Mapping) and isinstance(entry.get("topic"), str)
        else entry
        for entry in listed
    ]


def _ids(framework: Framework) -> dict[str, str]:
    """Return the id of the topic that each printed number, and each id, names."""
    numbers = {str(topic.number): topic.id for topic in framework.every_topic if topic.number is not None}
    return numbers | {id_: id_ for id_ in framework.topics_by_id}


def _responses(table: object, framework: Framework, bad: Collector) -> dict[str, Response]:
    if not isinstance(table, Mapping):
        bad.say(f"is a table of topics and what was said of them, not {shown(table)}", "responses")
        return {}
    ids = _ids(framework)
    found: dict[str, Response] = {}
    for key, entry in table.items():
        topic = ids.get(str(key), str(key))
        if topic in found:
            bad.say(f"is answered twice: as {quoted(topic)} and by its number", "responses", key)
        try:
            found.setdefault(topic, response(entry))
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, "responses", key)
    return found
