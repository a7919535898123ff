"""What `check` and `plugins` find: whether a file holds together, and what became of each installed plug-in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.pictures import paragraph
from positiveculture.errors import FrameworkConflict, Invalid, InvalidFile, PositiveCultureError, Problem
from positiveculture.files import (
    read_assessment,
    read_crosswalk,
    read_feedback,
    read_framework,
    read_payload,
    read_plan,
    read_triangulation,
)
from positiveculture.framework import Framework
from positiveculture.plugins import FrameworkSource, Registry, get_framework

if TYPE_CHECKING:
    from positiveculture.testing.kit.report import ConformanceReport

SUFFIXES = (".toml", ".json")
COLOURS = {"ok": "green", "not-allowed": "yellow", "conflict": "red", "broken": "red"}


def is_file(name: str) -> bool:
    """Return whether `name` is meant as a file: a framework's id has no dot and no slash."""
    return Path(name).suffix.lower() in SUFFIXES or any(sign in name for sign in "./\\")


def framework_of(name: str) -> Framework:
    """Return the framework in a file, or the installed one of that name."""
    return read_framework(name) if is_file(name) else get_framework(name)


def checked(name: str, framework: Framework | None = None) -> tuple[str, str]:
    """Return what `name` is, and what it holds, if it holds together.

    Raises:
        PositiveCultureError: It does not; every problem at once.
    """
    kind = kind_of(name)
    if kind == "feedback log":
        return kind, words.count(len(read_feedback(name).suggestions), "suggestion")
    if kind == "crosswalk":
        return kind, words.count(len(read_crosswalk(name).links), "link")
    if kind == "triangulation":
        report = read_triangulation(name)
        instruments = words.count(len(report.instruments), "instrument")
        return kind, f"{instruments}, {words.count(len(report.findings), 'finding')}"
    if kind == "assessment":
        assessment = read_assessment(name, framework=framework)
        return kind, f"{words.count(len(assessment.responses), 'response')} on {words.day(assessment.assessed_on)}"
    if kind == "action plan":
        plan = read_plan(name, framework=framework)
        advice = plan.advice(framework or get_framework(plan.framework))
        return kind, "; ".join([words.count(len(plan.actions), "action"), *advice])
    found = framework_of(name)
    return kind, (
        f"{found.title}, edition {found.edition}; {words.count(len(found.every_topic), 'topic')}, "
        f"{words.count(len(found.awards), 'award')}"
    )


def kind_of(name: str) -> str:
    """Return what `name` is, as far as its keys tell: a framework unless they tell otherwise."""
    payload = read_payload(name) if is_file(name) else {}
    keys = set(payload) if isinstance(payload, Mapping) else set()
    if "responses" in keys:
        return "assessment"
    if keys & {"actions", "priorities", "success", "award"}:
        return "action plan"
    if "suggestions" in keys:
        return "feedback log"
    if keys & {"links", "from", "to"}:
        return "crosswalk"
    if keys & {"instruments", "findings"}:
        return "triangulation"
    if "framework" not in keys:
        return "framework"
    if isinstance(payload.get("topics"), Mapping):
        text = "is a wording, which is checked together with its framework: check the framework.toml beside it"
        raise InvalidFile(name, (Problem("", text),))
    return "assessment"


def check_to_dict(
    name: str,
    error: PositiveCultureError | None = None,
    kind: str = "",
    report: "ConformanceReport | None" = None,
) -> dict[str, Any]:
    """Return what came of a check as `check --json` prints it.

    `{"checked", "kind", "ok", "problems": [{"place", "text"}]}`; `kind` is `framework`, `assessment`, `action plan`,
    `feedback log`, `crosswalk` or `triangulation`, or null where the file does not hold together; `place` is empty
    where a problem is of the whole. A framework that holds together has `conformance` too, as `ConformanceReport` tells
    it, and is `ok` only where it conforms.
    """
    problems = error.problems if isinstance(error, Invalid) else () if error is None else (Problem("", str(error)),)
    told = [{"place": problem.place, "text": problem.text} for problem in problems]
    ok = error is None and (report is None or report.ok)
    found = {"checked": name, "kind": kind or None, "ok": ok, "problems": told}
    return found if report is None else found | {"conformance": report.to_dict()}


def plugins_to_list(registry: Registry) -> list[dict[str, str]]:
    """Return every installed plug-in as `plugins --json` prints it.

    `[{"name", "distribution", "version", "target", "status", "why"}]`; `status` is `ok`, `conflict`, `not-allowed` or
    `broken`, and `why` is empty where it is `ok`.
    """
    return [_plugin(registry, source) for source in registry.sources()]


def _plugin(registry: Registry, source: FrameworkSource) -> dict[str, str]:
    status, why = _standing(registry, source)
    return {
        "name": source.name,
        "distribution": source.distribution,
        "version": source.version,
        "target": source.target,
        "status": status,
        "why": why,
    }


def _standing(registry: Registry, source: FrameworkSource) -> tuple[str, str]:
    if not registry.allows(source):
        return "not-allowed", f"the distribution {source.distribution} is not among those that may be loaded"
    try:
        registry.get(source.name)
    except FrameworkConflict as error:
        return "conflict", str(error)
    except PositiveCultureError as error:
        return "broken", str(error)
    return "ok", ""


def plugin_list(plugins: list[dict[str, str]]) -> Iterator[RenderableType]:
    """Yield each plug-in with what became of it."""
    if not plugins:
        yield Text("No plug-ins are installed.")
    for each in plugins:
        status = (each["status"].replace("-", " "), f"bold {COLOURS[each['status']]}")
        yield Text.assemble((words.title(each["name"]), "bold"), "  ", status)
        yield paragraph(words.title(f"{each['distribution']} {each['version']}, {each['target']}"), 2)
        if each["why"]:
            yield paragraph(words.title(each["why"]), 2)
