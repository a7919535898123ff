"""Crosswalks: links between the topics of two frameworks, read, written, looked up; and the evidence that they carry.

A plug-in declares an entry point in the group `positiveculture.crosswalks`: its name is the ids of the two frameworks
with two hyphens between, its value a callable without arguments that returns a `Crosswalk`, or a `Crosswalk`, or a
package that holds `<name>.toml` or `crosswalk.toml`.  Several may declare the same pair, in either direction: that is
no conflict, for links of several sources combine.
"""

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

import attrs

from positiveculture.crosswalk import (
    Crosswalk,
    Endpoint,
    EvidenceProposals,
    Link,
    Overuse,
    Proposal,
    Relation,
    propose_evidence,
)
from positiveculture.errors import InvalidCrosswalk, UnknownCrosswalk
from positiveculture.field_types import require, with_types
from positiveculture.formats.against import edition_of, framework_id, installed
from positiveculture.formats.converter import converter, register, unknown_keys
from positiveculture.formats.fields import mapping, numbered
from positiveculture.formats.files import FileKind
from positiveculture.formats.parsing import read_payload, read_text
from positiveculture.formats.paths import PathLike, Readable, suffix_of, with_filename
from positiveculture.formats.plain import picked, plain
from positiveculture.formats.sssom.parser import named_frameworks, read_sssom
from positiveculture.formats.values import ValueReader
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import PluginKind, PluginSource
from positiveculture.plugins.registry import allowed_plugins, get_framework
from positiveculture.problems import Problems
from positiveculture.sentences import quoted

__all__ = [
    "Crosswalk",
    "Endpoint",
    "EvidenceProposals",
    "Link",
    "Overuse",
    "Proposal",
    "Relation",
    "crosswalk_from_dict",
    "crosswalk_names",
    "crosswalk_to_dict",
    "evidence_proposals_to_dict",
    "find_crosswalk",
    "gaps_to_dict",
    "propose_evidence",
    "read_crosswalk",
    "write_crosswalk",
]

register(Endpoint)
register(Link)

#: The keys of the ends: plainer in a file than "here" and "there", which stay with the topics.
ENDS = {"from": "source", "to": "target"}


@with_types
def crosswalk_from_dict(payload: object, source: Framework | None = None, target: Framework | None = None) -> Crosswalk:
    """Return the crosswalk that `payload` describes, checked against the frameworks that are given.

    Raises:
        InvalidCrosswalk: Every problem at once, each at its place.
    """
    problems = Problems()
    table = mapping(payload, "crosswalk", InvalidCrosswalk)
    unknown_keys(table, (*ENDS, "links"), problems)
    reader = ValueReader(table, problems)
    source_end, target_end = (reader.require(key, _end, None) for key in ENDS)
    links = numbered(Link, table.get("links"), problems, "links")
    crosswalk = Crosswalk(_or_placeholder(source_end, source), _or_placeholder(target_end, target), ())
    problems.collect(crosswalk.report_problems(source, target))
    seen: dict[Link, int] = {}
    reported = Problems()
    for place, link in links.items():
        link.report_problems(source, target, reported, "links", place)
        if problems.are_none_at("links", place) and seen.setdefault(link, place) != place:
            count = list(links.values()).count(link)
            reported.report("link-twice", "links", place, count=count)
    problems.follow_up(reported, table)
    problems.refuse(InvalidCrosswalk, gettext("the crosswalk"), table)
    return attrs.evolve(crosswalk, links=links.values())


def _end(value: object) -> Endpoint:
    return converter.structure(value, Endpoint)


def _or_placeholder(end: Endpoint | None, framework: Framework | None) -> Endpoint:
    """Return `end`, or a placeholder if it failed to parse (already reported)."""
    return end or (Endpoint.of(framework) if framework else Endpoint("-", "-"))


def crosswalk_to_dict(crosswalk: Crosswalk) -> dict[str, Any]:
    """Return `crosswalk` as JSON holds it; `crosswalk_from_dict` reads it back equal.

    Raises:
        InvalidCrosswalk: It holds what would not be read back.
    """
    return CROSSWALK.to_dict(crosswalk)


def _payload(crosswalk: Crosswalk) -> dict[str, Any]:
    crosswalk.validate()
    ends = {key: converter.unstructure(getattr(crosswalk, name)) for key, name in ENDS.items()}
    return ends | {"links": converter.unstructure(crosswalk.links)}


