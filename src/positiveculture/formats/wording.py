"""Wordings: other words for a framework, by id; read, written, and laid over a framework."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import attrs

from positiveculture.errors import InvalidFramework, InvalidWording
from positiveculture.field_types import key_step
from positiveculture.formats.converter import unknown_keys
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.framework import framework_from_dict, framework_to_dict
from positiveculture.formats.overlay import LANGUAGE, TABLES, TEXTS
from positiveculture.formats.paths import PathLike
from positiveculture.formats.values import given, visible_text
from positiveculture.framework import Framework
from positiveculture.problems import Faults, Problems, place
from positiveculture.sentences import called, quoted, shown

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
    problems = Problems()
    table = mapping(payload, "wording", InvalidWording)
    unknown_keys(table, (*HEAD, *TEXTS, *TABLES, "plan"), problems)
    head = {name: _head(table, name, problems) for name in HEAD}
    if head["language"] and not LANGUAGE.fullmatch(head["language"]):
        problems.report("not-a-language", "language", given=head["language"])
    problems.refuse(InvalidWording, called("wording of", table.get("framework")), table)
    return Wording(**head, words={key: value for key, value in given(table).items() if key not in HEAD})


def _head(table: Mapping[str, Any], name: str, problems: Problems) -> str:
    """Return what a wording says of itself; "" where that cannot be read: that is reported."""
    if table.get(name) is None:
        problems.report("missing", name)
        return ""
    try:
        return visible_text(table[name])
    except Faults as faults:
        problems.collect(faults, name)
        return ""


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
    problems = Problems()
    found = framework
    try:
        found = framework_from_dict(framework_to_dict(framework), [wording_to_dict(each) for each in wordings])
    except InvalidFramework as error:  # it was whole before: what is wrong now is the wording's
        problems.collect(error)
    _report_prompts(framework, wordings, problems)
    _refuse(wordings, problems)
    return found


def _refuse(wordings: Iterable[Wording], problems: Problems) -> None:
    names = ", ".join(dict.fromkeys(quoted(each.name) for each in wordings))
    problems.refuse(InvalidWording, f"wording {names}", None)


def _report_prompts(framework: Framework, wordings: Iterable[Wording], problems: Problems) -> None:
    """Report each question of a plan that the framework does not ask."""
    known = dict(framework.plan.prompts)
    for number, wording in enumerate(wordings):
        plan = wording.words.get("plan")
        prompts = plan.get("prompts") if isinstance(plan, Mapping) else None
        found = Problems()
        for field in prompts if isinstance(prompts, Mapping) else ():
            if field not in known:
                step = key_step(field)
                found.report("unknown-id", "plan", "prompts", step, name=str(step), known=known)
        problems.collect_from(found, wording.words, "wording", "wordings", number)


def missing_words(framework: Framework, *wordings: Wording) -> tuple[Gap, ...]:
    """Return each text of `framework` for which none of `wordings` has words, in the order of a framework's file.

    Raises:
        InvalidWording: As for `worded`.
    """
    worded(framework, *wordings)
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
