"""The command `check`: whether something holds together and, of a framework, what its author should know besides."""

from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer
from rich.console import Group

from positiveculture.cli import checking, conforming, doubting
from positiveculture.cli.options import Against, AsJson
from positiveculture.cli.terminal import json_document, show_document, show_line, show_picture
from positiveculture.cli.wordings import gap_list, gaps_to_list
from positiveculture.errors import PositiveCultureError
from positiveculture.formats.linting import doubt_to_dict
from positiveculture.formats.wording import Gap
from positiveculture.framework import Framework
from positiveculture.scrutiny import Doubt, scrutinise

if TYPE_CHECKING:
    from positiveculture.testing.kit.report import ConformanceReport


@attrs.frozen
class Found:
    """What is found of something that holds together."""

    name: str
    kind: str
    #: What it holds, in words.
    holds: str
    #: The texts for which a wording has no words.
    gaps: tuple[Gap, ...] | None = None
    #: The framework, where it is one, what is doubtful about its rules, and which conformance checks it passes.
    framework: Framework | None = None
    doubts: tuple[Doubt, ...] = ()
    report: "ConformanceReport | None" = None

    def to_dict(self) -> dict[str, Any]:
        """Return what was found as `check --json` prints it."""
        shape = checking.check_to_dict(self.name, kind=self.kind)
        if self.gaps is not None:
            shape["missing"] = gaps_to_list(self.gaps)
        if self.report is not None:
            shape |= {"ok": self.report.ok, "conformance": self.report.to_dict()}
        if self.framework is not None:
            shape["doubts"] = [doubt_to_dict(doubt) for doubt in self.doubts]
        return shape

    def show(self) -> None:
        """Print what was found."""
        show_line(f"{self.name}: the {self.kind} holds together ({self.holds})")
        if self.gaps is not None:
            show_picture(Group(*gap_list(self.gaps)))
        if self.report is not None:
            for line in conforming.told(self.report):
                show_line(line)
        if self.framework is not None and self.doubts:
            show_picture(Group(*doubting.screen(self.framework, self.doubts)))


def check(
    name: Annotated[str, typer.Argument(metavar="FRAMEWORK-OR-FILE", help="A framework's id, or any of our files.")],
    framework: Against = None,
    strict: Annotated[bool, typer.Option("--strict", help="Doubts about rules count as errors.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell what is wrong with a framework or a file.

    Every problem at once; a file may be a framework, an assessment, an action plan, a log of feedback, a triangulation,
    a crosswalk or a wording, of which it is told what it has no words for. A framework is also held to the conformance
    checks, each of which has a page in docs/checks/, and it is told what is doubtful about its award rules.
    """
    try:
        found = _found(name, checking.framework_of(framework) if framework else None)
    except PositiveCultureError as error:
        if as_json:
            show_document(json_document(checking.check_to_dict(name, error)))
        raise
    if as_json:
        show_document(json_document(found.to_dict()))
    else:
        found.show()
    if found.report is not None:
        conforming.require(found.report)
    if strict and found.doubts:
        raise typer.Exit(1)


def _found(name: str, against: Framework | None) -> Found:
    """Return what is found of `name`.

    Raises:
        PositiveCultureError: It does not hold together.
    """
    # A plug-in is looked at from outside before anything else loads it, since what loading it changes is then changed.
    run = conforming.begun(name) if checking.kind_of(name) == "framework" else None
    kind, holds = checking.checked(name, against)
    if run is not None:
        framework = checking.framework_of(name)
        return Found(name, kind, holds, framework=framework, doubts=scrutinise(framework), report=run.report())
    gaps = checking.gaps_of(name, against)[1] if kind == "wording" else None
    return Found(name, kind, holds, gaps)
