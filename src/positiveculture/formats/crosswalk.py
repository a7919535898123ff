"""Crosswalks: links between the topics of two frameworks, read and written; and the evidence that they carry."""

from collections.abc import Mapping
from typing import Any

import attrs

from positiveculture.crosswalk import Carried, Crosswalk, End, Link, Proposal
from positiveculture.errors import InvalidCrosswalk
from positiveculture.formats.against import framework_id, installed
from positiveculture.formats.converter import converter, register, unknown_keys
from positiveculture.formats.fields import mapping, numbered
from positiveculture.formats.files import FileKind
from positiveculture.formats.parsing import read_payload
from positiveculture.formats.paths import PathLike
from positiveculture.framework import Framework
from positiveculture.plugins.registry import get_framework
from positiveculture.problems import Faults, Problems

register(End)
register(Link)

#: The keys under which the ends stand: plainer in a file than "here" and "there", which stay with the topics.
ENDS = {"from": "here", "to": "there"}


def crosswalk_from_dict(payload: object, here: Framework | None = None, there: Framework | None = None) -> Crosswalk:
    """Return the crosswalk that `payload` describes, checked against the frameworks that are given.

    Raises:
        InvalidCrosswalk: Every problem at once, each at its place.
    """
    problems = Problems()
    table = mapping(payload, "crosswalk", InvalidCrosswalk)
    unknown_keys(table, (*ENDS, "links"), problems)
    ends = {key: _end(table, key, problems) for key in ENDS}
    links = numbered(Link, table.get("links"), problems, "links")
    crosswalk = Crosswalk(_standing(ends["from"], here), _standing(ends["to"], there), ())
    problems.collect(crosswalk.report_problems(here, there))
    seen: dict[Link, int] = {}
    for place, link in links.items():
        link.report_problems(here, there, problems, "links", place)
        if seen.setdefault(link, place) != place:
            count = list(links.values()).count(link)
            problems.report("link-twice", "links", place, count=count)
    problems.refuse(InvalidCrosswalk, "the crosswalk", table)
    return attrs.evolve(crosswalk, links=links.values())


def _end(table: Mapping[str, Any], key: str, problems: Problems) -> End | None:
    if table.get(key) is None:
        problems.report("missing", key)
        return None
    try:
        return converter.structure(table[key], End)
    except Faults as faults:
        problems.collect(faults, key)
        return None


def _standing(end: End | None, framework: Framework | None) -> End:
    """Return `end`, or a placeholder if it failed to parse (already reported)."""
    return end or (End.of(framework) if framework else End("-", "-"))


def crosswalk_to_dict(crosswalk: Crosswalk) -> dict[str, Any]:
    """Return `crosswalk` as a payload that reads back equal.

    Raises:
        InvalidCrosswalk: It holds what would not be read back.
    """
    crosswalk.validate()
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
