"""Assessments: dated responses to the topics of one framework, read and written."""

import re
import tomllib
import warnings
from collections.abc import Collection, Mapping
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
from positiveculture.errors import FileWarning, InvalidAssessment, Path
from positiveculture.field_types import key_step
from positiveculture.formats.against import framework_for, read_against
from positiveculture.formats.converter import converter, fields, plain_reader, register
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.parsing import read_text
from positiveculture.formats.paths import PathLike, Readable, suffix_of
from positiveculture.formats.responses import (
    from_response,
    from_responses,
    plain_responses,
    report_words,
    response,
    topic_ids,
)
from positiveculture.formats.values import given
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.kept import Kept
from positiveculture.problems import Faults, Problems
from positiveculture.responses import Responses, are_bare
from positiveculture.sentences import MOST, called

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
    against = framework_for(ASSESSMENT, data, framework)
    table = mapping(data, "assessment", InvalidAssessment)
    plainly = read_plainly(table, against)
    return read_closely(table, against) if plainly is None else plainly


def unjudged_assessment(data: object) -> Assessment:
    """Return the assessment that `data` describes, held against no framework; its topics stay as they are named.

    Raises:
        InvalidAssessment: What would fit no framework: every problem at once, each at its place.
    """
    return read_closely(mapping(data, "assessment", InvalidAssessment), None)


def read_plainly(table: Mapping[str, Any], framework: Framework) -> Assessment | None:
    """Return the assessment that a table plainly says, as most do; None: it has to be read closely, to say why not."""
    payload = table.get("responses")
    if type(table) is not dict or type(payload) is not dict:
        return None
    bare = are_bare(payload)
    given = payload if bare else plain_responses(payload)
    if given is None:
        return None
    assessment: Assessment | None = plain_reader(Assessment, "responses")(table, Responses(given, bare))
    return assessment if assessment is not None and _is_valid(assessment, framework) else None


def read_closely(table: Mapping[str, Any], framework: Framework | None) -> Assessment:
    """Return the assessment that a table says; every problem at once, each at its place."""
    problems = Problems()
    # Responses to the topics of an edition that is gone are not checked against those of another.
    of = ("-", "-") if framework is None else (framework.id, framework.edition)
    named = (table.get("framework"), table.get("edition"))
    other = any(isinstance(name, str) and name != own for name, own in zip(named, of, strict=True))
    responses, keys = _responses(table.get("responses"), None if other else framework, problems)
    read = fields(Assessment, table, problems, read=("responses",))
    # What is missing or wrong is replaced by something that fits, so that the rest can still be checked.
    placeholders = {"framework": of[0], "edition": of[1], "service": "-", "assessed_on": date.max}
    assessment = Assessment(**{**placeholders, **read, "responses": responses})
    if problems or not _is_valid(assessment, framework):
        reported = assessment.report_problems(framework, dated="assessed_on" in read, typed=True)
        tables = _with_level(table.get("responses"), framework)
        reported.move(lambda path: _in_file(path, keys, tables))
        problems.follow_up(reported, table)
    problems.refuse(InvalidAssessment, called("assessment of", table.get("service")), table)
    return assessment


def _with_level(responses: Any, framework: Framework | None) -> set[Path]:
    """Return the path of each response to a topic of the framework that is a table with a level."""
    tables = responses.items() if isinstance(responses, Mapping) else ()
    known = topic_ids(() if framework is None else framework.every_topic)
    return {
        ("responses", key_step(key))
        for key, entry in tables
        if str(key) in known and isinstance(entry, Mapping) and "level" in entry
    }


def _in_file(path: Path, keys: Mapping[str | int, str | int], tables: Collection[Path]) -> Path:
    """Return the path in a file of what is at `path` of an assessment, whose ratings may be bare levels.

    Args:
        path: Where it is in the assessment.
        keys: The printed number that the file names a topic by, where it does.
        tables: The paths of ratings that are tables in the file.
    """
    here = (*path[:1], keys.get(path[1], path[1]), *path[2:]) if path[1:] else path
    return (*here, "level") if here in tables else here


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
    return ASSESSMENT.to_dict(assessment)


def _payload(assessment: Assessment) -> dict[str, Any]:
    assessment.validate()
    shape = {
        field.name: converter.unstructure(getattr(assessment, field.name))
        for field in attrs.fields(Assessment)
        if field.init and field.name != "responses" and getattr(assessment, field.name) != field.default
    }
    kept = {"kept": shape.pop("kept")} if "kept" in shape else {}
    responses = {topic: from_response(response) for topic, response in assessment.responses.items()}
    return shape | {"responses": responses} | kept


