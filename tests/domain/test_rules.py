"""Single rules: how far each has come and of how many requirements that speaks, and how numbers are written."""

from fractions import Fraction
from typing import Any

import attrs
import pytest
from invented import BRASS, COPPER, KINDNESS, assessed, kindness, ruled

from positiveculture import (
    All,
    Answered,
    AnyOf,
    Assessment,
    AtLeast,
    AtLeastOf,
    Award,
    Every,
    Evidence,
    Evidenced,
    Framework,
    Holds,
    NotApplicable,
    Rating,
    Rule,
    Share,
    State,
    evaluate,
)
from positiveculture.documents.bars import award_bars
from positiveculture.errors import UnknownTopic, WrongArgument
from positiveculture.rules.blockers import AwardMissing, Below, Blocker, NothingToJudge, ShareBelow
from positiveculture.rules.kinds import Rounding, members, walk
from positiveculture.rules.parts import PartProgress
from positiveculture.sentences import decimal

SHOWN = [Evidence("A book of stories")]

#: Rated 2 with evidence, and 3; `stories` is open.
SAID: dict[str, Any] = {"listening": Rating(2, "", SHOWN), "respect": 3}

#: A rule, how far it has come, and of how many requirements that speaks.
MEASURES: dict[str, tuple[Rule, Fraction, int]] = {
    "met": (AtLeast("respect", 3), Fraction(1), 1),
    "below": (AtLeast("listening", 3), Fraction(0), 1),
    "every": (Every(3), Fraction(1, 2), 2),
    "every of some": (Every(3, ("respect",)), Fraction(1), 1),
    "share": (Share(75), Fraction(5, 6), 1),
    "share reached": (Share("62.5"), Fraction(1), 1),
    "share reached once rounded": (Share(63, rounding="half-up"), Fraction(1), 1),
    "share more than reached": (Share(50), Fraction(1), 1),
    "evidence": (Evidenced(("listening", "respect", "stories")), Fraction(1, 3), 3),
    "an award": (Holds("copper"), Fraction(1), 1),
    "an award below 1": (Holds("brass"), Fraction(1, 3), 1),
    "all, each as large as it is": (All((Every(3), AtLeast("respect", 2))), Fraction(2, 3), 3),
    "all, with a share": (All((Every(3), Share(75))), Fraction(11, 18), 3),
    "all, with a share more than reached": (All((AtLeast("listening", 3), Share(50))), Fraction(1, 2), 2),
    "all, times the awards": (All((Holds("brass"), AtLeast("respect", 4), Every(2))), Fraction(2, 9), 3),
    "all, of awards alone": (All((Holds("brass"), Holds("copper"))), Fraction(1, 3), 1),
    "any": (AnyOf((Every(3), AtLeast("respect", 4))), Fraction(1, 2), 1),
    "two of three": (AtLeastOf(2, (Every(3), AtLeast("respect", 4), Share(75))), Fraction(2, 3), 1),
}


def asking(rule: Rule) -> Framework:
    """Return the framework with one more award, `gold`, of the given rule."""
    return kindness(awards=(*KINDNESS.awards, Award(id="gold", title="Gold", rule=rule, rank=9)))


def measured(rule: Rule, said: Assessment) -> PartProgress:
    """Return how far a rule has come, and of how many requirements that speaks."""
    outcome = evaluate(asking(rule), said)
    reached = outcome.framework.compiled.awards["gold"].progress(outcome.case, outcome.progress)
    return reached and (Fraction(*reached), reached[1])


def found(rule: Rule, said: Assessment) -> tuple[Blocker, ...]:
    """Return what stands in the way of a rule."""
    return evaluate(asking(rule), said)["gold"].blockers


@pytest.mark.parametrize("name", MEASURES)
def test_measures(name: str) -> None:
    """Each rule says how far it has come, and of how many requirements, so that larger rules can weigh it."""
    rule, progress, size = MEASURES[name]

    assert (progress, size) == measured(rule, assessed(SAID))


NOTHING: tuple[Rule, ...] = (
    AtLeast("respect", 2),
    Every(2, ("respect",)),
    Share(50, ("respect",)),
    Evidenced(("stories", "respect")),
)
ASIDE = assessed({"listening": 2, "respect": NotApplicable("Why"), "stories": NotApplicable("Why")})


