"""How the topics of two frameworks are linked, and an assessment's evidence proposed for another framework."""

from collections.abc import Iterator, Sequence
from datetime import date

from positiveculture.crosswalk import Crosswalk, EvidenceProposals, Link, Proposal, Relation
from positiveculture.documents.about import notices, who_awards
from positiveculture.documents.blocks import Block, Document, Fact, Facts, Heading, Item, Listing, Notice, Paragraph
from positiveculture.documents.english import day, plural
from positiveculture.documents.labels import topic_label
from positiveculture.documents.written import evidence_text
from positiveculture.framework import Framework
from positiveculture.gettext import gettext


def crosswalk_document(crosswalk: Crosswalk, source: Framework, target: Framework) -> Document:
    """Return each link in the order of the topics of the source, with why it holds, and the gaps on both sides.

    Raises:
        InvalidCrosswalk: The frameworks are not those that it links.
    """
    gaps = crosswalk.gaps(source, target)
    title = gettext("{source} and {target}").format(source=source.title, target=target.title)
    count = plural(len(crosswalk.links), "{count} link", "{count} links")
    blocks: list[Block] = [Facts([*_ends(source, target), Fact(gettext("Links"), count)])]
    for topic in source.every_topic:
        own = [link for link in crosswalk.links if link.source_topic == topic.id]
        if own:
            blocks += [Heading(topic_label(topic)), Listing(_link(link, target) for link in own)]
    blocks += [
        Heading(gettext("Who says so")),
        Listing(map(Item, sorted({link.source for link in crosswalk.links}))),
    ]
    for topics, framework in zip(gaps, (source, target), strict=True):
        words = gettext("Linked to nothing in {framework}: {topics}")
        blocks += _topics(words, topics, framework)
    return Document(title, blocks)


def proposals_document(found: EvidenceProposals, source: Framework, target: Framework) -> Document:
    """Return what is proposed for each topic, in framework order, and what is used too often or stays behind."""
    title = gettext("{service}: evidence proposed for {framework}")
    blocks: list[Block] = [
        Facts([Fact(gettext("From the assessment of"), day(found.assessed_on)), *_ends(source, target)]),
        *notices(target),
        *_elsewhere(source, target),
        Paragraph(
            gettext(
                "These are proposals: somebody has to agree that each piece speaks to its topic. "
                "No score carries over: every topic is judged afresh."
            )
        ),
    ]
    links = list(dict.fromkeys(proposal.link for proposal in found.proposals))
    for topic in target.every_topic:
        own = [link for link in links if link.target_topic == topic.id]
        if own:
            carried = [(link, [each for each in found.proposals if each.link == link]) for link in own]
            blocks += [
                Heading(topic_label(topic)),
                Listing(_carried(*each, source, found.assessed_on) for each in carried),
            ]
    if not found.proposals:
        blocks.append(Paragraph(gettext("No evidence carries over.")))
    blocks += _overused(found, target)
    blocks += _topics(gettext("Evidence that no link carries: {topics}"), found.left_behind, source)
    return Document(title.format(service=found.service, framework=target.title), [*blocks, who_awards(target)])


def _ends(source: Framework, target: Framework) -> Iterator[Fact]:
    words = gettext("{title}, edition {edition}")
    for label, framework in ((gettext("From"), source), (gettext("To"), target)):
        yield Fact(label, words.format(title=framework.title, edition=framework.edition))


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
    return Item(text, [Item(link.rationale)])


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
    return Item(text, [*(Item(evidence_text(each.evidence, on)) for each in proposals), Item(link.rationale)])


def _overused(found: EvidenceProposals, target: Framework) -> Iterator[Block]:
    if found.overused:
        topics = plural(found.most_uses, "{count} topic", "{count} topics")
        yield Heading(gettext("Proposed for more than {topics}").format(topics=topics))
        words = gettext("{evidence}: {topics}")
        yield Listing(
            Item(
                words.format(
                    evidence=evidence_text(each.evidence, found.assessed_on),
                    topics="; ".join(topic_label(target.topic(topic)) for topic in each.topics),
                )
            )
            for each in found.overused
        )


def _topics(words: str, topics: Sequence[str], framework: Framework) -> Iterator[Block]:
    if topics:
        count = plural(len(topics), "{count} topic", "{count} topics")
        yield Heading(words.format(framework=framework.title, topics=count))
        yield Listing(Item(topic_label(framework.topic(topic))) for topic in topics)
