"""How two frameworks meet: the commands `crosswalk` and `carry`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.text import Text

from positiveculture.assessment import Evidence
from positiveculture.cli import words
from positiveculture.cli.checking import SUFFIXES, framework_of
from positiveculture.cli.options import Against, AsJson, AssessmentFile, Force, show
from positiveculture.cli.pictures import entry, heading, paragraph
from positiveculture.cli.terminal import show_document, show_line
from positiveculture.crosswalk import Carried, Crosswalk, Link, Proposal, carry as carry_over
from positiveculture.errors import FileTrouble
from positiveculture.escaping import escape, is_shown
from positiveculture.formats.assessment import read_assessment
from positiveculture.formats.crosswalk import carried_to_dict, crosswalk_to_dict, write_crosswalk
from positiveculture.formats.sssom.vocabulary import UNSPECIFIED
from positiveculture.formats.sssom.writer import to_sssom
from positiveculture.formats.writing import write_text
from positiveculture.framework import Framework
from positiveculture.plugins.crosswalks import find_crosswalk
from positiveculture.plugins.registry import get_framework

#: What is said wherever evidence is proposed.
NO_SCORE = (
    "These are proposals: somebody has to agree that each piece speaks to its topic. "
    "No score carries over: every topic is judged afresh."
)


def crosswalk(  # noqa: PLR0913, PLR0917 - each is an option of the command
    here: Annotated[str, typer.Argument(metavar="FROM", help="The id of a framework, or its file.")],
    there: Annotated[str, typer.Argument(metavar="TO", help="The id of another, or its file.")],
    sssom: Annotated[bool, typer.Option("--sssom", help="Print an SSSOM table, for other mapping tools.")] = False,
    license_: Annotated[
        str, typer.Option("--license", metavar="URL", help="The licence that the table names.")
    ] = UNSPECIFIED,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write to this .toml, .json or .tsv (SSSOM) file.")
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Show how the topics of two frameworks are linked.

    Each link with why it holds, and the topics on either side that nothing is linked to.
    """
    if sssom and as_json:
        raise typer.BadParameter("is given together with --json", param_hint="--sssom")
    left, right = framework_of(here), framework_of(there)
    found = find_crosswalk(left, right)
    table = to_sssom(found, left, right, license_=license_)
    if out is not None:
        _hand_over(found, table, out, sssom, force)
        if not as_json:
            show_line(f"{out} is written.")
            return
    if sssom:
        show_document("".join(sign if is_shown(sign) or sign in "\t\n" else escape(sign) for sign in table))
    else:
        show(titled_to_dict(found, left, right), links(found, left, right), as_json)


def carry(
    file: AssessmentFile,
    to: Annotated[str, typer.Option("--to", metavar="FRAMEWORK", help="The id of the other framework, or its file.")],
    framework: Against = None,
    most_uses: Annotated[
        int, typer.Option("--most-uses", min=1, metavar="N", help="Warn of evidence proposed for more topics.")
    ] = 3,
    as_json: AsJson = False,
) -> None:
    """Propose an assessment's evidence for another framework.

    Each piece with where it comes from. No score carries over.
    """
    assessment = read_assessment(file, framework=None if framework is None else framework_of(framework))
    left = get_framework(assessment.framework) if framework is None else framework_of(framework)
    right = framework_of(to)
    found = carry_over(assessment, find_crosswalk(left, right), most_uses=most_uses)
    show(carried_to_dict(found), proposed(found, left, right), as_json)


def _hand_over(found: Crosswalk, table: str, out: Path, sssom: bool, force: bool) -> None:
    suffix = out.suffix.lower()
    if sssom and suffix != ".tsv":
        raise FileTrouble(str(out), "is not .tsv, and an SSSOM table is")
    if suffix not in (".tsv", *SUFFIXES):
        raise FileTrouble(str(out), "is neither .toml, .json nor .tsv, so its kind is not known")
    if out.exists() and not force:
        raise FileTrouble(str(out), "is there already; overwrite it with --force")
    if suffix == ".tsv":
        write_text(table, out, overwrite=force)
    else:
        write_crosswalk(found, out, overwrite=force)


