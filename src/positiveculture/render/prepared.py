"""Documents made ready to be shown: no invisible character is left in them, and pictures are tables too."""

import re
from collections.abc import Callable, Sequence
from typing import Any, assert_never

import attrs

from positiveculture.documents.blocks import Bars, Document, Item, Ladder, Picture, Rung, Stack, Stacked, Table
from positiveculture.documents.common_blocks import figure_columns
from positiveculture.escaping import escape_controls

#: The part of a language tag that names the language.
LANGUAGE = re.compile(r"([A-Za-z]{2,3})(-[A-Za-z0-9]+)*")

#: A table of more columns than this is wide.
WIDE = 8

#: The space between a number and its per cent.
NUMBER = re.compile(r"(?<=\d) (?=%)")

#: How many items make a listing long, and how many letters an item has at the most that fits half of a page.
MANY, SHORT = 12, 64


def prepare(document: Document) -> Document:
    """Return `document` with the invisible characters in its texts escaped, each text on one line."""
    return map_texts(document, escape_controls)


def prepare_page(document: Document) -> Document:
    """Return `document` prepared for a form that wraps lines itself: no number is parted from its per cent."""
    return map_texts(prepare(document), lambda text: NUMBER.sub("\u00a0", text))


def map_texts(document: Document, change: Callable[[str], str]) -> Document:
    """Return `document` with `change` applied to every text in it."""
    changed: Document = _mapped(document, change)
    return attrs.evolve(changed, language=document.language)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value))]
        return type(value)(**{name: _mapped(getattr(value, name), change) for name in fields})
    return value


def in_columns(items: Sequence[Item]) -> bool:
    """Return whether a listing is long, and of short items alone, so that pages show it in two columns."""
    return len(items) >= MANY and all(len(item.text) <= SHORT and not item.items for item in items)


def language_of(tag: str) -> str:
    """Return the language of a document as two or three letters; English where its tag is none."""
    match = LANGUAGE.fullmatch(tag)
    return match[1].lower() if match else "en"


def is_wide(table: Table) -> bool:
    """Return whether a table has so many columns that pages draw them narrow, and screens show each row as lines."""
    return len(table.columns) > WIDE


def as_table(shown: Table | Picture) -> Table:
    """Return a table, or what a picture shows as one, a row for each of its bars or rungs."""
    match shown:
        case Table():
            return shown
        case Bars():
            rows = [(bar.award, bar.figures, bar.words) for bar in shown.bars]
            return Table(shown.title, shown.columns, rows, shown.words)
        case Ladder():
            headings = filter(None, [shown.topic, shown.now, shown.before, shown.asked])
            return Table(shown.title, headings, [_rung_cells(rung, shown) for rung in shown.rungs], shown.words)
        case Stacked():
            columns = [shown.heading, *figure_columns(*shown.levels)]
            return Table(shown.title, columns, [_counts(each, shown) for each in shown.stacks], shown.words)
        case _:
            assert_never(shown)


def _rung_cells(rung: Rung, ladder: Ladder) -> list[str]:
    before = "" if rung.before is None else str(rung.before)
    asked = "; ".join(f"{each.award} {each.level}" for each in rung.asked)
    cells = [rung.topic, rung.gap if rung.now is None else str(rung.now)]
    return cells + [before] * bool(ladder.before) + [asked] * bool(ladder.asked)


def _counts(stack: Stack, stacked: Stacked) -> tuple[str, ...]:
    if stack.counts is None:
        return f"{stack.label}: {stack.words}", *("" for _ in stacked.levels)
    return stack.label, *map(str, stack.counts)
