"""Well-led, CQC-style: what its sources say, and its bands and limiters against the literal rules."""

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement
from math import factorial, floor, prod
from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture import get_framework
from positiveculture.rules.blockers import Alternatives, Below, ShareBelow

EXAMPLES = Path(__file__).parents[2] / "examples"
CQC = get_framework("cqc-style-well-led")
STATEMENTS = (
    "shared-direction-and-culture",
    "capable-compassionate-inclusive-leaders",
    "freedom-to-speak-up",
    "workforce-equality-diversity-inclusion",
    "governance-management-sustainability",
    "partnerships-and-communities",
    "learning-improvement-innovation",
    "environmental-sustainability",
)
PRACTICES = (
    "experience-and-qualifications",
    "clear-roles",
    "values-shown",
    "role-models",
    "open-working",
    "visible-leaders",
    "issues-prioritised",
    "known-to-families",
    "hands-on-care",
    "policies-changed",
    "capacity-for-aims",
    "management-qualifications",
    "leaders-develop",
    "protected-time",
    "succession-planning",
    "external-recruitment",
    "management-cover",
    "full-responsibility",
    "support-for-staff",
    "staff-wellbeing",
)


def judged(*scores: int) -> pc.Outcome:
    """Return the outcome of the first statements at `scores`, the others set aside."""
    said: list[pc.Rating | pc.NotApplicable] = [
        *map(pc.Rating, scores),
        *[pc.NotApplicable("Not assessed this round")] * (8 - len(scores)),
    ]
    responses = dict(zip(STATEMENTS, said, strict=True))
    assessment = pc.Assessment(
        framework=CQC.id, edition=CQC.edition, service="A home", assessed_on=date(2026, 5, 6), responses=responses
    )
    return pc.evaluate(CQC, assessment)


def literal(*scores: int) -> str | None:
    """Return the rating as the published rules read, one after another: first the band, then its own limiter."""
    percent = floor(Fraction(100 * sum(scores), 4 * len(scores)) + Fraction(1, 2))
    if percent <= 38:
        return None
    if percent <= 62:
        return "requires-improvement"
    if percent <= 87:
        return "requires-improvement" if 1 in scores else "good"
    return "good" if 1 in scores or 2 in scores else "outstanding"


def ways(scores: tuple[int, ...]) -> int:
    """Return in how many orders `scores` can stand."""
    return factorial(len(scores)) // prod(map(factorial, Counter(scores).values()))


def test_statements_stand_in_cqcs_order_and_are_numbered_by_it() -> None:
    """The eight statements are numbered 1 to 8 in CQC's order."""
    assert list(enumerate(STATEMENTS, 1)) == [(topic.number, topic.id) for topic in CQC.topics]


def test_scores_have_cqcs_words() -> None:
    """Scores run from 1 to 4, in CQC's words."""
    scales = [topic.scale for topic in CQC.topics if topic.scale is not None]
    words = {1: "Significant shortfalls", 2: "Some shortfalls", 3: "Good standard", 4: "Exceptional standard"}

    assert [words] * 8 == [{level.number: level.label for level in scale.levels} for scale in scales]


def test_any_statement_may_be_left_for_another_round() -> None:
    """Every statement may be set aside with a reason, for not all are assessed at once."""
    assert all(topic.allows_not_applicable for topic in CQC.topics)


def test_practices_are_parts_of_the_statement_about_leaders() -> None:
    """The 20 practices are parts of the second statement, in the source's order, and no other statement has parts."""
    parts = {topic.id: tuple(part.id for part in topic.parts) for topic in CQC.topics if topic.parts}

    assert parts == {"capable-compassionate-inclusive-leaders": PRACTICES}


def test_practices_have_a_scale_of_their_own_and_no_numbers() -> None:
    """A practice is not yet, partly or in place, and its number could not be taken for a statement's."""
    parts = CQC.topic(2).parts
    scales = {part.scale for part in parts if part.scale is not None}

    assert [tuple(level.label for level in scale.levels) for scale in scales] == [("Not yet", "Partly", "In place")]
    assert {None} == {part.number for part in parts}