def titled_to_dict(found: Crosswalk, left: Framework, right: Framework) -> dict[str, Any]:
    """Return a crosswalk as `crosswalk --json` prints it.

    `{"from": {"framework", "edition"}, "to": likewise, "links": [{"here", "there", "relation", "rationale",
    "source"}], "gaps": {"from": [topics], "to": [topics]}}`; a relation says what `here` is to `there`.
    """
    gaps = found.gaps(left, right)
    return crosswalk_to_dict(found) | {"gaps": {"from": list(gaps[0]), "to": list(gaps[1])}}


def links(found: Crosswalk, left: Framework, right: Framework) -> Iterator[RenderableType]:
    """Yield each link, in the order of the topics on the left, and the gaps on both sides."""
    gaps = found.gaps(left, right)
    yield from _ends(left, right)
    yield Text(f"{words.count(len(found.links), 'link')}")
    for topic in left.every_topic:
        own = [link for link in found.links if link.here == topic.id]
        if own:
            yield heading(words.topic_title(topic))
            for link in own:
                yield paragraph(f"{link.relation.words}: {words.topic_title(right.topic(link.there))}", 2, "bold")
                yield paragraph(words.title(link.rationale), 4)
    sources = sorted({words.title(link.source) for link in found.links})
    yield heading("Who says so")
    yield from (entry("-", Text(source), width=1) for source in sources)
    for side, framework in zip(gaps, (left, right), strict=True):
        yield from _topics(f"Linked to nothing in {words.title(framework.title)}", side, framework)


def _ends(left: Framework, right: Framework) -> Iterator[RenderableType]:
    yield Text.assemble("From ", (words.edition(left), "bold"))
    yield Text.assemble("to ", (words.edition(right), "bold"))


def _topics(title: str, topics: Sequence[str], framework: Framework) -> Iterator[RenderableType]:
    if topics:
        yield heading(f"{title}: {words.count(len(topics), 'topic')}")
        yield from (entry("-", Text(words.topic_title(framework.topic(topic))), width=1) for topic in topics)


def proposed(found: Carried, left: Framework, right: Framework) -> Iterator[RenderableType]:
    """Yield what is proposed for each topic, in framework order, and what is used too often or stays behind."""
    yield Text.assemble((words.title(found.service), "bold"), f", {words.day(found.assessed_on)}")
    yield from _ends(left, right)
    yield paragraph(f"\n{NO_SCORE}")
    links = list(dict.fromkeys(proposal.link for proposal in found.proposals))
    for topic in right.every_topic:
        own = [link for link in links if link.there == topic.id]
        if own:
            yield heading(words.topic_title(topic))
        for link in own:
            yield from _over(link, [each for each in found.proposals if each.link == link], left)
    if not found.proposals:
        yield heading("Nothing carries over.")
    if found.overused:
        yield heading(f"Warning: proposed for more than {words.count(found.most_uses, 'topic')}")
        for each in found.overused:
            titles = "; ".join(words.topic_title(right.topic(topic)) for topic in each.topics)
            yield entry("-", Text(f"{_piece(each.evidence)}: {titles}", "yellow"), width=1)
    yield from _topics("Evidence that no link carries", found.left_behind, left)


def _over(link: Link, proposals: Sequence[Proposal], left: Framework) -> Iterator[RenderableType]:
    """Yield what one link carries, and why it does."""
    for proposal in proposals:
        yield paragraph(_piece(proposal.evidence), 2, "bold")
    given = f"given for {words.topic_title(left.topic(link.here))}, which {link.relation.words} this."
    yield paragraph(f"{given} {words.title(link.rationale)}", 4)


def _piece(evidence: Evidence) -> str:
    """Return a piece of evidence in a few words: what it is, of which day, and until when it counts."""
    about = [words.title(evidence.kind)]
    about += [f"of {words.day(evidence.dated)}"] if evidence.dated else []
    about += [f"lapses on {words.day(evidence.lapses_on)}"] if evidence.lapses_on else []
    return f"{words.title(evidence.title)} ({', '.join(about)})"
