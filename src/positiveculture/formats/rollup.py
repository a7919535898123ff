"""Many services against one framework: read from their files, and written as JSON."""

from collections.abc import Iterable
from typing import Any

from positiveculture.errors import InvalidPanel, InvalidRollup
from positiveculture.field_types import require
from positiveculture.formats.panel_files import load_files
from positiveculture.formats.paths import PathLike, StandardInput
from positiveculture.formats.plain import notice, picked
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.rollup import Obstacle, Rollup, ServiceOutcome, roll_up

__all__ = ["Obstacle", "Rollup", "ServiceOutcome", "read_rollup", "roll_up", "rollup_to_dict"]


def read_rollup(
    paths: Iterable[PathLike | StandardInput], *, framework: str | Framework | None = None, by_name: bool = False
) -> Rollup:
    """Return what the services say whose assessments are in some files and folders.

    Args:
        paths: Assessments; a folder means each assessment in it and in the folders inside it.
        framework: What to read them against; by default the installed framework that they name.
        by_name: Whether services are sorted by name.

    Raises:
        InvalidRollup: Every problem of every file at once, each with its file.
        UnknownFramework, RegistryError: As for `get_framework`, where `framework` is given.
    """
    try:
        loaded = load_files(paths, framework=framework)
    except InvalidPanel as error:
        raise InvalidRollup(gettext("the rollup"), error.problems, error.more) from None
    return roll_up(loaded.framework, loaded.assessments.values(), by_name=by_name)


def rollup_to_dict(rollup: Rollup) -> dict[str, Any]:
    """Return what many services say as JSON; nothing reads it back.

    `{"framework", "edition", "indicated": [{"award", "services"}], "obstacles": [{"award", "kind", "topic", "needs",
    "services", "unanswered"}], "services": [...]}`; of each service `{"service", "assessed_on", "basis", "indicated",
    "levels": {topic: level}, "not_applicable": [topics], "states": {award: state}, "since": null or {"assessed_on",
    "indicated", "changes": [{"topic", "from_level", "to_level"}]}}`.  Where the framework has a notice, it is under
    `notice`.
    """
    require(rollup, Rollup)
    return {
        "framework": rollup.framework.id,
        "edition": rollup.framework.edition,
        "indicated": [{"award": award, "services": count} for award, count in rollup.indicated.items()],
        **picked(rollup, "obstacles"),
        "services": [_service(each, rollup.framework) for each in rollup.services],
        **notice(rollup.framework),
    }


def _service(each: ServiceOutcome, framework: Framework) -> dict[str, Any]:
    assessment, levels = each.outcome.assessment, each.outcome.assessment.levels
    return {
        **picked(assessment, "service", "assessed_on", "basis"),
        "indicated": each.outcome.indicated,
        "levels": {id_: levels[id_] for id_ in framework.topics_by_id if id_ in levels},
        "not_applicable": [id_ for id_ in framework.topics_by_id if id_ in assessment.not_applicable],
        "states": {verdict.award.id: str(verdict.state) for verdict in each.outcome},
        "since": None
        if each.earlier is None
        else {
            "assessed_on": each.earlier.assessment.assessed_on.isoformat(),
            "indicated": each.earlier.indicated,
            "changes": [picked(change, "topic", "from_level", "to_level") for change in each.changes],
        },
    }
