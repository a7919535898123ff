"""Documents as PDF: tagged, with words for each picture, and the same bytes each time.

Typst sets the pages; the text reaches it as data, so that nothing in it is read as markup.  Typst and the font come
with the extra `pdf`.
"""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from positiveculture.documents.blocks import Block, Document, Facts, Heading, Listing, Notice, Paragraph, Table
from positiveculture.extras import extra
from positiveculture.field_types import with_types
from positiveculture.render.pictures import Drawing, Drawn, draw, spoken
from positiveculture.render.prepared import in_columns, is_wide, language_of, prepare_page

with extra("pdf", "a document in PDF", ("fontpkg_noto_sans", "typst")):
    import fontpkg_noto_sans as font
    import typst

#: What the font has letters for: Latin, Greek, Cyrillic and Devanagari, with their signs.
COVERED = re.compile("[\u0000-\u052f\u0900-\u097f\u1e00-\u20bf\u2116\u2122]*")

#: A column whose cells have no more letters than this is as wide as they are.
SHORT = 24

#: What makes pages of the data.
TEMPLATE = files("positiveculture.render").joinpath("document.typ").read_bytes()


@with_types
def pdf(document: Document) -> bytes:
    """Return `document` as PDF in A4.

    The same document gives the same bytes on every machine, unless it has letters that the font does not have: those
    are taken from the fonts of the machine.
    """
    prepared = prepare_page(document)
    data = {
        "title": prepared.title,
        "language": language_of(prepared.language),
        "font": font.FAMILY,
        "blocks": [_block(block) for block in prepared.blocks],
    }
    text = json.dumps(data, ensure_ascii=False)
    fonts = _fonts(system=not COVERED.fullmatch(text))
    return typst.compile(TEMPLATE, font_paths=fonts, sys_inputs={"document": text})


@cache
def _fonts(*, system: bool) -> typst.Fonts:
    """Return the font, and those of the machine where they are asked for."""
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(font.ROOT / "files")])


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading() | Paragraph() | Notice() | Facts():
            return {"kind": type(block).__name__.lower(), **attrs.asdict(block)}
        case Listing():
            return {"kind": "listing", **attrs.asdict(block), "columns": in_columns(block.items)}
        case _:
            return _table(draw(block))


def _table(drawn: Drawn) -> dict[str, Any]:
    table = drawn.table
    columns = [
        {"figures": column.figures, **_cell(column.heading, key)}
        for column, key in zip(table.columns, drawn.keys, strict=True)
    ]
    rows = [
        [_cell(cell, drawing if place == drawn.place else None, row) for place, cell in enumerate(row)]
        for row, drawing in zip(table.rows, drawn.drawings, strict=True)
    ]
    return {
        "kind": "table",
        "title": table.title,
        "words": table.words,
        "columns": columns,
        "rows": rows,
        "shares": _shares(table),
        "wide": is_wide(table),
    }


def _shares(table: Table) -> list[int]:
    """Return which share each column has of the room that is left; 0: as much as it needs, for it is short."""
    rows = [[column.heading for column in table.columns], *table.rows]
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    short = min(SHORT, max(longest) - 1)
    return [0 if length <= short else min(length, 4 * SHORT) for length in longest]


def _cell(text: str, drawing: Drawing | None, row: Sequence[str] = ()) -> dict[str, Any]:
    """Return a cell: its text, and its drawing with the words of the row for those who cannot see it."""
    return {"text": text, "svg": drawing and drawing.svg, "words": "; ".join(spoken(row or (text,)))}
