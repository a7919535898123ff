"""Panels read from the files of many people, a file each."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TypeVar

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import FileTrouble, InvalidFile, InvalidPanel, PositiveCultureError, Problem
from positiveculture.field_types import require_each, with_types
from positiveculture.formats.against import framework_for
from positiveculture.formats.assessment import ASSESSMENT, assessment_from_dict, warn_of_comments
from positiveculture.formats.parsing import every_file, read_payload, report_of_file
from positiveculture.formats.paths import (
    File,
    PathLike,
    Readable,
    StandardInput,
    file_named,
    path_of,
    translating_os_errors,
)
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel import Panel
from positiveculture.panel.protection import Group
from positiveculture.plugins.registry import get_framework
from positiveculture.problems import Problems
from positiveculture.sentences import suggestions

T = TypeVar("T")

#: What a panel can be grouped by: the folders of its files, or a field of each assessment.
GROUPED_BY = ("folder", "service", "assessed_by", "mode", "service_model", "basis")

#: The group of those who do not say.
NOT_SAID = "(not said)"


#: What is added to a file's name where somebody copies it, or downloads it again, on the systems that people use.
COPIED = re.compile(
    r"(?P<after>.+?)(?: ?\(\d+\)|[-_ ]+(?:copy|kopie|copie|copia)(?: ?\(\d+\)| \d+)?| \((?:another |\d+\w\w )?copy\))"
    r"|Copy (?:\(\d+\) )?of (?P<before>.+)",
    re.IGNORECASE,
)


@attrs.frozen
class LoadedPanel:
    """A panel, the files that it is made of, and those that are not counted."""

    panel: Panel
    framework: Framework
    #: The file of each assessment.
    files: tuple[File, ...]
    #: What is in the folders and is no assessment.
    left_out: tuple[Path, ...]
    #: The files without any response, such as a template that nobody filled in; they are nobody.
    empty: tuple[File, ...] = ()
    #: The files that are copies by name and by content, and are not counted.
    copies: tuple[File, ...] = ()
    #: The files with just the content of an earlier one; they are counted, for two people may answer alike.
    same: tuple[File, ...] = ()


def read_panel(
    paths: Iterable[PathLike | StandardInput],
    *,
    framework: str | Framework | None = None,
    by: str | None = None,
    count_copies: bool = False,
) -> Panel:
    """Return the panel of all assessments in some files and folders; those without any response are nobody.

    Args:
        paths: Assessments; a folder means each assessment in it and in the folders inside it.
        framework: What to read them against; by default the installed framework that they name.
        by: One of `GROUPED_BY`; None: no groups.
        count_copies: Whether to count a file with a copy's name, such as `reply (1).json`, and the content of the file
            of which it is a copy.

    Raises:
        InvalidPanel: Every problem of every file at once, each with its file.
        UnknownFramework, RegistryError: As for `get_framework`, where `framework` is given.
    """
    return load_panel(paths, framework=framework, by=by, count_copies=count_copies).panel


@with_types
def load_panel(
    paths: Iterable[PathLike | StandardInput],
    *,
    framework: str | Framework | None = None,
    by: str | None = None,
    count_copies: bool = False,
) -> LoadedPanel:
    """Return the panel as `read_panel` does, with the files that it is made of, and those that are not counted."""
    if by is not None and by not in GROUPED_BY:
        words = {"name": by, **suggestions(by, GROUPED_BY)}
        raise InvalidPanel(gettext("the panel"), (Problem("unknown-choice", ("by",), words, "`by`"),))
    loaded = load_files(paths, framework=framework)
    empty = tuple(path for path, payload in loaded.payloads.items() if _is_empty(payload))
    copies, same = find_copies({path: payload for path, payload in loaded.payloads.items() if path not in set(empty)})
    nobody = {*empty, *(() if count_copies else copies)}
    counted = {path: assessment for path, assessment in loaded.assessments.items() if path not in nobody}
    if not counted:
        names = ", ".join(str(path) for path in loaded.assessments)
        raise InvalidPanel(gettext("the panel"), (_of_file(names, "no-assessments"),))
    people = tuple(_person(path, loaded.base) for path in counted)
    groups = [_group_of(path, assessment, by, loaded.base) for path, assessment in counted.items()] if by else ()
    return LoadedPanel(
        panel=Panel(counted.values(), groups=groups, people=people),
        framework=loaded.framework,
        files=tuple(counted),
        left_out=loaded.left_out,
        empty=empty,
        copies=() if count_copies else copies,
        same=(*copies, *same) if count_copies else same,
    )


@attrs.frozen(kw_only=True)
class LoadedFiles:
    """The assessments in some files and folders."""

    assessments: Mapping[File, Assessment]
    framework: Framework
    #: What each of their files holds.
    payloads: Mapping[File, object]
    #: What is in the folders and is no assessment.
    left_out: tuple[Path, ...]
    #: The folder that all are in: below it, folders are groups.
    base: Path


def load_files(paths: Iterable[PathLike | StandardInput], *, framework: str | Framework | None = None) -> LoadedFiles:
    """Return every assessment in some files and folders, once however often it is named; arguments as for `read_panel`.

    Raises:
        InvalidPanel: Every problem of every file at once, each with its file; there is none, or they are of two
            frameworks, or two files that differ in their suffix alone.
        UnknownFramework, RegistryError: As for `get_framework`, where `framework` is given.
    """
    named_paths = list(map(file_named, require_each(paths, object)))
    problems = Problems()
    payloads, left_out = _payloads(named_paths, problems)
    if framework is not None:
        get_framework(framework)
    read: dict[File, Assessment] = {}
    against: dict[str, Framework] = {}
    for path, payload in payloads.items():
        try:
            its_framework = framework_for(ASSESSMENT, payload, framework, str(path))
            against[its_framework.id] = its_framework
            read[path] = assessment_from_dict(payload, its_framework)
            warn_of_comments(path, read[path], its_framework)
        except PositiveCultureError as error:
            report_of_file(path, error, problems)
    base = _base(named_paths)
    _report_same_names(read, base, problems)
    problems.add(*_mixed(read))
    if not payloads and not problems:
        problems.add(_of_file(", ".join(map(str, named_paths)), "no-assessments"))
    problems.refuse(InvalidPanel, gettext("the panel"), None)
    return LoadedFiles(
        assessments=read, framework=next(iter(against.values())), payloads=payloads, left_out=left_out, base=base
    )


def _is_empty(payload: object) -> bool:
    """Return whether what is read holds a table of responses that says nothing."""
    responses = payload.get("responses") if isinstance(payload, Mapping) else None
    return isinstance(responses, Mapping) and not any(given not in (None, "", {}) for given in responses.values())


def find_copies(contents: Mapping[T, object]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Return the files that are copies by name and content, and the others that hold what an earlier one does."""
    alike: dict[str, list[T]] = {}
    for file, content in contents.items():
        alike.setdefault(json.dumps(content, sort_keys=True, default=str), []).append(file)
    copies: list[T] = []
    same: list[T] = []
    for files in alike.values():
        names = [PurePath(str(file)) for file in files]
        of_copies = [file for place, file in enumerate(files) if _is_copy(names[place], names[:place], names)]
        copies += of_copies
        same += [file for file in files if file not in of_copies][1:]
    return tuple(copies), tuple(same)


