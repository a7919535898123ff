"""Makes this gallery: what each document of the examples looks like, as a page and as PDF.

`python examples/gallery/make.py` writes it anew, with the extras `report` and `pdf`; with `--pictures`, the pictures in
`docs/pictures/` too, taken in Chromium by Playwright.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.coverage import coverage_document
from positiveculture.documents.explanation import explanation_document
from positiveculture.documents.history import history_document
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.report import report_document
from positiveculture.documents.route import route_document
from positiveculture.documents.summary import summary_document
from positiveculture.formats.history import read_history
from positiveculture.formats.report import Report
from positiveculture.render.forms import render

GALLERY = Path(__file__).parent
EXAMPLES = GALLERY.parent
PICTURES = EXAMPLES.parent / "docs" / "pictures"

#: The documents of which there are pictures, with how wide the browser is: as wide as a telephone for one of them.
PICTURED = {"report": 900, "report-guide": 900, "report-bands": 360}

#: How much of the page a picture shows, in pixels.
HEIGHT = 1700


def outcome_of(name: str) -> pc.Outcome:
    """Return the outcome of an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.evaluate(pc.get_framework(assessment.framework), assessment)


def documents() -> Iterator[tuple[str, Document]]:
    """Yield each document of the gallery with its name."""
    medals, bands, guide = map(outcome_of, ("rivington-2026", "cqc-held-back-2026", "wales-cwm-aderyn-2026"))
    history = read_history([EXAMPLES / "rivington-2025.toml", EXAMPLES / "rivington-2026.toml"])
    yield "assess", outcome_document(medals, full=False)
    yield "assess-checks", coverage_document(outcome_of("ethical-rivington-2026"))
    yield "assess-survey", coverage_document(outcome_of("leicester-healthy-workplace"))
    yield "assess-why", explanation_document(bands)
    yield "progress", history_document(history, medals.framework)
    yield "report", report_document(Report(medals, history.assessments[0]), notes=False)
    yield "report-bands", report_document(Report(bands))
    yield "report-guide", report_document(Report(guide))
    yield "route", route_document(medals, pc.route(medals, "silver"))
    yield "summary", summary_document(medals)


def take_pictures() -> None:
    """Take a picture of each page that `PICTURED` names."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - for pictures alone

    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        for name, width in PICTURED.items():
            page = browser.new_page(viewport={"width": width, "height": HEIGHT}, device_scale_factor=0.75)
            page.goto((GALLERY / f"{name}.html").as_uri())
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


def main() -> None:
    """Write every page, every PDF and, where they are asked for, the pictures."""
    for name, document in documents():
        for suffix in (".html", ".pdf"):
            (GALLERY / f"{name}{suffix}").write_bytes(render(document, suffix))
    if "--pictures" in sys.argv:
        take_pictures()


if __name__ == "__main__":
    main()
