"""Law: what no reference case pins is listed, and the cases that are drafted pin all of it."""

import attrs
import pytest
from hypothesis import given, settings
from small import award, framework, small_cases, small_frameworks, topic

import positiveculture as pc
from positiveculture import Framework
from positiveculture.formats.linting import pinning
from positiveculture.linting.pinning import assessment_of, unnoticed
from positiveculture.linting.steps import one_off
from positiveculture.routes.search import Budget

#: The frameworks of our own that have awards.
OURS = ("wigan-progress", "cqc-style-well-led")


@settings(deadline=None, max_examples=60)
@given(small_frameworks())
def test_drafted_cases_pin_everything(found: Framework) -> None:
    """With the drafted cases among its own, nothing is left open; and each says what `evaluate` says."""
    drafted = pinning(found).drafted
    for case in drafted:
        outcome = pc.evaluate(found, assessment_of(found, case))

        assert (case.award, dict(case.states)) == (outcome.award, {v.award.id: str(v.state) for v in outcome})
    assert pinning(attrs.evolve(found, cases=drafted)).unpinned == ()


@settings(deadline=None, max_examples=60)
@given(small_frameworks())
def test_what_a_case_can_notice_is_counted(found: Framework) -> None:
    """Of the ways to be one step off, those are counted that a case without gaps can notice, with and without cases."""
    changes, drafted = tuple(one_off(found)), pinning(found).drafted
    noticed = len(changes) - len(unnoticed(found, changes, drafted, Budget(10**9, "")))

    assert pinning(found).of == pinning(attrs.evolve(found, cases=drafted)).of == noticed


@settings(deadline=None, max_examples=60)
@given(small_cases(max_open=0))
def test_drafted_cases_come_to_each_award(case: tuple[Framework, pc.Assessment]) -> None:
    """Where cases are drafted, one comes to each award that an assessment without gaps comes to."""
    found, assessment = case
    drafted, outcome = pinning(found).drafted, pc.evaluate(found, assessment)
    open_ = not drafted or assessment.not_applicable or outcome.coverage.without_response

    assert open_ or outcome.award in {None, *(each.award for each in drafted)}


@settings(deadline=None, max_examples=60)
@given(small_frameworks())
def test_what_is_one_off_is_another_rule(found: Framework) -> None:
    """Each change leaves a rule that is not the one that was written."""
    rules = {each.id: each.rule.node(found.scope) for each in found.awards}

    assert all(change.node != rules[change.award] for change in one_off(found))


@pytest.mark.parametrize("name", OURS)
def test_ours_are_pinned(name: str) -> None:
    """No threshold of ours could be a step off, and no clause left out, without one of its reference cases noticing."""
    found = pc.get_framework(name)

    assert pinning(found).unpinned == ()
    assert pinning(attrs.evolve(found, cases=())).unpinned


def test_each_kind_of_threshold() -> None:
    """Levels, shares, numbers of alternatives and clauses without a threshold are all listed, in the words of rules."""
    rule = pc.All(
        (pc.AtLeast("t1", 1), pc.AtLeastOf(2, [pc.AtLeast(f"t{n}", 2) for n in (1, 2, 3)]), pc.Evidenced(("t2",)))
    )
    high = pc.All((pc.Share(84), pc.Evidenced(("t3",))))
    scale = pc.Scale("three", [pc.Level(number, str(number)) for number in (0, 1, 2)])
    found = framework([topic(f"t{n}", scale) for n in (1, 2, 3)], award("low", rule), award("high", high, rank=1))

    assert {(each.award, each.change) for each in pinning(found).unpinned} >= {
        ("low", "one level lower"),
        ("low", "1 of them instead of 2"),
        ("low", "3 of them instead of 2"),
        ("low", "left out"),
        ("high", "5 of 6 points instead of 6"),
        ("high", "left out"),
    }


def test_an_award_at_the_top_of_its_scale_has_a_case() -> None:
    """Of an award that asks for the highest levels, one case just misses each, and one just meets it."""
    scale = pc.Scale("two", [pc.Level(number, str(number)) for number in (0, 1)])
    found = framework([topic("t1", scale), topic("t2", scale)], award("top", pc.Every(1)))

    assert [(case.name, case.award) for case in pinning(found).drafted] == [
        ("draft 1: TOP is just missed, by: every topic at 1 or above", None),
        ("draft 2: TOP is just met", "top"),
    ]
    pinned = attrs.evolve(found, cases=pinning(found).drafted[:1])
    assert pinning(pinned).unpinned == ()
    assert [case.award for case in pinning(pinned).drafted] == ["top"]
