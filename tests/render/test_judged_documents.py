"""Every document of an outcome: what all of them say, in every form and in any language."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import attrs
import pytest
from every_form import accented, all_alike, assert_said_in_every_form, english_in, parts_of
from judged_examples import DOCUMENTS, PAIRS, documents_of, every_document, outcome_of

import positiveculture
from positiveculture.assessment import NotApplicable, Reflection
from positiveculture.documents.blocks import Document, Notice
from positiveculture.documents.report import report_document
from positiveculture.gettext import use_catalogue
from positiveculture.history import History
from positiveculture.outcome import Outcome, evaluate
from positiveculture.render.text import text
from positiveculture.report import Report

every = pytest.mark.parametrize("name", DOCUMENTS)

#: The functions that the walk calls; one that is not among them has to be added to `judged_examples.py`.
WALKED = {
    *("outcome_document", "coverage_document", "explanation_document", "route_document", "summary_document"),
    *("history_document", "report_document"),
}


def test_the_walk_is_over_all_of_them() -> None:
    """Every function that makes a document of an outcome, a report or a history is walked over."""
    folder = Path(positiveculture.__file__).parent / "documents"
    found = set()
    for module in (import_module(f"positiveculture.documents.{path.stem}") for path in folder.glob("[a-z]*.py")):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.endswith("_document") and not name.startswith("judged") and function.__module__ == module.__name__:
                first = next(iter(get_type_hints(function).values()))
                found |= {name} if first in (Outcome, Report, History) else set()
    assert found == WALKED


@every
def test_whose_judgement_it_is(name: str) -> None:
    """Each says by whose judgement something is indicated, has the notice, and ends with who may award or rate."""
    shown = DOCUMENTS[name]
    framework, notices = shown.outcome.framework, [each for each in shown.document.blocks if isinstance(each, Notice)]
    words = text(shown.document, width=10_000)
    assert re.search(r"Indicated by this |none is indicated here|What each assessment indicates|Judged by", words)
    assert framework.notice in ("", *(each.text for each in notices))
    assert shown.document.blocks[-1] == Notice(framework.awarded_by)


@every
def test_nothing_is_more_than_indicated(name: str) -> None:
    """None says that something is reached, awarded or achieved, but for the words of frameworks and of people."""
    shown = DOCUMENTS[name]
    own = " ".join(str(attrs.asdict(each)) for each in (shown.outcome.framework, shown.outcome.assessment))
    for line in text(shown.document, width=10_000).splitlines():
        said = re.sub(r"^(-|\s|At \d+:|Next, at \d+:|\d+\.?)*", "", line)
        if re.search(r"\b(reached|achieved|awarded)\b", said):
            assert any(part in own for part in said.split(": ")), line


@every
def test_the_same_words_in_every_form(name: str) -> None:
    """In text, in the terminal, in HTML, Markdown, PDF and Word there are the same words in the same order."""
    assert_said_in_every_form(DOCUMENTS[name].document)


def test_every_sentence_goes_through_gettext() -> None:
    """In a language of accents, no English word is left that is not a framework's or its assessor's own."""
    with use_catalogue(accented):
        documents = every_document()
    left = {
        name: english_in(shown.document, shown.outcome.framework, shown.outcome.assessment, *shown.others)
        for name, shown in documents.items()
    }
    assert {name: words for name, words in left.items() if words} == {}


def test_nothing_is_lost_where_translations_coincide() -> None:
    """In a language with one word for everything, each document has as many parts as in English."""
    with use_catalogue(all_alike):
        alike = {name: parts_of(shown.document) for name, shown in every_document().items()}
    assert alike == {name: parts_of(shown.document) for name, shown in DOCUMENTS.items()}


@pytest.mark.parametrize("name", ["rivington-2026", "wales-cwm-aderyn-2026"])
def test_notes_can_be_left_out(name: str) -> None:
    """Without notes, nothing that people wrote about a topic is in a report; with them, all of it is."""
    outcome = outcome_of(name)
    said = [each for each in outcome.assessment.responses.values() if not isinstance(each, NotApplicable)]
    notes = [each.note for each in said if each.note]
    with_notes, without = (dict(documents_of(outcome))[each] for each in ("report", "report --without-notes"))
    assert notes
    assert [note for note in notes if note not in text(with_notes, width=10_000)] == []
    assert [note for note in notes if note in text(without, width=10_000)] == []


def test_pairs_are_examples() -> None:
    """The earlier assessment of each pair is of the same service."""
    for before, now in PAIRS:
        assert outcome_of(before).assessment.service == outcome_of(now).assessment.service
        assert isinstance(DOCUMENTS[f"progress {now}"].document, Document)


def test_what_is_not_in_place_comes_first() -> None:
    """In a list of checks, what is not in place is named before all counts, and requirements before the rest."""
    outcome = outcome_of("ethical-rivington-2026")
    levels = {"living-wage": 0, "no-15-minute-personal-care": 0, "health-partners": 0}
    said = attrs.evolve(outcome.assessment, responses={**outcome.assessment.responses, **levels})
    shown = text(dict(documents_of(evaluate(outcome.framework, said)))["assess"], width=200)
    listed = shown[shown.index("Not in place: 6 topics\n") : shown.index("What is there\n")].splitlines()
    assert listed[1:4] == [
        "- At least the National Living Wage (a requirement)",
        "- No 15-minute calls for personal care (a requirement)",
        "- Health partners and the benefit to the whole system",
    ]


def test_no_steps_can_be_shown() -> None:
    """Where nothing is left to judge, a report says why it has no steps."""
    outcome = outcome_of("cqc-rivington-2026")
    aside = {topic.id: NotApplicable("Not looked at") for topic in outcome.framework.topics}
    found = evaluate(outcome.framework, attrs.evolve(outcome.assessment, responses=aside))
    shown = text(report_document(Report(found)), width=200)
    assert (
        "The fewest steps to Requires improvement cannot be shown: every topic that it would be judged by is" in shown
    )


def test_an_empty_response_is_none() -> None:
    """A reflection in which nothing is said is no response: it is not counted, not shown, and its topic is open."""
    outcome = outcome_of("wales-cwm-aderyn-2026")
    said = {"culture-as-a-whole": Reflection(note=" ")}
    found = evaluate(outcome.framework, attrs.evolve(outcome.assessment, note="", responses=said))
    shown = text(dict(documents_of(found))["assess"], width=200)
    assert "Reflected on: 0 of 19 topics\n" in shown
    assert "What was reflected on" not in shown
    assert "Nothing yet on 19 topics\nOur culture as a whole;" in shown
