"""Which frameworks there are by name: those that are installed, and those that are given.

A plug-in declares an entry point in the group `positiveculture.frameworks`: its name is the framework's id, its value
a callable without arguments that returns a `Framework`, or a `Framework`, or a package that holds `framework.toml`.
"""

import importlib
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

import attrs

from positiveculture.errors import (
    FrameworkConflict,
    FrameworkLoadError,
    IncompatibleFramework,
    InvalidFramework,
    RegistryError,
    UnknownFramework,
)
from positiveculture.formats.framework import FILE, framework_in
from positiveculture.framework import SPEC, Framework
from positiveculture.plugins.entry_points import Declaration, PluginKind, PluginSource, normal
from positiveculture.plugins.timeout import with_timeout

#: The versions of the plug-in API that this library supports.
SUPPORTED_SPECS = frozenset({SPEC})

FRAMEWORKS = PluginKind(
    noun="framework",
    group="positiveculture.frameworks",
    cls=Framework,
    error=InvalidFramework,
    name_of=lambda framework: framework.id,
    files=lambda _: (FILE,),
    read=lambda _, folder: framework_in(folder),
)

#: Set to 1: the default registry finds no plug-in, the built-in frameworks of this library apart.
DISABLE = "POSITIVECULTURE_DISABLE_PLUGINS"
#: The distributions that the default registry allows, separated by commas; absent = all.
ALLOW = "POSITIVECULTURE_PLUGINS"
#: What the default registry prefers where several distributions claim a framework: "id=distribution", with commas.
PREFER = "POSITIVECULTURE_PREFER"

OWN_DISTRIBUTION = "positiveculture"


@attrs.frozen
class LoadReport:
    """What came of loading every framework."""

    loaded: Mapping[str, Framework]
    failed: Mapping[str, RegistryError]


class Registry:
    """The frameworks that can be had by name.

    Args:
        sources: What is there to find; None = what is installed.
        allow: The names of the distributions to allow; None = all.
        deny: The names of distributions to leave out.
        prefer: Framework name to distribution name, for names that more than one distribution claims.
    """

    def __init__(
        self,
        sources: Callable[[], Iterable[PluginSource]] | None = None,
        *,
        allow: Collection[str] | None = None,
        deny: Collection[str] = (),
        prefer: Mapping[str, str] | None = None,
    ) -> None:
        self._find = sources
        self._allow = None if allow is None else frozenset(map(normal, allow))
        self._deny = frozenset(map(normal, deny))
        self._prefer = dict(prefer or {})
        self._given: dict[str, Framework] = {}
        self._found: tuple[Declaration, ...] | None = None
        self._loaded: dict[PluginSource, Framework] = {}
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<positiveculture.Registry: {len(self)} frameworks>"

    def names(self) -> tuple[str, ...]:
        """Return the name of every framework that can be asked for, sorted. Imports nothing."""
        choosy = self._allow is not None or self._deny
        found = {each.name for each in self._all() if not choosy or self.allows(each.source)}
        return tuple(sorted(found | self._given.keys()))

    def sources(self, name: str | None = None) -> tuple[PluginSource, ...]:
        """Return where frameworks come from, also those that conflict or are not allowed. Imports nothing."""
        return tuple(sorted({each.source for each in self._all() if name in (None, each.name)}))

    def allows(self, source: PluginSource) -> bool:
        """Return whether the distribution of `source` may be loaded."""
        distribution = normal(source.distribution)
        return distribution not in self._deny and (self._allow is None or distribution in self._allow)

    def __contains__(self, name: object) -> bool:
        return name in self.names()

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __len__(self) -> int:
        return len(self.names())

    def get(self, name: str) -> Framework:
        """Return a framework, loaded on first use.

        Another name that a framework goes by finds it once it is loaded or given: to look for it would be to import.

        Raises:
            UnknownFramework: Nothing that is installed and allowed has this name.
            FrameworkConflict: More than one distribution, or framework, claims it.
            FrameworkLoadError: Its plug-in failed. Not remembered: mend it and ask again.
            IncompatibleFramework: It was written for another plug-in API.
            InvalidFramework: It does not hold together.
        """
        if name in self._given:
            return self._given[name]
        claimed = [source for source in self.sources(name) if self.allows(source)]
        if not claimed:
            return self._by_alias(name)
        source = self._choose(name, claimed)
        known = self._loaded.get(source)
        if known is not None:
            return known
        framework = load(source)  # never under the lock: a plug-in may use a registry while it is imported
        with self._lock:
            return self._loaded.setdefault(source, framework)

    def load_all(self, *, timeout: float | None = None) -> LoadReport:
        """Load every framework and tell what came of it; one that fails does not stop the others.

        Args:
            timeout: How many seconds to wait for each; one that does not come back has failed. None = for ever.
        """
        loaded: dict[str, Framework] = {}
        failed: dict[str, RegistryError] = {}
        for name in self.names():
            try:
                loaded[name] = with_timeout(timeout, partial(self.get, name))
            except RegistryError as error:
                failed[name] = error
            except TimeoutError:
                sources = "; ".join(map(str, filter(self.allows, self.sources(name))))
                failed[name] = FrameworkLoadError(name, sources, f"it did not come back within {timeout:g} seconds")
        return LoadReport(loaded, failed)

    def refresh(self) -> None:
        """Look again at what is installed; what was loaded from the same source is kept."""
        importlib.invalidate_caches()
        with self._lock:
            self._found = None

    def with_frameworks(self, *frameworks: Framework, replace: bool = False) -> "Registry":
        """Return a new registry that has `frameworks` too; this one stays as it is.

        Raises:
            FrameworkConflict: A name is taken, and `replace` is not given.
        """
        fresh = Registry(self._find, allow=self._allow, deny=self._deny, prefer=self._prefer)
        fresh._found, fresh._loaded, fresh._given = self._found, dict(self._loaded), dict(self._given)
        for framework in frameworks:
            if framework.id in fresh and not replace:
                claims = [*map(str, fresh.sources(framework.id)), "a framework that is given: say replace=True"]
                raise FrameworkConflict(framework.id, tuple(claims), ())
            fresh._given[framework.id] = framework
        return fresh

    def _all(self) -> tuple[Declaration, ...]:
        found = self._found
        if found is None:
            found = tuple(FRAMEWORKS.declared() if self._find is None else map(_known, self._find()))
            with self._lock:
                self._found = found
        return found

    def _choose(self, name: str, claimed: list[PluginSource]) -> PluginSource:
        wanted = normal(self._prefer.get(name, ""))
        chosen = [source for source in claimed if normal(source.distribution) == wanted] or claimed
        if len(chosen) > 1:
            raise FrameworkConflict(name, tuple(map(str, chosen)), tuple(source.distribution for source in chosen))
        return chosen[0]

    def _by_alias(self, name: str) -> Framework:
        with self._lock:
            known = {framework.id: framework for framework in (*self._loaded.values(), *self._given.values())}
        found = [framework for framework in known.values() if name in framework.aliases and framework.id in self]
        if len(found) > 1:
            claims = sorted(f"{framework.id}, which also goes by it" for framework in found)
            raise FrameworkConflict(name, tuple(claims), ())
        if not found:
            barred = [f"{source} has it, but is not allowed: see {ALLOW}, {DISABLE}" for source in self.sources(name)]
            raise UnknownFramework("framework", name, self.names(), "; ".join(barred))
        return found[0]


