"""Migrations between editions of a framework: read, written, looked up and applied.

A plug-in declares an entry point in the group `positiveculture.migrations`: its name is `id@old--new`, its value a
callable without arguments that returns a `Migration`, or a `Migration`, or a package that holds `<name>.toml` or
`migration.toml`.
"""

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from positiveculture.errors import InvalidMigration, RegistryError, UnknownMigration
from positiveculture.field_types import require_each
from positiveculture.formats.migration_file import (
    FILE,
    migration_from_dict,
    migration_to_dict,
    read_in_folder,
    read_migration,
    write_migration,
)
from positiveculture.formats.plain import picked, plain
from positiveculture.gettext import gettext
from positiveculture.migration.chains import TopicMaps, chain_between, new_awards, topic_maps
from positiveculture.migration.moving import migrate
from positiveculture.migration.preview import AwardEffect, AwardTotals, Effect, Preview, preview, totals
from positiveculture.migration.values import Migration, Retired, TopicMigration, TopicSource
from positiveculture.plugins.entry_points import PluginKind
from positiveculture.plugins.registry import allowed_plugins

__all__ = [
    "AwardEffect",
    "AwardTotals",
    "Effect",
    "Migration",
    "Preview",
    "Retired",
    "TopicMaps",
    "TopicMigration",
    "TopicSource",
    "chain_between",
    "find_migrations",
    "migrate",
    "migration_from_dict",
    "migration_names",
    "migration_to_dict",
    "new_awards",
    "preview",
    "previews_to_dict",
    "read_migration",
    "topic_maps",
    "totals",
    "write_migration",
]

MIGRATIONS = PluginKind(
    noun="migration",
    group="positiveculture.migrations",
    cls=Migration,
    error=InvalidMigration,
    names=lambda migration: (migration.name,),
    files=lambda name: (f"{name}.toml", FILE),
    read=read_in_folder,
)


def migration_names() -> tuple[str, ...]:
    """Return the name of every migration that is installed and allowed, sorted. Imports nothing."""
    return tuple(dict.fromkeys(source.name for source in allowed_plugins(MIGRATIONS)))


def find_migrations(framework: str, source: str, target: str) -> tuple[Migration, ...]:
    """Return the shortest chain of installed migrations from one edition of a framework to another.

    A migration that cannot be loaded is left out, with a warning, unless nothing leads there without it.

    Args:
        framework: The framework's id.
        source: The old edition.
        target: The new one.

    Raises:
        UnknownMigration: Nothing that is installed and allowed leads there.
        InvalidMigration: Migrations lead in a circle, or two ways do not agree.
        RegistryError, InvalidMigration: Nothing leads there, and a plug-in failed.
    """
    errors: list[Exception] = []
    chain = chain_between(list(_loaded(framework, errors)), source, target)
    if chain:
        for left_out in errors:
            warnings.warn(gettext("a migration is left out: {error}").format(error=left_out), stacklevel=2)
        return chain
    if errors:
        raise errors[0]
    raise UnknownMigration("migration", f"{framework}@{source}--{target}", migration_names())


def _loaded(framework: str, errors: list[Exception]) -> Iterator[Migration]:
    """Yield every migration of a framework; of those that fail, the errors are put down."""
    for plugin in allowed_plugins(MIGRATIONS):
        if plugin.name.partition("@")[0] == framework:
            try:
                yield MIGRATIONS.load(plugin)
            except (RegistryError, InvalidMigration) as error:
                errors.append(error)


def previews_to_dict(previews: Sequence[Preview]) -> dict[str, Any]:
    """Return what migrations do to the awards of services, as `positiveculture migrate --json` prints it.

    `{"services": [{"service", "assessed_on", "framework", "from", "to", "asked": [topics], "awards": [{"effect", "old",
    "new", "questions": [topics]}]}], "totals": [{"old", "new", "keeps", "gains", "may-lose", "loses", "ends"}]}`; an
    award is null where there is none.
    """
    previews = require_each(previews, Preview)
    return {"services": [_service(each) for each in previews], "totals": [_totals(each) for each in totals(previews)]}


def _service(each: Preview) -> dict[str, Any]:
    assessment = each.before.assessment
    return {
        **picked(assessment, "service", "assessed_on", "framework"),
        "from": assessment.edition,
        "to": each.after.framework.edition,
        "asked": list(each.asked),
        "awards": plain(each.effects),
    }


def _totals(each: AwardTotals) -> dict[str, Any]:
    return {"old": each.old, "new": each.new} | {str(effect): each.counts.get(effect, 0) for effect in Effect}