def _responses(
    table: object, framework: Framework | None, problems: Problems
) -> tuple[Mapping[str, Response | int], dict[str | int, str | int]]:
    """Return the responses by the ids of the topics; and, where a topic is named by its number, id to number."""
    if not isinstance(table, Mapping):
        if table is not None:
            problems.report("not-a-table", "responses", given=table)
        return {}, {}
    known = None if framework is None else framework.topics_by_id
    ids = topic_ids(framework.every_topic if framework else ())
    by_topic: dict[str, Response | int] = {}
    keys: dict[str | int, str | int] = {}
    seen: set[str] = set()
    for key, entry in given(table).items():
        step = key_step(key)
        topic = ids.get(str(step), str(step))
        if topic in seen:
            problems.report("answered-twice", "responses", step, topic=topic)
        seen.add(topic)
        if topic != step and topic not in table:
            keys[topic] = step
        if isinstance(entry, str) and known is not None and topic in known:
            report_words(entry, known[topic], problems, "responses", step)
            continue
        try:
            by_topic.setdefault(topic, _response(entry) if known is None or topic in known else 0)
        except Faults as faults:
            problems.collect(faults, "responses", step)
            if faults.partial is not None:
                by_topic.setdefault(topic, faults.partial)
    return by_topic, keys


ASSESSMENT = FileKind(
    name="assessment",
    cls=Assessment,
    error=InvalidAssessment,
    from_dict=assessment_from_dict,
    payload=_payload,
    valid="{name}: a valid assessment",
    contents={"responses": ("{count} response", "{count} responses")},
    reader=lambda path, framework: read_assessment(path, framework=framework),
)


def read_assessment(path: Readable, *, framework: str | Framework | None = None) -> Assessment:
    """Return the assessment in a file.

    Warns (`FileWarning`) of lines of a TOML file that hold an answer but are comments.

    Args:
        path: A TOML or JSON file.
        framework: What to judge it against; by default the installed framework that it names.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        UnknownFramework: No installed framework has the name that it gives.
        InvalidAssessment: Every problem at once, each at its place.
    """
    assessment = read_against(ASSESSMENT, path, framework)
    warn_of_comments(path, assessment, framework)
    return assessment


#: A comment that may hold an answer: the # before it, a topic, and what is after the equals sign.
COMMENTED = re.compile(r"(?m)^[ \t]*#[ \t]*([\w-]+)[ \t]*=[ \t]*(\S.*)$")

#: What `new-assessment` writes in comments, for people to fill in.
PLACEHOLDERS = ({"not_applicable": "why"}, {"note": ""})


def warn_of_comments(path: Readable, assessment: Assessment, framework: str | Framework | None) -> None:
    """Warn where lines of a TOML file hold an answer to a topic that is unanswered, but are comments.

    Args:
        path: The file.
        assessment: What was read from it.
        framework: What it was judged against; None: the installed framework that it names.
    """
    commented = COMMENTED.findall(read_text(path)) if suffix_of(path) == ".toml" else []
    if not commented:
        return
    topics = topic_ids(framework_for(ASSESSMENT, _payload(assessment), framework).every_topic)
    gaps = set(topics.values()) - assessment.responses.keys()
    lost = [key for key, value in commented if topics.get(key, key) in gaps and _is_answer(value)]
    if lost:
        one = gettext("{path}: 1 line holds an answer, but is a comment: take away the # before {topics}")
        many = gettext("{path}: {count} lines hold an answer, but are comments: take away the # before {topics}")
        rest = gettext(" and {count} more").format(count=len(lost) - MOST) if lost[MOST:] else ""
        words = {"path": str(path), "count": len(lost), "topics": ", ".join(lost[:MOST]) + rest}
        warnings.warn((one if len(lost) == 1 else many).format_map(words), FileWarning, stacklevel=3)


def _is_answer(value: str) -> bool:
    """Return whether the text after an equals sign is a value, and no placeholder to fill in."""
    try:
        return tomllib.loads(f"answer = {value}")["answer"] not in PLACEHOLDERS
    except (ValueError, RecursionError):  # words that are no answer
        return False


def new_assessment_from(last: Assessment, framework: Framework, *, on: date, service: str | None = None) -> Assessment:
    """Return an assessment without answers that begins where `last` left off: of the same service, by the same people.

    Args:
        last: The assessment of last time.
        framework: What is to be answered now.
        on: The day of the new one.
        service: The name of the service, where it is another now.

    Raises:
        InvalidAssessment: The day is before that of `last`.
    """
    problems = Problems()
    if on < last.assessed_on:
        problems.report("before-assessment", "assessed_on", day=on, assessed_on=last.assessed_on)
    problems.refuse(InvalidAssessment, gettext("the new assessment"), None)
    return Assessment(
        framework=framework.id,
        edition=framework.edition,
        service=last.service if service is None else service,
        assessed_on=on,
        assessed_by=last.assessed_by,
        service_model=last.service_model,
        organisation=last.organisation,
        jurisdiction=last.jurisdiction,
        language=last.language,
    )


def write_assessment(assessment: Assessment, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `assessment` to a TOML or JSON file; errors as for `write_framework`."""
    ASSESSMENT.write(assessment, path, overwrite=overwrite)
