"""Explanations as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.explanation import Clause, Explanation, explain
from positiveculture.field_types import require
from positiveculture.formats.plain import picked

__all__ = ["Clause", "Explanation", "explain", "explanation_to_dict"]


def explanation_to_dict(explanation: Explanation) -> dict[str, Any]:
    """Return why each award is met or not, as `positiveculture assess --why --json` prints it under `why`."""
    require(explanation, Explanation)
    return {
        "decided_by": explanation.decided_by,
        "awards": [{"id": award, **_clause(clause)} for award, clause in explanation.clauses.items()],
    }


def _clause(clause: Clause) -> dict[str, Any]:
    """Return one clause with those that it is made of; its state is null where all it asks about is not applicable."""
    return {**picked(clause, "text", "state", "stands"), "clauses": [_clause(each) for each in clause.clauses]}
