"""What a panel says together, with each group beside the whole and this wave beside the one before."""

from datetime import date

import attrs

from positiveculture.panel import Panel, Summary
from positiveculture.panel.comparison import Comparison


@attrs.frozen(kw_only=True)
class PanelReport:
    """The summary of a panel, and what it is compared with."""

    panel: Panel
    summary: Summary
    #: What the groups go by; None where there are none.
    by: str | None = None
    #: The wave before, and its summary.
    before: Panel | None = None
    earlier: Summary | None = None
    #: Whether what both waves show together is protected.
    protected: bool = False
    #: The files in the folders that are no assessments.
    left_out: tuple[str, ...] = ()

    @property
    def services(self) -> list[str]:
        """The name of every service that was assessed, sorted."""
        return sorted({each.service for each in self.panel.assessments})

    @property
    def since_before(self) -> tuple[Comparison, ...]:
        """Each group that the wave before has too, against itself then."""
        if self.earlier is None:
            return ()
        known = set(self.earlier.groups)
        groups = [group for group in self.summary.groups if group in known]
        return tuple(Comparison(self.summary, self.earlier, group, group) for group in groups)

    @property
    def against_whole(self) -> tuple[Comparison, ...]:
        """Each group against the whole."""
        return tuple(Comparison(self.summary, self.summary, group) for group in self.summary.groups if group)


def days(panel: Panel) -> tuple[date, date]:
    """Return the first and the last day of a panel's assessments."""
    found = sorted(each.assessed_on for each in panel.assessments)
    return found[0], found[-1]
