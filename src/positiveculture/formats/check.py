"""What came of a check of a framework or a file, and its JSON, for others to read; nothing reads it back."""

from collections.abc import Mapping
from typing import Any, TypeAlias, assert_never

import attrs

from positiveculture.errors import Invalid, PositiveCultureError, Problem
from positiveculture.formats.assessment import Assessment, read_assessment
from positiveculture.formats.crosswalk import Crosswalk, read_crosswalk
from positiveculture.formats.feedback import FeedbackLog, read_feedback
from positiveculture.formats.framework import read_framework
from positiveculture.formats.kinds import Kind
from positiveculture.formats.linting import warning_to_dict
from positiveculture.formats.migration import Migration, read_migration
from positiveculture.formats.paths import Readable
from positiveculture.formats.plan import ActionPlan, read_plan
from positiveculture.formats.problems import problem_to_dict
from positiveculture.formats.release import Release, read_release
from positiveculture.formats.triangulation import Triangulation, read_triangulation
from positiveculture.formats.wording import MissingText
from positiveculture.framework import Framework
from positiveculture.linting import RuleWarning
from positiveculture.linting.pinning import Pinning

#: What a file of any kind holds, but for a wording.
Content: TypeAlias = Framework | Assessment | ActionPlan | FeedbackLog | Crosswalk | Migration | Triangulation | Release


@attrs.frozen
class Checked:
    """What came of a check."""

    #: What was checked: the id of a framework, or a file as it was named.
    name: str
    #: What it is; None where it is not valid.
    kind: Kind | None = None
    error: PositiveCultureError | None = None
    #: What was read: a framework, an assessment, a plan and so on; None where it is not valid.
    content: Content | None = None
    #: The framework that was checked, or by which the file was read; None where none is known.
    framework: Framework | None = None
    #: The texts that a wording does not have; None where it is no wording.
    missing: tuple[MissingText, ...] | None = None
    #: The warnings about a framework's award rules; None where it is no framework.
    warnings: tuple[RuleWarning, ...] | None = None
    #: What its reference cases leave open; None where it is no framework with awards.
    pinning: Pinning | None = None
    #: The report of the conformance checks on a framework, as plain values.
    conformance: Mapping[str, Any] | None = None
    #: How many examples were drawn for each law of them.
    examples: int = 0


def read_content(file: Readable, kind: Kind, against: str | Framework | None) -> Content | None:
    """Return what a file of a kind holds; None for a wording, which says nothing without its framework.

    Raises:
        PositiveCultureError: It is not valid; every problem at once.
    """
    match kind:
        case "framework":
            return read_framework(file)
        case "assessment":
            return read_assessment(file, framework=against)
        case "action plan":
            return read_plan(file, framework=against)
        case "release":
            return read_release(file, framework=against)
        case "feedback log":
            return read_feedback(file)
        case "crosswalk":
            return read_crosswalk(file)
        case "migration":
            return read_migration(file)
        case "triangulation":
            return read_triangulation(file)
        case "wording":
            return None
        case _:
            assert_never(kind)


def checked_to_dict(checked: Checked) -> dict[str, Any]:
    """Return what came of a check as `positiveculture check --json` prints it.

    `{"checked", "kind", "ok", "problems": [{"code", "path", "params", "place", "message"}], "more"}`; `more` is how
    many problems there are besides; `kind` is `framework`, `assessment`, `action plan`, `feedback log`, `crosswalk`,
    `triangulation`, `release` or `wording`, or null where it is not valid; `place` is empty where a problem is of the
    whole.  A wording has `missing`, `[{"place", "text"}]` with the framework's own text, and a
    framework has `conformance`, `warnings` and, where it has awards, `unpinned`; and
    `unpinned_cut`, true, where its rules were too large to look at everything.
    """
    shape: dict[str, Any] = {
        "checked": checked.name,
        "kind": checked.kind,
        "ok": checked.error is None and (checked.conformance is None or checked.conformance["ok"]),
        "problems": [problem_to_dict(each) for each in _problems(checked.error)],
        "more": checked.error.more if isinstance(checked.error, Invalid) else 0,
    }
    if checked.missing is not None:
        shape["missing"] = [attrs.asdict(gap) for gap in checked.missing]
    if checked.conformance is not None:
        shape["conformance"] = dict(checked.conformance)
    if checked.warnings is not None:
        shape["warnings"] = [warning_to_dict(warning) for warning in checked.warnings]
    if checked.pinning is not None:
        shape["unpinned"] = [
            {"award": each.award, "clause": each.clause, "change": each.change} for each in checked.pinning.unpinned
        ]
        if checked.pinning.cut:
            shape["unpinned_cut"] = True
    return shape


def _problems(error: PositiveCultureError | None) -> tuple[Problem, ...]:
    if error is None:
        return ()
    return error.problems if isinstance(error, Invalid) else (Problem("error", (), {"reason": str(error)}),)
