"""Migrations of plug-ins: found by entry points, chained, and each failing alone."""

import importlib
from datetime import date
from pathlib import Path

import attrs
import pytest
from installing import Site, run, site
from test_editions import install

import positiveculture as pc
from positiveculture.errors import FrameworkLoadError, InvalidMigration, UnknownMigration
from positiveculture.formats.history import joined_history
from positiveculture.formats.migration import find_migrations, migration_names
from positiveculture.plugins.registry import Registry, use_registry
from positiveculture.scaffold.next_edition import new_edition

__all__ = ["site"]

FILE = """
framework = "harbour"
from = "{old}"
to = "{new}"
topics.mooring.from = ["mooring"]
"""


def migration(site: Site, old: str, new: str, text: str = FILE, *, distribution: str = "") -> None:
    """Install a distribution with a migration of the harbour, as data."""
    package = f"move_{old}_{new}{distribution}".replace("-", "_")
    info = site.install(f"harbour-{old}-{new}{distribution}", {})
    name = f"harbour@{old}--{new} = {package}\n"
    (info / "entry_points.txt").write_text(f"[positiveculture.migrations]\n{name}")
    folder = site.folder / package
    folder.mkdir()
    (folder / "migration.toml").write_text(text.format(old=old, new=new))
    importlib.invalidate_caches()


def said(edition: str, year: int) -> pc.Assessment:
    """Return an assessment against an edition."""
    responses = {"mooring": pc.Reflection("Tied.")}
    day = date(year, 3, 31)
    return pc.Assessment(framework="harbour", edition=edition, service="Elm", assessed_on=day, responses=responses)


def test_a_chain_is_found(site: Site) -> None:
    """Migrations of several distributions are joined into the shortest chain; listing them imports nothing."""
    install(site, "2027", "2028")
    migration(site, "2026", "2027")
    migration(site, "2027", "2028")
    with use_registry(Registry()):
        assert {"harbour@2026--2027", "harbour@2027--2028"} <= set(migration_names())
        with pytest.raises(UnknownMigration):
            find_migrations("wigan-progress", "2017", "2027")
        chain = find_migrations("harbour", "2026", "2028")
        assert [each.name for each in chain] == ["harbour@2026--2027", "harbour@2027--2028"]
        history = joined_history([said("2026", 2026), said("2028", 2028)])
        assert [each.migrated_from for each in history.assessments] == ["2026", ""]
        assert joined_history([said("2026", 2026)]).migrated == ()
        with pytest.raises(UnknownMigration):
            find_migrations("harbour", "2028", "2026")
        with pytest.raises(UnknownMigration):
            find_migrations("harbour", "2026", "2030")


def test_a_circle_is_refused(site: Site) -> None:
    """Migrations that lead back are refused, and named by their editions."""
    install(site, "2027")
    migration(site, "2026", "2027")
    migration(site, "2027", "2026")
    with use_registry(Registry()), pytest.raises(InvalidMigration, match="leads in a circle: "):
        find_migrations("harbour", "2026", "2027")


def test_two_that_do_not_agree_are_refused(site: Site) -> None:
    """Two distributions that lead to one edition in different ways are refused; the same way twice is no harm."""
    install(site, "2027")
    migration(site, "2026", "2027")
    migration(site, "2026", "2027", distribution="-again")
    with use_registry(Registry()):
        assert len(find_migrations("harbour", "2026", "2027")) == 1
    asked = (
        'framework = "harbour"\nfrom = "{old}"\nto = "{new}"\ntopics.mooring.ask = "New."\nretired.mooring = "Why."\n'
    )
    migration(site, "2026", "2027", asked, distribution="-other")
    with use_registry(Registry()), pytest.raises(InvalidMigration, match="do not agree"):
        find_migrations("harbour", "2026", "2027")


def test_a_broken_one_fails_alone(site: Site) -> None:
    """A migration that cannot be loaded is named in a warning, and is an error only where nothing else leads there."""
    install(site, "2027", "2028")
    migration(site, "2026", "2027")
    migration(site, "2027", "2028", "=")
    with use_registry(Registry()):
        with pytest.warns(UserWarning, match=r"a migration is left out: (?s:.)*is neither an answer"):
            assert len(find_migrations("harbour", "2026", "2027")) == 1
        with pytest.raises((InvalidMigration, FrameworkLoadError), match="is neither an answer"):
            find_migrations("harbour", "2027", "2028")


def test_its_name_says_what_it_is(site: Site) -> None:
    """An entry point is called by the framework and the two editions."""
    install(site, "2027", "2028")
    migration(site, "2026", "2027", FILE.replace("{new}", "2028"))
    with use_registry(Registry()), pytest.raises(InvalidMigration, match='is called "harbour@2026--2028"'):
        find_migrations("harbour", "2026", "2027")


def test_an_edition_that_nobody_has(site: Site) -> None:
    """A migration to an edition that is not installed says so, at its place."""
    install(site)
    migration(site, "2026", "2027")
    with use_registry(Registry()), pytest.raises(InvalidMigration, match='`to`: no edition "2027" of harbour'):
        find_migrations("harbour", "2026", "2027")


def test_the_edition_beside_it(site: Site) -> None:
    """A migration is read with the framework in its own folder, where that is the edition it leads to."""
    install(site, "2027")
    migration(site, "2026", "2027")
    folder = site.folder / "move_2026_2027"
    with use_registry(Registry()):
        framework = attrs.evolve(pc.get_framework("harbour", edition="2027"), title="Beside")
        pc.write_framework(framework, folder / "framework.toml")
        found = pc.read_migration(folder / "migration.toml")
        assert found.target.title == "Beside"
        pc.write_framework(pc.get_framework("harbour", edition="2026"), folder / "framework.toml", overwrite=True)
        assert pc.read_migration(folder / "migration.toml").target.title != "Beside"


def test_progress_over_two_editions(site: Site, tmp_path: Path) -> None:
    """The command `progress` joins assessments of two editions by what is installed, and says which was moved."""
    install(site, "2027")
    migration(site, "2026", "2027")
    with use_registry(Registry()):
        for edition in ("2026", "2027"):
            pc.write_assessment(said(edition, int(edition)), tmp_path / f"{edition}.toml")
    files = [str(tmp_path / f"{edition}.toml") for edition in ("2026", "2027")]
    shown = run(site.folder, f"from positiveculture.cli.app import run; run(['progress', *{files!r}])")
    said_so = "The assessment of 31 March 2026 was made against edition 2026"
    assert said_so in " ".join(shown.split())
    assert "Edition: 2027" in shown
    report = run(
        site.folder, f"from positiveculture.cli.app import run; run(['report', {files[1]!r}, '--since', {files[0]!r}])"
    )
    assert said_so in " ".join(report.split())
    assert "Edition: 2027" in report


def test_the_next_edition_of_a_package(site: Site, tmp_path: Path) -> None:
    """Of a package that is data its framework and wordings are taken, and nothing else that lies in it."""
    site.install("quay-plugin", {"quay": "quay_data"})
    with use_registry(Registry()):
        framework = attrs.evolve(pc.get_framework("wigan-progress"), id="quay", cases=())
    folder = site.folder / "quay_data"
    folder.mkdir()
    pc.write_framework(framework, folder / "framework.toml")
    (folder / "notes.txt").write_text("None.")
    importlib.invalidate_caches()
    with use_registry(Registry()):
        written = new_edition("quay", "2", tmp_path / "next")
    assert (written.package, written.files) == ("quay_data", ("framework.toml", "migration.toml"))
