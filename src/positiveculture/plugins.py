"""Which frameworks are installed: found by entry points, loaded when they are asked for.

A plug-in declares an entry point in the group `positiveculture.frameworks`: its name is the framework's id, its value
a callable without arguments that returns a `Framework`, or a `Framework`.  Listing imports nothing; a broken plug-in
hurts only who names it; installing a plug-in is trusting it.

This is the one home of importlib_metadata, which is imported when the first registry looks around.
"""

import importlib
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import attrs

from positiveculture.errors import (
    FrameworkConflict,
    FrameworkLoadError,
    IncompatibleFramework,
    Invalid,
    InvalidFramework,
    Problem,
    RegistryError,
    UnknownFramework,
    quoted,
)
from positiveculture.framework import SPEC, Framework

GROUP = "positiveculture.frameworks"

#: The versions of the plug-in API that this library speaks.
SUPPORTED_SPECS = frozenset({SPEC})

#: Set to 1: the default registry finds no plug-in, the built-in frameworks of this library apart.
DISABLE = "POSITIVECULTURE_DISABLE_PLUGINS"
#: The distributions that the default registry allows, separated by commas; absent = all.
ALLOW = "POSITIVECULTURE_PLUGINS"

OWN_DISTRIBUTION = "positiveculture"


@attrs.frozen(order=True)
class FrameworkSource:
    """Where an installed framework comes from."""

    name: str
    distribution: str
    version: str
    #: The module and the object in it, as in ``thrive_uk:framework``.
    target: str
    editable: bool = False

    def __str__(self) -> str:
        return f"{self.distribution} {self.version} ({self.target})"


@attrs.frozen
class LoadReport:
    """What came of loading every framework."""

    loaded: Mapping[str, Framework]
    failed: Mapping[str, RegistryError]


def installed() -> Iterator[FrameworkSource]:
    """Yield every framework that is declared by an installed distribution; nothing of it is imported."""
    from importlib_metadata import entry_points  # noqa: PLC0415 - 26 ms that only who looks around should pay

    for point in entry_points(group=GROUP):
        dist = point.dist
        editable = bool(getattr(getattr(dist.origin, "dir_info", None), "editable", False)) if dist else False
        yield FrameworkSource(
            point.name, dist.name if dist else "?", dist.version if dist else "?", point.value, editable
        )


class Registry:
    """The frameworks that can be had by name.

    Args:
        sources: What is there to find; by default what is installed.
        allow: The names of the distributions to allow; None = all.
        deny: The names of distributions to leave out.
        prefer: Framework name to distribution name, for names that more than one distribution claims.
    """

    def __init__(
        self,
        sources: Callable[[], Iterable[FrameworkSource]] = installed,
        *,
        allow: Collection[str] | None = None,
        deny: Collection[str] = (),
        prefer: Mapping[str, str] | None = None,
    ) -> None:
        self._find = sources
        self._allow = None if allow is None else frozenset(map(_normal, allow))
        self._deny = frozenset(map(_normal, deny))
        self._prefer = dict(prefer or {})
        self._given: dict[str, Framework] = {}
        self._found: tuple[FrameworkSource, ...] | None = None
        self._loaded: dict[FrameworkSource, Framework] = {}
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<positiveculture.Registry: {len(self)} frameworks>"

    def names(self) -> tuple[str, ...]:
        """Return the name of every framework that can be asked for, sorted. Imports nothing."""
        return tuple(sorted({source.name for source in self._all() if self.allows(source)} | self._given.keys()))

    def sources(self, name: str | None = None) -> tuple[FrameworkSource, ...]:
        """Return where frameworks come from, also those that conflict or are not allowed. Imports nothing."""
        return tuple(source for source in self._all() if name in (None, source.name))

    def allows(self, source: FrameworkSource) -> bool:
        """Return whether the distribution of `source` may be loaded."""
        distribution = _normal(source.distribution)
        return distribution not in self._deny and (self._allow is None or distribution in self._allow)

    def __contains__(self, name: object) -> bool:
        return name in self.names()

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __len__(self) -> int:
        return len(self.names())

    def get(self, name: str) -> Framework:
        """Return a framework, loaded on first use.

        Raises:
            UnknownFramework: Nothing that is installed and allowed has this name.
            FrameworkConflict: More than one distribution claims it.
            FrameworkLoadError: Its plug-in failed. Not remembered: mend it and ask again.
            IncompatibleFramework: It was written for another plug-in API.
            InvalidFramework: It does not hold together.
        """
        if name in self._given:
            return self._given[name]
        source = self._choose(name)
        known = self._loaded.get(source)
        if known is not None:
            return known
        framework = _load(source)  # never under the lock: a plug-in may use a registry while it is imported
        with self._lock:
            return self._loaded.setdefault(source, framework)

    def load_all(self) -> LoadReport:
        """Load every framework and tell what came of it; one that fails does not stop the others."""
        loaded: dict[str, Framework] = {}
        failed: dict[str, RegistryError] = {}
        for name in self.names():
            try:
                loaded[name] = self.get(name)
            except RegistryError as error:
                failed[name] = error
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
                claims = [*map(str, self.sources(framework.id)), "given to with_frameworks(): say replace=True"]
                raise FrameworkConflict(framework.id, tuple(claims), ())
            fresh._given[framework.id] = framework
        return fresh

    def _all(self) -> tuple[FrameworkSource, ...]:
        found = self._found
        if found is None:
            found = tuple(sorted(set(self._find())))
            with self._lock:
                self._found = found
        return found

    def _choose(self, name: str) -> FrameworkSource:
        claimed = self.sources(name)
        allowed = [source for source in claimed if self.allows(source)]
        wanted = self._prefer.get(name)
        if wanted is not None:
            allowed = [source for source in allowed if _normal(source.distribution) == _normal(wanted)] or allowed
        if not allowed:
            hint = f"{claimed[0]} has it, but may not be loaded (see {ALLOW})" if claimed else ""
            raise UnknownFramework("framework", name, self.names(), hint)
        if len(allowed) > 1:
            distributions = tuple(source.distribution for source in allowed)
            raise FrameworkConflict(name, tuple(map(str, allowed)), distributions)
        return allowed[0]