def _is_copy(name: PurePath, earlier: Sequence[PurePath], names: Sequence[PurePath]) -> bool:
    """Return whether a name is that of an earlier file, or of a copy of any."""
    return name in earlier or any(name.with_stem(stem) in names for stem in _copied(name.stem))


def each_once(files: Iterable[Readable]) -> list[Readable]:
    """Return each file once, whatever links lead to it."""
    once: dict[object, Readable] = {}
    for each in files:
        file = path_of(each) if isinstance(each, str | os.PathLike) else each
        key: object = id(file)
        with suppress(FileTrouble):  # it is reported where it is read
            key = _real(file) if isinstance(file, Path) else key
        once.setdefault(key, file)
    return list(once.values())


def _copied(stem: str) -> Iterator[str]:
    """Yield the names of which `stem` is the name of a copy, nearest first."""
    while match := COPIED.fullmatch(stem):
        stem = match["after"] or match["before"]
        yield stem


def _payloads(paths: Sequence[File], problems: Problems) -> tuple[dict[File, object], tuple[Path, ...]]:
    """Return what each file holds, once however often it is named, and what in folders is no assessment."""
    payloads: dict[File, object] = {}
    left_out: dict[Path, None] = {}
    seen: set[str] = set()
    for file, inside in every_file(paths, problems, hidden=False):
        try:
            place = _real(file)
            if place in seen:
                continue
            seen.add(place)
            payload = read_payload(file)
        except (FileTrouble, InvalidFile) as error:
            report_of_file(file, error, problems)
            continue
        if isinstance(file, Path) and inside and not (isinstance(payload, dict) and "responses" in payload):
            left_out[file] = None
        else:
            payloads[file] = payload
    return payloads, tuple(left_out)


