"""Reading against a framework: the one that is given, else the installed one that is named."""

from collections.abc import Mapping
from typing import TypeVar

from positiveculture.errors import Problem, UnknownFramework
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import Readable, with_filename
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.registry import get_framework, registry
from positiveculture.sentences import called

T = TypeVar("T")

#: The problem of a file that does not name its framework, and is read by what it names.
UNNAMED = Problem("no-framework", ("framework",), {}, "`framework`")


def read_against(kind: FileKind[T], path: Readable, framework: str | Framework | None) -> T:
    """Return what the file at `path` holds, read against `framework`, by default the installed one that it names.

    Raises:
        UnknownFramework, RegistryError: As for `get_framework`.
        FileTrouble, InvalidFile, Invalid: As for `FileKind.read`.
    """
    payload = read_payload(path)
    with with_filename(path):
        mapping(payload, kind.name, kind.error)
        return kind.from_dict(payload, framework_for(kind, payload, framework, str(path)))


def framework_for(kind: FileKind[T], payload: object, framework: str | Framework | None, source: str = "") -> Framework:
    """Return what to read `payload` against: `framework`, by default the installed one that it names.

    Args:
        kind: What kind of thing the payload is.
        payload: What was read.
        framework: A framework, or the name of one, in the edition that the payload names; None: the one that it names.
        source: Where the payload comes from, for errors; "" = the thing itself.

    Raises:
        UnknownFramework, RegistryError: As for `get_framework`.
        Invalid: The kind's own error: the payload names no framework.
    """
    if framework is not None:
        return framework if isinstance(framework, Framework) else edition_of(get_framework(framework), payload)
    id_ = framework_id(mapping(payload, kind.name, kind.error))
    if id_ is None:
        raise kind.error(called(kind.name, None), (UNNAMED,))
    named_by = gettext("it is the `framework` of {what}").format(what=source or called(kind.name, None))
    return edition_of(installed(id_, named_by), payload)


def framework_id(payload: object) -> str | None:
    """Return the id of the framework that a payload names; None where it names none."""
    id_ = payload.get("framework") if isinstance(payload, Mapping) else None
    return id_ if isinstance(id_, str) else None


def edition_of(framework: Framework, payload: object) -> Framework:
    """Return the edition of `framework` that a payload names; where it is not installed, `framework` as it is.

    What is read against that names the edition that is missing, with everything else that is wrong.
    """
    edition = payload.get("edition") if isinstance(payload, Mapping) else None
    if not isinstance(edition, str) or edition == framework.edition or framework.id not in registry():
        return framework
    try:
        return get_framework(framework.id, edition=edition)
    except UnknownFramework:
        return framework


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
