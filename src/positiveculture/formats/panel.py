"""Panels: read from the files of many people, and their summaries as JSON."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.errors import FileTrouble, Invalid, InvalidFile, InvalidPanel, PositiveCultureError, Problem
from positiveculture.formats.against import framework_for
from positiveculture.formats.assessment import ASSESSMENT, assessment_from_dict, warn_of_comments
from positiveculture.formats.parsing import PARSERS, read_payload
from positiveculture.formats.paths import PathLike, translating_os_errors
from positiveculture.framework import Framework
from positiveculture.panel import Panel
from positiveculture.panel.comparison import Comparison, Difference
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.panel.summary import Figure, Summary
from positiveculture.plugins.registry import get_framework
from positiveculture.problems import Problems
from positiveculture.sentences import suggestions

__all__ = [
    "GROUPED_BY",
    "Comparison",
    "Difference",
    "Distribution",
    "Panel",
    "Shares",
    "Summary",
    "Suppressed",
    "comparison_to_dict",
    "read_panel",
    "summary_to_dict",
]


def summary_to_dict(summary: Summary) -> dict[str, Any]:
    """Return `summary` as JSON; shares and means are numbers, each level is with its number."""
    return {
        "framework": summary.framework.id,
        "edition": summary.framework.edition,
        "minimum": summary.minimum,
        "groups": [_group(summary, group) for group in summary.groups],
    }


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """Return `comparison` as JSON: for each topic the difference, or why it is withheld."""
    shape: dict[str, Any] = {
        "group": list(comparison.group),
        "against": list(comparison.against),
        "topics": {id_: _difference(comparison.topic(id_)) for id_ in comparison.summary.topics},
    }
    if comparison.summary.framework.averages:
        shape["means"] = {id_: _number(comparison.mean(id_)) for id_ in comparison.summary.themes}
    return shape


def _group(summary: Summary, group: Group) -> dict[str, Any]:
    averages = bool(summary.framework.averages)
    rate = summary.response_rate(group)
    return {
        "group": list(group),
        "replied": _or_withheld(summary.replied(group), int),
        "response_rate": None if rate is None else _number(rate),
        "topics": {
            id_: _figure(summary.figure(id_, group), summary.item_mean(id_, group) if averages else None)
            for id_ in summary.topics
        },
        "themes": {
            id_: _or_withheld(summary.shares(id_, group), _shares)
            | ({"mean": _number(summary.mean(id_, group))} if averages else {})
            for id_ in summary.themes
        },
    }


def _figure(figure: Figure, mean: Fraction | Suppressed | None) -> dict[str, Any]:
    if isinstance(figure, Suppressed):
        return {"withheld": str(figure)}
    shape = {
        "n": figure.n,
        "counts": _counts(figure),
        "median": list(figure.median),
        "agreement": float(figure.agreement),
    }
    return shape | _shares(figure.shares) | ({} if mean is None else {"mean": _number(mean)})


def _counts(figure: Distribution) -> dict[str, int]:
    return {str(level.number): count for level, count in zip(figure.scale.levels, figure.counts, strict=True)}


def _shares(shares: Shares) -> dict[str, Any]:
    return {"very_negative": float(shares.very_negative), "positive": float(shares.positive)}


def _difference(found: Difference | Suppressed) -> dict[str, Any]:
    if isinstance(found, Suppressed):
        return {"withheld": str(found)}
    shape: dict[str, Any] = {
        "very_negative": float(found.very_negative),
        "positive": float(found.positive),
        "median": list(found.median),
    }
    return shape | ({} if found.mean is None else {"mean": float(found.mean)})


def _number(found: Fraction | Suppressed) -> Any:
    return _or_withheld(found, float)


def _or_withheld(found: Any, shape: Callable[[Any], Any]) -> Any:
    return {"withheld": str(found)} if isinstance(found, Suppressed) else shape(found)


#: What a panel can be grouped by: the folders that its files stand in, or a field of each assessment.
GROUPED_BY = ("folder", "service", "assessed_by", "mode", "service_model", "basis")

#: The group of those who do not say.
NOT_SAID = "(not said)"


@attrs.frozen
class LoadedPanel:
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
    return load_panel(paths, framework=framework, by=by).panel


def load_panel(
    paths: Iterable[PathLike], *, framework: str | Framework | None = None, by: str | None = None
) -> LoadedPanel:
    """Return the panel as `read_panel` does, with the files that it is made of."""
    named_paths = [Path(path) for path in paths]
    if by is not None and by not in GROUPED_BY:
        words = {"name": by, **suggestions(by, GROUPED_BY)}
        raise InvalidPanel("the panel", (Problem("unknown-choice", ("by",), words, "`by`"),))
    problems = Problems()
    payloads, left_out = _payloads(named_paths, problems)
    named = None if framework is None else get_framework(framework)
    read: dict[Path, Assessment] = {}
    against: dict[str, Framework] = {}
    for path, payload in payloads.items():
        try:
            found = framework_for(ASSESSMENT, payload, named, str(path))
            against[found.id] = found
            read[path] = assessment_from_dict(payload, found)
            warn_of_comments(path, read[path], found)
        except PositiveCultureError as error:
            _report(path, error, problems)
    base = _base(named_paths)
    people = _people(read, base, problems)
    problems.add(*_mixed(read))
    if not payloads and not problems:
        problems.add(_of_file(", ".join(map(str, named_paths)), "no-assessments"))
    problems.refuse(InvalidPanel, "the panel", None)
    groups = [_group_of(path, assessment, by, base) for path, assessment in read.items()] if by else ()
    panel = Panel(read.values(), groups=groups, people=people)
    return LoadedPanel(panel, next(iter(against.values())), tuple(read), left_out)


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
