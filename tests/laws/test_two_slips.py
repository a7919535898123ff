"""Laws of several slips at once: none hides another, in what is read and in what is made by hand."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import positiveculture as pc
from positiveculture.errors import Path as Steps
from positiveculture.formats.crosswalk import Crosswalk, crosswalk_from_dict, crosswalk_to_dict, find_crosswalk
from positiveculture.formats.feedback import feedback_from_dict, feedback_to_dict, read_feedback
from positiveculture.formats.triangulation import read_triangulation, triangulation_from_dict, triangulation_to_dict

EXAMPLES = Path(__file__).parents[2] / "examples"
GONE = object()
EARLY, LATE = "2000-01-01", "2030-01-01"

#: A place, and what is written there.
Slip: TypeAlias = tuple[Steps, Any]
#: What reads a payload, the payload, and slips in it.
Subject: TypeAlias = tuple[Callable[[Any], object], dict[str, Any], list[Slip]]

ASSESSMENT: dict[str, Any] = {
    "framework": "wigan-progress",
    "edition": "2017",
    "service": "Winter Hill",
    "assessed_on": "2026-03-31",
    "certificates": [
        {
            "award": "bronze",
            "awarded_on": "2026-01-12",
            "suspensions": [{"since": "2026-02-02"}, {"since": "2026-03-02"}],
        },
        {"award": "silver", "awarded_on": "2026-01-12"},
    ],
    "responses": {
        "dignity": {"level": 5, "evidence": [{"title": "Records", "dated": "2026-01-01"}, {"title": "A visit"}]},
        "life-history": {"level": 3, "note": "Every spring."},
        "communication": 4,
    },
}
PLAN: dict[str, Any] = {
    "framework": "wigan-progress",
    "edition": "2017",
    "service": "Winter Hill",
    "award": "silver",
    "assessed_on": "2026-03-31",
    "priorities": [{"topic": "dignity"}, {"topic": "life-history"}],
    "actions": [
        {"topic": "dignity", "to_level": 4, "evidence": [{"title": "Records"}, {"title": "A visit"}]},
        {"topic": "life-history", "to_level": 4},
    ],
}


def below(path: Steps, **wrong: Iterable[Any]) -> list[Slip]:
    """Return slips in the keys of the table at `path`, and a key that there is not."""
    return [((*path, key), value) for key, values in wrong.items() for value in values] + [((*path, "zz"), 1)]


def evidence(path: Steps) -> list[Slip]:
    """Return slips in two pieces of evidence."""
    pieces = [(*path, "evidence", place) for place in (0, 1)]
    wrong = {"title": ("", GONE), "kind": ("zz", 3), "dated": ("x",), "reference": (3,)}
    return [slip for piece in pieces for slip in below(piece, **wrong)]


def assessment_slips() -> list[Slip]:
    """Return slips in an assessment."""
    slips = below((), service=("", GONE), mode=("zz",), basis=("zz", 3), note=(3,), organisation=("zz",))
    for place in (0, 1):
        wrong = {"award": ("zz", GONE), "by": (3,), "expires_on": (EARLY, "x")}
        slips += below(("certificates", place), **wrong)
        slips += below(("certificates", 0, "suspensions", place), since=(EARLY,), reason=(3,))
    for topic in ("dignity", "life-history"):
        wrong = {"level": (9, "x"), "note": (3,), "review_on": (EARLY, "x"), "carried_from": (LATE,)}
        slips += below(("responses", topic), **wrong)
    slips += [(("responses", "zz"), 3), (("responses", "communication"), {"levle": 4})]
    return slips + evidence(("responses", "dignity"))


def plan_slips() -> list[Slip]:
    """Return slips in an action plan."""
    slips = below((), service=("", GONE), note=(3,))
    for place in (0, 1):
        slips += below(("priorities", place), topic=("zz", "", GONE), why=(3,))
        wrong = {"to_level": (9, "x"), "by_when": (EARLY, "x"), "done_on": (EARLY,), "who": (3,), "topic": ("",)}
        slips += below(("actions", place), **wrong)
    return slips + evidence(("actions", 0))


def feedback_slips() -> list[Slip]:
    """Return slips in a feedback log."""
    wrong = {"text": ("", GONE), "raised_by": (3,), "heard_on": (EARLY, "x")}
    return below((), service=("",)) + [slip for place in (0, 1) for slip in below(("suggestions", place), **wrong)]


def triangulation_slips() -> list[Slip]:
    """Return slips in a report on several instruments."""
    slips = below((), title=("",), on=("x",))
    for place in (0, 1):
        slips += below(("instruments", place), title=(3, GONE), invited=("x",))
        slips += below(("findings", place), theme=("",), polarity=("zz",), instrument=("zz",))
    return slips


def crosswalk_slips() -> list[Slip]:
    """Return slips in the links of a crosswalk."""
    wrong = {"here": ("zz",), "there": ("zz", GONE), "relation": ("zz",), "rationale": ("", 3)}
    return [slip for place in (0, 1) for slip in below(("links", place), **wrong)]


def read_links(payload: Any) -> Crosswalk:
    """Return a crosswalk from Wigan's framework to the CQC-style one."""
    return crosswalk_from_dict(payload, *map(pc.get_framework, ("wigan-progress", "cqc-style-well-led")))


