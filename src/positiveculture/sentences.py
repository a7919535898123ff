"""How sentences to people are made: a template with its parameters, each as a file would write it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import suppress
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from string import Formatter
from typing import Any

from positiveculture.gettext import gettext

#: How much of a wrong value a message shows, in characters, and how many names of what exists.
LONGEST, MOST = 60, 12

#: How much of a name a message shows, and how many names of a list.
LONGEST_NAME, MOST_LISTED = 300, 100


def counted(entries: object) -> str:
    """Return what a `repr` shows of a field that may hold very many entries: how many there are."""
    return f"<{len(entries)}>" if isinstance(entries, Sized) else shown(entries)


def sentence(template: str, params: Mapping[str, Any]) -> str:
    """Return a sentence of the catalogue with its parameters, as `positiveculture.messages` says."""
    return _Words().vformat(gettext(template), (), params).removesuffix("; ")


class _Words(Formatter):
    """Puts parameters into a sentence, each as a file would write it."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        if key == "hint":
            return _Bare(hint(**{name: kwargs[name] for name in ("near", "known", "others") if name in kwargs}))
        return super().get_value(key, args, kwargs)

    def convert_field(self, value: Any, conversion: str | None) -> str:
        if conversion == "s" or isinstance(value, _Bare):
            return str(value)
        if not isinstance(value, list | tuple):
            return quoted(value)
        names, others = ", ".join(map(quoted, value[:MOST_LISTED])), len(value) - MOST_LISTED
        return gettext("{names} and {others} more").format(names=names, others=others) if others > 0 else names


class _Bare(str):
    """A text that is put into a sentence as it is."""

    __slots__ = ()


def called(kind: str, name: object) -> str:
    """Return what an error calls the whole that has problems: ``assessment of "Rivington"``."""
    whole = f"the {kind.removesuffix(' of')}"
    return named(kind, name) if isinstance(name, str) else gettext(whole)


def named(kind: str, name: object) -> str:
    """Return a thing of some kind by its name or number: ``topic "dignity"``, ``row 3``."""
    template = kind + " {name}"
    return gettext(template).format(name=quoted(name))


def numbered(kind: str, place: int) -> str:
    """Return a thing of some kind by its place, counted from 0: ``certificate no. 1``."""
    template = kind + " no. {number}"
    return gettext(template).format(number=place + 1)


def quoted(value: object) -> str:
    """Return `value` as it is shown in messages: names in double quotes, anything else as a file would write it."""
    if not isinstance(value, str):
        return shown(value)
    return f'"{printable(value if len(value) <= LONGEST_NAME else value[: LONGEST_NAME - 1] + "…")}"'


def in_a_circle(names: Sequence[str], word: str) -> str:
    """Return names with a word between two of them; of many, the first few and the last."""
    some = list(map(quoted, names if len(names) <= MOST + 1 else names[:MOST]))
    return word.join(some if len(names) <= MOST + 1 else [*some, "…", quoted(names[-1])])


