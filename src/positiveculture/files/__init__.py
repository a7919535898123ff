"""TOML and JSON files in and out.

Reading refuses what cannot be trusted, with its place; writing is whole or not at all.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from positiveculture import convert
from positiveculture.assessment import Assessment
from positiveculture.errors import InvalidFile, Problem, UnknownFramework
from positiveculture.files.crosswalks import read_crosswalk, write_crosswalk
from positiveculture.files.folders import write_folder
from positiveculture.files.frameworks import framework_in, read_framework
from positiveculture.files.panels import read_panel
from positiveculture.files.reading import LARGEST, NESTED, read_payload, read_text
from positiveculture.files.reports import read_feedback, read_triangulation, write_feedback, write_triangulation
from positiveculture.files.trouble import PathLike, named
from positiveculture.files.wordings import (
    WORDINGS,
    find_wordings,
    in_language,
    is_wording,
    read_wording,
    write_wording,
)
from positiveculture.files.writing import fresh_file, json_text, write_payload, write_text
from positiveculture.framework import Framework
from positiveculture.plan import ActionPlan
from positiveculture.plugins import get_framework

__all__ = [
    "LARGEST",
    "NESTED",
    "WORDINGS",
    "PathLike",
    "find_wordings",
    "framework_in",
    "fresh_file",
    "in_language",
    "is_wording",
    "json_text",
    "read_assessment",
    "read_crosswalk",
    "read_feedback",
    "read_framework",
    "read_panel",
    "read_payload",
    "read_plan",
    "read_text",
    "read_triangulation",
    "read_wording",
    "write_assessment",
    "write_crosswalk",
    "write_feedback",
    "write_folder",
    "write_framework",
    "write_payload",
    "write_plan",
    "write_text",
    "write_triangulation",
    "write_wording",
]

T = TypeVar("T")


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
    return _read(Path(path), framework, convert.assessment_from_dict, "an assessment")


def read_plan(path: PathLike, *, framework: str | Framework | None = None) -> ActionPlan:
    """Return the action plan in a file; arguments and errors as for `read_assessment`, with `InvalidPlan`."""
    return _read(Path(path), framework, convert.plan_from_dict, "an action plan")


def write_framework(framework: Framework, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `framework` to a TOML or JSON file, words included.

    Raises:
        FileTrouble: The file cannot be written, or is there already and may not be overwritten.
    """
    write_payload(convert.framework_to_dict(framework), path, overwrite=overwrite)


def write_assessment(assessment: Assessment, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `assessment` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.assessment_to_dict(assessment), path, overwrite=overwrite)


def write_plan(plan: ActionPlan, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `plan` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.plan_to_dict(plan), path, overwrite=overwrite)


def _read(path: Path, framework: str | Framework | None, read: Callable[[object, Framework], T], what: str) -> T:
    payload = read_payload(path)
    found = _framework_of(path, payload, what) if framework is None else get_framework(framework)
    with named(path):
        return read(payload, found)


def _framework_of(path: Path, payload: object, what: str) -> Framework:
    id_ = payload.get("framework") if isinstance(payload, dict) else None
    if not isinstance(id_, str):
        text = f'{what} names the id of its framework, as in framework = "wigan-progress"'
        raise InvalidFile(str(path), (Problem("`framework`", text),))
    try:
        return get_framework(id_)
    except UnknownFramework as error:
        hint = "; ".join(filter(None, [error.hint, f"it is the `framework` of {path}"]))
        raise UnknownFramework(error.kind, error.name, error.known, hint) from None
