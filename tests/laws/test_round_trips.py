"""Law: plan, assessment and framework survive dict, TOML and JSON, pickle and copy, and come back equal."""

import copy
import json
import pickle
import tomllib
from collections.abc import Callable
from typing import Any

import attrs
import pytest
import small
from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DataObject

from positiveculture import Framework, Principle, Statement, draft_plan, evaluate, get_framework
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict
from positiveculture.formats.framework import Tool, framework_from_dict, framework_to_dict
from positiveculture.formats.outcome import outcome_to_dict
from positiveculture.formats.plan import plan_from_dict, plan_to_dict
from positiveculture.formats.toml import toml_text
from positiveculture.formats.writing import json_text
from positiveculture.framework import PlanTemplate
from positiveculture.testing import strategies as pcs

WIGAN = get_framework("wigan-progress")
ONE = small.framework([small.topic("t1")])


def comes_back(value: object, to_dict: Callable[[Any], dict[str, Any]], from_dict: Callable[[object], object]) -> None:
    """Hold the law for one value."""
    payload = to_dict(value)
    before = copy.deepcopy(payload)

    assert value == from_dict(payload)
    assert before == payload
    assert value == from_dict(tomllib.loads(toml_text(payload)))
    assert value == from_dict(json.loads(json_text(payload)))
    for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value), copy.copy(value)):  # noqa: S301 - our own
        assert value == again
        assert hash(value) == hash(again)
        assert payload == to_dict(again)


@settings(deadline=None, max_examples=40)
@given(pcs.frameworks())
def test_frameworks(framework: Framework) -> None:
    """A framework comes back equal, with the same program."""
    comes_back(framework, framework_to_dict, framework_from_dict)

    again = framework_from_dict(framework_to_dict(framework))

    assert (framework.program, framework.scope, framework.scales) == (again.program, again.scope, again.scales)


@settings(deadline=None, max_examples=30)
@given(pcs.frameworks(), st.data())
def test_assessments(framework: Framework, data: DataObject) -> None:
    """An assessment comes back equal, and is judged alike."""
    assessment = data.draw(pcs.strategies_for(framework).assessments())
    comes_back(assessment, assessment_to_dict, lambda payload: assessment_from_dict(payload, framework))

    outcomes = [evaluate(framework, each) for each in (assessment, copy.deepcopy(assessment))]

    assert outcome_to_dict(outcomes[0]) == outcome_to_dict(outcomes[1])
    assert outcomes[0] == pickle.loads(pickle.dumps(outcomes[0]))  # noqa: S301 - our own


@settings(deadline=None, max_examples=30)
@given(pcs.frameworks(), st.data())
def test_plans(framework: Framework, data: DataObject) -> None:
    """A plan comes back equal."""
    plan = data.draw(pcs.strategies_for(framework).plans())
    comes_back(plan, plan_to_dict, lambda payload: plan_from_dict(payload, framework))


def test_wigan() -> None:
    """Wigan comes back equal, whatever it is written as."""
    comes_back(WIGAN, framework_to_dict, framework_from_dict)


@settings(deadline=None, max_examples=10)
@given(st.data())
def test_what_is_said_of_wigan(data: DataObject) -> None:
    """An assessment against Wigan, and its plan, come back equal."""
    assessment = data.draw(pcs.strategies_for(WIGAN).assessments())
    comes_back(assessment, assessment_to_dict, lambda payload: assessment_from_dict(payload, WIGAN))
    plan = draft_plan(evaluate(WIGAN, assessment), "gold")
    comes_back(plan, plan_to_dict, lambda payload: plan_from_dict(payload, WIGAN))


LONG = "People are known well, by the whole of the team that supports them, and they say so themselves, unasked."


@pytest.mark.parametrize(
    "framework",
    [
        attrs.evolve(ONE, tools=(Tool("tool-2", "A", LONG), Tool("tool-1", "B"), Tool("tool-3", "C", LONG))),
        attrs.evolve(ONE, principles=(Principle("p2", "A", LONG), Principle("p1", "B"))),
        attrs.evolve(ONE, topics=(attrs.evolve(ONE.topics[0], statements=(Statement(2, "B"), Statement(1, "A"))),)),
        attrs.evolve(ONE, plan=PlanTemplate((2, 3), (("seen", "A"), ("felt", "B"), ("seen", "C")))),
    ],
)
def test_order_is_kept(framework: Framework) -> None:
    """What has an order comes back in it, long texts among short ones."""
    comes_back(framework, framework_to_dict, framework_from_dict)
