"""What the examples do not have: editions with both days, broken plug-ins, plans without a day, many topics."""

from datetime import date

import attrs
import pytest
from listened import INSTALLED, PLAN, SURVEY, WIGAN, panel_report, replies

import positiveculture as pc
from positiveculture.documents.about import notices, who_awards
from positiveculture.documents.blocks import Document, Notice, Table
from positiveculture.documents.coverage import coverage_table
from positiveculture.documents.feedback import feedback_document
from positiveculture.documents.figures import mean_text, median_text, share_text
from positiveculture.documents.framework import framework_document
from positiveculture.documents.installed import frameworks_document, plugins_document
from positiveculture.documents.panel import panel_document
from positiveculture.documents.plan import actions_document, plan_document
from positiveculture.documents.plan_template import plan_template
from positiveculture.documents.services import services_document
from positiveculture.errors import FrameworkLoadError
from positiveculture.formats.feedback import FeedbackLog, Suggestion
from positiveculture.formats.installed import Installed
from positiveculture.formats.plan import PlanStatus, plan_from_dict
from positiveculture.formats.rollup import roll_up
from positiveculture.panel.protection import Suppressed
from positiveculture.render.text import text


def shown(document: Document) -> str:
    """Return a document as plain text, each sentence on a line."""
    return text(document, width=10_000)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), "In force: from 1 January 2026 until the day before 1 January 2027"),
        (None, date(2027, 1, 1), "In force: until the day before 1 January 2027"),
        (date(2026, 1, 1), None, "In force: from 1 January 2026"),
    ],
)
def test_when_an_edition_is_in_force(first: date | None, last: date | None, said: str) -> None:
    """A framework says from when to when its edition is in force, as far as that is known."""
    framework = attrs.evolve(WIGAN, in_force_from=first, in_force_until=last)
    assert f"{said}\n" in shown(framework_document(framework))


def test_a_broken_plug_in_is_shown_with_its_reason() -> None:
    """A plug-in that cannot be loaded is listed with its error, and so is what became of it."""
    source = INSTALLED.plugins[0].source
    error = FrameworkLoadError("rotten", "rotten 1.0", "it does not import")
    plugin = attrs.evolve(INSTALLED.plugins[0], status="broken", why=str(error))
    broken = Installed({}, {"rotten": error}, (plugin,))

    assert "rotten is broken\n" in shown(frameworks_document(broken))
    assert str(error) in shown(frameworks_document(broken))
    assert f"{source.name}: broken\n" in shown(plugins_document(broken))
    assert str(error) in shown(plugins_document(broken))
    assert "No frameworks are installed." in shown(frameworks_document(Installed({}, {}, ())))
    assert "No plug-ins are installed." in shown(plugins_document(Installed({}, {}, ())))


def test_a_plan_without_a_day_and_with_a_note() -> None:
    """A plan that names no assessment, and has a note, says so, in its draft and in its documents."""
    plan = attrs.evolve(PLAN, assessed_on=None, note="Agreed with the families.", actions=(), priorities=())
    draft = plan_template(plan, WIGAN)

    assert "assessed_on" not in draft
    assert 'note = "Agreed with the families."' in draft
    assert "From the assessment of" not in shown(plan_document(plan, WIGAN))
    assert "Agreed with the families." in shown(plan_document(plan, WIGAN))
    assert "This plan has no action." in shown(actions_document(PlanStatus(plan, date(2026, 7, 6)), WIGAN))
    assert plan_from_dict(pc.plan_to_dict(plan), WIGAN) == plan


def test_what_a_plan_asks_for_besides_levels() -> None:
    """An action for evidence, and one that keeps a level, say so."""
    actions = [pc.Action(topic="dignity", needs_evidence=True), pc.Action(topic="meetings", from_level=4)]
    said = shown(plan_document(attrs.evolve(PLAN, actions=actions), WIGAN))

    assert "Needs: evidence that has not lapsed\n" in said
    assert "Level: at 4\n" in said


def test_many_topics_are_several_grids() -> None:
    """A grid has as many topics side by side as A4 has room for; together the grids have all."""
    reply = replies(1).assessments[0]
    tables = [block for block in services_document(roll_up(SURVEY, [reply])).blocks if isinstance(block, Table)]

    assert [table.title for table in tables] == ["Topics 1 to 25", "Topics 26 to 35"]
    assert [len(table.columns) for table in tables] == [26, 11]
    levels = [cell for table in tables for cell in table.rows[0][1:]]
    assert levels == [str(reply.levels[topic.id]) for topic in SURVEY.topics]


def test_services_with_the_floor_and_what_does_not_apply() -> None:
    """The floor is what is indicated below every award; what does not apply is no gap."""
    cqc = pc.get_framework("cqc-style-well-led")
    responses: dict[str, pc.Response | int] = {topic.id: 1 for topic in cqc.topics}
    aside = responses | {cqc.topics[-1].id: pc.NotApplicable("Not looked at")}
    head = {"framework": cqc.id, "edition": cqc.edition, "assessed_on": date(2026, 3, 31)}
    found = [
        pc.Assessment(**head, service=name, responses=given)  # type: ignore[arg-type]
        for name, given in (
            ("Ash", responses),
            ("Elm", aside),
            ("Oak", dict.fromkeys(responses, pc.NotApplicable("x"))),
        )
    ]
    document = services_document(roll_up(cqc, found))
    (grid,) = (block for block in document.blocks if isinstance(block, Table) and len(block.columns) > 8)

    assert [row[1] for row in grid.rows] == ["Inadequate", "Inadequate", "no award yet"]
    assert [row[-1] for row in grid.rows] == ["1", "n/a", "n/a"]
    assert "Something that applies and can be judged" in shown(services_document(roll_up(cqc, found[2:])))
    assert "39 % of the points" in shown(document)


