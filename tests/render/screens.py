"""What a terminal shows of documents, kept as text for people to read in review: narrow and wide, with few letters.

Run it to write the screens anew, then look at the diff: `python tests/render/screens.py`.
"""

from collections.abc import Iterator
from pathlib import Path

import attrs
from every_form import printed
from judged_examples import DOCUMENTS, outcome_of

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.outcome import outcome_document

FOLDER = Path(__file__).with_name("screens")

#: The documents whose screens are kept, by the name of their file.
KEPT = {
    "assess": "assess rivington-2026",
    "assess-bands": "assess cqc-held-back-2026",
    "assess-survey": "assess leicester-healthy-workplace",
    "assess-why": "assess --why cqc-held-back-2026",
    "route": "route silver rivington-2026",
    "progress": "progress rivington-2026",
}

WIDTHS = (40, 60, 80, 120)


def letters() -> Document:
    """Return a document of a service whose name has letters that not every terminal has."""
    outcome = outcome_of("rivington-2026")
    named = attrs.evolve(outcome.assessment, service="Tŷ Gwyn – Łódź 介護")
    return outcome_document(pc.evaluate(outcome.framework, named), full=False)


def sections(document: Document) -> Iterator[tuple[str, str]]:
    """Yield each screen of a document, with what the terminal is like."""
    for width in WIDTHS:
        yield f"{width} columns", printed(document, width)
    # What begins a colour is shown as ␛.
    yield "80 columns, in colour", printed(document, 80, colour=True).replace("\x1b", "␛")
    for encoding in ("cp1252", "ascii"):
        yield f"80 columns, {encoding}", printed(document, 80, encoding)


def screens() -> dict[str, str]:
    """Return the text of every file."""
    documents = {name: DOCUMENTS[key].document for name, key in KEPT.items()} | {"letters": letters()}
    return {
        name: "".join(f"===== {title} =====\n{shown}\n" for title, shown in sections(document))
        for name, document in documents.items()
    }


if __name__ == "__main__":
    for name, shown in screens().items():
        (FOLDER / f"{name}.txt").write_text(shown, "utf-8")
