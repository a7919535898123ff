"""Outcomes as JSON, for others to read; nothing reads them back."""

from fractions import Fraction
from math import nextafter
from typing import Any

import attrs

from positiveculture.field_types import require
from positiveculture.formats.plain import head, notice, picked
from positiveculture.outcome import Outcome, State, Verdict, evaluate
from positiveculture.rules.blockers import Alternatives, Blocker

__all__ = ["Outcome", "State", "Verdict", "evaluate", "outcome_to_dict"]


def outcome_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return `outcome` as the JSON that `positiveculture assess --json` prints.

    Raises:
        WrongArgument: It is no outcome.
    """
    require(outcome, Outcome)
    assessment = outcome.assessment
    return {
        **head(assessment),
        "basis": assessment.basis,
        "award": outcome.award,
        "indicated": outcome.indicated,
        "answered": len(outcome.answered),
        "topics": len(outcome.framework.questions),
        "unanswered": list(outcome.unanswered),
        "not_applicable": list(outcome.not_applicable),
        "carried": list(outcome.carried),
        "in_force": outcome.framework.in_force_on(assessment.assessed_on),
        "certificates": [
            {
                "award": each.award,
                "edition": each.edition or assessment.edition,
                **picked(each, "awarded_on", "by", "expires_on"),
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
        **({"means": _means(outcome)} if outcome.framework.averages else {}),
        **notice(outcome.framework),
    }


def _means(outcome: Outcome) -> dict[str, int | float | None]:
    """Return each principle's mean as a number; null where too much is missing."""
    return {principle: None if mean is None else _plain(mean) for principle, mean in outcome.means.items()}


def blocker_to_dict(blocker: Blocker) -> dict[str, Any]:
    """Return `blocker` with its kind, and whether it is certain; shares are per cent."""
    shape: dict[str, Any] = {"kind": blocker.kind, "certain": blocker.certain}
    if isinstance(blocker, Alternatives):
        options = [[blocker_to_dict(each) for each in option] for option in blocker.options]
        return shape | {"needs": blocker.needs, "options": options}
    return shape | {
        name: _plain(value) if isinstance(value, Fraction) else list(value) if isinstance(value, tuple) else value
        for name, value in attrs.asdict(blocker).items()
        if name != "certain"
    }


def _progress(progress: Fraction) -> float:
    """Return progress as a float, which is 1 if and only if it is 1: a float so close to it would be rounded up."""
    return 1.0 if progress == 1 else min(float(progress), nextafter(1, 0))


def _plain(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
