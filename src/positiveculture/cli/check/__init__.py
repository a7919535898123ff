"""The command `check`: whether a framework or a file is valid and, of a framework, what its author should know."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from positiveculture.assessment import Assessment
from positiveculture.cli.check.framework import EXAMPLES, refuse_failures, start
from positiveculture.cli.inputs import NameOrInput, id_or_file
from positiveculture.cli.named import FrameworkChoice, edition_of, framework_of, is_file
from positiveculture.cli.options import against, argument, command, documented, flag, rationale, to_write
from positiveculture.cli.output import Output, json_document, show_document
from positiveculture.documents.check import check_document, conformance_page
from positiveculture.errors import PositiveCultureError, UnknownFramework
from positiveculture.formats.check import Checked, checked_to_dict
from positiveculture.formats.crosswalk import read_crosswalk
from positiveculture.formats.files import file_kind
from positiveculture.formats.kinds import Kind, kind_of
from positiveculture.formats.linting import drafted_cases
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import StandardInput, suffix_of, with_filename
from positiveculture.formats.wording import MissingText, apply_wording, missing_texts, read_wording
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.linting import lint_rules
from positiveculture.linting.pinning import pinning
from positiveculture.plan import ActionPlan
from positiveculture.plugins.registry import get_framework, registry

if TYPE_CHECKING:
    from positiveculture.testing.kit.report import ConformanceReport


@command("check")
@argument(
    "name", metavar="FRAMEWORK-OR-FILE", type=id_or_file, required=False, about="A framework's id, or any of our files."
)
@against
@rationale
@flag("--strict", help="Warnings about rules count as errors.")
@click.option("--explain", metavar="CODE", help="Show the page of a conformance check instead, such as PC-R003.")
@to_write("--draft-cases", help="Write cases that would pin the rest.")
@documented
def check(
    name: NameOrInput | None,
    choice: FrameworkChoice,
    rationale: str,
    strict: bool,
    explain: str | None,
    draft_cases: Path | None,
    output: Output,
) -> None:
    """Tell what is wrong with a framework or a file.

    Every problem at once; a file may be a framework, an assessment, an action plan, a log of feedback, a triangulation,
    a crosswalk, a migration or a wording, of which it lists what it has no words for. A framework is also held to the
    conformance checks, each of which has a page that --explain shows. Then come warnings of what its award rules may
    not mean, and the thresholds that no reference case pins.
    """
    if explain is not None:
        _explain(explain, output)
        return
    if name is None:
        raise click.UsageError(gettext("Missing argument 'FRAMEWORK-OR-FILE'."), click.get_current_context())
    try:
        checked, report = _check(name, choice.named, rationale)
    except PositiveCultureError as error:
        if output.as_json:
            show_document(json_document(checked_to_dict(Checked(str(name), error=error))))
        raise
    drafts = [] if draft_cases is None else [(draft_cases, _drafts(checked))]
    output.show(lambda: check_document(checked), lambda: checked_to_dict(checked), more_files=drafts)
    if report is not None:
        refuse_failures(report)
    if strict and checked.warnings:
        click.get_current_context().exit(1)


def _explain(code: str, output: Output) -> None:
    """Show the page of a conformance check."""
    from positiveculture.testing.kit.pages import check_to_dict, find_check, sections

    page = find_check(code)
    output.show(lambda: conformance_page(page.code, page.id, sections(page)), lambda: check_to_dict(page))


def _drafts(checked: Checked) -> bytes:
    """Return reference cases that would pin what none does yet.

    Raises:
        UsageError: It is no framework with awards, or nothing is left to pin.
    """
    if checked.pinning is None or not checked.pinning.drafted:
        words = gettext("{name} leaves no case to draft.").format(name=checked.name)
        raise click.UsageError(words, click.get_current_context())
    return drafted_cases(checked.pinning).encode()


def _check(
    name: NameOrInput, against: str | Framework | None, rationale: str
) -> "tuple[Checked, ConformanceReport | None]":
    """Return what came of the check of a framework or a file, and the conformance report of a framework.

    Raises:
        PositiveCultureError: It is not valid; every problem at once.
    """
    kind = _kind_of(name)
    if kind != "framework":
        return _file(name, kind, against, rationale), None
    # A plug-in is looked at from outside before anything else loads it, since what loading it changes is then changed.
    run = start(framework_of(name) if isinstance(name, StandardInput) else name)
    framework, report = framework_of(name), run.report()
    checked = Checked(
        str(name),
        kind,
        content=framework,
        framework=framework,
        warnings=lint_rules(framework),
        pinning=pinning(framework) if framework.awards else None,
        conformance=report.to_dict(),
        examples=EXAMPLES,
    )
    return checked, report


def _file(name: NameOrInput, kind: Kind, against: str | Framework | None, rationale: str) -> Checked:
    """Return what came of the check of a file that is no framework."""
    if kind == "wording":
        own, missing = _missing(name, against)
        return Checked(str(name), kind, framework=own, missing=missing)
    if kind == "crosswalk":
        return Checked(str(name), kind, content=read_crosswalk(name, rationale=rationale))
    content = file_kind(kind).read_file(name, against)
    framework = against if isinstance(against, Framework) else None
    if framework is None and isinstance(content, Assessment | ActionPlan):
        framework = edition_of(content)
    return Checked(str(name), kind, content=content, framework=framework)


def _kind_of(name: NameOrInput) -> Kind:
    """Return what `name` is, as far as its keys tell: a framework unless they tell otherwise."""
    if not is_file(name):
        return "framework"
    return "crosswalk" if suffix_of(name) == ".tsv" else kind_of(read_payload(name))


def _missing(name: NameOrInput, against: str | Framework | None) -> tuple[Framework, tuple[MissingText, ...]]:
    """Return the framework that the wording in a file is for, and the texts of it that the file does not have.

    Raises:
        PositiveCultureError: It does not fit its framework; every problem at once.
    """
    wording = read_wording(name)
    id_ = against or wording.framework
    try:
        if not isinstance(id_, Framework):  # the edition that it is for, else the newest, so that all is reported
            known = registry().editions(id_)
            id_ = get_framework(id_, edition=wording.edition if wording.edition in known else None)
    except UnknownFramework as error:
        hint = gettext("it is the `framework` of {what}; if that is a file, name it with --framework")
        raise UnknownFramework(error.kind, error.name, error.known, hint.format(what=name)) from None
    with with_filename(name):
        apply_wording(id_, wording)
    return id_, missing_texts(id_, wording)