def evidence_proposals_to_dict(carried: EvidenceProposals) -> dict[str, Any]:
    """Return what carries over, as `positiveculture carry --json` prints it; no level is among it."""
    require(carried, EvidenceProposals)
    return {
        **picked(carried, "service", "assessed_on"),
        **{key: plain(getattr(carried, name)) for key, name in ENDS.items()},
        "proposals": [_proposal(proposal) for proposal in carried.proposals],
        **picked(carried, "left_behind", "most_uses"),
        "overused": [
            {"evidence": plain(converter.unstructure(each.evidence)), "topics": list(each.topics)}
            for each in carried.overused
        ],
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    link = converter.unstructure(proposal.link)
    return {
        **picked(proposal, "topic", "source_topic"),
        "evidence": plain(converter.unstructure(proposal.evidence)),
        **{key: link[key] for key in ("relation", "rationale", "source")},
    }


CROSSWALK = FileKind(
    name="crosswalk",
    cls=Crosswalk,
    error=InvalidCrosswalk,
    from_dict=crosswalk_from_dict,
    payload=_payload,
    valid="{name}: a valid crosswalk",
    contents={"links": ("{count} link", "{count} links")},
    reader=lambda path, _: read_crosswalk(path),
)


def read_crosswalk(
    path: Readable, *, source: str | Framework | None = None, target: str | Framework | None = None, rationale: str = ""
) -> Crosswalk:
    """Return the crosswalk in a file.

    Args:
        path: A TOML or JSON file, or an SSSOM table (.tsv).
        source: The framework on the left; by default the installed one that the file names.
        target: The framework on the right; by default the installed one that the file names.
        rationale: The rationale of links that have none, in an SSSOM table.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        UnknownFramework: No installed framework has a name that it gives.
        InvalidCrosswalk: Every problem at once, each at its place.
    """
    if suffix_of(path) == ".tsv":
        return _read_table(path, rationale, source, target)
    payload = read_payload(path)
    ends = [_side(path, payload, *side) for side in (("from", source), ("to", target))]
    with with_filename(path):
        return crosswalk_from_dict(payload, *ends)


def write_crosswalk(crosswalk: Crosswalk, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `crosswalk` to a TOML or JSON file; errors as for `write_framework`."""
    CROSSWALK.write(crosswalk, path, overwrite=overwrite)


def _read_table(path: Readable, rationale: str, *frameworks: str | Framework | None) -> Crosswalk:
    named = named_frameworks(read_text(path))
    keys = ("subject_source", "object_source")
    ends = [
        get_framework(given) if given is not None else None if id_ is None else _installed(id_, key, path)
        for given, id_, key in zip(frameworks, named, keys, strict=True)
    ]
    return read_sssom(path, source=ends[0], target=ends[1], rationale=rationale)


def _installed(id_: str, key: str, path: Readable) -> Framework:
    return installed(id_, gettext("it is named by `{key}` of {path}").format(key=key, path=path))


def _side(path: Readable, payload: object, key: str, framework: str | Framework | None) -> Framework | None:
    """Return the framework at one end, or None where the file names none: a problem that reading reports."""
    if framework is not None:
        return get_framework(framework)
    end = payload.get(key) if isinstance(payload, Mapping) else None
    id_ = framework_id(end)
    return None if id_ is None else edition_of(_installed(id_, key, path), end)


def gaps_to_dict(gaps: tuple[tuple[str, ...], tuple[str, ...]]) -> dict[str, list[str]]:
    """Return the gaps of a crosswalk as `positiveculture crosswalk --json` prints them under `gaps`.

    `{"from": [topics], "to": [topics]}`: the topics of either framework that nothing is linked to.
    """
    require(gaps, tuple)
    return {"from": list(gaps[0]), "to": list(gaps[1])}


CROSSWALKS = PluginKind(
    noun="crosswalk",
    group="positiveculture.crosswalks",
    cls=Crosswalk,
    error=InvalidCrosswalk,
    names=lambda crosswalk: (crosswalk.name,),
    files=lambda name: (f"{name}.toml", "crosswalk.toml"),
    read=lambda file, _: CROSSWALK.read(file),
)


def crosswalk_names() -> tuple[str, ...]:
    """Return the name of every crosswalk that is installed and allowed, sorted. Imports nothing."""
    return tuple(dict.fromkeys(source.name for source in allowed_plugins(CROSSWALKS)))


def find_crosswalk(source: str | Framework, target: str | Framework) -> Crosswalk:
    """Return every link that is installed between two frameworks, the first as its source.

    Raises:
        UnknownCrosswalk: Nothing that is installed and allowed joins these editions of them.
        FrameworkLoadError: A plug-in failed.
        InvalidCrosswalk: What a plug-in gives is not valid, or does not fit the frameworks.
        UnknownFramework, RegistryError: As for `get_framework`.
    """
    left, right = get_framework(source), get_framework(target)
    wanted = (f"{left.id}--{right.id}", f"{right.id}--{left.id}")
    named = [source for source in allowed_plugins(CROSSWALKS) if source.name in wanted]
    crosswalks = [crosswalk for source in named if (crosswalk := _checked(source, left, right)) is not None]
    if not crosswalks:
        hint = (
            gettext("there is none of the editions {one} and {other}").format(one=left.edition, other=right.edition)
            if named
            else ""
        )
        names = tuple(name for name in crosswalk_names() if name not in wanted)
        raise UnknownCrosswalk("crosswalk", wanted[0], names, hint)
    return reduce(or_, crosswalks)


def _checked(source: PluginSource, left: Framework, right: Framework) -> Crosswalk | None:
    """Return what `source` declares, from left to right; None where it links other editions."""
    crosswalk = CROSSWALKS.load(source)
    ends = (Endpoint.of(left), Endpoint.of(right))
    turned = next((each for each in (crosswalk, crosswalk.inverse) if (each.source, each.target) == ends), None)
    problems = tuple(turned.problems(left, right)) if turned else ()
    if problems:
        raise InvalidCrosswalk(
            gettext("crosswalk {name} from {source}").format(name=quoted(source.name), source=source), problems
        )
    return turned
