"""Sentences of documents that no example comes to: on invented services, each small."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from judged_examples import outcome_of

import positiveculture as pc
from positiveculture.documents.blocks import Bars
from positiveculture.documents.history import history_document
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.report import report_document
from positiveculture.documents.route import route_document
from positiveculture.formats.history import read_history
from positiveculture.render.text import text
from positiveculture.report import Report
from positiveculture.testing import strategies as pcs

FOUR = pc.Scale("four", [pc.Level(number, label) for number, label in enumerate(("None", "Few", "Most", "All"), 1)])
SOURCE = pc.Source(title="A good welcome", publisher="Invented", rights="Nobody's")


def framework(rule: pc.Rule, *topics: pc.Topic, **changes: Any) -> pc.Framework:
    """Return an invented framework with one award."""
    fields: dict[str, Any] = {"id": "welcome", "edition": "1", "title": "Welcome", "source": SOURCE, "topics": topics}
    return pc.Framework(**{**fields, "awards": [pc.Award(id="leaf", title="Leaf", rule=rule)], **changes})


def outcome(found: pc.Framework, responses: dict[str, pc.Response | int]) -> pc.Outcome:
    """Return the outcome of an invented service."""
    said = pc.Assessment(
        framework=found.id, edition="1", service="Elm", assessed_on=date(2026, 3, 31), responses=responses
    )
    return pc.evaluate(found, said)


VISIT, STORY = pc.Topic(id="visit", title="The first visit", scale=FOUR), pc.Topic(id="story", title="Stories")


def test_one_step() -> None:
    """Where one step is all that an award needs, a report says so."""
    found = outcome(framework(pc.AtLeast("visit", 3), VISIT), {"visit": 2})
    assert "This step is the only one that it takes to Leaf.\n" in text(report_document(Report(found)))


@pytest.mark.parametrize(
    ("rule", "said", "step"),
    [
        (
            pc.Evidenced(["visit"], kind="link"),
            {"visit": 2},
            "- The first visit: at 2\n  - Bring evidence of the kind link",
        ),
        (pc.Evidenced(["visit"]), {"visit": 2}, "- The first visit: at 2\n  - Bring evidence that has not lapsed.\n"),
        (pc.Answered(["story"]), {}, "- Stories\n  - Reflect on it.\n"),
        (pc.AtLeast("visit", 2), {}, "- The first visit: not answered yet, to 2\n  - Answer it.\n"),
        (pc.AtLeast("visit", 3), {"visit": 2}, "- The first visit: from 2 to 3\n  - At 3: Most\n"),
    ],
)
def test_each_kind_of_step(rule: pc.Rule, said: dict[str, pc.Response | int], step: str) -> None:
    """A step up, a first answer, a reflection and evidence are each said in their own words."""
    found = outcome(framework(rule, VISIT, STORY), said)
    assert step in text(route_document(found, pc.route(found, "leaf")), width=120)


def test_an_award_that_comes_and_goes() -> None:
    """An award is first indicated, no longer, and then again."""
    found = framework(pc.AtLeast("visit", 2), VISIT)
    said = outcome(found, {}).assessment
    assessments = [
        attrs.evolve(said, assessed_on=date(2020 + place, 1, 1), responses={"visit": level})
        for place, level in enumerate((1, 2, 1, 2))
    ]
    shown = text(history_document(pc.History(assessments), found))
    assert (
        "- Leaf: first indicated on 1 January 2021\n"
        "- Leaf: no longer indicated on 1 January 2022\n"
        "- Leaf: indicated again on 1 January 2023\n"
    ) in shown


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (pc.AnyOf([pc.Share(50), pc.Evidenced(["story"])]), "undecided"),
        (pc.AnyOf([pc.Share(50), pc.Share(80)]), "not met; 1 of 4 points; 50 % needed"),
        (pc.All([pc.Share(50), pc.Share(80)]), "not met; 1 of 4 points; 80 % needed"),
        (pc.AtLeastOf(2, [pc.Share(50), pc.Share(80), pc.AtLeast("visit", 2)]), "not met; 1 of 4 points; 50 % needed"),
    ],
)
def test_points_are_needed_only_where_nothing_else_will_do(rule: pc.Rule, words: str) -> None:
    """An award shows the least points without which it is not met; one that can be met without points shows none."""
    found = outcome(framework(rule, VISIT, STORY), {"visit": 1})
    bars = next(block for block in outcome_document(found).blocks if isinstance(block, Bars))
    assert bars.bars[0].words == words


def test_where_everything_moved() -> None:
    """Where every topic has moved, nothing is said of those that have not."""
    found = framework(pc.AtLeast("visit", 2), VISIT)
    said = outcome(found, {}).assessment
    assessments = [
        attrs.evolve(said, assessed_on=date(year, 1, 1), responses={"visit": level})
        for year, level in ((2020, 1), (2021, 2))
    ]
    assert "as before" not in text(history_document(pc.History(assessments), found))


def test_what_moved_in_a_guide() -> None:
    """A topic that became not applicable has its reason, and an action may have neither a day nor an owner."""
    found = pc.Framework(
        id="welcome",
        edition="1",
        title="Welcome",
        source=SOURCE,
        topics=[attrs.evolve(STORY, allows_not_applicable=True), pc.Topic(id="songs", title="Songs")],
    )
    before = outcome(found, {"story": pc.Reflection("Told")}).assessment
    responses = {
        "story": pc.NotApplicable("Nobody tells any"),
        "songs": pc.Reflection("Sung", actions=[pc.Commitment("Sing more")]),
    }
    now = attrs.evolve(before, assessed_on=date(2027, 3, 31), responses=responses)
    shown = text(history_document(pc.History([before, now]), found))
    assert "Not applicable since: 1 topic\n- Stories: Nobody tells any\n" in shown
    assert "- Sing more (Songs; nobody named)\n" in shown
    assert "Welcome publishes no awards: nothing here is one.\n" in shown


def test_until_when_an_edition_is_in_force() -> None:
    """An assessment after an edition's last day is told until when it was in force."""
    found = outcome(framework(pc.AtLeast("visit", 2), VISIT, in_force_until=date(2026, 1, 1)), {"visit": 2})
    shown = text(outcome_document(found), width=200)
    assert (
        "This edition was not in force on 31 March 2026. It is in force until the day before 1 January 2026." in shown
    )
    since = outcome(framework(pc.AtLeast("visit", 2), VISIT, in_force_from=date(2027, 1, 1)), {"visit": 2})
    assert "on 31 March 2026. It is in force from 1 January 2027.\n" in text(outcome_document(since), width=200)


def test_no_file_is_no_history() -> None:
    """A history of no files is refused."""
    with pytest.raises(pc.Invalid, match="there are no assessments"):
        read_history([])


@given(pcs.assessed())
def test_long_words_are_still_read(assessed: tuple[pc.Framework, pc.Assessment]) -> None:
    """A note of 10,000 signs, names from right to left and an endless word leave no line too wide."""
    found, said = assessed
    note = "People are known well, and say so. " * 286 + "w" * 300 + " می\u200cخواهم שלום"
    service = "سلام " + "w" * 100
    shown = pc.evaluate(found, attrs.evolve(said, note=note, service=service))
    lines = text(report_document(Report(shown)), width=40).splitlines()
    assert max(map(len, lines)) <= 42


def test_the_same_name_otherwise_spelled() -> None:
    """A plan of the same service, with capitals or spaces otherwise, is of the same service."""
    found = outcome_of("rivington-2026")
    plan = attrs.evolve(pc.draft_plan(found, "silver"), service="rivington  home care")
    assert "What is planned" in text(report_document(Report(found, plan=plan)))
