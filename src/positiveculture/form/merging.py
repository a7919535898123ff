"""The changes that two people made to one assessment at once, merged."""

from collections.abc import Mapping
from typing import Any

from positiveculture.errors import Path
from positiveculture.field_types import with_types


@with_types
def merged(
    before: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Return an assessment with what each of two people changed, and the path to everything that both changed.

    What only one of them changed is as they have it. What both changed is as in `mine`, and unless they agree, its path
    is returned, for somebody to look at: a topic, as in ``("responses", "dignity")``, or a field such as ``("note",)``.
    `field_name` of it is the name of its field.

    Args:
        before: What both began with, as `assessment_to_dict` returns it; empty: nothing.
        theirs: What one of them saved.
        mine: What the other is about to save.
    """
    responses, topics = _merged(*(each.get("responses") or {} for each in (before, theirs, mine)))
    fields, names = _merged(*({**each, "responses": None} for each in (before, theirs, mine)))
    conflicts = (*((name,) for name in names), *(("responses", topic) for topic in topics))
    return {**fields, "responses": responses}, conflicts


def _merged(
    before: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """Return each key as whoever changed it has it, and the keys that both changed; nobody has a key that is None."""
    kept, conflicts = {}, []
    for key in {**mine, **theirs}:
        was, one, other = before.get(key), theirs.get(key), mine.get(key)
        if one not in (was, other) and other != was:
            conflicts.append(key)
        value = one if other == was else other
        if value is not None:
            kept[key] = value
    return kept, conflicts
