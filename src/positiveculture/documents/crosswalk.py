"""How the topics of two frameworks are linked, and an assessment's evidence proposed for another framework."""

from collections.abc import Iterator, Sequence
from datetime import date

from positiveculture.crosswalk import Crosswalk, EvidenceProposals, Link, Proposal, Relation
from positiveculture.documents.about import document_of
from positiveculture.documents.blocks import Block, Document, Item, Notice, Paragraph
from positiveculture.documents.common_blocks import LabelledText, known_facts, section
from positiveculture.documents.english import day, plural, topic_count
from positiveculture.documents.labels import edition_label, topic_label
from positiveculture.documents.written import evidence_text
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext


@with_types
def crosswalk_document(crosswalk: Crosswalk, source: Framework, target: Framework) -> Document:
    """Return each link in the order of the topics of the source, with why it holds, and the gaps on both sides.

    Raises:
        InvalidCrosswalk: The frameworks are not those that it links.
    """
    gaps = crosswalk.gaps(source, target)
    title = gettext("{source} and {target}").format(source=source.title, target=target.title)
    count = plural(len(crosswalk.links), "{count} link", "{count} links")
    blocks: list[Block] = [known_facts([*_ends(source, target), (gettext("Links"), count)])]
    for topic in source.every_topic:
        own = (_link(link, target) for link in crosswalk.links if link.source_topic == topic.id)
        blocks += section(topic_label(topic), own)
    blocks += section(gettext("Who says so"), sorted({link.source for link in crosswalk.links}))
    words = gettext("Linked to nothing in {framework}: {topics}")
    for topics, framework in zip(gaps, (source, target), strict=True):
        blocks += _topics(words, topics, framework)
    return Document(title, blocks)


@with_types
def proposals_document(found: EvidenceProposals, source: Framework, target: Framework) -> Document:
    """Return what is proposed for each topic, in framework order, and what is used too often or stays behind."""
    title = gettext("{service}: evidence proposed for {framework}")
    agreed = gettext(
        "These are proposals: somebody has to agree that each piece speaks to its topic. "
        "No score carries over: every topic is judged afresh."
    )
    blocks: list[Block] = [*_elsewhere(source, target), Paragraph(agreed)]
    by_link: dict[Link, list[Proposal]] = {}
    for proposal in found.proposals:
        by_link.setdefault(proposal.link, []).append(proposal)
    for topic in target.every_topic:
        own = [(link, proposals) for link, proposals in by_link.items() if link.target_topic == topic.id]
        blocks += section(topic_label(topic), (_carried(*each, source, found.assessed_on) for each in own))
    if not found.proposals:
        blocks.append(Paragraph(gettext("No evidence carries over.")))
    blocks += _overused(found, target)
    blocks += _topics(gettext("Evidence that no link carries: {topics}"), found.left_behind, source)
    facts = known_facts([(gettext("From the assessment of"), day(found.assessed_on)), *_ends(source, target)])
    return document_of(target, title.format(service=found.service, framework=target.title), facts, blocks)


def _ends(source: Framework, target: Framework) -> Iterator[LabelledText]:
    yield gettext("From"), edition_label(source)
    yield gettext("To"), edition_label(target)


def _elsewhere(source: Framework, target: Framework) -> Iterator[Notice]:
    """Yield that the two are of different places, where they are."""
    if source.jurisdiction and target.jurisdiction and source.jurisdiction != target.jurisdiction:
        words = gettext("{target} is of {place}, and the evidence was given for a framework of {other}.")
        yield Notice(words.format(target=target.title, place=target.jurisdiction, other=source.jurisdiction))


def _link(link: Link, target: Framework) -> Item:
    words = {
        Relation.EXACT: gettext("is the same as: {topic}"),
        Relation.CLOSE: gettext("is close to: {topic}"),
        Relation.BROADER: gettext("is broader than: {topic}"),
        Relation.NARROWER: gettext("is narrower than: {topic}"),
        Relation.RELATED: gettext("is related to: {topic}"),
    }
    text = words[link.relation].format(topic=topic_label(target.topic(link.target_topic)))
    return Item(text, [link.rationale])


def _carried(link: Link, proposals: Sequence[Proposal], source: Framework, on: date) -> Item:
    """Return where the evidence that a link carries was given, with each piece and why the link holds."""
    words = {
        Relation.EXACT: gettext("Given for {topic}, which is the same:"),
        Relation.CLOSE: gettext("Given for {topic}, which is close to this:"),
        Relation.BROADER: gettext("Given for {topic}, which is broader than this:"),
        Relation.NARROWER: gettext("Given for {topic}, which is narrower than this:"),
        Relation.RELATED: gettext("Given for {topic}, which is related to this:"),
    }
    text = words[link.relation].format(topic=topic_label(source.topic(link.source_topic)))
    return Item(text, [*(evidence_text(each.evidence, on) for each in proposals), link.rationale])


def _overused(proposals: EvidenceProposals, target: Framework) -> Iterator[Block]:
    topics = topic_count(proposals.most_uses)
    words, items = gettext("{evidence}: {topics}"), []
    for each in proposals.overused:
        labels = "; ".join(topic_label(target.topic(topic)) for topic in each.topics)
        items.append(words.format(evidence=evidence_text(each.evidence, proposals.assessed_on), topics=labels))
    yield from section(gettext("Proposed for more than {topics}").format(topics=topics), items)


def _topics(words: str, topics: Sequence[str], framework: Framework) -> Iterator[Block]:
    heading = words.format(framework=framework.title, topics=topic_count(len(topics)))
    yield from section(heading, (topic_label(framework.topic(topic)) for topic in topics))
