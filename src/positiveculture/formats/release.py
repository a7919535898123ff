"""Releases: what was published of a panel, as a file; answers are not in it, nor the secret of its noise."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from positiveculture.errors import InvalidRelease
from positiveculture.field_types import key_step
from positiveculture.formats.against import framework_for, read_against
from positiveculture.formats.converter import fields, unknown_keys
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.paths import PathLike, Readable
from positiveculture.formats.plain import plain
from positiveculture.formats.values import as_whole
from positiveculture.framework import Framework
from positiveculture.framework_checks import edition_problems
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.panel.release import LEAST, Release, report_waves
from positiveculture.panel.summary import Figure, Summary
from positiveculture.problems import Problems
from positiveculture.sentences import called
from positiveculture.topics import Topic

__all__ = ["Release", "read_release", "release_from_dict", "release_to_dict", "write_release"]

REASONS = tuple(map(str, Suppressed))

#: The keys of a group; `invited` may be left out.
GROUP_KEYS = ("group", "replied", "invited", "topics")


@attrs.frozen(kw_only=True)
class ReleaseFields:
    """The fields of a release's file besides what was published."""

    framework: str
    edition: str
    minimum: int
    services: tuple[str, ...]
    assessed_on: tuple[date, date]
    by: str | None = None
    since: tuple[tuple[date, date], ...] = ()


def release_from_dict(data: object, framework: str | Framework | None = None) -> Release:
    """Return the release that `data` describes; arguments as for `assessment_from_dict`.

    Raises:
        InvalidRelease: Every problem at once, each at its place.
        UnknownFramework, RegistryError: As for `get_framework`.
    """
    problems = Problems()
    against = framework_for(RELEASE, data, framework)
    table = mapping(data, "release", InvalidRelease)
    read = fields(ReleaseFields, table, problems, read=("published",))
    unread = {"framework", "edition"} - read.keys()
    edition_problems((read.get("framework", ""), read.get("edition", "")), against, unread, problems)
    if read.get("services") == ():
        problems.report("empty", "services")
    minimum = read.get("minimum", LEAST)
    if minimum < LEAST:
        problems.report("too-low", "minimum", number=minimum, least=LEAST)
    published = _Published(against, max(minimum, 1))
    published.read(table.get("published"), problems)
    if "assessed_on" in read:
        report_waves(read["assessed_on"], read.get("since", ()), problems)
    problems.refuse(InvalidRelease, called("release of", " / ".join(read.get("services", ()))), table)
    return Release(
        summary=published.summary(),
        **{key: read[key] for key in ("services", "assessed_on", "by", "since") if key in read},
    )


