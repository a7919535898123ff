"""Panels, read from the files of many people: a folder stands for every assessment in it.

Who replied is told by the name of the file, so that the reply of one person has the same name in each wave.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from positiveculture.assessment import Assessment
from positiveculture.convert import assessment_from_dict
from positiveculture.errors import (
    FileTrouble,
    Invalid,
    InvalidFile,
    InvalidPanel,
    PositiveCultureError,
    Problem,
    nearest,
    quoted,
)
from positiveculture.files.reading import PARSERS, read_payload
from positiveculture.files.trouble import PathLike, troubled
from positiveculture.framework import Framework
from positiveculture.panel import Panel
from positiveculture.panel.protection import Group
from positiveculture.plugins import get_framework

#: What a panel can be grouped by: the folders that its files stand in, or a field of each assessment.
GROUPED_BY = ("folder", "service", "assessed_by", "mode", "service_model", "basis")

#: The group of those who do not say.
NOT_SAID = "(not said)"


@attrs.frozen
class Gathered:
    """A panel, and the files that it is made of."""

    panel: Panel
    framework: Framework
    #: The file of each assessment.
    files: tuple[Path, ...]
    #: What stands in the folders and is no assessment.
    left_out: tuple[Path, ...]


def read_panel(paths: Iterable[PathLike], *, framework: str | Framework | None = None, by: str | None = None) -> Panel:
    """Return the panel of all assessments in some files and folders.

    Args:
        paths: Assessments; a folder stands for each assessment in it and in the folders inside it.
        framework: What to read them against; by default the installed framework that they name.
        by: One of `GROUPED_BY`; None: no groups.

    Raises:
        InvalidPanel: Every problem of every file at once, each with its file.
        UnknownFramework, RegistryError: As for `get_framework`, where `framework` is given.
    """
    return gathered(paths, framework=framework, by=by).panel


def gathered(paths: Iterable[PathLike], *, framework: str | Framework | None = None, by: str | None = None) -> Gathered:
    """Return the panel as `read_panel` does, with the files that it is made of."""
    named_paths = [Path(path) for path in paths]
    if by is not None and by not in GROUPED_BY:
        raise InvalidPanel("the panel", (Problem("`by`", f"no {quoted(by)}; {nearest(by, GROUPED_BY)}"),))
    problems: list[Problem] = []
    payloads, left_out = _payloads(named_paths, problems)
    named = None if framework is None else get_framework(framework)
    read: dict[Path, Assessment] = {}
    against: dict[str, Framework] = {}
    for path, payload in payloads.items():
        try:
            found = named or _framework_of(payload)
            against[found.id] = found
            read[path] = assessment_from_dict(payload, found)
        except PositiveCultureError as error:
            problems += _of(path, error)
    base = _base(named_paths)
    people = _people(read, base, problems)
    problems += _mixed(read)
    if not payloads and not problems:
        problems.append(Problem(", ".join(map(str, named_paths)), "there is no assessment"))
    if problems:
        raise InvalidPanel("the panel", tuple(problems))
    groups = [_group(path, assessment, by, base) for path, assessment in read.items()] if by else ()
    panel = Panel(read.values(), groups=groups, people=people)
    return Gathered(panel, next(iter(against.values())), tuple(read), left_out)


def _payloads(paths: Sequence[Path], problems: list[Problem]) -> tuple[dict[Path, object], tuple[Path, ...]]:
    """Return what each file holds, once however often it is named, and what in folders is no assessment."""
    found: dict[Path, object] = {}
    left_out: dict[Path, None] = {}
    seen: set[Path] = set()
    for path in paths:
        for file, inside in _files(path, problems):
            if file.resolve() in seen:
                continue
            seen.add(file.resolve())
            try:
                payload = read_payload(file)
            except (FileTrouble, InvalidFile) as error:
                problems += _of(file, error)
                continue
            if inside and not (isinstance(payload, dict) and "responses" in payload):
                left_out[file] = None
            else:
                found[file] = payload
    return found, tuple(left_out)


def _files(path: Path, problems: list[Problem]) -> Iterator[tuple[Path, bool]]:
    """Yield the file, or each TOML and JSON file in the folder and the folders inside it, and whether it is inside."""
    try:
        with troubled(path):
            if not path.is_dir():
                yield path, False
                return
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in PARSERS and file.is_file())
    except FileTrouble as error:
        problems += _of(path, error)
        return
    hidden = [file for file in inside if any(part.startswith(".") for part in file.relative_to(path).parts)]
    yield from ((file, True) for file in inside if file not in hidden)


def _of(path: Path, error: PositiveCultureError) -> Iterator[Problem]:
    """Yield every problem that an error tells, each with the file."""
    if isinstance(error, FileTrouble):
        yield Problem(str(path), error.reason)
    elif isinstance(error, Invalid):
        for each in error.problems:
            yield Problem(
                ", ".join([str(path), *([each.place] if each.place not in ("", "the file") else [])]), each.text
            )
    else:
        yield Problem(str(path), str(error))


def _framework_of(payload: object) -> Framework:
    id_ = payload.get("framework") if isinstance(payload, dict) else None
    if not isinstance(id_, str):
        text = 'an assessment names the id of its framework, as in framework = "wigan-progress"'
        raise InvalidFile("the file", (Problem("`framework`", text),))
    return get_framework(id_)


def _mixed(read: dict[Path, Assessment]) -> Iterator[Problem]:
    """Yield a problem for each file that is of another framework, or edition, than most."""
    of = {path: (assessment.framework, assessment.edition) for path, assessment in read.items()}
    if len(set(of.values())) > 1:
        (usual, edition), _ = Counter(of.values()).most_common(1)[0]
        for path, (framework, its_edition) in of.items():
            if (framework, its_edition) != (usual, edition):
                text = f"is of {framework}, edition {its_edition}; most here are of {usual}, edition {edition}"
                yield Problem(str(path), text)


def _base(paths: Sequence[Path]) -> Path:
    """Return the folder that all stand in: below it, folders are groups."""
    if not paths:
        return Path()
    # Links stay as they are named, and what cannot be looked at, which is told elsewhere, is taken for a file.
    folders = (path if os.path.isdir(path) else path.parent for path in paths)  # noqa: PTH112
    return Path(os.path.commonpath([os.path.abspath(folder) for folder in folders]))  # noqa: PTH100


def _below(path: Path, base: Path) -> Path:
    return Path(os.path.relpath(path, base))


def _people(read: dict[Path, Assessment], base: Path, problems: list[Problem]) -> tuple[str, ...]:
    """Return who each assessment is by: its file's name, below the folder that all stand in."""
    names = {path: _below(path, base).with_suffix("").as_posix() for path in read}
    firsts: dict[str, Path] = {}
    for path, name in names.items():
        first = firsts.setdefault(name, path)
        if first is not path:
            problems.append(Problem(str(path), f"has the name of {first}; a file's name tells who replied, once each"))
    return tuple(names.values())


def _group(path: Path, assessment: Assessment, by: str, base: Path) -> Group:
    if by == "folder":
        return _below(path, base).parent.parts
    return (getattr(assessment, by) or NOT_SAID,)
