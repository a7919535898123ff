"""Lines of a given width: stretches of text, each with what it is for, wrapped at spaces and counted in cells."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import TypeAlias

import attrs


class Style(Enum):
    """What a stretch of text is for, by which the terminal chooses its style."""

    PLAIN = auto()
    TITLE = auto()
    HEADING = auto()
    LABEL = auto()
    NOTICE = auto()
    BAR = auto()


@attrs.frozen
class Span:
    """A stretch of text on one line."""

    text: str
    style: Style = Style.PLAIN


Line: TypeAlias = tuple[Span, ...]

#: Returns a bar with so many cells done and so many more possible, of so many in all.
DrawBar: TypeAlias = Callable[[int, int, int], str]


#: A word; a number stays with its per cent.
WORD = re.compile(r"\S+(?: %(?!\S))?")


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield `text` in lines of at most `width` cells, broken at spaces; a longer word is broken where it has to be."""
    line = ""
    for word in WORD.findall(text):
        if cells(line) + bool(line) + cells(word) <= width:
            line = f"{line} {word}".lstrip()
            continue
        if line:
            yield line
        *whole, line = _pieces(word, width)
        yield from whole
    yield line


def _pieces(word: str, width: int) -> Iterator[str]:
    """Yield `word` in pieces of at most `width` cells, and never fewer than one sign."""
    piece, room = "", width
    for sign in word:
        if piece and _cells(sign) > room:
            yield piece
            piece, room = "", width
        piece, room = piece + sign, room - _cells(sign)
    yield piece


def text_lines(text: str, width: int, style: Style = Style.PLAIN, first: str = "", rest: str = "") -> Iterator[Line]:
    """Yield `text` in lines of at most `width` cells, the first line after `first` and all others after `rest`."""
    for place, line in enumerate(wrap(text, max(width - max(len(first), len(rest)), 1))):
        lead = rest if place else first
        yield (Span(lead), Span(line, style)) if lead else (Span(line, style),)
