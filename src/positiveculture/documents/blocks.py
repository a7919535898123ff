"""What documents are made of: a closed set of blocks, all of them frozen values.

A block says what is so; how it looks in a terminal, on a page or in print is decided where it is rendered.  Text is
plain: nothing in it is markup.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, TypeAlias

import attrs

from positiveculture.outcome import State


def _tuple(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(items)


def _rows(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, rows))


def _items(items: Iterable["Item | str"]) -> tuple["Item", ...]:
    return tuple(Item(each) if isinstance(each, str) else each for each in items)


def _columns(columns: Iterable["Column | str"]) -> tuple["Column", ...]:
    return tuple(Column(each) if isinstance(each, str) else each for each in columns)


@attrs.frozen
class Heading:
    """The heading of what follows."""

    text: str
    #: 2 for a section of the document, 3 for a section within one; the document's title is 1.
    level: int = 2


@attrs.frozen
class Paragraph:
    """A sentence, or a few."""

    text: str


@attrs.frozen
class Notice:
    """What every reader has to know before they rely on the rest."""

    text: str


@attrs.frozen
class Fact:
    """One thing that is so, with what it is called."""

    label: str
    value: str


@attrs.frozen
class Facts:
    """Short facts, each with its label."""

    facts: tuple[Fact, ...] = attrs.field(converter=_tuple)


@attrs.frozen
class Item:
    """One entry of a listing, with what belongs to it beneath; a text alone is one too."""

    text: str
    items: tuple["Item", ...] = attrs.field(default=(), converter=_items)


@attrs.frozen
class Listing:
    """Entries, one beneath the other."""

    items: tuple[Item, ...] = attrs.field(converter=_items)


@attrs.frozen
class Column:
    """A column of a table; a heading alone is one of texts."""

    heading: str
    #: Whether its cells are numbers, which are easier to compare when their ends meet.
    figures: bool = False


@attrs.frozen
class Table:
    """Rows under headings; each row has a cell for every column."""

    title: str
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_rows)
    #: What the table shows, in a sentence.
    words: str = ""


@attrs.frozen
class Bar:
    """How far one award has come."""

    award: str
    #: From 0 to 1. None: no single share says how far it has come, and no bar is drawn.
    share: Fraction | None
    #: The share in words, such as "60 %".
    figures: str
    state: State
    #: The state and what it rests on, in words.
    words: str
    #: What the share could become by what is not answered yet; None: no more than it is.
    could_be: Fraction | None = None
    #: The share that is asked for, where that is less than all.
    needs: Fraction | None = None


@attrs.frozen
class Bars:
    """How far each award has come."""

    title: str
    #: What the bars show, in a sentence.
    words: str
    #: What the awards, the shares and the states are called.
    columns: tuple[str, str, str]
    bars: tuple[Bar, ...] = attrs.field(converter=_tuple)


@attrs.frozen
class Requirement:
    """The level that an award asks of a topic."""

    award: str
    level: int


@attrs.frozen
class Rung:
    """Where one topic is on its scale."""

    topic: str
    lowest: int
    highest: int
    #: The level now; None: there is none, for the reason in `gap`.
    now: int | None
    #: The level at an earlier assessment, where there was one.
    before: int | None = None
    asked: tuple[Requirement, ...] = attrs.field(default=(), converter=_tuple)
    #: Why there is no level now: not answered yet, or not applicable.
    gap: str = ""
    #: Whether the topic applies: one that does not is no open question.
    applicable: bool = True


@attrs.frozen
class Ladder:
    """One row a topic: where it is, where it was, and what each award asks."""

    title: str
    #: What the ladder shows, in a sentence.
    words: str
    #: What the topics, their levels and the levels asked for are called; without the last, none is asked for.
    topic: str
    now: str
    asked: str
    rungs: tuple[Rung, ...] = attrs.field(converter=_tuple)
    #: What the earlier assessment is called; "": there is none.
    before: str = ""


@attrs.frozen
class Stack:
    """How one group answered, or why that is not shown."""

    label: str
    #: How many chose each level, lowest first. None: suppressed, and nothing of it is drawn.
    counts: tuple[int, ...] | None
    #: Why nothing is shown, where it is suppressed.
    words: str = ""


@attrs.frozen
class Stacked:
    """How people answered, by groups or by questions, as bars on either side of the middle of a scale."""

    title: str
    #: What the bars show, in a sentence.
    words: str
    #: What the groups or the questions are called.
    heading: str
    #: The label of each level, lowest first.
    levels: tuple[str, ...] = attrs.field(converter=_tuple)
    stacks: tuple[Stack, ...] = attrs.field(converter=_tuple)


Picture: TypeAlias = Bars | Ladder | Stacked
Block: TypeAlias = Heading | Paragraph | Notice | Facts | Listing | Table | Picture

attrs.resolve_types(Item)


@attrs.frozen
class Document:
    """What is shown of one subject: the same in every form."""

    title: str
    blocks: tuple[Block, ...] = attrs.field(converter=_tuple)
    #: The language that its sentences are in.
    language: str = "en"