@attrs.define
class _Published:
    """What was published, as it is read entry by entry."""

    framework: Framework
    minimum: int
    replied: dict[Group, int | Suppressed] = attrs.field(factory=dict, init=False)
    invited: dict[Group, int] = attrs.field(factory=dict, init=False)
    figures: dict[tuple[Group, str], Figure] = attrs.field(factory=dict, init=False)

    def read(self, listed: object, problems: Problems) -> None:
        """Read each group; what does not fit is reported."""
        if not isinstance(listed, list | tuple):
            problems.report("missing" if listed is None else "not-a-list", "published", given=listed)
            return
        for place, entry in enumerate(listed):
            if isinstance(entry, Mapping):
                self._read_group(entry, problems, "published", place)
            else:
                problems.report("not-a-table", "published", place, given=entry)
        if not problems and () not in self.replied:
            problems.report("no-whole", "published")

    def _read_group(self, entry: Mapping[str, Any], problems: Problems, *path: str | int) -> None:
        unknown_keys(entry, GROUP_KEYS, problems, *path)
        group = entry.get("group")
        if not (isinstance(group, list | tuple) and all(isinstance(name, str) for name in group)):
            problems.report("not-a-list", *path, "group", given=group)
            return
        if tuple(group) in self.replied:
            problems.report("not-unique", *path, "group", count=2)
        replied = entry.get("replied")
        at = (*path, "replied")
        count = _reason(replied, problems, *at) if isinstance(replied, str) else _count(replied, problems, *at)
        self.replied[tuple(group)] = count
        if entry.get("invited") is not None:
            invited = self.invited[tuple(group)] = _count(entry["invited"], problems, *path, "invited")
            if isinstance(count, int) and invited < count and problems.are_none_at(*path, "invited"):
                name = " / ".join(group) or "the whole"
                problems.report("few-invited", *path, "invited", number=invited, group=name)
        topics = entry.get("topics")
        if not isinstance(topics, Mapping):
            problems.report("not-a-table", *path, "topics", given=topics)
            return
        self._read_topics(tuple(group), topics, problems, *path, "topics")

    def _read_topics(self, group: Group, given: Mapping[str, Any], problems: Problems, *path: str | int) -> None:
        rated = {topic.id: topic for topic in self.framework.every_topic if topic.scale is not None}
        for id_ in given:
            if id_ not in rated:
                problems.report("unknown-topic", *path, key_step(id_), name=str(key_step(id_)), known=rated)
        for id_, topic in rated.items():
            if id_ in given:
                self.figures[group, id_] = self._figure(topic, given[id_], problems, *path, id_)
            else:
                problems.report("missing", *path, id_)

    def _figure(self, topic: Topic, given: object, problems: Problems, *path: str | int) -> Figure:
        levels = topic.scale.levels if topic.scale else ()
        if isinstance(given, str):
            return _reason(given, problems, *path)
        if not isinstance(given, list | tuple):
            problems.report("not-a-list", *path, given=given)
            return Suppressed.TOO_FEW
        if len(given) != len(levels):
            problems.report("wrong-length", *path, count=len(levels), given=given)
            return Suppressed.TOO_FEW
        counts = tuple(_count(count, problems, *path, place) for place, count in enumerate(given))
        if sum(counts) < self.minimum and all(as_whole(count) is not None for count in given):
            problems.report("too-low", *path, number=sum(counts), least=self.minimum)
        return Distribution(topic, counts)

    def summary(self) -> Summary:
        """Return the summary that was published."""
        groups = tuple(sorted(self.replied))
        return Summary(self.framework, self.minimum, groups, self.figures, self.replied, self.invited)


def _reason(given: str, problems: Problems, *path: str | int) -> Suppressed:
    """Return why a figure is suppressed."""
    if given in REASONS:
        return Suppressed(given)
    problems.report("unknown-choice", *path, name=given, known=REASONS)
    return Suppressed.TOO_FEW


def _count(given: object, problems: Problems, *path: str | int) -> int:
    """Return how many there are; 0 where that cannot be."""
    number = as_whole(given)
    if number is None:
        problems.report("not-whole", *path, given=given)
    elif number < 0:
        problems.report("below-zero", *path, number=number)
    return max(number or 0, 0)


def release_to_dict(release: Release) -> dict[str, Any]:
    """Return `release` as JSON holds it, dates as ISO text; `release_from_dict` reads it back equal.

    Raises:
        InvalidRelease: It holds what would not be read back, or its figures are not protected.
    """
    return RELEASE.to_dict(release)


def _payload(release: Release) -> dict[str, Any]:
    release.validate()
    summary = release.summary
    return {
        "framework": summary.framework.id,
        "edition": summary.framework.edition,
        "minimum": summary.min_respondents,
        "services": list(release.services),
        "assessed_on": list(release.assessed_on),
        **({} if release.by is None else {"by": release.by}),
        **({"since": [list(days) for days in release.since]} if release.since else {}),
        "published": [_group(summary, group) for group in summary.groups],
    }


def _group(summary: Summary, group: Group) -> dict[str, Any]:
    return {
        "group": list(group),
        "replied": plain(summary.replied(group)),
        **({"invited": summary.invited[group]} if group in summary.invited else {}),
        "topics": {id_: _shown(summary.figure(id_, group)) for id_ in summary.topics},
    }


def _shown(figure: Figure) -> object:
    return list(figure.counts) if isinstance(figure, Distribution) else str(figure)


RELEASE = FileKind(
    name="release",
    cls=Release,
    error=InvalidRelease,
    from_dict=release_from_dict,
    payload=_payload,
    valid="{name}: a valid release",
    contents={"summary.groups": ("{count} group", "{count} groups")},
    reader=lambda path, framework: read_release(path, framework=framework),
)


def read_release(path: Readable, *, framework: str | Framework | None = None) -> Release:
    """Return the release in a file; arguments and errors as for `read_assessment`, with `InvalidRelease`."""
    return read_against(RELEASE, path, framework)


def write_release(release: Release, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `release` to a TOML or JSON file; errors as for `write_framework`, and as for `release_to_dict`."""
    RELEASE.write(release, path, overwrite=overwrite)
