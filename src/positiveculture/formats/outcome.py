"""Outcomes as JSON, for others to read; nothing reads them back."""

from fractions import Fraction
from math import nextafter
from typing import Any, assert_never

import attrs

from positiveculture.outcome import Outcome, State, Verdict, evaluate
from positiveculture.rules import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
)

__all__ = [
    "Outcome",
    "State",
    "Verdict",
    "evaluate",
    "outcome_to_dict",
]


def outcome_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return `outcome` as the JSON that `positiveculture assess --json` prints."""
    assessment = outcome.assessment
    return {
        "framework": assessment.framework,
        "edition": assessment.edition,
        "service": assessment.service,
        "assessed_on": assessment.assessed_on.isoformat(),
        "basis": assessment.basis,
        "award": outcome.award,
        "answered": len(outcome.answered),
        "topics": len(outcome.framework.topics),
        "unanswered": list(outcome.unanswered),
        "not_applicable": list(outcome.not_applicable),
        "carried": list(outcome.carried),
        "in_force": outcome.framework.in_force_on(assessment.assessed_on),
        "certificates": [
            {
                "award": each.award,
                "awarded_on": each.awarded_on.isoformat(),
                "by": each.by,
                "expires_on": None if each.expires_on is None else each.expires_on.isoformat(),
                "stands": each.stands_on(outcome.on),
            }
            for each in assessment.certificates
        ],
        "awards": [
            {
                "id": verdict.award.id,
                "state": str(verdict.state),
                "progress": _progress(verdict.progress),
                "blockers": [blocker_to_dict(blocker) for blocker in verdict.blockers],
            }
            for verdict in outcome
        ],
    } | ({"notice": outcome.framework.notice} if outcome.framework.notice else {})


def blocker_to_dict(blocker: Blocker) -> dict[str, Any]:
    """Return `blocker` with its kind; shares are per cent."""
    shape: dict[str, Any] = {"kind": blocker.kind}
    match blocker:
        case Alternatives(needs, options):
            return shape | {"needs": needs, "options": [[blocker_to_dict(each) for each in one] for one in options]}
        case ShareBelow(needs, has, could_be):
            return shape | {"needs": _plain(needs), "has": _plain(has), "could_be": _plain(could_be)}
        case Below() | Unanswered() | NeedsEvidence() | AwardMissing() | NothingToJudge():
            return shape | {name: value for name, value in attrs.asdict(blocker).items() if name != "certain"}
        case _:
            assert_never(blocker)


def _progress(progress: Fraction) -> float:
    """Return progress as a float, which is 1 if and only if it is 1: a float so close to it would be rounded up."""
    return 1.0 if progress == 1 else min(float(progress), nextafter(1, 0))


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
