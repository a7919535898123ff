"""What is there where nothing is scored."""

from datetime import date
from pathlib import Path

import pytest

import positiveculture as pc
from positiveculture.coverage import Coverage

EXAMPLES = Path(__file__).parents[2] / "examples"


def covered(name: str, *, on: date | None = None) -> Coverage:
    """Return the coverage of an example."""
    assessment = pc.read_assessment(EXAMPLES / f"{name}.toml")
    return pc.evaluate(pc.get_framework(assessment.framework), assessment, on=on).coverage


def test_principles_tell_what_was_done_and_by_whom() -> None:
    """Under each principle: how many topics, reflected on, evidenced, acted on, and the roles that took part."""
    rights = covered("wales-cwm-aderyn-2026").under("rights")

    assert (len(rights.topics), rights.reflected, rights.evidenced, rights.acted_on) == (4, 3, 2, 2)
    assert [role for role, n in rights.roles.items() if n] == ["lived-experience", "social-care-workers", "leaders"]


def test_principles_stand_in_framework_order_and_what_has_none_last() -> None:
    """Each principle is there, though nothing was said of it, and the topics under none come last."""
    found = [principle and principle.id for principle, _ in covered("wales-cwm-aderyn-2026").principles]

    assert found == [
        "rights",
        "compassionate-leadership",
        "values-and-behaviours",
        "strengths-based-relationships",
        "learning-and-improvement",
        None,
    ]


def test_parts_stand_under_their_topics_principle() -> None:
    """The practices of CQC's second statement stand under the same principle as the statement."""
    ((principle, under),) = covered("cqc-rivington-2026").principles

    assert principle is not None
    assert (principle.id, len(under.topics)) == ("well-led", 28)


def test_evidence_that_has_lapsed_counts_no_longer() -> None:
    """On the day on which evidence lapses it is told as lapsed."""
    before, after = (covered("wales-cwm-aderyn-2026", on=date(2027, 4, day)) for day in (2, 3))
    topics = [{one.topic.id: one for one in found.topics}["reflection-and-feedback"] for found in (before, after)]

    assert [(one.evidence, one.lapsed) for one in topics] == [(1, 0), (0, 1)]
    assert before.evidenced == after.evidenced + 1
    assert before.without_response == after.without_response


def test_what_is_set_aside_does_not_wait_for_a_response() -> None:
    """A topic set aside has no response, and is not among those without one."""
    aside = [one for one in covered("cqc-rivington-2026").topics if one.not_applicable is not None]

    assert aside
    assert not any(one.has_response for one in aside)
    assert covered("cqc-rivington-2026").without_response == ()


def test_there_is_no_score() -> None:
    """Asking an unscored framework for an award is an error that says why."""
    assessment = pc.read_assessment(EXAMPLES / "wales-cwm-aderyn-2026.toml")
    outcome = pc.evaluate(pc.get_framework(assessment.framework), assessment)
    with pytest.raises(pc.NotScored, match="sets no levels and gives no scores"):
        outcome["gold"]
    assert [name for name in dir(Coverage) if "score" in name or "share" in name] == []
