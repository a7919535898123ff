"""Laws of a history: the order it is given in is nothing, equals do not differ, and small changes add up."""

from datetime import timedelta

import attrs
from hypothesis import given, settings, strategies as st
from small import small_frameworks

from positiveculture import Assessment, Framework, History, State, evaluate, get_framework
from positiveculture.history import between, movements
from positiveculture.testing import strategies as pcs

WIGAN = get_framework("wigan-progress")
FRAMEWORKS = small_frameworks() | st.just(WIGAN)


@settings(max_examples=25, deadline=None)
@given(FRAMEWORKS, st.data())
def test_order_is_nothing(framework: Framework, data: st.DataObject) -> None:
    """However the assessments are given, the history is the same."""
    history = data.draw(pcs.strategies_for(framework).histories())

    again = History(data.draw(st.permutations(history.assessments)))

    assert history == again
    assert history.changes == again.changes
    assert history.award_changes(framework) == again.award_changes(framework)


@settings(max_examples=25, deadline=None)
@given(FRAMEWORKS, st.data())
def test_changes_add_up(framework: Framework, data: st.DataObject) -> None:
    """Every change from one assessment to the next, taken in turn, leads from the first to the last."""
    history = data.draw(pcs.strategies_for(framework).histories())
    first, last = history.assessments[0], history.assessments[-1]
    standing: dict[str, int | None] = dict(first.levels)
    for change in history.changes:
        assert standing.get(change.topic) == change.from_level != change.to_level
        assert not (change.rose and change.fell)
        standing[change.topic] = change.to_level

    assert dict(last.levels) == {topic: level for topic, level in standing.items() if level is not None}
    assert {(c.topic, c.from_level, c.to_level) for c in history.overall} == {
        (topic, first.levels.get(topic), last.levels.get(topic))
        for topic in {*first.levels, *last.levels}
        if first.levels.get(topic) != last.levels.get(topic)
    }


@settings(max_examples=25, deadline=None)
@given(FRAMEWORKS, st.data())
def test_awards_add_up(framework: Framework, data: st.DataObject) -> None:
    """Every award gained or lost, taken in turn, leads from what was held first to what is held last."""
    history = data.draw(pcs.strategies_for(framework).histories())

    def met(assessment: Assessment) -> set[str]:
        return {v.award.id for v in evaluate(framework, assessment) if v.state is State.MET}

    held = met(history.assessments[0])
    for change in history.award_changes(framework):
        assert change.gained == (change.award not in held)
        held ^= {change.award}
    assert held == met(history.assessments[-1])


@settings(max_examples=25, deadline=None)
@given(FRAMEWORKS, st.data())
def test_equals_do_not_differ(framework: Framework, data: st.DataObject) -> None:
    """Between assessments that say the same, nothing changes; and back is the mirror of forth."""
    ours = pcs.strategies_for(framework)
    one, other = data.draw(ours.assessments()), data.draw(ours.assessments())
    later = attrs.evolve(one, assessed_on=one.assessed_on + timedelta(1))

    assert History([one, later]).changes == ()
    assert {(c.topic, c.from_level, c.to_level) for c in between(one, other)} == {
        (c.topic, c.to_level, c.from_level) for c in between(other, one)
    }


@settings(max_examples=25, deadline=None)
@given(pcs.frameworks(), st.data())
def test_nothing_moves_from_an_assessment_to_itself(framework: Framework, data: st.DataObject) -> None:
    """Between equals nothing moved; and what is newly there one way is gone the other way."""
    one = data.draw(pcs.strategies_for(framework).assessments())
    other = data.draw(pcs.strategies_for(framework).assessments())
    there = {each.topic: each for each in movements(framework, one, other)}
    back = {each.topic: each for each in movements(framework, other, one)}

    assert movements(framework, one, one) == ()
    for topic in framework.topics_by_id:
        gone, come = there.get(topic), back.get(topic)
        assert (gone is not None and gone.reflected) == (come is not None and come.no_longer_reflected)
        assert (gone is not None and gone.evidenced) == (come is not None and come.no_longer_evidenced)
