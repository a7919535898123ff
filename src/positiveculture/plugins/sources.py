"""Where frameworks come from: declared by the entry points of installed distributions, loaded when they are asked for.

This is the one home of importlib_metadata, which is imported when the first registry looks around.
"""

import importlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import attrs

from positiveculture.errors import (
    FrameworkLoadError,
    IncompatibleFramework,
    Invalid,
    InvalidFramework,
    Problem,
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
    #: The module and the object in it, as in ``thrive_uk:framework``.
    target: str
    editable: bool = False

    def __str__(self) -> str:
        return f"{self.distribution} {self.version} ({self.target})"


def installed(group: str = GROUP) -> Iterator[FrameworkSource]:
    """Yield everything that installed distributions declare in `group`; nothing of it is imported."""
    from importlib_metadata import entry_points  # noqa: PLC0415 - 26 ms that only who looks around should pay

    for point in entry_points(group=group):
        told = {field: str(_told(point.dist, field)) for field in ("name", "version")}
        editable = _told(point.dist, "origin.dir_info.editable") is True
        yield FrameworkSource(point.name, told["name"], told["version"], point.value, editable)


def _told(dist: Any, field: str) -> object:
    """Return what a distribution says of itself; "?" where its metadata is damaged: that hurts nobody else."""
    with suppress(Exception):
        for name in field.split("."):
            dist = getattr(dist, name)
        return dist or "?"
    return "?"


def load(source: FrameworkSource) -> Framework:
    """Return the framework that `source` declares; errors as for `Registry.get`."""
    try:
        given = called(source)
    except Invalid as error:
        raise _invalid(source, *error.problems) from error
    if not isinstance(given, Framework):
        raise _invalid(source, Problem("", f"{source.target} gave {type(given).__name__}, not a Framework"))
    if given.spec not in tuple(SUPPORTED_SPECS):
        raise IncompatibleFramework(source.name, str(source), given.spec, tuple(sorted(SUPPORTED_SPECS)))
    if given.id != source.name:
        text = f"calls itself {quoted(given.id)}; the entry point's name and the id must be the same"
        raise _invalid(source, Problem("", text))
    return given


def called(source: FrameworkSource, kind: str = "framework") -> object:
    """Return what `source` declares, or what it returns where it is callable.

    Raises:
        FrameworkLoadError: It failed.
        Invalid: What it read does not hold together.
    """
    try:
        given = _imported(source.target)
        return given() if callable(given) and not isinstance(given, Framework) else given
    except Invalid:
        raise
    except (Exception, SystemExit) as error:  # a plug-in that ends the process would hurt who did not name it
        raise FrameworkLoadError(source.name, str(source), _reason(error, source.target), kind) from error


def _imported(target: str) -> object:
    """Return the object that an entry point names; the extras that old ones may end with say nothing of it."""
    module, _, attribute = (part.strip() for part in target.partition("[")[0].partition(":"))
    found: object = importlib.import_module(module)
    for name in filter(None, attribute.split(".")):
        found = getattr(found, name)
    return found


def _reason(error: BaseException, target: str) -> str:
    """Return what went wrong: the module is not there, it needs something that is not there, or it failed."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        own = f"{target.partition(':')[0].strip()}.".startswith(f"{error.name}.")
        return f"its module {error.name!r} is not there" if own else f"it needs {error.name!r}, which is not installed"
    return f"{type(error).__name__}: {error}"


def _invalid(source: FrameworkSource, *problems: Problem) -> InvalidFramework:
    return InvalidFramework(f"framework {quoted(source.name)} from {source}", problems)
