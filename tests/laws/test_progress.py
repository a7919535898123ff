"""Law: progress is 1 if and only if the award is met, and lies from 0 to 1."""

from hypothesis import given, settings
from small import small_cases

from positiveculture import Assessment, Framework, State, evaluate, get_framework
from positiveculture.testing import strategies as pcs

WIGAN = get_framework("wigan-progress")


def one_only_where_met(framework: Framework, assessment: Assessment) -> None:
    """Hold the law for one assessment."""
    outcome = evaluate(framework, assessment)
    for verdict in outcome:
        assert 0 <= verdict.progress <= 1
        assert (verdict.progress == 1) == (verdict.state is State.MET) == (not verdict.blockers)
        assert outcome.case.progress(verdict.award.id) == verdict.progress
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
