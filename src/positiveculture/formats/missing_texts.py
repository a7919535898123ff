"""The texts of a framework that a wording can give words for, and those for which it has none."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from positiveculture.formats.framework import framework_payload
from positiveculture.formats.overlay import TABLES, TEXTS, by_id
from positiveculture.framework import Framework
from positiveculture.problems import place
from positiveculture.sentences import shown

if TYPE_CHECKING:
    from positiveculture.formats.wording import Wording

#: Where a text is in a framework: ("topics", "dignity", "statements", "4").
TextPath: TypeAlias = tuple[str, ...]


@attrs.frozen
class MissingText:
    """A text of a framework for which a wording has no words, so that the framework's own are shown."""

    #: Where it is, for a person: ``topic "dignity", statement "4"``.
    place: str
    #: The framework's own words.
    text: str


def uncovered_texts(framework: Framework, *wordings: "Wording") -> tuple[MissingText, ...]:
    """Return each text of `framework` for which none of `wordings` has words, in the order of a framework's file."""
    own = dict(_texts(framework_payload(framework)))
    given = {path for wording in wordings for path, _ in _texts(wording.words)}
    return tuple(MissingText(place(path, {}), words) for path, words in own.items() if path not in given)


def count_texts(framework: Framework) -> int:
    """Return how many texts `framework` has that a wording can give words for."""
    return sum(1 for _ in _texts(framework_payload(framework)))


def _texts(payload: Mapping[str, Any]) -> Iterator[tuple[TextPath, str]]:
    """Yield each text of a framework, or of a wording, with its place."""
    for key in TEXTS:
        yield from _text((key,), payload.get(key))
    for key, allowed in TABLES.items():
        for id_, entry in by_id(payload.get(key)):
            yield from _under(entry, allowed, (key, str(id_)))
    floor = payload.get("floor")
    yield from _under(floor, ("title",), ("floor",)) if isinstance(floor, Mapping) else ()
    plan = payload.get("plan")
    yield from _under(plan, ("prompts",), ("plan",)) if isinstance(plan, Mapping) else ()


def _under(entry: Any, allowed: tuple[str, ...], path: TextPath) -> Iterator[tuple[TextPath, str]]:
    if not isinstance(entry, Mapping):
        yield from _text(path if not allowed else (*path, "title"), entry)
        return
    for key in allowed:
        yield from _text((*path, key), entry.get(key))


def _text(path: TextPath, value: Any) -> Iterator[tuple[TextPath, str]]:
    """Yield a text, or several sentences that are one, where there is any; of a table, the texts in it."""
    if isinstance(value, Mapping):
        for key, words in value.items():
            own = key == "text" and path[2:-1] == ("statements",)  # a statement's words are where it is, variants below
            yield from _text(path if own else (*path, str(key)), words)
    elif isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, list) and value:
        yield path, " ".join(each if isinstance(each, str) else shown(each) for each in value)
