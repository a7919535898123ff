"""Other words laid over a framework, by id: a translation, easy read, the licensed official text.

Words only: a wording never changes what there is, and an id that the framework does not have is refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from positiveculture.field_types import is_whole, is_writable, key_step
from positiveculture.formats.converter import unknown_keys
from positiveculture.formats.parsing import NESTED
from positiveculture.formats.values import given
from positiveculture.problems import Problems

#: A language as wordings name it: cy, en-easy-read.
LANGUAGE = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,8}")

#: The keys that a wording gives words for, at the top and under each entry of a table.
TEXTS = (
    *("title", "kind", "audience", "duration", "summary"),
    *("notes", "notice", "unscored", "averages", "awarded_by"),
)
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

#: What a wording says of itself.
HEAD = ("framework", "edition", "language")

#: Every key of a wording.
KEYS = (*HEAD, *TEXTS, *TABLES, "plan", "floor")


def with_text_keys(words: Any, above: tuple[int, ...] = ()) -> Any:
    """Return words as a file has them: whole numbers among keys as text, tuples as lists, null left out."""
    if not isinstance(words, Mapping | list | tuple) or _too_deep(words, above):
        return words
    inside = (*above, id(words))
    if isinstance(words, Mapping):
        return {_text_key(key, words): with_text_keys(each, inside) for key, each in words.items() if each is not None}
    return [with_text_keys(each, inside) for each in words]


def _too_deep(words: object, above: tuple[int, ...]) -> bool:
    """Return whether words are in themselves, or deeper than is read; `above` are the ids of what they are in."""
    return id(words) in above or len(above) > NESTED


def _text_key(key: object, words: Mapping[Any, Any]) -> object:
    return str(key) if is_whole(key) and str(key) not in words else key


def report_words(words: Any, problems: Problems, *path: str | int, above: tuple[int, ...] = ()) -> None:
    """Report what in `words` is neither text, nor a list, nor a table by text."""
    inside = (*above, id(words))
    if isinstance(words, Mapping | list) and _too_deep(words, above):
        problems.report("nested-file", *path[:1], most=NESTED)
    elif isinstance(words, Mapping):
        for key, entry in words.items():
            if isinstance(key, str) and is_writable(key):
                report_words(entry, problems, *path, key, above=inside)
            else:
                problems.report("unknown-key", *path, key_step(key), name=str(key_step(key)), known=())
    elif isinstance(words, list):
        for place, entry in enumerate(words):
            report_words(entry, problems, *path, place, above=inside)
    elif isinstance(words, str):
        if not is_writable(words):
            problems.report("half-character", *path)
    else:
        problems.report("not-text", *path, given=words)


def overlay(payload: Mapping[str, Any], wording: Mapping[str, Any], problems: Problems) -> dict[str, Any]:
    """Return a framework's `payload` with the words of `wording` over its own; what does not fit is reported."""
    result = dict(payload)
    for key, value in given(wording).items():
        if key in ("framework", "edition"):
            own = payload.get("id" if key == "framework" else key)
            if value != own:
                problems.report("other-framework", key, name=value, expected=own)
        elif key == "language" or key in TEXTS:
            result[key] = value
        elif key in ("plan", "floor", *TABLES) and not isinstance(value, Mapping):
            problems.report("not-a-table", key, given=value)
        elif key == "plan":
            result[key] = _plan(payload.get(key, {}), value, problems)
        elif key == "floor":
            result[key] = _floor(payload.get(key), value, problems)
        elif key in TABLES:
            result[key] = _entries(key, payload.get(key), value, problems)
    unknown_keys(wording, KEYS, problems)
    return result


def _plan(own: object, words: Mapping[str, Any], problems: Problems) -> object:
    unknown_keys(words, ("prompts",), problems, "plan")
    if not isinstance(words.get("prompts"), Mapping):
        problems.report("not-a-table", "plan", "prompts", given=words.get("prompts"))
        return own
    if not (isinstance(own, Mapping) and isinstance(own.get("prompts", {}), Mapping)):
        return own  # reported as the framework's own fault
    return {**own, "prompts": {**own.get("prompts", {}), **given(words["prompts"])}}


def _floor(own: object, words: Mapping[str, Any], problems: Problems) -> object:
    unknown_keys(words, ("title",), problems, "floor")
    if words.get("title") is None:
        problems.report("missing", "floor", "title")
    elif own is None:
        problems.report("unknown-id", "floor", name="floor", known=())
    return {**own, "title": words.get("title")} if isinstance(own, Mapping) else own