def test_kinds_of_practice_follow_the_source() -> None:
    """Two practices are promises, two are conditional, sixteen are practices."""
    kinds = {part.id: part.kind for part in CQC.topic(2).parts}

    assert Counter(kinds.values()) == {"practice": 16, "promise": 2, "conditional": 2}
    assert {"protected-time", "management-cover"} == {id_ for id_, kind in kinds.items() if kind == "promise"}
    assert {"management-qualifications", "external-recruitment"} == {
        id_ for id_, kind in kinds.items() if kind == "conditional"
    }


def test_conditional_practices_say_when_they_apply_and_may_be_set_aside() -> None:
    """A practice says when it applies, and may be set aside, if and only if it is conditional."""
    for part in CQC.topic(2).parts:
        conditional = part.kind == "conditional"

        assert (conditional, conditional) == (bool(part.applies_when), part.allows_not_applicable)


def test_everything_is_described_and_has_a_short_title() -> None:
    """Every statement and practice has a description, and a title of 80 characters at most."""
    assert [topic.id for topic in CQC.every_topic if not topic.description or len(topic.title) > 80] == []
    assert CQC.principles[0].description


def test_awards_are_the_three_bands_above_the_floor() -> None:
    """The awards are requires improvement, good and outstanding; inadequate is no award."""
    assert [award.id for award in CQC.awards] == ["requires-improvement", "good", "outstanding"]


def test_notice_tells_what_every_reader_has_to_know() -> None:
    """The notice says that it is not CQC's, for England, no rating, that scoring is withdrawn and rounding ours."""
    told = ("CQC-style, not CQC's", "England", "no rating", "withdrawing scoring during 2026", "rounds")

    assert [words for words in told if words not in CQC.notice] == []
    assert any(note.startswith("Inadequate is the floor") for note in CQC.notes)


@pytest.mark.parametrize("assessed", range(1, 9))
def test_every_combination_of_scores_is_rated_by_the_literal_rules(assessed: int) -> None:
    """Every combination of scores, for any number of statements assessed, is rated as the rules literally read."""
    combinations = list(combinations_with_replacement(range(1, 5), assessed))

    assert 4**assessed == sum(map(ways, combinations))
    assert [literal(*scores) for scores in combinations] == [judged(*scores).award for scores in combinations]


def test_order_of_scores_never_matters() -> None:
    """Which statement has which score makes no difference, so each combination stands for all its orders."""
    for scores in combinations_with_replacement(range(1, 5), 8):
        turned = {judged(*scores[turn:], *scores[:turn]).award for turn in range(0, 8, 3)}

        assert {literal(*scores)} == turned


def test_each_band_includes_those_below_it() -> None:
    """Outstanding never stands without good, nor good without requires improvement, though no rule says so."""
    for scores in combinations_with_replacement(range(1, 5), 8):
        states = [verdict.state == "met" for verdict in judged(*scores)]

        assert sorted(states, reverse=True) == states


@pytest.mark.parametrize(
    ("scores", "award"),
    [
        ((1,) * 8, None),
        ((2, 2, 2, 2, 1, 1, 1, 1), None),  # 12 of 32: 37.5 per cent, 38 by rounding
        ((2, 2, 2, 2, 2, 1, 1, 1), "requires-improvement"),  # 13 of 32: 40.6
        ((3, 3, 3, 3, 2, 2, 2, 2), "good"),  # 20 of 32: 62.5, 63 by rounding
        ((3, 3, 3, 2, 2, 2, 2, 2), "requires-improvement"),  # 19 of 32: 59.4
        ((3, 3, 3, 3, 3, 3, 3, 1), "requires-improvement"),  # 22 of 32: the first limiter
        ((4, 4, 4, 4, 4, 4, 2, 2), "good"),  # 28 of 32: 87.5, 88 by rounding, and the second limiter
        ((4, 4, 4, 4, 3, 3, 3, 3), "outstanding"),  # 28 of 32
        ((4, 4, 4, 3, 3, 3, 3, 3), "good"),  # 27 of 32: 84.4
        ((4, 4, 4, 4, 4, 4, 4, 1), "good"),  # 29 of 32: the second limiter, and the first does not follow it
        ((4, 4, 4, 4, 4, 4, 4, 2), "good"),  # 30 of 32: the second limiter
    ],
)
def test_scores_at_the_edges_of_bands_and_limiters(scores: tuple[int, ...], award: str | None) -> None:
    """At the edges of the bands half a per cent counts as a whole one, and the limiters do not chain."""
    assert award == judged(*scores).award


