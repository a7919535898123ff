"""Records written today, after a wheel with an invented later edition of each built-in framework is installed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from test_ten_minutes import ROOT, Desk, desk, wheel

import positiveculture as pc
from positiveculture.formats.framework import Option
from positiveculture.formats.migration import Migration, Retired, TopicMigration, write_migration
from positiveculture.topics import MeansMethod

__all__ = ["desk", "wheel"]

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="the commands are for a Unix shell")]

#: A record of each built-in framework.
RECORDS = {
    "cqc-style-well-led": "cqc-rivington-2026",
    "gloucestershire-practice-culture": "gloucestershire-merrowdale-2026",
    "leicester-employee-engagement": "leicester-employee-engagement",
    "leicester-health-check": "leicester-health-check",
    "leicester-healthy-workplace": "leicester-healthy-workplace",
    "leicester-peer-review": "leicester-peer-review",
    "wales-positive-cultures": "wales-cwm-aderyn-2026",
    "wigan-ethical-homecare": "ethical-rivington-2026",
    "wigan-progress": "rivington-2026",
}

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "later-editions"
version = "1.0"

[tool.hatch.build.targets.wheel]
packages = ["later_editions"]
"""


def later(old: pc.Framework) -> tuple[pc.Framework, Migration]:
    """Return an invented later edition, which drops the last topic, asks a new one and has no awards; and how to it."""
    *kept, last = old.topics
    gone = [topic for topic in old.every_topic if topic is last or topic in last.parts]
    new = attrs.evolve(
        old,
        edition="later",
        topics=[*kept, pc.Topic(id="invented-topic", title="Invented", principle=last.principle)],
        awards=(),
        floor=None,
        averages="",
        means=MeansMethod(),
        cases=(),
        meant=(),
        retired=[Option(topic.id, topic.title) for topic in gone],
    )
    topics = [TopicMigration(id_, [id_]) for id_ in new.topics_by_id if id_ != "invented-topic"]
    asked = TopicMigration("invented-topic", ask="It is invented.")
    retired = [Retired(topic.id, "It is gone.") for topic in gone]
    return new, Migration(source=old, target=new, topics=[*topics, asked], retired=retired)


def built(folder: Path) -> Path:
    """Return a wheel with a later edition of each built-in framework, and the migrations to them."""
    points: dict[str, list[str]] = {"frameworks": [], "migrations": []}
    for id_ in RECORDS:
        package = id_.replace("-", "_")
        new, migration = later(pc.get_framework(id_))
        place = folder / "later_editions" / package
        place.mkdir(parents=True)
        pc.write_framework(new, place / "framework.toml")
        write_migration(migration, place / "migration.toml")
        points["frameworks"].append(f'"{id_}@later" = "later_editions.{package}"')
        points["migrations"].append(f'"{migration.name}" = "later_editions.{package}"')
    groups = "".join(
        f'\n[project.entry-points."positiveculture.{group}"]\n' + "\n".join(lines) + "\n"
        for group, lines in points.items()
    )
    (folder / "pyproject.toml").write_text(PROJECT + groups, encoding="utf-8")
    line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(list(map(str, line)), cwd=folder, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_every_built_in_has_a_record() -> None:
    """There is a record of each framework that is shipped."""
    shipped = [
        name for name in pc.registry().names() if pc.registry().sources(name)[0].distribution == "positiveculture"
    ]
    assert sorted(RECORDS) == shipped


#: Runs commands in one process, and writes what each prints to a file of its name.
RUN = """
import contextlib, json, pathlib, sys
from positiveculture.cli.app import run
for name, arguments in json.loads(pathlib.Path("commands.json").read_text()).items():
    with pathlib.Path(name).open("w", encoding="utf-8") as file, contextlib.redirect_stdout(file):
        assert run(arguments) == 0, arguments
"""


def test_records_are_read_shown_and_moved(desk: Desk, wheel: Path, tmp_path: Path) -> None:
    """With the later editions installed from a wheel, each record is judged by its own, shown, previewed and moved."""
    plugin = built(tmp_path / "plugin")
    commands = {}
    for id_, name in RECORDS.items():
        shutil.copy(ROOT / "examples" / f"{name}.toml", desk.folder)
        commands[f"{id_}.old"] = ["assess", f"{name}.toml", "--json"]
        commands[f"{id_}.shown"] = ["show", f"{name}.toml", "--json"]
        commands[f"{id_}.preview"] = ["migrate", f"{name}.toml", "--to", "later", "--preview", "--json"]
        commands[f"{id_}.moved"] = ["migrate", f"{name}.toml", "--to", "later", "--write", id_]
        commands[f"{id_}.new"] = ["assess", f"{id_}/{name}.toml", "--json"]
    commands["kept"] = ["show", "wigan-progress/rivington-2026.toml"]
    (desk.folder / "commands.json").write_text(json.dumps(commands))
    (desk.folder / "run.py").write_text(RUN)
    desk.run(
        "python3 -m venv .venv\n. .venv/bin/activate\n"
        f"python -m pip install --quiet 'positiveculture[cli] @ {wheel.as_uri()}' {plugin}\npython run.py"
    )
    found = {name: (desk.folder / name).read_text("utf-8") for name in commands}
    for id_, name in RECORDS.items():
        old = pc.read_assessment(ROOT / "examples" / f"{name}.toml")
        new, migration = later(pc.get_framework(id_))
        assert json.loads(found[f"{id_}.old"])["edition"] == old.edition
        assert json.loads(found[f"{id_}.shown"]) == pc.assessment_to_dict(old)
        assert json.loads(found[f"{id_}.preview"])["services"][0]["asked"][-1] == "invented-topic"
        assert pc.read_assessment(desk.folder / id_ / f"{name}.toml", framework=new) == pc.migrate(migration, old)
        assert "invented-topic" in json.loads(found[f"{id_}.new"])["unanswered"]
    assert "Kept from edition 2017" in found["kept"]
