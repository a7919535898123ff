"""An outcome: the verdicts on an invented service, each with its reasons."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from invented import DAY, FOUR, KINDNESS, LISTENING, RESPECT, STORIES, assessed, kindness, ruled

from positiveculture import (
    All,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Award,
    Every,
    Evidence,
    Evidenced,
    InvalidAssessment,
    NotApplicable,
    Rating,
    Reflection,
    Rule,
    Share,
    State,
    Topic,
    evaluate,
)
from positiveculture.errors import UnknownAward, WrongArgument
from positiveculture.rules.blockers import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    NothingToJudge,
    ShareBelow,
    Unanswered,
    flatten,
)

SHOWN = Reflection("We tell them", [Evidence("A book of stories")])


def test_verdicts() -> None:
    """Each award has its state, its progress and its reasons, lowest first; the highest that is met is indicated."""
    outcome = evaluate(KINDNESS, assessed({"listening": 2, "respect": 3, "stories": SHOWN}))

    assert outcome.award == "copper"
    assert [verdict.award.id for verdict in outcome] == ["copper", "brass"]
    assert (State.MET, Fraction(1), ()) == (
        outcome["copper"].state,
        outcome["copper"].progress,
        outcome["copper"].blockers,
    )
    assert (State.NOT_MET, Fraction(2, 3), (Below("listening", 3, 2),)) == (
        outcome["brass"].state,
        outcome["brass"].progress,
        outcome["brass"].blockers,
    )


def test_nothing_is_held() -> None:
    """Where no award is met, none is indicated; and an award by a wrong name is refused."""
    outcome = evaluate(KINDNESS, assessed())

    assert outcome.award is None
    assert [verdict.state for verdict in outcome] == [State.UNDECIDED, State.UNDECIDED]
    with pytest.raises(UnknownAward):
        outcome["tin"]


def test_only_lower_awards_missing() -> None:
    """It is told when all of an award's own is met, and only a lower award is missing."""
    found = kindness(awards=(*KINDNESS.awards[:1], KINDNESS.award("brass")))
    outcome = evaluate(found, assessed({"listening": 3, "respect": 3, "stories": SHOWN}))
    assert not outcome["brass"].only_lower_awards_missing
    high = ruled(All((AtLeast("listening", 4), AtLeast("respect", 3))))
    both = kindness(awards=(high.award("copper"), KINDNESS.award("brass")))

    outcome = evaluate(both, assessed({"listening": 3, "respect": 3, "stories": SHOWN}))

    assert outcome["brass"].only_lower_awards_missing
    assert (AwardMissing("copper"),) == outcome["brass"].blockers


def test_topics_by_what_was_said() -> None:
    """Topics are told apart: answered, unanswered, set aside; in framework order."""
    outcome = evaluate(KINDNESS, assessed({"stories": SHOWN, "respect": NotApplicable("Why")}))

    assert (
        outcome.answered,
        outcome.unanswered,
        outcome.not_applicable,
    ) == (("stories",), ("listening", "stories-told"), ("respect",))


def test_groups_are_no_questions() -> None:
    """A topic that only groups others is no question of its own, and its parts are; an empty response is none."""
    group = Topic(id="safe", title="Safe", parts=[attrs.evolve(LISTENING, principle=None)])
    framework = kindness(topics=[group], awards=(), principles=())
    empty, full = (
        evaluate(framework, assessed({"safe": Reflection(note=note), "listening": 2})) for note in (" ", "Seen")
    )

    assert (framework.questions, empty.answered, empty.unanswered) == (("listening",), ("listening",), ())
    assert KINDNESS.questions == ("listening", "respect", "stories", "stories-told")
    assert full.answered == ("listening",)
    assert [len(each.coverage.questions) for each in (empty, full)] == [1, 2]


def test_of_nothing_left_nothing_is_reached() -> None:
    """An award of which nothing is left to judge has come no way, with the awards that it includes and without."""
    said = assessed({"respect": NotApplicable("Nobody lives here")})
    gold = Award(id="gold", title="Gold", rule=AtLeast("respect", 2), rank=9)
    verdict = evaluate(kindness(awards=(*KINDNESS.awards, gold)), said)["gold"]

    assert (verdict.own, verdict.own_progress, verdict.progress) == (None, Fraction(0), Fraction(0))


def test_an_outcome_is_shown_short() -> None:
    """On one line: of which service and day it is, by what it is judged, and the award."""
    outcome = evaluate(KINDNESS, assessed({"listening": 2, "respect": 3}))

    assert repr(outcome) == '<Outcome of "Rivington Home Care" on 2026-03-31, kindness 2025: copper>'


