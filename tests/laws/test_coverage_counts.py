"""Coverage is a plain count of what is there, never of how good it is; one response more never lowers it."""

from collections import Counter
from datetime import date
from typing import Any

import attrs
from hypothesis import given, strategies as st
from hypothesis.strategies import DrawFn

from positiveculture import Assessment, Framework, evaluate, get_framework
from positiveculture.formats.coverage import Coverage, coverage_to_dict
from positiveculture.testing import strategies as pcs
from positiveculture.topic_checks import every_topic

WALES = get_framework("wales-positive-cultures")
assessed = pcs.assessed()


@st.composite
def cases(draw: DrawFn) -> tuple[Framework, Assessment, date]:
    """Any framework with an assessment, and a day on which evidence may have lapsed."""
    framework, assessment = draw(assessed)
    return framework, assessment, draw(st.dates(date(2000, 1, 1), date(2100, 1, 1)))


def naive(framework: Framework, assessment: Assessment, on: date) -> dict[str, Any]:
    """Return the counts, taken from the responses one after another."""
    counts: Counter[str] = Counter(reflected=0, evidenced=0, acted_on=0)
    roles = {role.id: 0 for role in framework.roles}
    bare = []
    for topic in framework.every_topic:
        said = assessment.responses.get(topic.id)
        scaled = [part for part in every_topic([topic]) if part.scale is not None]
        if said is None and (topic.scale is not None or not scaled):  # what only groups others is no question
            bare.append(topic.id)
        note, evidence = getattr(said, "note", ""), getattr(said, "evidence", ())
        counts["reflected"] += hasattr(said, "level") or note.strip() != ""
        counts["evidenced"] += any(piece.lapses_on is None or on < piece.lapses_on for piece in evidence)
        counts["acted_on"] += len(getattr(said, "actions", ())) > 0
        for role in set(getattr(said, "roles", ())):
            roles[role] += 1
    return {**counts, "roles": roles, "untouched": bare}


def counted(found: Coverage) -> dict[str, Any]:
    """Return the counts that the library gives."""
    bare = [topic.id for topic in found.without_response]
    names = ("reflected", "evidenced", "acted_on", "roles")
    return {name: getattr(found, name) for name in names} | {"untouched": bare}


@given(cases())
def test_coverage_agrees_with_a_naive_count(case: tuple[Framework, Assessment, date]) -> None:
    """Each count is what going through the responses one by one gives."""
    framework, assessment, on = case

    assert naive(framework, assessment, on) == counted(evaluate(framework, assessment, on=on).coverage)


@given(cases(), st.data())
def test_one_response_more_never_lowers_a_count(case: tuple[Framework, Assessment, date], data: st.DataObject) -> None:
    """Reading a response more lowers no count, and leaves no topic without a response that had one."""
    framework, assessment, on = case
    if assessment.responses:
        gone = data.draw(st.sampled_from(sorted(assessment.responses)))
        fewer = {topic: said for topic, said in assessment.responses.items() if topic != gone}
        before = counted(evaluate(framework, attrs.evolve(assessment, responses=fewer), on=on).coverage)
        after = counted(evaluate(framework, assessment, on=on).coverage)

        assert [name for name in ("reflected", "evidenced", "acted_on") if after[name] < before[name]] == []
        assert [role for role, number in before["roles"].items() if after["roles"][role] < number] == []
        assert set(after["untouched"]) <= set(before["untouched"])


@given(cases())
def test_principles_part_the_whole(case: tuple[Framework, Assessment, date]) -> None:
    """Every topic stands under one principle or none, a part with its topic, so the parts add up to the whole."""
    framework, assessment, on = case
    whole = evaluate(framework, assessment, on=on).coverage
    parts = [under for _, under in whole.principles]

    assert sorted(one.topic.id for one in whole.topics) == sorted(one.topic.id for p in parts for one in p.topics)
    for name in ("reflected", "evidenced", "acted_on"):
        assert getattr(whole, name) == sum(getattr(under, name) for under in parts)


@given(cases())
def test_the_json_tells_the_same_counts(case: tuple[Framework, Assessment, date]) -> None:
    """What is printed as JSON is what is counted, but for topics that only group others, where nothing is there."""
    framework, assessment, on = case
    found = evaluate(framework, assessment, on=on).coverage
    told = coverage_to_dict(found)

    assert counted(found) == {name: told[name] for name in counted(found)}
    groups = [one for one in found.topics if one.topic.groups and not one.has_response]
    assert len(framework.every_topic) == told["topics"] + len(groups) == len(told["each"])


@given(pcs.strategies_for(WALES).assessments())
def test_open_actions_are_those_that_nobody_did(assessment: Assessment) -> None:
    """Open actions are all that are not done, those due first at the front, those without a day last."""
    found = evaluate(WALES, assessment).coverage.open_actions
    days = [action.by_when for _, action in found]
    given_ = [action for said in assessment.responses.values() for action in getattr(said, "actions", ())]

    assert sorted(map(repr, (action for _, action in found))) == sorted(repr(a) for a in given_ if a.done_on is None)
    assert days == sorted(days, key=lambda day: (day is None, day or date.min))
