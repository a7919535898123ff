"""Typed links between the topics of two frameworks, and what they are good for: gaps, and evidence that carries over.

Evidence carries over, scores never do: two instruments that look at one thing still ask different questions of it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from positiveculture.assessment import Assessment, Evidence
from positiveculture.errors import InvalidCrosswalk, Problem
from positiveculture.field_types import check_fields, one_of, require, require_each
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.problems import KEY, Problems
from positiveculture.sentences import counted
from positiveculture.topic_checks import every_topic
from positiveculture.topics import many


class Relation(StrEnum):
    """What the topic on the left is to the topic on the right, as in "swimming is narrower than sport".

    SKOS says it of the right: where the left is the narrower one, its term is broadMatch.
    """

    EXACT = "exact"
    CLOSE = "close"
    #: The topic on the left is the broader one.
    BROADER = "broader"
    #: The topic on the left is the narrower one.
    NARROWER = "narrower"
    RELATED = "related"

    @property
    def inverse(self) -> "Relation":
        """What the topic on the right is to the topic on the left."""
        return {Relation.BROADER: Relation.NARROWER, Relation.NARROWER: Relation.BROADER}.get(self, self)


def _relation(given: Any) -> Relation:
    return one_of(Relation, given)  # type: ignore[no-any-return]  # what is none stays as it is


@attrs.frozen(order=True)
class Link:
    """One correspondence between a topic of the source and one of the target of a crosswalk."""

    source_topic: str = attrs.field(metadata={KEY: "here"})
    target_topic: str = attrs.field(metadata={KEY: "there"})
    relation: Relation = attrs.field(converter=_relation)
    #: Why a care professional would accept it: why the two look at the same thing, and how they differ.
    rationale: str
    #: Who says so, or where it is published.
    source: str

    def report_problems(
        self, source: Framework | None, target: Framework | None, problems: Problems, *path: str | int
    ) -> None:
        """Report the topics that are none of the frameworks', where these are given."""
        for side, topic, framework in (("here", self.source_topic, source), ("there", self.target_topic, target)):
            if framework is not None and topic not in framework.topics_by_id:
                problems.report("unknown-topic", *path, side, name=topic, known=framework.topics_by_id)

    @property
    def inverse(self) -> "Link":
        """The same with source and target exchanged."""
        require(self.relation, Relation)
        return Link(self.target_topic, self.source_topic, self.relation.inverse, self.rationale, self.source)


@attrs.frozen(order=True)
class Endpoint:
    """A framework and its edition, at one end of a crosswalk."""

    framework: str
    edition: str

    def __str__(self) -> str:
        return f"{self.framework} {self.edition}"

    @classmethod
    def of(cls, whole: Framework) -> "Endpoint":
        """Return the end that a framework is."""
        require_framework(whole)
        return cls(whole.id, whole.edition)


def _in_order(links: Iterable[Link]) -> tuple[Link, ...]:
    as_tuple = many(links)
    try:
        return tuple(sorted(set(as_tuple)))
    except (AttributeError, TypeError):  # no links, or of wrong types: reported by the check of the fields
        return as_tuple


#: What the ends are called in files, where the topics of a link are `here` and `there`.
_FROM_TO = {"source": "from", "target": "to"}


