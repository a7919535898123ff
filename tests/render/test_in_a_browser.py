"""Pages in a real browser: nothing is loaded, nothing runs, and everybody can read them, also on a telephone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import violations
from checked import CHECKED
from drawn_documents import example
from judged_examples import DOCUMENTS as JUDGED
from large import large_report
from listened import MADE
from playwright.sync_api import Browser, Page
from scored import SCORED, document_of, documents_of_one_page

from positiveculture.documents.blocks import Document
from positiveculture.render.html import STYLE, fragment, html

pytest_plugins = ["chromium"]

#: A screen of 1280 by 1024 pixels, and what of its pixels are left at 400 %, which is narrower than telephones too.
SCREENS = ((1280, 1024), (320, 256))

DOCUMENTS = {name: shown.document for name, shown in JUDGED.items()} | {"everything": example()}
DOCUMENTS |= {name: make() for name, (make, _) in (MADE | CHECKED).items()} | {"40 awards": large_report(25, 40)}
ONE_PAGE = documents_of_one_page()


#: Each element with its class and what attributes it has, inside its parent; each heading after the one before.
KINDS = """(() => {
    const kind = each => each && [each.tagName, each.getAttribute("class"), ...each.getAttributeNames()].join(" ");
    const inside = [...document.querySelectorAll("*")].map(each => `${kind(each.parentElement)} > ${kind(each)}`);
    const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(each => each.tagName);
    return [...inside, ...headings.map((each, place) => `${headings[place - 1]}, ${each}`)];
})()"""


class Window:
    """A page that one document after another is shown on: to open one takes longer than to read most documents."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.file = page, folder / "page.html"
        #: What the browser asked for and complained of since the last document was shown.
        self.heard: list[str] = []
        #: The kinds of element that axe-core has looked at.
        self.known: set[str] = set()
        page.on("request", lambda request: self.heard.append(request.url))
        page.on("console", lambda message: self.heard.append(message.text))
        page.on("dialog", lambda dialog: self.heard.append(dialog.message))

    def show(self, document: Document, width: int = SCREENS[0][0]) -> Page:
        """Open a document from a file."""
        self.file.write_text(html(document), encoding="utf-8")
        self.page.set_viewport_size({"width": width, "height": 800})
        self.heard.clear()
        self.page.goto(self.file.as_uri())
        return self.page


@pytest.fixture(scope="module")
def window(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    """A page that one document after another is shown on; nothing on them runs, so nothing is left behind."""
    with browser.new_page() as page:
        yield Window(page, tmp_path_factory.mktemp("window"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_everybody_can_read_it(name: str, window: Window) -> None:
    """Nobody scrolls sideways, wide or narrow, axe-core finds no violation, nothing is loaded and nothing runs.

    axe-core, which takes most of the time, looks at what has a kind of element in a place where none before had it.
    """
    page = window.show(DOCUMENTS[name])
    assert page.evaluate("document.scripts.length") == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    new = set(page.evaluate(KINDS)) - window.known
    window.known |= new
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if new:
            assert violations(page) == []
    assert window.heard == [window.file.as_uri()]


def test_the_policy_stops_what_is_not_ours(page: Page, tmp_path: Path) -> None:
    """Had somebody found a way to put markup into a page, it would run nothing and load nothing."""
    hostile = "<script>document.title = 'run'</script><img src='https://example.org/x.png'><p style='color: red'>x</p>"
    file = tmp_path / "page.html"
    file.write_text(html(DOCUMENTS["assess rivington-2025"]).replace("<main>", f"<main>{hostile}"), encoding="utf-8")
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.failure or ""))
    page.goto(file.as_uri())
    assert page.title() != "run"
    assert failed == ["csp"]
    assert page.evaluate("getComputedStyle(document.querySelector('p')).color") != "rgb(255, 0, 0)"


@pytest.mark.parametrize("name", SCORED)
def test_it_prints_on_a4(name: str, window: Window) -> None:
    """On paper, no document of an example without notes takes more than two pages, and all of them have its words."""
    printed = window.show(document_of(name, notes=False)).pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") in (1, 2)
    assert b"/MediaBox [0 0 594" in printed or b"/MediaBox [0 0 595" in printed


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_every_mark_is_explained(width: int, height: int, window: Window) -> None:
    """What the marks and colours of a picture mean is seen above it, on a telephone too."""
    page = window.show(example())
    page.set_viewport_size({"width": width, "height": height})
    heights = page.evaluate("[...document.querySelectorAll('thead:has(.key)')].map(head => head.clientHeight)")
    assert len(heights) > 1
    assert min(heights) > 10


@pytest.mark.parametrize("name", ONE_PAGE)
def test_a_plain_assessment_prints_on_one_page(name: str, window: Window) -> None:
    """Printed from a browser, what is one page as PDF is one page too."""
    assert window.show(ONE_PAGE[name]).pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_a_fragment_in_a_page_of_an_app(width: int, height: int, page: Page) -> None:
    """An app that puts a fragment under a heading of its own, with our style, has an accessible page too."""
    inside = fragment(DOCUMENTS["assess --full rivington-2026"])
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(
        f"<!doctype html><html lang=en><title>App</title><style>{STYLE}</style><main><h1>App</h1>{inside}</main>"
    )
    assert violations(page) == []
