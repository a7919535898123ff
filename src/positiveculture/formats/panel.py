"""Panels and what is published of them: read from files, written, and as JSON."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from positiveculture.field_types import require
from positiveculture.formats.panel_files import GROUPED_BY, LoadedPanel, load_panel, read_panel
from positiveculture.formats.release import Release, read_release, release_from_dict, release_to_dict, write_release
from positiveculture.panel import Panel
from positiveculture.panel.comparison import Comparison, Difference
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.panel_report import PanelReport, released
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.panel.summary import Figure, Summary

__all__ = [
    "GROUPED_BY",
    "Comparison",
    "Difference",
    "Distribution",
    "LoadedPanel",
    "Panel",
    "PanelReport",
    "Release",
    "Shares",
    "Summary",
    "Suppressed",
    "comparison_to_dict",
    "load_panel",
    "read_panel",
    "read_release",
    "release_from_dict",
    "release_to_dict",
    "released",
    "summary_to_dict",
    "write_release",
]


def summary_to_dict(summary: Summary) -> dict[str, Any]:
    """Return `summary` as JSON; shares and means are numbers, each level is with its number."""
    require(summary, Summary)
    return {
        "framework": summary.framework.id,
        "edition": summary.framework.edition,
        "minimum": summary.min_respondents,
        "groups": [_group(summary, group) for group in summary.groups],
    }


def comparison_to_dict(comparison: Comparison) -> dict[str, Any]:
    """Return `comparison` as JSON: for each topic the difference, or why it is suppressed."""
    require(comparison, Comparison)
    shape: dict[str, Any] = {
        "group": list(comparison.group),
        "against": list(comparison.against),
        "topics": {id_: _or_reason(comparison.topic(id_), _difference) for id_ in comparison.summary.topics},
    }
    if comparison.summary.framework.averages:
        shape["means"] = {id_: _number(comparison.mean(id_)) for id_ in comparison.summary.themes}
    return shape


def _group(summary: Summary, group: Group) -> dict[str, Any]:
    averages = bool(summary.framework.averages)
    rate = summary.response_rate(group)
    return {
        "group": list(group),
        "replied": _or_reason(summary.replied(group), int),
        "response_rate": None if rate is None else _number(rate),
        "topics": {
            id_: _figure(summary.figure(id_, group), summary.item_mean(id_, group) if averages else None)
            for id_ in summary.topics
        },
        "themes": {
            id_: _or_reason(summary.shares(id_, group), _shares)
            | ({"mean": _number(summary.mean(id_, group))} if averages else {})
            for id_ in summary.themes
        },
    }


def _figure(figure: Figure, mean: Fraction | Suppressed | None) -> dict[str, Any]:
    if isinstance(figure, Suppressed):
        return {"withheld": str(figure)}
    levels = [str(level.number) for level in figure.scale.levels]
    shape = {
        "n": figure.n,
        "counts": dict(zip(levels, figure.counts, strict=True)),
        "median": list(figure.median),
        "agreement": float(figure.agreement),
    }
    return shape | _shares(figure.shares) | ({} if mean is None else {"mean": _number(mean)})


def _shares(shares: Shares | Difference) -> dict[str, Any]:
    return {"very_negative": float(shares.very_negative), "positive": float(shares.positive)}


def _difference(difference: Difference) -> dict[str, Any]:
    shape = _shares(difference) | {"median": list(difference.median)}
    shape |= {} if difference.mean is None else {"mean": float(difference.mean)}
    return shape | ({} if difference.margin is None else {"margin": difference.margin})


def _number(number: Fraction | Suppressed) -> Any:
    return _or_reason(number, float)


def _or_reason(figure: Any, shape: Callable[[Any], Any]) -> Any:
    return {"withheld": str(figure)} if isinstance(figure, Suppressed) else shape(figure)
