"""Payloads of every kind for the readers: whole ones, any others, and whole ones with one thing changed."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st

from positiveculture.formats.toml import toml_text

Path = tuple[str | int, ...]

#: A small framework that has one of everything.
HARBOUR: dict[str, Any] = {
    "spec": 1,
    "id": "harbour",
    "edition": "2026",
    "title": "Harbour",
    "language": "en",
    "aliases": ["the-harbour"],
    "notes": ["Invented, for tests."],
    "source": {"title": "Harbour", "publisher": "The Harbour Trust", "rights": "None", "authors": ["A. Quay"]},
    "modes": {"alone": "By yourself"},
    "service_models": {"boat": "On a boat"},
    "scales": {"tide": {"levels": {"1": "Low", "2": "Half", "3": "High"}}},
    "principles": {"calm": {"title": "Calm", "description": "Still water."}},
    "tools": {"chart": {"title": "Chart", "does": "Shows the way.", "helps": ["To find home."]}},
    "aspects": {"looks": "What it looks like"},
    "references": {"law": {"title": "The Harbour Act", "kind": "law"}},
    "roles": {"crew": {"title": "Crew", "does": ["Ties the ropes."]}},
    "topics": [
        {
            "id": "mooring",
            "number": 1,
            "title": "Mooring",
            "scale": "tide",
            "principle": "calm",
            "tools": ["chart"],
            "references": ["law"],
            "aspects": {"looks": ["Nothing drifts."]},
            "statements": {"1": "Adrift.", "2": "Tied.", "3": {"text": "Safe.", "variants": {"boat": "Afloat."}}},
            "parts": [{"id": "ropes", "title": "Ropes", "scale": "tide"}],
        },
        {"id": "lights", "number": 2, "title": "Lights", "scale": "tide", "allows_not_applicable": True},
        {"id": "songs", "number": 3, "title": "Songs"},
    ],
    "awards": [
        {"id": "copper", "title": "Copper", "rule": {"minimum": {"mooring": 2, "lights": 2}}},
        {
            "id": "brass",
            "title": "Brass",
            "plan_optional": True,
            "rule": {
                "includes": ["copper"],
                "any": [
                    {"share": "62.5", "topics": ["mooring", "lights"], "weights": {"lights": 2}},
                    {"at_least": 1, "of": [{"every": 3}, {"evidenced": ["songs"]}]},
                    {
                        "all": [
                            {"includes": ["copper"]},
                            {"every": 2, "topics": ["ropes"]},
                            {"share": 80, "rounding": "half-up"},
                        ]
                    },
                    {"minimum": {"lights": 3}},
                ],
            },
        },
    ],
    "plan": {"priorities": [2, 3], "prompts": {"who_else": "Who else needs to know?"}},
}

ASSESSMENT: dict[str, Any] = {
    "framework": "harbour",
    "edition": "2026",
    "service": "Seal Sands",
    "assessed_on": date(2026, 3, 31),
    "mode": "alone",
    "basis": "self",
    "service_model": "boat",
    "note": "Windy.",
    "responses": {
        "mooring": {
            "level": 2,
            "note": "Two ropes.",
            "evidence": [{"title": "Log", "kind": "record", "dated": date(2026, 2, 1), "lapses_on": date(2027, 2, 1)}],
        },
        "lights": {"not_applicable": "It is never dark."},
        "songs": {"note": "Every evening.", "evidence": [{"title": "Song book"}]},
    },
}

PLAN: dict[str, Any] = {
    "framework": "harbour",
    "edition": "2026",
    "service": "Seal Sands",
    "award": "copper",
    "assessed_on": date(2026, 3, 31),
    "priorities": [{"topic": "mooring", "why": "It comes first."}],
    "actions": [{"topic": "mooring", "from_level": 1, "to_level": 2, "who": "Skipper", "by_when": date(2026, 6, 1)}],
    "success": {"seen": "No boat is adrift."},
}

WORDING: dict[str, Any] = {
    "framework": "harbour",
    "edition": "2026",
    "language": "cy",
    "title": "Yr Harbwr",
    "topics": {
        "mooring": {"title": "Angori", "statements": {"1": "Ar goll.", "2": "Wedi clymu."}},
        "ropes": {"title": "Rhaffau"},
    },
    "awards": {"copper": {"title": "Copr"}},
    "scales": {"tide": {"levels": {"1": "Isel"}}},
    "modes": {"alone": "Ar eich pen eich hun"},
    "tools": {"chart": {"does": "Dangos y ffordd."}},
    "plan": {"prompts": {"who_else": "Pwy arall?"}},
}

_SHIPPED = files("positiveculture") / "frameworks" / "wigan_progress" / "framework.toml"
KEYS = sorted(
    {key for payload in (HARBOUR, ASSESSMENT, PLAN, tomllib.loads(_SHIPPED.read_text("utf-8"))) for key in payload}
    | {"level", "evidence", "not_applicable", "title", "id", "topic", "minimum", "every", "share", "1", "mooring"}
)

#: Stands for a number that a file may hold, but Python does not write in decimal.
BIG = "a number of thousands of digits"

texts = st.text(st.characters(), max_size=8) | st.sampled_from(
    ["mooring", "harbour", "2026-02-30", "half-up", "tide", "", "9" * 5000]
)
numbers = st.integers(-3, 7) | st.integers() | st.just(BIG)
scalars = texts | numbers | st.booleans() | st.dates() | st.floats(allow_nan=False, allow_infinity=False)
keys = st.sampled_from(KEYS) | st.text(st.characters(), max_size=5)
values = st.recursive(
    scalars, lambda below: st.lists(below, max_size=3) | st.dictionaries(keys, below, max_size=3), max_leaves=6
)


def paths(payload: object, above: Path = ()) -> Iterator[Path]:
    """Yield the path of every value below the top."""
    entries: Any = payload.items() if isinstance(payload, Mapping) else enumerate(payload)  # type: ignore[arg-type]  # a list
    for key, value in entries:
        yield (*above, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*above, key))


def planted(payload: Any, path: Path, value: object) -> Any:
    """Return `payload` with `value` at `path`."""
    changed = deepcopy(payload)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return changed


def without(payload: Any, path: Path) -> Any:
    """Return `payload` without what stands at `path`."""
    changed = deepcopy(payload)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    return changed


@st.composite
def nearly(draw: st.DrawFn, payload: Any) -> Any:
    """Draw `payload` with one value replaced, taken away, or given a neighbour."""
    path = draw(st.sampled_from(list(paths(payload))))
    what = draw(st.sampled_from(["replaced", "replaced", "without", "beside"]))
    if what == "without":
        return without(payload, path)
    if what == "beside" and isinstance(path[-1], str):
        path = (*path[:-1], draw(keys))
    return planted(payload, path, draw(values))


def as_json(payload: object) -> bytes:
    """Return `payload` as the bytes of a JSON file, half surrogates and all."""
    return json.dumps(payload, default=str).replace(f'"{BIG}"', "9" * 4300).encode()


def as_toml(payload: Any) -> bytes:
    """Return `payload` as the bytes of a TOML file; what TOML cannot be is put into a table."""
    table = payload if isinstance(payload, dict) else {"responses": payload}
    return toml_text(_without_floats(table)).replace(f'"{BIG}"', hex(16**5000)).encode(errors="backslashreplace")


def _without_floats(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_floats(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_without_floats(below) for below in value]
    return int(value) if isinstance(value, float) else value
