"""Feedback logs: what became of each suggestion, read and written."""

from fractions import Fraction
from typing import Any

from positiveculture.errors import InvalidFeedback
from positiveculture.feedback import FeedbackLog, Measures, Stage, Suggestion, suggestion_problems
from positiveculture.field_types import require
from positiveculture.formats.converter import fields, register
from positiveculture.formats.fields import mapping, numbered
from positiveculture.formats.files import FileKind
from positiveculture.formats.paths import PathLike, Readable
from positiveculture.formats.plain import picked
from positiveculture.problems import Problems
from positiveculture.sentences import called

__all__ = [
    "FeedbackLog",
    "Measures",
    "Stage",
    "Suggestion",
    "feedback_from_dict",
    "feedback_to_dict",
    "measures_to_dict",
    "read_feedback",
    "write_feedback",
]

register(Suggestion)
register(FeedbackLog)


def feedback_from_dict(payload: object) -> FeedbackLog:
    """Return the feedback log that `payload` describes.

    Raises:
        InvalidFeedback: Every problem at once, each at its place.
    """
    problems = Problems()
    table = mapping(payload, "feedback log", InvalidFeedback)
    suggestions = numbered(Suggestion, table.get("suggestions"), problems, "suggestions")
    read = fields(FeedbackLog, table, problems, read=("suggestions",))
    reported = Problems()
    suggestion_problems(suggestions, reported)
    problems.follow_up(reported, table)
    problems.refuse(InvalidFeedback, called("feedback of", table.get("service")), table)
    return FeedbackLog(**read, suggestions=suggestions.values())


def feedback_to_dict(log: FeedbackLog) -> dict[str, Any]:
    """Return `log` as JSON holds it, dates as ISO text; `feedback_from_dict` reads it back equal."""
    return FEEDBACK.to_dict(log)


def measures_to_dict(measures: Measures) -> dict[str, Any]:
    """Return how well suggestions were answered, as `positiveculture feedback --json` prints it."""
    require(measures, Measures)
    return {
        **picked(measures, "service", "on", "raised", "heard", "adopted", "declined", "answered", "untold"),
        "share_answered": _share(measures.share_answered),
        "share_adopted": _share(measures.share_adopted),
        **picked(measures, "median_days_to_answer", "longest_days_to_answer"),
        "open_longest": [_waiting(suggestion, measures) for suggestion in measures.open_longest],
    }


def _waiting(suggestion: Suggestion, measures: Measures) -> dict[str, Any]:
    return {**picked(suggestion, "id", "text", "stage", "raised_on"), "days_open": measures.days_open(suggestion)}


def _share(share: Fraction | None) -> float | None:
    return None if share is None else float(share)


FEEDBACK = FileKind(
    name="feedback log",
    cls=FeedbackLog,
    error=InvalidFeedback,
    from_dict=feedback_from_dict,
    valid="{name}: a valid feedback log",
    contents={"suggestions": ("{count} suggestion", "{count} suggestions")},
)


def read_feedback(path: Readable) -> FeedbackLog:
    """Return the feedback log in a file.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        InvalidFeedback: Every problem at once, each at its place.
    """
    return FEEDBACK.read(path)


def write_feedback(log: FeedbackLog, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `log` to a TOML or JSON file; errors as for `write_framework`."""
    FEEDBACK.write(log, path, overwrite=overwrite)
