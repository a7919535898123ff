"""Law: what a schema refuses, reading refuses; what is wrong with the build of a file, the schema refuses too."""

import json
import re
from collections.abc import Callable
from typing import Any

import payloads
from faults import FRAMEWORK
from hypothesis import given, settings, strategies as st
from hypothesis.strategies import DataObject
from jsonschema import Draft202012Validator, FormatChecker

from positiveculture import Framework, Problem
from positiveculture.errors import Invalid
from positiveculture.formats.assessment import assessment_from_dict, assessment_to_dict
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.plan import plan_from_dict, plan_to_dict
from positiveculture.formats.schemas import KINDS, schema
from positiveculture.formats.writing import json_text
from positiveculture.testing import strategies as pcs

CHECKS = {kind: Draft202012Validator(schema(kind), format_checker=FormatChecker(["date"])) for kind in KINDS}

READ: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "framework": (payloads.HARBOUR, framework_from_dict),
    "wording": (payloads.WORDING, lambda words: framework_from_dict(payloads.HARBOUR, [words])),
    "assessment": (payloads.ASSESSMENT, lambda payload: assessment_from_dict(payload, FRAMEWORK)),
    "plan": (payloads.PLAN, lambda payload: plan_from_dict(payload, FRAMEWORK)),
}

#: How reading speaks of what a file is built of: keys that are unknown or missing, and values of another kind.
BUILD = re.compile(
    r"unknown key|^is missing|is no part of a wording|says no kind of rule|says more about one|cannot stand beside"
    r"|is (text in quotes|a whole number, not|true or false|a table|a list|a level, or a table|a date such|the id of a)"
    r"|a rule is a table|is \"exact\" or|a level is a whole number"
)


def plain(payload: object) -> Any:
    """Return a payload as JSON holds it, its dates as text."""
    return json.loads(json_text(payload))


def fits(kind: str, payload: object) -> bool:
    """Return whether a payload fits the schema of its kind."""
    return bool(CHECKS[kind].is_valid(plain(payload)))


def problems(kind: str, payload: object) -> tuple[Problem, ...]:
    """Return what reading says of a payload."""
    try:
        READ[kind][1](payload)
    except Invalid as error:
        return error.problems
    return ()


@settings(deadline=None, max_examples=30)
@given(pcs.frameworks(), st.data())
def test_what_is_drawn_fits(framework: Framework, data: DataObject) -> None:
    """Every framework, assessment and plan that holds together fits its schema."""
    ours = pcs.strategies_for(framework)

    assert fits("framework", framework_to_dict(framework))
    assert fits("assessment", assessment_to_dict(data.draw(ours.assessments())))
    assert fits("plan", plan_to_dict(data.draw(ours.plans())))


#: What a file can hold, but for numbers that JSON Schema takes for whole and we do not, and half characters.
words = st.sampled_from(["mooring", "tide", "half-up", "2026-02-30", "2026-03-31", "self", ""])
scalars = words | st.integers(-3, 7) | st.booleans() | st.sampled_from([1.5, 0.25])
values = st.recursive(
    scalars,
    lambda below: st.lists(below, max_size=2) | st.dictionaries(st.sampled_from(payloads.KEYS), below, max_size=2),
)


@st.composite
def changed(draw: st.DrawFn, payload: Any) -> Any:
    """Draw `payload` with one value replaced, taken away, or given a neighbour."""
    path = draw(st.sampled_from(list(payloads.paths(payload))))
    what = draw(st.sampled_from(["replaced", "without", "beside"]))
    if what == "without":
        return payloads.without(payload, path)
    if what == "beside" and isinstance(path[-1], str):
        path = (*path[:-1], draw(st.sampled_from(payloads.KEYS) | st.just("zz-nobody-has-this")))
    return payloads.planted(payload, path, draw(values))


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(sorted(READ)).flatmap(lambda kind: st.tuples(st.just(kind), changed(READ[kind][0]))))
def test_a_schema_and_reading_agree(case: tuple[str, Any]) -> None:
    """What reading takes, the schema takes; what reading says of the build of a file, the schema refuses as well."""
    kind, payload = case
    told = problems(kind, payload)

    fit = fits(kind, payload)

    assert fit or told
    assert not (fit and [problem for problem in told if BUILD.search(problem.text)]), told


def test_the_whole_ones_fit() -> None:
    """The payloads that are changed fit as they are, and are read without a problem."""
    assert [kind for kind in READ if not fits(kind, READ[kind][0]) or problems(kind, READ[kind][0])] == []
