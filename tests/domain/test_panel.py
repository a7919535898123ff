"""Many assessments of one thing: what is counted, what is refused, what is withheld."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from positiveculture import Assessment, Framework, Level, Panel, Principle, Scale, Source, Topic
from positiveculture.errors import InvalidAssessment, InvalidPanel, NotAveraged
from positiveculture.formats.panel import comparison_to_dict, summary_to_dict
from positiveculture.panel.comparison import Comparison, Difference
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.protection import Suppressed

FIVE = Scale("often", [Level(n, word) for n, word in enumerate(("never", "seldom", "sometimes", "often", "always"), 1)])
FEW, REVEAL = Suppressed.TOO_FEW, Suppressed.WOULD_REVEAL


def topic(id_: str, principle: str | None = None, **more: Any) -> Topic:
    """Return a topic of five levels."""
    return Topic(id=id_, title=id_.title(), principle=principle, scale=FIVE, **more)


PLAIN = Framework(
    id="voices",
    edition="1",
    title="Voices",
    source=Source(title="Voices", publisher="Nobody", rights="invented"),
    principles=[Principle("calm", "Calm"), Principle("quiet", "Quiet")],
    topics=[
        topic("rota", "calm"),
        topic("breaks", "calm", reverse_scored=True),
        Topic(id="thoughts", title="Thoughts"),
    ],
)
AVERAGED = attrs.evolve(PLAIN, averages="The mean of the items.")


def said(rota: int | None = None, breaks: int | None = None, **more: Any) -> Assessment:
    """Return what one person said."""
    levels = {"rota": rota, "breaks": breaks}
    responses = {id_: level for id_, level in levels.items() if level is not None}
    day = date(2026, 3, 31)
    return Assessment(
        **{"framework": "voices", "edition": "1", "service": "Smithills", **more}, assessed_on=day, responses=responses
    )


TWELVE = [said(1 + place % 5, 1 + place % 3) for place in range(12)]
NAMES = [f"person {place}" for place in range(12)]


def test_a_topic_tells_median_agreement_and_shares() -> None:
    """Twelve answers: their medians, how far they agree, how many are very negative and how many positive."""
    figure = Panel(TWELVE).summary(PLAIN, min_respondents=1).figure("rota")
    assert isinstance(figure, Distribution)
    assert (figure.n, figure.counts, figure.median) == (12, (3, 3, 2, 2, 2), (2, 3))
    assert (figure.share(1), figure.agreement) == (Fraction(1, 4), Fraction(3, 8))
    assert (figure.very_negative, figure.positive) == (Fraction(1, 4), Fraction(1, 3))


def test_a_reversed_topic_counts_from_the_other_end() -> None:
    """To answer `always` to a reverse-scored topic is very negative."""
    figure = Distribution(topic("breaks", reverse_scored=True), (6, 1, 1, 1, 3))
    assert figure.shares == Shares(very_negative=Fraction(3, 12), positive=Fraction(7, 12))


def test_agreement_is_that_of_leik() -> None:
    """The example in the documentation of the R package agrmt: the dispersion of these seven counts is 0.287."""
    seven = Scale("seven", [Level(number, str(number)) for number in range(1, 8)])
    figure = Distribution(Topic(id="t", title="T", scale=seven), (30, 40, 210, 130, 530, 50, 10))
    assert round(float(1 - figure.agreement), 3) == 0.287


def test_a_topic_without_a_scale_has_no_distribution() -> None:
    """What is reflected on is not counted."""
    with pytest.raises(TypeError, match='topic "thoughts" has no scale'):
        _ = Distribution(PLAIN.topic("thoughts"), (1, 1)).scale
    assert Panel(TWELVE).summary(PLAIN).topics == ("rota", "breaks")


def test_the_most_disputed_topics_come_first() -> None:
    """Where people disagree most is what a team talks about first; what is withheld is left out."""
    panel = Panel([said(1 + 4 * (place % 2), 2 + place % 2) for place in range(10)])
    assert [figure.topic.id for figure in panel.summary(PLAIN, min_respondents=1).most_disputed()] == ["rota", "breaks"]
    assert Panel(TWELVE[:3]).summary(PLAIN).most_disputed() == ()


def test_a_small_panel_is_withheld() -> None:
    """Nine are too few by default, and three are enough where that is the minimum."""
    small = Panel(TWELVE[:9]).summary(PLAIN, invited={(): 20})
    assert (small.figure("rota"), small.replied(), small.response_rate(), small.shares("calm")) == (FEW,) * 4
    assert Panel(TWELVE[:3]).summary(PLAIN, min_respondents=3).replied() == 3


def test_a_panel_of_nobody_says_nothing() -> None:
    """No assessments are no error: a survey may have no replies yet."""
    summary = Panel(()).summary(AVERAGED, min_respondents=1)
    assert (summary.figure("rota"), summary.mean("calm"), summary.replied()) == (FEW, FEW, 0)


def test_the_response_rate_needs_the_number_invited() -> None:
    """Known for the whole, unknown for a team; a team in which nobody replied is there too."""
    panel = Panel(TWELVE, groups=[("a",)] * 12)
    summary = panel.summary(PLAIN, invited={(): 16, ("b",): 4})
    assert summary.groups == ((), ("a",), ("b",))
    assert [summary.response_rate(group) for group in summary.groups] == [Fraction(3, 4), None, 0]
    assert summary.figure("rota", ("b",)) == FEW


def test_a_theme_adds_up_the_answers_to_its_topics() -> None:
    """The shares of a theme are those of all answers to its topics, from the end that each counts from."""
    summary = Panel(TWELVE).summary(PLAIN, min_respondents=1)
    assert summary.themes == ("calm",)
    assert summary.shares("calm") == Shares(very_negative=Fraction(3, 24), positive=Fraction(12, 24))


def test_a_mean_is_refused_where_levels_are_ordinal() -> None:
    """Without a published method there is no mean, of a theme or of a topic."""
    summary = Panel(TWELVE).summary(PLAIN)
    for ask in (summary.mean, summary.item_mean):
        with pytest.raises(NotAveraged, match="take the median"):
            ask("rota")


def test_a_mean_is_given_where_the_method_takes_one() -> None:
    """The mean of the persons' means, and that of a topic; both withheld with the figures."""
    summary = Panel([said(4, 2)] * 6 + [said(5, 3)] * 6).summary(AVERAGED, min_respondents=1)
    assert (summary.mean("calm"), summary.item_mean("rota")) == (Fraction(4), Fraction(9, 2))
    small = Panel([said(4, 2)]).summary(AVERAGED)
    assert (small.mean("calm"), small.item_mean("rota")) == (FEW, FEW)


