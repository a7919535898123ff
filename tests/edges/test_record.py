"""Records are read as they were written down, with or without their framework, and shown without judging."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import positiveculture as pc
from positiveculture.assessment import Suspension
from positiveculture.documents.assessment import assessment_document
from positiveculture.documents.coverage import coverage_document
from positiveculture.documents.english import day
from positiveculture.documents.outcome import outcome_document
from positiveculture.documents.record import record_document
from positiveculture.errors import InvalidFile, InvalidHistory, InvalidPanel, WrongArgument
from positiveculture.formats.framework import Option
from positiveculture.formats.history import read_history
from positiveculture.formats.record import judge_record, known_titles, read_record, record_from_dict, record_to_dict
from positiveculture.kept import Kept
from positiveculture.panel import Panel
from positiveculture.plan import KeptPlan, Success
from positiveculture.plugins.registry import Registry, use_registry
from positiveculture.render.text import text
from positiveculture.sheets import Upload

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


def test_a_record_is_judged_by_the_edition_that_it_names() -> None:
    """Where that is installed, it has an outcome; else it is what was written down; what is wrong is told."""
    data = pc.assessment_to_dict(pc.read_assessment(EXAMPLES / "rivington-2026.toml"))
    found = judge_record(data)
    assert isinstance(found, pc.Outcome)
    assert found.award == "bronze"
    assert judge_record(data | {"edition": "2050"}) == record_from_dict(data | {"edition": "2050"})
    with use_registry(NOBODY):
        assert judge_record(data) == found.assessment
    with pytest.raises(pc.InvalidAssessment, match="level 9 is not on its scale"):
        judge_record(data | {"responses": {"dignity": 9}})


def test_whatever_is_judged_can_be_shown() -> None:
    """One function shows an outcome with awards, one without, and what no installed edition judges, with its titles."""
    for name, document in (("rivington-2026", outcome_document), ("wales-cwm-aderyn-2026", coverage_document)):
        judged = judge_record(pc.assessment_to_dict(pc.read_assessment(EXAMPLES / f"{name}.toml")))
        assert isinstance(judged, pc.Outcome)
        assert assessment_document(judged) == document(judged)
    unjudged = attrs.evolve(pc.read_assessment(EXAMPLES / "rivington-2026.toml"), edition="1999")
    assert assessment_document(unjudged) == record_document(unjudged, known_titles(unjudged))
    assert "1 Dignity, respect and appreciation" in text(assessment_document(unjudged))


def test_what_was_sent_is_read_as_a_file_is() -> None:
    """A file that somebody sent is of the kind that its name says, and what is wrong with it is told by that name."""
    data = (EXAMPLES / "rivington-2026.toml").read_bytes()
    assert pc.read_record(Upload("sent.toml", data)) == pc.read_assessment(EXAMPLES / "rivington-2026.toml")
    assert pc.read_assessment(Upload("sent.toml", data)).service == "Rivington Home Care"
    with pytest.raises(InvalidFile, match=r"^sent\.json has 1 problem"):
        pc.read_record(Upload("sent.json", data))
    assert repr(Upload("sent.json", data)) == "Upload(name='sent.json')"


def test_what_is_sent_has_a_name_that_can_be_shown() -> None:
    """The name that somebody gave a file is told without its control characters; what is no file is refused."""
    with pytest.raises(pc.FileTrouble) as refused:
        pc.read_assessment(Upload("\x1b[31mred\n\u202e.exe", b"x"))
    for name, data in (("a.toml", "x = 1"), (None, b"x"), (b"a.toml", b"x")):
        with pytest.raises(WrongArgument):
            Upload(name, data)  # type: ignore[arg-type]

    assert str(refused.value).startswith("\\u001b[31mred \\u202e.exe: ")


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


def test_a_file_of_a_panel_that_cannot_be_opened(tmp_path: Path) -> None:
    """A file that the system does not let be read is told with what is wrong with the others."""
    (tmp_path / "one.toml").write_text("=")
    (tmp_path / "two.toml").symlink_to("/proc/self/mem")

    with pytest.raises(InvalidPanel) as refused:
        read_record(tmp_path)

    assert [problem.path[0] for problem in refused.value.problems] == [
        str(tmp_path / f"{n}.toml") for n in ("one", "two")
    ]


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
    assert "good of edition saf-2024, awarded by CQC on 14 April 2026" in shown
    assert "good of edition saf-2024, awarded on 14 April 2026" in shown
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
    for words in ("Award: good", "3 Freedom to speak up: Trust.", "from 2 to 3", "at 1", "to 2"):
        assert words in shown
    for words in ("Together.", "Needs: evidence", "Who: Ann", "By when: 14 April 2026", "towards: More."):
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


PIECE = pc.Evidence("The log", "feedback", date(2026, 1, 1), date(2026, 1, 2), "shelf 3", "Kept by nights.")
RATED = pc.Rating(3, "Nearly.", [PIECE], date(2026, 1, 4), date(2026, 1, 5))
ACTION = pc.Action(
    topic="rated",
    from_level=1,
    to_level=2,
    towards="A rota",
    needs_evidence=True,
    first_step="Ask.",
    who="Ann",
    by_when=date(2026, 1, 6),
    done_on=date(2026, 1, 7),
    evidence=[PIECE],
)

#: Records in which every field says something.
FULL: dict[str, pc.Assessment | pc.ActionPlan] = {
    "assessment": pc.Assessment(
        framework="gone",
        edition="2",
        service="Elm",
        assessed_on=date(2026, 1, 3),
        responses={
            "rated": RATED,
            "told": pc.Reflection(
                "We talked.",
                [PIECE],
                [pc.Commitment("A rota", "Ann", date(2026, 1, 6), date(2026, 1, 7))],
                ["night-staff"],
                "what-next",
                "cy",
            ),
            "aside": pc.NotApplicable("No garden."),
        },
        assessed_by="The manager",
        mode="together",
        basis="reviewed",
        service_model="homecare",
        note="Over tea.",
        language="en",
        organisation="provider",
        jurisdiction="Wales",
        certificates=[
            pc.Certificate(
                award="star",
                awarded_on=date(2026, 1, 8),
                by="The Circle",
                expires_on=date(2026, 2, 1),
                withdrawn_on=date(2026, 2, 2),
                suspensions=[
                    Suspension(date(2026, 2, 3), date(2026, 2, 4), "Unsafe lift."),
                    Suspension(date(2026, 2, 5)),
                ],
                reference="no. 17",
                edition="0",
            )
        ],
        migrated_from="1",
        kept=[
            Kept(
                edition="1",
                responses={"old": RATED},
                titles={"old": "An old topic"},
                mode="alone",
                service_model="day-care",
            )
        ],
    ),
    "plan": pc.ActionPlan(
        framework="gone",
        edition="2",
        service="Elm",
        award="star",
        assessed_on=date(2026, 1, 3),
        priorities=[pc.Priority("rated", "It hurts.")],
        actions=[ACTION],
        who_else="The landlord",
        getting_help="By letter",
        support_inside="The deputy",
        support_outside="The council",
        success=Success("Calm", "Smiles", "Pride", "Laughter"),
        note="Drawn up at night.",
        migrated_from="1",
        kept=[
            KeptPlan(
                edition="1",
                award="moon",
                priorities=[pc.Priority("old", "It hurt.")],
                actions=[attrs.evolve(ACTION, topic="old")],
                titles={"old": "An old topic"},
            )
        ],
    ),
}


def fields(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every field of a value and of what it holds, with a path; of many, the first."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from fields(each, f"{path}[{key}]")
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            if field.init:
                yield from fields(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, tuple) and value:  # an id with what is said of it, or several of a kind
        pair = len(value) == 2 and isinstance(value[0], str)
        yield from fields(value[1 if pair else 0], path)
    else:
        yield path, value


#: What a field is shown as, where that is neither its text nor its day.
WORDS = {"feedback": "feedback", "reviewed": "a reviewer", "True": "evidence that has not lapsed"}


@pytest.mark.parametrize("record", FULL.values(), ids=FULL)
def test_no_field_is_left_out(record: pc.Assessment | pc.ActionPlan) -> None:
    """Whatever a record says is shown without its framework, each field of it, those of later versions too."""
    shown = " ".join(text(record_document(record)).split())
    for path, value in fields(record):
        assert value not in (None, "", (), {}), f"{path} says nothing here"
        words = day(value) if isinstance(value, date) else WORDS.get(str(value), str(value))
        assert words in shown, path


def test_what_is_kept_is_in_its_own_order() -> None:
    """Topics that were kept are shown in the order of their edition, though a file lists bare levels first."""
    kept = Kept(
        edition="1", responses={"b": pc.Rating(2), "a": pc.Rating(1, "Then.")}, titles={"a": "First", "b": "Second"}
    )
    shown = text(record_document(attrs.evolve(FULL["assessment"], kept=[kept])))
    assert shown.index("First") < shown.index("Second")


def test_an_outcome_says_where_its_record_was_moved_from() -> None:
    """What is judged by one edition and was made against another says so."""
    moved = attrs.evolve(pc.read_assessment(EXAMPLES / "rivington-2026.toml"), migrated_from="2015")
    outcome = pc.evaluate(pc.get_framework("wigan-progress"), moved)
    assert "Made against edition: 2015" in text(outcome_document(outcome))


def test_each_file_of_a_history_is_told_of(tmp_path: Path) -> None:
    """Of several files that cannot be read, each is named with what is wrong; of one, its own error says so."""
    good, wrong = EXAMPLES / "rivington-2026.toml", tmp_path / "wrong.toml"
    words = good.read_text(encoding="utf-8")
    wrong.write_text(words.replace("dignity = { level = 5", "dignity = { level = 9"), encoding="utf-8")
    with pytest.raises(InvalidHistory) as refused:
        read_history([good, wrong, tmp_path / "not-there.toml"])
    with pytest.raises(pc.InvalidAssessment):
        read_history([good, wrong])

    assert [problem.code for problem in refused.value.problems] == ["off-scale", "error"]
    assert [problem.path[0] for problem in refused.value.problems] == [str(wrong), str(tmp_path / "not-there.toml")]
