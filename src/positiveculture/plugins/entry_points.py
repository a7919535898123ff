"""The one finder of plug-ins: what installed distributions declare by entry points, and how one of it is loaded.

An entry point names an object, as in ``thrive_uk:framework``, or a package alone, as in ``thrive_uk``, whose data file
is then read: such a plug-in is data, and nothing of it is imported.  A package may lie in a zip.

A `PluginKind` says what is looked for: there is one for frameworks, one for crosswalks and one for wordings.  Listing
imports nothing; a broken plug-in fails alone; installing a plug-in is trusting it.  This is the one home of
importlib_metadata, which is imported when the first registry looks around.
"""

import importlib
import importlib.util
import re
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from contextvars import copy_context
from functools import cached_property, partial
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import attrs

from positiveculture.errors import FileTrouble, FrameworkLoadError, Invalid, InvalidFile, Problem, RegistryError
from positiveculture.gettext import gettext
from positiveculture.sentences import nearest, printable, quoted


class Checkable(Protocol):
    """A thing that says what is wrong with it."""

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that is wrong with it."""


T = TypeVar("T", bound=Checkable)


@attrs.frozen(order=True)
class PluginSource:
    """Where an installed plug-in comes from."""

    name: str
    distribution: str
    version: str
    #: The module and the object in it, as in ``thrive_uk:framework``, or a package that holds a data file.
    target: str
    editable: bool = False

    def __str__(self) -> str:
        return f"{self.distribution} {self.version} ({self.target})"


@attrs.frozen(eq=False)
class Declaration:
    """An entry point whose distribution metadata is read lazily."""

    name: str
    _read_source: Callable[[], PluginSource]

    @cached_property
    def source(self) -> PluginSource:
        """Where it comes from; read from the distribution's metadata on first use."""
        return self._read_source()


def declaration(source: PluginSource) -> Declaration:
    """Return the declaration of a source that is known."""
    return Declaration(source.name, lambda: source)


@attrs.frozen(kw_only=True)
class PluginKind(Generic[T]):
    """One kind of thing that entry points declare."""

    #: What it is called, as in "framework".
    noun: str
    #: The group of its entry points.
    group: str
    cls: type[T]
    error: type[Invalid]
    #: The names that its entry point may have, the usual one first.
    names: Callable[[T], tuple[str, ...]]
    #: The names that its file may have in a package that is data, by the name of the entry point.
    files: Callable[[str], tuple[str, ...]]
    #: Reads such a file, given with its folder.
    read: Callable[[Traversable, Traversable], T]

    def declared(self) -> Iterator[Declaration]:
        """Yield every entry point of this kind; nothing of it is imported."""
        return (Declaration(point.name, partial(_source, point)) for point in _entry_points(self.group))

    def installed(self) -> Iterator[PluginSource]:
        """Yield where each plug-in of this kind comes from; nothing of it is imported."""
        return (declaration.source for declaration in self.declared())

    def load(self, source: PluginSource) -> T:
        """Return what `source` declares: the object, what it returns where it is callable, or what its file holds.

        Raises:
            FrameworkLoadError: It failed.
            Invalid: This kind's own error: it is of another type, has another name, or is not valid.
        """
        words = gettext("{noun} {name} from {source}")
        what = words.format(noun=gettext(self.noun), name=quoted(source.name), source=source)
        try:
            # In a context of its own: a plug-in that chooses a registry while it is imported chooses it for itself.
            plugin = copy_context().run(self._object, source)
        except Invalid as error:
            raise self.error(what, _with_file(error), error.more) from error
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a plug-in that ends the process would end it for those who did not ask for it
            raise FrameworkLoadError(source.name, str(source), _reason(error, source.target), self.noun) from error
        if type(plugin) is not self.cls:  # an instance of a subclass could change, or judge otherwise
            types = {"target": source.target, "given": type(plugin).__name__, "expected": self.cls.__name__}
            raise self.error(what, (Problem("not-the-type", (), types),))
        if problems := plugin.problems():  # what is made in Python is checked as what is read is
            raise self.error(what, problems)
        if source.name not in (names := self.names(plugin)):
            expected = {"name": gettext(" or ").join(map(quoted, names))}
            raise self.error(what, (Problem("not-the-name", (), expected),))
        return plugin

    def _object(self, source: PluginSource) -> object:
        """Return what an entry point names; the extras that old ones may end with are ignored."""
        module, colon, attribute = (part.strip() for part in source.target.partition("[")[0].partition(":"))
        if module and not colon:
            return self._data(module, source.name)
        if not module:
            words = gettext("names nothing; it names a package, or an object in a module, as in thrive_uk:{noun}")
            raise FileTrouble(gettext("its entry point"), words.format(noun=self.noun))
        named: object = importlib.import_module(module)
        for name in filter(None, attribute.split(".")):
            named = _attribute(named, name, module)
        return named() if callable(named) and not isinstance(named, self.cls) else named

    def _data(self, package: str, name: str) -> T:
        names = self.files(name)
        for folder in package_folders(package):
            for file in names:
                if (path := folder.joinpath(file)).is_file():
                    return self.read(path, folder)
        words = gettext(
            "is no package that holds {files}; what is in Python is named with its object, as in {package}:{noun}"
        )
        files = gettext(" or ").join(names)
        raise FileTrouble(package, words.format(files=files, package=package, noun=self.noun))


