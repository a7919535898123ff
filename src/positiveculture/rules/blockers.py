"""Typed reasons: what stands between an assessment and an award.

A rule that is not surely met says so in blockers.  A blocker is `certain` when no answer to an open question could
remove it, so the blockers alone decide the state of a verdict: none = met, any certain = not met, else undecided.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import ClassVar, TypeAlias

import attrs

from positiveculture.topics import many


@attrs.frozen
class Below:
    """A topic is rated below what is needed."""

    kind: ClassVar[str] = "below"
    certain: ClassVar[bool] = True
    topic: str
    needs: int
    has: int


@attrs.frozen
class Unanswered:
    """A topic has no answer yet, and needs a level, or any answer."""

    kind: ClassVar[str] = "unanswered"
    certain: ClassVar[bool] = False
    topic: str
    #: The level; None: any answer is enough.
    needs: int | None


@attrs.frozen
class NeedsEvidence:
    """A topic has no evidence, or none of the kind that is asked for, that still counts on the day."""

    kind: ClassVar[str] = "needs-evidence"
    topic: str
    #: The kind of evidence that is asked for; "": any.
    of_kind: str = ""
    #: False while the topic is unanswered: its answer may bring the evidence.
    certain: bool = True


@attrs.frozen
class ShareBelow:
    """The points are too small a share of the most possible; all figures are per cent."""

    kind: ClassVar[str] = "share-below"
    needs: Fraction
    #: The share with every open question at its lowest level, rounded as the rule says.
    has: Fraction
    #: The share with every open question at its highest level, rounded as the rule says.
    could_be: Fraction
    #: The topics that are counted: those that are not applicable are left out.
    topics: tuple[str, ...] = attrs.field(converter=many)
    #: The points with every open question at its lowest level, and the most possible.
    points: int
    most: int
    #: Whether no answer to an open question could reach the share.
    certain: bool = attrs.field(init=False, eq=False, repr=False)

    @certain.default
    def _certain(self) -> bool:
        return self.could_be < self.needs


@attrs.frozen
class AwardMissing:
    """Another award, which this one includes, is not met."""

    kind: ClassVar[str] = "award-missing"
    award: str
    #: False while the other award is undecided.
    certain: bool = True


@attrs.frozen
class NothingToJudge:
    """Every topic that the rule asks about is set aside: undecided, never met."""

    kind: ClassVar[str] = "nothing-to-judge"
    certain: ClassVar[bool] = False


@attrs.frozen
class Alternatives:
    """At least `needs` more of the options have to be met; each option lists its own blockers."""

    kind: ClassVar[str] = "alternatives"
    needs: int
    options: tuple[tuple["Blocker", ...], ...]

    @property
    def certain(self) -> bool:
        """Whether too few options are still open."""
        return sum(not closed(option) for option in self.options) < self.needs


Blocker: TypeAlias = Below | Unanswered | NeedsEvidence | ShareBelow | AwardMissing | NothingToJudge | Alternatives


def closed(blockers: Iterable[Blocker]) -> bool:
    """Return whether at least one of `blockers` is certain."""
    for blocker in blockers:  # noqa: SIM110 - a plain loop costs a third of any(): this is judged millions of times
        if blocker.certain:
            return True
    return False


def leaves(blockers: Iterable[Blocker]) -> Iterator[Blocker]:
    """Yield every single blocker, those inside alternatives too, in order."""
    for blocker in blockers:
        if isinstance(blocker, Alternatives):
            for option in blocker.options:
                yield from leaves(option)
        else:
            yield blocker
