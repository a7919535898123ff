"""What is kept of the assessment that a workbook was made from, where the workbook has no cells for it."""

from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.responses import Evidence, Rating, Response
from positiveculture.workbook.holding import HELD
from positiveculture.workbook.layout import HEAD
from positiveculture.workbook.texts import cell_text


def keep(found: Assessment, into: Assessment | None) -> Assessment:
    """Return what was read, with what its workbook could not hold from the assessment that it was made from.

    A rating that was changed is no longer carried over from an earlier assessment.
    """
    if into is None:
        return found
    head = {field: _unchanged(getattr(found, field), getattr(into, field)) for field in HEAD}
    # Also what has no words in the workbook, such as a reflection that is actions alone.
    given = {topic: Rating(said) if isinstance(said, int) else said for topic, said in found.responses.given.items()}
    responses = {topic: _kept(said, into.responses.get(topic)) for topic, said in given.items()}
    return attrs.evolve(into, **head, responses=responses)


def _kept(said: Response, before: Response | None) -> Response:
    if before is None or type(said) is not type(before):
        return said
    held: dict[str, Any] = {}
    for name in HELD[type(said)]:
        now, then = getattr(said, name), getattr(before, name)
        held[name] = _pieces(now, then) if name == "evidence" else _unchanged(now, then)
    if isinstance(said, Rating) and isinstance(before, Rating) and said.level != before.level:
        held["carried_from"] = None
    return attrs.evolve(before, **held)


def _pieces(now: tuple[Evidence, ...], then: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return pieces of evidence, each that is unchanged as it was written."""
    left = [(_shown(piece), piece) for piece in then]
    found = []
    for piece in now:
        place = next((place for place, (cells, _) in enumerate(left) if cells == piece), None)
        found.append(piece if place is None else left.pop(place)[1])
    return tuple(found)


def _shown(piece: Evidence) -> Evidence:
    """Return a piece of evidence as its row shows it."""
    texts: dict[str, Any] = {name: cell_text(getattr(piece, name)) for name in ("title", "reference", "note")}
    return attrs.evolve(piece, **texts)


def _unchanged(now: Any, then: Any) -> Any:
    """Return a text as it was written, where its cell still shows it."""
    return then if isinstance(then, str) and now == cell_text(then) else now
