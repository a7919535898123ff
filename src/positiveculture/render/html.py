"""Documents as HTML: one page that stands alone, or a fragment for a page of an app's own.

No script, no request, and a policy that allows neither.  Every text is escaped by htpy, which comes with the extra
`report`.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files

from positiveculture.documents.blocks import Block, Column, Document, Facts, Heading, Item, Listing, Notice, Paragraph
from positiveculture.extras import extra
from positiveculture.field_types import with_types
from positiveculture.render.pictures import Drawing, Drawn, draw, spoken, styled
from positiveculture.render.prepared import in_columns, is_wide, language_of, prepare_page

with extra("report", "a document in HTML", ("htpy", "markupsafe")):
    import htpy as h
    from markupsafe import Markup

#: A fact of more characters than this takes a row for itself.
LONG = 44

#: A cell of no more characters stays on one line where there is room.
SHORT = 24

#: A word that is too long for a column, and so much of it as has a place to break after it: letters with their accents
#: and joiners.
LONG_WORD = re.compile(r"(\S{25,})")
PIECE = re.compile("((?:\\S(?:[\u0300-\u036f\u200c\ufe0e\ufe0f]|\u200d\\S)*){8})")

#: Where the shapes of pictures are.
SHAPE = ".positiveculture svg "


def packed(style: str) -> str:
    """Return a style without its indents and ends of lines, so that a page is lighter: no text in ours has them."""
    return re.sub(r"(?<=[{};,])\s+", "", style)


#: What a page looks like; every rule is for what is inside `.positiveculture`, so that an app can use it too.
STYLE = packed(files("positiveculture.render").joinpath("document.css").read_text(encoding="utf-8")) + styled(SHAPE)


def policy(style: str, script: str = "") -> str:
    """Return a policy by which nothing is loaded or sent, and of scripts and styles there are only these."""
    directives = ["default-src 'none'; base-uri 'none'; form-action 'none'"]
    for name, text in (("script-src", script), ("style-src", style)):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        directives += [f"{name} 'sha256-{digest}'"] if text else []
    return "; ".join(directives)


#: The style of a page that stands alone: what is inside has a margin of its own.
PAGE_STYLE = STYLE + "body{margin:0}"

#: Nothing runs in a document, and of styles there is only our own.
POLICY = policy(PAGE_STYLE)


@with_types
def html(document: Document) -> str:
    """Return `document` as a page that stands alone: no script, no request, and with a policy that allows neither."""
    prepared = prepare_page(document)
    return whole_page(prepared.title, language_of(document.language), POLICY, PAGE_STYLE, h.main[_article(prepared, 1)])


def whole_page(title: str, language: str, allowed: str, style: str, *body: h.Node) -> str:
    """Return a page that stands alone, with its policy and its style."""
    page = h.html(lang=language)[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(http_equiv="Content-Security-Policy", content=allowed),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.title[title],
            h.style[Markup(style)],  # noqa: S704 - our own files
        ],
        h.body[body],
    ]
    return f"{page}\n"


@with_types
def fragment(document: Document, *, level: int = 2) -> h.Element:
    """Return `document` as an element for a page of an app's own; templates take it as it is, by its `__html__`.

    Args:
        document: What is shown.
        level: The level of its title among the page's headings, 1 to 4.
    """
    return _article(prepare_page(document), level)


def _article(document: Document, level: int) -> h.Element:
    blocks = (_block(each, level) for each in document.blocks)
    return h.article(".positiveculture", lang=language_of(document.language))[heading(level)[document.title], blocks]


def heading(level: int) -> h.Element:
    """Return the element of a heading of a level, 1 to 6; of the nearest of these for any other."""
    return (h.h1, h.h2, h.h3, h.h4, h.h5, h.h6)[min(max(level, 1), 6) - 1]


def _block(block: Block, level: int) -> h.Node:
    match block:
        case Heading():
            return heading(level + block.level - 1)[block.text]
        case Paragraph():
            return h.p[block.text]
        case Notice():
            return h.p(".notice")[block.text]
        case Facts():
            return h.dl[(_fact(fact.label, fact.value) for fact in block.facts)] if block.facts else None
        case Listing():
            return _list(block.items)
        case _:
            return _table(draw(block))


def _fact(label: str, value: str) -> h.Element:
    return h.div(".long" if len(value) > LONG else "")[h.dt[label], h.dd[value]]


def _list(items: Sequence[Item]) -> h.Node:
    entries = [h.li[item.text, _list(item.items)] for item in items]
    return h.ul(".columns" if in_columns(items) else "")[entries] if items else None


def _table(drawn: Drawn) -> h.Element:
    """Return a table with its drawings; its roles are stated too, for narrow screens show each row as lines."""
    table = drawn.table
    counts = all(column.figures for column in table.columns[1:])  # which a class of the table says once
    columns = [Column(column.heading, figures=column.figures and not counts) for column in table.columns]
    head = (
        h.th(role="columnheader", scope="col", class_={"figures": column.figures})[_key(key), column.heading]
        for column, key in zip(columns, drawn.keys, strict=True)
    )
    cells = (_cells(columns, *each, drawn.place) for each in zip(table.rows, drawn.drawings, strict=True))
    rows = (h.tr(role="row")[each] for each in cells)
    caption = h.caption[h.strong[table.title], " ", table.words] if table.title or table.words else None
    thead = h.thead(role="rowgroup")[h.tr(role="row")[head]]
    classes = {"wide": is_wide(table), "counts": counts}
    return h.table(class_=classes, role="table")[caption, thead, h.tbody(role="rowgroup")[rows]]


def _cells(columns: Sequence[Column], row: Sequence[str], drawing: Drawing | None, place: int) -> Iterator[h.Element]:
    for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
        shown = _svg(drawing, row) if drawing and number == place else None
        if number:
            classes = {"figures": column.figures, "long": len(cell) > SHORT}
            yield h.td(role="cell", data_label=column.heading, class_=classes)[shown, _breakable(cell)]
        else:
            classes = {"figures": column.figures, "short": shown is None and len(cell) <= SHORT}
            yield h.th(role="rowheader", scope="row", class_=classes)[_breakable(cell), shown]


def _breakable(text: str) -> Iterator[h.Node]:
    """Yield `text`, with places to break in words that are too long for a column."""
    for place, part in enumerate(LONG_WORD.split(text)):
        yield [(h.wbr, piece) for piece in PIECE.split(part)] if place % 2 else part


def _svg(drawing: Drawing, row: Sequence[str]) -> h.Element:
    """Return a drawing with its title and its words."""
    title, *words = spoken(row)
    return h.svg(role="img", viewBox=f"0 0 {drawing.width} {drawing.height}")[
        h.title[title], h.desc["; ".join(words)], _shapes(drawing)
    ]


def _key(drawing: Drawing | None) -> h.Node:
    if drawing is None:
        return None
    return h.svg(".key", aria_hidden="true", viewBox=f"0 0 {drawing.width} {drawing.height}")[_shapes(drawing)]


def _shapes(drawing: Drawing) -> Markup:
    return Markup(drawing.shapes)  # noqa: S704 - drawn of numbers alone
