"""Editions of one framework live side by side: each is asked for by name, the newest is the default."""

import sys

import attrs
import pytest
from installing import Site, given, module, site

from positiveculture import (
    UnknownFramework,
    get_framework,
    use_registry,
)
from positiveculture.cli.app import run
from positiveculture.errors import FrameworkConflict, FrameworkLoadError, RegistryError
from positiveculture.plugins.registry import Registry

__all__ = ["site"]


def edition(text: str, *, id_: str = "harbour", title: str = "Harbour") -> str:
    """Return the text of a module that makes an edition of a framework."""
    return module(id_, title=title).replace('edition="2026"', f'edition="{text}"')


def install(site: Site, *editions: str) -> None:
    """Install a plug-in with the harbour of 2026, and with further editions."""
    points = {"harbour": "harbour_2026:framework"}
    points |= {f"harbour@{text}": f"harbour_{text}:framework" for text in editions}
    texts = {f"harbour_{text}": edition(text) for text in editions}
    site.install("harbour-plugin", points, {"harbour_2026": edition("2026")} | texts)


def test_editions_stand_side_by_side(site: Site) -> None:
    """A package may hold several editions, one entry point each; the newest is what is asked for without an edition."""
    install(site, "2027", "900")
    found = Registry()

    assert "harbour" in found
    assert "harbour@2027" not in found.names()
    assert "harbour_2026" not in sys.modules
    assert found.editions("harbour") == ("900", "2026", "2027")
    assert found.get("harbour").edition == "2027"
    assert found.get("harbour", "2026").edition == "2026"
    assert {"harbour": "2026", "harbour@2027": "2027", "harbour@900": "900"}.items() <= {
        name: framework.edition for name, framework in found.load_all().loaded.items()
    }.items()
    with use_registry(found):
        assert get_framework("harbour", edition="900") is found.get("harbour", "900")


def test_one_edition_loads_one_module(site: Site) -> None:
    """Who asks for one further edition by its name imports that one and no other."""
    install(site, "2027", "2028")
    assert Registry().get("harbour", "2027").edition == "2027"
    assert {"harbour_2027"} == {name for name in sys.modules if name.startswith("harbour_")}


def test_an_edition_that_nobody_has(site: Site) -> None:
    """The error names the editions that there are."""
    install(site, "2027")
    with pytest.raises(UnknownFramework, match=r'no edition of harbour "2030"; .*"2027"'):
        Registry().get("harbour", "2030")


def test_an_edition_has_its_own_name(site: Site) -> None:
    """An entry point of an edition has to give that edition."""
    site.install("harbour-plugin", {"harbour@2027": "harbour_2026:framework"}, {"harbour_2026": edition("2026")})
    with pytest.raises(
        Exception, match='is called "harbour" or "harbour@2026"; the entry point must have the same name'
    ):
        Registry().get("harbour", "2027")


def test_conflicts_stay_within_an_edition(site: Site) -> None:
    """Two packages that claim one edition are a conflict of that one; the others remain, with a warning."""
    install(site, "2027")
    site.install("harbour-fork", {"harbour@2027": "fork_2027:framework"}, {"fork_2027": edition("2027", title="Fork")})
    found = Registry()
    with pytest.raises(FrameworkConflict, match="harbour@2027"):
        found.get("harbour", "2027")
    with pytest.warns(UserWarning, match="an edition is left out: .*harbour@2027"):
        assert found.get("harbour").edition == "2026"
    assert Registry(prefer={"harbour@2027": "harbour-fork"}).get("harbour").title == "Fork"


def test_one_edition_claimed_by_two_names(site: Site) -> None:
    """An edition that two entry points of different names give is a conflict."""
    points = {"harbour": "harbour_2026:framework", "harbour@2026": "again:framework"}
    site.install("harbour-plugin", points, {"harbour_2026": edition("2026"), "again": edition("2026")})
    with pytest.raises(FrameworkConflict):
        Registry().editions("harbour")


