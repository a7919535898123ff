"""Which frameworks can be had: found without an import, chosen without luck, given without side effects."""

import subprocess
import sys
from importlib.metadata import entry_points

import attrs
import pytest
from installing import Site, given, module, run, site

from positiveculture import UnknownFramework, registry
from positiveculture.errors import FrameworkConflict
from positiveculture.plugins.environment import ALLOW, DISABLE, allowed_distributions
from positiveculture.plugins.registry import FRAMEWORKS, Registry

__all__ = ["site"]


LISTING = """
import sys, time
import positiveculture as pc
from positiveculture.errors import FrameworkConflict
r = pc.registry()
print([name for name in ("hangs", "harbour", "inland", "prints") if name in r])
print(len(r) == len(list(r)) == len(r.names()), [str(s) for s in r.sources("harbour")])
print(sorted(name for name in sys.modules if name in ("hangs", "prints", "harbour_plugin")))
print(sorted(name for name in sys.modules if name.startswith("positiveculture.frameworks.")))
"""


def test_listing_imports_nothing(site: Site) -> None:
    """Names and sources are told without an import of a plug-in: one that hangs or prints is no danger."""
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    site.install("hangs", {"hangs": "hangs:framework"}, {"hangs": "import time\ntime.sleep(1000)"})
    site.install("prints", {"prints": "prints:framework"}, {"prints": "print('I was imported')"})

    told = run(site.folder, LISTING).splitlines()

    assert told[0] == "['hangs', 'harbour', 'prints']"
    assert told[1] == "True ['harbour-plugin 1.0 (harbour_plugin:framework)']"
    assert told[2:] == ["[]", "[]"]


ORDER = """
import positiveculture as pc
from positiveculture.errors import FrameworkConflict
r = pc.registry()
print(r.names(), [str(s) for s in r.sources()])
try:
    r.get("harbour")
except pc.RegistryError as error:
    print(error)
"""


def test_the_order_is_always_the_same(site: Site) -> None:
    """Names, sources and the words of a conflict do not depend on the order in which Python hashes text."""
    for name in ("b-plugin", "a-plugin", "c-plugin"):
        site.install(name, {"harbour": "m:f", name[0]: "m:f"})

    told = {run(site.folder, ORDER, PYTHONHASHSEED=seed) for seed in ("0", "1", "3")}

    assert len(told) == 1
    assert "a-plugin 1.0 (m:f); b-plugin 1.0 (m:f); c-plugin 1.0 (m:f)" in told.pop()


def test_two_distributions_with_one_name(site: Site) -> None:
    """A name that two distributions claim is a conflict that names both and says what to paste; that settles it."""
    site.install("one-plugin", {"harbour": "one:framework"}, {"one": module("harbour", title="One")})
    site.install("two.plugin", {"harbour": "two:framework"}, {"two": module("harbour", title="Two")}, version="2.1")

    with pytest.raises(FrameworkConflict) as caught:
        Registry().get("harbour")

    expected = (
        'framework "harbour" is claimed more than once: '
        "one-plugin 1.0 (one:framework); two.plugin 2.1 (two:framework); "
        "choose one: POSITIVECULTURE_PREFER=harbour=DISTRIBUTION, or prefer={...} in Python; "
        "or name in POSITIVECULTURE_PLUGINS the distributions that may be loaded"
    )
    assert expected == str(caught.value)
    assert Registry(prefer={"harbour": "one-plugin"}).get("harbour").title == "One"
    assert Registry(prefer={"harbour": "Two_Plugin"}).get("harbour").title == "Two"
    assert Registry(deny=["two-plugin"]).get("harbour").title == "One"
    with pytest.raises(FrameworkConflict):
        Registry(prefer={"harbour": "three-plugin"}).get("harbour")


def test_allow_and_deny(site: Site) -> None:
    """Distributions that are not allowed are listed as sources, never loaded, and named when they are asked for."""
    site.install("harbour-plugin", {"harbour": "harbour_plugin:framework"}, {"harbour_plugin": module("harbour")})
    for barred in (Registry(deny=["Harbour.Plugin"]), Registry(allow=["positiveculture"])):
        source = barred.sources("harbour")[0]
        assert (barred.allows(source), "harbour" in barred) == (False, False)
        with pytest.raises(UnknownFramework) as caught:
            barred.get("harbour")
        assert "harbour-plugin 1.0 (harbour_plugin:framework) has it, but is not allowed" in str(caught.value)
    assert "harbour_plugin" not in sys.modules
    assert Registry(allow=["harbour_plugin"]).names() == ("harbour",)


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


