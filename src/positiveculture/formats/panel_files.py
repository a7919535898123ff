"""Panels read from the files of many people, a file each."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import FileTrouble, Invalid, InvalidFile, InvalidPanel, PositiveCultureError, Problem
from positiveculture.formats.against import framework_for
from positiveculture.formats.assessment import ASSESSMENT, assessment_from_dict
from positiveculture.formats.parsing import PARSERS, read_payload
from positiveculture.formats.paths import PathLike, translating_os_errors
from positiveculture.framework import Framework
from positiveculture.panel import Panel
from positiveculture.panel.protection import Group
from positiveculture.plugins.registry import get_framework
from positiveculture.problems import Problems
from positiveculture.sentences import suggestions

#: What a panel can be grouped by: the folders that its files stand in, or a field of each assessment.
GROUPED_BY = ("folder", "service", "assessed_by", "mode", "service_model", "basis")

#: The group of those who do not say.
NOT_SAID = "(not said)"


#: What is added to a file's name where somebody copies it, or downloads it again, on the systems that people use.
COPIED = re.compile(
    r"(?P<after>.+?)(?: ?\(\d+\)| - Copy(?: ?\(\d+\))?| copy(?: \d+)?| \((?:another |\d+\w\w )?copy\))"
    r"|Copy (?:\(\d+\) )?of (?P<before>.+)",
    re.IGNORECASE,
)


@attrs.frozen(kw_only=True)
class LoadedPanel:
    """A panel, the files that it is made of, and those that are not counted."""

    panel: Panel
    framework: Framework
    #: The file of each assessment.
    files: tuple[Path, ...]
    #: What is in the folders and is no assessment.
    left_out: tuple[Path, ...]
    #: The files without any response, such as a template that nobody filled in; they are nobody.
    empty: tuple[Path, ...] = ()
    #: The files that are copies by name and by content, and are not counted.
    copies: tuple[Path, ...] = ()
    #: The files with just the content of an earlier one; they are counted, for two people may answer alike.
    same: tuple[Path, ...] = ()


def read_panel(
    paths: Iterable[PathLike],
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


def load_panel(
    paths: Iterable[PathLike],
    *,
    framework: str | Framework | None = None,
    by: str | None = None,
    count_copies: bool = False,
) -> LoadedPanel:
    """Return the panel as `read_panel` does, with the files that it is made of, and those that are not counted."""
    named_paths = [Path(path) for path in paths]
    if by is not None and by not in GROUPED_BY:
        words = {"name": by, **suggestions(by, GROUPED_BY)}
        raise InvalidPanel("the panel", (Problem("unknown-choice", ("by",), words, "`by`"),))
    problems = Problems()
    payloads, left_out = _payloads(named_paths, problems)
    empty = tuple(path for path, payload in payloads.items() if _is_empty(payload))
    given = {path: payload for path, payload in payloads.items() if path not in set(empty)}
    copies, same = _copies(given)
    counted = {path: payload for path, payload in given.items() if count_copies or path not in set(copies)}
    named = None if framework is None else get_framework(framework)
    read: dict[Path, Assessment] = {}
    against: dict[str, Framework] = {}
    for path, payload in counted.items():
        try:
            found = framework_for(ASSESSMENT, payload, named, str(path))
            against[found.id] = found
            read[path] = assessment_from_dict(payload, found)
        except PositiveCultureError as error:
            _report(path, error, problems)
    base = _base(named_paths)
    people = _people(read, base, problems)
    problems.add(*_mixed(read))
    if not counted and not problems:
        problems.add(_of_file(", ".join(map(str, named_paths)), "no-assessments"))
    problems.refuse(InvalidPanel, "the panel", None)
    groups = [_group_of(path, assessment, by, base) for path, assessment in read.items()] if by else ()
    return LoadedPanel(
        panel=Panel(read.values(), groups=groups, people=people),
        framework=next(iter(against.values())),
        files=tuple(read),
        left_out=left_out,
        empty=empty,
        copies=() if count_copies else copies,
        same=(*copies, *same) if count_copies else same,
    )


def _is_empty(payload: object) -> bool:
    """Return whether what is read holds a table of responses that says nothing."""
    responses = payload.get("responses") if isinstance(payload, Mapping) else None
    return isinstance(responses, Mapping) and not any(given not in (None, "", {}) for given in responses.values())


def _copies(payloads: Mapping[Path, object]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Return the files that are copies by name and content, and the others that hold what an earlier one does."""
    alike: dict[str, list[Path]] = {}
    for path, payload in payloads.items():
        alike.setdefault(json.dumps(payload, sort_keys=True, default=str), []).append(path)
    copies: list[Path] = []
    same: list[Path] = []
    for files in alike.values():
        originals = [path for path in files if not any(path.with_stem(stem) in files for stem in _copied(path.stem))]
        copies += [path for path in files if path not in originals]
        same += originals[1:]
    return tuple(copies), tuple(same)


