"""Law: the order of topics, responses and awards in a file never changes an outcome."""

from typing import Any

from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DataObject
from small import small_cases, verdicts

from positiveculture import Assessment, Framework, evaluate, get_framework
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.testing import strategies as pcs

WIGAN = get_framework("wigan-progress")


def shuffled(data: DataObject, table: dict[str, Any]) -> dict[str, Any]:
    """Return a payload with its keys, topics, parts and awards in another order."""
    found = {key: table[key] for key in data.draw(st.permutations(list(table)))}
    for key in ("topics", "awards", "parts"):
        if key in found:
            entries = [shuffled(data, entry) if key != "awards" else entry for entry in found[key]]
            found[key] = data.draw(st.permutations(entries))
    if "responses" in found:
        found["responses"] = {
            key: found["responses"][key] for key in data.draw(st.permutations(list(found["responses"])))
        }
    return found


def order_is_nothing(data: DataObject, framework: Framework, assessment: Assessment) -> None:
    """Hold the law for one assessment."""
    other = framework_from_dict(shuffled(data, framework_to_dict(framework)))
    same = assessment_from_dict(shuffled(data, assessment_to_dict(assessment)), other)

    before, after = evaluate(framework, assessment), evaluate(other, same)

    assert before.award == after.award
    assert verdicts(before) == verdicts(after)
    assert set(before.unanswered) == set(after.unanswered)


@given(small_cases(), st.data())
def test_on_small_frameworks(case: tuple[Framework, Assessment], data: DataObject) -> None:
    """Order is nothing, for rules of every kind, nested."""
    order_is_nothing(data, *case)


@settings(max_examples=25, deadline=None)
@given(pcs.assessed(), st.data())
def test_on_any_framework(case: tuple[Framework, Assessment], data: DataObject) -> None:
    """Order is nothing, on any framework."""
    order_is_nothing(data, *case)


@settings(max_examples=10, deadline=None)
@given(pcs.strategies_for(WIGAN).assessments(), st.data())
def test_on_wigan(assessment: Assessment, data: DataObject) -> None:
    """Order is nothing, on Wigan."""
    order_is_nothing(data, WIGAN, assessment)
