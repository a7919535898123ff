"""Documents as Markdown: what people wrote is escaped, so that it is shown as it is and never taken for markup."""

import re
from collections.abc import Iterable, Iterator

from positiveculture.documents.blocks import Block, Document, Facts, Heading, Item, Listing, Notice, Paragraph, Table
from positiveculture.field_types import with_types
from positiveculture.render.prepared import as_table, prepare

#: What Markdown, as people write it today, takes as its own wherever it is; an ampersand, and HTML's brackets, come
#: after it as entities.
MARKS = re.compile(r"[\\`*_{}\[\]#|~$^@]|(?<=www)\.|:(?=//)", re.IGNORECASE)

#: What it takes as its own at the start of a line: a list, a rule, or what underlines a heading.
START = re.compile(r"^(\d*)([-+=]|(?<=\d)[.)](?=\s|$))")


@with_types
def markdown(document: Document) -> str:
    """Return `document` as Markdown, with the tables of GitHub's."""
    prepared = prepare(document)
    blocks = (part for block in prepared.blocks for part in ("", *_block(block)))
    return "".join(f"{line}\n" for line in (f"# {escape_markdown(prepared.title)}", *blocks))


def escape_markdown(text: str) -> str:
    """Return a text on one line so that Markdown shows it as it is."""
    marked = MARKS.sub(lambda match: "\\" + match[0], " ".join(text.split()))
    started = START.sub(r"\1\\\2", marked)
    return started.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escape_markdown(block.text)}"
        case Paragraph():
            yield escape_markdown(block.text)
        case Notice():
            yield f"> {escape_markdown(block.text)}"
        case Facts():
            for fact in block.facts:
                yield f"- **{escape_markdown(fact.label)}:** {escape_markdown(fact.value)}"
        case Listing():
            yield from _items(block.items, "")
        case _:
            yield from _table(as_table(block))


def _items(items: Iterable[Item], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {escape_markdown(item.text)}"
        yield from _items(item.items, f"{indent}  ")


def _table(table: Table) -> Iterator[str]:
    if table.title:
        yield from (f"**{escape_markdown(table.title)}**", "")
    if table.words:
        yield from (escape_markdown(table.words), "")
    yield _row(escape_markdown(column.heading) for column in table.columns)
    yield _row("---:" if column.figures else "---" for column in table.columns)
    yield from (_row(map(escape_markdown, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