def test_nothing_left_has_no_measure() -> None:
    """Where all that a rule asks about is set aside, it has not come any way, and weighs nothing in a larger one."""
    found: list[Rule] = [*NOTHING, All(NOTHING), AnyOf(NOTHING), All((*NOTHING, Holds("copper")))]
    two = AtLeast("listening", 2)

    assert [measured(rule, ASIDE) for rule in found] == [None] * 7
    assert measured(All((NOTHING[0], two, AtLeast("listening", 3))), ASIDE) == (Fraction(1, 2), 2)
    assert measured(AtLeastOf(2, (NOTHING[0], two, NOTHING[0])), ASIDE) == (Fraction(1), 1)


def test_nothing_left_finds_nothing() -> None:
    """Where all that a rule asks for itself is set aside, nothing is left to judge, whatever award it holds."""
    nothing = (AtLeast("respect", 2), Evidenced(("stories",)))

    assert [found(All(nothing), ASIDE), found(All((Holds("brass"), *nothing)), ASIDE)] == [(NothingToJudge(),)] * 2
    assert found(All((*nothing, AtLeast("listening", 2))), ASIDE) == ()
    assert found(All((Holds("brass"),)), ASIDE) == (AwardMissing("brass"),)


def test_a_share_that_open_questions_can_just_reach() -> None:
    """A share is undecided as long as the best answers reach it exactly, and not met once they fall short."""
    said = assessed({"listening": 2})

    rated = ("listening", "respect")

    just, short = (evaluate(ruled(Share(percent)), said)["copper"] for percent in (75, "75.5"))

    assert (State.UNDECIDED, (ShareBelow(Fraction(75), Fraction(75, 2), Fraction(75), rated, 3, 8),)) == (
        just.state,
        just.blockers,
    )
    assert (State.NOT_MET, (ShareBelow(Fraction(151, 2), Fraction(75, 2), Fraction(75), rated, 3, 8),)) == (
        short.state,
        short.blockers,
    )


def test_half_a_per_cent_is_rounded_up() -> None:
    """62.5 is 63, and what is below the half is 62."""
    assert [Fraction(63), Fraction(62), Fraction(63), Fraction(62)] == [
        Rounding.HALF_UP.applied(Fraction(percent)) for percent in ("62.5", "62.49", "63.49", "62")
    ]
    assert Fraction("62.49") == Rounding.EXACT.applied(Fraction("62.49"))


def test_numbers_are_written_as_people_write_them() -> None:
    """Whole where they are, as a decimal where one is exact, and as a fraction where none is."""
    for number in ("63", "62.5", "125/3", "0", "-1", "-0.25", "12.345678", "0.00001", "1/1024", f"1/{2**31}"):
        told = decimal(Fraction(number))

        assert (Fraction(told), told) == (Fraction(number), "0.0009765625" if number == "1/1024" else number)


def test_a_share_says_every_weight() -> None:
    """The weights of a share stand after its points, one after the other."""
    rule = Share(50, (), (("listening", 2), ("respect", 3)))

    assert rule.describe(KINDNESS) == (
        "at least 50 per cent of the points, Listening counting 2 times, Respect counting 3 times"
    )


def test_words_need_a_framework() -> None:
    """A rule and a reason say themselves in the words of a framework; what is none, or lacks the topic, is refused."""
    nothing: Any = "kindness"

    for says in (AtLeast("respect", 2).describe, Below("respect", 2, 1).sentence):
        with pytest.raises(WrongArgument, match=r'^a Framework is needed, not "kindness"$'):
            says(nothing)
    with pytest.raises(UnknownTopic, match=r'^no topic "warmth"; there are: '):
        AtLeast("warmth", 2).describe(KINDNESS)


def test_parts_are_had_in_order() -> None:
    """A rule that is made of others has them as members, and they are walked through from the top down."""
    inner = AnyOf((AtLeast("respect", 2), Holds("copper")))
    rule = All((inner, Every(2)))

    assert [(inner, Every(2)), inner.rules, ()] == [members(each) for each in (rule, inner, Every(2))]
    assert [rule, inner, *inner.rules, Every(2)] == list(walk(rule))


