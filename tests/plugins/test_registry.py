"""Which frameworks can be had: found without an import, chosen without luck, given without side effects."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest
from installing import Site, module

from positiveculture import (
    Framework,
    FrameworkConflict,
    FrameworkSource,
    PositiveCultureError,
    RegistryError,
    UnknownFramework,
    get_framework,
    registry,
    use_registry,
)
from positiveculture.plugins import ALLOW, DISABLE, Registry

OWN = FrameworkSource  # the record of provenance


def run(site: Path, code: str, **environment: str) -> str:
    """Return what `code` prints in a fresh process that has `site` first on its path."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        env=os.environ | {"PYTHONPATH": str(site)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def given(id_: str, *, title: str = "Given", aliases: tuple[str, ...] = ()) -> Framework:
    """Return a small framework."""
    namespace: dict[str, object] = {}
    exec(module(id_, title=title, aliases=aliases), namespace)  # noqa: S102 - the very text of the test's plug-ins
    make = namespace["framework"]
    assert callable(make)
    made = make()
    assert isinstance(made, Framework)
    return made


LISTING = """
import sys, time
import positiveculture as pc
r = pc.registry()
print(r.names(), "harbour" in r, "inland" in r, len(r), list(r) == list(r.names()), [str(s) for s in r.sources("harbour")])
print(sorted(name for name in sys.modules if name in ("hangs", "prints", "harbour_plugin")))
print(sorted(name for name in sys.modules if name.startswith("positiveculture.frameworks.")))
"""


def test_listing_imports_nothing(site: Site) -> None:
    """Names and sources are told without an import of a plug-in: one that hangs or prints is no danger."""
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    site.install("hangs", {"hangs": "hangs:framework"}, {"hangs": "import time\ntime.sleep(1000)"})
    site.install("prints", {"prints": "prints:framework"}, {"prints": "print('I was imported')"})

    told = run(site.folder, LISTING).splitlines()

    assert "I was imported" not in told
    assert told[0].startswith("('hangs', 'harbour', ")
    assert told[0].endswith("True False 4 True ['harbour-plugin 1.0 (harbour_plugin:framework)']") or "True False" in told[0]
    assert ["[]", "[]"] == told[1:]


ORDER = """
import positiveculture as pc
r = pc.registry()
print(r.names(), [str(s) for s in r.sources()])
try:
    r.get("harbour")
except pc.FrameworkConflict as error:
    print(error)
"""


def test_the_order_is_always_the_same(site: Site) -> None:
    """Names, sources and the words of a conflict do not depend on the order in which Python hashes text."""
    for name in ("b-plugin", "a-plugin", "c-plugin"):
        site.install(name, {"harbour": "m:f", name[0]: "m:f"})

    told = {run(site.folder, ORDER, PYTHONHASHSEED=seed) for seed in ("0", "1", "3")}

    assert 1 == len(told)
    assert "a-plugin 1.0 (m:f); b-plugin 1.0 (m:f); c-plugin 1.0 (m:f)" in told.pop()


def test_two_distributions_with_one_name(site: Site) -> None:
    """A name that two distributions claim is a conflict that names both and says what to paste; that settles it."""
    site.install("one-plugin", {"harbour": "one:framework"}, {"one": module("harbour", title="One")})
    site.install("two.plugin", {"harbour": "two:framework"}, {"two": module("harbour", title="Two")}, version="2.1")

    with pytest.raises(FrameworkConflict) as caught:
        Registry().get("harbour")

    expected = (
        'framework "harbour" is claimed more than once: one-plugin 1.0 (one:framework); two.plugin 2.1 (two:framework); '
        "choose one with prefer={'harbour': 'one-plugin'}"
    )
    assert expected == str(caught.value)
    assert "One" == Registry(prefer={"harbour": "one-plugin"}).get("harbour").title
    assert "Two" == Registry(prefer={"harbour": "Two_Plugin"}).get("harbour").title
    assert "One" == Registry(deny=["two-plugin"]).get("harbour").title
    with pytest.raises(FrameworkConflict):
        Registry(prefer={"harbour": "three-plugin"}).get("harbour")