def _entries(key: str, own: object, words: Mapping[str, Any], problems: Problems) -> object:
    if not isinstance(own, list | Mapping | None):
        return own  # reported as the framework's own fault
    known = dict(by_id(own))
    for id_, text in given(words).items():
        if id_ not in known:
            problems.report("unknown-id", key, key_step(id_), name=str(key_step(id_)), known=known)
        else:
            known[id_] = _words(known[id_], text, TABLES[key], problems, (key, id_))
    if isinstance(own, list):
        return [_replaced(entry, known) for entry in own]
    return known


def by_id(own: object) -> Iterator[tuple[str, Any]]:
    """Yield each entry of a list or table, parts too, by its id."""
    if isinstance(own, Mapping):
        yield from own.items()
    for entry in own if isinstance(own, list) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            yield entry["id"], entry
            yield from by_id(entry.get("parts"))


def _replaced(entry: Any, known: Mapping[str, Any]) -> Any:
    if not (isinstance(entry, Mapping) and isinstance(entry.get("id"), str)):
        return entry
    replaced = dict(known.get(entry["id"], entry))
    if isinstance(replaced.get("parts"), list):
        replaced["parts"] = [_replaced(part, known) for part in replaced["parts"]]
    return replaced


def _words(own: Any, words: Any, allowed: tuple[str, ...], problems: Problems, path: tuple[str, ...]) -> Any:
    if not allowed or not isinstance(words, Mapping):
        if isinstance(words, str) and (not allowed or isinstance(own, str)):
            return words
        problems.report("not-a-table" if allowed else "not-text", *path, given=words)
        return own
    unknown_keys(words, allowed, problems, *path)
    laid: dict[str, Any] = dict(own) if isinstance(own, Mapping) else {"title": own} if isinstance(own, str) else {}
    for key in allowed:
        if words.get(key) is not None:
            nested = isinstance(words[key], Mapping) and isinstance(laid.get(key), Mapping)
            laid[key] = _nested(key, laid[key], words[key], problems, path) if nested else words[key]
    return laid


def _nested(
    key: str, own: Mapping[str, Any], words: Mapping[str, Any], problems: Problems, path: tuple[str, ...]
) -> dict[str, Any]:
    """Return a table of words, laid over one: no level comes into being, and no variant is lost."""
    laid = dict(own)
    for id_, text in given(words).items():
        if key in ("levels", "shared_with") and id_ not in own:
            step = key_step(id_)
            problems.report("unknown-level", *path, key, step, name=str(step), known=own)
        else:
            laid[id_] = _statement(own.get(id_), text) if key == "statements" else text
    if key == "statements":
        _report_same(own, words, laid, problems, (*path, key))
    return laid


def _report_same(
    own: Mapping[str, Any], words: Mapping[str, Any], laid: Mapping[str, Any], problems: Problems, path: tuple[str, ...]
) -> None:
    """Report each statement that other words make the same as that of another level, where the two differed before."""
    before = {level: _plain(entry) for level, entry in own.items()}
    first: dict[str, str] = {}
    alike: dict[str, str] = {}
    for level, entry in laid.items():
        other = first.setdefault(_plain(entry), level)
        were_same = level in before and other in before and before[level] == before[other]
        if other != level and _plain(entry) and not were_same:
            mine, same = (level, other) if words.get(level) is not None else (other, level)
            alike.setdefault(mine, same)
    for mine, same in alike.items():
        problems.report("same-statement", *path, key_step(mine), level=key_step(same))


def _plain(entry: Any) -> str:
    """Return a statement's text without what nobody hears: how it is spaced, and its capitals; "" where it has none."""
    text = entry.get("text") if isinstance(entry, Mapping) else entry
    return " ".join(text.split()).casefold() if isinstance(text, str) else ""


def _statement(own: Any, words: Any) -> Any:
    """Return a statement's words, with the variants that it has no other words for."""
    if not isinstance(own, Mapping) or not isinstance(words, str | Mapping):
        return {"text": own, **given(words)} if isinstance(words, Mapping) and isinstance(own, str) else words
    statement = {"text": words} if isinstance(words, str) else given(words)
    variants, others = own.get("variants"), statement.get("variants")
    if isinstance(variants, Mapping) and isinstance(others, Mapping):
        return {**own, **statement, "variants": {**variants, **given(others)}}
    return {**own, **statement}
