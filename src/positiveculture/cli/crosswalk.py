"""The commands `crosswalk` and `carry`: how the topics of two frameworks are linked, and evidence carried along."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from positiveculture.assessment import Evidence
from positiveculture.cli import words
from positiveculture.cli.blocks import Block, bullets, heading, line, paragraph
from positiveculture.cli.options import (
    against,
    argument,
    as_json,
    assessment_file,
    command,
    flag,
    framework_of,
    id_or_file,
    output,
)
from positiveculture.cli.output import Output, json_document, show, show_document, show_line, table_document
from positiveculture.crosswalk import Crosswalk, EvidenceProposals, Link, Proposal, propose_evidence
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.crosswalk import (
    crosswalk_to_dict,
    evidence_proposals_to_dict,
    find_crosswalk,
    gaps_to_dict,
)
from positiveculture.formats.sssom.vocabulary import UNSPECIFIED
from positiveculture.formats.sssom.writer import to_sssom
from positiveculture.formats.toml import toml_text
from positiveculture.framework import Framework
from positiveculture.plugins.registry import get_framework

#: What is said wherever evidence is proposed.
NO_SCORE = (
    "These are proposals: somebody has to agree that each piece speaks to its topic. "
    "No score carries over: every topic is judged afresh."
)


@command("crosswalk")
@argument("source", metavar="FROM", type=id_or_file, about="The id of a framework, or its file.")
@argument("target", metavar="TO", type=id_or_file, about="The id of another, or its file.")
@flag("--sssom", help="Print an SSSOM table, for other mapping tools.")
@click.option("--license", "license_", metavar="URL", default=UNSPECIFIED, help="The licence that the table names.")
@output(".toml, .json or .tsv (SSSOM)")
def crosswalk(source: str, target: str, sssom: bool, license_: str, output: Output) -> None:
    """Show how the topics of two frameworks are linked.

    Each link with why it holds, and the topics on either side that nothing is linked to.
    """
    if sssom and output.as_json:
        raise click.BadParameter("is given together with --json", param_hint="--sssom")
    left, right = framework_of(source), framework_of(target)
    found = find_crosswalk(left, right)
    payload, table = crosswalk_to_dict(found), to_sssom(found, left, right, license_=license_)
    documents = {".toml": toml_text(payload), ".json": json_document(payload), ".tsv": table}
    output.save({".tsv": table} if sssom else documents, "an SSSOM table")
    if sssom and output.file is None:
        show_document(table_document(table))
    elif output.file is None or output.as_json:
        gaps = gaps_to_dict(found.gaps(left, right))
        show(payload | {"gaps": gaps}, links(found, left, right), output.as_json)
    else:
        show_line(f"{output.file} is written.")


@command("carry")
@assessment_file
@click.option(
    "--to", metavar="FRAMEWORK", type=id_or_file, required=True, help="The id of the other framework, or its file."
)
@against
@click.option(
    "--most-uses", metavar="N", type=click.IntRange(min=1), default=3, help="Warn of evidence proposed for more topics."
)
@as_json
def carry(file: Path, to: str, framework: str | None, most_uses: int, as_json: bool) -> None:
    """Propose an assessment's evidence for another framework.

    Each piece with where it comes from. No score carries over.
    """
    named = None if framework is None else framework_of(framework)
    assessment = read_assessment(file, framework=named)
    left, right = named or get_framework(assessment.framework), framework_of(to)
    found = propose_evidence(assessment, find_crosswalk(left, right), most_uses=most_uses)
    show(evidence_proposals_to_dict(found), proposed(found, left, right), as_json)


def links(found: Crosswalk, left: Framework, right: Framework) -> Iterator[Block]:
    """Yield each link, in the order of the topics on the left, and the gaps on both sides."""
    gaps = found.gaps(left, right)
    yield from _ends(left, right)
    yield line(f"{words.count(len(found.links), 'link')}")
    for topic in left.every_topic:
        own = [link for link in found.links if link.source_topic == topic.id]
        if own:
            yield heading(words.topic_title(topic))
            for link in own:
                yield paragraph(
                    f"{link.relation.words}: {words.topic_title(right.topic(link.target_topic))}", 2, "bold"
                )
                yield paragraph(words.title(link.rationale), 4)
    sources = sorted({words.title(link.source) for link in found.links})
    yield heading("Who says so")
    yield from bullets(sources)
    for side, framework in zip(gaps, (left, right), strict=True):
        yield from _topics(f"Linked to nothing in {words.title(framework.title)}", side, framework)


def _ends(left: Framework, right: Framework) -> Iterator[Block]:
    yield line("From ", (words.edition(left), "bold"))
    yield line("to ", (words.edition(right), "bold"))


def _topics(title: str, topics: Sequence[str], framework: Framework) -> Iterator[Block]:
    if topics:
        yield heading(f"{title}: {words.count(len(topics), 'topic')}")
        yield from bullets(words.topic_title(framework.topic(topic)) for topic in topics)


def proposed(found: EvidenceProposals, left: Framework, right: Framework) -> Iterator[Block]:
    """Yield what is proposed for each topic, in framework order, and what is used too often or stays behind."""
    yield line((words.title(found.service), "bold"), f", {words.day(found.assessed_on)}")
    yield from _ends(left, right)
    yield paragraph(f"\n{NO_SCORE}")
    links = list(dict.fromkeys(proposal.link for proposal in found.proposals))
    for topic in right.every_topic:
        own = [link for link in links if link.target_topic == topic.id]
        if own:
            yield heading(words.topic_title(topic))
        for link in own:
            yield from _over(link, [each for each in found.proposals if each.link == link], left)
    if not found.proposals:
        yield heading("Nothing carries over.")
    if found.overused:
        yield heading(f"Warning: proposed for more than {words.count(found.most_uses, 'topic')}")
        titles = ["; ".join(words.topic_title(right.topic(topic)) for topic in each.topics) for each in found.overused]
        pieces = [_piece(each.evidence) for each in found.overused]
        yield from bullets((f"{piece}: {title}" for piece, title in zip(pieces, titles, strict=True)), style="yellow")
    yield from _topics("Evidence that no link carries", found.left_behind, left)


def _over(link: Link, proposals: Sequence[Proposal], left: Framework) -> Iterator[Block]:
    """Yield what one link carries, and why it does."""
    for proposal in proposals:
        yield paragraph(_piece(proposal.evidence), 2, "bold")
    given = f"given for {words.topic_title(left.topic(link.source_topic))}, which {link.relation.words} this."
    yield paragraph(f"{given} {words.title(link.rationale)}", 4)


def _piece(evidence: Evidence) -> str:
    """Return a piece of evidence in a few words: what it is, of which day, and until when it counts."""
    about = [words.title(evidence.kind)]
    about += [f"of {words.day(evidence.dated)}"] if evidence.dated else []
    about += [f"lapses on {words.day(evidence.lapses_on)}"] if evidence.lapses_on else []
    return f"{words.title(evidence.title)} ({', '.join(about)})"
