"""Migrations one after another: which chains lead from one edition to another, and whether they agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from positiveculture.errors import InvalidMigration, Problem, WrongArgument
from positiveculture.field_types import require_each
from positiveculture.gettext import gettext
from positiveculture.migration.moves import Move
from positiveculture.migration.values import Migration

#: New topic to the old ones that it comes from, each with what its levels become; none where they give none.
TopicMaps: TypeAlias = dict[str, dict[str, dict[int, int]]]


def require_chain(migrations: Iterable[Migration]) -> list[Migration]:
    """Return migrations one after another, at least one, as a list.

    Raises:
        WrongArgument: There is none, or one is no migration.
    """
    chain = require_each(migrations, Migration)
    if not chain:
        raise WrongArgument(gettext("at least one migration is needed"))
    return chain


def topic_maps(migrations: Sequence[Migration]) -> TopicMaps:
    """Return the maps of a chain as one: the maps of its migrations composed.

    A level that goes through a topic without a scale, or is merged with a topic that was new on the way, is lost: so
    the map has none.
    """
    first, *more = require_chain(migrations)
    return reduce(_composed, more, _maps(first))


def _maps(migration: Migration) -> TopicMaps:
    return {
        each.topic: {source: _levels(migration, each, source) for source in each.sources}
        for each in migration.moves.every
    }


def _levels(migration: Migration, move: Move, source: str) -> dict[int, int]:
    scale = migration.source.scope.scales[source]
    if scale is None or not move.rated:
        return {}
    return {level.number: move.mapped(source, level.number) for level in scale.levels}


def _composed(first: TopicMaps, migration: Migration) -> TopicMaps:
    """Return two maps as one; a level that goes to a topic by several ways becomes the worst that comes of it."""
    maps: TopicMaps = {}
    for topic, sources in _maps(migration).items():
        worst = migration.moves.by_topic[topic].worst
        maps[topic] = {}
        merged_with_new = not all(first[middle] for middle in sources)
        for middle, ends in sources.items():
            levels = {} if merged_with_new else ends
            for old, before in first[middle].items():
                through = {level: levels[new] for level, new in before.items() if new in levels}
                known = maps[topic].get(old, through)
                both = known.keys() & through.keys()
                maps[topic][old] = {level: worst((known[level], through[level])) for level in sorted(both)}
    return maps


def new_awards(migrations: Iterable[Migration]) -> dict[str, str | None]:
    """Return each award of the first edition with the one of the last that takes its place; None: none does."""
    first, *more = require_chain(migrations)
    awards = dict(first.new_award)
    for migration in more:
        awards = {old: None if new is None else migration.new_award[new] for old, new in awards.items()}
    return awards


def require_no_circle(migrations: Iterable[Migration]) -> None:
    """Refuse migrations of one framework that lead back to where they came from.

    Raises:
        InvalidMigration: They do.
    """
    edges: dict[str, set[str]] = {}
    for each in migrations:
        edges.setdefault(each.target.edition, set()).add(each.source.edition)
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        words = {"editions": gettext(" to ").join(error.args[1])}
        raise InvalidMigration(gettext("the migrations"), (Problem("migration-circle", (), words),)) from None


def chain_between(migrations: Sequence[Migration], source: str, target: str) -> tuple[Migration, ...]:
    """Return the shortest chain of migrations from one edition to another; () where there is none.

    Raises:
        InvalidMigration: Migrations lead in a circle, or two chains do not agree on topics, levels or awards.
    """
    migrations = require_each(migrations, Migration)
    require_no_circle(migrations)
    chains = sorted(_chains(migrations, source, target), key=len)
    if not chains:
        return ()
    results = [_result(chain) for chain in chains]
    if any(result != results[0] for result in results):
        ways = "; ".join(" and ".join(each.name for each in chain) for chain in chains)
        raise InvalidMigration(gettext("the migrations"), (Problem("migrations-differ", (), {"ways": ways}),))
    return chains[0]


def _chains(migrations: Sequence[Migration], source: str, target: str) -> Iterator[tuple[Migration, ...]]:
    for each in migrations:
        if each.source.edition == source:
            if each.target.edition == target:
                yield (each,)
            else:
                yield from ((each, *rest) for rest in _chains(migrations, each.target.edition, target))


def _result(chain: Sequence[Migration]) -> tuple[TopicMaps, Mapping[str, str | None]]:
    """Return what a chain does to topics, levels and awards."""
    return topic_maps(chain), new_awards(chain)
