"""Wordings: other words for a framework, by id; read, written, and laid over a framework."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from positiveculture.errors import InvalidFramework, InvalidWording, Problem, nearest, quoted, shown
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind, called
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.overlay import LANGUAGE, TABLES, TEXTS
from positiveculture.formats.paths import PathLike
from positiveculture.formats.problems import Collector, place, unknown_keys
from positiveculture.formats.values import text
from positiveculture.framework import Framework

HEAD = ("framework", "edition", "language")

#: Where a text stands in a framework: ("topics", "dignity", "statements", "4").
Place: TypeAlias = tuple[str, ...]


@attrs.frozen(kw_only=True)
class Wording:
    """Other words for one edition of one framework, in one language; it may give words to a part of it only."""

    #: The framework's id.
    framework: str
    edition: str
    #: The language, as in "cy", "en" or "en-easy-read".
    language: str
    #: The words, by id, as a wording file has them.
    words: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    @property
    def name(self) -> str:
        """What it goes by among wordings: the framework's id and the language."""
        return f"{self.framework}--{self.language}"


@attrs.frozen
class Gap:
    """A text of a framework for which a wording has no words, so that the framework's own are shown."""

    #: Where it stands, for a person: ``topic "dignity", statement "4"``.
    place: str
    #: The framework's own words.
    text: str


def wording_from_dict(payload: object) -> Wording:
    """Return the wording that `payload` describes; whether its ids are there is told once it is laid over a framework.

    Raises:
        InvalidWording: Every problem at once, each at its place.
    """
    bad = Collector()
    table = mapping(payload, "wording", InvalidWording)
    bad.found += unknown_keys(table, (*HEAD, *TEXTS, *TABLES, "plan", "floor"))
    head = {name: _said(table, name, bad) for name in HEAD}
    if head["language"] and not LANGUAGE.fullmatch(head["language"]):
        bad.say(f"a language is a name such as cy or en-easy-read, not {quoted(head['language'])}", "language")
    if bad.found:
        raise InvalidWording(called("wording of", table.get("framework")), bad.placed(table))
    return Wording(**head, words={key: value for key, value in table.items() if key not in HEAD})


def _said(table: Mapping[str, Any], name: str, bad: Collector) -> str:
    """Return what a wording says of itself."""
    if name not in table:
        bad.say("is missing: a wording says whose words it gives, of which edition and in which language", name)
        return ""
    try:
        found = text(table[name], str)
    except (TypeError, ValueError) as error:
        bad.add(error, name)
        return ""
    if not found.strip():
        bad.say("is empty", name)
    return found


def wording_to_dict(wording: Wording) -> dict[str, Any]:
    """Return `wording` as a payload that reads back equal."""
    return {name: getattr(wording, name) for name in HEAD} | dict(wording.words)


def worded(framework: Framework, *wordings: Wording) -> Framework:
    """Return `framework` with each of `wordings` laid over it in turn; what they have no words for stays as it is.

    Words change, and the language; structure never does.

    Raises:
        InvalidWording: One is for another framework or edition, or gives words to an id that is not there; every
            problem at once.
    """
    if not wordings:
        return framework
    problems = [problem for wording in wordings for problem in _strange_prompts(framework, wording)]
    try:
        found = framework_from_dict(framework_to_dict(framework), [wording_to_dict(each) for each in wordings])
    except InvalidFramework as error:  # it was whole before: what is wrong now is the wording's
        raise _refused(wordings, [*error.problems, *problems]) from error
    if problems:
        raise _refused(wordings, problems)
    return found


def _refused(wordings: Iterable[Wording], problems: Iterable[Problem]) -> InvalidWording:
    names = ", ".join(dict.fromkeys(quoted(each.name) for each in wordings))
    return InvalidWording(f"wording {names}", tuple(problems))


def _strange_prompts(framework: Framework, wording: Wording) -> Iterator[Problem]:
    """Yield a problem for each question of a plan that the framework does not ask."""
    plan, known = wording.words.get("plan"), dict(framework.plan.prompts)
    for field, _ in _entries(plan.get("prompts") if isinstance(plan, Mapping) else None):
        if field not in known:
            text = f"the framework's plan does not ask this; {nearest(field, known)}"
            yield Problem(f"wording, `plan`, `prompts`, {quoted(field)}", text)


