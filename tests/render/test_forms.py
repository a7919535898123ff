"""Every form by its suffix, what a missing extra says, and how large and how fast a page is."""

import subprocess
import sys

import pytest
from scored import SCORED, document_of

from positiveculture.documents.blocks import (
    Document,
    Fact,
    Facts,
    Heading,
    Item,
    Ladder,
    Listing,
    Paragraph,
    Requirement,
    Rung,
)
from positiveculture.render.forms import FORMS, render
from positiveculture.render.html import html
from positiveculture.render.text import text

#: What a file of each kind begins with.
BEGINS = {".txt": b"Rivington", ".md": b"# Rivington", ".html": b"<!doctype html>", ".pdf": b"%PDF-", ".docx": b"PK"}


@pytest.mark.parametrize("suffix", FORMS)
def test_a_form_by_its_suffix(suffix: str) -> None:
    """Each suffix gives a file of its kind."""
    assert render(document_of("rivington-2026"), suffix).startswith(BEGINS[suffix])


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [("html", "htpy", "report"), ("pdf", "typst", "pdf"), ("word", "docx", "docx"), ("terminal", "rich", "cli")],
)
def test_a_missing_extra_is_named(module: str, package: str, extra: str) -> None:
    """Without its package, a form says which extra brings it, as an error of ours and an ImportError."""
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "from positiveculture.errors import MissingExtra\n"
        f"try:\n    import positiveculture.render.{module}\nexcept MissingExtra as error:\n    print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    assert said.endswith(f'is not installed: pip install "positiveculture[{extra}]"\n')


@pytest.mark.parametrize("name", SCORED)
def test_a_page_is_small(name: str) -> None:
    """A page with everything in it, notes too, is smaller than 100 kB."""
    assert len(html(document_of(name)).encode()) < 100_000


def large() -> Document:
    """Return 130 topics, 40 awards and a note of 10,000 signs."""
    rungs = [
        Rung(f"Topic {place}", 0, 10, place % 11, None, [Requirement(f"Award {place % 40}", 5)]) for place in range(130)
    ]
    note = "People are known well, and say so. " * 286
    ladder = Ladder("Topic by topic", "", "Topic", "Now", "Asked for", rungs)
    items = [Item(f"Award {place}: Topic {place}: has 1, needs 5") for place in range(40)]
    return Document("Large", [ladder, Heading("What stands in the way"), Listing(items), Paragraph(note)])


def test_much_is_still_shown() -> None:
    """130 topics, 40 awards and a long note make a document in every form; the page is still small."""
    for suffix in FORMS:
        assert render(large(), suffix)
    assert len(html(large()).encode()) < 130_000
    assert max(map(len, text(large(), width=40).splitlines())) <= 40


def test_a_label_that_is_longer_than_a_line() -> None:
    """As text, a label that one line cannot hold goes on in the next, and its value follows it."""
    lines = text(Document("Title", [Facts([Fact("Somebody who knows them well", "Ann")])]), width=20).splitlines()

    assert lines[-2:] == ["Somebody who knows", "  them well: Ann"]
