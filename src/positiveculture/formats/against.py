"""Reading a file against a framework: the one that is given, else the installed one that the file names."""

from collections.abc import Mapping
from typing import TypeVar

from positiveculture.errors import InvalidFile, Problem, UnknownFramework
from positiveculture.formats.fields import require_kind
from positiveculture.formats.files import FileKind
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike, with_filename
from positiveculture.framework import Framework
from positiveculture.plugins.registry import get_framework

T = TypeVar("T")

#: The problem of a file that does not name its framework, and is read by what it names.
UNNAMED = Problem("no-framework", ("framework",), {}, "`framework`")


def read_against(kind: FileKind[T], path: PathLike, framework: str | Framework | None) -> T:
    """Return what the file at `path` holds, read against `framework`, by default the installed one that it names.

    Raises:
        UnknownFramework, RegistryError: As for `get_framework`.
        FileTrouble, InvalidFile, Invalid: As for `FileKind.read`.
    """
    payload = read_payload(path)
    with with_filename(path):
        require_kind(payload, kind.name, kind.error)
    found = get_framework(framework) if framework is not None else _named_in(payload, path)
    with with_filename(path):
        return kind.from_dict(payload, found)


def _named_in(payload: object, path: PathLike) -> Framework:
    id_ = framework_id(payload)
    if id_ is None:
        raise InvalidFile(str(path), (UNNAMED,))
    return installed(id_, f"it is the `framework` of {path}")


def framework_id(payload: object) -> str | None:
    """Return the id of the framework that a payload names; None where it names none."""
    id_ = payload.get("framework") if isinstance(payload, Mapping) else None
    return id_ if isinstance(id_, str) else None


def installed(id_: str, named_by: str) -> Framework:
    """Return an installed framework; where there is none, the error says what named it.

    Raises:
        UnknownFramework, RegistryError: As for `get_framework`.
    """
    try:
        return get_framework(id_)
    except UnknownFramework as error:
        hint = "; ".join(filter(None, [error.hint, named_by]))
        raise UnknownFramework(error.kind, error.name, error.known, hint) from None
