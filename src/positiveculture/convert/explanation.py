"""Explanations as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.explanation import Clause, decided_by, explain
from positiveculture.outcome import Outcome


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
