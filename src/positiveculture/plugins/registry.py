"""Which frameworks there are by name: those that are installed, and those that are given.

A plug-in declares an entry point in the group `positiveculture.frameworks`: its name is the framework's id, or
`id@edition` for a further edition; its value a callable without arguments that returns a `Framework`, or a `Framework`,
or a package that holds `framework.toml`.  Editions of one framework live side by side.
"""

import importlib
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

import attrs

from positiveculture.errors import (
    FrameworkConflict,
    FrameworkLoadError,
    IncompatibleFramework,
    InvalidFramework,
    RegistryError,
    UnknownFramework,
)
from positiveculture.field_types import require, with_types
from positiveculture.formats.framework import FILE, framework_in
from positiveculture.framework import SPEC, Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.plugins.claims import by_alias, by_edition, choose, conflicting, id_of, in_order, several
from positiveculture.plugins.entry_points import Declaration, PluginKind, PluginSource, declaration, normal
from positiveculture.plugins.environment import allowed_distributions, preferred_distributions
from positiveculture.plugins.timeout import with_timeout

__all__ = ["LoadReport", "PluginSource", "Registry", "get_framework", "registry", "use_registry"]

FRAMEWORKS = PluginKind(
    noun="framework",
    group="positiveculture.frameworks",
    cls=Framework,
    error=InvalidFramework,
    names=lambda framework: (framework.id, f"{framework.id}@{framework.edition}"),
    files=lambda _: (FILE,),
    read=lambda _, folder: framework_in(folder),
)


@attrs.frozen
class LoadReport:
    """The result of loading every framework, by the name of its entry point: its id, or `id@edition`."""

    loaded: Mapping[str, Framework]
    failed: Mapping[str, RegistryError]