def test_who_leaves_too_much_out_is_not_scored() -> None:
    """One missing answer is one too many, unless one is allowed; no answer at all is never scored."""
    panel = Panel([said(4, 2), said(1), said()])
    assert panel.summary(AVERAGED, min_respondents=1).mean("calm") == 4
    assert panel.summary(AVERAGED, min_respondents=1, missing_allowed=1).mean("calm") == Fraction(5, 2)
    assert panel.summary(AVERAGED, min_respondents=1, missing_allowed=2).mean("calm") == Fraction(5, 2)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: Panel([said(1), said(1, edition="2")]), '`edition`: differs: "1", "2"'),
        (lambda: Panel([said(1)], groups=[("a",), ("b",)]), "`groups`: has 2 entries for 1 assessments"),
        (lambda: Panel([said(1), said(1)], people=["x", "x"]), "`people`: somebody answers more than once"),
        (lambda: Panel([said(1)]).summary(PLAIN, min_respondents=0), "`minimum`: is 0"),
        (lambda: Panel([said(1)]).summary(PLAIN, missing_allowed=-1), "`missing_allowed`: is -1"),
        (lambda: Panel([said(1)]).summary(PLAIN, invited={(): 0}), '`invited`: says 0 for "the whole"'),
        (
            lambda: Panel([said(1)], groups=[("a", "b")]).summary(PLAIN, invited={("a",): 0}),
            '`invited`, `a`: says 0 for "a"',
        ),
        (lambda: Panel([said(1)]).summary(PLAIN, secret=b"fifteen letters"), "`secret`: is 15; 16 is the least"),
    ],
)
def test_what_does_not_fit_is_refused(make: Any, problem: str) -> None:
    """Each problem in a sentence, at its place."""
    with pytest.raises(InvalidPanel) as refused:
        make()
    assert problem in str(refused.value)


def test_an_assessment_of_another_framework_is_refused() -> None:
    """All of them are checked against the framework that they are counted by."""
    with pytest.raises(InvalidAssessment, match="framework"):
        Panel([said(1, framework="others")]).summary(PLAIN)


def test_merging_keeps_groups_and_people_where_both_know_them() -> None:
    """Who is in no group is in the whole; where one panel does not know its people, the two together do not."""
    one = Panel([said(1)], groups=[("a",)], people=["x"])
    assert one.merged(Panel([said(2)])) == Panel([said(1), said(2)], groups=[("a",), ()])
    assert one.merged(Panel([said(2)], people=["y"])).people == ("x", "y")
    assert Panel([said(1)]).merged(Panel([said(2)])) == Panel([said(1), said(2)])


def test_a_comparison_tells_how_far_figures_are_apart() -> None:
    """This wave against the one before: shares, medians and, where the method takes one, means."""
    now, before = Panel([said(5, 1)] * 6 + [said(4, 2)] * 6), Panel([said(3, 1)] * 6 + [said(1, 2)] * 6)
    compared = Comparison(now.summary(AVERAGED, min_respondents=1), before.summary(AVERAGED, min_respondents=1))
    expected = Difference(Fraction(-1, 2), Fraction(1), (3, 2), Fraction(5, 2))
    assert compared.topic("rota") == expected
    assert compared.mean("calm") == Fraction(5, 4)
    plain = Comparison(now.summary(PLAIN, min_respondents=1), before.summary(PLAIN, min_respondents=1))
    assert plain.topic("rota") == attrs.evolve(expected, mean=None)
    assert set(comparison_to_dict(compared)) - set(comparison_to_dict(plain)) == {"means"}