def test_every_service_has_moved() -> None:
    """Where all have moved, nothing is said of those that have not; an award that stayed is as before."""
    head = {"framework": WIGAN.id, "edition": WIGAN.edition, "service": "Ash"}
    found = [
        pc.Assessment(**head, assessed_on=date(year, 3, 31), responses={"dignity": level})
        for year, level in ((2025, 3), (2026, 4))
    ]
    said = shown(services_document(roll_up(WIGAN, found)))

    assert "no award yet, as before" in said
    assert "where it was" not in said


def test_services_that_moved_where_nothing_is_awarded() -> None:
    """Without awards, a service that has moved is shown with how many topics did, and no word of an award."""
    head = {"framework": SURVEY.id, "edition": SURVEY.edition, "service": "Ash"}
    found = [
        pc.Assessment(**head, assessed_on=date(year, 3, 31), responses={SURVEY.topics[0].id: level})
        for year, level in ((2025, 3), (2026, 4))
    ]
    tables = [block for block in services_document(roll_up(SURVEY, found)).blocks if isinstance(block, Table)]
    (moved,) = (table for table in tables if "Since" in [column.heading for column in table.columns])

    assert [list(row) for row in moved.rows] == [["Ash", "31 March 2025", "1", "0"]]


def test_a_figure_that_is_suppressed_is_withheld() -> None:
    """In words, what is suppressed is withheld, whatever figure it would be."""
    few = Suppressed.TOO_FEW
    assert {median_text(few), mean_text(few), share_text(few, negative=True)} == {"withheld"}


def test_files_that_are_not_counted_are_named() -> None:
    """What is left out, empty, a copy or the same is named at the end."""
    report = attrs.evolve(panel_report(replies(12), SURVEY), left_out=("a",), empty=("b",), copies=("c",), same=("d",))
    said = shown(panel_document(report))

    assert "- Left out, for it is no assessment: a\n" in said
    assert "- Counted, though it holds just what another file does: d\n" in said


def test_a_topic_that_few_answered_is_withheld_alone() -> None:
    """Where few have answered one topic, it is named with the reason, and the others are shown."""
    people = replies(12).assessments
    kept = {topic.id for topic in SURVEY.every_topic[1:]}
    some = [
        attrs.evolve(each, responses={id_: level for id_, level in each.levels.items() if id_ in kept or place < 3})
        for place, each in enumerate(people)
    ]
    said = shown(panel_document(panel_report(pc.Panel(some), SURVEY)))

    assert f"Withheld: 1 topic\nWhy: fewer than 10 answered, or nobody did.\n\n- 1 {SURVEY.topics[0].title}\n" in said


def test_several_services_and_nothing_that_moved() -> None:
    """The replies of several services are of that many; where nothing has moved, that is said."""
    people = replies(12).assessments
    two = pc.Panel([attrs.evolve(each, service=f"S{place % 2}") for place, each in enumerate(people)])
    exact = two.summary(SURVEY, min_respondents=1)
    report = panel_report(two, SURVEY)
    now = attrs.evolve(report.release, summary=exact)
    said = shown(panel_document(attrs.evolve(report, release=now, since=(now,))))

    assert said.startswith("2 services: what people say together\n")
    assert "Nothing has moved." in said
    assert "Small numbers are not protected (--minimum 1)" in said


def test_who_awards_where_the_framework_does_not_say() -> None:
    """Without words of the framework, an award is the awarding body's, and no award is said to be none."""
    assert who_awards(attrs.evolve(WIGAN, awarded_by="")) == Notice("Only the awarding body awards.")
    assert [notice.text for notice in notices(attrs.evolve(WIGAN, in_force_from=date(2030, 1, 1)), date(2026, 1, 1))]


def test_nothing_is_a_share_of_nothing() -> None:
    """Of a log it is said what there is, and nothing as a share of none."""
    log = FeedbackLog(
        service="Elm House", suggestions=[Suggestion(id="s1", text="More music.", raised_on=date(2026, 2, 1))]
    )

    assert [line for line in shown(feedback_document(log.measures(date(2026, 1, 1)))).splitlines() if line][1:] == [
        "Raised: 0 suggestions"
    ]
    raised = shown(feedback_document(log.measures(date(2026, 3, 1))))
    assert "Adopted: none decided yet\n" in raised
    assert " 0 of 0" not in raised


@pytest.mark.parametrize(
    ("within", "said"),
    [
        (0, "Due on this day: 1 action"),
        (1, "Due on this day or the next: 1 action"),
        (2, "Due in the next 2 days: 1 action"),
    ],
)
def test_how_far_ahead_is_due(within: int, said: str) -> None:
    """What is due is said of one day, of two and of several in words that fit."""
    action = pc.Action(topic="dignity", by_when=date(2026, 3, 1))
    plan = pc.ActionPlan(framework=WIGAN.id, edition=WIGAN.edition, service="Elm House", actions=[action])

    assert f"{said}\n" in shown(actions_document(PlanStatus(plan, date(2026, 3, 1), within), WIGAN))


def test_nothing_is_answered_in_a_list_of_checks() -> None:
    """How many topics are answered is said where none is; evidence and actions only where there are any."""
    checks = pc.get_framework("wigan-ethical-homecare")
    empty = pc.Assessment(
        framework=checks.id, edition=checks.edition, service="Elm House", assessed_on=date(2026, 3, 1)
    )
    table = coverage_table(pc.evaluate(checks, empty))

    assert [column.heading for column in table.columns] == ["Principle", "Topics", "Answered"]
    assert {row[2] for row in table.rows} == {"0"}
