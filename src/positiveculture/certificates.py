"""Awards as the awarding body gave them: recorded, never worked out, and standing only while nothing ends them.

Published ladders say little of how long an award lasts; commissioners who give them review them, and suspend them while
a contract is in breach.  So days are optional, and what is not known is not assumed.
"""

from collections.abc import Collection, Iterator
from datetime import date

import attrs

from positiveculture.errors import nearest, quoted
from positiveculture.topics import many


@attrs.frozen
class Suspension:
    """A time in which an award does not stand."""

    #: Its first day.
    since: date
    #: The first day on which the award stands again. None: it is still suspended.
    until: date | None = None
    reason: str = ""


@attrs.frozen(kw_only=True)
class Certificate:
    """An award that an awarding body gave."""

    #: The award's id.
    award: str
    awarded_on: date
    #: Who gave it.
    by: str = ""
    #: The first day on which it stands no longer. None: no end is known.
    expires_on: date | None = None
    #: The day on which it was taken back.
    withdrawn_on: date | None = None
    suspensions: tuple[Suspension, ...] = attrs.field(default=(), converter=many)
    #: Where it is kept.
    reference: str = ""

    def stands_on(self, day: date) -> bool:
        """Return whether the award stands on `day`: given, not at its end, not taken back and not suspended."""
        ends = [end for end in (self.expires_on, self.withdrawn_on) if end is not None]
        suspended = any(each.since <= day and (each.until is None or day < each.until) for each in self.suspensions)
        return self.awarded_on <= day and all(day < end for end in ends) and not suspended

    def faults(self, awards: Collection[str]) -> Iterator[str]:
        """Yield what cannot be so; `awards` are those of the framework."""
        if self.award not in awards:
            yield f"no award {quoted(self.award)}; {nearest(self.award, awards)}"
        for what, day in (("expires", self.expires_on), ("is withdrawn", self.withdrawn_on)):
            if day is not None and day <= self.awarded_on:
                yield f"{what} on {day}, not after it was awarded on {self.awarded_on}"
        for each in self.suspensions:
            if each.since < self.awarded_on:
                yield f"is suspended on {each.since}, before it was awarded on {self.awarded_on}"
            if each.until is not None and each.until <= each.since:
                yield f"is suspended until {each.until}, not after {each.since}"