@attrs.frozen
class Crosswalk:
    """Links from the topics of one framework to those of another; their order never matters."""

    source: Endpoint = attrs.field(metadata={KEY: _FROM_TO["source"]})
    target: Endpoint = attrs.field(metadata={KEY: _FROM_TO["target"]})
    links: tuple[Link, ...] = attrs.field(converter=_in_order, repr=counted)

    @property
    def name(self) -> str:
        """What the crosswalk is called, and what its entry point has to be called."""
        for end in (self.source, self.target):
            require(end, Endpoint)
        return f"{self.source.framework}--{self.target.framework}"

    @property
    def _links(self) -> list[Link]:
        """The links, which are what the fields say."""
        return require_each(self.links, Link)

    @property
    def inverse(self) -> "Crosswalk":
        """The same with source and target exchanged."""
        return Crosswalk(self.target, self.source, [link.inverse for link in self._links])

    def __or__(self, other: "Crosswalk") -> "Crosswalk":
        """Return every link of both, in whatever order and however often they are combined.

        Raises:
            InvalidCrosswalk: They are not between the same editions of the same frameworks.
        """
        require(other, Crosswalk)
        if (self.source, self.target) != (other.source, other.target):
            words = gettext("{source} to {target}")
            own, others = (words.format(source=each.source, target=each.target) for each in (self, other))
            raise InvalidCrosswalk(
                gettext("the crosswalk"), (Problem("other-ends", (), {"own": own, "other": others}),)
            )
        return Crosswalk(self.source, self.target, [*self._links, *other._links])

    def problems(self, source: Framework | None = None, target: Framework | None = None) -> tuple[Problem, ...]:
        """Return what is wrong with the links, and what does not fit the frameworks that are given."""
        return self.report_problems(source, target).located(self)

    def report_problems(self, source: Framework | None = None, target: Framework | None = None) -> Problems:
        """Return a collector with what `problems` returns."""
        problems = Problems()
        wrong = check_fields(self, problems)
        for side, end, framework in (("source", self.source, source), ("target", self.target, target)):
            if framework is None:
                continue
            require_framework(framework)
            if side not in wrong and end != Endpoint.of(framework):
                problems.report("other-framework", _FROM_TO[side], name=str(end), expected=str(Endpoint.of(framework)))
        for place, link in problems.clear_entries(self, "links"):
            link.report_problems(source, target, problems, "links", place)
        return problems

    def validate(self, source: Framework | None = None, target: Framework | None = None) -> None:
        """Refuse links with something wrong, and what does not fit the frameworks that are given.

        Raises:
            InvalidCrosswalk: Everything that `problems` returns, at once.
        """
        self.report_problems(source, target).refuse(InvalidCrosswalk, gettext("the crosswalk"), self)

    def gaps(self, source: Framework, target: Framework) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the top-level topics that no link touches, on either side, in framework order.

        A link to a part of a topic touches the topic, and so does one to a part of its part.

        Raises:
            InvalidCrosswalk: As for `validate`.
        """
        require_framework(source)
        require_framework(target)
        self.validate(source, target)
        left, right = {link.source_topic for link in self.links}, {link.target_topic for link in self.links}
        return _without_link(source, left), _without_link(target, right)


def _without_link(framework: Framework, linked: set[str]) -> tuple[str, ...]:
    return tuple(topic.id for topic in framework.topics if linked.isdisjoint(each.id for each in every_topic([topic])))


@attrs.frozen
class Proposal:
    """A piece of evidence that may speak to a topic of another framework; somebody has to agree that it does."""

    #: The link that carries it.
    link: Link
    evidence: Evidence

    @property
    def topic(self) -> str:
        """The topic over there that it may speak to."""
        return self.link.target_topic

    @property
    def source_topic(self) -> str:
        """The topic that it was given for."""
        return self.link.source_topic


@attrs.frozen
class Overuse:
    """One piece of evidence that is proposed for more topics than was allowed."""

    evidence: Evidence
    #: The topics over there, in order of their ids.
    topics: tuple[str, ...] = attrs.field(converter=many)


@attrs.frozen(kw_only=True)
class EvidenceProposals:
    """What an assessment's evidence proposes for another framework. No level is ever among it."""

    #: Where it all comes from: whose assessment, of which day, against what.
    service: str
    assessed_on: date
    source: Endpoint
    target: Endpoint
    proposals: tuple[Proposal, ...] = attrs.field(repr=counted)
    #: The topics whose evidence no link carries, in order of their ids.
    left_behind: tuple[str, ...]
    #: For how many topics one piece may be proposed before it is called overused.
    most_uses: int
    overused: tuple[Overuse, ...]


def propose_evidence(assessment: Assessment, crosswalk: Crosswalk, *, most_uses: int = 3) -> EvidenceProposals:
    """Return the evidence of `assessment` that `crosswalk` carries over, with where each piece comes from.

    Args:
        assessment: An assessment against the framework on the left.
        crosswalk: The links.
        most_uses: For how many topics one piece of evidence may be proposed before it is called overused.

    Raises:
        InvalidCrosswalk: The assessment is of another framework or edition, or something is wrong with the links.
        InvalidAssessment: The assessment would fit no framework.
    """
    require(assessment, Assessment)
    require(crosswalk, Crosswalk)
    require(most_uses, int)
    assessment.validate()
    crosswalk.validate()
    end = Endpoint(assessment.framework, assessment.edition)
    if end != crosswalk.source:
        words = {"name": str(crosswalk.source), "expected": str(end)}
        raise InvalidCrosswalk(gettext("the crosswalk"), (Problem("other-framework", ("from",), words, "`from`"),))
    given = {topic for topic in assessment.responses if assessment.evidence(topic)}
    proposals = tuple(
        Proposal(link, evidence) for link in crosswalk.links for evidence in assessment.evidence(link.source_topic)
    )
    return EvidenceProposals(
        service=assessment.service,
        assessed_on=assessment.assessed_on,
        source=crosswalk.source,
        target=crosswalk.target,
        proposals=proposals,
        left_behind=tuple(sorted(given - {link.source_topic for link in crosswalk.links})),
        most_uses=most_uses,
        overused=_overused(proposals, most_uses),
    )


def _overused(proposals: Iterable[Proposal], most_uses: int) -> tuple[Overuse, ...]:
    """Return what is proposed for too many topics, the most used first; two links to one topic are one use of it."""
    uses = dict.fromkeys((proposal.evidence, proposal.topic) for proposal in proposals)
    counts = Counter(evidence for evidence, _ in uses)
    return tuple(
        Overuse(evidence, sorted(topic for used, topic in uses if used == evidence))
        for evidence, count in counts.most_common()
        if count > most_uses
    )