def _copied(stem: str) -> Iterator[str]:
    """Yield the names of which `stem` is the name of a copy, nearest first."""
    while found := COPIED.fullmatch(stem):
        stem = found["after"] or found["before"]
        yield stem


def _payloads(paths: Sequence[Path], problems: Problems) -> tuple[dict[Path, object], tuple[Path, ...]]:
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
                _report(file, error, problems)
                continue
            if inside and not (isinstance(payload, dict) and "responses" in payload):
                left_out[file] = None
            else:
                found[file] = payload
    return found, tuple(left_out)


def _files(path: Path, problems: Problems) -> Iterator[tuple[Path, bool]]:
    """Yield the file, or each TOML and JSON file in the folder and the folders inside it, and whether it is inside."""
    try:
        with translating_os_errors(path):
            if not path.is_dir():
                yield path, False
                return
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in PARSERS and file.is_file())
    except FileTrouble as error:
        _report(path, error, problems)
        return
    hidden = [file for file in inside if any(part.startswith(".") for part in file.relative_to(path).parts)]
    yield from ((file, True) for file in inside if file not in hidden)


def _report(path: Path, error: PositiveCultureError, problems: Problems) -> None:
    """Report every problem of an error, each with the file; the file is the first step of its path."""
    if isinstance(error, Invalid):
        whole = [attrs.evolve(each, place="") if each.place == "the file" else each for each in error.problems]
        problems.collect(Invalid("", tuple(each.below(str(path), str(path)) for each in whole), error.more))
    else:
        reason = error.reason if isinstance(error, FileTrouble) else str(error)
        problems.add(_of_file(path, "error", reason=reason))


def _of_file(path: Path | str, code: str, **params: object) -> Problem:
    return Problem(code, (str(path),), params, str(path))


def _mixed(read: dict[Path, Assessment]) -> Iterator[Problem]:
    """Yield a problem for each file that is of another framework, or edition, than most."""
    of = {path: (assessment.framework, assessment.edition) for path, assessment in read.items()}
    if len(set(of.values())) > 1:
        (usual, edition), _ = Counter(of.values()).most_common(1)[0]
        for path, (framework, its_edition) in of.items():
            if (framework, its_edition) != (usual, edition):
                words = {"framework": framework, "edition": its_edition, "usual": usual, "usual_edition": edition}
                yield _of_file(path, "most-others", **words)


def _base(paths: Sequence[Path]) -> Path:
    """Return the folder that all stand in: below it, folders are groups."""
    if not paths:
        return Path()
    # Links stay as they are named, and what cannot be looked at, which is told elsewhere, is taken for a file.
    folders = (path if os.path.isdir(path) else path.parent for path in paths)  # noqa: PTH112
    return Path(os.path.commonpath([os.path.abspath(folder) for folder in folders]))  # noqa: PTH100


def _below(path: Path, base: Path) -> Path:
    return Path(os.path.relpath(path, base))


def _people(read: dict[Path, Assessment], base: Path, problems: Problems) -> tuple[str, ...]:
    """Return who each assessment is by: its file's name, below the folder that all stand in."""
    names = {path: _below(path, base).with_suffix("").as_posix() for path in read}
    firsts: dict[str, Path] = {}
    for path, name in names.items():
        first = firsts.setdefault(name, path)
        if first is not path:
            problems.add(_of_file(path, "file-name-twice", other=str(first)))
    return tuple(names.values())


def _group_of(path: Path, assessment: Assessment, by: str, base: Path) -> Group:
    if by == "folder":
        return _below(path, base).parent.parts
    return (getattr(assessment, by) or NOT_SAID,)