def test_an_edition_under_another_name_is_a_conflict_of_that_edition_alone(site: Site) -> None:
    """Who claims an edition that the plain name of another distribution gives takes its place only where preferred."""
    site.install("harbour-plugin", {"harbour": "harbour_2026:framework"}, {"harbour_2026": edition("2026")})
    points = {"harbour@2026": "fork_2026:framework", "harbour@2027": "fork_2027:framework"}
    texts = {"fork_2026": edition("2026", title="Fork"), "fork_2027": edition("2027", title="Fork")}
    site.install("harbour-fork", points, texts)
    found = Registry()
    with pytest.raises(FrameworkConflict, match="harbour@2026") as caught:
        found.get("harbour", "2026")
    assert caught.value.distributions == ("harbour-plugin", "harbour-fork")
    assert len(caught.value.claimants) == 2
    assert found.get("harbour", "2027").title == "Fork"
    with pytest.warns(UserWarning, match="an edition is left out: .*harbour@2026"):
        assert found.get("harbour").edition == "2027"
    report = found.load_all()
    assert {name for name, error in report.failed.items() if isinstance(error, FrameworkConflict)} == {
        "harbour",
        "harbour@2026",
    }
    assert "harbour@2027" in report.loaded
    for distribution, title in (("harbour-plugin", "Harbour"), ("harbour-fork", "Fork")):
        preferring = Registry(prefer={"harbour@2026": distribution})
        assert preferring.get("harbour", "2026").title == title
        assert preferring.editions("harbour") == ("2026", "2027")
    assert Registry(deny=["harbour-plugin"]).get("harbour", "2026").title == "Fork"


@pytest.mark.parametrize("text", ["raise RuntimeError('adrift')", "framework = 3"])
def test_a_plain_name_that_fails_may_be_any_edition(site: Site, text: str) -> None:
    """Which edition a broken plug-in would give is not known: who asks for one that is not found is told of it."""
    install(site, "2027")
    site.write("harbour_2026", text)
    found = Registry()
    with pytest.raises(RegistryError, match="harbour_2026"):
        found.get("harbour", "2026")
    assert found.get("harbour", "2027").edition == "2027"


def test_a_broken_edition_fails_alone(site: Site) -> None:
    """A further edition that cannot be loaded leaves the others as they are, and is named in a warning."""
    install(site, "2027")
    site.write("harbour_2027", "raise RuntimeError('adrift')")
    found = Registry()
    with pytest.warns(UserWarning, match="adrift"):
        assert found.get("harbour").edition == "2026"
    with pytest.raises(FrameworkLoadError, match="adrift"):
        found.get("harbour", "2027")
    assert "harbour@2027" in found.load_all().failed


def test_an_edition_that_is_given_stands_beside_those_installed(site: Site) -> None:
    """What is given by hand adds an edition, and takes the place of none."""
    install(site)
    newer = attrs.evolve(given("harbour"), edition="2031")
    found = Registry().with_frameworks(newer)
    assert found.get("harbour") is newer
    assert found.get("harbour", "2026").edition == "2026"
    assert found.editions("harbour") == ("2026", "2031")


@pytest.mark.filterwarnings("always")
def test_a_command_says_once_that_an_edition_is_left_out(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """A note on an edition that cannot be loaded is one line, and comes once in a command."""
    install(site, "2027")
    site.install("harbour-fork", {"harbour@2028": "fork_2028:framework"}, {"fork_2028": edition("2029", title="Fork")})
    with use_registry(Registry()):
        assert run(["show", "harbour"]) == 0
        assert run(["check", "harbour"]) in (0, 1)

    notes = capsys.readouterr().err.splitlines()
    assert len(notes) == 2
    assert len(set(notes)) == 1
    assert notes[0].startswith('Note: an edition is left out: framework "harbour@2028"')
    assert "  " not in notes[0]
