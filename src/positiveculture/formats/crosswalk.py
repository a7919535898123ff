"""Crosswalks: links between the topics of two frameworks, read and written; and the evidence that they carry."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from positiveculture.crosswalk import Carried, Crosswalk, End, Link, Proposal
from positiveculture.errors import InvalidCrosswalk, Problem
from positiveculture.formats.against import framework_id, installed
from positiveculture.formats.converter import converter, strict
from positiveculture.formats.fields import entries, mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike
from positiveculture.formats.problems import Collector, unknown_keys
from positiveculture.framework import Framework
from positiveculture.plugins.registry import get_framework

strict(End)
strict(Link)

#: The keys under which the ends stand: plainer in a file than "here" and "there", which stay with the topics.
ENDS = {"from": "here", "to": "there"}


def crosswalk_from_dict(payload: object, here: Framework | None = None, there: Framework | None = None) -> Crosswalk:
    """Return the crosswalk that `payload` describes, checked against the frameworks that are given.

    Raises:
        InvalidCrosswalk: Every problem at once, each at its place.
    """
    bad = Collector()
    table = mapping(payload, "crosswalk", InvalidCrosswalk)
    bad.found += unknown_keys(table, (*ENDS, "links"))
    ends = {key: _end(table, key, bad) for key in ENDS}
    links = entries(Link, table.get("links"), bad, "links")
    crosswalk = Crosswalk(_standing(ends["from"], here), _standing(ends["to"], there), links)
    bad.problems += [*crosswalk.problems(here, there), *_twice(links)]
    if bad.found or bad.problems:
        raise InvalidCrosswalk("the crosswalk", bad.placed(table))
    return crosswalk


def _end(table: Any, key: str, bad: Collector) -> End | None:
    if key not in table:
        bad.say("is missing", key)
        return None
    try:
        return converter.structure(table[key], End)
    except Exception as error:  # noqa: BLE001 - gathered, and raised together with the rest
        bad.add(error, key)
        return None


def _standing(end: End | None, framework: Framework | None) -> End:
    """Return `end`; one that cannot be read is told already, and stands in for itself as something that fits."""
    return end or (End.of(framework) if framework else End("-", "-"))


def _twice(links: Iterable[Link]) -> list[Problem]:
    return [
        Problem(link.place, f"is given {count} times, word for word")
        for link, count in Counter(links).items()
        if count > 1
    ]


def crosswalk_to_dict(crosswalk: Crosswalk) -> dict[str, Any]:
    """Return `crosswalk` as a payload that reads back equal."""
    ends = {key: converter.unstructure(getattr(crosswalk, name)) for key, name in ENDS.items()}
    return ends | {"links": converter.unstructure(crosswalk.links)}


def carried_to_dict(carried: Carried) -> dict[str, Any]:
    """Return what carries over, as `positiveculture carry --json` prints it; no level is among it."""
    return {
        "service": carried.service,
        "assessed_on": carried.assessed_on,
        **{key: converter.unstructure(getattr(carried, name)) for key, name in ENDS.items()},
        "proposals": [_proposal(proposal) for proposal in carried.proposals],
        "left_behind": list(carried.left_behind),
        "most_uses": carried.most_uses,
        "overused": [
            {"evidence": converter.unstructure(each.evidence), "topics": list(each.topics)} for each in carried.overused
        ],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    link = converter.unstructure(proposal.link)
    return {
        "topic": proposal.topic,
        "came_from": proposal.came_from,
        "evidence": converter.unstructure(proposal.evidence),
        **{key: link[key] for key in ("relation", "rationale", "source")},
    }


CROSSWALK = FileKind(
    name="crosswalk",
    keys=("links", "from", "to"),
    error=InvalidCrosswalk,
    from_dict=crosswalk_from_dict,
    to_dict=crosswalk_to_dict,
)


def read_crosswalk(
    path: PathLike, *, here: str | Framework | None = None, there: str | Framework | None = None
) -> Crosswalk:
    """Return the crosswalk in a file.

    Args:
        path: A TOML or JSON file.
        here: The framework on the left; by default the installed one that the file names.
        there: The framework on the right; by default the installed one that the file names.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        UnknownFramework: No installed framework has a name that it gives.
        InvalidCrosswalk: Every problem at once, each at its place.
    """
    payload = read_payload(path)
    return CROSSWALK.read(path, *(_side(path, payload, *side) for side in (("from", here), ("to", there))))


def write_crosswalk(crosswalk: Crosswalk, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `crosswalk` to a TOML or JSON file; errors as for `write_framework`."""
    CROSSWALK.write(crosswalk, path, overwrite=overwrite)


def _side(path: PathLike, payload: object, key: str, framework: str | Framework | None) -> Framework | None:
    """Return the framework at one end, or None where the file names none: a problem that reading reports."""
    if framework is not None:
        return get_framework(framework)
    id_ = framework_id(payload.get(key)) if isinstance(payload, Mapping) else None
    return None if id_ is None else installed(id_, f"it is named by `{key}` of {path}")


def gaps_to_dict(gaps: tuple[tuple[str, ...], tuple[str, ...]]) -> dict[str, list[str]]:
    """Return the gaps of a crosswalk as `positiveculture crosswalk --json` prints them under `gaps`.

    `{"from": [topics], "to": [topics]}`: the topics of either framework that nothing is linked to.
    """
    return {"from": list(gaps[0]), "to": list(gaps[1])}
