"""What is checked: a framework, and how it was come by."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import attrs

from positiveculture.errors import PositiveCultureError
from positiveculture.formats.framework import read_framework
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import PluginSource
from positiveculture.plugins.registry import Registry, registry
from positiveculture.testing.kit.probe import Traces, probe

#: A framework's name or file, the framework itself, or a function that returns it.
Target: TypeAlias = str | Framework | Callable[[], Framework]


@attrs.frozen(eq=False)
class Subject:
    """A framework that is checked."""

    target: Target
    #: The framework; None where it cannot be loaded, and `trouble` says why.
    framework: Framework | None
    trouble: str = ""
    #: The name that it is asked for by; None for one that is given.
    name: str | None = None
    #: Which installed distributions claim the name.
    sources: tuple[PluginSource, ...] = ()
    #: Whether it is to be found by its name: one that is handed to a registry, or given, is not.
    installed: bool = False
    #: What loading it leaves behind in fresh processes.
    traces: Traces = attrs.field(factory=Traces)

    @property
    def make(self) -> Callable[[], Framework] | None:
        """The function that was given, where one was."""
        return None if isinstance(self.target, str | Framework) else self.target

    @property
    def label(self) -> str:
        """How the target is written in a line of Python."""
        if isinstance(self.target, str):
            return repr(self.target)
        return getattr(self.make, "__name__", "framework").replace("<lambda>", "framework")

    @property
    def imports(self) -> str:
        """The line that has to stand before it, where the target is a function of a module."""
        name, module = getattr(self.make, "__qualname__", ""), getattr(self.make, "__module__", "")
        return f"from {module} import {name}; " if name.isidentifier() and module and module != "__main__" else ""


def is_file(name: str) -> bool:
    """Return whether `name` is meant as a file: a framework's id has no dot and no slash."""
    return Path(name).suffix.lower() in (".toml", ".json") or any(sign in name for sign in "./\\")


def subject_of(target: Target) -> Subject:
    """Return what is to be checked.

    Raises:
        PositiveCultureError: A framework's file cannot be read.
    """
    if isinstance(target, Framework):
        return Subject(target, target)
    if isinstance(target, str):
        return Subject(target, read_framework(target)) if is_file(target) else _named(target)
    try:
        made: object = target()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a plug-in does wrong is reported, not raised
        return Subject(target, None, _reason(error))
    if not isinstance(made, Framework):
        return Subject(target, None, gettext("it returns {name}, not a Framework").format(name=type(made).__name__))
    return Subject(target, made)


def _named(name: str) -> Subject:
    """Return what an installed name means: a framework's newest edition, or the one of `id@edition`."""
    shelf = registry()
    id_, _, edition = name.partition("@")
    sources = _sources(shelf, id_, edition)
    # From outside first: once it is loaded here, what it changes is changed, and one that hangs would hang us.
    traces = probe(sources[0]) if len(sources) == 1 else Traces()
    if traces.hangs:
        return Subject(name, None, traces.trouble, name, sources, installed=True, traces=traces)
    try:
        framework = shelf.get(id_, edition or None)
    except PositiveCultureError as error:
        return Subject(name, None, str(error), name, sources, installed=True, traces=traces)
    own = _sources(shelf, id_, framework.edition)
    if own != sources:  # the newest edition has an entry point of its own
        return attrs.evolve(_named(f"{id_}@{framework.edition}"), target=name, name=name)
    return Subject(name, framework, "", name, sources, installed=bool(sources), traces=traces)


def _sources(shelf: Registry, id_: str, edition: str) -> tuple[PluginSource, ...]:
    """Return the entry points of an edition; without one of that name, those of the framework's bare name."""
    found = [source for source in shelf.sources(id_) if shelf.allows(source)]
    named = tuple(source for source in found if source.name == f"{id_}@{edition}")
    return named or tuple(source for source in found if source.name == id_)


def _reason(error: BaseException) -> str:
    return str(error) if isinstance(error, PositiveCultureError) else f"{type(error).__name__}: {error}"