def test_coverage_is_of_the_day_of_the_outcome() -> None:
    """What has lapsed on the day that the outcome is of covers nothing."""
    shown = Evidence("A book", lapses_on=DAY + timedelta(1))
    said = assessed({"stories": Reflection("Told.", evidence=(shown,))})
    counted = [evaluate(KINDNESS, said, on=day).coverage for day in (DAY, DAY + timedelta(1))]

    assert counted[0] != counted[1]


def test_only_an_assessment_against_a_framework_is_evaluated() -> None:
    """What is no framework, no assessment, or the two the other way round, is refused with the reason."""
    wrong: list[tuple[Any, Any, str]] = [
        (KINDNESS, None, "an Assessment is needed"),
        (None, assessed({}), "a Framework is needed"),
        (assessed({}), KINDNESS, "the other way round"),
    ]
    for framework, assessment, words in wrong:
        with pytest.raises(WrongArgument, match=words):
            evaluate(framework, assessment)


def test_next_statements() -> None:
    """The next statement is one up from where a topic stands; none at the top, and none without an answer."""
    assert {
        topic: statement.level
        for topic, statement in evaluate(KINDNESS, assessed({"listening": 2, "respect": 4})).next_statements.items()
    } == {"listening": 3}
    assert evaluate(KINDNESS, assessed({"listening": 4})).next_statements == {}


def test_evidence_on_a_day() -> None:
    """Evidence has to count on the day of the assessment, or on the day that is asked for."""
    found = ruled(Evidenced(("listening",)))
    assessment = assessed({"listening": Rating(1, "", [Evidence("Audit", lapses_on=DAY + timedelta(1))])})

    assert State.MET is evaluate(found, assessment)["copper"].state
    assert State.NOT_MET is evaluate(found, assessment, on=DAY + timedelta(1))["copper"].state


def test_a_level_off_its_scale_is_refused_whatever_asks_for_it() -> None:
    """A level that its topic does not have is refused too where only alternatives ask for it, one by one."""
    framework = ruled(AnyOf([AtLeast("respect", 2), AtLeast("listening", 2)]))
    for topic in ("respect", "listening"):
        with pytest.raises(InvalidAssessment, match="level 9 is not on its scale"):
            evaluate(framework, assessed({topic: 9}))


def test_misfits_are_refused() -> None:
    """What does not fit is not judged."""
    with pytest.raises(InvalidAssessment):
        evaluate(KINDNESS, assessed({"listening": 9}))


ASIDE = NotApplicable("Why")
BELOW = Below("listening", 3, 2)

#: A rule, what was said, and what it then comes to: state, blockers and progress.
REASONS: dict[str, tuple[Rule, dict[str, object], State, tuple[Blocker, ...], Fraction]] = {
    "below": (AtLeast("listening", 3), {"listening": 2}, State.NOT_MET, (BELOW,), Fraction(0)),
    "unanswered": (AtLeast("respect", 2), {}, State.UNDECIDED, (Unanswered("respect", 2),), Fraction(0)),
    "aside": (AtLeast("respect", 2), {"respect": ASIDE}, State.UNDECIDED, (NothingToJudge(),), Fraction(0)),
    "every": (Every(3), {"listening": 2, "respect": 3}, State.NOT_MET, (BELOW,), Fraction(1, 2)),
    "every, one aside": (Every(3), {"listening": 3, "respect": ASIDE}, State.MET, (), Fraction(1)),
    "share": (
        Share(75),
        {"listening": 2, "respect": 3},
        State.NOT_MET,
        (ShareBelow(Fraction(75), Fraction(125, 2), Fraction(125, 2), ("listening", "respect"), 5, 8),),
        Fraction(5, 6),
    ),
    "share rounded": (Share(63, (), (), "half-up"), {"listening": 2, "respect": 3}, State.MET, (), Fraction(1)),
    "share open": (
        Share(60),
        {"listening": 4},
        State.MET,
        (),
        Fraction(1),
    ),
    "share weighed": (
        Share(60, (), {"respect": 3}.items()),
        {"listening": 4},
        State.UNDECIDED,
        (ShareBelow(Fraction(60), Fraction(700, 16), Fraction(100), ("listening", "respect"), 7, 16),),
        Fraction(35, 48),
    ),
    "share aside": (Share(50, ("respect",)), {"respect": ASIDE}, State.UNDECIDED, (NothingToJudge(),), Fraction(0)),
    "evidence": (
        Evidenced(("stories",)),
        {"stories": Reflection("We tell them")},
        State.NOT_MET,
        (NeedsEvidence("stories"),),
        Fraction(0),
    ),
    "evidence open": (
        Evidenced(("stories", "respect")),
        {"stories": SHOWN},
        State.UNDECIDED,
        (NeedsEvidence("respect", certain=False),),
        Fraction(1, 2),
    ),
    "evidence aside": (Evidenced(("stories",)), {"stories": ASIDE}, State.UNDECIDED, (NothingToJudge(),), Fraction(0)),
    "any": (
        AnyOf((AtLeast("listening", 3), All((AtLeast("respect", 4), Evidenced(("respect",)))))),
        {"listening": 2, "respect": 4},
        State.NOT_MET,
        (Alternatives(1, ((BELOW,), (NeedsEvidence("respect"),))),),
        Fraction(1, 2),
    ),
    "any, one open": (
        AnyOf((AtLeast("listening", 3), AtLeast("respect", 4))),
        {"listening": 2},
        State.UNDECIDED,
        (Alternatives(1, ((BELOW,), (Unanswered("respect", 4),))),),
        Fraction(0),
    ),
    "any, all aside": (
        AnyOf((AtLeast("respect", 2), Evidenced(("stories",)))),
        {"respect": ASIDE, "stories": ASIDE},
        State.UNDECIDED,
        (NothingToJudge(),),
        Fraction(0),
    ),
    "two of three, one aside": (
        AtLeastOf(2, (AtLeast("listening", 2), AtLeast("respect", 2), Evidenced(("stories",)))),
        {"listening": 2, "respect": ASIDE},
        State.UNDECIDED,
        (Alternatives(1, ((NeedsEvidence("stories", certain=False),),)),),
        Fraction(1, 2),
    ),
}


