"""The parts of a file, read one by one, so that every problem is reported at once."""

from collections.abc import Mapping
from typing import Any, TypeVar

from positiveculture.errors import Invalid, Problem
from positiveculture.formats.converter import WrongFormat, converter
from positiveculture.formats.kinds import Kind, other_kind, with_article
from positiveculture.formats.values import as_whole
from positiveculture.problems import Faults, Problems
from positiveculture.sentences import called, shown

T = TypeVar("T")

#: The version of our files that this library reads; a file may say it as `format`.
FORMAT = 1


def mapping(payload: object, what: Kind, error: type[Invalid]) -> Mapping[str, Any]:
    """Return `payload`, which must be a table, and of a kind of file called `what` as far as its keys tell.

    A file that is written for a later version of this library is refused with that alone: its keys may differ.
    """
    if not (type(payload) is dict or isinstance(payload, Mapping)):
        problem = Problem("not-a-table", (), {"given": shown(payload)})
    elif (other := other_kind(payload, what)) is not None:
        problem = Problem("other-kind", (), {"kind": with_article(other), "expected": with_article(what)})
    elif "format" not in payload:
        return payload
    elif payload["format"] is None or (number := as_whole(payload["format"])) == FORMAT:
        return {key: value for key, value in payload.items() if key != "format"}
    elif number is None or number < FORMAT:
        return {**payload, "format": WrongFormat(payload["format"], FORMAT)}
    else:
        words = {"given": shown(number), "supported": FORMAT}
        problem = Problem("unsupported-format", ("format",), words, "`format`")
    raise error(called(what, None), (problem,))


def numbered(cls: type[T], listed: object, problems: Problems, key: str) -> dict[int, T]:
    """Return each entry that can be read as `cls` with its place in the list; what cannot is reported.

    What could be read in part holds placeholders for what is wrong.
    """
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
            if faults.partial is not None:
                read[place] = faults.partial
    return read
