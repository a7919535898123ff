"""Histories as JSON, for others to read; nothing reads them back."""

from collections.abc import Iterable
from typing import Any

from positiveculture.assessment import Assessment
from positiveculture.editions import oldest_first
from positiveculture.formats.migration import find_migrations
from positiveculture.formats.plain import plain
from positiveculture.framework import Framework
from positiveculture.history import AwardChange, Change, History, Movement
from positiveculture.plugins.registry import get_framework

__all__ = [
    "AwardChange",
    "Change",
    "History",
    "Movement",
    "history_to_dict",
    "joined_history",
]


def joined_history(assessments: Iterable[Assessment]) -> History:
    """Return the history of assessments of one service, moved to the newest of their editions by what is installed.

    Raises:
        UnknownMigration: Nothing that is installed leads from one of the editions to the newest.
        UnknownFramework, RegistryError: As for `get_framework`, where there are several editions.
        InvalidHistory, InvalidMigration, InvalidAssessment: As for `History`.
    """
    found = tuple(assessments)
    editions = {(each.framework, each.edition) for each in found}
    if len(editions) < 2 or len({framework for framework, _ in editions}) > 1:  # noqa: PLR2004 - one needs no joining
        return History(found)
    *older, newest = oldest_first(get_framework(framework, edition=edition) for framework, edition in editions)
    chains = (find_migrations(each.id, each.edition, newest.edition) for each in older)
    return History(found, migrations=dict.fromkeys(each for chain in chains for each in chain))


def history_to_dict(history: History) -> dict[str, Any]:
    """Return a history as `positiveculture progress --json` prints it.

    `{"framework", "edition", "service", "assessed_on": [dates], "basis": [whose judgements], "overall": changes,
    "changes": changes, "awards": [{"award", "since", "on", "gained"}], "overall_movements": movements, "movements":
    movements, "roles_joined": [roles]}`; each of the changes is `{"topic", "since", "on", "from_level", "to_level"}`,
    a level null where there is none; each of the movements `{"topic", "since", "on", "reflected",
    "no_longer_reflected", "evidenced", "no_longer_evidenced", "promised", "done", "lost", "joined", "set_aside"}`;
    `overall` goes from the first assessment to the last.  The last four keys are left out where the history has no
    framework to judge by.  Where an assessment was moved from an earlier edition, `migrated_from` has the edition of
    each, "" where it was made against this one.

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
    if history.migrated:
        shape["migrated_from"] = [each.migrated_from for each in history.assessments]
    return shape if history.framework is None else shape | _judged(history, history.framework)


def _judged(history: History, framework: Framework) -> dict[str, Any]:
    return {
        "awards": [plain(change) for change in history.award_changes(framework)],
        "overall_movements": [plain(each) for each in history.overall_movements(framework)],
        "movements": [plain(each) for each in history.movements(framework)],
        "roles_joined": list(history.roles_joined(framework)),
    }
