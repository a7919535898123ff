"""Templates of the sentences on a verdict, which documents, the script of a form and formulas of a workbook fill in."""

from positiveculture.gettext import gettext


def blocker_templates() -> dict[str, str]:
    """Return what stands in the way of an award, and what is over it, by short names; but for shares of points."""
    return {
        "below": gettext("{topic}: has {has}, needs {needs}"),
        "unanswered": gettext("{topic}: not answered yet"),
        "unanswered_level": gettext("{topic}: not answered yet, needs {needs}"),
        "evidence": gettext("{topic}: needs evidence that has not lapsed"),
        "evidence_kind": gettext("{topic}: needs evidence of the kind {kind} that has not lapsed"),
        "award": gettext("{award} is needed first"),
        "award_undecided": gettext("{award} is needed first, and is not decided yet"),
        "nothing": gettext("nothing is left to judge: every topic that it asks about is not applicable"),
        "one_of": gettext("One of these has to be met:"),
        "several_of": gettext("{count} of these have to be met:"),
        "all_of": gettext("All of these:"),
        "undecided": gettext("{award} is undecided"),
        "in_the_way": gettext("What stands in the way of {award}"),
        "every_award": gettext("Every award of this framework is indicated."),
    }


def points_templates() -> dict[str, str]:
    """Return how points are written, and how where open questions could bring more."""
    return {
        "points": gettext("{points} of {most} points"),
        "points_open": gettext("{least} to {best} of {most} points"),
        "points_share": gettext("{share} %"),
        "points_share_open": gettext("{share} to {could_be} %"),
    }
