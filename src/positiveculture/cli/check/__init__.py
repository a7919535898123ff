"""The command `check`: whether a framework or a file is valid and, of a framework, what its author should know."""

from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import click

from positiveculture.cli import words
from positiveculture.cli.blocks import heading, paragraph
from positiveculture.cli.check.framework import refuse_failures, report_lines, start, unpinned_list, warning_list
from positiveculture.cli.inputs import Source
from positiveculture.cli.options import (
    against,
    argument,
    as_json,
    command,
    edition_of,
    flag,
    framework_of,
    id_or_file,
    is_file,
)
from positiveculture.cli.output import json_document, show, show_document, show_line, show_screen
from positiveculture.errors import PositiveCultureError, UnknownFramework
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.check import Checked, checked_to_dict
from positiveculture.formats.crosswalk import read_crosswalk
from positiveculture.formats.feedback import read_feedback
from positiveculture.formats.kinds import kind_of
from positiveculture.formats.linting import write_drafted_cases
from positiveculture.formats.migration import read_migration
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import StandardInput, with_filename
from positiveculture.formats.plan import read_plan
from positiveculture.formats.release import read_release
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.formats.wording import MissingText, apply_wording, count_texts, missing_texts, read_wording
from positiveculture.framework import Framework
from positiveculture.linting import RuleWarning, lint_rules
from positiveculture.linting.pinning import Pinning, pinning
from positiveculture.plugins.registry import get_framework, registry

if TYPE_CHECKING:
    from positiveculture.testing.kit.report import ConformanceReport


@attrs.frozen
class Found:
    """What is found of something that is valid."""

    name: str
    kind: str
    #: What it holds, in words.
    holds: str
    #: The texts that a wording does not have.
    missing: tuple[MissingText, ...] | None = None
    #: The framework, where it is one, the warnings about its award rules, and the conformance checks.
    framework: Framework | None = None
    warnings: tuple[RuleWarning, ...] | None = None
    pinning: Pinning | None = None
    report: "ConformanceReport | None" = None

    @property
    def result(self) -> Checked:
        """What came of the check."""
        conformance = None if self.report is None else self.report.to_dict()
        return Checked(
            self.name,
            self.kind,
            missing=self.missing,
            warnings=self.warnings,
            pinning=self.pinning,
            conformance=conformance,
        )


@command("check")
@argument(
    "name", metavar="FRAMEWORK-OR-FILE", type=id_or_file, required=False, about="A framework's id, or any of our files."
)
@against
@flag("--strict", help="Warnings about rules count as errors.")
@click.option("--explain", metavar="CODE", help="Show the page of a conformance check instead, such as PC-R003.")
@click.option(
    "--draft-cases", type=click.Path(path_type=Path), metavar="FILE", help="Write cases that would pin the rest."
)
@as_json
def check(
    name: Source | None,
    framework: Source | None,
    strict: bool,
    explain: str | None,
    draft_cases: Path | None,
    as_json: bool,
) -> None:
    """Tell what is wrong with a framework or a file.

    Every problem at once; a file may be a framework, an assessment, an action plan, a log of feedback, a triangulation,
    a crosswalk, a migration or a wording, of which it is told what it has no words for. A framework is also held to the
    conformance checks, each of which has a page that --explain shows. Then come warnings of what its award rules may
    not mean, and the thresholds that no reference case pins.
    """
    if explain is not None:
        _explain(explain, as_json)
        return
    if name is None:
        raise click.UsageError("Missing argument 'FRAMEWORK-OR-FILE'.", click.get_current_context())
    try:
        found = _find(name, framework_of(framework) if framework else None)
    except PositiveCultureError as error:
        if as_json:
            show_document(json_document(checked_to_dict(Checked(str(name), error=error))))
        raise
    if draft_cases is not None:
        _draft(found, draft_cases)
    _show(found, as_json)
    if found.report is not None:
        refuse_failures(found.report)
    if strict and found.warnings:
        click.get_current_context().exit(1)


def _explain(code: str, as_json: bool) -> None:
    """Show the page of a conformance check."""
    from positiveculture.testing.kit.pages import check_to_dict, find_check, sections

    found = find_check(code)
    texts = (f"\n{label} {text}" if label else f"\n{text}" for label, text in sections(found))
    show(check_to_dict(found), (heading(f"{found.code}: {found.id}"), *map(paragraph, texts)), as_json)


