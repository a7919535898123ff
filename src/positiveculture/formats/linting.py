"""Warnings about award rules as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.linting import Example, Meant, RuleWarning, WarningKind, lint_rules

__all__ = [
    "Example",
    "Meant",
    "RuleWarning",
    "WarningKind",
    "lint_rules",
    "warning_to_dict",
]


def warning_to_dict(warning: RuleWarning) -> dict[str, Any]:
    """Return one warning as `positiveculture check --json` lists it under `warnings`."""
    return {
        "kind": str(warning.kind),
        "award": warning.award,
        "clause": warning.clause,
        "other": warning.other,
        "topics": list(warning.topics),
        "text": warning.text,
        "example": None if warning.example is None else _example(warning.example),
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "levels": dict(example.levels),
        "evidence": list(dict.fromkeys(topic for topic, _ in example.evidenced)),
        "met": list(example.met),
        "clause_met": example.clause_met,
    }
