"""What became of a plan: each action with who and when, and where its topic is beside where it was planned to be."""

from datetime import date

import attrs
import pytest
from judged_examples import outcome_of

import positiveculture as pc
from positiveculture.documents.blocks import Document
from positiveculture.documents.history import history_document
from positiveculture.documents.planned import outcome_of_plan, planned_blocks
from positiveculture.render.text import text


def became(*actions: pc.Action, name: str = "rivington-2026") -> list[str]:
    """Return the lines on what became of actions, by the assessment of an example."""
    outcome = outcome_of(name)
    said = outcome.assessment
    plan = pc.ActionPlan(framework=said.framework, edition=said.edition, service=said.service, actions=actions)
    return text(Document("", list(outcome_of_plan(plan, said, outcome.framework))), width=200).splitlines()[2:]


def test_where_a_topic_is_beside_where_it_was_to_be() -> None:
    """A level that was planned is there or is not, and an action that is late says so."""
    assert became(
        pc.Action(topic="dignity", from_level=4, to_level=5, who="The team", done_on=date(2025, 9, 1)),
        pc.Action(topic="team-purpose", from_level=2, to_level=4, who=" ", by_when=date(2025, 12, 31)),
        pc.Action(topic="meetings", from_level=3, to_level=5, who="Manager", by_when=date(2026, 12, 31)),
        pc.Action(
            topic="positive-risk", to_level=5, who="Manager", by_when=date(2025, 12, 31), done_on=date(2026, 5, 1)
        ),
    ) == [
        "What became of the plan",
        "- 1 Dignity, respect and appreciation: from 4 to 5",
        "  - The team, done on 1 September 2025",
        "  - Now: at 5, as was planned",
        "- 14 A clear team purpose: from 2 to 4",
        "  - nobody named, not done; it was due by 31 December 2025",
        "  - Now: at 3; 4 was planned",
        "- 25 Positive, productive meetings: from 3 to 5",
        "  - Manager, by 31 December 2026",
        "  - Now: at 4; 5 was planned",
        "- 21 A positive, enabling approach to risk: not answered yet, to 5",
        "  - Manager, done on 1 May 2026",
        "  - Now: at 4; 5 was planned",
    ]


def test_what_has_no_level() -> None:
    """Of evidence and of reflections it is said whether there are any; of a topic without a level, that it has none."""
    assert became(pc.Action(topic="life-history", to_level=4), name="halfway-2026")[1:] == [
        "- 2 Understanding and respecting life history: not answered yet, to 4",
        "  - nobody named, no day given",
        "  - Now: no level; 4 was planned",
    ]
    words = [
        became(pc.Action(topic=topic, needs_evidence=evidence), name="wales-cwm-aderyn-2026")[-1]
        for topic in ("culture-as-a-whole", "whole-system-working")
        for evidence in (True, False)
    ]
    assert words == [
        "  - Now: there is evidence that counts",
        "  - Now: there is a response",
        "  - Now: no evidence that counts",
        "  - Now: no response",
    ]


def test_a_plan_without_actions() -> None:
    """A plan in which there is nothing to do says so."""
    assert became() == ["What became of the plan", "The plan has no action."]


def test_a_bad_sign_that_went_down() -> None:
    """Where a lower level is better, a level at or below the one that was planned is as planned."""
    assert became(pc.Action(topic="bullying", from_level=3, to_level=2), name="leicester-healthy-workplace")[-1] == (
        "  - Now: at 1, as was planned"
    )


@pytest.mark.parametrize("dated", [True, False])
def test_a_history_has_what_became_of_its_plans(dated: bool) -> None:
    """A history shows each plan, with the day of the assessment that it was made from, where that is known."""
    before, now = outcome_of("rivington-2025"), outcome_of("rivington-2026")
    plan = attrs.evolve(pc.draft_plan(before, "bronze"), assessed_on=before.assessment.assessed_on if dated else None)
    history = pc.History([before.assessment, now.assessment])
    shown = text(history_document(history, now.framework, [plan]))
    assert f"What became of the plan{' of 28 March 2025' if dated else ''}\n" in shown
    assert "  - Now: at 5, as was planned\n" in shown


def test_what_shows_that_it_worked() -> None:
    """A plan shows the evidence of its actions."""
    outcome = outcome_of("rivington-2026")
    evidence = [pc.Evidence("One-page profiles", dated=date(2026, 5, 22))]
    action = pc.Action(topic="team-purpose", from_level=3, to_level=4, done_on=date(2026, 6, 1), evidence=evidence)
    said = outcome.assessment
    plan = pc.ActionPlan(framework=said.framework, edition=said.edition, service=said.service, actions=[action])
    shown = text(Document("", list(planned_blocks(plan, outcome.framework))), width=200)
    assert "  - One-page profiles (record, 22 May 2026)\n" in shown
