"""What came of a check of a framework or a file, and its JSON, for others to read; nothing reads it back."""

from collections.abc import Mapping
from typing import Any

import attrs

from positiveculture.errors import Invalid, PositiveCultureError, Problem
from positiveculture.field_types import require
from positiveculture.formats.kinds import Kind
from positiveculture.formats.linting import warning_to_dict
from positiveculture.formats.plain import picked
from positiveculture.formats.problems import problem_to_dict
from positiveculture.formats.wording import MissingText
from positiveculture.framework import Framework
from positiveculture.linting import RuleWarning
from positiveculture.linting.pinning import Pinning


@attrs.frozen
class Checked:
    """What came of a check."""

    #: What was checked: the id of a framework, or a file as it was named.
    name: str
    #: What it is; None where it is not valid.
    kind: Kind | None = None
    error: PositiveCultureError | None = None
    #: What was read: a framework, an assessment, a plan and so on; None where it is not valid, and of a wording.
    content: object = None
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


def checked_to_dict(checked: Checked) -> dict[str, Any]:
    """Return what came of a check as `positiveculture check --json` prints it.

    `{"checked", "kind", "ok", "problems": [{"code", "path", "params", "place", "message"}], "more"}`; `more` is how
    many problems there are besides; `kind` is one of `formats.kinds.KINDS`, or null where it is not valid; `place` is
    empty where a problem is of the whole.  A wording has `missing`, `[{"place", "text"}]` with the framework's own
    text.  A framework has `conformance`, `warnings` and, where it has awards, `unpinned`; and `unpinned_cut`, true,
    where its rules were too large to look at everything.
    """
    require(checked, Checked)
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
        shape["unpinned"] = [picked(each, "award", "clause", "change") for each in checked.pinning.unpinned]
        if checked.pinning.cut:
            shape["unpinned_cut"] = True
    return shape


def _problems(error: PositiveCultureError | None) -> tuple[Problem, ...]:
    if error is None:
        return ()
    return error.problems if isinstance(error, Invalid) else (Problem("error", (), {"reason": str(error)}),)
