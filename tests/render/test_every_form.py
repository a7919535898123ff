"""A document says the same in every form: the same words in the same order, and nothing in them is taken for markup."""

import re

import pytest
from drawn_documents import RIGHT_TO_LEFT, WIDE, documents, example, is_said, letters, said_in
from every_form import BARS, PDFTOTEXT, printed, readings_of_pdf, words_of_word
from hypothesis import given, settings, strategies as st
from reading_forms import Page, read_markdown, tokens
from rich.console import Console

from positiveculture.documents.blocks import Document, Paragraph, Stack, Stacked
from positiveculture.render.html import fragment, html
from positiveculture.render.markdown import markdown
from positiveculture.render.pdf import pdf
from positiveculture.render.text import text
from positiveculture.render.word import word

drawn = documents(*WIDE, *RIGHT_TO_LEFT)
widths = st.sampled_from([40, 60, 80, 120, 4000])

needs_poppler = pytest.mark.skipif(
    PDFTOTEXT is None, reason="pdftotext is not installed: apt-get install poppler-utils"
)


@given(drawn, widths)
def test_text_says_it(document: Document, width: int) -> None:
    """Plain text has every word in order, at every width, and no line is wider."""
    shown = text(document, width=width)
    assert is_said(shown, said_in(document, colon=":", bullet="-"))
    assert all(sign.isprintable() or sign in "\n\u200c\u200d" for sign in shown)


@given(drawn, widths)
def test_the_terminal_says_it(document: Document, width: int) -> None:
    """A terminal shows every word in order, at every width, beside the bars."""
    shown = printed(document, width).translate(BARS)
    assert is_said(shown, said_in(document, colon=":", bullet="-"))


@given(drawn, st.sampled_from([40, 80, 120]))
def test_colours_change_no_word(document: Document, width: int) -> None:
    """In colour, a terminal shows what it shows without."""
    coloured = re.sub("\x1b\\[[0-9;]*m", "", printed(document, width, colour=True))
    assert coloured == printed(document, width)


@given(drawn, st.sampled_from([40, 60, 80, 120]), st.sampled_from(["ascii", "cp1252", "utf-8"]))
def test_lines_fit(document: Document, width: int, encoding: str) -> None:
    """No line is wider than the terminal, whatever letters it has: none is cut, and no bar lies."""
    lines = printed(document, width, encoding).split("\n")
    if encoding != "utf-8":
        assert all(len(line) <= width for line in lines)
    assert all(Console(width=width).measure(line).maximum <= width + line.count("\u200d") * 2 for line in lines)


#: Every tag of a document, and every attribute: none of them loads or runs anything.
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h2", "h3", "h4", "p", "ul", "li"),
    *("dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "wbr"),
    *("svg", "desc", "path", "circle"),
}
ATTRIBUTES = {
    *("lang", "charset", "name", "content", "http-equiv", "class", "role", "scope", "data-label", "aria-hidden"),
    *("viewbox", "d", "cx", "cy", "r", "stroke"),
}


@given(drawn)
def test_html_says_it(document: Document) -> None:
    """A page has every word in order as text, and its tags and attributes are ours alone."""
    page = Page(html(document))
    assert is_said(page.shown, said_in(document, colon="", bullet=""))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES


@given(drawn, st.integers(1, 4))
def test_a_fragment_is_what_is_on_the_page(document: Document, level: int) -> None:
    """An app's template takes a fragment as it is, and it says what the page says."""
    made = str(fragment(document, level=level).__html__())
    page = Page(made)
    assert page.shown == Page(html(document)).shown.rstrip("\n")
    assert page.tags[:2] == [("article", {"class": "positiveculture", "lang": "en"}), (f"h{level}", {})]


