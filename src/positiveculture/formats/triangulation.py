"""Triangulations: findings from several instruments, and what they say together."""

from collections.abc import Mapping
from typing import Any, get_args

import attrs

from positiveculture.errors import InvalidTriangulation
from positiveculture.field_types import require
from positiveculture.formats.converter import fields, register, required
from positiveculture.formats.fields import mapping, numbered
from positiveculture.formats.files import FileKind
from positiveculture.formats.paths import PathLike, Readable
from positiveculture.formats.plain import picked, plain
from positiveculture.problems import Problems
from positiveculture.sentences import called
from positiveculture.triangulation import (
    ENTRIES,
    Finding,
    Instrument,
    Polarity,
    Standing,
    Theme,
    Themes,
    Triangulation,
    entry_problems,
    publishable_n,
)
from positiveculture.triangulation.consequences import Development, Implication, Implied, Progress, Recommendation, Verb

__all__ = [
    "Development",
    "Finding",
    "Implication",
    "Implied",
    "Instrument",
    "Polarity",
    "Progress",
    "Recommendation",
    "Standing",
    "Theme",
    "Themes",
    "Triangulation",
    "Verb",
    "read_triangulation",
    "themes_to_dict",
    "triangulation_from_dict",
    "triangulation_to_dict",
    "write_triangulation",
]

#: The class of what each list of a report holds.
LISTS: dict[str, type[Any]] = {
    field.name: get_args(field.type)[0] for field in attrs.fields(Triangulation) if field.name in ENTRIES
}

for part in (*LISTS.values(), Triangulation):
    register(part)


def triangulation_from_dict(payload: object) -> Triangulation:
    """Return the report that `payload` describes.

    Raises:
        InvalidTriangulation: Every problem at once, each at its place.
    """
    problems = Problems()
    table = mapping(payload, "triangulation", InvalidTriangulation)
    lists = {key: _listed(table, key) for key in LISTS}
    entries: dict[str, dict[int, Any]] = {key: numbered(LISTS[key], lists[key], problems, key) for key in LISTS}
    read = fields(Triangulation, table, problems, read=tuple(LISTS))
    named, reported = _ids(lists["instruments"]), Problems()
    entries["instruments"] = {place: each for place, each in entries["instruments"].items() if each.id in named}
    entry_problems(entries, reported, unread=named)
    problems.follow_up(reported, table)
    problems.refuse(InvalidTriangulation, called("report", table.get("title")), table)
    return Triangulation(**{**read, **{key: listed.values() for key, listed in entries.items()}})


def _listed(table: Mapping[str, Any], key: str) -> object:
    listed = table.get(key)
    return [] if listed is None and key not in required(Triangulation) else listed


def _ids(listed: object) -> list[str]:
    """Return the ids that a list of tables gives, even of tables that cannot be read otherwise."""
    entries = listed if isinstance(listed, list) else []
    ids = (entry.get("id") for entry in entries if isinstance(entry, Mapping))
    return [id_ for id_ in ids if isinstance(id_, str)]


def triangulation_to_dict(report: Triangulation) -> dict[str, Any]:
    """Return `report` as JSON holds it, dates as ISO text; `triangulation_from_dict` reads it back equal."""
    return TRIANGULATION.to_dict(report)


def themes_to_dict(themes: Themes) -> dict[str, Any]:
    """Return what findings say together, as `positiveculture triangulate --json` prints it.

    A number of people is null where it is not known, and where telling it would show how few there are.
    """
    require(themes, Themes)
    report, minimum = themes.report, themes.minimum
    return {
        **picked(report, "title", "organisation", "on"),
        "minimum": minimum,
        "instruments": [_instrument(each, minimum) for each in report.instruments],
        "themes": [_theme(report, theme, minimum) for theme in themes],
        **picked(report, "developments", "recommendations", "implications"),
    }


def _instrument(instrument: Instrument, minimum: int) -> dict[str, Any]:
    enough = instrument.n is not None and instrument.n >= minimum
    return {
        **plain(instrument),
        "n": instrument.n if enough else None,
        "invited": instrument.invited if enough else None,
        "too_few": instrument.n is not None and not enough,
    }


def _theme(report: Triangulation, theme: Theme, minimum: int) -> dict[str, Any]:
    findings = [
        {
            **plain(finding),
            "n": publishable_n(finding, report.instrument(finding.instrument), minimum),
            "weighed": finding in theme.weighed,
        }
        for finding in theme.findings
    ]
    return {**picked(theme, "name", "standing", "instruments"), "findings": findings}


TRIANGULATION = FileKind(
    name="triangulation",
    cls=Triangulation,
    error=InvalidTriangulation,
    from_dict=triangulation_from_dict,
    valid="{name}: a valid triangulation",
    contents={
        "instruments": ("{count} instrument", "{count} instruments"),
        "findings": ("{count} finding", "{count} findings"),
    },
)


def read_triangulation(path: Readable) -> Triangulation:
    """Return the triangulation in a file; errors as for `read_feedback`, with `InvalidTriangulation`."""
    return TRIANGULATION.read(path)


def write_triangulation(report: Triangulation, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `report` to a TOML or JSON file; errors as for `write_framework`."""
    TRIANGULATION.write(report, path, overwrite=overwrite)