SUBJECTS: dict[str, Callable[[], Subject]] = {
    "assessment": lambda: (pc.assessment_from_dict, ASSESSMENT, assessment_slips()),
    "plan": lambda: (pc.plan_from_dict, PLAN, plan_slips()),
    "crosswalk": lambda: (
        read_links,
        crosswalk_to_dict(find_crosswalk("wigan-progress", "cqc-style-well-led")),
        crosswalk_slips(),
    ),
    "feedback": lambda: (
        feedback_from_dict,
        feedback_to_dict(read_feedback(EXAMPLES / "feedback-merrowdale-east-2026.toml")),
        feedback_slips(),
    ),
    "triangulation": lambda: (
        triangulation_from_dict,
        triangulation_to_dict(read_triangulation(EXAMPLES / "triangulation-merrowdale-2026.toml")),
        triangulation_slips(),
    ),
}

#: Values of which another can only be judged beside them, by the key of that other one.
JUDGED_BY = {"to_level": {"topic"}}


def with_slips(payload: dict[str, Any], *slips: Slip) -> dict[str, Any]:
    """Return a copy of a payload with slips in it."""
    wrong = deepcopy(payload)
    for path, value in slips:
        table: Any = wrong
        for step in path[:-1]:
            table = table[step]
        if value is GONE:
            table.pop(path[-1], None)
        else:
            table[path[-1]] = value
    return wrong


def found(read: Callable[[Any], object], payload: dict[str, Any]) -> set[tuple[str, Steps]]:
    """Return the code and the path of each problem that reading ends in."""
    with pytest.raises(pc.Invalid) as caught:
        read(payload)
    return {(problem.code, problem.path) for problem in caught.value.problems}


def are_apart(one: Slip, other: Slip) -> bool:
    """Return whether two slips are in different places, neither of which the other is judged by."""
    (here, there) = one[0], other[0]
    shared = min(len(here), len(there))
    if here[:shared] == there[:shared]:
        return False
    keys = {str(here[-1]), str(there[-1])}
    near = here[:-1] == there[:-1]
    return not (near and any(key in keys and others & keys for key, others in JUDGED_BY.items()))


@pytest.mark.parametrize("name", SUBJECTS)
def test_no_slip_hides_or_makes_up_another(name: str) -> None:
    """Of any two slips in different places just that is told, with codes and places, which each has alone."""
    read, payload, slips = SUBJECTS[name]()
    read(payload)
    alone = [(slip, found(read, with_slips(payload, slip))) for slip in slips]
    assert [each for each in alone if len(each[1]) > 1] == []

    differ = [
        (one, other, told ^ (of_one | of_other))
        for (one, of_one), (other, of_other) in combinations(alone, 2)
        if are_apart(one, other) and (told := found(read, with_slips(payload, one, other))) != of_one | of_other
    ]

    assert not differ, f"{len(differ)} pairs: {differ[:5]}"


def test_a_misspelt_level_makes_no_other_key_unknown() -> None:
    """The keys of a rating are known where its level is misspelt, which alone is told."""
    wrong = with_slips(ASSESSMENT, (("responses", "communication"), {"levl": 4, "review_on": "2027-03-31"}))

    assert found(pc.assessment_from_dict, wrong) == {("unknown-key", ("responses", "communication", "levl"))}


def test_nothing_that_was_put_in_place_is_named() -> None:
    """What stands for a missing id while the rest is looked at is none of those that there are."""
    read, payload, _ = SUBJECTS["triangulation"]()
    wrong = with_slips(payload, (("instruments", 1, "id"), GONE), (("findings", 0, "instrument"), "zz"))
    with pytest.raises(pc.Invalid) as caught:
        read(wrong)

    assert '"-"' not in str(caught.value)


def test_no_entry_hides_another_by_hand() -> None:
    """Each wrong entry of what is made in Python is told, whatever is wrong with the others."""
    wrong: Any = "4"
    wigan = pc.get_framework("wigan-progress")
    plan = pc.ActionPlan(
        framework="wigan-progress",
        edition="2017",
        service="Elm",
        priorities=[pc.Priority(wrong * 0), pc.Priority("zz")],
        actions=[pc.Action(topic="dignity", to_level=wrong), pc.Action(topic="meetings", to_level=9)],
    )
    assessment = pc.Assessment(
        framework="wigan-progress",
        edition="2017",
        service="Elm",
        assessed_on=date(2026, 3, 31),
        responses={
            "dignity": pc.Rating(9, note=3, review_on=date(2020, 1, 1)),  # type: ignore[arg-type]
            "meetings": pc.Rating(wrong, evidence=[pc.Evidence("x", kind="link"), pc.Evidence("")], carried_from=wrong),
            "supervision": pc.Rating(3, evidence=wrong, review_on=wrong),
        },
        certificates=[pc.Certificate(award="gold", awarded_on=wrong), pc.Certificate(award="zz", awarded_on=date.min)],
    )

    assert [(each.code, each.path) for each in plan.problems(wigan)] == [
        ("empty", ("priorities", 0, "topic")),
        ("not-whole", ("actions", 0, "to_level")),
        ("unknown-topic", ("priorities", 1, "topic")),
        ("off-scale", ("actions", 1, "to_level")),
    ]
    assert [(each.code, each.path) for each in assessment.problems(wigan)] == [
        ("not-a-date", ("certificates", 0, "awarded_on")),
        ("unknown-award", ("certificates", 1, "award")),
        ("not-text", ("responses", "dignity", "note")),
        ("off-scale", ("responses", "dignity", "level")),
        ("not-after-assessment", ("responses", "dignity", "review_on")),
        ("not-whole", ("responses", "meetings", "level")),
        ("empty", ("responses", "meetings", "evidence", 1, "title")),
        ("not-a-date", ("responses", "meetings", "carried_from")),
        ("not-an-address", ("responses", "meetings", "evidence", 0, "reference")),
        ("not-a-list", ("responses", "supervision", "evidence")),
        ("not-a-date", ("responses", "supervision", "review_on")),
    ]
