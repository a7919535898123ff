"""Assessments: what somebody said of the topics of one framework, read and written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from positiveculture.assessment import (
    Assessment,
    Certificate,
    Commitment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Response,
    Suspension,
)
from positiveculture.errors import InvalidAssessment, quoted, shown
from positiveculture.formats.against import framework_for, read_against
from positiveculture.formats.converter import converter
from positiveculture.formats.fast import quickly
from positiveculture.formats.fields import fields, mapping
from positiveculture.formats.files import FileKind, called
from positiveculture.formats.paths import PathLike
from positiveculture.formats.plain import plain
from positiveculture.formats.problems import Collector
from positiveculture.formats.responses import from_response, response, topic_ids
from positiveculture.framework import Framework

__all__ = [
    "Assessment",
    "Certificate",
    "Commitment",
    "Evidence",
    "NotApplicable",
    "Rating",
    "Reflection",
    "Response",
    "Suspension",
    "assessment_from_dict",
    "assessment_to_dict",
    "read_assessment",
    "write_assessment",
]


def assessment_from_dict(data: object, framework: str | Framework | None = None) -> Assessment:
    """Return the assessment that `data` describes, checked as `read_assessment` checks a file.

    Args:
        data: What `json.loads`, or a TOML reader, returned. A topic may be named by its id or by its printed number.
        framework: What to judge it against; by default the installed framework that it names.

    Raises:
        UnknownFramework, RegistryError: As for `get_framework`.
        InvalidAssessment: Every problem at once, each at its place.
    """
    found = framework_for(ASSESSMENT, data, framework)
    return quickly(data, found) or closely(mapping(data, "assessment", InvalidAssessment), found)


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
        raise InvalidAssessment(called("assessment of", table.get("service")), bad.placed(table))
    return assessment


def assessment_to_dict(assessment: Assessment) -> dict[str, Any]:
    """Return `assessment` as JSON holds it, dates as ISO text; `assessment_from_dict` reads it back equal."""
    return dict(plain(_payload(assessment)))


def _payload(assessment: Assessment) -> dict[str, Any]:
    shape = {
        field.name: converter.unstructure(getattr(assessment, field.name))
        for field in attrs.fields(Assessment)
        if field.init and field.name != "responses" and getattr(assessment, field.name) != field.default
    }
    return shape | {"responses": {topic: from_response(found) for topic, found in assessment.responses.items()}}


def _responses(table: object, framework: Framework, bad: Collector) -> dict[str, Response]:
    if not isinstance(table, Mapping):
        bad.say(f"is a table of topics and what was said of them, not {shown(table)}", "responses")
        return {}
    ids = topic_ids(framework.every_topic)
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


ASSESSMENT = FileKind(
    name="assessment",
    keys=("responses", "assessed_on"),
    error=InvalidAssessment,
    from_dict=assessment_from_dict,
    payload=_payload,
)


def read_assessment(path: PathLike, *, framework: str | Framework | None = None) -> Assessment:
    """Return the assessment in a file.

    Args:
        path: A TOML or JSON file.
        framework: What to judge it against; by default the installed framework that it names.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        UnknownFramework: No installed framework has the name that it gives.
        InvalidAssessment: Every problem at once, each at its place.
    """
    return read_against(ASSESSMENT, path, framework)


def write_assessment(assessment: Assessment, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `assessment` to a TOML or JSON file; errors as for `write_framework`."""
    ASSESSMENT.write(assessment, path, overwrite=overwrite)
