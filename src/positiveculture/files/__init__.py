"""TOML and JSON files in and out.

Reading refuses what cannot be trusted, with its place; writing is whole or not at all.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from positiveculture import convert
from positiveculture.assessment import Assessment
from positiveculture.errors import FileTrouble, InvalidFile, Problem, UnknownFramework, quoted
from positiveculture.files.crosswalks import read_crosswalk, write_crosswalk
from positiveculture.files.reading import LARGEST, NESTED, read_payload, read_text
from positiveculture.files.reports import read_feedback, read_triangulation, write_feedback, write_triangulation
from positiveculture.files.trouble import PathLike, named
from positiveculture.files.writing import fresh_file, json_text, write_payload, write_text
from positiveculture.framework import Framework
from positiveculture.plan import ActionPlan
from positiveculture.plugins import get_framework

__all__ = [
    "LARGEST",
    "NESTED",
    "PathLike",
    "fresh_file",
    "json_text",
    "read_assessment",
    "read_crosswalk",
    "read_feedback",
    "read_framework",
    "read_payload",
    "read_plan",
    "read_text",
    "read_triangulation",
    "write_assessment",
    "write_crosswalk",
    "write_feedback",
    "write_framework",
    "write_payload",
    "write_plan",
    "write_text",
    "write_triangulation",
]

T = TypeVar("T")

#: A language as wording files name it: cy, en-easy-read.
LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,8}")


def read_framework(path: PathLike, *, language: str | None = None) -> Framework:
    """Return the framework in a file, with the wording beside it laid over it.

    The wording is `wording.<language>.toml` in the same folder: of `language`, else of the framework's own language.

    Raises:
        FileTrouble: The file cannot be opened, or has no wording in `language` beside it.
        InvalidFile: The file is not TOML or JSON.
        InvalidFramework: Every problem at once, each at its place.
    """
    path = Path(path)
    payload = read_payload(path)
    wording = _wording(path, payload, language)
    words = [] if wording is None else [read_payload(wording)]
    with named(path):
        return convert.framework_from_dict(payload, words)


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


def _wording(path: Path, payload: object, language: str | None) -> Path | None:
    """Return the wording file to lay over the framework in `path`, if there is one; one that is asked for must be."""
    own = payload.get("language", "en") if isinstance(payload, dict) else "en"
    wanted = own if language is None else language
    if isinstance(wanted, str) and LANGUAGE.fullmatch(wanted):
        beside = path.with_name(f"wording.{wanted}.toml")
        return beside if language is not None or beside.exists() else None
    if language is not None:
        raise FileTrouble(str(path), f"has no wording in {quoted(language)}: a language is a name such as cy")
    return None


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
