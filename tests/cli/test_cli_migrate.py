"""The command `migrate`, and what other commands do with records of several editions."""

import json
import shutil
from pathlib import Path

import attrs
import pytest
from running import EXAMPLES, Command

import positiveculture as pc
from positiveculture.errors import InvalidMigration
from positiveculture.formats.migrated_files import load_movable
from positiveculture.formats.migration import write_migration
from positiveculture.migration.values import Retired, TopicMigration
from positiveculture.plugins.registry import use_registry

DRAFT = EXAMPLES / "editions" / "cqc-style-draft" / "migration.toml"
CQC = EXAMPLES / "cqc-rivington-2026.toml"


def test_the_preview_writes_nothing(positiveculture: Command, tmp_path: Path) -> None:
    """Who keeps, gains or loses what is shown, in all and by service, and no file is written."""
    before = sorted(tmp_path.rglob("*"))
    shown = positiveculture("migrate", CQC, "--to", "draft-2026", "--migration", DRAFT, "--preview")
    assert shown.status == 0
    assert "Nothing was moved" in shown.out
    assert "No award in its place" in shown.out
    assert "Only CQC rates" in shown.out
    assert sorted(tmp_path.rglob("*")) == before


def test_records_are_moved_to_a_new_folder(positiveculture: Command, tmp_path: Path) -> None:
    """The old files stay; each new one fits its edition, and a folder that is there is never written into."""
    old = CQC.read_bytes()
    folder = tmp_path / "moved"
    plan = tmp_path / "plan.json"
    outcome = pc.evaluate(pc.get_framework("cqc-style-well-led"), pc.read_assessment(CQC))
    pc.write_plan(pc.draft_plan(outcome, "outstanding"), plan)
    line = ("migrate", CQC, plan, "--to", "draft-2026", "--migration", DRAFT, "--write", folder, "--json")
    told = positiveculture(*line)
    assert told.status == 0, told.err
    written = json.loads(told.out)["written"]
    files = [folder / name for name in written]
    assert all(file.is_file() for file in files)
    assert CQC.read_bytes() == old
    target = pc.read_migration(DRAFT).target
    moved = [file for file in files if file.name == CQC.name]
    assert pc.read_assessment(moved[0], framework=target).migrated_from == "saf-2024"
    again = positiveculture(*line)
    assert again.status == 1
    assert "already exists" in again.err
    there = positiveculture("migrate", *files, "--to", "draft-2026", "--migration", DRAFT)
    assert there.status == 0
    assert there.out.count("is of edition draft-2026 already") == 2
    plain = positiveculture("migrate", CQC, "--to", "draft-2026", "--migration", DRAFT, "--write", tmp_path / "plain")
    assert f"{CQC.name} is written." in plain.out
    page = tmp_path / "preview.html"
    assert positiveculture("migrate", CQC, "--to", "draft-2026", "--migration", DRAFT, "--out", page).status == 0
    assert "No award in its place" in page.read_text("utf-8")
    assert json.loads(positiveculture("migrate", *files, "--to", "draft-2026", "--migration", DRAFT, "--json").out)[
        "already"
    ]


def test_the_people_of_a_panel_are_no_services(positiveculture: Command, later: pc.Framework, tmp_path: Path) -> None:
    """Of a panel beside a service, each file is moved, and nobody in it loses an award that no one person has."""
    for place in ("one", "team"):
        (tmp_path / place).mkdir()
    shutil.copy(EXAMPLES / "rivington-2025.toml", tmp_path / "one")
    shutil.copy(EXAMPLES / "rivington-2026.toml", tmp_path / "one")
    shutil.copytree(EXAMPLES / "team-rivington-2026", tmp_path / "team", dirs_exist_ok=True)
    wigan = pc.get_framework("wigan-progress")
    moves = [TopicMigration(topic.id, (topic.id,)) for topic in later.topics]
    gone = [Retired("dignity", "It is asked elsewhere.")]
    migration = pc.Migration(source=wigan, target=later, topics=moves, retired=gone)
    with use_registry(pc.registry().with_frameworks(later)):
        write_migration(migration, tmp_path / "migration.toml")
        by = ("--to", "2027", "--migration", tmp_path / "migration.toml")
        line = ("migrate", tmp_path / "one", tmp_path / "team", *by)
        shown, plain = positiveculture(*line), positiveculture(*line, "--json", "--write", tmp_path / "moved")
    assert (shown.err, plain.err) == ("", "")
    told = json.loads(plain.out)
    assert [each["assessed_on"] for each in told["services"]] == ["2025-03-28", "2026-03-31"]
    assert (told["panels"], len(told["written"])) == ({"Rivington Home Care": 12}, 14)
    assert "Assessments: 14" in shown.out
    assert "Rivington Home Care there are 12 assessments" in " ".join(shown.out.split())