def load(source: PluginSource) -> Framework:
    """Return the framework that `source` declares; errors as for `Registry.get`."""
    framework = FRAMEWORKS.load(source)
    if framework.spec not in tuple(SUPPORTED_SPECS):  # a tuple, for a spec may be anything, unhashable too
        raise IncompatibleFramework(source.name, str(source), framework.spec, tuple(sorted(SUPPORTED_SPECS)))
    return framework


def _known(source: PluginSource) -> Declaration:
    return Declaration(source.name, lambda: source)


_default: Registry | None = None
_building = threading.Lock()
_current: ContextVar[Registry | None] = ContextVar("positiveculture_registry", default=None)


def registry() -> Registry:
    """Return the registry in use: that of `use_registry`, else the default one of this process."""
    global _default  # noqa: PLW0603 - the one default of the process, built when it is first asked for
    current = _current.get()
    if current is not None:
        return current
    with _building:  # or two threads would have two defaults, and two of each framework
        if _default is None:
            _default = Registry(allow=allowed_distributions(os.environ), prefer=preferred_distributions(os.environ))
        return _default


def allowed_distributions(environment: Mapping[str, str]) -> set[str] | None:
    """Return the distributions that the default registry may load in an `environment`; None = all."""
    if environment.get(DISABLE, "") not in ("", "0"):
        return {OWN_DISTRIBUTION}
    named = environment.get(ALLOW)
    return None if named is None else {OWN_DISTRIBUTION, *filter(None, map(str.strip, named.split(",")))}


def preferred_distributions(environment: Mapping[str, str]) -> dict[str, str]:
    """Return framework name to the distribution that the default registry prefers in an `environment`."""
    pairs = (each.partition("=") for each in environment.get(PREFER, "").split(","))
    return {name.strip(): distribution.strip() for name, sign, distribution in pairs if sign}


def get_framework(framework: str | Framework) -> Framework:
    """Return an installed framework by its name; a framework itself is returned as it is.

    Raises:
        UnknownFramework, FrameworkConflict, FrameworkLoadError, IncompatibleFramework, InvalidFramework:
            As for `Registry.get`.
    """
    if isinstance(framework, Framework):
        return framework
    if not isinstance(framework, str):
        raise UnknownFramework("framework", framework, registry().names(), "a framework is named by its id, a text")
    return registry().get(framework)


@contextmanager
def use_registry(other: Registry) -> Iterator[Registry]:
    """Use `other` as what `registry` returns, in this thread or task: for tests, and for apps with their own."""
    token = _current.set(other)
    try:
        yield other
    finally:
        _current.reset(token)