def test_a_ladder_tells_whether_a_lower_award_is_surely_missing() -> None:
    """A lower award that is not met is surely missing, and one that is undecided may yet be met; lower ones first."""
    brass = attrs.evolve(BRASS, rule=All((Holds("copper"), AtLeast("respect", 2))))
    gold = attrs.evolve(BRASS, id="gold", rule=All((Holds("copper"), Holds("brass"), AtLeast("respect", 4))))
    ladder = kindness(awards=(gold, brass, COPPER))

    surely, maybe = (evaluate(ladder, assessed({**said, "respect": 3})) for said in ({"listening": 1}, {}))

    missing = AwardMissing("copper"), AwardMissing("brass"), Below("respect", 4, 3)
    assert ((State.NOT_MET, missing[:1]), (State.NOT_MET, missing)) == (
        (surely["brass"].state, surely["brass"].blockers),
        (surely["gold"].state, surely["gold"].blockers),
    )
    assert ((AwardMissing("copper", certain=False),), State.UNDECIDED) == (
        maybe["brass"].blockers,
        maybe["brass"].state,
    )
    assert maybe["gold"].blockers == (
        AwardMissing("copper", certain=False),
        AwardMissing("brass", certain=False),
        Below("respect", 4, 3),
    )


def test_the_rest_is_judged_beside_what_is_set_aside() -> None:
    """What is set aside is passed by: of all, what is below is told; of two of three, the one left is enough."""
    two, three = AtLeast("listening", 2), AtLeast("listening", 3)

    assert found(All((NOTHING[0], two, three)), ASIDE) == (Below("listening", 3, 2),)
    assert found(AtLeastOf(2, (NOTHING[0], two, NOTHING[1])), ASIDE) == ()


def test_values_of_a_share_are_kept_exactly() -> None:
    """Per cents are fractions, weights pairs and rounding a choice; what is none of these stays, to be reported."""
    share = Share("62.5", ("respect",), weights={"respect": 2}, rounding="half-up")
    odd: Any = Share("1/0", weights=5, rounding="nearest")

    assert (share.percent, share.weights) == (Fraction(125, 2), (("respect", 2),))
    assert share.rounding is Rounding.HALF_UP
    assert (odd.percent, odd.weights, odd.rounding) == ("1/0", 5, "nearest")
    triples: Any = [("respect", 2, 3)]
    assert Share(50, weights=triples).weights == triples


def test_two_of_three_are_enough() -> None:
    """Two that are met are two, whatever is missing beside them."""
    met = (AtLeast("listening", 2), AtLeast("respect", 3))

    assert found(AtLeastOf(2, (AtLeast("listening", 4), *met)), assessed(SAID)) == ()


def test_a_share_leaves_out_what_is_not_applicable() -> None:
    """What is not applicable is counted on neither side, and is none of the topics that the reason names."""
    topics = ("listening", "stories-told", "respect")
    said = assessed({"listening": 2, "respect": NotApplicable("Why")})

    assert found(Share(80, topics), said) == (
        ShareBelow(Fraction(80), Fraction(75, 2), Fraction(75), ("listening", "stories-told"), 3, 8),
    )


def test_a_share_says_its_points() -> None:
    """The points of a share are told at the lowest and at the highest of what is open, with the most possible."""
    outcome = evaluate(asking(Share(80, ("listening", "respect"), (("respect", 3),))), assessed({"listening": 2}))
    parts = outcome.framework.compiled.awards

    assert parts["gold"].points(outcome.case) == (5, 14, 16)
    with pytest.raises(TypeError, match=r"^counts no points$"):
        parts["copper"].points(outcome.case)


def test_one_bar_shows_points_of_one_kind() -> None:
    """An award is a bar of points where all its shares are of the same points, rounded alike; else none is drawn."""
    rules = (
        All((Share(60), Share(70))),
        All((Share(60, ("listening",)), Share(70, ("respect",)))),
        All((Share(60), Share(70, rounding="half-up"))),
    )

    bars = [award_bars(evaluate(asking(rule), assessed(SAID))).bars[-1] for rule in rules]

    assert [bar.share for bar in bars] == [Fraction(5, 8), None, None]


def test_evidence_of_a_kind_says_so() -> None:
    """A rule that asks for one kind of evidence says which."""
    assert Evidenced(("respect",)).describe(KINDNESS) == "evidence for Respect"
    assert Answered(("respect", "stories")).describe(KINDNESS) == "an answer for Respect, Stories"
    assert Evidenced(("respect",), "link").describe(KINDNESS) == "evidence of the kind link for Respect"
