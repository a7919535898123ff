"""Crosswalks written as SSSOM tables."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from positiveculture.crosswalk import Crosswalk, Endpoint, Link
from positiveculture.errors import InvalidCrosswalk
from positiveculture.field_types import with_types
from positiveculture.formats.sssom.vocabulary import (
    COLUMNS,
    FORMULA,
    JUSTIFICATION,
    OURS,
    PREDICATES,
    UNSPECIFIED,
    VOCABULARIES,
)
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.problems import Problems

#: The key of a link in files from which each column comes.
KEYS = (("here",), ("here",), ("relation",), ("there",), ("there",), (), ("source",), ("rationale",))

#: What a cell cannot hold unless it is in quotation marks.
QUOTED = re.compile(r'["\t\r\n]|^\s|\s$')


@with_types
def to_sssom(
    crosswalk: Crosswalk,
    source: Framework | None = None,
    target: Framework | None = None,
    *,
    license_: str = UNSPECIFIED,
) -> str:
    """Return `crosswalk` as an SSSOM table.

    Args:
        crosswalk: The links.
        source: The framework on the left, for the titles of its topics.
        target: The framework on the right, for the titles of its topics.
        license_: The address of the licence under which the links may be used.

    Raises:
        InvalidCrosswalk: It does not fit the frameworks that are given, or holds what would not be read back.
    """
    crosswalk.validate(source, target)
    rows = [_row(crosswalk, link, source, target) for link in crosswalk.links]
    _refuse_unreadable(crosswalk, rows)
    return "".join([*_head(crosswalk, license_), *("\t".join(map(_cell, row)) + "\n" for row in (COLUMNS, *rows))])


def _refuse_unreadable(crosswalk: Crosswalk, rows: Iterable[tuple[str, ...]]) -> None:
    """Refuse texts that a table could hold, and no reader would return."""
    problems, most = Problems(), csv.field_size_limit()
    for place, row in enumerate(rows):
        for key, text in zip(KEYS, row, strict=True):
            if len(_safe(text)) > most:
                problems.report("too-long-for-a-cell", "links", place, *key, most=most)
    problems.refuse(InvalidCrosswalk, gettext("the crosswalk"), crosswalk)


def _head(crosswalk: Crosswalk, license_: str) -> Iterator[str]:
    ends = {"subject": crosswalk.source, "object": crosswalk.target}
    ours = VOCABULARIES[OURS]
    prefixes = VOCABULARIES | {_prefix(end): f"{ours}{_name(end)}:" for end in ends.values()}
    yield "#curie_map:\n"
    for prefix, address in sorted(prefixes.items()):
        yield f"#  {_yaml(prefix)}: {_yaml(address)}\n"
    whole = ":".join(f"{_name(end)}:{quote(end.edition, safe='')}" for end in ends.values())
    yield f"#mapping_set_id: {_yaml(f'{ours}crosswalk:{whole}')}\n"
    yield f"#license: {_yaml(license_)}\n"
    for side, end in ends.items():
        yield f"#{side}_source: {_yaml(f'{OURS}:{_name(end)}')}\n"
        yield f"#{side}_source_version: {_yaml(end.edition)}\n"


def _yaml(text: str) -> str:
    """Return `text` in double quotes, which JSON and YAML read alike."""
    plain = (sign if sign.isprintable() and sign not in '"\\' else json.dumps(sign)[1:-1] for sign in text)
    return f'"{"".join(plain)}"'


def _name(end: Endpoint) -> str:
    return quote(end.framework, safe="")


def _prefix(end: Endpoint) -> str:
    """Return the prefix of a framework's topics; never that of a vocabulary."""
    return _name(end) + "_" * (_name(end) in VOCABULARIES)


def _row(crosswalk: Crosswalk, link: Link, source: Framework | None, target: Framework | None) -> tuple[str, ...]:
    return (
        f"{_prefix(crosswalk.source)}:{quote(link.source_topic, safe='')}",
        _title(source, link.source_topic),
        PREDICATES[link.relation],
        f"{_prefix(crosswalk.target)}:{quote(link.target_topic, safe='')}",
        _title(target, link.target_topic),
        JUSTIFICATION,
        link.source.replace("|", "\\|"),  # where a bare one would part two authors
        link.rationale,
    )


def _title(framework: Framework | None, topic: str) -> str:
    """Return a topic's title, as far as a cell holds it: it is for people, and not read back."""
    known = framework.topics_by_id if framework else {}
    return known[topic].title[: csv.field_size_limit() - 1] if topic in known else ""


def _safe(text: str) -> str:
    """Return a text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def _cell(text: str) -> str:
    safe = _safe(text)
    return '"' + safe.replace('"', '""') + '"' if QUOTED.search(safe) else safe
