"""An explanation says of each clause what the rule says of itself, and names what decided the rating."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import combinations_with_replacement
from math import floor

import attrs
import pytest
from hypothesis import given
from small import award, small_cases

from positiveculture import Assessment, Clause, Framework, Outcome, Rule, evaluate, explain, get_framework
from positiveculture.formats.explanation import explanation_to_dict
from positiveculture.rules.blockers import NothingToJudge
from positiveculture.rules.kinds import members

CQC = get_framework("cqc-style-well-led")
STATEMENTS = [topic.id for topic in CQC.topics]


def pairs(rule: Rule, clause: Clause) -> Iterator[tuple[Rule, Clause]]:
    """Yield each rule with the clause that explains it."""
    yield rule, clause
    for below, explained in zip(members(rule), clause.clauses, strict=True):
        yield from pairs(below, explained)


@given(small_cases())
def test_each_clause_is_judged_as_its_rule_alone(case: tuple[Framework, Assessment]) -> None:
    """The state at the top is the verdict's, and that of each clause below is the rule's own."""
    framework, assessment = case
    outcome = evaluate(framework, assessment)
    for verdict in outcome:
        (_, top), *below = pairs(verdict.award.rule, explain(outcome)[verdict.award.id])

        assert top.state is verdict.state
        for rule, clause in below:
            alone = attrs.evolve(framework, awards=[*framework.awards, award("alone", rule, rank=99)])
            found = evaluate(alone, assessment)["alone"]
            assert clause.state is (None if found.blockers == (NothingToJudge(),) else found.state)
            assert clause.text


@given(small_cases())
def test_one_sentence_speaks_of_the_award_that_is_met(case: tuple[Framework, Assessment]) -> None:
    """The sentence begins with the award that is met, or says that there is none, and speaks of the next."""
    outcome = evaluate(*case)
    told = explain(outcome).decided_by
    titles = [award.title for award in outcome.framework.awards]
    held = None if outcome.award is None else outcome.framework.award(outcome.award).title

    assert told.endswith(".")
    if held is None:
        assert told.startswith(("No award yet", f"{titles[0]} is undecided"))
    else:
        assert told.startswith((f"Held at {held}", f"{held} so far", f"{held}, the highest"))
        if held != titles[-1]:
            assert titles[titles.index(held) + 1] in told


@given(small_cases())
def test_the_json_has_every_clause(case: tuple[Framework, Assessment]) -> None:
    """What is printed as JSON is the tree, with the sentence."""
    outcome = evaluate(*case)
    told = explanation_to_dict(explain(outcome))

    assert explain(outcome).decided_by == told["decided_by"]
    assert [(verdict.award.id, str(verdict.state)) for verdict in outcome] == [
        (award["id"], award["state"]) for award in told["awards"]
    ]


def judged(scores: tuple[int, ...]) -> Outcome:
    """Return the outcome of the eight statements at `scores`."""
    responses = dict(zip(STATEMENTS, scores, strict=True))
    return evaluate(
        CQC,
        Assessment(
            framework=CQC.id, edition=CQC.edition, service="A", assessed_on=date(2026, 5, 6), responses=responses
        ),
    )


def band(scores: tuple[int, ...]) -> tuple[int, str, str, int]:
    """Return the share in whole per cent with its band, the next band up, and where that begins."""
    percent = floor(Fraction(100 * sum(scores), 32) + Fraction(1, 2))
    steps = [(0, "", "Requires improvement", 39), (39, "Requires improvement", "Good", 63)]
    steps += [(63, "Good", "Outstanding", 88), (88, "Outstanding", "", 101)]
    return next((percent, *step[1:]) for step in reversed(steps) if percent >= step[0])


@pytest.mark.parametrize("scores", list(combinations_with_replacement(range(1, 5), 8)), ids=str)
def test_cqc_style_ratings_name_the_band_or_the_limiter(scores: tuple[int, ...]) -> None:
    """For any scores, a limiter is named with the statements that it speaks of, and a band with the points it asks."""
    outcome = judged(scores)
    percent, reached, above, begins = band(scores)
    held = "" if outcome.award is None else CQC.award(outcome.award).title
    told = explain(outcome).decided_by
    points = f"{sum(scores)} of 32 points are"

    assert points in told
    assert f"counted as {percent}" in told or f"{percent} per cent" in told
    if held == reached == "Outstanding":
        assert told.startswith("Outstanding, the highest")
    elif held != reached:
        low = [CQC.title_of(id_) for id_, score in zip(STATEMENTS, scores, strict=True) if score < LIMITED[reached]]
        assert told.startswith(f"Held at {held}: ")
        assert f"enough for {reached}" in told
        assert f"below the {LIMITED[reached]} that {reached} asks of each topic" in told
        assert [title for title in CQC_TITLES if (title in told) != (title in low)] == []
    else:
        assert told.startswith(f"Held at {held}: " if held else "No award yet: ")
        assert f"below the {begins} that {above} asks" in told
        assert "enough for" not in told


#: The lowest score that a band allows, and what the statements are called.
LIMITED = {"Good": 2, "Outstanding": 3}
CQC_TITLES = [topic.title for topic in CQC.topics]
