"""The document of an outcome: everything that the outcome says is in it, in every form, and nothing that is not so."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs
import pytest
from drawn_documents import letters
from hypothesis import given, settings
from reading_forms import Page, read_markdown
from scored import EXAMPLES, SCORED, document_of, outcome_of

import positiveculture as pc
from positiveculture.assessment import Suspension
from positiveculture.documents.blocks import Bars, Document, Heading, Ladder, Notice
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.written import written
from positiveculture.errors import NotScored
from positiveculture.gettext import use_catalogue
from positiveculture.outcome import Outcome, State
from positiveculture.render.html import html
from positiveculture.render.markdown import markdown
from positiveculture.render.text import text
from positiveculture.rules.blockers import NothingToJudge, ShareBelow, flatten
from positiveculture.testing import strategies as pcs
from positiveculture.topics import Topic


def label(topic: Topic) -> str:
    """Return a topic's title after its number."""
    return topic.title if topic.number is None else f"{topic.number} {topic.title}"


def sentences(outcome: Outcome) -> Iterator[str]:
    """Yield what has to be said of each blocker."""
    for blocker in flatten(blocker for verdict in outcome for blocker in verdict.blockers):
        sentence = blocker.sentence(outcome.framework)
        yield sentence[:1].upper() + sentence[1:] if isinstance(blocker, ShareBelow | NothingToJudge) else sentence


