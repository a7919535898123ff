"""What somebody says of one topic: a rating, a reflection, or that it is set aside; and the evidence for it."""

from datetime import date
from typing import TypeAlias

import attrs

from positiveculture.topics import many

#: What kind of thing a piece of evidence is.
EVIDENCE_KINDS = ("record", "observation", "feedback", "outcome", "other")


@attrs.frozen
class Evidence:
    """Something that shows that a response is true."""

    title: str
    #: One of `EVIDENCE_KINDS`.
    kind: str = "record"
    dated: date | None = None
    #: The first day on which it counts no longer. None: it does not lapse.
    lapses_on: date | None = None
    #: Where it is kept.
    reference: str = ""
    note: str = ""

    def counts_on(self, day: date) -> bool:
        """Return whether it has not lapsed on `day`."""
        return self.lapses_on is None or day < self.lapses_on


@attrs.frozen
class Rating:
    """A topic is rated at a level."""

    level: int
    note: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=many)


@attrs.frozen
class Commitment:
    """What somebody will do after a reflection."""

    what: str
    who: str = ""
    by_when: date | None = None
    done_on: date | None = None


@attrs.frozen
class Reflection:
    """What was thought, seen and decided on a topic that has no scale."""

    note: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=many)
    actions: tuple[Commitment, ...] = attrs.field(default=(), converter=many)
    #: Who took part: ids of the framework's roles.
    roles: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: The prompt that it answers, where it answers one.
    prompt: str = ""
    #: The language in which it was given, such as "cy" or "en"; "" = that of the assessment.
    language: str = ""


@attrs.frozen
class NotApplicable:
    """A topic is set aside, with the reason. It is neither unanswered nor at the lowest level."""

    reason: str


Response: TypeAlias = Rating | Reflection | NotApplicable
