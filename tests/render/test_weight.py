"""How much a page weighs: it goes by e-mail, and opens on a telephone."""

from pathlib import Path

import pytest
from checked import CHECKED
from judged_examples import DOCUMENTS as JUDGED
from large import large_report
from listened import MADE

from positiveculture.render.html import html

#: The most that a page weighs, in bytes.
MOST = 100_000

GALLERY = Path(__file__).parents[2] / "examples" / "gallery"


def weight(page: str) -> int:
    """Return how many bytes a page has."""
    return len(page.encode())


def test_every_page_is_light() -> None:
    """Each document of each shipped example, and each page of the gallery, is one file of less than 100 kB."""
    documents = {name: shown.document for name, shown in JUDGED.items()} | {
        name: make() for name, (make, _) in (MADE | CHECKED).items()
    }
    pages = {name: html(document) for name, document in documents.items()}
    pages |= {path.name: path.read_text(encoding="utf-8") for path in GALLERY.glob("*.html")}
    assert {name: weight(page) for name, page in pages.items() if weight(page) >= MOST} == {}


@pytest.mark.parametrize(("topics", "awards"), [(130, 3), (25, 40)])
def test_a_large_page_is_light(topics: int, awards: int) -> None:
    """A report with the year before is less than 100 kB for 130 topics with three awards, and for 40 awards."""
    assert weight(html(large_report(topics, awards))) < MOST


def test_more_awards_cost_no_more_shapes() -> None:
    """However many awards ask something of a topic, its picture has one mark for each level that is asked for."""
    few, many = (html(large_report(130, awards)) for awards in (4, 40))
    assert many.count("</svg>") == few.count("</svg>") + 36  # a bar for each award
    assert many.count("M") - few.count("M") < 3 * 36 + many.count("Award") - few.count("Award")
    assert weight(many) < 3.5 * MOST  # nearly all of it words: 40 lists of what is missing
