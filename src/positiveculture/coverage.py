"""What has been reflected on, evidenced and acted on: the outcome of a framework that publishes no levels.

It counts what was given, and is never a score: nothing here says how good a reflection is.
"""

from datetime import date

import attrs

from positiveculture.assessment import Assessment, Commitment, NotApplicable, Rating, Reflection, Response
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.sentences import counted
from positiveculture.topic_checks import every_topic
from positiveculture.topics import Principle, Topic


@attrs.frozen(kw_only=True)
class TopicCoverage:
    """What was given on one topic."""

    topic: Topic
    #: The principle that it is under, a part with its topic; None where it is under none.
    principle: str | None = None
    #: Whether it has a reflection's note, or a level.
    reflected: bool = False
    #: Its level, where it is rated.
    level: int | None = None
    #: How many pieces of evidence count on the day.
    evidence: int = 0
    #: How many pieces of evidence have lapsed.
    lapsed: int = 0
    actions: tuple[Commitment, ...] = ()
    #: Ids of the roles that took part.
    roles: tuple[str, ...] = ()
    #: Why it is not applicable, where it is not.
    not_applicable: str | None = None

    @property
    def has_response(self) -> bool:
        """Whether anything was given, if only evidence that has lapsed; what is not applicable has none."""
        return self.reflected or self.evidence + self.lapsed > 0 or bool(self.actions or self.roles)


@attrs.frozen
class Coverage:
    """What was given on each topic, in framework order."""

    framework: Framework
    topics: tuple[TopicCoverage, ...] = attrs.field(repr=counted)

    @with_types
    def under(self, principle: str | None) -> "Coverage":
        """Return the same for the topics of one principle alone; None: for those under none."""
        return Coverage(self.framework, tuple(one for one in self.topics if one.principle == principle))

    @property
    def principles(self) -> tuple[tuple[Principle | None, "Coverage"], ...]:
        """The same for each principle that has topics, in framework order, and last for those under none."""
        named = [(principle, self.under(principle.id)) for principle in self.framework.principles]
        return tuple((principle, under) for principle, under in [*named, (None, self.under(None))] if under.topics)

    @property
    def questions(self) -> tuple[TopicCoverage, ...]:
        """The topics that can be answered: those that only group others are among them where something was given."""
        return tuple(one for one in self.topics if one.has_response or not one.topic.groups)

    @property
    def reflected(self) -> int:
        """How many topics have been reflected on."""
        return sum(one.reflected for one in self.topics)

    @property
    def levels(self) -> dict[str, dict[int, int]]:
        """For each scale of a topic, how many topics are at each of its levels, 0 included."""
        by_scale: dict[str, dict[int, int]] = {}
        for covered in self.topics:
            scale = covered.topic.scale
            if scale is not None:
                counts = by_scale.setdefault(scale.id, {level.number: 0 for level in scale.levels})
                if covered.level is not None:
                    counts[covered.level] += 1
        return by_scale

    @property
    def evidenced(self) -> int:
        """How many topics have evidence that counts on the day."""
        return sum(one.evidence > 0 for one in self.topics)

    @property
    def acted_on(self) -> int:
        """How many topics have an action."""
        return sum(bool(one.actions) for one in self.topics)

    @property
    def without_response(self) -> tuple[Topic, ...]:
        """The topics on which nothing was given, and which are not set as not applicable."""
        return tuple(one.topic for one in self.questions if not one.has_response and one.not_applicable is None)

    @property
    def roles(self) -> dict[str, int]:
        """Each of the framework's roles with the number of topics on which it took part, 0 included."""
        return {role.id: sum(role.id in one.roles for one in self.topics) for role in self.framework.roles}

    @property
    def open_actions(self) -> tuple[tuple[Topic, Commitment], ...]:
        """The actions that are not done yet, those that are due first at the front, those without a day last."""
        open_ = [
            (covered.topic, action) for covered in self.topics for action in covered.actions if action.done_on is None
        ]
        return tuple(sorted(open_, key=lambda pair: (pair[1].by_when is None, str(pair[1].by_when))))


def coverage_of(framework: Framework, assessment: Assessment, on: date) -> Coverage:
    """Return what a checked `assessment` has on each topic of `framework`, parts too; evidence has to count on `on`."""
    above = {part.id: topic.principle for topic in framework.topics for part in every_topic(topic.parts)}
    topics = (
        _topic_coverage(topic, topic.principle or above.get(topic.id), assessment.responses.get(topic.id), on)
        for topic in framework.every_topic
    )
    return Coverage(framework, tuple(topics))


def _topic_coverage(topic: Topic, principle: str | None, response: Response | None, day: date) -> TopicCoverage:
    if response is None:
        return TopicCoverage(topic=topic, principle=principle)
    if isinstance(response, NotApplicable):
        return TopicCoverage(topic=topic, principle=principle, not_applicable=response.reason)
    counts = sum(piece.counts_on(day) for piece in response.evidence)
    reflection = response if isinstance(response, Reflection) else Reflection()
    return TopicCoverage(
        topic=topic,
        principle=principle,
        reflected=reflection is not response or bool(response.note.strip()),
        level=response.level if isinstance(response, Rating) else None,
        evidence=counts,
        lapsed=len(response.evidence) - counts,
        actions=reflection.actions,
        roles=reflection.roles,
    )