def _normal(distribution: str) -> str:
    return distribution.lower().replace("_", "-").replace(".", "-")


def _load(source: FrameworkSource) -> Framework:
    given = _called(source)
    if not isinstance(given, Framework):
        text = f"{source.target} gave {type(given).__name__}, not a Framework"
        raise InvalidFramework(f"framework {quoted(source.name)} from {source}", (Problem("", text),))
    if given.spec not in SUPPORTED_SPECS:
        raise IncompatibleFramework(source.name, str(source), given.spec, tuple(sorted(SUPPORTED_SPECS)))
    if given.id != source.name:
        text = f"calls itself {quoted(given.id)}; the entry point's name and the id must be the same"
        raise InvalidFramework(f"framework {quoted(source.name)} from {source}", (Problem("", text),))
    return given


def _called(source: FrameworkSource) -> object:
    module, _, attribute = source.target.partition(":")
    try:
        given: object = importlib.import_module(module)
        for name in filter(None, attribute.split(".")):
            given = getattr(given, name)
        return given() if callable(given) and not isinstance(given, Framework) else given
    except Invalid as error:
        raise InvalidFramework(f"framework {quoted(source.name)} from {source}", error.problems) from error
    except ModuleNotFoundError as error:
        missing = error.name or ""
        own = module == missing or module.startswith(missing + ".")
        reason = f"its module {missing!r} is not there" if own else f"it needs {missing!r}, which is not installed"
        raise FrameworkLoadError(source.name, str(source), reason) from error
    except Exception as error:
        raise FrameworkLoadError(source.name, str(source), f"{type(error).__name__}: {error}") from error


_default: Registry | None = None
_current: ContextVar[Registry | None] = ContextVar("positiveculture_registry", default=None)


def registry() -> Registry:
    """Return the registry in use: that of `use_registry`, else the default one of this process."""
    global _default  # noqa: PLW0603 - the one default of the process, built when it is first asked for
    current = _current.get()
    if current is not None:
        return current
    if _default is None:
        allowed = os.environ.get(ALLOW)
        allow = None if allowed is None else {OWN_DISTRIBUTION, *filter(None, map(str.strip, allowed.split(",")))}
        _default = Registry(allow={OWN_DISTRIBUTION} if os.environ.get(DISABLE) == "1" else allow)
    return _default


def get_framework(framework: str | Framework) -> Framework:
    """Return an installed framework by its name; a framework itself is returned as it is.

    Raises:
        UnknownFramework, FrameworkConflict, FrameworkLoadError, IncompatibleFramework, InvalidFramework:
            As for `Registry.get`.
    """
    return framework if isinstance(framework, Framework) else registry().get(framework)


@contextmanager
def use_registry(other: Registry) -> Iterator[Registry]:
    """Use `other` as what `registry` returns, in this thread or task: for tests, and for apps with their own."""
    token = _current.set(other)
    try:
        yield other
    finally:
        _current.reset(token)
