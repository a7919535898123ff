"""The life of a suggestion: raised, heard, then adopted or declined, with the reason told to the person.

Being heard is not the same as being acted on, and a decline without its reason is refused: people who offer an idea
and hear no more of it stop offering.  (After the feedback loop that Gloucestershire's adult social care describes; the
words and the measures are ours.)
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

import attrs

from positiveculture.errors import InvalidFeedback, Problem, quoted
from positiveculture.topics import many


class Stage(StrEnum):
    """How far a suggestion has come."""

    RAISED = "raised"
    HEARD = "heard"
    ADOPTED = "adopted"
    DECLINED = "declined"


@attrs.frozen(kw_only=True)
class Suggestion:
    """One suggestion, and what became of it."""

    id: str
    text: str
    raised_on: date
    #: Who raised it: a role or a group, never a name.
    raised_by: str = ""
    heard_on: date | None = None
    adopted_on: date | None = None
    declined_on: date | None = None
    #: Why it was declined; a decline without a reason is refused.
    reason: str = ""
    #: When the decision, and the reason where it was declined, was told to the person.
    told_on: date | None = None

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        if self.declined_on is not None:
            return Stage.DECLINED
        if self.adopted_on is not None:
            return Stage.ADOPTED
        return Stage.RAISED if self.heard_on is None else Stage.HEARD

    @property
    def decided_on(self) -> date | None:
        """When it was adopted or declined."""
        return self.adopted_on if self.declined_on is None else self.declined_on

    @property
    def answered_on(self) -> date | None:
        """When the person had their answer: it was decided, and they were told."""
        return None if self.decided_on is None else self.told_on

    def faults(self) -> Iterator[str]:
        """Yield what cannot be so."""
        if not self.text.strip():
            yield "says nothing"
        if self.adopted_on is not None and self.declined_on is not None:
            yield "is both adopted and declined"
        if self.declined_on is not None and not self.reason.strip():
            yield "is declined without a reason: the person has to be told why"
        if self.reason and self.declined_on is None:
            yield "gives a reason for a decline, but is not declined"
        if self.decided_on is not None and self.heard_on is None:
            yield "is decided without having been heard"
        if self.told_on is not None and self.decided_on is None:
            yield "is told to the person, but nothing is decided"
        days = [
            ("raised", self.raised_on),
            ("heard", self.heard_on),
            ("decided", self.decided_on),
            ("told", self.told_on),
        ]
        known = [(what, day) for what, day in days if day is not None]
        for (what, day), (then, later) in pairwise(known):
            if later < day:
                yield f"is {then} on {later}, before it is {what} on {day}"


@attrs.frozen(kw_only=True)
class Measures:
    """How well suggestions are answered."""

    raised: int
    heard: int
    adopted: int
    declined: int
    answered: int
    #: Of those raised, the share whose person has had an answer; None where none was raised.
    share_answered: Fraction | None
    #: Of those decided, the share adopted; None where none was decided.
    share_adopted: Fraction | None
    #: Days from being raised to the answer, the middle one (the lower of two); None where none was answered.
    median_days_to_answer: int | None
    longest_days_to_answer: int | None
    #: Those without an answer, the longest open first.
    open_longest: tuple[Suggestion, ...]


@attrs.frozen
class FeedbackLog:
    """The suggestions made to one service.

    Raises:
        InvalidFeedback: A suggestion that cannot be so, such as a decline without a reason; every problem at once.
    """

    service: str
    suggestions: tuple[Suggestion, ...] = attrs.field(converter=many)

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be so."""
        problems = [
            Problem(f"suggestion {quoted(suggestion.id)}", fault)
            for suggestion in self.suggestions
            for fault in suggestion.faults()
        ]
        ids = [suggestion.id for suggestion in self.suggestions]
        problems += [
            Problem(f"suggestion {quoted(id_)}", f"the id is used {ids.count(id_)} times")
            for id_ in dict.fromkeys(ids)
            if ids.count(id_) > 1
        ]
        if problems:
            raise InvalidFeedback(f"the feedback of {quoted(self.service)}", tuple(problems))

    def measures(self, on: date) -> Measures:
        """Return how well suggestions were answered, as it was known at the end of the day `on`."""
        known = [_as_known(suggestion, on) for suggestion in self.suggestions if suggestion.raised_on <= on]
        decided = [suggestion for suggestion in known if suggestion.decided_on is not None]
        adopted = [suggestion for suggestion in decided if suggestion.stage is Stage.ADOPTED]
        days = sorted((s.answered_on - s.raised_on).days for s in known if s.answered_on is not None)
        unanswered = [suggestion for suggestion in known if suggestion.answered_on is None]
        return Measures(
            raised=len(known),
            heard=sum(suggestion.heard_on is not None for suggestion in known),
            adopted=len(adopted),
            declined=len(decided) - len(adopted),
            answered=len(days),
            share_answered=_share(len(days), known),
            share_adopted=_share(len(adopted), decided),
            median_days_to_answer=days[(len(days) - 1) // 2] if days else None,
            longest_days_to_answer=days[-1] if days else None,
            open_longest=tuple(sorted(unanswered, key=lambda suggestion: (suggestion.raised_on, suggestion.id))),
        )


def _as_known(suggestion: Suggestion, on: date) -> Suggestion:
    """Return `suggestion` as it stood on the day: what happened later had not happened."""

    def past(day: date | None) -> date | None:
        return day if day is not None and day <= on else None

    declined = past(suggestion.declined_on)
    return attrs.evolve(
        suggestion,
        heard_on=past(suggestion.heard_on),
        adopted_on=past(suggestion.adopted_on),
        declined_on=declined,
        reason=suggestion.reason if declined else "",
        told_on=past(suggestion.told_on),
    )


def _share(part: int, whole: Sequence[Suggestion]) -> Fraction | None:
    return Fraction(part, len(whole)) if whole else None
