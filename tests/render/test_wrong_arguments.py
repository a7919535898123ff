"""Documents and forms that are given something else than they show."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import positiveculture as pc
from positiveculture.documents.assessment import assessment_document
from positiveculture.documents.coverage import coverage_document
from positiveculture.documents.crosswalk import crosswalk_document
from positiveculture.documents.explanation import explanation_document
from positiveculture.documents.feedback import feedback_document
from positiveculture.documents.framework import framework_document, topic_document
from positiveculture.documents.history import history_document
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.panel import panel_document
from positiveculture.documents.plan import actions_document, plan_document
from positiveculture.documents.record import record_document
from positiveculture.documents.report import report_document
from positiveculture.documents.route import route_document
from positiveculture.documents.services import award_title, services_document
from positiveculture.documents.summary import summary_document
from positiveculture.documents.triangulation import triangulation_document
from positiveculture.errors import InvalidHistory, InvalidPlan, Unknown, UnknownTopic, WrongArgument
from positiveculture.fhir import assessment_from_fhir
from positiveculture.formats.crosswalk import find_crosswalk
from positiveculture.formats.feedback import read_feedback
from positiveculture.formats.plan import PlanStatus
from positiveculture.formats.report import Report
from positiveculture.formats.rollup import roll_up
from positiveculture.formats.triangulation import read_triangulation
from positiveculture.render.forms import render
from positiveculture.render.html import fragment, html
from positiveculture.render.markdown import markdown
from positiveculture.render.pdf import pdf
from positiveculture.render.text import text
from positiveculture.render.word import word

EXAMPLES = Path(__file__).parents[2] / "examples"
JUNK: tuple[object, ...] = (None, True, 3, "", "x", [], {}, b"x", date(2026, 1, 1), object(), int)

WIGAN, CQC = pc.get_framework("wigan-progress"), pc.get_framework("cqc-style-well-led")
THEN, NOW = (pc.read_assessment(EXAMPLES / f"rivington-{year}.toml") for year in (2025, 2026))
OUTCOME = pc.evaluate(WIGAN, NOW)
PLAN = pc.read_plan(EXAMPLES / "plan-rivington-2026.toml")
LINKS = find_crosswalk("wigan-progress", "cqc-style-well-led")
BRIEF = outcome_document(OUTCOME, full=False)

SHOWN: dict[str, tuple[Callable[..., object], tuple[object, ...]]] = {
    "assessment": (assessment_document, (OUTCOME,)),
    "award": (award_title, ("gold", WIGAN)),
    "coverage": (coverage_document, (OUTCOME,)),
    "crosswalk": (crosswalk_document, (LINKS, WIGAN, CQC)),
    "explanation": (explanation_document, (OUTCOME,)),
    "feedback": (
        feedback_document,
        (read_feedback(EXAMPLES / "feedback-merrowdale-east-2026.toml").measures(date(2026, 9, 1)), ""),
    ),
    "framework": (framework_document, (WIGAN, 0)),
    "topic": (topic_document, (WIGAN, WIGAN.topic("dignity"), None)),
    "history": (history_document, (pc.History([THEN, NOW]), WIGAN, [PLAN])),
    "outcome": (outcome_document, (OUTCOME,)),
    "panel": (panel_document, (None,)),
    "plan": (plan_document, (PLAN, WIGAN, ())),
    "actions": (actions_document, (PlanStatus(PLAN, date(2026, 5, 1)), WIGAN)),
    "record": (record_document, (NOW, None)),
    "report": (report_document, (Report(OUTCOME),)),
    "route": (route_document, (OUTCOME, pc.route(OUTCOME, "silver"))),
    "services": (services_document, (roll_up(WIGAN, [NOW]),)),
    "summary": (summary_document, (OUTCOME,)),
    "triangulation": (triangulation_document, (read_triangulation(EXAMPLES / "triangulation-merrowdale-2026.toml"),)),
    "a form": (render, (BRIEF, ".txt")),
    "a fragment": (fragment, (BRIEF,)),
    "html": (html, (BRIEF,)),
    "markdown": (markdown, (BRIEF,)),
    "pdf": (pdf, (BRIEF,)),
    "text": (text, (BRIEF,)),
    "word": (word, (BRIEF,)),
}


@pytest.mark.parametrize("name", SHOWN)
def test_something_else_is_refused_in_our_words(name: str) -> None:
    """Whatever is given in place of what a document or a form shows ends in an error of ours, and none of Python's."""
    show, given = SHOWN[name]
    for place in range(len(given)):
        for junk in JUNK:
            with suppress(pc.PositiveCultureError):
                show(*given[:place], junk, *given[place + 1 :])


def test_a_report_of_something_else_is_refused_in_our_words() -> None:
    """What is no outcome, no assessment and no plan makes no report, and what is no framework reads no FHIR."""
    given = (OUTCOME, THEN, "silver", PLAN)
    for place in range(len(given)):
        for junk in JUNK:
            with suppress(pc.PositiveCultureError):
                Report(*given[:place], junk, *given[place + 1 :])  # type: ignore[arg-type, call-arg]
    for junk in filter(None, JUNK):
        with pytest.raises(WrongArgument):
            assessment_from_fhir({}, junk)  # type: ignore[arg-type]


OTHER: Any = pc.read_assessment(EXAMPLES / "cqc-rivington-2026.toml")


@pytest.mark.parametrize(
    ("show", "error"),
    [
        (lambda: outcome_document(OUTCOME, earlier=OTHER), InvalidHistory),
        (lambda: coverage_document(OUTCOME, earlier=OTHER), InvalidHistory),
        (lambda: topic_document(WIGAN, CQC.topics[0]), UnknownTopic),
        (lambda: history_document(pc.History([NOW]), WIGAN, [_plan_of("Elm")]), InvalidPlan),
        (lambda: render(BRIEF, ".exe"), Unknown),
        (lambda: triangulation_document(SHOWN["triangulation"][1][0], minimum=0), WrongArgument),  # type: ignore[arg-type]
    ],
    ids=["outcome", "coverage", "topic", "history", "form", "minimum"],
)
def test_what_belongs_to_something_else_is_refused(show: Callable[[], object], error: type[Exception]) -> None:
    """What is of another service, framework or form is refused, and not left out or shown as if it belonged."""
    with pytest.raises(error):
        show()


def _plan_of(service: str) -> pc.ActionPlan:
    return pc.ActionPlan(framework="wigan-progress", edition="2017", service=service)


def test_a_fragment_has_a_heading_of_the_first_level_at_the_highest() -> None:
    """A level below 1 is taken for 1, and not for the lowest heading."""
    assert str(fragment(BRIEF, level=0)).startswith(str(fragment(BRIEF, level=1))[:60])