def test_good_withheld_by_a_single_1_names_the_statement() -> None:
    """Where the first limiter decides, the reasons for missing good name the statement and the way around it."""
    blockers = judged(3, 3, 1, 3, 3, 3, 3, 3)["good"].blockers

    statements = tuple(topic.id for topic in CQC.topics)
    share = ShareBelow(Fraction(88), Fraction(69), Fraction(69), statements, 22, 32)
    assert (Alternatives(1, ((Below("freedom-to-speak-up", 2, 1),), (share,))),) == blockers


def test_outstanding_withheld_by_a_low_score_names_the_statement() -> None:
    """Where the second limiter decides, the only reason for missing outstanding is the low score."""
    assert (Below("environmental-sustainability", 3, 1),) == judged(4, 4, 4, 4, 4, 4, 4, 1)["outstanding"].blockers


def test_setting_a_statement_aside_changes_the_denominator() -> None:
    """Statements set aside count on neither side: 15 of 24 are good, and two 1s more would not be."""
    aside = judged(3, 3, 3, 2, 2, 2)

    assert aside.award == "good"
    assert STATEMENTS[6:] == aside.not_applicable
    assert judged(3, 3, 3, 2, 2, 2, 1, 1).award == "requires-improvement"


def test_nothing_assessed_is_undecided() -> None:
    """With every statement set aside there is nothing to judge, and no award is met or refused."""
    assert {"undecided"} == {str(verdict.state) for verdict in judged()}


def test_practices_never_make_the_score() -> None:
    """With all 20 practices in place and no statement scored, every award is still open."""
    assessment = pc.Assessment(
        framework=CQC.id,
        edition=CQC.edition,
        service="A home",
        assessed_on=date(2026, 5, 6),
        responses=dict.fromkeys(PRACTICES, pc.Rating(2)),
    )

    assert {"undecided"} == {str(verdict.state) for verdict in pc.evaluate(CQC, assessment)}


@pytest.mark.parametrize(
    ("name", "award"), [("cqc-rivington-2026", "good"), ("cqc-held-back-2026", "requires-improvement")]
)
def test_examples_are_rated_as_they_say(name: str, award: str) -> None:
    """Each example reads, and indicates the rating that its first lines tell of."""
    outcome = pc.evaluate(CQC, pc.read_assessment(EXAMPLES / f"{name}.toml", framework=CQC))

    assert award == outcome.award
    assert outcome.unanswered == ()


def test_whole_example_speaks_of_every_practice() -> None:
    """The example of Rivington says something of every statement and of every practice."""
    assessment = pc.read_assessment(EXAMPLES / "cqc-rivington-2026.toml", framework=CQC)

    assert {topic.id for topic in CQC.every_topic} == assessment.responses.keys()


def test_reference_cases_lie_next_to_every_band() -> None:
    """On each side of each band there is a case with the nearest share that any number of statements can come to."""

    def per_cent(points: int, statements: int) -> int:
        return floor(Fraction(100 * points, 4 * statements) + Fraction(1, 2))

    reached = {per_cent(points, count) for count in range(1, 9) for points in range(count, 4 * count + 1)}
    nearest = {max(share for share in reached if share < band) for band in (39, 63, 88)}
    nearest |= {min(share for share in reached if share >= band) for band in (39, 63, 88)}
    rated = [
        [said.level for said in dict(case.responses).values() if isinstance(said, pc.Rating)] for case in CQC.cases
    ]

    assert nearest == {38, 39, 61, 63, 86, 88}
    assert nearest <= {per_cent(sum(levels), len(levels)) for levels in rated}
