"""Who claims the name of a framework, or one of its editions, and which of several claims counts."""

import warnings
from collections.abc import Iterable, Mapping, Sequence

from positiveculture.editions import oldest_first
from positiveculture.errors import FrameworkConflict, RegistryError
from positiveculture.framework import Framework
from positiveculture.plugins.entry_points import PluginSource, normal


def id_of(claim: str) -> str:
    """Return the id in the name of an entry point."""
    return claim.partition("@")[0]


def choose(claim: str, sources: Sequence[PluginSource], prefer: Mapping[str, str]) -> PluginSource:
    """Return the one source of a claim: the only one, or the only one of the distribution that is preferred.

    Raises:
        FrameworkConflict: Several claim it.
    """
    wanted = normal(prefer.get(claim, ""))
    chosen = [source for source in sources if normal(source.distribution) == wanted] or sources
    if len(chosen) > 1:
        distributions = tuple(source.distribution for source in chosen)
        raise FrameworkConflict(claim, tuple(map(str, chosen)), distributions if several(chosen) else ())
    return chosen[0]


def several(sources: Iterable[PluginSource]) -> bool:
    """Return whether sources are of several distributions."""
    return len({normal(each.distribution) for each in sources}) > 1


def by_edition(
    name: str, loaded: Iterable[tuple[PluginSource, Framework]], prefer: Mapping[str, str]
) -> tuple[dict[str, Framework], dict[str, FrameworkConflict]]:
    """Return each edition of a framework that one source gives, and a conflict, by `id@edition`, for each other."""
    claims: dict[str, dict[PluginSource, Framework]] = {}
    for source, framework in loaded:
        claims.setdefault(framework.edition, {})[source] = framework
    found: dict[str, Framework] = {}
    conflicts: dict[str, FrameworkConflict] = {}
    for edition, sources in claims.items():
        claim = f"{name}@{edition}"
        try:
            found[edition] = sources[choose(claim, tuple(sources), prefer)]
        except FrameworkConflict as error:
            conflicts[claim] = error
    return found, conflicts


def conflicting(
    loaded: Iterable[tuple[PluginSource, Framework]], prefer: Mapping[str, str]
) -> list[tuple[str, FrameworkConflict]]:
    """Return the name of each entry point of a framework that gives an edition that another gives too, and why."""
    by_id: dict[str, list[tuple[PluginSource, Framework]]] = {}
    for source, framework in loaded:
        by_id.setdefault(framework.id, []).append((source, framework))
    return [
        (source.name, conflicts[f"{id_}@{framework.edition}"])
        for id_, pairs in by_id.items()
        for conflicts in [by_edition(id_, pairs, prefer)[1]]
        for source, framework in pairs
        if f"{id_}@{framework.edition}" in conflicts
    ]


def in_order(found: Mapping[str, Framework], errors: Mapping[str, RegistryError]) -> list[Framework]:
    """Return editions oldest first; a warning names each that is left out."""
    for left_out in errors.values():
        warnings.warn(f"an edition is left out: {left_out}", stacklevel=4)
    return oldest_first(found.values())