def _of_file(path: File | str, code: str, **params: object) -> Problem:
    return Problem(code, (str(path),), params, str(path))


def _mixed(read: dict[File, Assessment]) -> Iterator[Problem]:
    """Yield a problem for each file that is of another framework, or edition, than most."""
    editions = {path: (assessment.framework, assessment.edition) for path, assessment in read.items()}
    if len(set(editions.values())) > 1:
        (usual, edition), _ = Counter(editions.values()).most_common(1)[0]
        for path, (framework, its_edition) in editions.items():
            if (framework, its_edition) != (usual, edition):
                words = {"framework": framework, "edition": its_edition, "usual": usual, "usual_edition": edition}
                yield _of_file(path, "most-others", **words)


def _base(files: Sequence[File]) -> Path:
    """Return the folder that holds them all: below it, folders are groups."""
    paths = [path for path in files if isinstance(path, Path)]
    if not paths:
        return Path()
    # Links stay as they are named, and what cannot be looked at, reported elsewhere, counts as a file.
    folders = (path if os.path.isdir(path) else path.parent for path in paths)  # noqa: PTH112
    return Path(os.path.commonpath([os.path.abspath(folder) for folder in folders]))  # noqa: PTH100


def _real(file: File) -> str:
    """Return where a file is, whatever links lead to it: of links that lead in a circle, pathlib's own raises."""
    if not isinstance(file, Path):
        return str(file)
    with translating_os_errors(file):
        return os.path.realpath(file)


def _below(path: File, base: Path) -> Path:
    """Return where a file is below a folder; bytes of its name that are no UTF-8 are spelt out, for it is written."""
    place = os.path.relpath(path, base) if isinstance(path, Path) else str(path)
    return Path(place.encode("utf-8", "backslashreplace").decode())


def _person(path: File, base: Path) -> str:
    """Return who an assessment is by: its file's name, below the folder that all are in."""
    return _below(path, base).with_suffix("").as_posix()


def _report_same_names(read: Iterable[File], base: Path, problems: Problems) -> None:
    """Report each file that has the name of an earlier one, but for the suffix."""
    firsts: dict[str, File] = {}
    for path in read:
        first = firsts.setdefault(_person(path, base), path)
        if first is not path:
            problems.add(_of_file(path, "file-name-twice", other=str(first)))


def _group_of(path: File, assessment: Assessment, by: str, base: Path) -> Group:
    if by == "folder":
        return _below(path, base).parent.parts
    return (getattr(assessment, by) or NOT_SAID,)
