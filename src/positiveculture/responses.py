"""The response to one topic: a rating, a reflection, or not applicable; and the evidence for it."""

from collections.abc import Iterator, KeysView, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs

from positiveculture.field_types import require
from positiveculture.problems import KEY
from positiveculture.topics import many

#: What kind of thing a piece of evidence is.
EVIDENCE_KINDS = ("record", "observation", "feedback", "outcome", "link", "other")


@attrs.frozen
class Evidence:
    """Something that shows that a response is true."""

    title: str
    #: One of `EVIDENCE_KINDS`.
    kind: str = "record"
    dated: date | None = None
    #: The first day on which it counts no longer. None: it does not lapse.
    lapses_on: date | None = None
    #: Where it is kept; of a link, its http(s) address.
    reference: str = ""
    note: str = ""

    def counts_on(self, day: date) -> bool:
        """Return whether it has not lapsed on `day`."""
        if type(day) is not date:
            require(day, date)
        return self.lapses_on is None or day < self.lapses_on


@attrs.frozen
class Rating:
    """A topic is rated at a level."""

    level: int
    note: str = ""
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=many)
    #: The day of the earlier assessment from which it is carried over. None: it was assessed this time.
    carried_from: date | None = None
    #: The day on which it is to be looked at again.
    review_on: date | None = None


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

    @property
    def is_empty(self) -> bool:
        """Whether it has no note, evidence, action or role: then it is no response."""
        return not (self.evidence or self.actions or self.roles) and not str(self.note).strip()


@attrs.frozen
class NotApplicable:
    """A topic does not apply, with the reason. It is neither unanswered nor at the lowest level."""

    reason: str = attrs.field(metadata={KEY: "not_applicable"})


Response: TypeAlias = Rating | Reflection | NotApplicable


#: The types of values of which all are bare levels.
BARE = frozenset({int})


def are_bare(given: Mapping[str, object]) -> bool:
    """Return whether all that is given is levels and nothing else."""
    return BARE.issuperset(map(type, given.values()))


#: Made once: most responses have it, and a frozenset is made anew each time.
NO_TOPICS: frozenset[str] = frozenset()


@attrs.define(eq=False, repr=False)
class Responses(Mapping[str, Response]):
    """Topic to response. A bare level is kept as it was given, and is a rating when it is read: most never are.

    An empty reflection is no response: it is among what was given, and in nothing else.
    """

    #: Topic to response, or to a bare level.
    given: Mapping[str, Response | int]
    #: Whether all are bare levels, without a note, evidence or anything not applicable.
    bare: bool = attrs.field()
    #: The same without empty reflections.
    said: Mapping[str, Response | int] = attrs.field(init=False)
    #: The level of each topic that is rated.
    levels: Mapping[str, int] = attrs.field(init=False)
    #: The topics that are not applicable.
    not_applicable: frozenset[str] = attrs.field(init=False)

    @bare.default
    def _bare(self) -> bool:
        return are_bare(self.given)

    def __attrs_post_init__(self) -> None:
        """Keep a copy of what was given, and what is asked of it most."""
        given: dict[str, Any]
        self.given = self.said = self.levels = given = dict(self.given)
        self.not_applicable = NO_TOPICS
        if not self.bare:
            levels, excluded, empty, self.bare = {}, [], [], True
            for topic, response in given.items():
                if type(response) is int:
                    levels[topic] = response
                    continue
                if isinstance(response, Rating):
                    level = levels[topic] = response.level
                    more = (
                        response.note
                        or response.evidence
                        or response.carried_from is not None
                        or response.review_on is not None
                    )
                    if not more and type(level) is int:
                        given[topic] = level  # it is equal to its bare level, which is quicker to judge
                        continue
                elif isinstance(response, int):
                    levels[topic] = response
                elif isinstance(response, NotApplicable):
                    excluded.append(topic)
                elif type(response) is Reflection and response.is_empty:
                    empty.append(topic)
                self.bare = False
            self.levels, self.not_applicable = levels, frozenset(excluded)
            if empty:
                self.said = {topic: each for topic, each in given.items() if topic not in empty}

    def __getitem__(self, topic: str) -> Response:
        response = self.said[topic]
        return Rating(response) if isinstance(response, int) else response

    def __iter__(self) -> Iterator[str]:
        return iter(self.said)

    def __len__(self) -> int:
        return len(self.said)

    def __repr__(self) -> str:
        return repr(dict(self))

    def keys(self) -> KeysView[str]:
        """Return the topics."""
        return self.said.keys()
