"""Documents in Word, so that they can be edited where people write; pictures are tables here.

python-docx comes with the extra `docx`.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO

from positiveculture.documents.blocks import Block, Document, Facts, Heading, Item, Listing, Notice, Paragraph, Table
from positiveculture.extras import extra
from positiveculture.field_types import with_types
from positiveculture.render.prepared import as_table, language_of, prepare_page

with extra("docx", "a document in Word", ("docx",), "python-docx"):
    import docx
    from docx.document import Document as WordDocument
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor
    from docx.table import _Row as WordRow
    from docx.text.paragraph import Paragraph as WordParagraph

#: The deepest listing that Word has a style for.
DEEPEST = 3

#: The font, which is that of the headings too, and colours that stand out from paper as well as those of our pages.
FONT, DEEP, INK = "Calibri", RGBColor(0x0B, 0x3C, 0x5D), RGBColor(0x1B, 0x1B, 0x1B)


@with_types
def word(document: Document) -> bytes:
    """Return `document` as a Word file (.docx) in A4."""
    prepared = prepare_page(document)
    page = docx.Document()
    _set_up(page, prepared)
    _paragraph(page, prepared.title, "Heading 1")
    for block in prepared.blocks:
        _add(page, block)
    written = BytesIO()
    page.save(written)
    return written.getvalue()


def _set_up(page: WordDocument, document: Document) -> None:
    """Set the title, the language and the paper; the template's own author and date go."""
    properties = page.core_properties
    properties.title, properties.language = document.title[:255], language_of(document.language)
    properties.author = properties.comments = ""
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    page.styles["Normal"].font.size, page.styles["Normal"].font.name = Pt(10), FONT
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        page.styles[name].font.color.rgb = DEEP
    notice = page.styles["Intense Quote"].font
    notice.bold, notice.italic, notice.color.rgb = False, False, INK
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), language_of(document.language))
    page.styles["Normal"].element.get_or_add_rPr().append(language)


def _add(page: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            _paragraph(page, block.text, f"Heading {block.level}")
        case Paragraph():
            page.add_paragraph(block.text)
        case Notice():
            _paragraph(page, block.text, "Intense Quote")
        case Facts():
            for place, fact in enumerate(block.facts, 1):
                paragraph = page.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.keep_with_next = place < len(block.facts)
                paragraph.add_run(f"{fact.label}:").bold = True
                paragraph.add_run(f" {fact.value}")
        case Listing():
            _add_items(page, block.items, 1)
        case _:
            _add_table(page, as_table(block))


def _paragraph(page: WordDocument, text: str, style: str) -> WordParagraph:
    """Add a paragraph with a style; python-docx looks for one by its name among all, each time."""
    paragraph = page.add_paragraph(text)
    paragraph._p.style = _style_ids()[style]  # noqa: SLF001 - python-docx has no other way
    return paragraph


@cache
def _style_ids() -> Mapping[str, str]:
    """Return the ids of the styles of python-docx's own template, by their names."""
    return {style.name: style.style_id for style in docx.Document().styles}


def _add_items(page: WordDocument, items: Iterable[Item], depth: int) -> None:
    style = "List Bullet" if depth == 1 else f"List Bullet {min(depth, DEEPEST)}"
    for item in items:
        _paragraph(page, item.text, style).paragraph_format.space_after = Pt(2)
        _add_items(page, item.items, depth + 1)


def _add_table(page: WordDocument, table: Table) -> None:
    """Add a table whose first row is repeated on every page as its heading."""
    if table.title:
        _paragraph(page, table.title, "Caption").paragraph_format.keep_with_next = True
    if table.words:
        page.add_paragraph(table.words).paragraph_format.keep_with_next = True
    grid = page.add_table(rows=0, cols=len(table.columns), style="Light List Accent 1")
    _fill(grid.add_row(), [column.heading for column in table.columns])
    repeated = OxmlElement("w:tblHeader")
    grid.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no other way
    for row in table.rows:
        _fill(grid.add_row(), row)
    page.add_paragraph()


def _fill(row: WordRow, texts: Iterable[str]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        cell.text = text