@given(pcs.assessed(pcs.frameworks().filter(lambda framework: bool(framework.awards))))
@settings(max_examples=50)
def test_every_blocker_is_in_every_form(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """Whatever stands in the way of an award is said, of whatever framework, in whatever form."""
    outcome = pc.evaluate(*assessed)
    document = outcome_document(outcome)
    for shown in (text(document, width=10_000), Page(html(document)).shown, read_markdown(markdown(document))):
        found = letters(shown)
        assert [sentence for sentence in sentences(outcome) if letters(sentence) not in found] == []


@given(pcs.assessed(pcs.frameworks().filter(lambda framework: bool(framework.awards))))
@settings(max_examples=50)
def test_bars_are_full_if_and_only_if_nothing_is_missing(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """The bar of a medal is full exactly where the award is met; that of a band goes as far as its points."""
    outcome = pc.evaluate(*assessed)
    for bar, verdict in zip(bars_of(outcome_document(outcome)).bars, outcome, strict=True):
        assert bar.state is verdict.state
        if bar.needs is None and bar.share is not None:
            assert (bar.share == 1) == (verdict.state is State.MET)
        if bar.needs is not None and bar.share is not None and verdict.state is State.MET:
            assert bar.share >= bar.needs


CQC = "cqc-style-well-led"
FIRST = pc.get_framework(CQC).topics[0].id


@pytest.mark.parametrize(
    ("rule", "needs"),
    [
        (pc.Share(60), 60),
        (pc.All([pc.Share(60), pc.Share(80), pc.AtLeast(FIRST, 3)]), 80),
        (pc.AnyOf([pc.Share(60), pc.Share(80)]), 60),
        (pc.AnyOf([pc.Share(60), pc.AtLeast(FIRST, 3)]), None),
        (pc.AtLeastOf(2, [pc.Share(60), pc.Share(80), pc.AtLeast(FIRST, 3)]), 60),
        (pc.AtLeastOf(3, [pc.Share(60), pc.Share(80), pc.AtLeast(FIRST, 3)]), 80),
    ],
)
def test_a_band_is_what_no_way_does_without(rule: pc.Rule, needs: int | None) -> None:
    """An award has a bar of points where every way to it asks for points, and the mark is at the fewest of them."""
    award = pc.Award(id="a1", title="A", rule=rule)
    found = attrs.evolve(pc.get_framework(CQC), awards=[award], floor=None, cases=(), meant=())
    assessed = pc.Assessment(
        framework=CQC, edition=found.edition, service="A", assessed_on=date(2026, 3, 31), responses={FIRST: 3}
    )
    (bar,) = bars_of(outcome_document(pc.evaluate(found, assessed))).bars
    assert bar.needs == (None if needs is None else Fraction(needs, 100))


def bars_of(document: Document) -> Bars:
    """Return how far each award has come."""
    return next(block for block in document.blocks if isinstance(block, Bars))


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("name", SCORED)
def test_whose_judgement_it_is(name: str, full: bool) -> None:
    """Each document says by whose judgement something is indicated, has the notice, and ends with who may award."""
    outcome, document = outcome_of(name), document_of(name, full=full)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    notices = [block.text for block in document.blocks if isinstance(block, Notice)]
    assert headings[0].startswith("Indicated by this ")
    assert outcome.framework.notice in ("", *notices)
    assert document.blocks[-1] == Notice(outcome.framework.awarded_by or "Only the awarding body awards.")
    assert not re.search(r"\b(reached|achieved|awarded)\b", text(outcome_without_words(name, full=full)))


def outcome_without_words(name: str, *, full: bool) -> Document:
    """Return a document without the words of the framework and of those who assessed."""
    return document_of(name, full=full, notes=False)


def test_no_award_is_said() -> None:
    """Where nothing is met, the document says that there is no award yet."""
    assert "Indicated by this self-assessment: no award yet" in text(document_of("halfway-2026"))


def test_a_band_shows_its_points() -> None:
    """A band of points says how many points there are and how many are needed, and never a second kind of per cent."""
    good, outstanding = bars_of(document_of("cqc-rivington-2026")).bars[1:]
    assert (good.figures, good.words) == ("75 %", "met; 21 of 28 points; 63 % needed")
    assert (outstanding.figures, outstanding.words) == ("75 %", "not met; 21 of 28 points; 88 % needed")


def test_a_limiter_is_said_beside_points_that_are_enough() -> None:
    """Where the points are enough and a low score holds the rating back, the bar's words say so."""
    good = bars_of(document_of("cqc-held-back-2026")).bars[1]
    assert good.words == "not met; 23 of 32 points; 63 % needed; enough points, held back by other requirements"


def test_open_questions_are_a_range() -> None:
    """With questions open, the points of a band are a range."""
    framework = pc.get_framework("cqc-style-well-led")
    levels = {topic.id: 3 for topic in framework.topics[:6]}
    day = date(2026, 3, 31)
    assessment = pc.Assessment(
        framework=framework.id, edition=framework.edition, service="A", assessed_on=day, responses=levels
    )
    good = bars_of(outcome_document(pc.evaluate(framework, assessment))).bars[1]
    assert (good.figures, good.words) == ("63 to 81 %", "undecided; 20 to 26 of 32 points; 63 % needed")
    assert good.could_be == Fraction(81, 100)


def ladder_of(document: Document) -> Ladder:
    """Return the first ladder of a document."""
    return next(block for block in document.blocks if isinstance(block, Ladder))


def test_a_ladder_has_what_was_and_what_is_asked() -> None:
    """Each row of a ladder has the level now, the year before, and what each award asks."""
    rung = ladder_of(document_of("rivington-2026")).rungs[12]
    assert (rung.now, rung.before, [(each.award, each.level) for each in rung.asked]) == (3, 2, [("Silver", 4)])


def test_a_topic_that_does_not_apply_is_asked_for_nothing() -> None:
    """Not applicable is no gap, and no award asks for it."""
    rung = ladder_of(document_of("cqc-rivington-2026")).rungs[-1]
    assert (rung.gap, rung.applicable, rung.asked) == ("not applicable", False, ())


def test_what_people_wrote_is_shown() -> None:
    """Notes, evidence with its dates and reasons are part of the document, unless somebody leaves them out."""
    shown = text(document_of("cqc-rivington-2026"), width=200)
    for words in (
        "Done together over two afternoons",
        "Five of the 14 families did not know the deputy's name.",
        "Speaking-up log with replies (record, 2 April 2026, SUL-2026)",
        "Quarterly quality report (record, 1 April 2026, lapses on 1 July 2026)",
        "Not applicable: No manager has been recruited from outside since 2021.",
    ):
        assert words in shown
        assert words not in text(document_of("cqc-rivington-2026", notes=False), width=200)


def test_recorded_awards_and_editions_are_told_apart() -> None:
    """What an awarding body gave is on record beside what is indicated; an edition out of force is said."""
    outcome = outcome_of("rivington-2026")
    given_ = pc.Certificate(award="bronze", awarded_on=date(2025, 5, 1), by="The council", expires_on=date(2026, 1, 1))
    framework = attrs.evolve(outcome.framework, in_force_from=date(2027, 1, 1), cases=())
    assessment = attrs.evolve(outcome.assessment, certificates=[given_])
    shown = text(outcome_document(pc.evaluate(framework, assessment)), width=200)
    assert "Bronze, awarded by The council on 1 May 2025; until 1 January 2026; not in force on 31 March 2026" in shown
    assert "This edition was not in force on 31 March 2026." in shown


def test_why_an_award_on_record_is_not_in_force() -> None:
    """Of an award that was suspended or withdrawn, the page says since when and why, as far as it is recorded."""
    outcome = outcome_of("rivington-2026")
    given_ = pc.Certificate(award="bronze", awarded_on=date(2025, 5, 1))
    certificates = [
        attrs.evolve(given_, suspensions=[Suspension(date(2026, 3, 1), reason="A concern is looked into")]),
        attrs.evolve(given_, withdrawn_on=date(2026, 1, 2), reference="C-17"),
    ]
    assessment = attrs.evolve(outcome.assessment, certificates=certificates)
    shown = text(outcome_document(pc.evaluate(outcome.framework, assessment)), width=200)
    assert (
        "- Bronze, awarded on 1 May 2025; suspended from 1 March 2026: A concern is looked into; "
        "not in force on 31 March 2026\n"
        "- Bronze, awarded on 1 May 2025; withdrawn on 2 January 2026; C-17; not in force on 31 March 2026\n"
    ) in shown


def test_a_brief_document_sums_up_what_is_far() -> None:
    """In brief, the lowest award that is not met has all its blockers, and those above their number."""
    shown = text(document_of("rivington-2026", full=False), width=200)
    assert "14 A clear team purpose: has 3, needs 4" in shown
    assert "Silver is needed first; 6 topics are below what it asks." in shown
    assert "Topic by topic" not in shown


def test_what_is_summed_up_is_a_sentence() -> None:
    """Where alternatives alone are in the way of an award that is far, the sentence begins with a capital."""
    outcome = outcome_of("cqc-held-back-2026")
    worst = attrs.evolve(outcome.assessment, responses=dict.fromkeys(outcome.assessment.levels, 1))
    shown = text(outcome_document(pc.evaluate(outcome.framework, worst), full=False), width=200)
    assert "What stands in the way of Good\nOne of 2 alternatives has to be met." in shown


def test_everything_met() -> None:
    """Where every award is indicated, the document says that, and that nothing stands in the way."""
    framework = pc.get_framework("wigan-progress")
    outcome = outcome_of("rivington-2026")
    best = attrs.evolve(outcome.assessment, responses={topic.id: 5 for topic in framework.topics})
    assert "Every award of this framework is indicated." in text(outcome_document(pc.evaluate(framework, best)))


def test_what_is_not_scored_has_no_outcome_document() -> None:
    """A guide without awards is refused: nothing is indicated by it."""
    outcome = outcome_of_guide()
    with pytest.raises(NotScored):
        outcome_document(outcome)


def outcome_of_guide() -> Outcome:
    """Return the outcome of a guide that publishes no levels."""
    assessment = pc.read_assessment(EXAMPLES / "wales-cwm-aderyn-2026.toml")
    return pc.evaluate(pc.get_framework(assessment.framework), assessment)


def test_what_was_promised_is_shown() -> None:
    """An action is shown with who does it, and by when or since when it is done, as far as that is known."""
    actions = [
        pc.Commitment("Ask families"),
        pc.Commitment("Write it down", who="The manager", by_when=date(2026, 9, 1)),
        pc.Commitment("Meet", done_on=date(2026, 3, 1)),
    ]
    outcome = outcome_of_guide()
    first, second, third = (topic.id for topic in outcome.framework.topics[:3])
    evidence = [pc.Evidence("Minutes", lapses_on=date(2020, 1, 1), note="Half a page.")]
    responses = {
        first: pc.Reflection(note="We talked.", actions=actions),
        second: pc.Reflection(evidence=evidence),
        third: pc.Reflection(note=" "),
    }
    assessment = attrs.evolve(outcome.assessment, note="", responses=responses)
    blocks = written(pc.evaluate(outcome.framework, assessment))
    shown = text(Document("", list(blocks)), width=200)
    for line in (
        "- Action: Ask families\n",
        "- Action: Write it down (The manager, by 1 September 2026)\n",
        "- Action: Meet (done on 1 March 2026)\n",
        "- Minutes (record, lapsed on 1 January 2020): Half a page.\n",
    ):
        assert line in shown
    assert label(outcome.framework.topics[2]) not in shown


def test_nothing_left_to_judge_is_said() -> None:
    """Where every topic that an award asks about is not applicable, the document says that."""
    framework = pc.get_framework("cqc-style-well-led")
    responses = {topic.id: pc.NotApplicable("Not looked at") for topic in framework.topics}
    assessment = attrs.evolve(outcome_of("cqc-rivington-2026").assessment, responses=responses)
    shown = text(outcome_document(pc.evaluate(framework, assessment)), width=200)
    assert "Nothing is left to judge: every topic that it asks about is not applicable" in shown


def accented(template: str) -> str:
    """Return a template in no language: its letters are accented, its places stay."""
    table = str.maketrans("aeiouAEIOU", "àéîöûÀÉÎÖÛ")
    return "".join(part if part.startswith("{") else part.translate(table) for part in re.split(r"(\{\w*\})", template))


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("name", SCORED)
def test_every_sentence_goes_through_gettext(name: str, full: bool) -> None:
    """In a language of accents, no English word is left that is not a framework's or its assessor's own."""
    outcome = outcome_of(name)
    with use_catalogue(accented):
        shown = text(outcome_document(outcome, full=full), width=10_000)
    own = set(re.findall(r"\w+", f"{attrs.asdict(outcome.framework)} {attrs.asdict(outcome.assessment)}"))
    english = {word for word in re.findall(r"\w+", shown) if word.isascii() and re.search("[aeiouAEIOU]", word)}
    assert english - own == set()


def test_the_day_on_which_evidence_counts_is_shown() -> None:
    """An outcome on another day than that of its assessment says which: evidence may have lapsed since."""
    framework, assessment = outcome_of("rivington-2026").framework, outcome_of("rivington-2026").assessment
    later = pc.evaluate(framework, assessment, on=date(2027, 3, 31))

    assert "Evidence counted on: 31 March 2027" in text(outcome_document(later))
    assert "Evidence counted on" not in text(outcome_document(pc.evaluate(framework, assessment)))
