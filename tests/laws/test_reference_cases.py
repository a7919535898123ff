"""Law: a reference case survives every way of writing a framework down, and is judged as any assessment is."""

import pickle
from typing import Any

import attrs
from hypothesis import given, settings, strategies as st
from small import small_cases

from positiveculture import Assessment, Framework, ReferenceCase, evaluate
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.testing import replay, strategies as pcs


def carrying(framework: Framework, assessment: Assessment) -> Framework:
    """Return the framework with what was said as a case, and with what comes of it."""
    outcome = evaluate(framework, assessment)
    states = {verdict.award.id: verdict.state for verdict in outcome}
    case = ReferenceCase("drawn", assessment.responses, outcome.award, states, assessment.assessed_on)
    return attrs.evolve(framework, cases=[case])


@settings(max_examples=50, deadline=None)
@given(small_cases())
def test_a_case_is_judged_as_an_assessment_is(case: tuple[Framework, Assessment]) -> None:
    """What an assessment comes to holds when it is a reference case."""
    found = carrying(*case)

    assert replay(found, "cases_fit") == "cases_fit holds"
    assert replay(found, "cases_hold") == "cases_hold holds"


@settings(max_examples=25, deadline=None)
@given(pcs.assessed(), st.sampled_from([None, "drop"]))
def test_a_case_reads_back(case: tuple[Framework, Assessment], drop: str | None) -> None:
    """A framework with cases is equal once it is read back from plain values, and from a pickle."""
    found = carrying(*case)
    if drop:
        bare: Any = [attrs.evolve(one, award=None, states={}, assessed_on=None) for one in found.cases]
        found = attrs.evolve(found, cases=bare)

    assert framework_from_dict(framework_to_dict(found)) == found
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes, just written
