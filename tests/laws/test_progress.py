"""Law: progress is 1 if and only if the award is met, and lies from 0 to 1."""

from fractions import Fraction
from math import ceil

import small
from hypothesis import given, settings, strategies as st
from small import small_cases

import positiveculture as pc
from positiveculture import Assessment, Framework, State, evaluate, get_framework
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.testing import strategies as pcs

WIGAN = get_framework("wigan-progress")


def one_only_where_met(framework: Framework, assessment: Assessment) -> None:
    """Hold the law for one assessment."""
    outcome = evaluate(framework, assessment)
    for verdict in outcome:
        assert 0 <= verdict.progress <= 1
        assert (verdict.progress == 1) == (verdict.state is State.MET) == (not verdict.blockers)
        assert outcome.progress[verdict.award.id] == verdict.progress
    met = [verdict.award.id for verdict in outcome if verdict.state is State.MET]
    assert (met[-1] if met else None) == outcome.award


@given(small_cases())
def test_on_small_frameworks(case: tuple[Framework, Assessment]) -> None:
    """A hundred per cent if and only if awarded, for rules of every kind, nested."""
    one_only_where_met(*case)


@settings(max_examples=50)
@given(pcs.assessed())
def test_on_any_framework(case: tuple[Framework, Assessment]) -> None:
    """A hundred per cent if and only if awarded, on any framework."""
    one_only_where_met(*case)


@settings(max_examples=50)
@given(pcs.strategies_for(WIGAN).assessments())
def test_on_wigan(assessment: Assessment) -> None:
    """A hundred per cent if and only if awarded, on Wigan."""
    one_only_where_met(WIGAN, assessment)


@given(st.integers(1, 40), st.integers(1, 10), st.sampled_from(pc.Rounding))
def test_no_number_is_rounded_up_to_awarded(digits: int, points: int, rounding: pc.Rounding) -> None:
    """However little is missing of a share, its progress as JSON says 1 if and only if it is reached."""
    topics = [small.topic(f"t{n}", small.ladder("ten", 0, 10)) for n in (1, 2, 3)]
    percent = Fraction(100 * points, 30) + (Fraction(1, 10**digits) if rounding is pc.Rounding.EXACT else 0)
    needed = percent if rounding is pc.Rounding.EXACT else Fraction(ceil(percent))
    found = small.framework(topics, small.award("a1", pc.Share(needed, rounding=rounding)))
    for level in (points, min(points + 1, 10)):
        said = Assessment(
            framework="f1", edition="1", service="A", assessed_on=pcs.DAY, responses={"t1": level, "t2": 0, "t3": 0}
        )
        (told,) = outcome_to_dict(evaluate(found, said))["awards"]

        assert (told["progress"] == 1) == (told["state"] == "met")
