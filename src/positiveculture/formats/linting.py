"""Doubts about award rules as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.scrutiny import Doubt, Example, scrutinise

__all__ = [
    "Doubt",
    "Example",
    "doubt_to_dict",
    "scrutinise",
]


def doubt_to_dict(doubt: Doubt) -> dict[str, Any]:
    """Return one doubt as `positiveculture check --json` lists it under `doubts`."""
    return {
        "kind": str(doubt.kind),
        "award": doubt.award,
        "clause": doubt.clause,
        "other": doubt.other,
        "topics": list(doubt.topics),
        "text": doubt.text,
        "example": None if doubt.example is None else _example(doubt.example),
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "levels": dict(example.levels),
        "evidence": list(example.evidenced),
        "met": list(example.met),
        "clause_met": example.clause_met,
    }
