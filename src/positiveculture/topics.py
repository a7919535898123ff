"""What is rated or reflected on: scales and their levels, principles, topics and the statements that describe them."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

import attrs

from positiveculture.errors import Unknown
from positiveculture.field_types import require, with_types

#: How deep topics may be nested: a part of a topic is two deep.
DEEPEST = 32


def many(items: Any) -> tuple[Any, ...]:
    """Return `items` as a tuple: what a field of many takes may be any iterable, what it holds is frozen.

    Text is no list of letters; it, and what is no iterable, stays as it is, for the check of the fields to report.
    """
    if type(items) is not tuple and isinstance(items, Iterable) and not isinstance(items, str):
        return tuple(items)
    return items


def _lowest_key_first(pairs: Iterable[tuple[int, Any]]) -> tuple[tuple[int, Any], ...]:
    try:
        return tuple(sorted(dict(pairs).items()))
    except (TypeError, ValueError):  # no pairs, or of no one kind: reported by the check of the fields
        return many(pairs)


@attrs.frozen
class Level:
    """One rung of a scale. The number is its identity; labels are words and need not be unique."""

    number: int
    label: str


@attrs.frozen
class Scale:
    """An ordered ladder of levels, lowest first, without gaps. Levels are ordinal: nothing averages them."""

    id: str
    levels: tuple[Level, ...] = attrs.field(converter=many)
    #: Level to with whom reaching it calls for partnership, as its source says.
    shared_with: tuple[tuple[int, str], ...] = attrs.field(default=(), converter=_lowest_key_first)

    #: Level to the points that it counts, for each level, where they are not the level's number.
    points: tuple[tuple[int, int], ...] = attrs.field(default=(), converter=_lowest_key_first)

    @with_types
    def points_of(self, number: int) -> int:
        """Return the points that the level `number` counts."""
        return self._points.get(number, number)

    @cached_property
    def _points(self) -> dict[int, int]:
        return dict(self.points)

    @with_types
    def needs_too(self, number: int) -> str:
        """Return who else has to take part in reaching the level `number`; "" where nobody is named."""
        return dict(self.shared_with).get(number, "")

    @property
    def lowest(self) -> int:
        """The number of the lowest level."""
        return self.levels[0].number

    @property
    def highest(self) -> int:
        """The number of the highest level."""
        return self.levels[-1].number

    def __contains__(self, number: object) -> bool:
        return type(number) is int and self.lowest <= number <= self.highest

    @with_types
    def label(self, number: int) -> str:
        """Return the label of the level `number`.

        Raises:
            Unknown: The scale has no such level.
        """
        label = next((level.label for level in self.levels if level.number == number), None)
        if label is None:
            raise Unknown("level", number, tuple(str(level.number) for level in self.levels))
        return label


@attrs.frozen
class Option:
    """One choice that a framework offers by name: a mode of use, a service model."""

    id: str
    title: str


@attrs.frozen
class Tool:
    """A person-centred thinking tool, or another aid that the statements name."""

    id: str
    title: str
    #: What the tool does.
    does: str = ""
    #: How it helps, one sentence each.
    helps: tuple[str, ...] = attrs.field(default=(), converter=many)


@attrs.frozen
class Principle:
    """An idea that groups topics."""

    id: str
    title: str
    description: str = ""
    #: The principle that it is within; None: within none.
    within: str | None = None


#: What a mean of principles within a principle is taken of.
NESTED = ("principles", "topics")


@attrs.frozen
class MeansMethod:
    """How a framework's published method takes a principle's mean of points."""

    #: How many of what it is taken of may be missing.
    missing_allowed: int = 0
    #: What it is taken of where principles are within it: "principles", with its own topics, or all "topics".
    nested: str = "principles"


@attrs.frozen
class Reference:
    """A law, strategy or standard that a framework rests on."""

    id: str
    title: str
    #: What it is: "law", "strategy", "standard", "guidance", "rights" or "resource".
    kind: str = ""
    url: str = ""


@attrs.frozen
class Role:
    """A part that people play in the whole system, and what the framework asks of them."""

    id: str
    title: str
    #: What the role does, one sentence each.
    does: tuple[str, ...] = attrs.field(default=(), converter=many)


@attrs.frozen
class Aspect:
    """What a framework says of a topic besides its levels: what it looks like, prompts to reflect on, signals."""

    #: One of the framework's aspects.
    aspect: str
    #: One sentence each.
    entries: tuple[str, ...] = attrs.field(converter=many)


@attrs.frozen
class Variant:
    """A statement's words for one service model."""

    service_model: str
    text: str