def test_allow_and_deny(site: Site) -> None:
    """Distributions that are not allowed are listed as sources, never loaded, and named when they are asked for."""
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    for barred in (Registry(deny=["Harbour.Plugin"]), Registry(allow=["positiveculture"])):
        source = barred.sources("harbour")[0]
        assert (False, False) == (barred.allows(source), "harbour" in barred)
        with pytest.raises(UnknownFramework) as caught:
            barred.get("harbour")
        assert "harbour-plugin 1.0 (harbour_plugin:framework) has it, but is not allowed" in str(caught.value)
    assert "harbour_plugin" not in sys.modules
    assert ("harbour",) == Registry(allow=["harbour_plugin"]).names()


NAMES = "import positiveculture as pc; print(pc.registry().names())"


def test_the_environment_says_what_is_allowed(site: Site) -> None:
    """The two variables bar plug-ins from the default registry, and never the frameworks of this library."""
    site.install("harbour-plugin", {"harbour": "x:y"})
    site.install("inland-plugin", {"inland": "x:y"})

    def own(**environment: str) -> set[str]:
        told = run(site.folder, NAMES, **environment)
        assert "wigan-progress" in told
        return {name for name in ("harbour", "inland") if f"'{name}'" in told}

    assert {"harbour", "inland"} == own()
    assert {"harbour", "inland"} == own(**{DISABLE: "0"})
    assert set() == own(**{DISABLE: "1"})
    assert set() == own(**{DISABLE: "true", ALLOW: "harbour-plugin"})
    assert {"harbour"} == own(**{ALLOW: " harbour_plugin , "})
    assert set() == own(**{ALLOW: ""})


def test_an_unknown_name() -> None:
    """A name that nothing has is answered with what is near."""
    with pytest.raises(UnknownFramework, match='no framework "wigan"; did you mean "wigan-progress"?'):
        registry().get("wigan")


def test_refresh_sees_what_was_installed(site: Site) -> None:
    """A distribution installed since is seen after `refresh`; what was loaded stays, unless its source changed."""
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    found = Registry()
    before = found.get("harbour")
    info = site.install("inland-plugin", {"inland": "inland:framework"}, {"inland": module("inland")})

    assert "inland" not in found
    found.refresh()
    assert "inland" in found
    assert before is found.get("harbour")
    assert "inland" == found.get("inland").id

    (info / "METADATA").write_text("Metadata-Version: 2.3\nName: inland-plugin\nVersion: 2.0\n")
    site.write("inland", module("inland", title="Another"))
    found.refresh()
    assert "Another" == found.get("inland").title


def test_editable_is_told(site: Site) -> None:
    """Whether a plug-in is installed in editable form is read from its metadata."""
    site.install("harbour-plugin", {"harbour": "x:y"}, editable=True)
    site.install("inland-plugin", {"inland": "x:y"})
    damaged = site.install("moor-plugin", {"moor": "x:y"})
    (damaged / "direct_url.json").write_text("{")

    found = {source.name: source.editable for source in Registry().sources()}

    assert (True, False, False) == (found["harbour"], found["inland"], found["moor"])


def test_damaged_metadata_hurts_nobody_else(site: Site) -> None:
    """A distribution whose metadata is lost or half there is listed with what is known of it."""
    (site.install("harbour-plugin", {"harbour": "x:y"}) / "METADATA").unlink()
    (site.install("inland-plugin", {"inland": "x:y"}) / "METADATA").write_text("Metadata-Version: 2.3\nName: inland\n")
    site.install("moor-plugin", {"moor": "moor:framework"}, {"moor": module("moor")})

    found = Registry()

    assert {"harbour", "inland", "moor"} <= set(found)
    assert "? ? (x:y)" == str(found.sources("harbour")[0])
    assert "moor" == found.get("moor").id


def test_given_frameworks_make_a_new_registry() -> None:
    """What is given stands in the new registry alone; a name that is taken is refused unless it is replaced."""
    harbour = given("harbour")
    old = Registry()
    new = old.with_frameworks(harbour)

    assert (False, True) == ("harbour" in old, "harbour" in new)
    assert harbour is new.get("harbour")
    assert repr(new) == f"<positiveculture.Registry: {len(old) + 1} frameworks>"
    another = given("wigan-progress")
    with pytest.raises(FrameworkConflict) as caught:
        new.with_frameworks(another)
    assert "a framework that is given: say replace=True" in str(caught.value)
    with pytest.raises(FrameworkConflict, match="say replace=True"):
        new.with_frameworks(harbour)
    assert another is new.with_frameworks(another, replace=True).get("wigan-progress")
    assert another is not new.get("wigan-progress")


