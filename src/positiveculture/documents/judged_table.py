"""What became of a file of assessments that was judged as one table: counts alone, never a service by name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from positiveculture.documents.about import framework_fact, notices, who_awards
from positiveculture.documents.blocks import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Listing,
    Paragraph,
    Table,
)
from positiveculture.documents.english import capitalised, number
from positiveculture.errors import UnknownTopic
from positiveculture.framework import Framework
from positiveculture.gettext import gettext

#: How many obstacles and topics are listed at the most.
MOST = 5


def judged_table_document(found: Mapping[str, Any], framework: Framework) -> Document:
    """Return what became of a table.

    Args:
        found: What came of it, as `positiveculture table --json` prints it.
        framework: What it was judged by.
    """
    judged, rejected = number(found["judged"]), number(found["rejected"])
    words = gettext("{rows}: {judged} judged, {rejected} rejected")
    counted = words.format(rows=_rows(found["rows"]), judged=judged, rejected=rejected)
    facts = [framework_fact(framework), Fact(gettext("Table"), counted)]
    if found["rejects"] is not None:
        facts.append(Fact(gettext("What is wrong is in"), found["rejects"]))
    blocks: list[Block] = [
        Facts(facts),
        *(Paragraph(capitalised(text)) for text in found["unknown_columns"]),
        *notices(framework),
        *(_awards(found, framework) if framework.awards else ()),
        *_in_the_way(found, framework),
        *_tipping(found, framework),
        who_awards(framework),
    ]
    return Document(gettext("A table judged by {framework}").format(framework=framework.title), blocks)


def _awards(found: Mapping[str, Any], framework: Framework) -> Iterator[Block]:
    yield Heading(gettext("Indicated by these assessments"))
    heads = (gettext("Highest"), gettext("Met"), gettext("Not met"), gettext("Undecided"))
    columns = [Column(gettext("Award")), *(Column(head, figures=True) for head in heads)]
    rows = [
        (framework.title_of(one["id"]), *(number(one[key]) for key in ("highest", "met", "not_met", "undecided")))
        for one in reversed(found["awards"])
    ]
    below = gettext("No award yet") if framework.floor is None else framework.floor.title
    yield Table(
        "",
        columns,
        [*rows, (below, number(found["none"]), "", "", "")],
        gettext(
            "Of how many rows each award is the highest that is met, and in how many it is met, not met or undecided."
        ),
    )


def _in_the_way(found: Mapping[str, Any], framework: Framework) -> Iterator[Block]:
    rows = [(_obstacle(framework, **_keys(one)), one["rows"]) for one in found["blockers"]]
    yield from _listed(gettext("What stands in the way most often"), rows)


def _tipping(found: Mapping[str, Any], framework: Framework) -> Iterator[Block]:
    tipping = found["tipping"]
    rows = [(framework.title_of(one["topic"]), one["gains"]) for one in tipping["topics"]]
    title = gettext("One level more on this topic alone would bring an award to")
    if tipping["rows"] != found["judged"]:
        words = gettext("{title} (of {rows} looked at)")
        title = words.format(title=title, rows=_rows(tipping["rows"]))
    yield from _listed(title, rows)


def _keys(blocker: Mapping[str, Any]) -> dict[str, str]:
    return {key: blocker[key] for key in ("award", "kind", "what")}


def _listed(title: str, counted: Iterable[tuple[str, int]]) -> Iterator[Block]:
    words = gettext("{what}: {rows}")
    items = [Item(words.format(what=what, rows=_rows(count))) for what, count in counted]
    if items:
        yield Heading(title)
        yield Listing(items[:MOST])


def _obstacle(framework: Framework, award: str, kind: str, what: str) -> str:
    """Return what stands in the way of an award, in words."""
    topic, _, level = what.rpartition(" at ") if kind == "level" else (what, "", "")
    words = {
        "award": gettext("{award}: {what} not met"),
        "nothing-to-judge": gettext("{award}: nothing is left to judge"),
        "level": gettext("{award}: {what} at {level}"),
        "evidence": gettext("{award}: {what}, evidence"),
    }
    sentence = words.get(kind, gettext("{award}: {what}"))
    return sentence.format(award=framework.title_of(award), what=_title(framework, topic), level=level)


def _title(framework: Framework, what: str) -> str:
    """Return the title of a topic or an award; of a share, its words."""
    try:
        return framework.title_of(what)
    except (UnknownTopic, LookupError):
        return what


def _rows(count: int) -> str:
    return (gettext("{count} row") if count == 1 else gettext("{count} rows")).format(count=number(count))
