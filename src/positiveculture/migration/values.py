"""A migration: what becomes of each topic, level and award of one edition in another, as its author says."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from positiveculture.awards import text_pairs
from positiveculture.errors import InvalidMigration, Problem
from positiveculture.field_types import UNCHECKED
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.migration.checks import migration_problems
from positiveculture.migration.moves import Moves
from positiveculture.problems import Problems
from positiveculture.topics import many


def _levels(given: Any) -> Any:
    """Return pairs of an old level and a new one, lowest first; what is none is left for the check of the fields."""
    if given is None:
        return None
    try:
        return tuple(sorted(dict(given).items()))
    except (TypeError, ValueError):
        return many(given)


@attrs.frozen
class TopicSource:
    """An old topic that a new one is filled from."""

    topic: str
    #: Each old level with the new one. None: levels are the same on both scales.
    levels: tuple[tuple[int, int], ...] | None = attrs.field(default=None, converter=_levels)


def _sources(given: Any) -> Any:
    listed: Any = many(given)
    if not isinstance(listed, tuple):
        return listed
    return tuple(TopicSource(each) if isinstance(each, str) else each for each in listed)


@attrs.frozen
class TopicMigration:
    """Where a new topic comes from: one old topic, several that are merged into it, or none, so that it is asked."""

    #: The new topic.
    topic: str
    #: The old topics; a text is the id of one whose levels stay as they are.
    sources: tuple[TopicSource, ...] = attrs.field(default=(), converter=_sources)
    #: Why it is asked, where it comes from no old topic.
    ask: str = ""


@attrs.frozen
class Retired:
    """An old topic that no new one comes from, and why."""

    topic: str
    why: str


@attrs.frozen(kw_only=True, repr=False)
class Migration:
    """What becomes of records of one edition in another edition of the same framework.

    Each topic of the new edition, parts too, is named once: where it comes from, or that it is asked.  Each topic of
    the old one is used, or retired.  Nothing is guessed from names, but that an award with the same id is the same.

    Raises:
        InvalidMigration: It does not fit its two editions; every problem at once.
    """

    source: Framework = attrs.field(metadata=UNCHECKED)
    target: Framework = attrs.field(metadata=UNCHECKED)
    topics: tuple[TopicMigration, ...] = attrs.field(converter=many)
    retired: tuple[Retired, ...] = attrs.field(default=(), converter=many)
    #: Old award to the new one that takes its place, where that has another id.
    awards: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=text_pairs)
    note: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what does not fit the two editions, every problem at once."""
        require_framework(self.source)
        require_framework(self.target)
        self.validate()

    def __repr__(self) -> str:
        return f"<Migration {self.name}: {len(self.topics)} topics>"

    @property
    def name(self) -> str:
        """What it is called, and what its entry point has to be called: `id@old--new`."""
        return f"{self.source.id}@{self.source.edition}--{self.target.edition}"

    def problems(self) -> tuple[Problem, ...]:
        """Return what does not fit the two editions: nothing, for such a migration is refused when it is made."""
        return self._report().located(self)

    def validate(self) -> None:
        """Refuse what does not fit the two editions.

        Raises:
            InvalidMigration: Every problem at once.
        """
        self._report().refuse(InvalidMigration, gettext("the migration {name}").format(name=self.name), self)

    def _report(self) -> Problems:
        return migration_problems(self)

    @cached_property
    def new_award(self) -> Mapping[str, str | None]:
        """Old award to the new one that takes its place, lowest old award first; None: none does."""
        known = {award.id for award in self.target.awards}
        named = dict(self.awards)
        same = {award.id: award.id if award.id in known else None for award in self.source.awards}
        return {award: named.get(award, other) for award, other in same.items()}

    @cached_property
    def new_topics(self) -> Mapping[str, tuple[str, ...]]:
        """Old topic to the new ones that come from it, in the order of the new edition; none where it is retired."""
        by_topic: dict[str, list[str]] = {topic: [] for topic in self.source.topics_by_id}
        for each in self.in_order:
            for old in each.sources:
                by_topic[old.topic].append(each.topic)
        return {topic: tuple(new) for topic, new in by_topic.items()}

    @cached_property
    def moves(self) -> Moves:
        """How the response to each new topic is made."""
        return Moves.of(self.in_order, self.target)

    @cached_property
    def in_order(self) -> tuple[TopicMigration, ...]:
        """The entry of each new topic, in the order of the new edition."""
        named = {each.topic: each for each in self.topics}
        return tuple(named[topic] for topic in self.target.topics_by_id)
