"""The outcome of every example that is scored, as a document."""

from functools import cache
from pathlib import Path

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.report import report_document
from positiveculture.outcome import Outcome
from positiveculture.report import Report

EXAMPLES = Path(__file__).parents[2] / "examples"

#: The examples whose framework publishes awards.
SCORED = ("rivington-2025", "rivington-2026", "halfway-2026", "cqc-rivington-2026", "cqc-held-back-2026")


@cache
def outcome_of(name: str) -> Outcome:
    """Return the outcome of an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.evaluate(pc.get_framework(assessment.framework), assessment)


@cache
def document_of(name: str, *, full: bool = True, notes: bool = True) -> Document:
    """Return the document of an example; of the second Rivington with where its topics were the year before."""
    earlier = outcome_of("rivington-2025").assessment if name == "rivington-2026" else None
    return outcome_document(outcome_of(name), earlier=earlier, full=full, notes=notes)


def documents_of_one_page() -> dict[str, Document]:
    """Return what has to be on one sheet of A4: without notes and with every topic answered, the year before too."""
    names = ("rivington-2026", "cqc-rivington-2026", "cqc-held-back-2026")
    since = Report(outcome_of("rivington-2026"), outcome_of("rivington-2025").assessment)
    return {
        **{f"outcome {name}": document_of(name, notes=False) for name in names},
        **{f"report {name}": report_document(Report(outcome_of(name)), notes=False) for name in names},
        "report with the year before": report_document(since, notes=False),
    }