class Registry:
    """Frameworks by name, each in one or several editions.

    Args:
        sources: Where frameworks come from; None = what is installed.
        allow, deny: The names of the distributions to allow (None = all), and of those to leave out.
        prefer: Entry-point name to distribution name, for names that several distributions claim.
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
        self._given: dict[tuple[str, str], Framework] = {}  # by id and edition
        self._declared: tuple[Declaration, ...] | None = None
        self._by_id: tuple[tuple[Declaration, ...], dict[str, list[Declaration]]] | None = None  # with what it is of
        self._loaded: dict[PluginSource, Framework] = {}
        self._newest: dict[str, tuple[tuple[Declaration, ...], Framework]] = {}  # with what it was chosen from
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<positiveculture.Registry: {len(self)} frameworks>"

    def names(self) -> tuple[str, ...]:
        """Return the id of every framework that can be asked for, sorted. Imports nothing."""
        return tuple(sorted({id_of(name) for name in self._claims()} | {id_ for id_, _ in self._given}))

    @with_types
    def beginning_with(self, prefix: str) -> tuple[str, ...]:
        """Return the id of every framework that begins with `prefix`, sorted; of one of that id, it alone."""
        return (prefix,) if prefix in self else tuple(id_ for id_ in self.names() if id_.startswith(prefix))

    def sources(self, name: str | None = None) -> tuple[PluginSource, ...]:
        """Return where frameworks come from, also those that conflict or are not allowed. Imports nothing.

        Args:
            name: An id, for all its editions; or `id@edition`; None = everything.
        """
        own = self._all() if name is None else self._named(id_of(name))
        return tuple(sorted({each.source for each in own if name in (None, each.name, id_of(each.name))}))

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

    def editions(self, name: str) -> tuple[str, ...]:
        """Return the editions of a framework, oldest first. Loads each of them.

        Raises:
            UnknownFramework: Nothing that is installed and allowed has this name.
        """
        self._require_text(name)
        return tuple(each.edition for each in in_order(*self._readable(name)))

    def get(self, name: str, edition: str | None = None) -> Framework:
        """Return a framework, loaded on first use.

        Another name that a framework goes by finds it once it is loaded or given: to look for it would be to import.
        A plug-in that fails, or is claimed twice, affects its own edition alone; a warning says so.

        Args:
            name: The framework's id.
            edition: Exactly this edition; None = the newest.

        Raises:
            UnknownFramework: Nothing that is installed and allowed has this name, or this edition of it.
            FrameworkConflict: Several distributions, or frameworks, claim it.
            FrameworkLoadError: Its plug-in failed. Not remembered: mend it and ask again.
            IncompatibleFramework, InvalidFramework: It was written for another plug-in API, or is not valid.
        """
        self._require_text(name)
        if edition is None and (newest := self._newest.get(name)) is not None and newest[0] is self._declared:
            return newest[1]
        if edition is not None and not isinstance(edition, str):
            raise _unknown_edition(name, edition, self.editions(name))
        if edition is not None and (name, edition) in self._given:
            return self._given[name, edition]
        exact = f"{name}@{edition}"
        if edition is not None and exact in self._claims(name):
            named = [each for each in self.sources(name) if each.name in (name, exact) and self.allows(each)]
            if not several(named):
                return self._load(exact)
        loaded, errors = self._readable(name)
        if edition in loaded:
            return loaded[edition]
        # Which edition the plain name would give is not known, so that its error counts for each.
        own = [errors[claim] for claim in (exact, name) if claim in errors and edition is not None]
        if own:
            raise own[0]
        known = in_order(loaded, errors)
        if edition is None:
            self._newest |= {} if errors else {known[-1].id: (self._all(), known[-1])}
            return known[-1]
        raise _unknown_edition(name, edition, [each.edition for each in known])

    def load_all(self, *, timeout: float | None = None) -> LoadReport:
        """Load every edition of every framework; one that fails does not stop the others.

        Args:
            timeout: How many seconds to wait for each; one that does not return has failed. None = no limit.
        """
        loaded: dict[str, Framework] = {}
        failed: dict[str, RegistryError] = {}
        for name in self._claims():
            try:
                loaded[name] = with_timeout(timeout, partial(self._load, name))
            except RegistryError as error:
                failed[name] = error
            except TimeoutError:
                sources = "; ".join(str(source) for source in self.sources(name) if self.allows(source))
                words = gettext("it did not come back within {seconds} seconds")
                failed[name] = FrameworkLoadError(name, sources, words.format(seconds=f"{timeout:g}"))
        by_source = ((self._chosen(name), found) for name, found in loaded.items())
        for claim, conflict in conflicting(by_source, self._prefer):
            del loaded[claim]
            failed[claim] = conflict
        for (id_, edition), framework in self._given.items():
            replaced = loaded.get(id_, framework).edition == edition
            loaded[id_ if replaced else f"{id_}@{edition}"] = framework
        return LoadReport(loaded, failed)

    def refresh(self) -> None:
        """Look again at what is installed; what was loaded from the same source is kept."""
        importlib.invalidate_caches()
        with self._lock:
            self._declared = None

    def with_frameworks(self, *frameworks: Framework, replace: bool = False) -> "Registry":
        """Return a new registry that has `frameworks` too; this one stays as it is.

        Raises:
            FrameworkConflict: An edition is taken, and `replace` is not given.
        """
        fresh = Registry(self._find, allow=self._allow, deny=self._deny, prefer=self._prefer)
        fresh._declared, fresh._loaded, fresh._given = self._declared, dict(self._loaded), dict(self._given)
        for framework in frameworks:
            require_framework(framework)
            if not replace and framework.id in fresh and framework.edition in fresh._readable(framework.id)[0]:
                given = gettext("a framework that is given: say replace=True")
                claims = [*map(str, fresh.sources(framework.id)), given]
                raise FrameworkConflict(framework.id, tuple(claims), ())
            fresh._given[framework.id, framework.edition] = framework
        return fresh

    def _require_text(self, name: object) -> None:
        if not isinstance(name, str):
            raise UnknownFramework("framework", name, self.names(), gettext("a framework is named by its id, a text"))

    def _all(self) -> tuple[Declaration, ...]:
        declared = self._declared
        if declared is None:
            declared = tuple(FRAMEWORKS.declared() if self._find is None else map(declaration, self._find()))
            with self._lock:
                self._declared = declared
        return declared

    def _named(self, id_: str) -> Sequence[Declaration]:
        """Return the entry points of one framework, without going through those of others."""
        every, by_id = self._all(), self._by_id
        if by_id is None or by_id[0] is not every:
            found: dict[str, list[Declaration]] = {}
            for each in every:
                found.setdefault(id_of(each.name), []).append(each)
            by_id = self._by_id = every, found
        return by_id[1].get(id_, ())

    def _claims(self, id_: str | None = None) -> list[str]:
        """Return the name of each entry point that is allowed, of one framework or of all, sorted."""
        restricted = self._allow is not None or self._deny
        named = self._all() if id_ is None else self._named(id_)
        return sorted({each.name for each in named if not restricted or self.allows(each.source)})

    def _readable(self, name: str) -> tuple[dict[str, Framework], dict[str, RegistryError]]:
        """Return every edition of a framework that can be loaded, at least one, and by claim why others cannot be."""
        given = {edition: framework for (id_, edition), framework in self._given.items() if id_ == name}
        loaded: list[tuple[PluginSource, Framework]] = []
        errors: dict[str, RegistryError] = {}
        for claim in self._claims(name):
            try:
                source = self._chosen(claim)
                loaded.append((source, self._from(source)))
            except RegistryError as error:
                errors[claim] = error
        readable, conflicts = by_edition(name, [each for each in loaded if each[1].edition not in given], self._prefer)
        errors |= conflicts
        if errors and not (readable or given):
            raise next(iter(errors.values()))
        return readable | given or {(known := self._by_alias(name)).edition: known}, errors

    def _chosen(self, claim: str) -> PluginSource:
        return choose(claim, [x for x in self.sources(claim) if x.name == claim and self.allows(x)], self._prefer)

    def _load(self, claim: str) -> Framework:
        """Return what the entry point of this name declares, loaded on first use."""
        return self._from(self._chosen(claim))

    def _from(self, source: PluginSource) -> Framework:
        known = self._loaded.get(source)
        if known is not None:
            return known
        framework = load(source)  # never under the lock: a plug-in may use a registry while it is imported
        with self._lock:
            return self._loaded.setdefault(source, framework)

    def _by_alias(self, name: str) -> Framework:
        with self._lock:
            known = {framework.id: framework for framework in (*self._loaded.values(), *self._given.values())}
        return by_alias(name, [each for each in known.values() if each.id in self], self.names(), self.sources(name))


def _unknown_edition(name: str, edition: object, known: Iterable[str]) -> UnknownFramework:
    return UnknownFramework(gettext("edition of {name}").format(name=name), edition, tuple(known))


def load(source: PluginSource) -> Framework:
    """Return the framework that `source` declares; errors as for `Registry.get`."""
    framework = FRAMEWORKS.load(source)
    if framework.spec != SPEC:
        raise IncompatibleFramework(source.name, str(source), framework.spec, (SPEC,))
    return framework


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


def get_framework(framework: str | Framework, *, edition: str | None = None) -> Framework:
    """Return an installed framework by its name; a framework itself is returned as it is.

    Args:
        framework: Its id, or the framework itself.
        edition: Exactly this edition; None = the newest.

    Raises:
        UnknownFramework, RegistryError: As for `Registry.get`.
    """
    return framework if isinstance(framework, Framework) else registry().get(framework, edition)


def allowed_plugins(kind: PluginKind[Any]) -> tuple[PluginSource, ...]:
    """Return where the installed plug-ins of a kind come from that the registry in use allows, sorted."""
    return tuple(sorted(set(filter(registry().allows, kind.installed()))))


@contextmanager
def use_registry(other: Registry) -> Iterator[Registry]:
    """Use `other` as what `registry` returns, in this thread or task: for tests, and for apps with their own.

    Raises:
        WrongArgument: It is no registry.
    """
    require(other, Registry)
    token = _current.set(other)
    try:
        yield other
    finally:
        _current.reset(token)
