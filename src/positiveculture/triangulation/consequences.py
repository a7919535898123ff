"""What follows from the findings of a report: what is done about them, what is recommended, and what it implies."""

from collections.abc import Iterator
from enum import StrEnum

import attrs


class Verb(StrEnum):
    """What a recommendation asks of those who receive the report."""

    NOTE = "note"
    ENDORSE = "endorse"
    SUPPORT = "support"
    CONSIDER = "consider"


class Progress(StrEnum):
    """How far something that is done about it has come."""

    DONE = "done"
    UNDER_WAY = "under-way"
    PLANNED = "planned"


class Implied(StrEnum):
    """Whether a report has implications of some kind. Where nobody has answered yet, it is none of these."""

    NONE = "none"
    NOT_APPLICABLE = "not-applicable"
    SOME = "some"


@attrs.frozen(kw_only=True)
class Development:
    """Something that has been done, or is planned, with the effect that somebody claims for it.

    That something changed after it was done does not show that it changed because of it: a claim stands with the one
    who makes it, and is weighed with no finding.
    """

    what: str
    progress: Progress = attrs.field(converter=Progress)
    #: What it is said to have brought, or to bring.
    claim: str = ""
    #: Who says so: a role or a group.
    claimed_by: str = ""

    def faults(self) -> Iterator[str]:
        """Yield what cannot be so."""
        yield from empty(self, "what")
        if self.claim.strip() and not self.claimed_by.strip():
            yield "claims an effect, but not who claims it: `claimed_by` is missing"


@attrs.frozen
class Recommendation:
    """Something that those who receive the report are asked to do."""

    verb: Verb = attrs.field(converter=Verb)
    text: str

    def faults(self) -> Iterator[str]:
        """Yield what cannot be so."""
        yield from empty(self, "text")


@attrs.frozen(kw_only=True)
class Implication:
    """What the report means for money, law, climate, equality or anything else."""

    #: What for: "Financial", "Legal".
    kind: str
    #: None where nobody has answered yet: that is neither "none" nor "not applicable".
    answer: Implied | None = attrs.field(default=None, converter=attrs.converters.optional(Implied))
    text: str = ""
    #: Who answered: a role.
    answered_by: str = ""

    def faults(self) -> Iterator[str]:
        """Yield what cannot be so."""
        yield from empty(self, "kind")
        if self.answer is Implied.SOME and not self.text.strip():
            yield "there are some, but `text` does not say which"
        if self.answer is None and (self.text.strip() or self.answered_by.strip()):
            yield "is spoken of, but `answer` does not say whether there are any"


def empty(value: object, *fields: str) -> Iterator[str]:
    """Yield which of the fields of `value` say nothing."""
    return (f"`{field}` is empty" for field in fields if not getattr(value, field).strip())
