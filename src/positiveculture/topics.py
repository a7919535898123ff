"""What is rated or reflected on: scales and their levels, principles, topics and the statements that describe them."""

from collections.abc import Iterable
from typing import Any

import attrs


def many(items: Iterable[Any]) -> tuple[Any, ...]:
    """Return `items` as a tuple: what a field of many takes may be any iterable, what it holds is frozen."""
    return tuple(items)


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

    def label(self, number: int) -> str:
        """Return the label of the level `number`, which must be on the scale."""
        return self.levels[number - self.lowest].label


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

    def words(self, service_model: str | None = None) -> str:
        """Return the words for `service_model`, or those for any model where it has none of its own."""
        return next((v.text for v in self.variants if v.service_model == service_model), self.text)


@attrs.frozen(kw_only=True)
class Topic:
    """One thing that is rated on a scale, or reflected on where it has none."""

    id: str
    title: str
    #: The number printed in the source, where it prints one.
    number: int | None = None
    principle: str | None = None
    #: None: the topic takes reflections, and refuses a level.
    scale: Scale | None = None
    description: str = ""
    statements: tuple[Statement, ...] = attrs.field(default=(), converter=many)
    #: Ids of the tools that the topic names.
    tools: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: Topics of its own, with ids unique in the whole framework.
    parts: tuple["Topic", ...] = attrs.field(default=(), converter=many)
    #: Whether the topic may be set aside as not applicable, with a reason.
    allows_not_applicable: bool = False

    def statement(self, level: int) -> Statement | None:
        """Return the statement that describes `level`, or None where the framework has none."""
        return next((statement for statement in self.statements if statement.level == level), None)


attrs.resolve_types(Topic)
