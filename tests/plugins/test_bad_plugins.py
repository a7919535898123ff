"""Bad plug-ins in one place: each is told by distribution, version and target, and none harms a neighbour."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from installing import Site, given, module, run, site

from positiveculture import InvalidFramework, get_framework
from positiveculture.errors import FrameworkLoadError
from positiveculture.plugins.registry import Registry

__all__ = ["site"]

#: What each bad plug-in is, and what is told of it.
BAD = {
    "raises": ("from os import nothing", "could not be loaded: ImportError: cannot import name 'nothing' from 'os'"),
    "needs": ("import nobody_has_this", "could not be loaded: it needs 'nobody_has_this', which is not installed"),
    "absent": (None, "could not be loaded: its module 'absent' is missing"),
    "dict": ("def framework():\n    return {}", "dict:framework gave dict, not a Framework"),
    "invalid": (module("invalid").replace('edition="2026"', 'edition=""'), "`edition`: is empty"),
    "newer": (module("newer", spec=7), "has spec 7, this library speaks 1: upgrade positiveculture"),
    "named": (module("another"), 'is called "another"'),
    "exits": ("raise SystemExit(4)", "could not be loaded: SystemExit: 4"),
    "panics": (
        "class Panic(BaseException): pass\nraise Panic('at src/lib.rs:1')",
        "could not be loaded: Panic: at src/lib",
    ),
    "cancels": ("import asyncio\nraise asyncio.CancelledError", "could not be loaded: CancelledError"),
    "leaves": ("raise GeneratorExit", "could not be loaded: GeneratorExit"),
    "hangs": ("import time\ntime.sleep(1000)", "could not be loaded: it did not come back within 2 seconds"),
}
GOOD = {
    "prints": "import sys\nprint('{')\nsys.stdout.write('noise')\n" + module("prints") + "print('more')\n",
    "slow": "import time\ntime.sleep(0.2)\n" + module("slow"),
    "registers": module("registers")
    + "import positiveculture as pc\n"
    + "chosen = pc.use_registry(pc.registry().with_frameworks(framework(), replace=True))\n"
    + "chosen.__enter__()\n",
}


@pytest.fixture
def zoo(site: Site) -> Site:
    """Every bad plug-in, and some that are only unusual, each a distribution of its own."""
    for name, text in {**{name: text for name, (text, _) in BAD.items()}, **GOOD}.items():
        site.install(f"{name}-plugin", {name: f"{name}:framework"}, {} if text is None else {name: text}, version="0.3")
    for name in ("first", "second"):
        site.install(f"{name}-plugin", {"twice": f"{name}:framework"}, {name: module("twice")})
    return site


def command(site: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command as a process of its own, with `site` first on its path."""
    return subprocess.run(
        [sys.executable, "-B", "-m", "positiveculture", *arguments],
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_plugins_shows_them_all(zoo: Site) -> None:
    """`plugins` tells what became of every plug-in, names whose it is, and is not spoilt by what plug-ins print."""
    done = command(zoo.folder, "plugins", "--json", "--wait", "2")

    told = {(each["name"], each["distribution"]): each for each in json.loads(done.stdout)}
    assert done.returncode == 0
    for name, (_, expected) in BAD.items():
        found = told[name, f"{name}-plugin"]
        assert (found["status"], expected in found["why"]) == ("broken", True), found
        assert f"{name}-plugin 0.3 ({name}:framework)" in found["why"]
    assert {"ok"} == {told[name, f"{name}-plugin"]["status"] for name in GOOD}
    assert {"conflict"} == {told["twice", f"{name}-plugin"]["status"] for name in ("first", "second")}
    assert {"ok"} == {each["status"] for each in told.values() if each["distribution"] == "positiveculture"}
    assert done.stderr.startswith("{\nnoisemore\n")


def test_frameworks_shows_them_all(zoo: Site) -> None:
    """`frameworks` lists what is whole beside what is broken, though a plug-in hangs and others print."""
    done = command(zoo.folder, "frameworks", "--json", "--wait", "2")

    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert {*BAD, "twice"} == {each["id"] for each in told["broken"]}
    assert {*GOOD, "wigan-progress"} <= {each["id"] for each in told["frameworks"]}


def test_a_picture_is_not_spoilt_either(site: Site) -> None:
    """What a plug-in prints stands on standard error, beside whatever form a command answers in."""
    site.install("prints", {"prints": "prints:framework"}, {"prints": GOOD["prints"]})

    done = command(site.folder, "show", "prints")

    assert (done.returncode, done.stderr) == (0, "{\nnoisemore\n")
    assert done.stdout.startswith("Harbour\n\nId: prints\n")
    assert "noise" not in done.stdout


def test_one_that_is_slow_is_waited_for(site: Site) -> None:
    """A plug-in that takes its time is loaded; one that never comes back keeps nobody waiting who says how long."""
    site.install("slow", {"slow": "slow:framework"}, {"slow": GOOD["slow"]})
    site.install("hangs", {"hangs": "hangs:framework"}, {"hangs": BAD["hangs"][0] or ""})

    report = Registry(allow=["slow", "hangs"]).load_all(timeout=2)

    assert {"slow"} == set(report.loaded)
    expected = "from hangs 1.0 (hangs:framework) could not be loaded: it did not come back within 2 seconds"
    assert str(report.failed["hangs"]).endswith(expected)
    assert {"slow"} == set(Registry(allow=["slow"]).load_all(timeout=None).loaded)


def test_one_that_fails_while_it_is_waited_for(site: Site) -> None:
    """A plug-in that fails in good time has failed for its own reason, not for want of time."""
    site.install("raises", {"raises": "raises:framework"}, {"raises": BAD["raises"][0] or ""})

    (error,) = Registry(allow=["raises"]).load_all(timeout=60).failed.values()

    assert "ImportError: cannot import name 'nothing' from 'os'" in str(error)


def test_one_that_registers_at_import(site: Site) -> None:
    """What a plug-in registers or chooses at import is its own affair: the registry in use stays the same."""
    site.install("registers", {"registers": "registers:framework"}, {"registers": GOOD["registers"]})
    told = run(
        site.folder,
        "import positiveculture as pc\n"
        "before = pc.registry(), pc.registry().names()\n"
        "print(pc.get_framework('registers').id, before == (pc.registry(), pc.registry().names()))\n",
    )

    assert told == "registers True\n"


KEEPS = """
topics = [Topic(id="mooring", title="Mooring")]
aliases = ["the-harbour"]
made = []

def framework():
    made.append(Framework(
        id="harbour", edition="2026", title="Harbour", topics=topics, aliases=aliases,
        source=Source(title="Harbour", publisher="The Harbour Trust", rights="None"),
    ))
    return made[-1]

def spoil():
    topics.clear()
    aliases.append("mine")
    made[0].title = "Mine"
"""


def test_one_that_changes_what_it_returned(site: Site) -> None:
    """A plug-in that keeps what it gave can change neither that nor the lists that it made it of."""
    text = "from positiveculture import Framework, Source, Topic\n" + KEEPS
    site.install("keeps", {"harbour": "keeps:framework"}, {"keeps": text})
    harbour = Registry().get("harbour")

    with pytest.raises(AttributeError):
        sys.modules["keeps"].spoil()

    assert (harbour.title, [topic.id for topic in harbour.topics]) == ("Harbour", ["mooring"])
    assert harbour.aliases == ("the-harbour",)


@pytest.mark.parametrize("body", ["pass", "__setattr__ = object.__setattr__"])
def test_one_that_returns_what_can_be_changed(site: Site, body: str) -> None:
    """A framework of a class of its own, which could be changed or judge otherwise, is refused."""
    text = module("harbour").replace("return Framework(", "return Mine(")
    text = f"from positiveculture import Framework\nclass Mine(Framework):\n    {body}\n{text}"
    site.install("mine", {"harbour": "mine:framework"}, {"mine": text})

    with pytest.raises(InvalidFramework) as caught:
        Registry().get("harbour")

    assert list(map(str, caught.value.problems)) == ["mine:framework gave Mine, not a Framework"]
    assert "mine 1.0 (mine:framework)" in str(caught.value)


UNSPEAKABLE = """
class Unspeakable(Exception):
    def __str__(self):
        raise {0}
raise Unspeakable
"""


@pytest.mark.parametrize("words", ["ValueError", "SystemExit"])
def test_an_error_without_words(site: Site, words: str) -> None:
    """A plug-in whose error cannot even be shown is blamed with the error's name."""
    site.install("mute", {"mute": "mute:framework"}, {"mute": UNSPEAKABLE.format(words)})

    with pytest.raises(FrameworkLoadError) as caught:
        Registry().get("mute")

    assert caught.value.reason == "Unspeakable"


@pytest.mark.parametrize(
    "points", [b"[positiveculture.frameworks]\nbroken\n", b"[positiveculture.frameworks]\nh\xe9 = a:b\n", b"\xff\x00"]
)
def test_damaged_entry_points_hurt_nobody_else(site: Site, points: bytes) -> None:
    """A distribution whose list of entry points cannot be read is left out with a warning that names it."""
    info = site.install("damaged-plugin", {})
    (info / "entry_points.txt").write_bytes(points)
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    for left_over in ("inland-plugin", "Inland.Plugin"):  # as an upgrade that broke off leaves them
        site.install(left_over, {"inland": "inland:framework"}, version=f"0.{len(left_over)}")
    found = Registry()

    with pytest.warns(UserWarning, match=r"the entry points of damaged-plugin 1\.0 cannot be read and are left out"):
        names = found.names()

    assert {"harbour", "wigan-progress"} <= set(names)
    assert len(names) == len(set(names))
    assert found.get("harbour").id == "harbour"
    assert len(found.sources("inland")) == 1
    assert [source.distribution for source in found.sources("wigan-progress")] == ["positiveculture"]


def test_names_that_cannot_be_seen_are_spelt_out(site: Site) -> None:
    """A distribution cannot move the cursor of who reads its name in an error."""
    site.install("harbour-plugin", {"harbour": "no:where"}, version="1.0")
    info = next(site.folder.glob("*.dist-info"))
    (info / "METADATA").write_text("Metadata-Version: 2.3\nName: har\x1b[2Jbour\nVersion: 1.0\n")

    assert str(Registry().sources("harbour")[0]) == r"har\x1b[2Jbour 1.0 (no:where)"


def test_the_neighbours_are_well(zoo: Site) -> None:
    """Among bad plug-ins, a framework that is whole is had as ever, and no other is imported for it."""
    before = set(sys.modules)

    assert get_framework("wigan-progress").id == "wigan-progress"
    assert Registry().get("slow").id == given("slow").id
    assert {"slow"} == {name for name in (*BAD, *GOOD, "first", "second") if name in sys.modules} - before
    assert "hangs" in zoo.modules
