"""Files of migrations with something wrong: every problem at once, at its place; and what documents say of them."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import positiveculture as pc
from positiveculture.documents.migration import migration_document
from positiveculture.errors import InvalidMigration
from positiveculture.formats.kinds import kind_of
from positiveculture.formats.migrated_files import load_movable, previews
from positiveculture.formats.migration import (
    Migration,
    Retired,
    TopicMigration,
    TopicSource,
    migration_from_dict,
    preview,
    write_migration,
)
from positiveculture.formats.writing import write_payload
from positiveculture.plugins.registry import use_registry
from positiveculture.render.text import text

LADDER = pc.Scale("ladder", [pc.Level(number, str(number)) for number in range(1, 6)])
SHORT = pc.Scale("short", [pc.Level(number, str(number)) for number in range(1, 4)])
SOURCE = pc.Source(title="Invented", publisher="Nobody", rights="None")


def edition(text_: str, *topics: pc.Topic, awards: tuple[pc.Award, ...] = (), **more: Any) -> pc.Framework:
    """Return an edition of an invented framework."""
    given: dict[str, Any] = {"id": "invented", "title": "Invented", "source": SOURCE} | more
    return pc.Framework(edition=text_, topics=topics, awards=awards, **given)


def topic(id_: str, **more: Any) -> pc.Topic:
    """Return a topic on the ladder."""
    return pc.Topic(id=id_, title=id_.capitalize(), **({"scale": LADDER} | more))


def award(id_: str, rule: pc.Rule, **more: Any) -> pc.Award:
    """Return an award."""
    return pc.Award(id=id_, title=id_.capitalize(), rule=rule, **more)


OLD = edition(
    "1",
    topic("calls", allows_not_applicable=True),
    topic("letters"),
    topic("rota"),
    topic("noise", reverse_scored=True),
    topic("smells", reverse_scored=True),
    topic("songs", scale=None),
    awards=(award("bronze", pc.AtLeast("calls", 2)), award("silver", pc.AtLeast("letters", 2), rank=5)),
)
NEW = edition(
    "2",
    topic("calls", allows_not_applicable=True),
    topic("hours", scale=SHORT),
    topic("nuisance", reverse_scored=True),
    topic("diary", scale=None),
    topic("digital"),
    awards=(award("bronze", pc.AtLeast("calls", 2)), award("gold", pc.AtLeast("digital", 2), rank=5)),
    notice="Invented.",
)
TOPICS = {
    "calls": {"from": ["calls"]},
    "hours": {"from": ["rota"], "levels": {"rota": {"1": 1, "2": 1, "3": 1, "4": 2, "5": 3}}},
    "nuisance": {"from": ["noise", "smells"]},
    "diary": {"from": ["songs", "letters"]},
    "digital": {"ask": "It is new."},
}
WHOLE: dict[str, Any] = {
    "framework": "invented",
    "from": "1",
    "to": "2",
    "topics": TOPICS,
    "awards": {"silver": "gold"},
    "note": "Together.",
}
WRONG: dict[str, tuple[dict[str, Any], set[tuple[str, tuple[str | int, ...]]]]] = {
    "no editions": ({"from": None, "to": 5}, {("missing", ("from",)), ("not-text", ("to",))}),
    "no framework at all": ({"framework": None}, {("missing", ("framework",))}),
    "a format of text": ({"format": "1"}, {("not-a-format", ("format",))}),
    "a format before the first": ({"format": 0}, {("not-a-format", ("format",))}),
    "a later format": ({"format": 2}, {("unsupported-format", ("format",))}),
    "no framework": ({"framework": " "}, {("empty", ("framework",))}),
    "another framework": ({"framework": "other"}, {("other-framework", ("framework",))}),
    "another edition": ({"from": "0"}, {("other-edition", ("from",))}),
    "no topics": ({"topics": None}, {("missing", ("topics",))}),
    "topics as a list": ({"topics": []}, {("not-a-table", ("topics",))}),
    "an entry that is none": (
        {"topics": TOPICS | {"diary": 3, "calls": {"from": "calls", "form": 1}}},
        {
            ("not-a-table", ("topics", "diary")),
            ("unknown-key", ("topics", "calls", "form")),
            ("not-a-list", ("topics", "calls", "from")),
        },
    ),
    "keys that no file has": (
        {"topics": TOPICS | {None: 3, 5: 3}},
        {("not-a-table", ("topics", "null")), ("not-a-table", ("topics", 5))},
    ),
    "levels of what is not used": (
        {"topics": TOPICS | {"calls": {"from": ["calls"], "levels": {"rota": {"x": 1, "1": "2"}}}}},
        {
            ("not-a-level", ("topics", "calls", "levels", "rota", "x")),
            ("not-whole", ("topics", "calls", "levels", "rota", "1")),
        },
    ),
    "levels of another": (
        {"topics": TOPICS | {"calls": {"from": ["calls"], "levels": {"rota": {"1": 1}}}}},
        {("unknown-topic", ("topics", "calls", "levels", "rota"))},
    ),
    "off the scale": (
        {"topics": TOPICS | {"hours": {"from": ["rota"], "levels": {"rota": {"0": 1, "1": 9}}}}},
        {
            ("off-scale", ("topics", "hours", "levels", "rota", "0")),
            ("off-scale", ("topics", "hours", "levels", "rota", "1")),
        },
    ),
    "a source that is not there": (
        {"topics": TOPICS | {"calls": {"from": ["nowhere", "calls"]}}},
        {("unknown-topic", ("topics", "calls", "from", 0))},
    ),
    "tables that are none": (
        {"retired": 3, "awards": {"silver": 3}, "note": 5},
        {("not-a-table", ("retired",)), ("not-text", ("awards", "silver")), ("not-text", ("note",))},
    ),
    "retired without a reason": ({"retired": {"songs": ""}}, {("empty", ("retired", "songs"))}),
}


@pytest.mark.parametrize("what", WRONG)
def test_every_problem_has_its_place(what: str) -> None:
    """What is wrong is told at once, with paths that lead to it."""
    more, expected = WRONG[what]
    with pytest.raises(InvalidMigration) as caught:
        migration_from_dict(WHOLE | more, OLD, NEW)
    assert expected <= {(each.code, each.path) for each in caught.value.problems}


ALONE: dict[str, tuple[dict[str, Any], tuple[str, tuple[str | int, ...]]]] = {
    "a reason that is none": (
        {"topics": TOPICS | {"diary": {"from": ["letters"]}}, "retired": {"songs": 3}},
        ("not-text", ("retired", "songs")),
    ),
    "reasons in no table": (
        {"topics": TOPICS | {"diary": {"from": ["letters"]}}, "retired": 3},
        ("not-a-table", ("retired",)),
    ),
    "a framework that is no text, where it is given": ({"framework": 3}, ("not-text", ("framework",))),
    "an edition that is no text, where it is given": ({"to": 3}, ("not-text", ("to",))),
    "null, which says nothing": (
        {"topics": TOPICS | {"digital": None, "phones": None}},
        ("new-topic-forgotten", ("topics",)),
    ),
}


@pytest.mark.parametrize("what", ALONE)
def test_nothing_follows_from_a_problem(what: str) -> None:
    """One thing that is wrong is told alone: what cannot be read is not said to be missing."""
    more, expected = ALONE[what]
    with pytest.raises(InvalidMigration) as caught:
        migration_from_dict(WHOLE | more, OLD, NEW)
    assert [(each.code, each.path) for each in caught.value.problems] == [expected]


@pytest.mark.parametrize("key", ["framework", "from", "to"])
def test_ends_that_are_neither_named_nor_given(key: str) -> None:
    """Where a file does not name its editions, and nobody gives them, that alone is told."""
    with use_registry(pc.registry().with_frameworks(OLD, NEW)), pytest.raises(InvalidMigration) as caught:
        migration_from_dict(WHOLE | {key: None})
    assert {(each.code, each.path) for each in caught.value.problems} == {("missing", (key,))}


def test_another_framework_in_the_folder_is_no_edition(tmp_path: Path) -> None:
    """A framework of another id in the folder of a migration is not what it leads to."""
    pc.write_framework(attrs.evolve(NEW, id="other"), tmp_path / "framework.toml")
    write_payload(WHOLE, tmp_path / "migration.toml")
    with use_registry(pc.registry().with_frameworks(OLD, NEW)):
        assert pc.read_migration(tmp_path / "migration.toml").target == NEW


def test_an_edition_that_is_misspelt_beside_its_framework(tmp_path: Path) -> None:
    """Where a file names no edition that there is, the one in its folder is named, and the rest is held against it."""
    pc.write_framework(NEW, tmp_path / "framework.toml")
    payload = WHOLE | {"to": "2nd", "topics": TOPICS | {"digital": {"from": ["mail"]}}}
    write_payload(payload, tmp_path / "migration.toml")
    with use_registry(pc.registry().with_frameworks(OLD)), pytest.raises(InvalidMigration) as caught:
        pc.read_migration(tmp_path / "migration.toml")
    assert [(each.code, each.path) for each in caught.value.problems] == [
        ("other-edition", ("to",)),
        ("unknown-topic", ("topics", "digital", "from", 0)),
    ]
    assert 'there is: "2"' in str(caught.value)


def test_other_kinds_of_file() -> None:
    """A framework is no migration, and a migration without a framework is no crosswalk."""
    with pytest.raises(InvalidMigration, match="this is a framework, not a migration"):
        migration_from_dict(pc.framework_to_dict(OLD))
    assert kind_of({key: value for key, value in WHOLE.items() if key != "framework"}) == "migration"
    assert kind_of({"from": {}, "to": {}, "links": []}) == "crosswalk"


def test_a_framework_that_nobody_has() -> None:
    """A migration of a framework that is not installed says which it is."""
    with pytest.raises(pc.UnknownFramework, match='no framework "invented"'):
        migration_from_dict(WHOLE)


def test_it_is_written_and_read(tmp_path: Path) -> None:
    """A file of a migration reads back equal, against what is installed too."""
    migration = migration_from_dict(WHOLE, OLD, NEW)
    write_migration(migration, tmp_path / "migration.toml")
    with use_registry(pc.registry().with_frameworks(OLD, NEW)):
        assert pc.read_migration(tmp_path / "migration.toml") == migration
    (tmp_path / "list.json").write_text("[]")
    with pytest.raises(InvalidMigration, match="must be a table"):
        pc.read_migration(tmp_path / "list.json")


def said(service: str, **levels: Any) -> pc.Assessment:
    """Return an assessment against the old edition."""
    return pc.Assessment(
        framework="invented", edition="1", service=service, assessed_on=date(2026, 3, 31), responses=levels
    )


def test_the_document_says_everything() -> None:
    """Each effect with its services, the questions, and what becomes of each topic, in words."""
    migration = attrs.evolve(migration_from_dict(WHOLE, OLD, NEW))
    seen = [
        preview([migration], said("Elm House", calls=3, letters=3)),
        preview([migration], said("Oak House", calls=1)),
        preview([migration], said("Ash House", rota=1)),
    ]
    shown = text(migration_document([migration], seen), width=200)
    for words in (
        "Invented.",
        "2 services have no award indicated, before or after.",
        "Elm House, 31 March 2026: Bronze",
        "Elm House, 31 March 2026: Silver, now Gold",
        "1 topic decides it:",
        "1 topic stays as it is.",
        "Hours (levels: 1-3 to 1, 4 to 2, 5 to 3)",
        "Nuisance (merged: the highest counts, where all are answered)",
        "Diary (merged, where all are answered; as a reflection, without a level)",
        "Diary (merged, where all are answered)",
        "It is new.",
        "Together.",
        "Only the awarding body awards.",
    ):
        assert words in shown
    assert "The records were moved" in text(migration_document([migration], (), written=True))
    merged = Migration(
        source=edition("1", topic("one"), topic("two")),
        target=edition("2", topic("both"), awarded_by="Only we award."),
        topics=[TopicMigration("both", ["one", "two"])],
    )
    plain = text(migration_document([merged], []), width=200)
    assert "Both (merged: the lowest counts, where all are answered)" in plain
    assert "Only we award." in plain
    same = Migration(
        source=edition("1", topic("one"), topic("two")),
        target=edition("2", topic("one")),
        topics=[TopicMigration("one", ["one"])],
        retired=[Retired("two", "Nobody asks.")],
    )
    assert "- Nobody asks.\n  - Two" in text(migration_document([same], []))


def test_what_hangs_on_nothing_has_no_questions() -> None:
    """An award of which nothing is left to judge may be lost, and no question decides it."""
    target = attrs.evolve(NEW, awards=[award("bronze", pc.Every(2, ["calls"]))])
    migration = migration_from_dict({**WHOLE, "awards": {}}, attrs.evolve(OLD, awards=OLD.awards[1:]), target)
    moved = attrs.evolve(migration, awards={"silver": "bronze"})
    found = preview([moved], said("Elm House", calls=pc.NotApplicable("No phone."), letters=3))
    assert [(each.effect.value, each.questions) for each in found.effects] == [("may-lose", ())]


def test_files_of_two_frameworks_do_not_move_together(tmp_path: Path) -> None:
    """One edition is of one framework: files of two are refused, and so is a name that no file has."""
    found = []
    for id_ in ("one", "two"):
        old, new = (edition(each, topic("a"), id=id_) for each in ("1", "2"))
        found.append(Migration(source=old, target=new, topics=[TopicMigration("a", [TopicSource("a")])]))
        pc.write_assessment(attrs.evolve(said("Elm"), framework=id_), tmp_path / f"{id_}.toml")
    with use_registry(pc.registry().with_frameworks(*(one for each in found for one in (each.source, each.target)))):
        with pytest.raises(InvalidMigration, match="`framework`: differs: "):
            load_movable([tmp_path, "no\0file"], "2", found)
        movable, there = load_movable([tmp_path / "one.toml"], "2", found)
    assert (len(previews(movable)), there) == (1, ())
    assert movable[0].moved.edition == "2"
