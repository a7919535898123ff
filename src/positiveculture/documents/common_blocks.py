"""Blocks that many documents have: what is known, entries under a heading, paragraphs, and columns of numbers."""

from collections.abc import Iterable, Iterator

from positiveculture.documents.blocks import Block, Column, Fact, Facts, Heading, Item, Listing, Paragraph


def known_facts(facts: Iterable[tuple[str, str]]) -> Facts:
    """Return short facts, each with its label; those of which nothing is known are left out."""
    return Facts(Fact(label, value) for label, value in facts if value.strip())


def figure_columns(*headings: str) -> tuple[Column | str, ...]:
    """Return columns of numbers."""
    return tuple(Column(heading, figures=True) for heading in headings)


def section(heading: str, items: Iterable[Item | str], level: int = 2) -> Iterator[Block]:
    """Yield entries under a heading; nothing where there are none."""
    listing = Listing(items)
    if listing.items:
        yield Heading(heading, level)
        yield listing


def paragraphs(*texts: str) -> Iterator[Paragraph]:
    """Yield a paragraph of each text that is not blank."""
    yield from (Paragraph(text) for text in texts if text.strip())
