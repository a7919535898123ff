"""What became of a file of assessments that was judged as one table: counts alone, never a service by name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from positiveculture.documents.about import framework_fact, notices, who_awards
from positiveculture.documents.blocks import Block, Document, Heading, Paragraph, Table
from positiveculture.documents.common_blocks import figure_columns, known_facts, section
from positiveculture.documents.english import capitalised, number, plural
from positiveculture.errors import UnknownTopic
from positiveculture.framework import Framework
from positiveculture.gettext import gettext

#: How many obstacles and topics are listed at the most.
MOST = 5


def judged_table_document(report: Mapping[str, Any], framework: Framework) -> Document:
    """Return what became of a table.

    Args:
        report: What came of it, as `positiveculture table --json` prints it.
        framework: What it was judged by.
    """
    words = gettext("{rows}: {judged} judged, {rejected} rejected")
    counts = {name: number(report[name]) for name in ("judged", "rejected")}
    facts = [
        framework_fact(framework),
        (gettext("Table"), words.format(rows=_rows(report["rows"]), **counts)),
        (gettext("What is wrong is in"), report["rejects"] or ""),
    ]
    blocks: list[Block] = [
        known_facts(facts),
        *(Paragraph(capitalised(text)) for text in report["unknown_columns"]),
        *notices(framework),
        *(_awards(report, framework) if framework.awards else ()),
        *_in_the_way(report, framework),
        *_tipping(report, framework),
        who_awards(framework),
    ]
    return Document(gettext("A table judged by {framework}").format(framework=framework.title), blocks)


def _awards(report: Mapping[str, Any], framework: Framework) -> Iterator[Block]:
    yield Heading(gettext("Indicated by these assessments"))
    heads = figure_columns(gettext("Highest"), gettext("Met"), gettext("Not met"), gettext("Undecided"))
    rows = [
        (framework.title_of(award["id"]), *(number(award[key]) for key in ("highest", "met", "not_met", "undecided")))
        for award in reversed(report["awards"])
    ]
    below = gettext("No award yet") if framework.floor is None else framework.floor.title
    words = gettext(
        "Of how many rows each award is the highest that is met, and in how many it is met, not met or undecided."
    )
    yield Table("", [gettext("Award"), *heads], [*rows, (below, number(report["none"]), "", "", "")], words)


def _in_the_way(report: Mapping[str, Any], framework: Framework) -> Iterator[Block]:
    rows = [(_obstacle(framework, obstacle), obstacle["rows"]) for obstacle in report["blockers"]]
    yield from _listed(gettext("What stands in the way most often"), rows)


def _tipping(report: Mapping[str, Any], framework: Framework) -> Iterator[Block]:
    tipping = report["tipping"]
    rows = [(framework.title_of(topic["topic"]), topic["gains"]) for topic in tipping["topics"]]
    title = gettext("One level more on this topic alone would bring an award to")
    if tipping["rows"] != report["judged"]:
        title = gettext("{title} (of {rows} looked at)").format(title=title, rows=_rows(tipping["rows"]))
    yield from _listed(title, rows)


def _listed(title: str, counted: Iterable[tuple[str, int]]) -> Iterator[Block]:
    words = gettext("{what}: {rows}")
    items = [words.format(what=what, rows=_rows(count)) for what, count in counted]
    yield from section(title, items[:MOST])


def _obstacle(framework: Framework, blocker: Mapping[str, Any]) -> str:
    """Return what stands in the way of an award, in words."""
    kind, what = blocker["kind"], blocker["what"]
    topic, _, level = what.rpartition(" at ") if kind == "level" else (what, "", "")
    words = {
        "award": gettext("{award}: {what} not met"),
        "nothing-to-judge": gettext("{award}: nothing is left to judge"),
        "level": gettext("{award}: {what} at {level}"),
        "evidence": gettext("{award}: {what}, evidence"),
    }
    sentence = words.get(kind, gettext("{award}: {what}"))
    return sentence.format(award=framework.title_of(blocker["award"]), what=_title(framework, topic), level=level)


def _title(framework: Framework, what: str) -> str:
    """Return the title of a topic or an award; of a share, its words."""
    try:
        return framework.title_of(what)
    except (UnknownTopic, LookupError):
        return what


def _rows(count: int) -> str:
    return plural(count, "{rows} row", "{rows} rows", rows=number(count))