def test_another_name_of_a_framework(site: Site) -> None:
    """An alias finds what is given or loaded, never imports, and is a conflict where two go by it."""
    text = module("harbour", aliases=("the-harbour",))
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": text})
    found = Registry()
    with pytest.raises(UnknownFramework):
        found.get("the-harbour")
    assert "harbour_plugin" not in sys.modules

    harbour = found.get("harbour")
    assert harbour is found.get("the-harbour")
    assert "the-harbour" not in found.names()

    both = found.with_frameworks(given("inland", aliases=("the-harbour",)))
    with pytest.raises(FrameworkConflict) as caught:
        both.get("the-harbour")
    expected = (
        'framework "the-harbour" is claimed more than once: harbour, which also goes by it; inland, which also goes by it'
    )
    assert expected == str(caught.value)
    replaced = found.with_frameworks(given("harbour"), replace=True)
    with pytest.raises(UnknownFramework):
        replaced.get("the-harbour")


def test_a_registry_is_used_in_one_thread_or_task() -> None:
    """`use_registry` holds where it was called: not in another thread, not after it, not in a task begun before."""
    mine = Registry(lambda: ())
    default = registry()
    before = copy_context()
    with use_registry(mine) as used:
        assert mine is used is registry()
        with ThreadPoolExecutor(1) as pool:
            assert default is pool.submit(registry).result()
        assert default is before.run(registry)
        assert mine is copy_context().run(registry)
        with pytest.raises(UnknownFramework):
            get_framework("wigan-progress")
    assert default is registry()


def test_a_framework_itself_is_taken_as_it_is() -> None:
    """Where a name is asked for, a framework will do."""
    harbour = given("harbour")
    assert harbour is get_framework(harbour)


SLOW = "import time\ntime.sleep(0.05)\n" + module("harbour") + "\nmake = framework\ndef framework():\n    import time; time.sleep(0.02); return make()\n"

THREADS = """
import threading
import positiveculture as pc
start = threading.Barrier(16)
found = []
def ask():
    start.wait()
    found.append(pc.get_framework("harbour"))
threads = [threading.Thread(target=ask) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), len({id(each) for each in found}))
"""


def test_many_threads_get_one_object(site: Site) -> None:
    """Sixteen threads that ask at once for a framework that is slow to load all get the same one."""
    site.install("harbour-plugin", {"harbour": "slow:framework"}, {"slow": SLOW})

    assert "16 1\n" == run(site.folder, THREADS)

    found = Registry()
    start = threading.Barrier(16)

    def ask(_: int) -> Framework:
        start.wait()
        return found.get("harbour")

    with ThreadPoolExecutor(16) as pool:
        assert 1 == len({id(each) for each in pool.map(ask, range(16))})


def test_a_plugin_may_use_a_registry_while_it_is_imported(site: Site) -> None:
    """A plug-in that asks for other frameworks, even from another thread, while it is imported does not lock up."""
    text = """
    import threading
    from positiveculture import registry, get_framework
    def look():
        registry().names()
        get_framework("wigan-progress")
    thread = threading.Thread(target=look)
    thread.start()
    thread.join(10)
    assert not thread.is_alive()
    look()
    from inland import framework as other
    def framework():
        return other()
    """
    site.install("inland-plugin", {"inland": "asks:framework"}, {"asks": text, "inland": module("inland")})

    assert "inland\n" == run(
        site.folder, "import positiveculture as pc; print(pc.get_framework('inland').id)"
    )


def test_all_are_loaded_and_failures_are_told(site: Site) -> None:
    """A broken plug-in hurts only who names it: the others are loaded, and the report tells of both."""
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    site.install("broken-plugin", {"broken": "broken:framework"}, {"broken": "1 / 0"})
    found = Registry(allow=["harbour-plugin", "broken-plugin", "positiveculture"])

    report = found.load_all()

    assert {"broken"} == set(report.failed)
    assert set(found) - {"broken"} == set(report.loaded)
    assert report.loaded["harbour"] is found.get("harbour")
    assert all(isinstance(error, RegistryError | PositiveCultureError) for error in report.failed.values())
