"""Records: assessments, action plans and panels as they were written down; their framework need not be installed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from positiveculture.assessment import Assessment
from positiveculture.errors import (
    FileTrouble,
    Invalid,
    InvalidFile,
    InvalidPanel,
    Problem,
    RegistryError,
    UnknownFramework,
)
from positiveculture.field_types import require
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict, unjudged_assessment
from positiveculture.formats.kinds import kind_of, with_article
from positiveculture.formats.parsing import payload_files, read_payload, report_of_file
from positiveculture.formats.paths import Readable, StandardInput, Upload, translating_os_errors, with_filename
from positiveculture.formats.plan import plan_to_dict, unjudged_plan
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome, evaluate
from positiveculture.panel import Panel
from positiveculture.plan import ActionPlan
from positiveculture.plugins.registry import get_framework, registry
from positiveculture.problems import Problems

__all__ = ["Record", "judge_record", "known_titles", "read_record", "record_from_dict", "record_to_dict"]

#: What is recorded about a service.
Record: TypeAlias = Assessment | ActionPlan | Panel

#: How each kind of file that is a record is read.
READERS: dict[str, Callable[[object], Assessment | ActionPlan]] = {
    "assessment": unjudged_assessment,
    "action plan": unjudged_plan,
}


def record_from_dict(data: object) -> Assessment | ActionPlan:
    """Return the assessment or action plan that `data` describes, held against no framework.

    Args:
        data: What `json.loads`, or a TOML reader, returned.

    Raises:
        InvalidAssessment, InvalidPlan: What would fit no framework: every problem at once, each at its place.
        InvalidFile: It is another kind of file.
    """
    kind = kind_of(data)
    if kind not in READERS:
        words = {"kind": with_article(kind), "expected": gettext("an assessment or an action plan")}
        raise InvalidFile(gettext("the record"), (Problem("other-kind", (), words),))
    return READERS[kind](data)


def judge_record(data: object) -> Outcome | Assessment:
    """Return the outcome of an assessment that was kept, by the edition that it names.

    Where that is not installed, or cannot be loaded, nothing can be judged: then the assessment is returned as it was
    written down, as `record_from_dict` returns it.

    Args:
        data: What `json.loads`, or a TOML reader, returned.

    Raises:
        InvalidAssessment: Every problem at once, each at its place.
    """
    record = unjudged_assessment(data)
    try:
        framework = get_framework(record.framework, edition=record.edition)
    except (UnknownFramework, RegistryError):
        return record
    return evaluate(framework, assessment_from_dict(data, framework))


def read_record(path: Readable) -> Record:
    """Return the record in a file as it was written down, plain and unjudged; its framework need not be installed.

    Args:
        path: An assessment or an action plan, as TOML or JSON; or a folder, which is a panel of the assessments in it,
            in the folders inside it too. Topics stay as the file names them, by id or by printed number.

    Raises:
        FileTrouble: It cannot be opened.
        InvalidFile: The file is not TOML or JSON, or is neither an assessment nor an action plan.
        InvalidAssessment, InvalidPlan, InvalidPanel: What would fit no framework: every problem at once.
    """
    if isinstance(path, StandardInput | Upload):
        return _read(path)
    path = Path(str(path))
    with translating_os_errors(path):
        if not path.is_dir():
            return _read(path)
        files = payload_files(path, hidden=False)
    return _panel(path, files)


def _read(path: Readable) -> Assessment | ActionPlan:
    payload = read_payload(path)
    with with_filename(path):
        return record_from_dict(payload)


def _panel(folder: Path, files: list[Path]) -> Panel:
    """Return the panel of the assessments among `files`; other files in the folder are passed by."""
    problems = Problems()
    read: dict[str, Assessment] = {}
    for file in files:
        try:
            payload = read_payload(file)
            if kind_of(payload) == "assessment":
                read[file.relative_to(folder).with_suffix("").as_posix()] = unjudged_assessment(payload)
        except (FileTrouble, Invalid) as error:
            report_of_file(file, error, problems)
    if not read and not problems:
        problems.report("no-assessments")
    problems.refuse(InvalidPanel, str(folder), None)
    with with_filename(folder):
        return Panel(read.values(), people=tuple(read))


def record_to_dict(record: Record) -> dict[str, Any]:
    """Return `record` as JSON holds it; a panel as `{"assessments": [...]}`.

    Raises:
        InvalidAssessment, InvalidPlan: It holds what would fit no framework, and would not be read back.
    """
    if isinstance(record, Panel):
        return {"assessments": [assessment_to_dict(each) for each in record.assessments]}
    return assessment_to_dict(record) if isinstance(record, Assessment) else plan_to_dict(record)


def known_titles(record: Record) -> dict[str, str]:
    """Return topic to title, as far as installed editions of its framework know: its own edition before others.

    An id that a later edition has retired keeps its last title.
    """
    if not isinstance(record, Assessment | Panel):
        require(record, ActionPlan)
    first = record.assessments[0] if isinstance(record, Panel) else record
    titles: dict[str, str] = {}
    for framework in _editions(first.framework, first.edition):
        own = {topic.id: framework.numbered_title(topic.id) for topic in framework.every_topic}
        titles |= {option.id: option.title for option in framework.retired} | own
    return titles


def _editions(id_: str, last: str) -> list[Framework]:
    """Return the installed editions of a framework that can be loaded, oldest first, but `last` at the end."""
    try:
        editions = [get_framework(id_, edition=edition) for edition in registry().editions(id_)]
    except (RegistryError, UnknownFramework):
        return []
    return sorted(editions, key=lambda each: each.edition == last)
