"""Law: whoever judges by the program says what `evaluate` says; and a judge with one operator changed is found out."""

import json
import operator
from functools import partial

import naive
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from small import award, framework, ladder, small_cases, small_frameworks, topic

from positiveculture import (
    All,
    Answered,
    AnyOf,
    Assessment,
    AtLeast,
    AtLeastOf,
    Evidenced,
    Framework,
    Holds,
    InvalidFramework,
    Share,
    evaluate,
    get_framework,
)
from positiveculture.formats.outcome import blocker_to_dict
from positiveculture.formats.schemas import schema
from positiveculture.rules.compile import compiled
from positiveculture.testing import assert_judge_agrees
from positiveculture.testing.laws.judges import answers_of

SCHEMA = Draft202012Validator(schema("program"))
SCALE = ladder("three", 1, 3)
EVERYTHING = framework(
    [topic(f"t{n}", SCALE, allows_not_applicable=True) for n in (1, 2, 3)],
    award("a1", AtLeastOf(2, [AtLeast("t1", 2), AtLeast("t2", 3), Share(50, ["t2", "t3"])])),
    award(
        "a2",
        All(
            [
                Holds("a1"),
                AnyOf([Share(75, rounding="half-up"), AtLeast("t1", 3)]),
                Answered(["t3"]),
                Evidenced(["t2"], "link"),
            ]
        ),
    ),
)


@settings(max_examples=300)
@given(small_cases())
def test_the_naive_judge_agrees(case: tuple[Framework, Assessment]) -> None:
    """State, blockers and progress follow from the program alone, on frameworks of every kind of rule, nested."""
    found, assessment = case
    program = json.loads(json.dumps(found.program))
    outcome = evaluate(found, assessment)

    assert program == found.program
    assert naive.judge(program, answers_of(assessment)) == {
        verdict.award.id: {
            "state": verdict.state,
            "progress": verdict.progress,
            "blockers": [blocker_to_dict(blocker) for blocker in verdict.blockers],
        }
        for verdict in outcome
    }


@settings(max_examples=60)
@given(small_frameworks())
def test_a_program_fits_its_schema(found: Framework) -> None:
    """The schema takes the program of any framework, and refuses one in which a node says something else."""
    program = json.loads(json.dumps(found.program))
    broken = json.loads(json.dumps(found.program).replace('"rule": {', '"rule": {"not": 1, ', 1))

    assert list(SCHEMA.iter_errors(program)) == []
    assert not SCHEMA.is_valid(broken)
    assert not SCHEMA.is_valid(program | {"version": 2})


@pytest.mark.parametrize("name", ["wigan-progress", "cqc-style-well-led"])
def test_the_naive_judge_agrees_on_ours(name: str) -> None:
    """So it does on the frameworks that are shipped."""
    assert_judge_agrees(naive.judge, get_framework(name), max_examples=100)


PLANTED = {
    "a level": naive.Ways(level=operator.gt),
    "a share": naive.Ways(share=operator.gt),
    "a number of alternatives": naive.Ways(some=operator.gt),
    "an answer": naive.Ways(answered=lambda *_: True),
    "a kind of evidence": naive.Ways(evidence=lambda kinds, _: bool(kinds)),
    "another award": naive.Ways(award=lambda blockers: any(each["certain"] for each in blockers)),
    "all of several": naive.Ways(every=lambda members: members[1:]),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_change_is_found_out(name: str) -> None:
    """With one operator changed, a judge is told apart from ours, with the smallest example."""
    with pytest.raises(AssertionError, match=r"another verdict: [\w.\[\]]+ of a[12]\n  (t|nothing answered)"):
        assert_judge_agrees(partial(naive.judge, ways=PLANTED[name]), EVERYTHING)


def test_what_differs_is_shown_alone() -> None:
    """Of blockers that differ, the key that does is named, with what each judge has there."""

    def blockers(program: dict[str, object], said: dict[str, object]) -> dict[str, dict[str, object]]:
        judged = naive.judge(program, said)
        return {
            award: {"blockers": [{**one, "certain": True} for one in each["blockers"]]}
            for award, each in judged.items()
        }

    with pytest.raises(AssertionError, match=r"blockers\[\d\]\.certain of a[12]\n  .*: true, and evaluate says false"):
        assert_judge_agrees(blockers, EVERYTHING, max_examples=50)


def test_a_judge_may_say_less() -> None:
    """A judge that works out states alone is held to those alone."""

    def states(program: dict[str, object], said: dict[str, object]) -> dict[str, dict[str, object]]:
        return {award: {"state": each["state"]} for award, each in naive.judge(program, said).items()}

    assert_judge_agrees(states, EVERYTHING, max_examples=50)


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(small_cases())
def test_own_progress_leaves_out_lower_awards(case: tuple[Framework, Assessment]) -> None:
    """What stands between own progress and progress is the progress of the awards directly in the rule."""
    outcome = evaluate(*case)
    for verdict in outcome:
        below = verdict.award.includes
        product = verdict.own_progress
        for award_ in below:
            product *= outcome[award_].progress

        assert 0 <= verdict.own_progress <= 1
        assert product == verdict.progress


def test_a_program_of_a_later_version_is_refused() -> None:
    """A program of a version that is not known yet is refused by its number, with what to do."""
    later = EVERYTHING.program | {"version": 2}

    sentence = '^the program of "f1" has 1 problem:\n  `version`: is 2, and this library reads 1'
    with pytest.raises(InvalidFramework, match=sentence) as refused:
        compiled(later)

    assert [problem.path for problem in refused.value.problems] == [("version",)]
