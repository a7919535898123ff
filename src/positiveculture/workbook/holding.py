"""What of an assessment a workbook holds, and what stays in the file that it was made from."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import attrs

from positiveculture.assessment import Assessment
from positiveculture.problems import Problems
from positiveculture.responses import Evidence, NotApplicable, Rating, Reflection, Response
from positiveculture.workbook.layout import HEAD
from positiveculture.workbook.texts import MOST_SIGNS, cell_text

#: The first day that every spreadsheet program counts alike.
EARLIEST: Final = date(1900, 3, 1)

#: What a workbook has a cell for, in each kind of response.
HELD: Final = {Rating: ("level", "note", "evidence"), Reflection: ("note", "evidence"), NotApplicable: ("reason",)}


def not_held(assessment: Assessment) -> Iterator[str]:
    """Yield what a workbook made from `assessment` does not hold: fields, and topics with theirs."""
    for field in attrs.fields(Assessment):
        value = getattr(assessment, field.name)
        if field.init and field.name in ("framework", "edition", "responses"):
            continue
        if field.init and (value != field.default if field.name not in HEAD else not _is_held(value)):
            yield field.name
    for topic, response in assessment.responses.items():
        yield from (f"{topic}.{name}" for name in _lost(response))


def _lost(response: Response) -> Iterator[str]:
    for field in attrs.fields(type(response)):
        value = getattr(response, field.name)
        if field.name == "evidence":
            if not all(_is_held(getattr(piece, part.name)) for piece in value for part in attrs.fields(Evidence)):
                yield field.name
        elif not _is_held(value) if field.name in HELD[type(response)] else value != field.default:
            yield field.name


def _is_held(given: object) -> bool:
    """Return whether a cell gives back what is written to it."""
    return not isinstance(given, str) or cell_text(given) == given


def report_unheld(assessment: Assessment, problems: Problems) -> None:
    """Report texts and days that no cell holds, and that can therefore not be shown to be changed."""
    for field in HEAD:
        _report(getattr(assessment, field), problems, field)
    for topic, response in assessment.responses.items():
        for name in HELD[type(response)]:
            if name == "evidence":
                for place, piece in enumerate(response.evidence):  # type: ignore[union-attr]  # as HELD says
                    for part in attrs.fields(Evidence):
                        _report(getattr(piece, part.name), problems, "responses", topic, name, place, part.name)
            else:
                _report(getattr(response, name), problems, "responses", topic, _key(name))


def _key(name: str) -> str:
    return "not_applicable" if name == "reason" else name


def _report(given: Any, problems: Problems, *path: str | int) -> None:
    if isinstance(given, str) and len(cell_text(given)) > MOST_SIGNS:
        problems.report("too-long-for-a-cell", *path, most=MOST_SIGNS)
    if isinstance(given, date) and given < EARLIEST:
        problems.report("too-early-for-a-cell", *path, day=given, earliest=EARLIEST)
