"""What has been reflected on, evidenced and acted on: the outcome of a framework that publishes no levels.

It is a count of what is there, never a score: nothing here says how good a reflection is.
"""

import attrs

from positiveculture.assessment import Assessment, Commitment, NotApplicable, Reflection, Response
from positiveculture.framework import Framework
from positiveculture.topics import Topic


@attrs.frozen
class TopicCoverage:
    """What is there on one topic."""

    topic: Topic
    #: Something is said of it: a reflection's note, or a level.
    reflected: bool
    #: How many pieces of evidence are given.
    evidence: int
    actions: tuple[Commitment, ...]
    #: Ids of the roles that took part.
    roles: tuple[str, ...]
    #: Why it was set aside, where it was.
    not_applicable: str | None = None

    @property
    def touched(self) -> bool:
        """Whether anything is there."""
        return self.reflected or self.evidence > 0 or bool(self.actions)


@attrs.frozen
class Coverage:
    """What is there on each topic, in framework order."""

    framework: Framework
    topics: tuple[TopicCoverage, ...]

    def under(self, principle: str | None) -> "Coverage":
        """Return the same for the topics of one principle alone; None: for those that stand under none."""
        return Coverage(self.framework, tuple(one for one in self.topics if one.topic.principle == principle))

    @property
    def reflected(self) -> int:
        """How many topics have been reflected on."""
        return sum(one.reflected for one in self.topics)

    @property
    def evidenced(self) -> int:
        """How many topics have evidence."""
        return sum(one.evidence > 0 for one in self.topics)

    @property
    def acted_on(self) -> int:
        """How many topics have an action."""
        return sum(bool(one.actions) for one in self.topics)

    @property
    def untouched(self) -> tuple[Topic, ...]:
        """The topics on which there is nothing, and which are not set aside."""
        return tuple(one.topic for one in self.topics if not one.touched and one.not_applicable is None)

    @property
    def roles(self) -> dict[str, int]:
        """Each of the framework's roles with the number of topics on which it took part, 0 included."""
        return {role.id: sum(role.id in one.roles for one in self.topics) for role in self.framework.roles}

    @property
    def open_actions(self) -> tuple[tuple[Topic, Commitment], ...]:
        """The actions that are not done yet, those that are due first at the front, those without a day last."""
        found = [(one.topic, action) for one in self.topics for action in one.actions if action.done_on is None]
        return tuple(sorted(found, key=lambda pair: (pair[1].by_when is None, str(pair[1].by_when))))


def coverage(framework: Framework, assessment: Assessment) -> Coverage:
    """Return what `assessment` has to say on each topic of `framework`, parts too.

    Raises:
        InvalidAssessment: The assessment does not fit the framework.
    """
    assessment.over(framework)
    found = (_of(topic, assessment.responses.get(topic.id)) for topic in framework.every_topic)
    return Coverage(framework, tuple(found))


def _of(topic: Topic, response: Response | None) -> TopicCoverage:
    match response:
        case None:
            return TopicCoverage(topic, reflected=False, evidence=0, actions=(), roles=())
        case NotApplicable(reason):
            return TopicCoverage(topic, reflected=False, evidence=0, actions=(), roles=(), not_applicable=reason)
        case Reflection(note, evidence, actions, roles):
            return TopicCoverage(topic, bool(note.strip()), len(evidence), actions, roles)
    return TopicCoverage(topic, reflected=True, evidence=len(response.evidence), actions=(), roles=())
