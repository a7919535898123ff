"""Reference cases: answers worked out by hand travel with a framework, and speak of what is there."""

from datetime import date
from typing import Any

import pytest
from invented import kindness

from positiveculture import Evidence, InvalidFramework, NotApplicable, Problem, Rating, ReferenceCase, State
from positiveculture.awards import STATES
from positiveculture.formats.framework import framework_from_dict, framework_to_dict

JUST = ReferenceCase("just copper", {"listening": 2, "respect": 3}, "copper", {"brass": State.NOT_MET})


def read(*cases: object) -> tuple[ReferenceCase, ...]:
    """Return the cases of the invented framework, read from a payload."""
    return framework_from_dict({**framework_to_dict(kindness()), "cases": list(cases)}).cases


def problems(*cases: object) -> tuple[Problem, ...]:
    """Return what is wrong with cases that are read."""
    with pytest.raises(InvalidFramework) as caught:
        read(*cases)
    return caught.value.problems


def test_a_case_is_frozen_and_plain() -> None:
    """A bare whole number is a rating, as everywhere; what a case holds can be hashed."""
    assert JUST.responses == (("listening", Rating(2)), ("respect", Rating(3)))
    assert JUST.states == (("brass", "not-met"),)
    assert hash(kindness(cases=[JUST])) == hash(kindness(cases=[JUST]))


def test_the_states_are_those_of_verdicts() -> None:
    """What a case may expect of an award is what a verdict can come to."""
    assert tuple(State) == STATES


def test_a_case_speaks_of_what_is_there() -> None:
    """A framework refuses cases without a name of their own, and what they name that is not there."""
    wrong = ReferenceCase("wrong", {"listenin": 2}, "coper", {"brass": "mett", "copper": "met"})
    with pytest.raises(InvalidFramework) as caught:
        kindness(cases=[ReferenceCase(" ", {}), JUST, JUST, wrong])

    assert [str(problem) for problem in caught.value.problems] == [
        "case no. 1, `name`: is empty",
        'case "just copper", `name`: is used 2 times',
        'case "wrong", topic "listenin": no topic "listenin"; did you mean "listening"?',
        'case "wrong", `award`: no award "coper"; did you mean "copper"?',
        'case "wrong", award "brass": no "mett"; did you mean "met"?',
    ]


def test_a_case_in_a_file() -> None:
    """In files, a case has the keys of an assessment's responses; a printed number stands for the topic."""
    said = {"1": 2, "respect": {"not_applicable": "No visitors"}, "stories": {"evidence": [{"title": "Log"}]}}
    payload = {"name": "by number", "responses": said, "award": "copper", "assessed_on": date(2026, 3, 31)}

    (found,) = read(payload)

    assert [topic for topic, _ in found.responses] == ["listening", "respect", "stories"]
    assert found.responses[1][1] == NotApplicable("No visitors")
    assert found.responses[2][1].evidence == (Evidence("Log"),)  # type: ignore[union-attr]  # a reflection
    assert (found.award, found.assessed_on) == ("copper", date(2026, 3, 31))
    again = framework_to_dict(kindness(cases=[found]))["cases"]
    assert read(*again) == (found,)
    assert again[0]["responses"]["listening"] == 2


@pytest.mark.parametrize(
    ("case", "place", "text"),
    [
        ({"responses": {}}, "case no. 1, `name`", "is missing"),
        ({"name": "a", "responses": {"listening": "2"}}, 'case "a", topic "listening"', "must be a level, or a table"),
        ({"name": "a", "responses": {"1": 2, "listening": 3}}, 'case "a", topic "1"', 'no topic "1"'),
        ({"name": "a", "responses": 5}, 'case "a", `responses`', "must be a table, not 5"),
        (
            {"name": "a", "responses": {}, "states": {"brass": 1}},
            'case "a", award "brass"',
            "must be text in quotes, not 1",
        ),
        ({"name": "a", "responses": {}, "expects": "copper"}, 'case "a", `expects`', "unknown key"),
        ({"name": "", "responses": {}, "award": "copper"}, "case no. 1, `name`", "is empty"),
        ("a", "case no. 1", 'must be a table, not "a"'),
    ],
)
def test_what_is_wrong_with_a_case_in_a_file(case: Any, place: str, text: str) -> None:
    """What cannot be read is told at its place."""
    (problem,) = problems(case)

    assert problem.place == place
    assert problem.message.startswith(text)


def test_cases_are_a_list() -> None:
    """What is no list of cases is told as that."""
    with pytest.raises(InvalidFramework, match="`cases`: must be a list, not 5"):
        framework_from_dict({**framework_to_dict(kindness()), "cases": 5})


def test_an_award_that_cannot_be_read_is_told_once() -> None:
    """A case that speaks of an award which could not be read is not blamed for it."""
    payload: dict[str, Any] = framework_to_dict(kindness(cases=[JUST]))
    payload["awards"][0]["rule"] = {"evry": 2}

    with pytest.raises(InvalidFramework) as caught:
        framework_from_dict(payload)

    assert {problem.place.partition(",")[0] for problem in caught.value.problems} == {'award "copper"'}