def test_every_problem_of_every_file(positiveculture: Command, tmp_path: Path) -> None:
    """What is wrong with any file is told at once, and nothing is written."""
    (tmp_path / "one.toml").write_text("=")
    (tmp_path / "two.toml").write_text(CQC.read_text().replace("freedom-to-speak-up", "no-such-topic"))
    (tmp_path / "three.toml").write_text('framework = "gone"\nresponses = {}\n')
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "suggestions.toml").write_text('service = "Elm"\nsuggestions = []\n')
    framework = EXAMPLES / "editions" / "cqc-style-draft" / "framework.toml"
    told = positiveculture(
        "migrate", tmp_path, framework, tmp_path / "nowhere.toml", "--to", "2030", "--write", tmp_path / "new"
    )
    assert told.status == 1
    for words in ("one.toml", "no-such-topic", 'no framework "gone"', "this is a framework", "there is no such file"):
        assert words in told.err
    assert "notes.txt" not in told.err
    assert "suggestions.toml" not in told.err
    assert not (tmp_path / "new").exists()
    assert positiveculture("migrate", CQC, "--to", "2030").status == 1
    assert positiveculture("migrate", CQC, "--to", "2", "--preview", "--write", tmp_path / "new").status == 2
    (tmp_path / "empty").mkdir()
    with pytest.raises(InvalidMigration, match="there are no assessments and no action plans"):
        load_movable([tmp_path / "empty"], "2")


@pytest.fixture
def later() -> pc.Framework:
    """An invented later edition of Wigan's, without its first topic."""
    wigan = pc.get_framework("wigan-progress")
    awards = (pc.Award(id="bronze", title="Bronze", rule=pc.AtLeast("life-history", 2)),)
    return attrs.evolve(wigan, edition="2027", topics=wigan.topics[1:], awards=awards, cases=(), meant=())


def test_old_records_stay_judged_by_their_own_edition(
    positiveculture: Command, later: pc.Framework, tmp_path: Path
) -> None:
    """With a later edition installed, each command judges an old record by the edition that it names."""
    old = EXAMPLES / "rivington-2026.toml"
    plan = tmp_path / "plan.toml"
    commands = [
        ("assess", old),
        ("route", old, "--to", "silver"),
        ("summary", old),
        ("plan", old, "--to", "silver", "--out", plan),
        ("progress", EXAMPLES / "rivington-2025.toml", old),
        ("carry", old, "--to", "cqc-style-well-led"),
        ("check", plan),
        ("actions", plan),
        ("report", old),
        ("rollup", old),
        ("panel", EXAMPLES / "team-rivington-2026"),
        ("show", "wigan-progress@2017"),
    ]
    found = {}
    with use_registry(pc.registry().with_frameworks(later)):
        for line in commands:
            found[line[0]] = positiveculture(*line)
    assert {name: result.err for name, result in found.items() if result.status} == {}
    assert "Edition: 2017" in found["show"].out


