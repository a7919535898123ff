"""Law: judging by the table of reasons says what judging rule by rule says, reason by reason, in the same order."""

from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DataObject
from small import LADDERS, framework, topic

from positiveculture import Assessment, Award, Framework, evaluate, get_framework
from positiveculture.testing import strategies as pcs

WIGAN = get_framework("wigan-progress")


def same_both_ways(found: Framework, assessment: Assessment) -> None:
    """Hold the law for one assessment."""
    outcome = evaluate(found, assessment)

    assert {award.id: outcome.case.blockers(award.id) for award in found.awards} == outcome.blockers


@st.composite
def ladders(draw: st.DrawFn) -> Framework:
    """Draw frameworks whose awards are plain lists of requirements."""
    scales = draw(st.lists(st.sampled_from(LADDERS), min_size=1, max_size=4))
    topics = [topic(f"t{place}", scale, allows_not_applicable=True) for place, scale in enumerate(scales, 1)]
    awards: list[Award] = []
    for place in range(1, draw(st.integers(1, 3)) + 1):
        below = [award.id for award in awards]
        held = draw(st.permutations(below))[: draw(st.integers(0, len(below)))]
        awards.append(Award(id=f"a{place}", title="A", rule=draw(pcs.plain_rules(topics, awards=held)), rank=place))
    return framework(topics, *awards)


@given(ladders(), st.data())
def test_on_ladders(found: Framework, data: DataObject) -> None:
    """A framework of plain lists has a table, and it says the same."""
    assert found.table is not None
    same_both_ways(found, data.draw(pcs.strategies_for(found).assessments()))


@settings(max_examples=50)
@given(pcs.strategies_for(WIGAN).assessments())
def test_on_wigan(assessment: Assessment) -> None:
    """Wigan has a table, and it says the same."""
    assert WIGAN.table is not None
    same_both_ways(WIGAN, assessment)