def column_letters(place: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A, B, ... AA."""
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def printable(text: str) -> str:
    """Return `text` on one line, with what cannot be seen, quotes and backslashes escaped; letters stay letters."""
    return "".join(
        "\\" + sign if sign in '"\\' else sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text
    )


def shown(value: object) -> str:
    """Return `value` as a file would write it, cut short where it is long: true, null, "text", 2026-03-31, [1, 2]."""
    text = ""
    for piece in _pieces(value):
        text += piece
        if len(text) > LONGEST:
            return text[: LONGEST - 1] + "…"
    return text


def _pieces(value: object) -> Iterator[str]:
    """Yield what is written for `value`, bit by bit: it may be long, nested without end, or hold itself."""
    match value:
        case None | True | False:
            yield {None: "null", True: "true", False: "false"}[value]
        case str():
            yield quoted(value[: LONGEST + 1])
        case date() | time():
            yield value.isoformat()
        case int() | float() | Fraction():
            yield _number(value)
        case Mapping():
            yield from _between("{", "}", (_pair(key, below) for key, below in value.items()))
        case list() | tuple():
            yield from _between("[", "]", map(_pieces, value))
        case _:
            yield gettext("a value of type {name}").format(name=type(value).__name__)


def _pair(key: object, value: object) -> Iterator[str]:
    yield from (*_pieces(key), ": ")
    yield from _pieces(value)


def _between(begin: str, end: str, entries: Iterable[Iterator[str]]) -> Iterator[str]:
    for place, entry in enumerate(entries):
        yield ", " if place else begin
        yield from entry
        begin = ""
    yield begin + end


def _number(value: float | Fraction) -> str:
    try:
        return str(value)
    except ValueError:  # more digits than Python writes
        return gettext("a whole number that is too large to be shown")


def decimal(number: Fraction) -> str:
    """Return an exact number as people write it: 63, 62.5, or 125/3 where no decimal of 30 places is exact."""
    places = next((places for places in range(31) if 10**places % number.denominator == 0), None)
    if not places:
        return str(number)
    return f"{Decimal(f'{(number * 10**places).numerator}e-{places}'):f}"


#: An exact number as text: 62.5, 125/3. Bounded, since 1e999999999 would take all memory to make.
EXACT = re.compile(r"\d{1,30}(\.\d{1,30})?(e-?\d{1,2})?|\d{1,30}/\d{1,30}", re.ASCII)


def exact_number(value: Any) -> Any:
    """Return a whole number, or an exact one as text, as a `Fraction`; anything else stays as it is."""
    if isinstance(value, str) and EXACT.fullmatch(value):
        with suppress(ZeroDivisionError):
            return Fraction(value)
    return Fraction(value) if type(value) is int else value


def span(first: str, last: str) -> str:
    """Return from where to where something goes: 2 to 4; where both are the same, that alone."""
    return first if first == last else gettext("{first} to {last}").format(first=first, last=last)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint that names what exists: the nearest names, or the first few."""
    return hint(**suggestions(name, known))


def suggestions(name: str, known: Iterable[str]) -> dict[str, Any]:
    """Return the nearest of the names that are known, as `near`; where none is near, the first few, and how many more.

    As parameters of a problem: `near`, or else `known` and `others`.
    """
    known = list(dict.fromkeys(known))
    near = get_close_matches(name, known, n=3, cutoff=0.6)
    return {"near": near} if near else {"known": known[:MOST], "others": max(len(known) - MOST, 0)}


def hint(near: Iterable[str] = (), known: Iterable[str] | None = None, others: int = 0) -> str:
    """Return a hint that names what exists; "" where no names are known."""
    if near:
        return sentence("did you mean {names!s}?", {"names": gettext(" or ").join(map(quoted, near))})
    if known is None:
        return ""
    if not known:
        return gettext("there are none")
    more = "there are: {names} and {others} more" if others else "there are: {names}"
    return sentence(more, {"names": list(known), "others": others})


def normal_form(name: str) -> str:
    """Return what all spellings of a name have in common: no capitals, single spaces, one way to write each letter."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def listed(words: Sequence[str]) -> str:
    """Return words as a list in a sentence: a, b and c."""
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no comma
        return "".join(words)
    return gettext("{others} and {last}").format(others=", ".join(words[:-1]), last=words[-1])


def told_apart(titles: Iterable[str]) -> list[str]:
    """Return titles as entries of a list: in quotes where one of several is a list of its own."""
    titles = list(titles)
    quotes = len(titles) > 1 and any("," in title or " and " in title for title in titles)
    return [f"“{title}”" for title in titles] if quotes else titles


def titles_listed(titles: Iterable[str]) -> str:
    """Return titles as a list in a sentence, each so that it differs from the words around it."""
    return listed(told_apart(titles))
