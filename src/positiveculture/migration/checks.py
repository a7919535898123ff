"""What does not fit in a migration: topics that are forgotten or named twice, and levels that are out of order."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from positiveculture.errors import Path
from positiveculture.escaping import is_visible
from positiveculture.field_types import check_fields
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.problems import Problems
from positiveculture.topics import Scale, Topic

if TYPE_CHECKING:
    from positiveculture.migration.values import Migration, TopicMigration, TopicSource


def migration_problems(migration: "Migration") -> Problems:
    """Report what does not fit, at the paths that a file has."""
    problems = Problems()
    source, target = migration.source, migration.target
    if source.id != target.id:
        problems.report("other-framework", "to", name=target.id, expected=source.id)
    elif source.edition == target.edition:
        problems.report(
            "migration-circle",
            "to",
            editions=gettext("{source} to {target}").format(source=source.edition, target=target.edition),
        )
    wrong = check_fields(migration, problems)
    if "topics" not in wrong:
        _report_topics(migration, problems)
    if "topics" not in wrong and "retired" not in wrong:
        _report_old_topics(migration, problems)
    if "awards" not in wrong:
        _report_awards(migration, problems)
    return problems


def _report_topics(migration: "Migration", problems: Problems) -> None:
    """Report new topics that are not there, are named twice or are forgotten, and where each comes from."""
    known = migration.target.topics_by_id
    problems.report_repeats((("topics", each.topic), each.topic) for each in migration.topics)
    for each in migration.topics:
        if each.topic not in known:
            problems.report("unknown-topic", "topics", each.topic, name=each.topic, known=known)
            continue
        _report_sources(each, known[each.topic], migration.source, problems)
    for topic in _missing(known, (each.topic for each in migration.topics)):
        problems.report("new-topic-forgotten", "topics", topic=topic, edition=migration.target.edition)


def _missing(known: Iterable[str], named: Iterable[str]) -> list[str]:
    given = set(named)
    return [topic for topic in known if topic not in given]


def _report_sources(each: "TopicMigration", new: Topic, source: Framework, problems: Problems) -> None:
    path: Path = ("topics", each.topic)
    if not each.sources and not is_visible(each.ask):
        problems.report("from-nothing", *path)
    if each.sources and each.ask:
        problems.report("from-and-ask", *path, "ask")
    problems.report_repeats(((*path, "from", place), one.topic) for place, one in enumerate(each.sources))
    for place, one in enumerate(each.sources):
        old = source.topics_by_id.get(one.topic)
        if old is None:
            problems.report("unknown-topic", *path, "from", place, name=one.topic, known=source.topics_by_id)
        else:
            _report_levels(one, old, new, problems, path)


def _report_levels(one: "TopicSource", old: Topic, new: Topic, problems: Problems, path: Path) -> None:
    at = (*path, "levels", one.topic)
    if old.scale is None or new.scale is None:
        if new.scale is not None:
            problems.report("gives-no-level", *path, "from", topic=one.topic)
        if one.levels is not None:
            problems.report("levels-without-scale", *at)
    elif one.levels is None:
        if _range(old.scale) != _range(new.scale) or old.reverse_scored != new.reverse_scored:
            lowest, highest = _range(new.scale)
            problems.report("levels-missing", *path, "levels", topic=one.topic, lowest=lowest, highest=highest)
    else:
        _report_off_scale(dict(one.levels), old.scale, new.scale, problems, at)
        _report_order(dict(one.levels), old, new, problems, at)


def _range(scale: Scale) -> tuple[int, int]:
    return scale.lowest, scale.highest


def _report_off_scale(levels: dict[int, int], old: Scale, new: Scale, problems: Problems, path: Path) -> None:
    """Report levels that are not on their scale, and old ones that are forgotten."""
    for level, target in levels.items():
        for number, scale in ((level, old), (target, new)):
            if number not in scale:
                lowest, highest = _range(scale)
                problems.report("off-scale", *path, str(level), level=number, lowest=lowest, highest=highest)
    for each in old.levels:
        if each.number not in levels:
            problems.report("level-forgotten", *path, level=each.number)


def _report_order(levels: dict[int, int], old: Topic, new: Topic, problems: Problems, path: Path) -> None:
    """Report levels that become worse where the old ones become better."""
    for before, after in pairwise(sorted(levels, key=old.scored)):
        worse, better = levels[after], levels[before]
        if new.scored(worse) < new.scored(better):
            problems.report("levels-fall", *path, str(after), found=worse, other=before, before=better)


def _report_old_topics(migration: "Migration", problems: Problems) -> None:
    """Report old topics that are not there, are forgotten, are retired twice, or are retired and used."""
    known = migration.source.topics_by_id
    used = {one.topic for each in migration.topics for one in each.sources}
    problems.report_repeats((("retired", each.topic), each.topic) for each in migration.retired)
    for each in migration.retired:
        if each.topic not in known:
            problems.report("unknown-topic", "retired", each.topic, name=each.topic, known=known)
        elif each.topic in used:
            problems.report("retired-and-used", "retired", each.topic)
    for topic in _missing(known, [*used, *(each.topic for each in migration.retired)]):
        problems.report("old-topic-forgotten", "retired", topic=topic, edition=migration.source.edition)


def _report_awards(migration: "Migration", problems: Problems) -> None:
    old, new = ([award.id for award in each.awards] for each in (migration.source, migration.target))
    for award, other in migration.awards:
        if award not in old:
            problems.report("unknown-award", "awards", award, name=award, known=old)
        if other not in new:
            problems.report("unknown-award", "awards", award, name=other, known=new)
