"""What every document has to keep to, in every form; and a language of accents, in which no sentence is forgotten."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import product
from typing import Any
from unicodedata import normalize

import attrs
import docx
from docx.table import Table as WordTable
from drawn_documents import is_said, letters, said_in
from reading_forms import Page, read_markdown
from rich.console import Console

from positiveculture.documents.blocks import Bars, Document, Ladder, Stacked, Table
from positiveculture.render.html import html
from positiveculture.render.markdown import markdown
from positiveculture.render.pdf import pdf
from positiveculture.render.prepared import as_table
from positiveculture.render.terminal import Screen
from positiveculture.render.text import text
from positiveculture.render.word import word

PDFTOTEXT = shutil.which("pdftotext")

BARS = str.maketrans("", "", "█▒░")


def printed(document: Document, width: int, encoding: str = "utf-8", *, colour: bool = False) -> str:
    """Return what a terminal of so many columns shows."""
    output = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
    console = Console(
        file=output,
        width=width,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        legacy_windows=False,
    )
    console.print(Screen(document))
    output.flush()
    return output.buffer.getvalue().decode(encoding)


def words_of_word(made: bytes) -> str:
    """Return the text of a Word file in the order in which it is written."""
    parts = docx.Document(io.BytesIO(made)).iter_inner_content()
    return "".join(
        "".join(cell.text for row in part.rows for cell in row.cells) if isinstance(part, WordTable) else part.text
        for part in parts
    )


def pages_of_pdf(made: bytes) -> list[str]:
    """Return the text of each page of a PDF in the order in which it is written, without its number."""
    command = [str(PDFTOTEXT), "-raw", "-enc", "UTF-8", "-", "-"]
    pages = subprocess.run(command, input=made, capture_output=True, check=True).stdout.decode().split("\f")
    return [normalize("NFC", re.sub(r"\s*\d+ / \d+\s*\Z", "", page)) for page in pages]


def readings_of_pdf(made: bytes, document: Document) -> Iterator[str]:
    """Yield the text of a PDF, each time with other pages without the headings that a table repeats at their top."""
    blocks = (as_table(block) if isinstance(block, Bars | Ladder | Stacked) else block for block in document.blocks)
    tables = (block for block in blocks if isinstance(block, Table))
    heads = {letters("".join(column.heading for column in table.columns)) for table in tables}
    first, *others = ("".join(page.split()) for page in pages_of_pdf(made))
    ways = [{page, *(page.removeprefix(head) for head in heads)} for page in others]
    return ("".join([first, *rest]) for rest in product(*ways))


def assert_said_in_every_form(document: Document) -> None:
    """Hold that each form has the same words in the same order, and that no line is too wide for a terminal."""
    plain = said_in(document, colon=":", bullet="-")
    for width in (40, 60, 80, 120):
        shown = printed(document, width)
        assert is_said(shown.translate(BARS), plain)
        assert max(map(len, shown.splitlines())) <= width
    assert is_said(text(document), plain)
    assert is_said(Page(html(document)).shown, said_in(document, colon="", bullet=""))
    assert is_said(read_markdown(markdown(document)), said_in(document, colon=":", bullet=""))
    assert is_said(words_of_word(word(document)), said_in(document, colon=":", bullet=""))
    if PDFTOTEXT is not None:
        parts = said_in(document, colon=":", bullet="•")
        assert any(is_said(reading, parts) for reading in readings_of_pdf(pdf(document), document))


def all_alike(template: str) -> str:
    """Return `template` with the same word in place of all words, but for its placeholders."""
    return re.sub(r"(\{\w+\})|[^{}]+", lambda found: found[1] or "x", template)


def parts_of(value: Any) -> int:
    """Return of how many blocks, facts, rows, items and texts a document is made."""
    if attrs.has(type(value)):
        return 1 + sum(parts_of(getattr(value, field.name)) for field in attrs.fields(type(value)))
    return sum(parts_of(each) for each in value) if isinstance(value, tuple) else 1


def accented(template: str) -> str:
    """Return a template in no language: its letters are accented, its places stay."""
    table = str.maketrans("aeiouAEIOU", "àéîöûÀÉÎÖÛ")
    return "".join(
        part if part.startswith("{") else part.translate(table) for part in re.split(r"(\{\w*(?:!s)?\})", template)
    )


def english_in(document: Document, *own: Any) -> set[str]:
    """Return the words of a document in the language of accents that are English, and are in nothing of `own`.

    Args:
        document: Made within `use_catalogue(accented)`.
        own: What has words of its own: frameworks, assessments, plans.
    """
    told = " ".join(str(attrs.asdict(each) if attrs.has(type(each)) else each) for each in own)
    known = set(re.findall(r"\w+", told.replace("\\n", " ")))
    shown = text(document, width=10_000)
    return {word for word in re.findall(r"\w+", shown) if word.isascii() and re.search("[aeiouAEIOU]", word)} - known
