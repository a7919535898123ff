"""Records are read as they were written down, with or without their framework, and shown without judging."""

import json
from pathlib import Path

import attrs
import pytest

import positiveculture as pc
from positiveculture.documents.record import record_document
from positiveculture.errors import InvalidFile, InvalidPanel
from positiveculture.formats.framework import Option
from positiveculture.formats.record import known_titles, read_record, record_from_dict, record_to_dict
from positiveculture.panel import Panel
from positiveculture.plugins.registry import Registry, use_registry
from positiveculture.render.text import text

EXAMPLES = Path(__file__).parents[2] / "examples"
NOBODY = Registry(lambda: ())


def test_a_record_needs_no_framework() -> None:
    """With nothing installed, a record is what it is with its framework installed."""
    file = EXAMPLES / "rivington-2026.toml"
    whole = pc.read_assessment(file)
    with use_registry(NOBODY):
        assert pc.read_record(file) == whole
        assert record_from_dict(record_to_dict(whole)) == whole
        with pytest.raises(pc.UnknownFramework):
            pc.read_assessment(file)


def test_a_plan_and_a_panel(tmp_path: Path) -> None:
    """A plan is a record, and a folder of assessments is a panel; what else stands in it is passed by."""
    outcome = pc.evaluate(pc.get_framework("wigan-progress"), pc.read_assessment(EXAMPLES / "rivington-2026.toml"))
    plan = pc.draft_plan(outcome, "silver")
    pc.write_plan(plan, tmp_path / "plan.json")
    (tmp_path / ".hidden.toml").write_text("=")
    pc.write_assessment(outcome.assessment, tmp_path / "one.toml")
    (tmp_path / "notes.txt").write_text("No record.")
    with use_registry(NOBODY):
        assert read_record(tmp_path / "plan.json") == plan
        panel = read_record(tmp_path)
    assert panel == Panel([outcome.assessment], people=["one"])
    assert isinstance(panel, Panel)
    assert json.loads(json.dumps(record_to_dict(panel)))["assessments"][0]["service"] == "Rivington Home Care"
    assert record_to_dict(plan) == pc.plan_to_dict(plan)
    assert "Assessments: 1" in text(record_document(panel, known_titles(panel)))


def test_every_problem_of_a_panel(tmp_path: Path) -> None:
    """What is wrong with the files of a folder is told at once, each with its file."""
    (tmp_path / "one.toml").write_text("=")
    (tmp_path / "two.toml").write_text('responses = 3\nframework = "x"\nedition = "1"\nservice = "s"\n')
    with pytest.raises(InvalidPanel) as caught:
        read_record(tmp_path)
    assert {Path(str(each.path[0])).name for each in caught.value.problems} == {"one.toml", "two.toml"}
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidPanel, match="no assessments"):
        read_record(tmp_path / "empty")


def test_what_is_no_record() -> None:
    """A framework is no record."""
    with pytest.raises(InvalidFile, match="this is a framework, not an assessment or an action plan"):
        read_record(EXAMPLES / "editions" / "cqc-style-draft" / "framework.toml")


@pytest.mark.parametrize("payload", [{"responses": {"1": 9}, "framework": "gone"}, {"actions": [{"topic": 3}]}])
def test_what_fits_no_framework_is_refused(payload: dict[str, object]) -> None:
    """What no framework takes is refused without one."""
    with pytest.raises(pc.Invalid, match="is missing"):
        record_from_dict(payload)


def test_everything_is_shown_without_judging() -> None:
    """Levels, notes, evidence, certificates, and what is kept from an edition of before, with the titles it had."""
    migration = pc.read_migration(EXAMPLES / "editions" / "cqc-style-draft" / "migration.toml")
    old = pc.read_assessment(EXAMPLES / "cqc-rivington-2026.toml")
    given = pc.Certificate(award="good", awarded_on=old.assessed_on, by="CQC")
    moved = pc.migrate(migration, attrs.evolve(old, certificates=[given, attrs.evolve(given, by="")], note=""))
    with use_registry(NOBODY):
        shown = text(record_document(moved, known_titles(moved)))
    for words in (
        "judged by nothing",
        "Made against edition: saf-2024",
        "Kept from edition saf-2024",
        "Protected time",
    ):
        assert words in shown
    assert "good, awarded by CQC on 14 April 2026" in shown
    assert "good, awarded on 14 April 2026" in shown
    assert "indicated" not in shown.lower()
    assert "1 Shared direction and culture" in text(record_document(old, known_titles(old)))


def test_a_whole_plan_is_shown() -> None:
    """Of a plan everything that was written is shown, and what is kept of it."""
    migration = pc.read_migration(EXAMPLES / "editions" / "cqc-style-draft" / "migration.toml")
    day = pc.read_assessment(EXAMPLES / "cqc-rivington-2026.toml").assessed_on
    topic = "freedom-to-speak-up"
    plan = pc.ActionPlan(
        framework="cqc-style-well-led",
        edition="saf-2024",
        service="Rivington",
        award="good",
        assessed_on=day,
        priorities=[pc.Priority(topic, "Trust."), pc.Priority("clear-roles")],
        actions=[
            pc.Action(topic=topic, from_level=2, to_level=3, needs_evidence=True, who="Ann", by_when=day, done_on=day),
            pc.Action(topic="clear-roles", from_level=1),
            pc.Action(topic="values-shown", to_level=2, towards="More."),
        ],
        note="Together.",
    )
    shown = text(record_document(plan, known_titles(plan)))
    for words in ("Award: good", "3 Freedom to speak up: Trust.", "From level 2 to 3", "From level 1", "To level 2"):
        assert words in shown
    for words in ("Together.", "Evidence is needed", "Who: Ann", "By when: 14 April 2026", "Towards: More."):
        assert words in shown
    moved = text(record_document(pc.migrate(migration, plan)))
    assert "Kept from edition saf-2024" in moved
    assert "Award: good" in moved


def test_little_is_shown_of_little() -> None:
    """Where nothing was written, there is no heading for it."""
    bare = pc.Assessment(
        framework="gone",
        edition="1",
        service="Elm",
        assessed_on=pc.read_assessment(EXAMPLES / "rivington-2026.toml").assessed_on,
    )
    assert "Responses" not in text(record_document(bare))
    plan = pc.ActionPlan(framework="gone", edition="1", service="Elm")
    assert "Actions" not in text(record_document(plan))


def test_titles_of_what_is_retired() -> None:
    """An id that a later edition retired has its title, though the edition of the record is not installed."""
    wigan = pc.get_framework("wigan-progress")
    later = attrs.evolve(
        wigan,
        edition="2027",
        topics=wigan.topics[1:],
        awards=(),
        cases=(),
        meant=(),
        retired=[Option("dignity", "Dignity, as it was")],
    )
    record = read_record(EXAMPLES / "rivington-2026.toml")
    with use_registry(NOBODY.with_frameworks(later)):
        assert known_titles(record)["dignity"] == "Dignity, as it was"
        assert known_titles(record)["life-history"].startswith("2 ")
    assert known_titles(record)["dignity"].startswith("1 ")
