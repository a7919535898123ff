"""Typed links between the topics of two frameworks, and what they are good for: gaps, and evidence that carries over.

Evidence carries over, scores never do: two instruments that look at one thing still ask different questions of it.  The
relations are those of SKOS mapping (exactMatch, closeMatch, broadMatch, narrowMatch, relatedMatch).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

import attrs

from positiveculture.assessment import Assessment, Evidence
from positiveculture.errors import InvalidCrosswalk, Problem, nearest, quoted
from positiveculture.framework import Framework


class Relation(StrEnum):
    """What the topic on the left is to the topic on the right."""

    EXACT = "exact"
    CLOSE = "close"
    #: The topic on the right is the broader one.
    BROADER = "broader"
    #: The topic on the right is the narrower one.
    NARROWER = "narrower"
    RELATED = "related"

    @property
    def inverse(self) -> "Relation":
        """What the topic on the right is to the topic on the left."""
        return {Relation.BROADER: Relation.NARROWER, Relation.NARROWER: Relation.BROADER}.get(self, self)


@attrs.frozen(order=True)
class Link:
    """One correspondence between a topic here and a topic there."""

    here: str
    there: str
    relation: Relation = attrs.field(converter=Relation)
    #: Why a care professional would accept it.
    rationale: str
    #: Who says so, or where it is said.
    source: str = ""

    @property
    def inverse(self) -> "Link":
        """The same, told from the other side."""
        return Link(self.there, self.here, self.relation.inverse, self.rationale, self.source)


@attrs.frozen(order=True)
class End:
    """A framework and its edition, at one end of a crosswalk."""

    framework: str
    edition: str


def _in_order(links: Iterable[Link]) -> tuple[Link, ...]:
    return tuple(sorted(set(links)))


@attrs.frozen
class Crosswalk:
    """Links from the topics of one framework to those of another; their order never matters."""

    here: End
    there: End
    links: tuple[Link, ...] = attrs.field(converter=_in_order)

    @property
    def inverse(self) -> "Crosswalk":
        """The same, told from the other side."""
        return Crosswalk(self.there, self.here, tuple(link.inverse for link in self.links))

    def __or__(self, other: "Crosswalk") -> "Crosswalk":
        """Return every link of both, in whatever order and however often they are combined.

        Raises:
            InvalidCrosswalk: They are not between the same editions of the same frameworks.
        """
        if (self.here, self.there) != (other.here, other.there):
            ends = f"{self.here} and {self.there}, not {other.here} and {other.there}"
            raise InvalidCrosswalk("the crosswalk", (Problem("", f"is between {ends}"),))
        return Crosswalk(self.here, self.there, (*self.links, *other.links))

    def problems(self, here: Framework, there: Framework) -> Iterator[Problem]:
        """Yield everything that does not fit the two frameworks."""
        for side, end, framework in (("from", self.here, here), ("to", self.there, there)):
            if end != End(framework.id, framework.edition):
                text = f"is {end.framework} {end.edition}, but this is {framework.id} {framework.edition}"
                yield Problem(f"`{side}`", text)
        for link in self.links:
            place = f"link {quoted(link.here)} to {quoted(link.there)}"
            for topic, framework in ((link.here, here), (link.there, there)):
                if topic not in framework.topics_by_id:
                    hint = nearest(topic, framework.topics_by_id)
                    yield Problem(place, f"no topic {quoted(topic)} in {framework.id}; {hint}")
            if not link.rationale.strip():
                yield Problem(place, "has no rationale")

    def check(self, here: Framework, there: Framework) -> None:
        """Refuse what does not fit the two frameworks.

        Raises:
            InvalidCrosswalk: Anything that `problems` tells, every problem at once.
        """
        problems = tuple(self.problems(here, there))
        if problems:
            raise InvalidCrosswalk(f"the crosswalk from {self.here.framework} to {self.there.framework}", problems)

    def gaps(self, here: Framework, there: Framework) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the top-level topics that no link touches, on either side, in framework order."""
        self.check(here, there)
        left, right = {link.here for link in self.links}, {link.there for link in self.links}
        return _untouched(here, left), _untouched(there, right)


def _untouched(framework: Framework, linked: set[str]) -> tuple[str, ...]:
    """Return the topics without a link of their own or of a part of theirs."""
    return tuple(
        topic.id
        for topic in framework.topics
        if topic.id not in linked and not any(part.id in linked for part in topic.parts)
    )


@attrs.frozen(order=True)
class Proposal:
    """A piece of evidence that may speak to a topic of another framework; somebody has to agree that it does."""

    topic: str
    evidence: Evidence = attrs.field(order=lambda evidence: (evidence.title, str(evidence.dated), evidence.reference))
    #: Where it comes from: the topic that it was given for, and the link that carried it.
    came_from: str
    link: Link


@attrs.frozen
class Carried:
    """What an assessment's evidence proposes for another framework. No level is ever among it."""

    proposals: tuple[Proposal, ...]
    #: Evidence that is proposed for more topics than was allowed, and for how many.
    overused: tuple[tuple[Evidence, int], ...]


def carry(assessment: Assessment, crosswalk: Crosswalk, *, most_uses: int = 3) -> Carried:
    """Return the evidence of `assessment` that `crosswalk` carries over, with where each piece comes from.

    Args:
        assessment: An assessment against the framework on the left.
        crosswalk: The links.
        most_uses: For how many topics one piece of evidence may be proposed before it is called overused.

    Raises:
        InvalidCrosswalk: The assessment is of another framework or edition.
    """
    end = End(assessment.framework, assessment.edition)
    if end != crosswalk.here:
        text = f"starts at {crosswalk.here}, but the assessment is of {end}"
        raise InvalidCrosswalk("the crosswalk", (Problem("`from`", text),))
    proposals = tuple(
        Proposal(link.there, evidence, link.here, link)
        for link in crosswalk.links
        for evidence in assessment.evidence(link.here)
    )
    topics = {(proposal.evidence, proposal.topic) for proposal in proposals}
    uses = Counter(evidence for evidence, _ in topics)
    overused = tuple((evidence, count) for evidence, count in uses.items() if count > most_uses)
    return Carried(proposals, tuple(sorted(overused, key=lambda found: (-found[1], found[0].title))))