def test_an_edition_that_is_gone_is_all_that_is_wrong(positiveculture: Command, tmp_path: Path) -> None:
    """A record of an edition that nobody has is not held against the topics, awards and modes of one that is there."""
    assessment, plan = tmp_path / "assessment.json", tmp_path / "plan.json"
    head = {"framework": "wigan-progress", "edition": "2015", "service": "Elm"}
    certificate = {"award": "diamond", "awarded_on": "2015-01-01"}
    said = {"dignity": 7, "1": 2, "laughter": {"level": 2, "note": "Much."}}
    more = {"assessed_on": "2015-02-01", "mode": "on-horseback", "certificates": [certificate], "responses": said}
    assessment.write_text(json.dumps(head | more))
    plan.write_text(json.dumps(head | {"award": "diamond", "actions": [{"topic": "laughter", "to_level": 9}]}))
    for file in (assessment, plan):
        refused = positiveculture("check", file)
        assert refused.status == 1
        assert refused.err.count("edition") >= 1
        assert not [word for word in ("laughter", "dignity", "diamond", "horseback") if word in refused.err], (
            refused.err
        )


@pytest.mark.parametrize("named", ["wigan-progress", "wigan-progress@2017"])
def test_who_names_a_framework_names_no_edition_of_it(
    positiveculture: Command, later: pc.Framework, tmp_path: Path, named: str
) -> None:
    """With `--framework ID`, each record is judged by its own edition of that framework, the newest or not."""
    old, plan, book = EXAMPLES / "rivington-2026.toml", tmp_path / "plan.toml", tmp_path / "book.xlsx"
    words = tmp_path / "wording.toml"
    commands = [
        ("assess", old),
        ("route", old, "--to", "silver"),
        ("plan", old, "--to", "silver", "--out", plan),
        ("progress", EXAMPLES / "rivington-2025.toml", old),
        ("carry", old, "--to", "cqc-style-well-led"),
        ("check", old),
        ("check", plan),
        ("check", words),
        ("actions", plan),
        ("rollup", old),
        ("panel", EXAMPLES / "team-rivington-2026"),
        ("read-workbook", book),
    ]
    words.write_text('framework = "wigan-progress"\nedition = "2017"\nlanguage = "cy"\n')
    with use_registry(pc.registry().with_frameworks(later)):
        assert positiveculture("workbook", old, "--out", book).status == 0
        failed = {line: told.err for line in commands if (told := positiveculture(*line, "--framework", named)).status}
        assert failed == {}
        assert pc.read_assessment(old, framework="wigan-progress").edition == "2017"
        assert pc.read_plan(plan, framework="wigan-progress").edition == "2017"
        told = positiveculture("assess", CQC, "--framework", named)
    assert "cqc-style-well-led" in told.err
    assert told.status == 1


def test_a_record_is_shown(positiveculture: Command, tmp_path: Path) -> None:
    """`show` shows a record as it was written down, though nobody has its framework."""
    file = tmp_path / "old.toml"
    file.write_text((EXAMPLES / "rivington-2026.toml").read_text().replace('"wigan-progress"', '"gone"'))
    told = positiveculture("show", file)
    assert told.status == 0, told.err
    assert "judged by nothing" in told.out
    assert json.loads(positiveculture("show", file, "--json").out)["framework"] == "gone"
    assert "Assessments: 12" in positiveculture("show", EXAMPLES / "team-rivington-2026").out
    assert positiveculture("show", "nowhere.tomlx").status == 1


def test_a_migration_is_checked(positiveculture: Command, tmp_path: Path) -> None:
    """`check` tells every problem of a migration, and what one holds that is well."""
    told = positiveculture("check", DRAFT)
    assert told.status == 0, told.err
    assert "a valid migration Holds: 8 topics" in " ".join(told.out.split())
    file = tmp_path / "migration.toml"
    file.write_text(DRAFT.read_text().replace('use-of-data = { ask = "The scored edition had nothing like it." }', ""))
    (tmp_path / "framework.toml").write_text((DRAFT.parent / "framework.toml").read_text())
    wrong = positiveculture("check", file)
    assert wrong.status == 1
    assert 'says nothing of "use-of-data" of edition "draft-2026"' in wrong.err
