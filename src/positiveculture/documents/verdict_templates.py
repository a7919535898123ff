"""Templates of the sentences on a verdict, which documents, the script of a form and formulas of a workbook fill in."""

from positiveculture.gettext import gettext
from positiveculture.messages_of_blockers import BLOCKERS, SHARES


def blocker_templates() -> dict[str, str]:
    """Return what stands in the way of an award, and what is over it, by short names; but for shares of points."""
    return {
        **_translated(BLOCKERS),
        "one_of": gettext("One of these has to be met:"),
        "several_of": gettext("{count} of these have to be met:"),
        "all_of": gettext("All of these:"),
        "undecided": gettext("{award} is undecided"),
        "in_the_way": gettext("What stands in the way of {award}"),
        "every_award": gettext("Every award of this framework is indicated."),
    }


def share_templates() -> dict[str, str]:
    """Return how a share of points says that it stands in the way."""
    return _translated(SHARES)


def points_templates() -> dict[str, str]:
    """Return how points are written, and how where open questions could bring more."""
    return {
        "points": gettext("{points} of {most} points"),
        "points_open": gettext("{least} to {best} of {most} points"),
        "points_share": gettext("{share} %"),
        "points_share_open": gettext("{share} to {could_be} %"),
    }


def _translated(templates: dict[str, str]) -> dict[str, str]:
    return {name: gettext(template) for name, template in templates.items()}