def _attribute(named: object, name: str, module: str) -> object:
    """Return what a module, or an object in it, has under a name.

    Raises:
        FileTrouble: It has nothing of that name.
    """
    try:
        return getattr(named, name)
    except AttributeError as error:
        known = [each for each in dir(named) if not each.startswith("_")]
        raise FileTrouble(
            module, gettext("has no {name}; {near}").format(name=quoted(name), near=nearest(name, known))
        ) from error


def package_folders(package: str) -> Iterator[Traversable]:
    """Yield the folders of a package, which need not be imported nor hold any Python; they may lie in a zip.

    Raises:
        ModuleNotFoundError: No package has that name.
    """
    top, *below = package.split(".")
    module = importlib.util.find_spec(top)
    locations = list(_zipped(top)) if module is None else list(module.submodule_search_locations or ())
    if module is None and not locations:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    yield from (_folder(location).joinpath(*below) for location in locations)


def _zipped(package: str) -> Iterator[str]:
    """Yield where a package without Python lies in a zip on the path: Python itself finds none there before 3.13."""
    for entry in sys.path:
        if zipfile.is_zipfile(entry) and zipfile.Path(entry, f"{package}/").is_dir():
            yield f"{entry}/{package}"


def _folder(location: str) -> Traversable:
    path = Path(location)
    if not path.is_dir():
        for above in path.parents:
            if above.is_file() and zipfile.is_zipfile(above):
                return zipfile.Path(above, f"{path.relative_to(above).as_posix()}/")
    return path


def distribution_names() -> frozenset[str]:
    """Return the name of every installed distribution, as it is written there."""
    from importlib_metadata import distributions  # noqa: PLC0415 - as for the entry points

    return frozenset(_display(_metadata_field(dist, "Name")) for dist in distributions())


def normal(distribution: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _entry_points(group: str) -> Iterable[Any]:
    from importlib_metadata import distributions, entry_points  # noqa: PLC0415 - 26 ms that only who looks around pays

    try:
        return entry_points(group=group)
    except Exception:  # noqa: BLE001 - the entry points of one distribution are damaged: the others still count
        return list(_one_by_one(distributions(), group))


def _one_by_one(distributions: Iterable[Any], group: str) -> Iterator[Any]:
    """Yield the entry points of each distribution whose own can be read, the first of each name."""
    seen: set[str] = set()
    for dist in distributions:
        name = _metadata_field(dist, "Name")
        if name and normal(name) in seen:
            continue
        seen.add(normal(name))
        try:
            yield from dist.entry_points.select(group=group)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it
            what = f"{_display(name)} {_display(_metadata_field(dist, 'Version'))}"
            words = gettext("the entry points of {what} cannot be read and are left out: {error}")
            warnings.warn(words.format(what=what, error=error), stacklevel=2)


def _source(point: Any) -> PluginSource:
    name, version = (_display(_metadata_field(point.dist, field)) for field in ("Name", "Version"))
    editable = False
    with suppress(Exception):  # most distributions have no origin, and one may be damaged
        editable = point.dist.origin.dir_info.editable is True
    return PluginSource(point.name, name, version, point.value, editable)


def _metadata_field(dist: Any, field: str) -> str:
    """Return a field at the head of a distribution's metadata; "" where it is missing or damaged.

    Read here, for `importlib_metadata` reads it with `email`, which takes a tenth of a command's start to import.
    """
    with suppress(Exception):
        text = dist.read_text("METADATA") or dist.read_text("PKG-INFO")
        match = re.search(rf"(?im)^{field}:(.*)$", text.partition("\n\n")[0])
        return match[1].strip() if match else ""
    return ""


def _display(value: object) -> str:
    """Return a field of a distribution's metadata on one line; "?" where it is empty."""
    return printable(str(value)) if value else "?"


def _with_file(error: Invalid) -> tuple[Problem, ...]:
    """Return the problems of a plug-in; those of a file that cannot be read with its name: it may be the wording's."""
    if not isinstance(error, InvalidFile):
        return error.problems
    return tuple(problem.below(error.what, error.what) for problem in error.problems)


def _reason(error: BaseException, target: str) -> str:
    """Return what went wrong: the module is missing, it needs one that is missing, or it failed."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        own = f"{target.partition(':')[0].strip()}.".startswith(f"{error.name}.")
        words = gettext("its module {name} is missing") if own else gettext("it needs {name}, which is not installed")
        return words.format(name=repr(error.name))
    if isinstance(error, FileTrouble | RegistryError):
        return str(error)
    try:
        return f"{type(error).__name__}: {error}"
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - an error whose own text fails
        return type(error).__name__
