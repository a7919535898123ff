"""What follows from an outcome, as JSON for others to read; nothing reads it back."""

from fractions import Fraction
from math import nextafter
from typing import Any

import attrs

from positiveculture.coverage import Coverage, TopicCoverage
from positiveculture.explanation import Clause, decided_by, explain
from positiveculture.outcome import Outcome
from positiveculture.rules import Alternatives, Blocker


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
        "indicated": outcome.indicated,
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
        **({"means": _means(outcome)} if outcome.framework.averages else {}),
        **({"notice": outcome.framework.notice} if outcome.framework.notice else {}),
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


def explanation_to_dict(outcome: Outcome) -> dict[str, Any]:
    """Return why each award is met or not, as `positiveculture assess --why --json` prints it under `why`."""
    return {
        "decided_by": decided_by(outcome),
        "awards": [
            {"id": verdict.award.id, **clause_to_dict(explain(outcome, verdict.award.id))} for verdict in outcome
        ],
    }


def clause_to_dict(clause: Clause) -> dict[str, Any]:
    """Return one clause with those that it is made of; its state is null where all it asks about is set aside."""
    return {
        "text": clause.text,
        "state": None if clause.state is None else str(clause.state),
        "stands": clause.stands,
        "clauses": [clause_to_dict(each) for each in clause.clauses],
    }


def coverage_to_dict(coverage: Coverage) -> dict[str, Any]:
    """Return what is there on each topic, as `assess --json` prints it under `coverage` where nothing is awarded."""
    return {
        "unscored": coverage.framework.unscored,
        **_counts(coverage),
        "principles": [
            {"id": principle and principle.id, **_counts(under)} for principle, under in coverage.principles
        ],
        "untouched": [topic.id for topic in coverage.untouched],
        "open_actions": [{"topic": topic.id, **attrs.asdict(action)} for topic, action in coverage.open_actions],
        "each": [_topic(one) for one in coverage.topics],
    }


def _counts(coverage: Coverage) -> dict[str, Any]:
    return {
        "topics": len(coverage.topics),
        "reflected": coverage.reflected,
        "evidenced": coverage.evidenced,
        "acted_on": coverage.acted_on,
        "roles": coverage.roles,
        "levels": {
            scale: {str(level): count for level, count in counts.items()} for scale, counts in coverage.levels.items()
        },
    }


def _topic(one: TopicCoverage) -> dict[str, Any]:
    return {
        "topic": one.topic.id,
        "reflected": one.reflected,
        "level": one.level,
        "evidence": one.evidence,
        "lapsed": one.lapsed,
        "actions": len(one.actions),
        "roles": list(one.roles),
        "not_applicable": one.not_applicable,
    }
