"""Feedback logs and triangulations, in and out: they stand by themselves, without a framework."""

from pathlib import Path

from positiveculture import convert
from positiveculture.feedback import FeedbackLog
from positiveculture.files.reading import read_payload
from positiveculture.files.trouble import PathLike, named
from positiveculture.files.writing import write_payload
from positiveculture.triangulation import Triangulation


def read_feedback(path: PathLike) -> FeedbackLog:
    """Return the feedback log in a file.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        InvalidFeedback: Every problem at once, each at its place.
    """
    payload = read_payload(path)
    with named(Path(path)):
        return convert.feedback_from_dict(payload)


def read_triangulation(path: PathLike) -> Triangulation:
    """Return the triangulation in a file; errors as for `read_feedback`, with `InvalidTriangulation`."""
    payload = read_payload(path)
    with named(Path(path)):
        return convert.triangulation_from_dict(payload)


def write_feedback(log: FeedbackLog, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `log` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.feedback_to_dict(log), path, overwrite=overwrite)


def write_triangulation(report: Triangulation, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `report` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.triangulation_to_dict(report), path, overwrite=overwrite)
