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


def summary_templates() -> dict[str, str]:
    """Return what sums up what is in the way of an award, by short names."""
    return {
        "only_missing": gettext("Everything of its own is met; {reasons}."),
        "one_option": gettext("{count} alternative"),
        "several_options": gettext("{count} alternatives"),
        "one_of_options": gettext("one of {options} has to be met"),
        "several_of_options": gettext("{count} of {options} have to be met"),
        "one_below": gettext("{count} topic is below what it asks"),
        "several_below": gettext("{count} topics are below what it asks"),
        "one_open": gettext("{count} topic is not answered yet"),
        "several_open": gettext("{count} topics are not answered yet"),
        "summed": gettext("{reasons}."),
    }


def bar_templates() -> dict[str, str]:
    """Return what follows the state and the points of an award that has not come all the way, by short names."""
    return {
        "requirements": gettext("{met} of {count} requirements"),
        "needed_too": gettext("{awards} needed too"),
        "needs": gettext("{needs} % needed"),
        "held_back": gettext("enough points, held back by other requirements"),
    }


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
