"""Histories: read from the files of their assessments, and as JSON for others to read."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.editions import oldest_first
from positiveculture.errors import InvalidHistory, PositiveCultureError, UnknownMigration
from positiveculture.field_types import require, require_each, with_types
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.migration import find_migrations
from positiveculture.formats.parsing import report_of_file
from positiveculture.formats.paths import Readable
from positiveculture.formats.plain import notice, picked, plain
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.history import AwardChange, Change, History, Movement
from positiveculture.migration.moving import moved_on
from positiveculture.plugins.registry import get_framework
from positiveculture.problems import Problems
from positiveculture.sentences import normal_form

__all__ = ["AwardChange", "Change", "History", "Movement", "history_to_dict", "joined_history", "read_history"]


def joined_history(assessments: Iterable[Assessment]) -> History:
    """Return the history of assessments of one service, moved to the newest of their editions by what is installed.

    Raises:
        UnknownMigration: Nothing that is installed leads from one of the editions to the newest.
        UnknownFramework, RegistryError: As for `get_framework`, where there are several editions.
        InvalidHistory, InvalidMigration, InvalidAssessment: As for `History`.
    """
    return History(_of_one_edition(require_each(assessments, Assessment)))


def _of_one_edition(assessments: list[Assessment]) -> list[Assessment]:
    """Return assessments, those of several editions of one framework moved to the newest of these."""
    editions = {(each.framework, each.edition) for each in assessments}
    if len(editions) < 2 or len({framework for framework, _ in editions}) > 1:  # noqa: PLR2004 - one needs no joining
        return assessments
    *older, newest = oldest_first(get_framework(framework, edition=edition) for framework, edition in editions)
    chains = {each.edition: find_migrations(each.id, each.edition, newest.edition) for each in older}
    return [moved_on(each, chains.get(each.edition, ())) for each in assessments]


@with_types
def read_history(
    paths: Iterable[Readable], framework: str | Framework | None = None, *, service: str | None = None
) -> History:
    """Return the history that the assessments in several files make, moved to the newest of their editions.

    Args:
        paths: The files, in any order.
        framework: What to read them against; by default the installed one that each names.
        service: The name of the service, where its files have several.

    Raises:
        UnknownFramework, RegistryError, FileTrouble, InvalidFile, InvalidAssessment: As for `read_assessment`, where
            one file cannot be read.
        InvalidHistory: Several cannot be read, or they cannot be compared: every problem at once, with the file.
    """
    files = list(paths)
    assessments = _read_each(files, framework)
    if service is not None:
        assessments = [attrs.evolve(each, service=service) for each in assessments]
    own = framework if isinstance(framework, Framework) else None
    if own is None:
        with suppress(UnknownMigration):  # reported below, with the file
            assessments = _of_one_edition(assessments)
    _require_comparable(list(zip(files, assessments, strict=True)))
    return History(assessments, framework=own)


def _read_each(files: list[Readable], framework: str | Framework | None) -> list[Assessment]:
    """Return the assessment in each file; errors as for `read_history`."""
    read: list[Assessment] = []
    errors: list[PositiveCultureError] = []
    problems = Problems()
    for file in files:
        try:
            read.append(read_assessment(file, framework=framework))
        except PositiveCultureError as error:
            errors.append(error)
            report_of_file(file, error, problems)
    if len(errors) == 1:
        raise errors[0]
    problems.refuse(InvalidHistory, gettext("the history"), None)
    return read


def _require_comparable(assessments: list[tuple[Readable, Assessment]]) -> None:
    """Refuse assessments of several services, frameworks or editions, or two of one day, by the files they are in."""
    problems = Problems()
    ordered = sorted(assessments, key=lambda pair: pair[1].assessed_on, reverse=True)
    days: dict[tuple[date, str], Readable] = {}
    for file, each in ordered:
        latest, last = ordered[0]
        collected = Problems()
        for field in ("framework", "edition"):
            if getattr(each, field) != getattr(last, field):
                names = {"name": getattr(each, field), "expected": getattr(last, field)}
                collected.report("other-than", field, **names, other=str(latest))
                break  # an edition of another framework is another one anyway
        if normal_form(each.service) != normal_form(last.service):
            collected.report("other-name", "service", name=each.service, expected=last.service, other=str(latest))
        day = (each.assessed_on, each.basis)
        if day in days:
            collected.report("same-day-as", "assessed_on", day=each.assessed_on, other=str(days[day]))
        days.setdefault(day, file)
        problems.collect_from(collected, each, str(file), str(file))
    problems.refuse(InvalidHistory, gettext("the history"), None)


def history_to_dict(history: History) -> dict[str, Any]:
    """Return a history as `positiveculture progress --json` prints it.

    `{"framework", "edition", "service", "assessed_on": [dates], "basis": [whose judgements], "overall": changes,
    "changes": changes, "awards": [{"award", "since", "on", "gained"}], "overall_movements": movements, "movements":
    movements, "roles_joined": [roles]}`; each of the changes is `{"topic", "since", "on", "from_level", "to_level"}`,
    a level null where there is none; each of the movements `{"topic", "since", "on", "reflected",
    "no_longer_reflected", "evidenced", "no_longer_evidenced", "promised", "done", "lost", "joined", "set_aside"}`;
    `overall` goes from the first assessment to the last.  The last four keys, and the framework's `notice`, are
    left out where the history has no framework to judge by.  Where an assessment was moved from an earlier edition,
    `migrated_from` has the edition of each, "" where it was made against this one.

    Raises:
        InvalidAssessment: An assessment does not fit the framework.
        WrongArgument: It is no history.
    """
    require(history, History)
    first = history.assessments[0]
    shape = {
        **picked(first, "framework", "edition", "service"),
        "assessed_on": [each.assessed_on.isoformat() for each in history.assessments],
        "basis": [each.basis for each in history.assessments],
        **picked(history, "overall", "changes"),
    }
    if history.migrated:
        shape["migrated_from"] = [each.migrated_from for each in history.assessments]
    return shape if history.framework is None else shape | _judged(history, history.framework)


def _judged(history: History, framework: Framework) -> dict[str, Any]:
    return {
        "awards": plain(history.award_changes(framework)),
        "overall_movements": plain(history.overall_movements(framework)),
        "movements": plain(history.movements(framework)),
        "roles_joined": list(history.roles_joined(framework)),
        **notice(framework),
    }
