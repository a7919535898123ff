"""Documents as lines of a given width, for plain text and for the terminal.

No boxes and no signs beyond the bars: lines read the same aloud, in a log file and on paper.
"""

from collections.abc import Iterable, Iterator

import attrs

from positiveculture.documents.blocks import Bars, Block, Document, Facts, Heading, Item, Listing, Notice, Paragraph
from positiveculture.render.columns import table_lines
from positiveculture.render.lines import DrawBar, Line, Span, Style, text_lines
from positiveculture.render.prepared import as_table

#: Lines are never drawn narrower than this, nor what stands within a listing beyond so much of the line.
NARROWEST = 16


def layout(document: Document, width: int, draw: DrawBar | None = None) -> Iterator[Line]:
    """Yield `document` in lines of at most `width` cells.

    Args:
        document: What is shown; it must be prepared.
        width: How many cells a line has; with fewer than 16, lines have 16.
        draw: Draws the bars; without it none is drawn, for their figures are shown anyway.
    """
    page = _Page(max(width, NARROWEST), draw)
    yield from text_lines(document.title, page.width, Style.TITLE)
    before: Block | None = None
    for block in document.blocks:
        beneath = isinstance(before, Heading) and (not isinstance(block, Heading) or block.level > before.level)
        if getattr(block, "title", "") or not beneath:
            yield ()
        yield from page.block(block)
        before = block


@attrs.frozen
class _Page:
    """How wide lines are, and how bars are drawn."""

    width: int
    draw: DrawBar | None

    def block(self, block: Block) -> Iterator[Line]:
        """Yield the lines of one block."""
        match block:
            case Heading():
                yield from text_lines(block.text, self.width, Style.HEADING)
            case Paragraph():
                yield from text_lines(block.text, self.width)
            case Notice():
                yield from text_lines(block.text, self.width, Style.NOTICE)
            case Facts():
                for fact in block.facts:
                    yield from self._labelled(f"{fact.label}:", fact.value)
            case Listing():
                yield from self._items(block.items, 0)
            case Bars():
                yield from table_lines(as_table(block), self.width, block.bars, self.draw)
            case _:
                yield from table_lines(as_table(block), self.width)

    def _labelled(self, label: str, value: str) -> Iterator[Line]:
        """Yield a value after its label, which is told apart where it is whole on the first line."""
        for place, line in enumerate(text_lines(f"{label} {value}", self.width - 2)):
            if place:
                yield Span("  "), *line
            elif line[0].text.startswith(label):
                yield Span(label, Style.LABEL), Span(line[0].text.removeprefix(label))
            else:
                yield line

    def _items(self, items: Iterable[Item], indent: int) -> Iterator[Line]:
        """Yield each item after a hyphen, and what is beneath it further in, as long as there is room."""
        lead = " " * min(indent, self.width - NARROWEST)
        for item in items:
            yield from text_lines(item.text, self.width, first=f"{lead}- ", rest=f"{lead}  ")
            yield from self._items(item.items, indent + 2)
