"""Other words laid over a framework, by id: a translation, easy read, the licensed official text.

Words only: a wording never changes what there is, and an id that the framework does not have is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from positiveculture.errors import shown
from positiveculture.formats.problems import Collector

#: A language as wordings name it: cy, en-easy-read.
LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,8}")

#: The keys that a wording gives words for, at the top and under each entry of a table.
TEXTS = ("title", "summary", "notes", "notice", "unscored", "averages", "awarded_by")
TABLES = {
    "topics": ("title", "description", "statements", "aspects", "applies_when"),
    "principles": ("title", "description"),
    "tools": ("title", "does", "helps"),
    "awards": ("title",),
    "scales": ("levels", "shared_with"),
    "references": ("title",),
    "roles": ("title", "does"),
    "aspects": (),
    "modes": (),
    "service_models": (),
}


def laid_over(payload: Mapping[str, Any], wording: Mapping[str, Any], bad: Collector) -> dict[str, Any]:
    """Return a framework's `payload` with the words of `wording` over its own; what does not fit goes to `bad`."""
    result = dict(payload)
    for key, value in wording.items():
        if key in ("framework", "edition"):
            own = payload.get("id" if key == "framework" else key)
            if value != own:
                bad.say(f"this wording is for {shown(value)}, not for {shown(own)}", key)
        elif key == "language" or key in TEXTS:
            result[key] = value
        elif key == "plan":
            result[key] = _plan(payload.get(key, {}), value, bad)
        elif key == "floor":
            result[key] = _floor(payload.get(key), value, bad)
        elif key in TABLES:
            result[key] = _entries(key, payload.get(key), value, bad)
        else:
            bad.say("is no part of a wording", key)
    return result


def _plan(own: object, words: object, bad: Collector) -> object:
    if not (isinstance(words, Mapping) and words.keys() == {"prompts"} and isinstance(words["prompts"], Mapping)):
        bad.say("of a wording is a table with `prompts`", "plan")
        return own
    if not (isinstance(own, Mapping) and isinstance(own.get("prompts", {}), Mapping)):
        return own  # told as the framework's own fault
    return {**own, "prompts": {**own.get("prompts", {}), **words["prompts"]}}


def _floor(own: object, words: object, bad: Collector) -> object:
    if not (isinstance(words, Mapping) and words.keys() == {"title"} and isinstance(own, Mapping)):
        bad.say("of a wording is a table with `title`, where the framework has a floor", "floor")
        return own
    return {**own, **words}


def _entries(key: str, own: object, words: object, bad: Collector) -> object:
    if not isinstance(words, Mapping):
        bad.say(f"is a table of words by id, not {shown(words)}", key)
        return own
    if not isinstance(own, list | Mapping | None):
        return own  # told as the framework's own fault
    known = dict(_by_id(own))
    for id_, text in words.items():
        if id_ not in known:
            bad.say("the framework has nothing of this id to give words to", key, id_)
        else:
            known[id_] = _words(known[id_], text, TABLES[key], bad, (key, id_))
    if isinstance(own, list):
        return [_replaced(entry, known) for entry in own]
    return known


def _by_id(own: object) -> Iterator[tuple[str, Any]]:
    """Yield each entry of a list or table, parts too, by its id."""
    if isinstance(own, Mapping):
        yield from own.items()
    for entry in own if isinstance(own, list) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            yield entry["id"], entry
            yield from _by_id(entry.get("parts"))


def _replaced(entry: Any, known: Mapping[str, Any]) -> Any:
    if not (isinstance(entry, Mapping) and isinstance(entry.get("id"), str)):
        return entry
    found = dict(known.get(entry["id"], entry))
    if isinstance(found.get("parts"), list):
        found["parts"] = [_replaced(part, known) for part in found["parts"]]
    return found


def _words(own: Any, words: Any, allowed: tuple[str, ...], bad: Collector, path: tuple[str, ...]) -> Any:
    if not allowed or not isinstance(words, Mapping):
        if isinstance(words, str) and (not allowed or isinstance(own, str)):
            return words
        bad.say(f"is a table with {', '.join(allowed)}, not {shown(words)}" if allowed else "is text in quotes", *path)
        return own
    for key in words:
        if key not in allowed:
            bad.say("is no part of a wording", *path, key)
    laid: dict[str, Any] = dict(own) if isinstance(own, Mapping) else {"title": own} if isinstance(own, str) else {}
    for key in allowed:
        if key in words:
            nested = isinstance(words[key], Mapping) and isinstance(laid.get(key), Mapping)
            laid[key] = _nested(key, laid[key], words[key], bad, path) if nested else words[key]
    return laid


def _nested(
    key: str, own: Mapping[str, Any], words: Mapping[str, Any], bad: Collector, path: tuple[str, ...]
) -> dict[str, Any]:
    """Return a table of words, laid over one: no level comes into being, and no variant is lost."""
    laid = dict(own)
    for id_, text in words.items():
        if key in ("levels", "shared_with") and id_ not in own:
            bad.say(f"there is no level {shown(id_)} to give words to; there are: {', '.join(own)}", *path, key)
        else:
            laid[id_] = _statement(own.get(id_), text) if key == "statements" else text
    return laid


def _statement(own: Any, words: Any) -> Any:
    """Return a statement's words, with the variants that it has no other words for."""
    if not isinstance(own, Mapping) or not isinstance(words, str | Mapping):
        return {"text": own, **words} if isinstance(words, Mapping) and isinstance(own, str) else words
    given = {"text": words} if isinstance(words, str) else words
    variants, others = own.get("variants"), given.get("variants")
    if isinstance(variants, Mapping) and isinstance(others, Mapping):
        return {**own, **given, "variants": {**variants, **others}}
    return {**own, **given}
