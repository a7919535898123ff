"""Frameworks: read with the words of a wording laid over them, and written."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from positiveculture.awards import Award
from positiveculture.convert.fields import entries, fields, mapping, named, required
from positiveculture.convert.problems import Collector
from positiveculture.convert.responses import numbered_cases
from positiveculture.convert.strict import ScaleFields, by_id, converter, row
from positiveculture.convert.wording import laid_over
from positiveculture.errors import Invalid, InvalidFramework, Problem, nearest, quoted, shown
from positiveculture.framework import Framework
from positiveculture.soundness import every_topic
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
        raise InvalidFramework(named("framework", table.get("id")), bad.placed(table))
    return framework


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
    plain = ("spec", "id", "edition", "title", "language", "jurisdiction", "aliases")
    words = ("summary", "notes", "notice", "unscored", "averages")
    shape = {name: converter.unstructure(getattr(framework, name)) for name in (*plain, *words, "source")}
    shape |= keyed
    shape |= {name: converter.unstructure(getattr(framework, name)) for name in ("topics", "awards", "plan", "cases")}
    return {name: value for name, value in shape.items() if value not in ("", [], {})}


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
