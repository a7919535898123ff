"""Problems as JSON."""

from typing import Any

from positiveculture.errors import Problem
from positiveculture.field_types import require
from positiveculture.formats.plain import picked


def problem_to_dict(problem: Problem) -> dict[str, Any]:
    """Return `problem` as JSON: its code, path, parameters, and the place and the message for people."""
    require(problem, Problem)
    return {**picked(problem, "code", "path"), "params": dict(problem.params), **picked(problem, "place", "message")}
