"""What kind of file a payload is, by its keys."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import attrs

from positiveculture.gettext import gettext

Kind: TypeAlias = Literal[
    "migration",
    "assessment",
    "feedback log",
    "crosswalk",
    "triangulation",
    "release",
    "wording",
    "framework",
    "action plan",
]


@attrs.frozen
class KindKeys:
    """The module of a kind of file, and the keys that identify it."""

    #: The module of `formats` that has its `FileKind`.
    module: str
    #: The keys that identify it, any of them; a migration, a wording and a framework need a closer look.
    keys: tuple[str, ...]


#: Every kind of file; kinds are asked in this order.
KINDS: dict[Kind, KindKeys] = {
    "migration": KindKeys("migration_file", ("from", "to")),
    "assessment": KindKeys("assessment", ("responses",)),
    "feedback log": KindKeys("feedback", ("suggestions",)),
    "crosswalk": KindKeys("crosswalk", ("links", "from", "to")),
    "triangulation": KindKeys("triangulation", ("instruments", "findings")),
    "release": KindKeys("release", ("published",)),
    "wording": KindKeys("wording", ()),
    "framework": KindKeys("framework", ("source",)),
    "action plan": KindKeys("plan", ("actions", "priorities", "success", "award")),
}


def kind_of(payload: object) -> Kind:
    """Return what kind of file `payload` is: where nothing tells, an assessment if it names a framework, else one."""
    default: Kind = "assessment" if isinstance(payload, Mapping) and "framework" in payload else "framework"
    return _kind_by_keys(payload) or default


def other_kind(payload: Mapping[str, object], kind: Kind) -> Kind | None:
    """Return which other kind of file `payload` is, where its keys tell that and none is of `kind`; else None."""
    if not payload.keys().isdisjoint(KINDS[kind].keys):
        return None
    other = _kind_by_keys(payload)
    return None if other == kind else other


def with_article(kind: str) -> str:
    """Return a kind with its article, as in "an action plan"."""
    words = ("an " if kind[0] in "aeiou" else "a ") + kind
    return gettext(words)


def is_wording(payload: object) -> bool:
    """Return whether `payload` is a wording, as far as its keys tell: it names a framework, and assesses nothing."""
    if not isinstance(payload, Mapping) or "framework" not in payload:
        return False
    others = {"from", "to", "responses", "service", "assessed_on", "actions", "priorities", "award"}
    return not others & payload.keys() and ("language" in payload or isinstance(payload.get("topics"), Mapping))


def _kind_by_keys(payload: object) -> Kind | None:
    """Return the kind that the keys of `payload` tell; None where they tell none."""
    if not isinstance(payload, Mapping):
        return None
    migrates = "topics" in payload and not payload.keys().isdisjoint(KINDS["migration"].keys)
    tells: dict[Kind, bool] = {
        "migration": migrates,
        "wording": is_wording(payload),
        "framework": _is_framework(payload),
    }
    return next((kind for kind, row in KINDS.items() if tells.get(kind, any(key in payload for key in row.keys))), None)


def _is_framework(payload: Mapping[str, object]) -> bool:
    """Return whether `payload` is a framework: in a wording too there are topics and awards, but in tables by id."""
    lists = any(isinstance(payload.get(key), list) for key in ("topics", "awards"))
    return "framework" not in payload and (lists or "source" in payload)