@attrs.frozen
class Statement:
    """The words that describe one level of one topic."""

    level: int
    text: str
    variants: tuple[Variant, ...] = attrs.field(default=(), converter=many)

    @with_types
    def words(self, service_model: str | None = None) -> str:
        """Return the words for `service_model`, or those for any model where it has none of its own."""
        return next((v.text for v in self.variants if v.service_model == service_model), self.text)


def _lowest_first(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    listed = many(statements)
    try:
        return tuple(sorted(listed, key=lambda statement: statement.level))
    except (AttributeError, TypeError):  # no statements: reported by the check of the fields
        return listed


@attrs.frozen(kw_only=True)
class Topic:
    """One thing that is rated on a scale, or reflected on where it has none."""

    id: str
    title: str
    #: The number printed in the source, where it prints one; a reference such as "1.3.2" is text.
    number: int | str | None = None
    principle: str | None = None
    #: None: the topic takes reflections, and refuses a level.
    scale: Scale | None = None
    description: str = ""
    #: Lowest first, whatever the order they are given in.
    statements: tuple[Statement, ...] = attrs.field(default=(), converter=_lowest_first)
    #: Ids of the tools that the topic names.
    tools: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: Ids of the laws and strategies that the topic rests on.
    references: tuple[str, ...] = attrs.field(default=(), converter=many)
    aspects: tuple[Aspect, ...] = attrs.field(default=(), converter=many)
    #: What kind of thing the topic is, where the framework tells kinds apart, such as practice, promise, conditional.
    kind: str = ""
    #: When the topic applies, where it does not always.
    applies_when: str = ""
    #: Whether the framework's method counts the levels from the other end: a high answer is a bad sign.
    reverse_scored: bool = False
    #: Topics of its own, with ids unique in the whole framework.
    parts: tuple["Topic", ...] = attrs.field(default=(), converter=many)
    #: Whether the topic may be marked as not applicable, with a reason.
    allows_not_applicable: bool = False

    @property
    def groups(self) -> bool:
        """Whether it only groups its parts: it has no scale, and one of them has, or groups others in its turn."""
        return self.scale is None and any(part.scale is not None or part.groups for part in self.parts)

    @with_types
    def entries(self, aspect: str) -> tuple[str, ...]:
        """Return what the framework says of the topic under `aspect`; none where it says nothing."""
        return next((found.entries for found in self.aspects if found.aspect == aspect), ())

    def scored(self, level: int) -> int:
        """Return `level` as the framework's method counts it: from the other end where it is reverse-scored."""
        if type(level) is not int:  # asked of every answer of a panel
            require(level, int)
        if not self.reverse_scored or self.scale is None:
            return level
        return self.scale.lowest + self.scale.highest - level

    @with_types
    def better(self, level: int) -> int | None:
        """Return the level one better than `level`: up, or down where a high level is a bad sign; None at the best."""
        other = level - 1 if self.reverse_scored else level + 1
        return other if self.scale is not None and other in self.scale else None

    @with_types
    def statement(self, level: int) -> Statement | None:
        """Return the statement that describes `level`, or None where the framework has none."""
        return next((statement for statement in self.statements if statement.level == level), None)


attrs.resolve_types(Topic)
