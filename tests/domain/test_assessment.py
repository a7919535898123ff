"""An assessment: what was said, and every way in which it can fail to fit its framework."""

import pickle
from datetime import date, timedelta
from typing import Any

import pytest
from invented import DAY, KINDNESS, assessed, kindness, ruled

import positiveculture as pc
from positiveculture import Evidence, Evidenced, InvalidAssessment, NotApplicable, Rating, Reflection, evaluate


def test_responses() -> None:
    """A bare whole number is a rating; what is absent is unanswered, and not at the lowest level."""
    found = assessed({"listening": 3, "respect": NotApplicable("Nobody lives here yet")})

    assert found.levels == {"listening": 3}
    assert frozenset({"respect"}) == found.not_applicable
    assert Rating(3) == found.responses["listening"]
    with pytest.raises(TypeError):
        found.responses["respect"] = Rating(1)  # type: ignore[index]  # that it cannot be changed is the point


def test_evidence() -> None:
    """Evidence is had by topic, and none where the topic is unanswered or set aside."""
    seen = Evidence("Seen at handover")
    found = assessed({"listening": Rating(3, "", [seen]), "respect": NotApplicable("Why")})

    assert [(seen,), (), ()] == [found.evidence(topic) for topic in ("listening", "respect", "stories")]


def test_evidence_lapses() -> None:
    """Evidence counts until the day on which it lapses, and for ever where it has none."""
    lapsing = Evidence("Audit", lapses_on=DAY)

    assert [lapsing.counts_on(DAY - timedelta(1)), lapsing.counts_on(DAY)] == [True, False]
    assert Evidence("Audit").counts_on(date.max)


def with_evidence(**fields: Any) -> dict[str, Any]:
    """Return the changes of an assessment with one piece of evidence."""
    return {"responses": {"listening": Rating(2, "", [Evidence("Audit", **fields)])}}


MISFITS: dict[str, tuple[dict[str, Any], str]] = {
    "framework": ({"framework": "x"}, '`framework`: is "x", but this is "kindness"'),
    "edition": ({"edition": "1"}, '`edition`: no edition "1" of kindness; there is: "2025"'),
    "service": ({"service": " "}, "`service`: is empty"),
    "mode": ({"mode": "alnoe"}, '`mode`: no "alnoe"; did you mean "alone"?'),
    "basis": ({"basis": "x"}, '`basis`: no "x"; there are: "self", "reviewed", "awarded"'),
    "model": ({"service_model": "team"}, '`service_model`: no "team"; did you mean "teams"?'),
    "topic": ({"responses": {"respct": 1}}, 'topic "respct": no topic "respct"; did you mean "respect"?'),
    "below": ({"responses": {"respect": 0}}, "level 0 is not on its scale, which runs from 1 to 4"),
    "above": ({"responses": {"respect": 5}}, "level 5 is not on its scale, which runs from 1 to 4"),
    "truth": (
        {"responses": {"respect": True}},
        "must be a level, or a table with `level`, `note`, `evidence` or `not_applicable`, not true",
    ),
    "rated": ({"responses": {"stories": 1}}, 'topic "stories": has no scale: it takes a reflection'),
    "reflected": ({"responses": {"respect": Reflection("A")}}, "has a scale: its `level`, 1 to 4, is missing"),
    "aside": ({"responses": {"listening": NotApplicable("A")}}, "may not be marked as not applicable"),
    "no reason": ({"responses": {"respect": NotApplicable(" ")}}, "`not_applicable`: is empty"),
    "role": ({"responses": {"stories": Reflection(roles=("x",))}}, 'no role "x"; there are: "manager"'),
    "kind": (with_evidence(kind="recrod"), 'evidence "Audit", `kind`: no "recrod"; did you mean "record"?'),
    "from the future": (
        with_evidence(dated=DAY + timedelta(1)),
        'evidence "Audit", `dated`: is 2026-04-01, after the assessment of 2026-03-31',
    ),
    "lapsed when made": (
        with_evidence(dated=DAY, lapses_on=DAY),
        'evidence "Audit", `lapses_on`: is 2026-03-31, not after `dated`, 2026-03-31',
    ),
}