def missing_words(framework: Framework, *wordings: Wording) -> tuple[Gap, ...]:
    """Return each text of `framework` for which none of `wordings` has words, in the order of a framework's file."""
    own = dict(_texts(framework_to_dict(framework)))
    given = {path for wording in wordings for path, _ in _texts(wording_to_dict(wording))}
    return tuple(Gap(place(path, {}), words) for path, words in own.items() if path not in given)


def count_texts(framework: Framework) -> int:
    """Return how many texts `framework` has that a wording can give words for."""
    return sum(1 for _ in _texts(framework_to_dict(framework)))


def _texts(payload: Mapping[str, Any]) -> Iterator[tuple[Place, str]]:
    """Yield each text of a framework, or of a wording, with its place."""
    for key in TEXTS:
        yield from _one((key,), payload.get(key))
    for key, allowed in TABLES.items():
        for id_, entry in _entries(payload.get(key)):
            yield from _of(entry, allowed, (key, id_))
    floor = payload.get("floor")
    yield from _of(floor, ("title",), ("floor",)) if isinstance(floor, Mapping) else ()
    plan = payload.get("plan")
    prompts = plan.get("prompts") if isinstance(plan, Mapping) else None
    for id_, entry in _entries(prompts):
        yield from _one(("plan", "prompts", id_), entry)


def _entries(listed: Any) -> Iterator[tuple[str, Any]]:
    """Yield each entry of a list or table, parts too, by its id."""
    if isinstance(listed, Mapping):
        yield from ((str(id_), entry) for id_, entry in listed.items())
    for entry in listed if isinstance(listed, list) else ():
        yield entry["id"], entry
        yield from _entries(entry.get("parts"))


def _of(entry: Any, allowed: tuple[str, ...], path: Place) -> Iterator[tuple[Place, str]]:
    if not isinstance(entry, Mapping):
        yield from _one(path if not allowed else (*path, "title"), entry)
        return
    for key in allowed:
        found = entry.get(key)
        if key not in ("statements", "aspects", "levels", "shared_with"):
            yield from _one((*path, key), found)
            continue
        for id_, words in _entries(found):
            yield from _statement((*path, key, id_), words)


def _statement(path: Place, words: Any) -> Iterator[tuple[Place, str]]:
    """Yield the words of a statement and of its variants, or of anything else that stands under a key of its own."""
    if not isinstance(words, Mapping):
        yield from _one(path, words)
        return
    yield from _one(path, words.get("text"))
    for model, variant in _entries(words.get("variants")):
        yield from _one((*path, "variants", model), variant)


def _one(path: Place, found: Any) -> Iterator[tuple[Place, str]]:
    """Yield a text, or several sentences that are one, where there is any."""
    if isinstance(found, str) and found:
        yield path, found
    elif isinstance(found, list) and found:
        yield path, " ".join(each if isinstance(each, str) else shown(each) for each in found)


WORDING = FileKind(
    name="wording",
    keys=("framework",),
    error=InvalidWording,
    from_dict=wording_from_dict,
    to_dict=wording_to_dict,
)


def read_wording(path: PathLike) -> Wording:
    """Return the wording in a file.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        InvalidWording: Every problem at once, each at its place.
    """
    return WORDING.read(path)


def write_wording(wording: Wording, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `wording` to a TOML or JSON file; errors as for `write_framework`."""
    WORDING.write(wording, path, overwrite=overwrite)


def is_wording(payload: object) -> bool:
    """Return whether `payload` is a wording, as far as its keys tell: it names a framework, and assesses nothing."""
    if not isinstance(payload, Mapping) or "framework" not in payload:
        return False
    others = {"responses", "service", "assessed_on", "actions", "priorities", "award"}
    return not others & payload.keys() and ("language" in payload or isinstance(payload.get("topics"), Mapping))
