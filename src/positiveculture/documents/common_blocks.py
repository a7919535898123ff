"""Blocks that many documents have: what is known, entries with or without a heading, paragraphs, columns of numbers."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from positiveculture.documents.blocks import Block, Column, Fact, Facts, Heading, Item, Listing, Paragraph

#: What something is called, and what is known of it.
LabelledText: TypeAlias = tuple[str, str]


def known_facts(facts: Iterable[LabelledText]) -> Facts:
    """Return short facts, each with its label; those of which nothing is known are left out."""
    return Facts(Fact(label, value) for label, value in facts if value.strip())


def figure_columns(*headings: str) -> tuple[Column | str, ...]:
    """Return columns of numbers."""
    return tuple(Column(heading, figures=True) for heading in headings)


def section(heading: str, items: Iterable[Item | str], level: int = 2) -> Iterator[Block]:
    """Yield entries under a heading; nothing where there are none."""
    for block in listing(items):
        yield from (Heading(heading, level), block)


def listing(items: Iterable[Item | str]) -> Iterator[Listing]:
    """Yield entries one beneath the other; nothing where there are none."""
    entries = Listing(items)
    if entries.items:
        yield entries


def paragraphs(*texts: str) -> Iterator[Paragraph]:
    """Yield a paragraph of each text that is not blank."""
    yield from (Paragraph(text) for text in texts if text.strip())
