"""Frameworks: read, with the words of wordings laid over them, and written."""

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeAlias

from positiveculture.awards import Award
from positiveculture.errors import (
    FileTrouble,
    Invalid,
    InvalidFramework,
    Problem,
    nearest,
    quoted,
    shown,
)
from positiveculture.formats.converter import ScaleFields, by_id, converter, row
from positiveculture.formats.fields import entries, fields, mapping, required
from positiveculture.formats.files import FileKind, called
from positiveculture.formats.overlay import LANGUAGE, laid_over
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike, with_filename
from positiveculture.formats.problems import Collector, is_whole
from positiveculture.formats.responses import numbered_cases
from positiveculture.framework import SPEC, Framework
from positiveculture.topic_checks import every_topic
from positiveculture.topics import Scale, Topic

#: What topics may speak of: where it cannot be read, that is told, and not what speaks of it.
SPOKEN_OF = ("principles", "tools", "references", "roles", "aspects", "modes", "service_models", "cases")


def framework_from_dict(payload: object, wordings: Iterable[object] = ()) -> Framework:
    """Return the framework that `payload` describes, each of `wordings` laid over it in turn.

    Raises:
        InvalidFramework: Every problem at once, each at its place.
    """
    bad = Collector()
    table = mapping(payload, "framework", InvalidFramework)
    _refuse_other_specs(table)
    for wording in wordings:
        table = _worded(table, mapping(wording, "wording", InvalidFramework), bad)
    given = dict(table)
    scales = _scales(given.pop("scales", {}), bad)
    topics = entries(Topic, _scaled(given.pop("topics", None), scales, bad, ("topics",)), bad, "topics")
    if not bad.found:
        standing = {topic.scale.id for topic in every_topic(topics) if topic.scale is not None}
        bad.found += [(("scales", scale), "stands in no topic") for scale in scales or () if scale not in standing]
    whole = not bad.found
    listed = given.pop("awards", [])
    awards = entries(Award, listed, bad, "awards")
    if "cases" in given:
        given["cases"] = numbered_cases(given["cases"], every_topic(topics))
    read = fields(Framework, given, bad, known=("scales", "topics", "awards"))
    needed = [*required(Framework), *(name for name in SPOKEN_OF if name in given)]
    if whole and all(name in read for name in needed if name != "topics"):
        sound = _sound(awards, listed)
        if bad.found:
            read.pop("cases", None)  # they may speak of an award that could not be read, which is told already
        try:
            framework = Framework(**read, topics=tuple(topics), awards=sound)
        except Invalid as error:
            bad.add(error)
    if bad.found or bad.problems:
        raise InvalidFramework(called("framework", table.get("id")), bad.placed(table))
    return framework


def _refuse_other_specs(table: Mapping[str, Any]) -> None:
    """Refuse a framework that is written for another plug-in API, and tell that alone: its keys may be others."""
    spec = table.get("spec", SPEC)
    if is_whole(spec) and spec != SPEC:
        upgrade = "upgrade positiveculture" if spec > SPEC else "upgrade the framework"
        problem = Problem("`spec`", f"is {spec}, and this library speaks {SPEC}: {upgrade}")
        raise InvalidFramework(called("framework", table.get("id")), (problem,))


def _worded(table: Mapping[str, Any], wording: Mapping[str, Any], bad: Collector) -> Mapping[str, Any]:
    """Return `table` with the words of `wording`; what does not fit is told as the wording's."""
    words = Collector()
    table = laid_over(table, wording, words)
    bad.problems += [Problem(f"wording, {problem.place}", problem.text) for problem in words.placed(wording)]
    return table


def _sound(awards: list[Award], listed: Any) -> tuple[Award, ...]:
    """Return the awards that ask for none that could not be read: what is wrong with that one is told already."""
    read = [award.id for award in awards]
    ids = [
        entry.get("id") if isinstance(entry, Mapping) else None
        for entry in (listed if isinstance(listed, list) else ())
    ]
    nameless = not all(isinstance(id_, str) for id_ in ids)
    lame = {other for award in awards for other in award.holds() if other not in read and (nameless or other in ids)}
    return tuple(award for award in awards if lame.isdisjoint(award.holds()))