def test_a_comparison_withholds_what_either_side_withholds() -> None:
    """A team of the whole organisation, where the team is too small; and the other way about."""
    panel = Panel([*TWELVE, said(1, 1)], groups=[("a",)] * 12 + [("b",)])
    summary = panel.summary(AVERAGED)
    for group, against in ((("b",), ()), ((), ("b",))):
        compared = Comparison(summary, summary, group, against)
        assert (compared.topic("rota"), compared.mean("calm")) == (REVEAL, REVEAL)
        assert comparison_to_dict(compared)["means"] == {"calm": {"withheld": "would-reveal"}}
        assert comparison_to_dict(compared)["topics"]["rota"] == {"withheld": "would-reveal"}


def test_two_frameworks_are_not_compared() -> None:
    """Their topics are not the same, whatever their ids."""
    other = attrs.evolve(PLAIN, edition="2")
    with pytest.raises(InvalidPanel, match="edition"):
        Comparison(Panel(()).summary(PLAIN), Panel(()).summary(other))


def test_a_summary_says_itself_as_json() -> None:
    """Groups as lists; a mean only where the method takes one."""
    shape = summary_to_dict(Panel(TWELVE, groups=[("a",)] * 12).summary(PLAIN, min_respondents=1, invited={(): 16}))
    first, second = shape["groups"]
    assert (first["group"], first["replied"], first["response_rate"]) == ([], 12, 0.75)
    assert (second["group"], second["response_rate"]) == (["a"], None)
    assert first["topics"]["rota"] == {
        "n": 12,
        "counts": {"1": 3, "2": 3, "3": 2, "4": 2, "5": 2},
        "median": [2, 3],
        "agreement": 3 / 8,
        "very_negative": 0.25,
        "positive": 1 / 3,
    }
    exact = Panel([said(4, 2)] * 6 + [said(5, 3)] * 6).summary(AVERAGED, min_respondents=1)
    averaged = summary_to_dict(exact)["groups"][0]
    assert (averaged["topics"]["rota"]["mean"], averaged["themes"]["calm"]["mean"]) == (4.5, 4.0)
    assert summary_to_dict(Panel(()).summary(AVERAGED))["groups"][0]["themes"]["calm"]["withheld"] == "too-few"


def test_a_survey_of_35_items_with_12_reversed_is_scored_as_published() -> None:
    """The seven scales of the Management Standards tool: six less the answer where reversed, and the mean of means.

    Who answers one scale in full and another in part counts in the first alone.
    """
    scales = {
        "demands": (3, 6, 9, 12, 16, 18, 20, 22),
        "control": (2, 10, 15, 19, 25, 30),
        "managers": (8, 23, 29, 33, 35),
        "peers": (7, 24, 27, 31),
        "relationships": (5, 14, 21, 34),
        "role": (1, 4, 11, 13, 17),
        "change": (26, 28, 32),
    }
    reverse = {3, 5, 6, 9, 12, 14, 16, 18, 20, 21, 22, 34}
    items = [
        topic(f"item-{n}", scale, number=n, reverse_scored=n in reverse) for scale, of in scales.items() for n in of
    ]
    framework = attrs.evolve(AVERAGED, principles=[Principle(scale, scale) for scale in scales], topics=items)
    people = [{n: 1 + (n * person + person // 3) % 5 for n in range(1, 36)} for person in range(40)]
    answers = [attrs.evolve(said(), responses={f"item-{n}": level for n, level in each.items()}) for each in people]
    gap = attrs.evolve(answers[0], responses={"item-28": 3, **{f"item-{n}": 5 for n in scales["role"]}})
    summary = Panel([*answers, gap]).summary(framework, min_respondents=1)
    for scale, of in scales.items():
        complete = [*people, dict.fromkeys(of, 5)] if scale == "role" else people
        scores = [Fraction(sum(6 - each[n] if n in reverse else each[n] for n in of), len(of)) for each in complete]
        assert summary.mean(scale) == sum(scores) / len(scores)


def test_every_invalid_assessment_is_told() -> None:
    """A summary tells what is wrong with all assessments at once, each with which it is."""
    wrong = [said(1, 9), said(2), said(7, edition="2")]
    with pytest.raises(InvalidPanel):
        Panel(wrong)
    panel = Panel([said(1, 9), said(2), said(7, service="")])
    with pytest.raises(InvalidAssessment) as told:
        panel.summary(PLAIN)
    with pytest.raises(InvalidAssessment) as by_name:
        attrs.evolve(panel, people=["Ann", "Bea", "Cia"]).summary(PLAIN)

    assert [problem.place for problem in told.value.problems] == [
        'assessment no. 1, topic "breaks"',
        "assessment no. 3, `service`",
        'assessment no. 3, topic "rota"',
    ]
    assert by_name.value.problems[0].place == 'assessment "Ann", topic "breaks"'