@pytest.mark.parametrize("name", REASONS)
def test_reasons(name: str) -> None:
    """Each rule says what stands in the way, how far it has come, and whether that is decided."""
    rule, responses, state, blockers, progress = REASONS[name]

    verdict = evaluate(ruled(rule), assessed(responses))["copper"]

    assert (state, blockers, progress) == (verdict.state, verdict.blockers, verdict.progress)


def test_an_open_question_that_any_answer_settles() -> None:
    """Where the lowest level is enough, an open question stands in no way."""
    later = attrs.evolve(FOUR, id="later", levels=FOUR.levels[1:])
    topics = (LISTENING, attrs.evolve(RESPECT, scale=later), STORIES)
    found = ruled(Every(2, ("listening", "respect")), topics=topics)

    assert State.MET is evaluate(found, assessed({"listening": 2}))["copper"].state


def test_leaves() -> None:
    """Every single reason is had, those inside alternatives too."""
    missing = Unanswered("respect", 2)

    assert [BELOW, missing] == list(flatten((Alternatives(1, ((BELOW,), (Alternatives(1, ((missing,),)),))),)))


SENTENCES: dict[str, tuple[Rule, str]] = {
    "at the top": (AtLeast("respect", 4), "Respect at 4"),
    "or above": (AtLeast("respect", 3), "Respect at 3 or above"),
    "every": (Every(2), "every topic at 2 or above"),
    "every one": (Every(2, ("respect", "listening")), "every one of Respect, Listening at 2 or above"),
    "share": (Share("62.5"), "at least 62.5 per cent of the points"),
    "share of some": (
        Share(Fraction(200, 3), ("respect",), (("respect", 2),)),
        "at least 200/3 per cent of the points of Respect, Respect counting 2 times",
    ),
    "share rounded": (
        Share(63, rounding="half-up"),
        "at least 63 per cent of the points, rounded half up to whole per cent",
    ),
    "evidence": (Evidenced(("stories",)), "evidence for Stories"),
    "all": (All((AtLeast("respect", 4), All((Every(2),)))), "Respect at 4; (every topic at 2 or above)"),
    "any": (AnyOf((Every(2), AtLeast("respect", 4))), "either (every topic at 2 or above) or (Respect at 4)"),
    "some": (AtLeastOf(1, (AtLeast("respect", 4),)), "at least 1 of: (Respect at 4)"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentences(name: str) -> None:
    """A rule says itself in a sentence."""
    rule, sentence = SENTENCES[name]

    assert sentence == rule.describe(KINDNESS)


def test_an_award_says_what_it_holds() -> None:
    """An award that holds another says so by its title."""
    brass = KINDNESS.award("brass").rule

    assert brass.describe(KINDNESS) == "Copper held; every topic at 3 or above; evidence for Stories"


def test_a_scope_knows_what_is_rated() -> None:
    """What has no scale has none to ask for."""
    with pytest.raises(TypeError, match='"stories" has no scale'):
        KINDNESS.scope.scale("stories")


def test_an_outcome_is_of_its_day() -> None:
    """An outcome says of which day it is, and its progress counts the evidence of that day."""
    found = ruled(All([AtLeast("listening", 2), Evidenced(["listening"])]))
    said = assessed({"listening": Rating(2, "", [Evidence("A", lapses_on=DAY + timedelta(1))])})
    today, tomorrow = (evaluate(found, said, on=DAY + timedelta(days)) for days in (0, 1))

    assert [each.on for each in (evaluate(found, said), today, tomorrow)] == [DAY, DAY, DAY + timedelta(1)]
    assert [each["copper"].progress for each in (today, tomorrow)] == [Fraction(1), Fraction(1, 2)]
