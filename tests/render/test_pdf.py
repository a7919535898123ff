"""PDFs of the examples: tagged, with words for their pictures, in one font, the same bytes wherever they are made."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from every_form import pages_of_pdf
from judged_examples import DOCUMENTS
from scored import document_of, documents_of_one_page

from positiveculture.documents.blocks import Document, Fact, Facts, Heading, Notice, Paragraph, Table
from positiveculture.render.pdf import pdf

ONE_PAGE = documents_of_one_page()

needs_poppler = pytest.mark.skipif(
    shutil.which("pdfinfo") is None, reason="poppler is not installed: apt-get install poppler-utils"
)


def told(program: str, made: bytes, folder: Path, *options: str) -> str:
    """Return what one of poppler's programs says of a PDF."""
    file = folder / "made.pdf"
    file.write_bytes(made)
    return subprocess.run([program, *options, str(file)], capture_output=True, check=True, encoding="utf-8").stdout


@needs_poppler
@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_pdf_says_of_itself(name: str, tmp_path: Path) -> None:
    """It is A4 and tagged, has the document's title, and no day on which it was made."""
    document = DOCUMENTS[name].document
    said = told("pdfinfo", pdf(document), tmp_path)
    assert re.search(r"^Tagged: +yes$", said, re.MULTILINE)
    assert re.search(rf"^Title: +{re.escape(document.title)}$", said, re.MULTILINE)
    assert re.search(r"^Page size: .*\(A4\)$", said, re.MULTILINE)
    assert "Date" not in said


@needs_poppler
@pytest.mark.parametrize("name", ONE_PAGE)
def test_a_plain_assessment_is_one_page(name: str, tmp_path: Path) -> None:
    """Without notes, and with every topic answered, everything is on one page of A4, the year before too."""
    assert re.search(r"^Pages: +1$", told("pdfinfo", pdf(ONE_PAGE[name]), tmp_path), re.MULTILINE)


@needs_poppler
def test_the_structure_is_that_of_the_document(tmp_path: Path) -> None:
    """Headings, lists and tables are tagged as such, and a picture has its words."""
    structure = told("pdfinfo", pdf(document_of("rivington-2026", notes=False)), tmp_path, "-struct-text")
    for tag in ("H1", "H2", "L", "LI", "Table", "TH", "TD", "Figure"):
        assert re.search(rf"^ *{tag}\b", structure, re.MULTILINE), tag
    assert b"/Alt" in pdf(document_of("rivington-2026", notes=False))


@needs_poppler
def test_one_font(tmp_path: Path) -> None:
    """All letters are of the font that comes with the extra, and are in the file."""
    rows = told("pdffonts", pdf(document_of("rivington-2026")), tmp_path).splitlines()[2:]
    assert rows
    assert all("NotoSans" in row and re.search(r"yes yes yes", row) for row in rows)


def test_the_same_bytes_in_another_process() -> None:
    """Two processes, with different seeds for their hashes, make the same bytes."""
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from scored import document_of\nfrom positiveculture.render.pdf import pdf\n"
        "print(hashlib.sha256(pdf(document_of('rivington-2026'))).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    runs = [
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_letters_that_the_font_lacks_do_no_harm() -> None:
    """Names in other letters are taken from the fonts of the machine, and make a PDF whichever there are."""
    document = Document("سلام", [Heading("日本語"), Paragraph("🙂 শুভ")], language="not a language")
    assert pdf(document).startswith(b"%PDF")


@needs_poppler
@pytest.mark.parametrize("longest", [80, 3_000])
def test_no_row_is_parted(longest: int) -> None:
    """A row stays on one page; one with more than a page has room for goes on, and all of it is there."""
    rows = [(f"First{number}.", f"{'word ' * longest}last{number}.") for number in range(24)]
    pages = pages_of_pdf(pdf(Document("Rows", [Table("", ["One", "Other"], rows)])))

    assert len(pages) > 2
    assert sum(page.split().count("word") for page in pages) == 24 * longest
    if longest < 100:
        assert all(page.count("First") == page.count("last") for page in pages)


@needs_poppler
@pytest.mark.parametrize("lines", range(60, 72))
def test_the_last_notice_is_not_alone(lines: int) -> None:
    """Who may award or rate closes a document next to where the framework comes from, never on a page of its own."""
    blocks = [
        *(Paragraph(f"Line {number}.") for number in range(lines)),
        Facts([Fact("Source", "A book")]),
        Notice("End."),
    ]
    *_, last, _ = pages_of_pdf(pdf(Document("Lines", blocks)))  # there is nothing behind the end of the last
    assert "A book" in last
    assert "End." in last
