"""Warnings about award rules as JSON that nothing reads back, and drafted reference cases as TOML."""

from typing import Any

from positiveculture.field_types import require
from positiveculture.formats.converter import converter
from positiveculture.formats.paths import PathLike
from positiveculture.formats.plain import picked
from positiveculture.formats.toml import toml_text
from positiveculture.formats.writing import write_text
from positiveculture.linting import Example, Meant, RuleWarning, WarningKind, lint_rules
from positiveculture.linting.pinning import Pinning, pinning
from positiveculture.linting.steps import OneOff

__all__ = [
    "Example",
    "Meant",
    "OneOff",
    "Pinning",
    "RuleWarning",
    "WarningKind",
    "drafted_cases",
    "lint_rules",
    "pinning",
    "warning_to_dict",
    "write_drafted_cases",
]


def warning_to_dict(warning: RuleWarning) -> dict[str, Any]:
    """Return one warning as `positiveculture check --json` lists it under `warnings`."""
    require(warning, RuleWarning)
    return {
        **picked(warning, "kind", "award", "clause", "other", "topics", "text"),
        "example": None if warning.example is None else _example(warning.example),
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "levels": dict(example.levels),
        "evidence": list(dict.fromkeys(topic for topic, _ in example.evidenced)),
        "met": list(example.met),
        "clause_met": example.clause_met,
    }


#: The comment above drafted cases.
DRAFTED = """\
# Drafted from the rules as they are, so they agree with them, right or wrong.  Work each one out from the source; what
# is right goes into framework.toml, under a name that says what it shows.

"""


def drafted_cases(found: Pinning) -> str:
    """Return the drafted reference cases as `framework.toml` takes them, to be looked at by a person."""
    require(found, Pinning)
    return DRAFTED + toml_text({"cases": [converter.unstructure(case) for case in found.drafted]})


def write_drafted_cases(found: Pinning, path: PathLike, *, overwrite: bool = False) -> None:
    """Write the drafted reference cases as `framework.toml` takes them, to be looked at by a person.

    Raises:
        FileTrouble: The file cannot be written, or exists and may not be overwritten.
    """
    write_text(drafted_cases(found), path, overwrite=overwrite)
