"""What a panel says together, with each group next to the whole and this wave next to those before."""

import attrs

from positiveculture.errors import InvalidPanel
from positiveculture.field_types import check_fields, require
from positiveculture.framework_checks import edition_problems
from positiveculture.gettext import gettext
from positiveculture.panel import Panel, Summary
from positiveculture.panel.comparison import Comparison
from positiveculture.panel.groups import key_of
from positiveculture.panel.release import Days, Release, in_order, report_waves
from positiveculture.problems import Problems


@attrs.frozen(kw_only=True)
class PanelReport:
    """What is published now, and what it is compared with.

    Raises:
        WrongArgument: What is published now, or was before, is no release.
        InvalidPanel: A release is wrong, or one before is of later days.
    """

    release: Release
    #: What was published before, in any order.
    since: tuple[Release, ...] = attrs.field(default=(), converter=in_order)
    #: The files in the folders that are no assessments.
    left_out: tuple[str, ...] = ()
    #: The files that hold no answer.
    empty: tuple[str, ...] = ()
    #: The files that are a copy of another, by name and content, and are not counted.
    copies: tuple[str, ...] = ()
    #: The files that hold just what another does, and are counted; none where small numbers are protected.
    same: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse what was not published before: nothing has moved since a day to come."""
        require(self.release, Release)
        problems = Problems()
        if "assessed_on" not in check_fields(self.release, problems, "release"):
            report_waves(self.release.assessed_on, (each.assessed_on for each in self.since), problems)
        problems.refuse(InvalidPanel, gettext("the comparison"), self)

    @property
    def summary(self) -> Summary:
        """What is published now."""
        return self.release.summary

    @property
    def services(self) -> list[str]:
        """The name of every service that was assessed, sorted."""
        return list(self.release.services)

    @property
    def by(self) -> str | None:
        """What the groups go by; None where there are none."""
        return self.release.by

    @property
    def before(self) -> Release | None:
        """The latest of the releases before."""
        return self.since[-1] if self.since else None

    @property
    def earlier(self) -> Summary | None:
        """What the latest of the releases before published."""
        return None if self.before is None else self.before.summary

    @property
    def protected(self) -> bool:
        """Whether small numbers are protected, in this release and together with those before."""
        return all(each.summary.min_respondents > 1 for each in (self.release, *self.since))

    @property
    def since_before(self) -> tuple[Comparison, ...]:
        """Each group that the release before has too, against itself then."""
        if self.earlier is None:
            return ()
        then = {key_of(group): group for group in self.earlier.groups}
        pairs = [(group, then[key]) for group in self.summary.groups if (key := key_of(group)) in then]
        return tuple(Comparison(self.summary, self.earlier, group, before) for group, before in pairs)

    @property
    def against_whole(self) -> tuple[Comparison, ...]:
        """Each group against the whole."""
        return tuple(Comparison(self.summary, self.summary, group) for group in self.summary.groups if group)


def released(panel: Panel, summary: Summary, *, by: str | None = None, since: tuple[Release, ...] = ()) -> Release:
    """Return the release of a panel's summary.

    Raises:
        WrongArgument: One of them is something else.
        InvalidPanel: The panel is empty, or answers another framework than the summary is of.
    """
    require(panel, Panel)
    require(summary, Summary)
    problems = Problems()
    if panel.assessments:
        first = panel.assessments[0]
        edition_problems((first.framework, first.edition), summary.framework, (), problems)
    else:
        problems.report("no-assessments", "assessments")
    problems.refuse(InvalidPanel, gettext("the panel"), panel)
    before = in_order(since)
    days = sorted(each.assessed_on for each in panel.assessments)
    services = tuple(sorted({each.service for each in panel.assessments}))
    return Release(
        summary=summary,
        services=services,
        assessed_on=(days[0], days[-1]),
        by=by,
        since=tuple(each.assessed_on for each in before),
    )


def days(release: Release) -> Days:
    """Return the first and the last day of a release's assessments."""
    return release.assessed_on
