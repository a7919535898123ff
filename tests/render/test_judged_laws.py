"""What documents of drawn outcomes have to say, whatever the framework: each reason, each step, each word written."""

from collections.abc import Iterator

from drawn_documents import letters
from hypothesis import given, settings, strategies as st
from reading_forms import Page, read_markdown

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.coverage import coverage_document
from positiveculture.documents.explanation import explanation_document
from positiveculture.documents.history import history_document
from positiveculture.documents.report import report_document
from positiveculture.documents.route import route_document
from positiveculture.documents.summary import summary_document
from positiveculture.explanation import Clause
from positiveculture.outcome import Outcome
from positiveculture.render.html import html
from positiveculture.render.markdown import markdown
from positiveculture.render.text import text
from positiveculture.report import Report
from positiveculture.rules.blockers import NothingToJudge, ShareBelow, flatten
from positiveculture.testing import strategies as pcs

awarded = pcs.assessed(pcs.frameworks().filter(lambda framework: bool(framework.awards)))
anything = pcs.assessed()


def missing(document: Document, sentences: Iterator[str]) -> list[str]:
    """Return the sentences that are not in the text of every form."""
    forms = (text(document, width=10_000), Page(html(document)).shown, read_markdown(markdown(document)))
    shown = [letters(form) for form in forms]
    return [each for each in sentences if not all(letters(each) in form for form in shown)]


def reasons(outcome: Outcome) -> Iterator[str]:
    """Yield what has to be said of each blocker."""
    for blocker in flatten(blocker for verdict in outcome for blocker in verdict.blockers):
        sentence = blocker.sentence(outcome.framework)
        yield sentence[:1].upper() + sentence[1:] if isinstance(blocker, ShareBelow | NothingToJudge) else sentence


def written(outcome: Outcome) -> Iterator[str]:
    """Yield every word that somebody wrote about a topic."""
    for response in outcome.assessment.responses.values():
        if isinstance(response, pc.NotApplicable):
            yield response.reason
            continue
        yield response.note
        yield from (part for piece in response.evidence for part in (piece.title, piece.note, piece.reference))
        if isinstance(response, pc.Reflection):
            yield from (part for action in response.actions for part in (action.what, action.who))


@given(anything)
@settings(max_examples=60)
def test_a_report_says_it_all(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """Every blocker of an outcome, and every word that somebody wrote, is in the text of every form of its report."""
    outcome = pc.evaluate(*assessed)
    report = report_document(Report(outcome))
    assert missing(report, reasons(outcome)) == []
    assert missing(report, written(outcome)) == []


@given(awarded)
@settings(max_examples=60)
def test_a_document_has_every_clause(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """What decided, and every clause of every award with where things are, is in the document that says why."""
    outcome = pc.evaluate(*assessed)
    explanation = pc.explain(outcome)

    def clauses(clause: Clause) -> Iterator[str]:
        yield clause.text[:1].upper() + clause.text[1:]
        yield "" if clause.state is None else clause.stands
        for each in clause.clauses:
            yield from clauses(each)

    said = (each for award in outcome.framework.awards for each in clauses(explanation[award.id]))
    document = explanation_document(outcome)
    assert missing(document, said) == []
    assert missing(document, iter([explanation.decided_by])) == []


@given(awarded)
@settings(max_examples=60)
def test_a_document_has_every_step(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """Each topic of a route is there with where it goes, and each of its steps with its words."""
    outcome = pc.evaluate(*assessed)
    for verdict in outcome:
        try:
            route = pc.route(outcome, verdict.award.id)
        except pc.NoRoute:
            continue
        document = route_document(outcome, route)
        titles = (outcome.framework.topic(step.topic).title for step in route.steps)
        raised = (step.statement for step in route.steps if step.statement and step.from_level is not None)
        assert missing(document, titles) == []
        assert missing(document, (each.words(outcome.assessment.service_model) for each in raised)) == []


@given(anything)
@settings(max_examples=60)
def test_a_summary_has_every_topic(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """Each topic is there, parts too, and the next statement of each that has one."""
    outcome = pc.evaluate(*assessed)
    document = summary_document(outcome)
    assert missing(document, iter(topic.title for topic in outcome.framework.every_topic)) == []
    model = outcome.assessment.service_model
    assert missing(document, iter(each.words(model) for each in outcome.next_statements.values())) == []


@given(anything)
@settings(max_examples=60)
def test_coverage_has_every_word(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """Where nothing is awarded, every word that somebody wrote is there, and every topic on which there is nothing."""
    outcome = pc.evaluate(*assessed)
    document = coverage_document(outcome)
    assert missing(document, written(outcome)) == []
    assert missing(document, iter(topic.title for topic in outcome.coverage.without_response)) == []


@given(
    pcs.frameworks().flatmap(
        lambda framework: st.tuples(st.just(framework), pcs.strategies_for(framework).histories(min_size=2))
    )
)
@settings(max_examples=60)
def test_a_history_has_every_change(drawn: tuple[pc.Framework, pc.History]) -> None:
    """Each topic whose level changed is there, each action done or promised, and what each assessment indicates."""
    framework, history = drawn
    document = history_document(history, framework)
    last = history.assessments[-1]
    changed = (each for each in history.overall if each.to_level is not None or each.topic not in last.not_applicable)
    assert missing(document, (framework.topic(change.topic).title for change in changed)) == []
    done = (action.what for each in history.overall_movements(framework) for action in each.done)
    assert missing(document, done) == []
    awards = (change.award for change in history.award_changes(framework))
    assert missing(document, (f"{framework.award(award).title}: " for award in awards)) == []


def test_sentences_can_be_missing() -> None:
    """What is not in a document is found to be missing."""
    assert missing(Document("A", []), iter(["B"])) == ["B"]