@pytest.mark.parametrize("name", MISFITS)
def test_misfits(name: str) -> None:
    """What does not fit is told at its place, and nothing else with it."""
    changes, text = MISFITS[name]

    (problem,) = assessed(**changes).problems(KINDNESS)

    assert text in str(problem)


def test_nothing_to_choose_from() -> None:
    """Where a framework offers no modes and no roles, that is said."""
    bare = kindness(modes=(), roles=())
    found = assessed({"stories": Reflection(roles=("x",))}, mode="alone")

    assert [str(problem) for problem in found.problems(bare)] == [
        '`mode`: no "alone"; there are none',
        'topic "stories", role no. 1: no role "x"; there are none',
    ]


def test_validate() -> None:
    """What does not fit is refused with every problem, whatever it was found to fit before."""
    with pytest.raises(InvalidAssessment, match="2 problems"):
        assessed({"respect": 9, "x": 1}).validate(KINDNESS)

    found = assessed({"respect": 1})
    found.validate(KINDNESS)
    with pytest.raises(InvalidAssessment, match="no topic"):
        found.validate(kindness(topics=KINDNESS.topics[:1], awards=()))


def test_a_rating_of_nothing_but_a_level_is_that_level() -> None:
    """A rating that says no more than its level is kept as a bare one, and comes back equal; others stay."""
    found = assessed({"listening": Rating(2), "respect": 3})
    noted = assessed({"listening": Rating(2, "Why"), "respect": Rating("3")})  # type: ignore[arg-type]  # as it is

    assert found == assessed({"listening": 2, "respect": 3})
    assert (found.responses.bare, found.responses["listening"]) == (True, Rating(2))
    assert dict(noted.responses) == {"listening": Rating(2, "Why"), "respect": Rating("3")}  # type: ignore[arg-type]


def test_what_it_was_judged_by_is_no_part_of_it() -> None:
    """An assessment that was judged is pickled and copied as one that was not, and judged again by either."""
    fresh = pickle.dumps(assessed({"listening": 2}))
    judged = assessed({"listening": 2})
    evaluate(KINDNESS, judged)
    again = pickle.loads(pickle.dumps(judged))  # noqa: S301 - our own bytes, just written

    assert pickle.dumps(judged) == fresh
    assert evaluate(KINDNESS, again).blockers == evaluate(KINDNESS, judged).blockers


def test_evidence_is_asked_for_on_each_day() -> None:
    """An assessment that was judged on one day is judged anew on another, where evidence may have lapsed."""
    asking = ruled(Evidenced(["listening"]))
    found = assessed({"listening": Rating(2, "", [Evidence("A", lapses_on=DAY + timedelta(1))])})

    assert [evaluate(asking, found, on=DAY + timedelta(days)).award for days in (0, 1, 0)] == ["copper", None, "copper"]


def test_a_level_beyond_all_scales() -> None:
    """A level of thousands of digits, and a topic that is no text, are told as anything else that does not fit."""
    found = assessed({"respect": 16**5000, 6: 3})  # type: ignore[dict-item]  # that it is told is the point

    assert [problem.place for problem in found.problems(KINDNESS)] == ['topic "respect"', "topic 6"]
    assert "a whole number that is too large to be shown" in found.problems(KINDNESS)[0].message


def test_whole() -> None:
    """An assessment may say all that the framework offers."""
    found = assessed(
        {
            "listening": 4,
            "respect": NotApplicable("Why"),
            "stories": Reflection("A", roles=("manager",)),
            "stories-told": 1,
        },
        mode="alone",
        service_model="teams",
        basis="reviewed",
    )

    assert found.problems(KINDNESS) == ()


def test_a_table_is_no_response_in_python() -> None:
    """Who gives a table, as files have it, is told what a response is in Python, and not that it may be a table."""
    wigan = pc.get_framework("wigan-progress")
    given = {"dignity": {"level": 4}}
    assessment = pc.Assessment(
        framework="wigan-progress",
        edition="2017",
        service="Elm",
        assessed_on=date(2026, 3, 31),
        responses=given,
    )

    assert [str(problem) for problem in assessment.problems(wigan)] == [
        'topic "dignity": must be a level, a Rating, a Reflection or a NotApplicable, not {"level": 4}'
    ]
