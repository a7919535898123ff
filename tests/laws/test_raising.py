"""Law: raising a rating never loses an award, never lowers progress, never adds a blocker to an award.

To answer an open question and to add evidence is to raise, too.
"""

from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DataObject
from small import small_frameworks

from positiveculture import Assessment, Framework, State, evaluate, get_framework
from positiveculture.testing import strategies as pcs
from positiveculture.testing.kit.truths import asked

WIGAN = get_framework("wigan-progress")


def more_is_never_less(framework: Framework, weaker: Assessment, stronger: Assessment) -> None:
    """Hold the law for one pair."""
    before, after = evaluate(framework, weaker), evaluate(framework, stronger)
    for verdict in before:
        raised = after[verdict.award.id]
        assert verdict.state is not State.MET or raised.state is State.MET
        assert verdict.progress <= raised.progress
        assert asked(raised.blockers) <= asked(verdict.blockers)
    if before.award is not None:
        ladder = [award.id for award in framework.awards]
        assert ladder.index(before.award) <= ladder.index(after.award or "none is met any more")


@given(small_frameworks(), st.data())
def test_on_small_frameworks(framework: Framework, data: DataObject) -> None:
    """More is never less, for rules of every kind, nested."""
    more_is_never_less(framework, *data.draw(pcs.strategies_for(framework).ordered_pairs()))


@settings(max_examples=50)
@given(pcs.frameworks(min_awards=1), st.data())
def test_on_any_framework(framework: Framework, data: DataObject) -> None:
    """More is never less, on any framework."""
    more_is_never_less(framework, *data.draw(pcs.strategies_for(framework).ordered_pairs()))


@settings(max_examples=50)
@given(pcs.strategies_for(WIGAN).ordered_pairs())
def test_on_wigan(pair: tuple[Assessment, Assessment]) -> None:
    """More is never less, on Wigan."""
    more_is_never_less(WIGAN, *pair)


@given(small_frameworks(), st.data())
def test_certain_is_certain(framework: Framework, data: DataObject) -> None:
    """To answer what is open never wins an award that was not met, and never opens one that was decided."""
    half = data.draw(pcs.strategies_for(framework).half_filled())
    responses = {
        topic.id: half.responses.get(topic.id) or data.draw(pcs.strategies_for(framework).spoken(topic))
        for topic in framework.every_topic
    }
    whole = Assessment(framework="f1", edition="1", service="A", assessed_on=half.assessed_on, responses=responses)
    before, after = evaluate(framework, half), evaluate(framework, whole)
    for verdict in before:
        assert verdict.state in (State.UNDECIDED, after[verdict.award.id].state)
