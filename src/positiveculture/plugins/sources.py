"""Where frameworks come from: declared by the entry points of installed distributions, loaded when they are asked for.

An entry point names an object, as in ``thrive_uk:framework``, or a package alone, as in ``thrive_uk``, whose
`framework.toml` is then read: such a plug-in is data, and nothing of it is imported.

This is the one home of importlib_metadata, which is imported when the first registry looks around.
"""

import importlib
import importlib.util
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from contextvars import copy_context
from functools import cached_property, partial
from typing import Any

import attrs

from positiveculture.errors import (
    FrameworkLoadError,
    IncompatibleFramework,
    Invalid,
    InvalidFile,
    InvalidFramework,
    Problem,
    printable,
    quoted,
)
from positiveculture.framework import SPEC, Framework

GROUP = "positiveculture.frameworks"

#: The versions of the plug-in API that this library speaks.
SUPPORTED_SPECS = frozenset({SPEC})


@attrs.frozen(order=True)
class FrameworkSource:
    """Where an installed framework comes from."""

    name: str
    distribution: str
    version: str
    #: The module and the object in it, as in ``thrive_uk:framework``, or the package of a framework that is data.
    target: str
    editable: bool = False

    def __str__(self) -> str:
        return f"{self.distribution} {self.version} ({self.target})"


@attrs.frozen(eq=False)
class Declaration:
    """A name that is declared, with how to find out where it comes from: a list of names need not ask."""

    name: str
    tell: Callable[[], FrameworkSource]

    @cached_property
    def source(self) -> FrameworkSource:
        """Where it comes from; read from the distribution's metadata when it is first asked for."""
        return self.tell()


def declared(group: str = GROUP) -> Iterator[Declaration]:
    """Yield every name that installed distributions declare in `group`; nothing of it is imported."""
    return (Declaration(point.name, partial(_source, point)) for point in _points(group))


def installed(group: str = GROUP) -> Iterator[FrameworkSource]:
    """Yield everything that installed distributions declare in `group`; nothing of it is imported."""
    return (declaration.source for declaration in declared(group))


def distribution_names() -> frozenset[str]:
    """Return the name of every installed distribution, as it is written there."""
    from importlib_metadata import distributions  # noqa: PLC0415 - as for the entry points

    return frozenset(_words(_told(dist, "name")) for dist in distributions())


def normal(distribution: str) -> str:
    """Return a distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _points(group: str) -> Iterable[Any]:
    from importlib_metadata import distributions, entry_points  # noqa: PLC0415 - 26 ms that only who looks around pays

    try:
        return entry_points(group=group)
    except Exception:  # noqa: BLE001 - the entry points of one distribution are damaged: that hurts nobody else
        return list(_one_by_one(distributions(), group))


def _one_by_one(distributions: Iterable[Any], group: str) -> Iterator[Any]:
    """Yield the entry points of each distribution whose own can be read, the first of each name."""
    seen: set[str] = set()
    for dist in distributions:
        name = _told(dist, "name")
        if name and normal(name) in seen:
            continue
        seen.add(normal(name or ""))
        try:
            yield from dist.entry_points.select(group=group)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it
            what = f"{_words(name)} {_words(_told(dist, 'version'))}"
            warnings.warn(f"the entry points of {what} cannot be read and are left out: {error}", stacklevel=2)


def _source(point: Any) -> FrameworkSource:
    metadata = _told(point.dist, "metadata")
    name, version = (_words(metadata and metadata.get(field)) for field in ("Name", "Version"))
    editable = _told(point.dist, "origin.dir_info.editable") is True
    return FrameworkSource(point.name, name, version, point.value, editable)


def _told(dist: Any, field: str) -> Any:
    """Return what a distribution says of itself; None where its metadata is damaged: that hurts nobody else."""
    with suppress(Exception):
        for name in field.split("."):
            dist = getattr(dist, name)
        return dist
    return None


def _words(told: object) -> str:
    """Return what a distribution says of itself as it is shown: on one line, "?" where it says nothing."""
    return printable(str(told)) if told else "?"


def load(source: FrameworkSource) -> Framework:
    """Return the framework that `source` declares; errors as for `Registry.get`."""
    try:
        given = called(source)
    except Invalid as error:
        raise _invalid(source, *_placed(error)) from error
    if type(given) is not Framework:  # one of a class of its own could be changed, or judge otherwise
        raise _invalid(source, Problem("", f"{source.target} gave {type(given).__name__}, not a Framework"))
    if given.spec not in tuple(SUPPORTED_SPECS):
        raise IncompatibleFramework(source.name, str(source), given.spec, tuple(sorted(SUPPORTED_SPECS)))
    if given.id != source.name:
        text = f"calls itself {quoted(given.id)}; the entry point's name and the id must be the same"
        raise _invalid(source, Problem("", text))
    return given


def _placed(error: Invalid) -> tuple[Problem, ...]:
    """Return the problems of a plug-in; of a file that cannot be read, with its name: it may be the wording's."""
    if not isinstance(error, InvalidFile):
        return error.problems
    return tuple(Problem(f"{error.what}, {problem.place}", problem.text) for problem in error.problems)


def called(source: FrameworkSource, kind: str = "framework") -> object:
    """Return what `source` declares, or what it returns where it is callable.

    Raises:
        FrameworkLoadError: It failed.
        Invalid: What it read does not hold together.
    """
    try:
        # In a context of its own: a plug-in that chooses a registry while it is imported chooses it for itself.
        return copy_context().run(_given, source.target, kind)
    except Invalid:
        raise
    except (Exception, SystemExit) as error:  # a plug-in that ends the process would hurt who did not name it
        raise FrameworkLoadError(source.name, str(source), _reason(error, source.target), kind) from error


def _given(target: str, kind: str) -> object:
    """Return what an entry point names; the extras that old ones may end with say nothing of it."""
    module, colon, attribute = (part.strip() for part in target.partition("[")[0].partition(":"))
    if module and not colon and kind == "framework":
        return _read(module)
    found: object = importlib.import_module(module)
    for name in filter(None, attribute.split(".")):
        found = getattr(found, name)
    return found() if callable(found) and not isinstance(found, Framework) else found


def _read(package: str) -> Framework:
    """Return the framework that a package holds as data; the package itself is not imported."""
    from positiveculture.files.frameworks import framework_in  # noqa: PLC0415 - files ask plug-ins for frameworks

    found = importlib.util.find_spec(package)
    if found is None:
        raise ModuleNotFoundError(f"No module named {package!r}", name=package)
    return framework_in(found.submodule_search_locations or (), package)


def _reason(error: BaseException, target: str) -> str:
    """Return what went wrong: the module is not there, it needs something that is not there, or it failed."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        own = f"{target.partition(':')[0].strip()}.".startswith(f"{error.name}.")
        return f"its module {error.name!r} is not there" if own else f"it needs {error.name!r}, which is not installed"
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001 - an error that cannot even say what it is
        return type(error).__name__


def _invalid(source: FrameworkSource, *problems: Problem) -> InvalidFramework:
    return InvalidFramework(f"framework {quoted(source.name)} from {source}", problems)
