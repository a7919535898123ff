"""The life of a suggestion: raised, heard, then adopted or declined, with the reason given to the person.

Being heard is not the same as being acted on, and a decline without its reason is refused: people who offer an idea
and hear no more of it stop offering.  (After the feedback loop that Gloucestershire's adult social care describes; the
words and the measures are ours.)
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

import attrs

from positiveculture.errors import InvalidFeedback, Problem
from positiveculture.escaping import is_visible
from positiveculture.field_types import check_fields, with_types
from positiveculture.problems import Problems
from positiveculture.sentences import called, counted
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
    #: When the decision, and the reason where it was declined, was given to the person.
    told_on: date | None = None
    #: The conversation with the person: in what way they were informed, and what they answered.
    conversation: str = ""

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
        """When the person was answered: it was decided, and they were informed."""
        return None if self.decided_on is None else self.told_on

    def report_problems(self, problems: Problems, *path: str | int) -> None:
        """Report what contradicts itself in the suggestion at `path`."""
        if self.adopted_on is not None and self.declined_on is not None:
            problems.report("both-decided", *path, "declined_on")
        if self.declined_on is not None and not is_visible(self.reason):
            problems.report("no-reason", *path, "reason")
        if self.reason and self.declined_on is None:
            problems.report("idle-reason", *path, "reason")
        if self.decided_on is not None and self.heard_on is None:
            problems.report("not-heard", *path, "heard_on")
        if self.told_on is not None and self.decided_on is None:
            problems.report("not-decided", *path, "told_on")
        if self.conversation and self.told_on is None:
            problems.report("not-told", *path, "conversation")
        decided = "adopted_on" if self.declined_on is None else "declined_on"
        days = {field: getattr(self, field) for field in ("raised_on", "heard_on", decided, "told_on")}
        known = [(field, day) for field, day in days.items() if day is not None]
        for (field, day), (then, later) in pairwise(known):
            if later < day:
                problems.report("before", *path, then, day=later, field=field, other=day)

    @with_types
    def known_on(self, day: date) -> "Suggestion":
        """Return it as it was at the end of `day`: what happened later is left out."""

        def past(then: date | None) -> date | None:
            return then if then is not None and then <= day else None

        declined = past(self.declined_on)
        return attrs.evolve(
            self,
            heard_on=past(self.heard_on),
            adopted_on=past(self.adopted_on),
            declined_on=declined,
            reason=self.reason if declined else "",
            told_on=past(self.told_on),
            conversation=self.conversation if past(self.told_on) else "",
        )


@attrs.frozen(kw_only=True)
class Measures:
    """How well suggestions are answered, as it was known at the end of a day."""

    service: str
    on: date
    #: How many were raised; each of the next five counts some of them.
    raised: int
    heard: int
    adopted: int
    declined: int
    #: Decided, and the person informed.
    answered: int
    #: Of those raised, the share whose person was answered; None where none was raised.
    share_answered: Fraction | None
    #: Of those decided, the share adopted; None where none was decided.
    share_adopted: Fraction | None
    #: Days from being raised to the answer, the middle one (the lower of two); None where none was answered.
    median_days_to_answer: int | None
    longest_days_to_answer: int | None
    #: Those without an answer on the day, as they were then, the longest open first.
    open_longest: tuple[Suggestion, ...]

    @property
    def untold(self) -> int:
        """How many were decided while the person waits to hear of it."""
        return self.adopted + self.declined - self.answered

    @with_types
    def days_open(self, suggestion: Suggestion) -> int:
        """Return for how many days a suggestion without an answer was waiting."""
        return (self.on - suggestion.raised_on).days


@attrs.frozen(kw_only=True)
class FeedbackLog:
    """The suggestions made to one service.

    Raises:
        InvalidFeedback: A suggestion contradicts itself, as a decline without a reason does; every problem at once.
    """

    service: str
    suggestions: tuple[Suggestion, ...] = attrs.field(converter=many, repr=counted)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what is wrong, every problem at once."""
        self.validate()

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong: nothing, for such a log is refused when it is made."""
        return self._report().located(self)

    def validate(self) -> None:
        """Refuse what is wrong.

        Raises:
            InvalidFeedback: Every problem at once.
        """
        self._report().refuse(InvalidFeedback, called("feedback of", self.service), self)

    def _report(self) -> Problems:
        problems = Problems()
        check_fields(self, problems)
        if problems.typed:
            suggestion_problems(dict(enumerate(self.suggestions)), problems)
        return problems

    @with_types
    def measures(self, on: date) -> Measures:
        """Return how well suggestions were answered, as it was known at the end of the day `on`."""
        known = [suggestion.known_on(on) for suggestion in self.suggestions if suggestion.raised_on <= on]
        decided = [suggestion for suggestion in known if suggestion.decided_on is not None]
        adopted = sum(suggestion.stage is Stage.ADOPTED for suggestion in decided)
        days = sorted((s.answered_on - s.raised_on).days for s in known if s.answered_on is not None)
        unanswered = [suggestion for suggestion in known if suggestion.answered_on is None]
        return Measures(
            service=self.service,
            on=on,
            raised=len(known),
            heard=sum(suggestion.heard_on is not None for suggestion in known),
            adopted=adopted,
            declined=len(decided) - adopted,
            answered=len(days),
            share_answered=_share(len(days), known),
            share_adopted=_share(adopted, decided),
            median_days_to_answer=days[(len(days) - 1) // 2] if days else None,
            longest_days_to_answer=days[-1] if days else None,
            open_longest=tuple(sorted(unanswered, key=lambda suggestion: (suggestion.raised_on, suggestion.id))),
        )


def suggestion_problems(suggestions: Mapping[int, Suggestion], problems: Problems) -> None:
    """Report what contradicts itself in suggestions, each given with its place, and ids that several have."""
    for place, suggestion in suggestions.items():
        suggestion.report_problems(problems, "suggestions", place)
    problems.report_repeats((("suggestions", place, "id"), each.id) for place, each in suggestions.items())


def _share(part: int, whole: Sequence[Suggestion]) -> Fraction | None:
    return Fraction(part, len(whole)) if whole else None
