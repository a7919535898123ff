"""Who claims the name of a framework, or one of its editions, and which of several claims counts."""

import warnings
from collections.abc import Iterable, Mapping, Sequence

from positiveculture.editions import oldest_first
from positiveculture.errors import FrameworkConflict, RegistryError, UnknownFramework
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import PluginSource, normal
from positiveculture.plugins.environment import ALLOW, DISABLE


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
    frameworks: dict[str, Framework] = {}
    conflicts: dict[str, FrameworkConflict] = {}
    for edition, sources in claims.items():
        claim = f"{name}@{edition}"
        try:
            frameworks[edition] = sources[choose(claim, tuple(sources), prefer)]
        except FrameworkConflict as error:
            conflicts[claim] = error
    return frameworks, conflicts


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


def in_order(frameworks: Mapping[str, Framework], errors: Mapping[str, RegistryError]) -> list[Framework]:
    """Return editions oldest first; a warning names each that is left out."""
    for left_out in errors.values():
        warnings.warn(gettext("an edition is left out: {error}").format(error=left_out), stacklevel=4)
    return oldest_first(frameworks.values())


def by_alias(name: str, known: Iterable[Framework], names: Sequence[str], sources: Iterable[PluginSource]) -> Framework:
    """Return the one framework that also goes by a name.

    Args:
        name: What is asked for.
        known: The frameworks that are loaded.
        names: The ids of all.
        sources: The plug-ins that have a framework of this id, none of which may be loaded.

    Raises:
        FrameworkConflict: Several go by it.
        UnknownFramework: None does.
    """
    aliased = [framework for framework in known if name in framework.aliases]
    if len(aliased) > 1:
        words = gettext("{framework}, which also goes by it")
        raise FrameworkConflict(name, tuple(sorted(words.format(framework=each.id) for each in aliased)), ())
    if not aliased:
        words = gettext("{source} has it, but is not allowed: see {allow}, {disable}")
        barred = [words.format(source=each, allow=ALLOW, disable=DISABLE) for each in sources]
        raise UnknownFramework("framework", name, tuple(names), "; ".join(barred))
    return aliased[0]
