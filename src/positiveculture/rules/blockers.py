"""Typed reasons: what stands between an assessment and an award.

A rule that is not surely met says so in blockers.  A blocker is `certain` when no answer to an open question could
remove it, so the blockers alone decide the state of a verdict: none = met, any certain = not met, else undecided.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

import attrs

from positiveculture.gettext import gettext
from positiveculture.messages_of_blockers import BLOCKERS, SHARES
from positiveculture.rules.scope import Titles, require_titles
from positiveculture.sentences import decimal
from positiveculture.topics import many

#: How many topics a sentence names, before it counts the rest.
MOST_NAMED = 5


@attrs.frozen
class Below:
    """A topic is rated below what is needed."""

    kind: ClassVar[str] = "below"
    certain: ClassVar[bool] = True
    topic: str
    needs: int
    has: int

    def sentence(self, framework: Titles) -> str:
        """Return it in words."""
        return _filled("below", framework, topic=self.topic, has=self.has, needs=self.needs)


@attrs.frozen
class Unanswered:
    """A topic has no answer yet, and needs a level, or any answer."""

    kind: ClassVar[str] = "unanswered"
    certain: ClassVar[bool] = False
    topic: str
    #: The level; None: any answer is enough.
    needs: int | None

    def sentence(self, framework: Titles) -> str:
        """Return it in words."""
        name = "unanswered" if self.needs is None else "unanswered_level"
        return _filled(name, framework, topic=self.topic, needs=self.needs)


@attrs.frozen
class NeedsEvidence:
    """A topic has no evidence, or none of the kind that is asked for, that still counts on the day."""

    kind: ClassVar[str] = "needs-evidence"
    topic: str
    #: The kind of evidence that is asked for; "": any.
    of_kind: str = ""
    #: False while the topic is unanswered: its answer may bring the evidence.
    certain: bool = True

    def sentence(self, framework: Titles) -> str:
        """Return it in words."""
        name = "evidence_kind" if self.of_kind else "evidence"
        return _filled(name, framework, topic=self.topic, kind=self.of_kind)


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

    def sentence(self, framework: Titles) -> str:
        """Return it in words; the topics are named, where they are not all that are rated."""
        require_titles(framework)
        name = "share" if self.topics == framework.scope.rated else "share_of"
        points = {"has": decimal(self.has), "points": self.points, "most": self.most, "needs": decimal(self.needs)}
        sentence = gettext(SHARES[name]).format(topics=_several(self.topics, framework), **points)
        if self.could_be <= self.has:
            return sentence
        return gettext(SHARES["share_open"]).format(sentence=sentence, could_be=decimal(self.could_be))


@attrs.frozen
class AwardMissing:
    """Another award, which this one includes, is not met."""

    kind: ClassVar[str] = "award-missing"
    award: str
    #: False while the other award is undecided.
    certain: bool = True

    def sentence(self, framework: Titles) -> str:
        """Return it in words."""
        return _filled("award" if self.certain else "award_undecided", framework, award=self.award)


@attrs.frozen
class NothingToJudge:
    """Every topic that the rule asks about is not applicable: undecided, never met."""

    kind: ClassVar[str] = "nothing-to-judge"
    certain: ClassVar[bool] = False

    def sentence(self, framework: Titles) -> str:
        """Return it in words."""
        return _filled("nothing", framework)


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

    def sentence(self, framework: Titles) -> str:
        """Return it in words, with what stands in the way of each option."""
        require_titles(framework)
        options = ("; ".join(blocker.sentence(framework) for blocker in option) for option in self.options)
        joined = gettext(", or ").join(f"({option})" for option in options)
        return gettext("{count} more of these: {options}").format(count=self.needs, options=joined)


Blocker: TypeAlias = Below | Unanswered | NeedsEvidence | ShareBelow | AwardMissing | NothingToJudge | Alternatives


def closed(blockers: Iterable[Blocker]) -> bool:
    """Return whether at least one of `blockers` is certain."""
    for blocker in blockers:  # noqa: SIM110 - a plain loop costs a third of any(): this is judged millions of times
        if blocker.certain:
            return True
    return False


def flatten(blockers: Iterable[Blocker]) -> Iterator[Blocker]:
    """Yield every single blocker, those inside alternatives too, in order."""
    for blocker in blockers:
        if isinstance(blocker, Alternatives):
            for option in blocker.options:
                yield from flatten(option)
        else:
            yield blocker


def _filled(name: str, framework: Titles, **values: Any) -> str:
    """Return a sentence of `BLOCKERS` with values in it, those that are ids of a topic or an award as titles."""
    require_titles(framework)
    titles = {"topic": framework.numbered_title, "award": framework.title_of}
    return gettext(BLOCKERS[name]).format(
        **{key: titles[key](value) if key in titles else value for key, value in values.items()}
    )


def _several(topics: tuple[str, ...], framework: Titles) -> str:
    titles = [framework.title_of(topic) for topic in topics]
    if len(titles) <= MOST_NAMED:
        return ", ".join(titles)
    named, more = ", ".join(titles[: MOST_NAMED - 1]), len(titles) - MOST_NAMED + 1
    return gettext(SHARES["and_more"]).format(topics=named, count=more)
