"""Crosswalks: links between the topics of two frameworks, and the evidence that they carry."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from positiveculture.convert.fields import entries, mapping
from positiveculture.convert.problems import Collector, unknown_keys
from positiveculture.convert.strict import converter, strict
from positiveculture.crosswalk import Carried, Crosswalk, End, Link, Proposal
from positiveculture.errors import InvalidCrosswalk, Problem
from positiveculture.framework import Framework

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