@given(drawn)
def test_every_picture_has_its_words(document: Document) -> None:
    """Each picture has a title and words, all of them in its row too; a mark beside a heading is hidden."""
    page = html(document)
    pictures = re.findall("<svg[^>]*>.*?</svg>", page)
    for picture in pictures:
        hidden = 'aria-hidden="true"' in picture
        assert hidden != bool(re.match(r'<svg role="img"[^>]*><title>.*</title><desc>.*</desc>', picture))
    assert set(letters(Page(page).pictured)) <= set(letters(Page(page).shown) + ";")


MADE_OF = {
    *("heading", "paragraph", "bullet_list", "list_item", "blockquote", "inline", "text", "text_special", "strong"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@given(drawn)
def test_markdown_says_it(document: Document) -> None:
    """Markdown, as a reader sees it, has every word in order, and nothing that people wrote is markup."""
    parsed = list(tokens(markdown(document)))
    assert {re.sub("_(open|close)$", "", token.type) for token in parsed} <= MADE_OF
    assert is_said(read_markdown(markdown(document)), said_in(document, colon=":", bullet=""))


@given(drawn)
@settings(max_examples=40)
def test_word_says_it(document: Document) -> None:
    """A Word file has every word in order; Word itself opens what python-docx reads back."""
    assert is_said(words_of_word(word(document)), said_in(document, colon=":", bullet=""))


@needs_poppler
@given(documents())
@settings(max_examples=40)
def test_pdf_says_it(document: Document) -> None:
    """A PDF, read by pdftotext, has every word in order, and nothing that people wrote is taken for Typst's own."""
    parts = said_in(document, colon=":", bullet="•")
    assert any(is_said(reading, parts) for reading in readings_of_pdf(pdf(document), document))


@given(documents())
@settings(max_examples=20)
def test_a_pdf_has_the_same_bytes_twice(document: Document) -> None:
    """The same document gives the same bytes."""
    assert pdf(document) == pdf(document)


@given(st.lists(st.lists(st.integers(1, 40), min_size=5, max_size=5), min_size=1, max_size=3))
def test_a_suppressed_group_has_no_width(groups: list[list[int]]) -> None:
    """Where a group is suppressed, no form has a figure for it, nor a stretch of a picture."""
    levels = ["Never", "Seldom", "Sometimes", "Often", "Always"]
    shown = [Stack(f"Group {place}", tuple(counts)) for place, counts in enumerate(groups)]
    document = Document(
        "Answers", [Stacked("", "", "Group", levels, [*shown, Stack("Nights", None, "too few people")])]
    )
    page = html(document)
    hidden = page[page.index("Nights") :]
    assert page.count('role="img"') == len(groups)
    assert "svg" not in hidden
    for last in (hidden, *(form(document).rpartition("Nights")[2] for form in (text, markdown))):
        assert not re.search(r"\d", re.sub("<[^>]*>", "", last))


def test_every_form_shows_the_whole_example() -> None:
    """A document with every block and every awkward text at once can be made in every form."""
    document = example()
    parts = said_in(document, colon=":", bullet="-")
    assert is_said(text(document), parts)
    assert is_said(printed(document, 40).translate(BARS), parts)
    assert is_said(Page(html(document)).shown, said_in(document, colon="", bullet=""))
    assert pdf(document).startswith(b"%PDF")
    assert word(document).startswith(b"PK")


def test_nobody_is_called_in_markdown() -> None:
    """A name after an at sign, which a site would take for somebody to be told, is shown and calls nobody."""
    assert "\\@somebody" in markdown(Document(title="Report", blocks=(Paragraph("Ask @somebody"),)))


def test_a_number_stays_with_its_per_cent() -> None:
    """Where a form breaks lines itself, a number is never parted from its per cent, nor is it in lines of ours."""
    document = Document("Shares", [Paragraph(f"{'word ' * 20}100 % of all")])
    assert "100\u00a0%" in Page(html(document)).shown
    assert "100\u00a0%" in Page(str(fragment(document))).shown
    assert "100\u00a0%" in words_of_word(word(document))
    for width in range(16, 140):
        assert "100 %" in text(document, width=width)