def _show(found: Found, as_json: bool) -> None:
    if as_json:
        show_document(json_document(checked_to_dict(found.result)))
        return
    show_line(f"{found.name}: the {found.kind} holds together ({found.holds})")
    if found.missing == ():
        show_line("It has words for every text.")
    elif found.missing:
        missing = words.count(len(found.missing), "text")
        gaps = (paragraph(words.title(f"{gap.place}: {gap.text}"), 2) for gap in found.missing)
        show_screen([heading(f"Without words in it, and shown in the framework's own: {missing}"), *gaps])
    for text in report_lines(found.report) if found.report is not None else ():
        show_line(text)
    if found.framework is not None and found.warnings:
        show_screen(warning_list(found.framework, found.warnings))
    if found.framework is not None and found.pinning is not None:
        show_screen(unpinned_list(found.framework, found.pinning))


def _draft(found: Found, path: Path) -> None:
    """Write reference cases that would pin what none does yet.

    Raises:
        UsageError: It is no framework with awards, or nothing is left to pin.
        FileTrouble: The file cannot be written, or is there already.
    """
    if found.pinning is None or not found.pinning.drafted:
        raise click.UsageError(f"{found.name} leaves no case to draft.", click.get_current_context())
    write_drafted_cases(found.pinning, path)


def _find(name: Source, against: Framework | None) -> Found:
    """Return what is found of a framework or a file.

    Raises:
        PositiveCultureError: It is not valid; every problem at once.
    """
    kind = _kind_of(name)
    if kind == "wording":
        own, missing = _missing(name, against)
        texts = count_texts(own)
        holds = f"words for {texts - len(missing)} of {texts} texts of {own.title}, edition {own.edition}"
        return Found(str(name), kind, holds, missing)
    if kind != "framework":
        return Found(str(name), kind, _holds(name, kind, against))
    # A plug-in is looked at from outside before anything else loads it, since what loading it changes is then changed.
    run = start(framework_of(name) if isinstance(name, StandardInput) else name)
    found = framework_of(name)
    counts = f"{words.count(len(found.every_topic), 'topic')}, {words.count(len(found.awards), 'award')}"
    holds = f"{found.title}, edition {found.edition}; {counts}"
    return Found(
        str(name),
        kind,
        holds,
        framework=found,
        warnings=lint_rules(found),
        pinning=pinning(found) if found.awards else None,
        report=run.report(),
    )


def _kind_of(name: Source) -> str:
    """Return what `name` is, as far as its keys tell: a framework unless they tell otherwise."""
    if isinstance(name, StandardInput):
        return kind_of(read_payload(name))
    if is_file(name) and name.lower().endswith(".tsv"):
        return "crosswalk"
    return kind_of(read_payload(name)) if is_file(name) else "framework"


def _holds(name: Source, kind: str, against: Framework | None) -> str:
    """Return in words what a file holds."""
    if kind == "feedback log":
        return words.count(len(read_feedback(name).suggestions), "suggestion")
    if kind == "crosswalk":
        return words.count(len(read_crosswalk(name).links), "link")
    if kind == "migration":
        return words.count(len(read_migration(name).topics), "topic")
    if kind == "triangulation":
        report = read_triangulation(name)
        instruments = words.count(len(report.instruments), "instrument")
        return f"{instruments}, {words.count(len(report.findings), 'finding')}"
    if kind == "release":
        published = read_release(name, framework=against)
        return f"{words.count(len(published.summary.groups), 'group')}, published"
    if kind == "assessment":
        assessment = read_assessment(name, framework=against)
        return f"{words.count(len(assessment.responses), 'response')} on {words.day(assessment.assessed_on)}"
    plan = read_plan(name, framework=against)
    advice = plan.advice(against or edition_of(plan))
    return "; ".join([words.count(len(plan.actions), "action"), *advice])


def _missing(name: Source, against: Framework | None) -> tuple[Framework, tuple[MissingText, ...]]:
    """Return the framework that the wording in a file is for, and the texts of it that the file does not have.

    Raises:
        PositiveCultureError: It does not fit its framework; every problem at once.
    """
    wording = read_wording(name)
    try:
        known = registry().editions(wording.framework) if against is None else ()
        edition = wording.edition if wording.edition in known else None  # of another one, all that is wrong is said
        own = against or get_framework(wording.framework, edition=edition)
    except UnknownFramework as error:
        hint = f"it is the `framework` of {name}; if that is a file, name it with --framework"
        raise UnknownFramework(error.kind, error.name, error.known, hint) from None
    with with_filename(name):
        apply_wording(own, wording)
    return own, missing_texts(own, wording)
