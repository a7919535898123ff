"""What `check` and `plugins` find: whether a file holds together, and what became of each installed plug-in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.pictures import paragraph
from positiveculture.cli.wordings import Wanted
from positiveculture.errors import (
    FrameworkConflict,
    Invalid,
    PositiveCultureError,
    Problem,
    RegistryError,
    UnknownFramework,
)
from positiveculture.formats import kinds
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.crosswalk import read_crosswalk
from positiveculture.formats.feedback import read_feedback
from positiveculture.formats.framework import read_framework
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import with_filename
from positiveculture.formats.plan import read_plan
from positiveculture.formats.problems import problem_to_dict
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.formats.wording import Gap, count_texts, missing_words, read_wording, worded
from positiveculture.framework import Framework
from positiveculture.plugins.entry_points import PluginSource
from positiveculture.plugins.registry import Registry, get_framework

if TYPE_CHECKING:
    pass

SUFFIXES = (".toml", ".json")
COLOURS = {"ok": "green", "not-allowed": "yellow", "conflict": "red", "broken": "red"}


def is_file(name: str) -> bool:
    """Return whether `name` is meant as a file: a framework's id has no dot and no slash."""
    return Path(name).suffix.lower() in SUFFIXES or any(sign in name for sign in "./\\")


def framework_of(name: str, wanted: Wanted | None = None) -> Framework:
    """Return the framework in a file, or the installed one of that name, in the words that are wanted."""
    found = read_framework(name) if is_file(name) else get_framework(name)
    return found if wanted is None else wanted.over(found, name if is_file(name) else None)


def checked(name: str, framework: Framework | None = None) -> tuple[str, str]:
    """Return what `name` is, and what it holds, if it holds together.

    Raises:
        PositiveCultureError: It does not; every problem at once.
    """
    kind = kind_of(name)
    if kind == "wording":
        own, missing = gaps_of(name, framework)
        texts = count_texts(own)
        return kind, f"words for {texts - len(missing)} of {texts} texts of {own.title}, edition {own.edition}"
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
    return kinds.kind_of(read_payload(name)) if is_file(name) else "framework"


def gaps_of(name: str, framework: Framework | None = None) -> tuple[Framework, tuple[Gap, ...]]:
    """Return the framework that the wording in a file is for, and the texts of it for which the file has no words.

    Raises:
        PositiveCultureError: It does not fit its framework; every problem at once.
    """
    wording = read_wording(name)
    try:
        own = framework or get_framework(wording.framework)
    except UnknownFramework as error:
        hint = f"it is the `framework` of {name}; if that is a file, name it with --framework"
        raise UnknownFramework(error.kind, error.name, error.known, hint) from None
    with with_filename(Path(name)):
        worded(own, wording)
    return own, missing_words(own, wording)


def check_to_dict(name: str, error: PositiveCultureError | None = None, kind: str = "") -> dict[str, Any]:
    """Return what came of a check as `check --json` prints it.

    `{"checked", "kind", "ok", "problems": [{"code", "path", "params", "place", "message"}], "more"}`; `more` is how
    many problems there are besides; `kind` is `framework`, `assessment`, `action plan`,
    `feedback log`, `crosswalk`, `triangulation` or `wording`, or null where the file does not hold together; `place`
    is empty where a problem is of the whole.
    """
    whole = () if error is None else (Problem("error", (), {"reason": str(error)}),)
    problems = error.problems if isinstance(error, Invalid) else whole
    more = error.more if isinstance(error, Invalid) else 0
    told = [problem_to_dict(problem) for problem in problems]
    return {"checked": name, "kind": kind or None, "ok": error is None, "problems": told, "more": more}


def plugins_to_list(registry: Registry, wait: float | None = None) -> list[dict[str, str]]:
    """Return every installed plug-in as `plugins --json` prints it.

    `[{"name", "distribution", "version", "target", "status", "why"}]`; `status` is `ok`, `conflict`, `not-allowed` or
    `broken`, as is one that is not loaded after `wait` seconds, and `why` is empty where it is `ok`.
    """
    failed = registry.load_all(timeout=wait).failed
    return [_plugin(source, *_standing(registry, source, failed)) for source in registry.sources()]


def _plugin(source: PluginSource, status: str, why: str) -> dict[str, str]:
    return {
        "name": source.name,
        "distribution": source.distribution,
        "version": source.version,
        "target": source.target,
        "status": status,
        "why": why,
    }


def _standing(registry: Registry, source: PluginSource, failed: Mapping[str, RegistryError]) -> tuple[str, str]:
    if not registry.allows(source):
        return "not-allowed", f"the distribution {source.distribution} is not among those that may be loaded"
    if source.name not in failed:
        return "ok", ""
    error = failed[source.name]
    return "conflict" if isinstance(error, FrameworkConflict) else "broken", str(error)


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
