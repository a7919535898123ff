"""Assessments: what somebody said of the topics of one framework, read and written."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
from cattrs.gen import override

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
from positiveculture.errors import InvalidAssessment
from positiveculture.field_types import key_step
from positiveculture.formats.against import framework_for, read_against
from positiveculture.formats.converter import converter, fields, register
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.paths import PathLike
from positiveculture.formats.plain import plain
from positiveculture.formats.responses import from_response, from_responses, response, topic_ids
from positiveculture.formats.values import given
from positiveculture.framework import Framework
from positiveculture.kept import Kept
from positiveculture.problems import Faults, Problems
from positiveculture.responses import Responses
from positiveculture.sentences import called

for part in (Suspension, Certificate):
    register(part)
register(Kept, responses=override(unstruct_hook=from_responses), titles=override(unstruct_hook=dict))

__all__ = [
    "Assessment",
    "Certificate",
    "Commitment",
    "Evidence",
    "Kept",
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
    return _read(data, framework_for(ASSESSMENT, data, framework))


def unjudged_assessment(data: object) -> Assessment:
    """Return the assessment that `data` describes, held against no framework; its topics stay as they are named.

    Raises:
        InvalidAssessment: What would fit no framework: every problem at once, each at its place.
    """
    return _read(data, None)


def _read(data: object, framework: Framework | None) -> Assessment:
    table = mapping(data, "assessment", InvalidAssessment)
    problems = Problems()
    responses, keys = _responses(table.get("responses"), framework, problems)
    read = fields(Assessment, table, problems, read=("responses",))
    # What is missing or wrong stands in for itself as something that fits, so that the rest can still be checked.
    of = ("-", "-") if framework is None else (framework.id, framework.edition)
    standing_in = {"framework": of[0], "edition": of[1], "service": "-", "assessed_on": date.max}
    assessment = Assessment(**{**standing_in, **read, "responses": responses})
    if problems or not _is_valid(assessment, framework):
        problems.collect(assessment.report_problems(framework, dated="assessed_on" in read, typed=True))
        problems.move(lambda path: (*path[:1], keys.get(path[1], path[1]), *path[2:]) if path[1:] else path)
    if problems:
        problems.refuse(InvalidAssessment, called("assessment of", table.get("service")), table)
    return assessment


def _response(entry: object) -> Response | int:
    """Return a response; a bare level stays one, for most are never looked at as more."""
    return entry if type(entry) is int else response(entry)


def _is_valid(assessment: Assessment, framework: Framework | None) -> bool:
    """Return whether `assessment` fits `framework`; it remembers that it does, and is not looked at again."""
    if framework is None:
        return False
    try:
        assessment.check(framework, typed=True)
    except InvalidAssessment:
        return False
    return True


def assessment_to_dict(assessment: Assessment) -> dict[str, Any]:
    """Return `assessment` as JSON holds it, dates as ISO text; `assessment_from_dict` reads it back equal.

    Raises:
        InvalidAssessment: It holds what would fit no framework, and would not be read back.
    """
    return dict(plain(_payload(assessment)))


def _payload(assessment: Assessment) -> dict[str, Any]:
    assessment.validate()
    shape = {
        field.name: converter.unstructure(getattr(assessment, field.name))
        for field in attrs.fields(Assessment)
        if field.init and field.name != "responses" and getattr(assessment, field.name) != field.default
    }
    kept = {"kept": shape.pop("kept")} if "kept" in shape else {}
    return shape | {"responses": {topic: from_response(found) for topic, found in assessment.responses.items()}} | kept


def _responses(
    table: object, framework: Framework | None, problems: Problems
) -> tuple[Mapping[str, Response | int], dict[str | int, str | int]]:
    """Return the responses by the ids of the topics; and, where a topic is named by its number, id to number."""
    if not isinstance(table, Mapping):
        if table is not None:
            problems.report("not-a-table", "responses", given=table)
        return {}, {}
    responses = Responses(table)
    known = None if framework is None else framework.topics_by_id
    if responses.bare and known is not None and table.keys() <= known.keys():
        return responses, {}  # levels alone, as most are
    ids = topic_ids(framework.every_topic if framework else ())
    found: dict[str, Response | int] = {}
    keys: dict[str | int, str | int] = {}
    for key, entry in given(table).items():
        step = key_step(key)
        topic = ids.get(str(step), str(step))
        if topic in found:
            problems.report("answered-twice", "responses", step, topic=topic)
        if topic != step:
            keys[topic] = step
        try:
            found.setdefault(topic, _response(entry) if known is None or topic in known else 0)
        except Faults as faults:
            problems.collect(faults, "responses", step)
    return found, keys


ASSESSMENT = FileKind(
    name="assessment",
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
