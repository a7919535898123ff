"""A release: a protected summary that was published, as it was, with what it is of."""

from datetime import date
from typing import TypeAlias

import attrs

from positiveculture.panel.noise import ODDS
from positiveculture.panel.summary import Summary

#: The first and the last day of the assessments that a release is of.
Days: TypeAlias = tuple[date, date]


@attrs.frozen(kw_only=True)
class Release:
    """What was published of one wave.

    It holds published figures and no answers, so what was suppressed is not in it, and what comes later reads it
    instead of working the figures out again.
    """

    summary: Summary = attrs.field(repr=False)
    #: The name of every service that was assessed, sorted.
    services: tuple[str, ...]
    assessed_on: Days
    #: What the groups go by; None where there are none.
    by: str | None = None
    #: The days of the releases that were given when this one was made.
    since: tuple[Days, ...] = ()

    @property
    def odds(self) -> int:
        """How many times as likely an answer of one person can be made by this release and those that it was given.

        For a person who gave that answer in each of them; for one who is in this release alone it is `ODDS`.
        """
        return int(ODDS ** (1 + len(self.since)))


def in_order(releases: "tuple[Release, ...]") -> "tuple[Release, ...]":
    """Return releases, the earliest first."""
    return tuple(sorted(releases, key=lambda release: (release.assessed_on[1], release.assessed_on[0])))
