"""What follows from the findings of a report: what is done about them, what is recommended, and what it implies."""

from enum import StrEnum
from typing import Any

import attrs

from positiveculture.escaping import is_visible
from positiveculture.field_types import one_of
from positiveculture.problems import Problems


class Verb(StrEnum):
    """What a recommendation asks of those who receive the report."""

    NOTE = "note"
    COMMENT = "comment"
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


def _progress(given: Any) -> Progress:
    return one_of(Progress, given)  # type: ignore[no-any-return]  # what is none stays as it is


@attrs.frozen(kw_only=True)
class Development:
    """Something that has been done, or is planned, with the effect that somebody claims for it.

    That something changed after it was done does not show that it changed because of it: a claim is kept with the one
    who makes it, and is weighed with no finding.
    """

    what: str
    progress: Progress = attrs.field(converter=_progress)
    #: The effect that is claimed for it, past or expected.
    claim: str = ""
    #: Who says so: a role or a group.
    claimed_by: str = ""

    def report_problems(self, problems: Problems, *path: str | int) -> None:
        """Report a claim that nobody makes."""
        if is_visible(self.claim) and not is_visible(self.claimed_by):
            problems.report("no-claimant", *path, "claimed_by")


def _verb(given: Any) -> Verb:
    return one_of(Verb, given)  # type: ignore[no-any-return]  # what is none stays as it is


@attrs.frozen
class Recommendation:
    """Something that those who receive the report are asked to do."""

    verb: Verb = attrs.field(converter=_verb)
    text: str


def _implied(given: Any) -> Implied | None:
    return one_of(Implied, given)  # type: ignore[no-any-return]  # what is none stays as it is


@attrs.frozen(kw_only=True)
class Implication:
    """What the report means for money, law, climate, equality or anything else."""

    #: What for: "Financial", "Legal".
    kind: str
    #: None where nobody has answered yet: that is neither "none" nor "not applicable".
    answer: Implied | None = attrs.field(default=None, converter=_implied)
    text: str = ""
    #: Who answered: a role.
    answered_by: str = ""

    def report_problems(self, problems: Problems, *path: str | int) -> None:
        """Report an answer without the words that it needs, and words without an answer."""
        if self.answer is Implied.SOME and not is_visible(self.text):
            problems.report("text-missing", *path, "text")
        if self.answer is None and is_visible(self.text + self.answered_by):
            problems.report("answer-missing", *path, "answer")
