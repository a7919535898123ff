"""Law: what a schema refuses, reading refuses; what is wrong with the build of a file, the schema refuses too.

The schema of assessments against one framework refuses all that reading refuses, but values that do not go together.
Null says that a key is left out, and 5.0 is 5: a payload is read as it is without these.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import attrs
import payloads
from faults import FRAMEWORK
from hypothesis import example, given, settings, strategies as st
from hypothesis.strategies import DataObject, SearchStrategy
from jsonschema import Draft202012Validator, FormatChecker

from positiveculture import (
    Assessment,
    Framework,
    Problem,
    assessment_schema,
    evaluate,
    get_framework,
    outcome_to_dict,
)
from positiveculture.errors import Invalid
from positiveculture.formats.assessment import (
    assessment_from_dict,
    assessment_to_dict,
    read_closely,
    read_plainly,
)
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.plan import plan_from_dict, plan_to_dict
from positiveculture.formats.schemas import KINDS, schema
from positiveculture.formats.writing import json_text
from positiveculture.testing import strategies as pcs

CHECKS = {kind: Draft202012Validator(schema(kind), format_checker=FormatChecker(["date"])) for kind in KINDS}

BUILT_IN = [get_framework(id_) for id_ in ("cqc-style-well-led", "wales-positive-cultures", "wigan-progress")]

READ: dict[str, tuple[Any, Callable[[Any], object]]] = {
    "framework": (payloads.HARBOUR, framework_from_dict),
    "wording": (payloads.WORDING, lambda words: framework_from_dict(payloads.HARBOUR, [words])),
    "assessment": (payloads.ASSESSMENT, lambda payload: assessment_from_dict(payload, FRAMEWORK)),
    "plan": (payloads.PLAN, lambda payload: plan_from_dict(payload, FRAMEWORK)),
}

#: How reading speaks of what a file is built of: keys that are unknown or missing, and values of another kind.
BUILD = {
    "beside-not-applicable",
    "missing",
    "not-a-date",
    "not-a-level",
    "not-a-list",
    "not-a-number",
    "not-a-percentage",
    "not-a-response",
    "not-a-rule",
    "not-a-table",
    "not-a-table-or-text",
    "not-text",
    "not-true-or-false",
    "not-whole",
    "rule-kind-missing",
    "rule-owner",
    "rule-owner-missing",
    "unknown-key",
    "wrong-length",
}


def plain(payload: object) -> Any:
    """Return a payload as JSON holds it, its dates as text."""
    return json.loads(json_text(payload))


def fits(kind: str, payload: object) -> bool:
    """Return whether a payload fits the schema of its kind."""
    return bool(CHECKS[kind].is_valid(plain(payload)))


def problems(read: Callable[[Any], object], payload: object) -> tuple[Problem, ...]:
    """Return what reading says of a payload."""
    try:
        read(bare(payload))
    except Invalid as error:
        return error.problems
    return ()


def bare(payload: Any) -> Any:
    """Return a payload without the keys that null leaves out, and with whole numbers as such."""
    if isinstance(payload, dict):
        return {key: bare(value) for key, value in payload.items() if value is not None}
    if isinstance(payload, list):
        return [bare(value) for value in payload]
    return int(payload) if isinstance(payload, float) and payload.is_integer() else payload


@settings(deadline=None, max_examples=30)
@given(pcs.frameworks(), st.data())
def test_what_is_drawn_fits(framework: Framework, data: DataObject) -> None:
    """Every framework, assessment and plan that holds together fits its schema."""
    ours = pcs.strategies_for(framework)

    assert fits("framework", framework_to_dict(framework))
    assert fits("assessment", assessment_to_dict(data.draw(ours.assessments())))
    assert fits("plan", plan_to_dict(data.draw(ours.plans())))


#: What a file can hold, but for half characters.
words = st.sampled_from(["mooring", "tide", "half-up", "2026-02-30", "2026-03-31", "self", "", "\u200b"])
scalars = words | st.integers(-3, 7) | st.booleans() | st.sampled_from([1.5, 0.25, 2.0, 5.0])
values = st.recursive(
    scalars,
    lambda below: st.lists(below, max_size=2) | st.dictionaries(st.sampled_from(payloads.KEYS), below, max_size=2),
)


def assessed_against(framework: Framework) -> SearchStrategy[tuple[Framework, Assessment]]:
    """Return what draws a framework with an assessment against it."""
    return st.tuples(st.just(framework), pcs.strategies_for(framework).assessments())


@st.composite
def changed(
    draw: st.DrawFn, payload: Any, planted: SearchStrategy[Any] = values, keys: Sequence[str] = payloads.KEYS
) -> Any:
    """Draw `payload` with one value replaced, taken away, left out by null, or given a neighbour."""
    path = draw(st.sampled_from(list(payloads.paths(payload))))
    what = draw(st.sampled_from(["replaced", "without", "null", "beside"]))
    if what == "without":
        return payloads.without(payload, path)
    if what == "null" and isinstance(path[-1], str) and "minimum" not in path[:-1]:
        return payloads.planted(payload, path, None)
    if what == "beside" and isinstance(path[-1], str):
        path = (*path[:-1], draw(st.sampled_from(keys) | st.just("zz-nobody-has-this")))
    return payloads.planted(payload, path, draw(planted))


@settings(deadline=None, max_examples=400)
@given(st.sampled_from(list(READ)).flatmap(lambda kind: st.tuples(st.just(kind), changed(READ[kind][0]))))
@example(("plan", {**payloads.PLAN, "notice": "Only the harbour master awards."}))
@example(("plan", {**payloads.PLAN, "notice": None}))
@example(("plan", {**payloads.PLAN, "notice": 5}))
@example(("framework", payloads.planted(payloads.HARBOUR, ("awards",), {})))
@example(("framework", payloads.planted(payloads.HARBOUR, ("awards",), "")))
def test_a_schema_and_reading_agree(case: tuple[str, Any]) -> None:
    """What reading takes, the schema takes; what reading says of the build of a file, the schema refuses as well."""
    kind, payload = case
    told = problems(READ[kind][1], payload)

    fit = fits(kind, payload)

    assert fit or told
    assert not (fit and [problem for problem in told if problem.code in BUILD]), told


def test_the_whole_ones_fit() -> None:
    """The payloads that are changed fit as they are, and are read without a problem."""
    for kind, (payload, read) in READ.items():
        assert (kind, fits(kind, payload), problems(read, payload)) == (kind, True, ())


#: What is wrong with values that do not go together, each of which is good: no schema sets one beside another.
TOGETHER = {"after-assessment", "before", "not-after", "not-after-assessment", "not-before-assessment"}


@st.composite
def against(draw: st.DrawFn) -> tuple[Framework, Any]:
    """Draw a framework, and an assessment against it with one thing changed."""
    framework = draw(pcs.frameworks() | st.sampled_from(BUILT_IN))
    payload = plain(assessment_to_dict(draw(pcs.strategies_for(framework).assessments())))
    names = [*framework.topics_by_id, *(str(each.number) for each in framework.every_topic)]
    options = (framework.modes, framework.service_models, framework.roles, framework.awards)
    ids = st.sampled_from([framework.id, framework.edition, "Wales", *(each.id for some in options for each in some)])
    return framework, draw(changed(payload, values | ids, [*payloads.KEYS, *names]))


@settings(deadline=None, max_examples=300)
@given(against())
def test_a_schema_for_one_framework_and_both_readers_agree(case: tuple[Framework, Any]) -> None:
    """The schema of assessments against one framework takes and refuses what reading does; so does the quick reader."""
    framework, payload = case
    told = problems(lambda bare: assessment_from_dict(bare, framework), payload)
    check = Draft202012Validator(assessment_schema(framework), format_checker=FormatChecker(["date"]))

    fit = check.is_valid(plain(payload))

    assert fit or told
    assert not (fit and [problem for problem in told if problem.code not in TOGETHER]), told
    # What the quick reader takes, the careful one takes, and makes the same of it, with the same outcome.
    if (quick := read_plainly(payload, framework)) is not None:
        read = careful(payload, framework)
        assert quick == read
        assert read is not None
        assert (type(quick), hash(quick), repr(quick)) == (type(read), hash(read), repr(read))
        made = attrs.evolve(read, responses=dict(read.responses))  # checked and judged as what is made in Python
        assert evaluate(framework, quick).blockers == evaluate(framework, made).blockers


def careful(payload: Any, framework: Framework) -> Assessment | None:
    """Return what the careful reader makes of a payload; None where it refuses it."""
    try:
        return read_closely(payload, framework)
    except Invalid:
        return None


@settings(deadline=None, max_examples=50)
@given(pcs.frameworks() | st.sampled_from(BUILT_IN), st.data())
def test_what_we_write_is_read_plainly(framework: Framework, data: DataObject) -> None:
    """An assessment as we write it needs no careful reader."""
    assessment = data.draw(pcs.strategies_for(framework).assessments())

    assert read_plainly(assessment_to_dict(assessment), framework) == assessment


@settings(deadline=None, max_examples=30)
@given(pcs.frameworks(), st.data())
def test_every_assessment_fits_the_schema_of_its_framework(framework: Framework, data: DataObject) -> None:
    """The schema for one framework is a schema, and every assessment that fits the framework fits it as JSON."""
    found = assessment_schema(framework)
    Draft202012Validator.check_schema(found)
    check = Draft202012Validator(found, format_checker=FormatChecker(["date"]))

    assert check.is_valid(assessment_to_dict(data.draw(pcs.strategies_for(framework).assessments())))


def closed(schema: Any) -> Any:
    """Return a schema whose tables take no key that it does not describe."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    tables = {"additionalProperties": False} if schema.get("type") == "object" and "properties" in schema else {}
    return {key: closed(value) for key, value in schema.items()} | tables


@settings(deadline=None, max_examples=100)
@given(pcs.assessed() | st.sampled_from(BUILT_IN).flatmap(assessed_against))
def test_every_outcome_fits_its_schema(case: tuple[Framework, Assessment]) -> None:
    """The JSON of every outcome fits the schema of outcomes, which describes every key of it."""
    check = Draft202012Validator(closed(schema("outcome")), format_checker=FormatChecker(["date"]))

    assert [error.message for error in check.iter_errors(outcome_to_dict(evaluate(*case)))] == []
