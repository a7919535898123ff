"""The parts of a file, read one by one, so that every problem is reported at once."""

from collections.abc import Mapping
from typing import Any, TypeVar

from positiveculture.errors import Invalid, Problem
from positiveculture.formats.converter import converter
from positiveculture.formats.kinds import Kind, other_kind, with_article
from positiveculture.formats.values import as_whole
from positiveculture.problems import Faults, Problems
from positiveculture.sentences import called, shown

T = TypeVar("T")

#: The version of our files that this library reads; a file may say it as `format`.
FORMAT = 1


def mapping(payload: object, what: Kind, error: type[Invalid]) -> Mapping[str, Any]:
    """Return `payload`, which must be a table, and of a kind of file called `what` as far as its keys tell."""
    if not (type(payload) is dict or isinstance(payload, Mapping)):
        raise error(called(what, None), (Problem("not-a-table", (), {"given": shown(payload)}),))
    require_kind(payload, what, error)
    if "format" not in payload:
        return payload
    _refuse_later_format(payload["format"], what, error)
    return {key: value for key, value in payload.items() if key != "format"}


def _refuse_later_format(version: object, what: str, error: type[Invalid]) -> None:
    """Refuse a file that is written for a later version of this library, and report that alone: its keys may differ."""
    if version is not None and as_whole(version) != FORMAT:
        words = {"given": shown(version), "supported": FORMAT}
        raise error(called(what, None), (Problem("unsupported-format", ("format",), words, "`format`"),))


def require_kind(payload: object, kind: Kind, error: type[Invalid]) -> None:
    """Refuse the payload of another kind of file than `kind`, as far as its keys tell."""
    other = other_kind(payload, kind) if type(payload) is dict or isinstance(payload, Mapping) else None
    if other is not None:
        raise error(
            called(kind, None),
            (Problem("other-kind", (), {"kind": with_article(other), "expected": with_article(kind)}),),
        )


def entries(cls: type[T], listed: object, problems: Problems, key: str) -> list[T]:
    """Return each entry that can be read as `cls`; what cannot is reported."""
    return list(numbered(cls, listed, problems, key).values())


def numbered(cls: type[T], listed: object, problems: Problems, key: str) -> dict[int, T]:
    """Return each entry that can be read as `cls` with its place in the list; what cannot is reported."""
    if listed is None:
        problems.report("missing", key)
    elif not isinstance(listed, list | tuple):
        problems.report("not-a-list", key, given=listed)
    read = {}
    for place, entry in enumerate(listed if isinstance(listed, list | tuple) else ()):
        try:
            read[place] = converter.structure(entry, cls)
        except Faults as faults:
            problems.collect(faults, key, place)
            if faults.value is not None:
                read[place] = faults.value
    return read