def framework_to_dict(framework: Framework) -> dict[str, Any]:
    """Return `framework` as a payload that reads back equal."""
    keyed = {
        "modes": by_id(framework.modes, "title"),
        "service_models": by_id(framework.service_models, "title"),
        "scales": by_id(framework.scales),
        "principles": by_id(framework.principles),
        "tools": by_id(framework.tools),
        "references": by_id(framework.references),
        "roles": by_id(framework.roles),
        "aspects": by_id(framework.aspects, "title"),
    }
    plain = ("spec", "id", "edition", "title", "language", "jurisdiction", "in_force_from", "in_force_until", "aliases")
    words = ("summary", "notes", "notice", "unscored", "averages", "means", "floor", "awarded_by")
    shape = {name: converter.unstructure(getattr(framework, name)) for name in (*plain, *words, "source")}
    shape |= keyed
    shape |= {name: converter.unstructure(getattr(framework, name)) for name in ("topics", "awards", "plan", "cases")}
    return {name: value for name, value in shape.items() if value not in ("", [], {}, None)}


#: The scales by id; None stands for one that could not be read, and for all where they are no table: told already.
Scales: TypeAlias = Mapping[str, Scale | None] | None


def _scales(table: object, bad: Collector) -> Scales:
    if not isinstance(table, Mapping):
        bad.say(f"is a table of scales by id, not {shown(table)}", "scales")
        return None
    found: dict[str, Scale | None] = dict.fromkeys(table)
    for id_, entry in table.items():
        try:
            found[id_] = converter.structure(row(id_, entry, None), ScaleFields).scale()
        except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
            bad.add(error, "scales", id_)
    return found


def _scaled(listed: Any, scales: Scales, bad: Collector, path: tuple[str | int, ...]) -> Any:
    """Return the topics with each scale's id replaced by the scale."""
    if not isinstance(listed, list):
        return listed
    return [_with_scale(entry, scales, bad, (*path, place)) for place, entry in enumerate(listed)]


def _with_scale(entry: Any, scales: Scales, bad: Collector, path: tuple[str | int, ...]) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    topic = dict(entry)
    scale = topic.get("scale")
    if isinstance(scale, str):
        if scales is not None and scale not in scales:
            bad.say(f"no scale {quoted(scale)}; {nearest(scale, scales)}", *path, "scale")
        topic["scale"] = scales.get(scale) if scales else None
    if "parts" in topic:
        topic["parts"] = _scaled(topic["parts"], scales, bad, (*path, "parts"))
    return topic


#: What the file is called in the package of a plug-in that is data.
FILE = "framework.toml"

FRAMEWORK = FileKind(
    name="framework",
    keys=("topics",),
    error=InvalidFramework,
    from_dict=framework_from_dict,
    to_dict=framework_to_dict,
)


def read_framework(path: PathLike, *, language: str | None = None) -> Framework:
    """Return the framework in a file, with the wording beside it laid over it.

    The wording is `wording.<language>.toml` in the same folder: of `language`, else of the framework's own language.

    Raises:
        FileTrouble: The file cannot be opened, or has no wording in `language` beside it.
        InvalidFile: The file is not TOML or JSON.
        InvalidFramework: Every problem at once, each at its place.
    """
    path = Path(path)
    return _read(path, path.parent, language)


def framework_in(folder: Traversable) -> Framework:
    """Return the framework in the `framework.toml` of a folder, which may lie in a zip; errors as `read_framework`."""
    return _read(folder.joinpath(FILE), folder, None)


def write_framework(framework: Framework, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `framework` to a TOML or JSON file, words included.

    Raises:
        FileTrouble: The file cannot be written, or exists and may not be overwritten.
    """
    FRAMEWORK.write(framework, path, overwrite=overwrite)


def _read(file: Traversable, folder: Traversable, language: str | None) -> Framework:
    payload = read_payload(file)
    wording = _wording(file, folder, payload, language)
    words = [] if wording is None else [read_payload(wording)]
    with with_filename(file):
        return framework_from_dict(payload, words)


def _wording(file: Traversable, folder: Traversable, payload: object, language: str | None) -> Traversable | None:
    """Return the wording file to lay over the framework in `file`, if there is one; one that is asked for must be."""
    own = payload.get("language", "en") if isinstance(payload, dict) else "en"
    wanted = own if language is None else language
    if isinstance(wanted, str) and LANGUAGE.fullmatch(wanted):
        beside = folder.joinpath(f"wording.{wanted}.toml")
        return beside if language is not None or beside.is_file() else None
    if language is not None:
        raise FileTrouble(str(file), f"has no wording in {quoted(language)}: a language is a name such as cy")
    return None
