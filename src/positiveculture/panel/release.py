"""A release: a protected summary that was published, as it was, with what it is of."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

import attrs

from positiveculture.errors import InvalidRelease, Path, Problem
from positiveculture.field_types import UNCHECKED, check_fields, require_each
from positiveculture.gettext import gettext
from positiveculture.panel.noise import ODDS
from positiveculture.panel.summary import Summary
from positiveculture.problems import Problems
from positiveculture.topics import many

#: How many respondents are behind every figure of a release at least: with 1, nothing is protected.
LEAST = 2

#: The first and the last day of the assessments that a release is of.
Days: TypeAlias = tuple[date, date]


@attrs.frozen(kw_only=True)
class Release:
    """What was published of one wave.

    It holds published figures and no answers, so what was suppressed is not in it, and what comes later reads it
    instead of working the figures out again.
    """

    summary: Summary = attrs.field(repr=False, metadata=UNCHECKED)
    #: The name of every service that was assessed, sorted.
    services: tuple[str, ...] = attrs.field(converter=many)
    assessed_on: Days
    #: What the groups go by; None where there are none.
    by: str | None = None
    #: The days of the releases that were given when this one was made.
    since: tuple[Days, ...] = attrs.field(default=(), converter=many)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with it."""
        return self._report().located(self)

    def validate(self) -> None:
        """Refuse what is wrong with it.

        Raises:
            InvalidRelease: Every problem at once; one is that its figures are not protected.
        """
        self._report().refuse(InvalidRelease, gettext("the release"), self)

    def _report(self) -> Problems:
        problems = Problems()
        wrong = check_fields(self, problems)
        if "services" not in wrong and not self.services:
            problems.report("empty", "services")
        summary: object = self.summary
        if not isinstance(summary, Summary):
            problems.report("wrong-type", "summary", expected=gettext("a Summary"), given=summary)
        elif summary.min_respondents < LEAST:
            problems.report("too-low", "minimum", number=summary.min_respondents, least=LEAST)
        if wrong.isdisjoint(("assessed_on", "since")):
            report_waves(self.assessed_on, self.since, problems)
        return problems

    @property
    def odds(self) -> int:
        """How many times as likely an answer of one person can be made by this release and those that it was given.

        For a person who gave that answer in each of them; for one who is in this release alone it is `ODDS`.
        """
        return int(ODDS ** (1 + len(self.since)))


def report_waves(assessed_on: Days, since: Iterable[Days], problems: Problems) -> None:
    """Report days of which the first is after the last, and waves before that are later than this one."""
    waves: dict[Path, Days] = {("since", place): days for place, days in enumerate(since)}
    for path, (first, last) in [(("assessed_on",), assessed_on), *waves.items()]:
        if last < first:
            problems.report("days-order", *path, first=first, last=last)
    for path, (_, last) in waves.items():
        if last > assessed_on[1]:
            problems.report("wave-order", *path, day=last, other=assessed_on[1])


def in_order(releases: "tuple[Release, ...]") -> "tuple[Release, ...]":
    """Return releases, the earliest first.

    Raises:
        InvalidRelease: The fields of one are of wrong types.
    """
    found, problems = require_each(releases, Release), Problems()
    for place, each in enumerate(found):
        check_fields(each, problems, "since", place)
    problems.refuse(InvalidRelease, gettext("the releases before"), None)
    return tuple(sorted(found, key=lambda release: (release.assessed_on[1], release.assessed_on[0])))