def test_what_an_environment_allows() -> None:
    """Nothing said allows all; the switch allows our own alone, whatever else is said; a list allows what it names."""
    assert allowed_distributions({}) is None
    assert allowed_distributions({DISABLE: "0"}) is None
    assert {"positiveculture"} == allowed_distributions({DISABLE: "1", ALLOW: "harbour-plugin"})
    assert {"positiveculture", "a", "b"} == allowed_distributions({ALLOW: "a, b,"})


def test_an_unknown_name() -> None:
    """A name that nothing has is answered with what is near."""
    with pytest.raises(UnknownFramework, match=r'no framework "wigan-progres"; did you mean "wigan-progress"\?'):
        registry().get("wigan-progres")


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
    assert found.get("inland").id == "inland"

    (info / "METADATA").write_text("Metadata-Version: 2.3\nName: inland-plugin\nVersion: 2.0\n")
    site.write("inland", module("inland", title="Another"))
    found.refresh()
    assert found.get("inland").title == "Another"


def test_editable_is_told(site: Site) -> None:
    """Whether a plug-in is installed in editable form is read from its metadata."""
    site.install("harbour-plugin", {"harbour": "x:y"}, editable=True)
    site.install("inland-plugin", {"inland": "x:y"})
    damaged = site.install("moor-plugin", {"moor": "x:y"})
    (damaged / "direct_url.json").write_text("{")

    found = {source.name: source.editable for source in Registry().sources()}

    assert (found["harbour"], found["inland"], found["moor"]) == (True, False, False)


def test_a_distribution_has_the_name_and_version_of_its_metadata() -> None:
    """What is read of each installed distribution is what `importlib.metadata` reads of it."""
    kind = attrs.evolve(FRAMEWORKS, group="console_scripts")
    points = entry_points(group="console_scripts")
    known = {(point.name, point.value, dist.name, dist.version) for point in points if (dist := point.dist)}

    assert len(known) > 3
    assert known == {(each.name, each.target, each.distribution, each.version) for each in kind.installed()}


def test_a_framework_is_loaded_without_the_email_package(untraced: dict[str, str]) -> None:
    """Who asks for a framework does not wait for the parser of e-mails, with which metadata can be read."""
    line = (
        "import sys, positiveculture as pc; pc.get_framework('wigan-progress'); sys.exit('email.parser' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", line], env=untraced, check=True)


def test_damaged_metadata_hurts_nobody_else(site: Site) -> None:
    """A distribution whose metadata is lost or half there is listed with what is known of it."""
    (site.install("harbour-plugin", {"harbour": "x:y"}) / "METADATA").unlink()
    (site.install("inland-plugin", {"inland": "x:y"}) / "METADATA").write_text("Metadata-Version: 2.3\nName: inland\n")
    site.install("moor-plugin", {"moor": "moor:framework"}, {"moor": module("moor")})

    found = Registry()

    assert {"harbour", "inland", "moor"} <= set(found)
    assert str(found.sources("harbour")[0]) == "? ? (x:y)"
    assert found.get("moor").id == "moor"


def test_given_frameworks_make_a_new_registry() -> None:
    """What is given stands in the new registry alone; an edition that is taken is refused unless it is replaced."""
    harbour = given("harbour")
    old = Registry()
    new = old.with_frameworks(harbour)

    assert ("harbour" in old, "harbour" in new) == (False, True)
    assert harbour is new.get("harbour")
    assert repr(new) == f"<positiveculture.Registry: {len(old) + 1} frameworks>"
    another = attrs.evolve(given("wigan-progress"), edition="2017")
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
    expected = "claimed more than once: harbour, which also goes by it; inland, which also goes by it"
    assert f'framework "the-harbour" is {expected}' == str(caught.value)
    replaced = found.with_frameworks(given("harbour"), replace=True)
    with pytest.raises(UnknownFramework):
        replaced.get("the-harbour")
