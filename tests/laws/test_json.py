"""Law: every `*_to_dict` takes one thing, and returns what JSON holds; what reads it back gives an equal thing."""

import inspect
import json
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import positiveculture as pc
from positiveculture import formats
from positiveculture.testing import strategies as pcs

PUBLIC = [pc, *(import_module(f"{formats.__name__}.{noun.name}") for noun in iter_modules(formats.__path__))]
#: Every public function that makes plain values, by its name.
MAKERS: dict[str, Callable[[Any], dict[str, Any]]] = {
    name: getattr(module, name)
    for module in PUBLIC
    for name in getattr(module, "__all__", ())
    if name.endswith("_to_dict")
}
#: What is read back without a framework.
READ_BACK = ["crosswalk", "feedback", "framework", "triangulation", "wording"]

makers = pytest.mark.parametrize("name", MAKERS)
untimed = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


def taken(make: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return the parameters of a function."""
    return list(inspect.signature(make).parameters.values())


@cache
def things(name: str) -> st.SearchStrategy[Any]:
    """What a function that makes plain values takes."""
    make = MAKERS[name]
    return st.from_type(get_type_hints(make)[taken(make)[0].name])


def test_there_are_those_that_apps_need() -> None:
    """At the front door are those of what most apps hold; the others are in the modules of their nouns."""
    front = {"assessment", "framework", "history", "outcome", "plan", "route"}
    others = {
        "evidence_proposals",
        "comparison",
        "coverage",
        "crosswalk",
        "explanation",
        "feedback",
        "gaps",
        "measures",
    }
    others |= {
        "migration",
        "plan_status",
        "previews",
        "record",
        "release",
        "report",
        "rollup",
        "summary",
        "themes",
        "triangulation",
        "warning",
        "wording",
    }

    assert {name.removesuffix("_to_dict") for name in dir(pc) if name.endswith("_to_dict")} == front
    assert {name.removesuffix("_to_dict") for name in MAKERS} >= front | others


@makers
def test_each_takes_one_argument(name: str) -> None:
    """A function that makes plain values takes the thing, and nothing else."""
    assert [(each.kind, each.default) for each in taken(MAKERS[name])] == [
        (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.empty)
    ]


@makers
def test_each_refuses_what_is_something_else(name: str) -> None:
    """What is not the thing that it takes ends in an error of ours."""
    junks: tuple[Any, ...] = (None, 5, "text", {})
    for junk in junks:
        with pytest.raises(pc.PositiveCultureError):
            MAKERS[name](junk)


@makers
@untimed
@given(data=st.data())
def test_each_returns_what_json_holds(name: str, data: st.DataObject) -> None:
    """`json.dumps` takes what is returned as it is, and `json.loads` gives the same back."""
    found = MAKERS[name](data.draw(things(name)))

    assert json.loads(json.dumps(found, allow_nan=False)) == found


@pytest.mark.parametrize("noun", READ_BACK)
@untimed
@given(data=st.data())
def test_what_is_read_back_is_equal(noun: str, data: st.DataObject) -> None:
    """What is returned is read back as an equal thing, without anything else being given."""
    make = MAKERS[f"{noun}_to_dict"]
    read = getattr(inspect.getmodule(make), f"{noun}_from_dict")
    thing = data.draw(things(f"{noun}_to_dict"))

    assert read(json.loads(json.dumps(make(thing)))) == thing


@untimed
@given(pcs.frameworks(), st.data())
def test_records_are_read_against_what_they_name(framework: pc.Framework, data: st.DataObject) -> None:
    """An assessment and a plan are read back against the registry's framework that they name, or the one given."""
    ours = pcs.strategies_for(framework)
    assessment, plan = data.draw(ours.assessments()), data.draw(ours.plans())
    told = json.loads(json.dumps([pc.assessment_to_dict(assessment), pc.plan_to_dict(plan)]))

    with pc.use_registry(pc.Registry(sources=tuple).with_frameworks(framework)):
        assert [pc.assessment_from_dict(told[0]), pc.plan_from_dict(told[1])] == [assessment, plan]
        assert pc.assessment_from_dict(told[0], framework.id) == assessment
    assert [pc.assessment_from_dict(told[0], framework), pc.plan_from_dict(told[1], framework)] == [assessment, plan]


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        ([], pc.InvalidAssessment, "must be a table, not \\[]"),
        ({}, pc.InvalidAssessment, "names no framework"),
        ({"framework": "wigan"}, pc.UnknownFramework, "it is the `framework` of the assessment"),
        ({"framework": "wigan-progress"}, pc.InvalidAssessment, "`service`: is missing"),
    ],
)
def test_what_is_no_assessment_is_refused(data: object, error: type[Exception], said: str) -> None:
    """What names no framework, or none that is known, is refused with the reason, as a file would be."""
    with pytest.raises(error, match=said):
        pc.assessment_from_dict(data)


def test_exact_numbers_are_exact() -> None:
    """An effort that is whole is a whole number; any other is exact text."""
    outcome = pc.evaluate(wigan := pc.get_framework("wigan-progress"), empty(wigan))
    efforts: list[Fraction] = [Fraction(1), Fraction(3, 2), Fraction(1, 3)]
    told = [pc.route_to_dict(pc.route(outcome, "silver", effort={"dignity": effort}))["effort"] for effort in efforts]

    assert [type(effort) for effort in told] == [int, str, str]
    assert [Fraction(effort) - Fraction(told[0]) for effort in told] == [5 * (effort - 1) for effort in efforts]


def empty(framework: pc.Framework) -> pc.Assessment:
    """Return an assessment in which nothing is answered."""
    return pc.Assessment(
        framework=framework.id, edition=framework.edition, service="Seal Sands at Home", assessed_on=pcs.DAY
    )


def test_a_route_and_a_history_made_by_hand_say_less() -> None:
    """A route without its assessment, and a history without its framework, leave out what they cannot say."""
    assessment = empty(wigan := pc.get_framework("wigan-progress"))
    bare = pc.route_to_dict(pc.Route("gold", (pc.Step("dignity", 1, 2),), Fraction(1)))
    history = pc.History([assessment])

    assert bare.keys() == {"award", "effort", "steps"}
    assert pc.history_to_dict(history).keys() < pc.history_to_dict(pc.History([assessment], framework=wigan)).keys()
