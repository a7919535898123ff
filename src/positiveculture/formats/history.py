"""Histories as JSON, for others to read; nothing reads them back."""

from typing import Any

from positiveculture.formats.plain import plain
from positiveculture.framework import Framework
from positiveculture.history import AwardChange, Change, History, Movement

__all__ = [
    "AwardChange",
    "Change",
    "History",
    "Movement",
    "history_to_dict",
]


def history_to_dict(history: History) -> dict[str, Any]:
    """Return a history as `positiveculture progress --json` prints it.

    `{"framework", "edition", "service", "assessed_on": [dates], "basis": [whose judgements], "overall": changes,
    "changes": changes, "awards": [{"award", "since", "on", "gained"}], "overall_movements": movements, "movements":
    movements, "roles_joined": [roles]}`; each of the changes is `{"topic", "since", "on", "from_level", "to_level"}`,
    a level null where there is none; each of the movements `{"topic", "since", "on", "reflected",
    "no_longer_reflected", "evidenced", "no_longer_evidenced", "promised", "done", "lost", "joined", "set_aside"}`;
    `overall` goes from the first assessment to the last.  The last four keys are left out where the history has no
    framework to judge by.

    Raises:
        InvalidAssessment: An assessment does not fit the framework.
    """
    first = history.assessments[0]
    shape = {
        "framework": first.framework,
        "edition": first.edition,
        "service": first.service,
        "assessed_on": [each.assessed_on.isoformat() for each in history.assessments],
        "basis": [each.basis for each in history.assessments],
        "overall": [plain(change) for change in history.overall],
        "changes": [plain(change) for change in history.changes],
    }
    return shape if history.framework is None else shape | _judged(history, history.framework)


def _judged(history: History, framework: Framework) -> dict[str, Any]:
    return {
        "awards": [plain(change) for change in history.award_changes(framework)],
        "overall_movements": [plain(each) for each in history.overall_movements(framework)],
        "movements": [plain(each) for each in history.movements(framework)],
        "roles_joined": list(history.roles_joined(framework)),
    }
