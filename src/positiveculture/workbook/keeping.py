"""What is kept of the assessment that a workbook was made from, where the workbook has no cells for it."""

from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.responses import Evidence, Rating, Response
from positiveculture.workbook.holding import HELD
from positiveculture.workbook.layout import HEAD
from positiveculture.workbook.texts import cell_text


def keep(read: Assessment, into: Assessment | None) -> Assessment:
    """Return what was read, with what its workbook could not hold from the assessment that it was made from.

    A rating that was changed is no longer carried over from an earlier assessment.
    """
    if into is None:
        return read
    head = {field: _unchanged(getattr(read, field), getattr(into, field)) for field in HEAD}
    # Also what has no words in the workbook, such as a reflection that is actions alone.
    given = {topic: Rating(value) if isinstance(value, int) else value for topic, value in read.responses.given.items()}
    responses = {topic: _kept(response, into.responses.get(topic)) for topic, response in given.items()}
    return attrs.evolve(into, **head, responses=responses)


def _kept(response: Response, before: Response | None) -> Response:
    if before is None or type(response) is not type(before):
        return response
    held: dict[str, Any] = {}
    for name in HELD[type(response)]:
        value, earlier = getattr(response, name), getattr(before, name)
        held[name] = _pieces(value, earlier) if name == "evidence" else _unchanged(value, earlier)
    if isinstance(response, Rating) and isinstance(before, Rating) and response.level != before.level:
        held["carried_from"] = None
    return attrs.evolve(before, **held)


def _pieces(now: tuple[Evidence, ...], then: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return pieces of evidence, each that is unchanged as it was written."""
    left = [(_shown(piece), piece) for piece in then]
    pieces = []
    for piece in now:
        place = next((place for place, (cells, _) in enumerate(left) if cells == piece), None)
        pieces.append(piece if place is None else left.pop(place)[1])
    return tuple(pieces)


def _shown(piece: Evidence) -> Evidence:
    """Return a piece of evidence as its row shows it."""
    texts: dict[str, Any] = {name: cell_text(getattr(piece, name)) for name in ("title", "reference", "note")}
    return attrs.evolve(piece, **texts)


def _unchanged(now: Any, then: Any) -> Any:
    """Return a text as it was written, where its cell still shows it."""
    return then if isinstance(then, str) and now == cell_text(then) else now
