"""Every document of an outcome, of every example: what the tests of documents walk over."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import attrs

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.coverage import coverage_document
from positiveculture.documents.explanation import explanation_document
from positiveculture.documents.history import history_document
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.report import report_document
from positiveculture.documents.route import route_document
from positiveculture.documents.summary import summary_document
from positiveculture.outcome import Outcome
from positiveculture.report import Report

EXAMPLES = Path(__file__).parents[2] / "examples"

#: Every example that is an assessment.
NAMES = (
    *("rivington-2025", "rivington-2026", "halfway-2026", "cqc-rivington-2026", "cqc-held-back-2026"),
    *("ethical-rivington-2026", "gloucestershire-merrowdale-2026", "leicester-employee-engagement"),
    *("leicester-health-check", "leicester-healthy-workplace", "leicester-peer-review", "leicester-peer-review-return"),
    *("wales-cwm-aderyn-2025", "wales-cwm-aderyn-2026"),
)

#: The examples that are of the same service a year apart.
PAIRS = (("rivington-2025", "rivington-2026"), ("wales-cwm-aderyn-2025", "wales-cwm-aderyn-2026"))


@attrs.frozen
class Shown:
    """A document, with what it is of."""

    document: Document
    outcome: Outcome
    #: What has words of its own besides the framework and the assessment.
    others: tuple[object, ...] = ()


@cache
def outcome_of(name: str) -> Outcome:
    """Return the outcome of an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.evaluate(pc.get_framework(assessment.framework), assessment)


def documents_of(outcome: Outcome) -> Iterator[tuple[str, Document]]:
    """Yield each kind of document that there is of one outcome."""
    if outcome.framework.awards:
        for verdict in outcome:
            yield f"route {verdict.award.id}", route_document(outcome, pc.route(outcome, verdict.award.id))
        yield "assess", outcome_document(outcome, full=False)
        yield "assess --full", outcome_document(outcome)
        yield "assess --why", explanation_document(outcome)
    else:
        yield "assess", coverage_document(outcome, full=False)
        yield "assess --full", coverage_document(outcome)
    yield "summary", summary_document(outcome)
    yield "report", report_document(Report(outcome))
    yield "report --without-notes", report_document(Report(outcome), notes=False)


def every_document() -> dict[str, Shown]:
    """Return every document of every example, by the command that shows it."""
    found = {
        f"{command} {name}": Shown(document, outcome_of(name))
        for name in NAMES
        for command, document in documents_of(outcome_of(name))
    }
    for before, now in PAIRS:
        earlier, outcome = outcome_of(before).assessment, outcome_of(now)
        history = pc.History([earlier, outcome.assessment], framework=outcome.framework)
        plan = pc.draft_plan(outcome, "silver" if outcome.framework.awards else None)
        since = Report(outcome, earlier, plan=plan)
        earlier_plan = pc.draft_plan(outcome_of(before), "bronze" if outcome.framework.awards else None)
        moved = history_document(history, outcome.framework, [earlier_plan])
        found[f"progress {now}"] = Shown(moved, outcome, (earlier, earlier_plan))
        found[f"report --since --plan {now}"] = Shown(report_document(since), outcome, (earlier, plan))
    return found


DOCUMENTS = every_document()
