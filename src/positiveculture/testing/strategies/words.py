"""Texts as people and files bring them: plain, long, and awkward."""

from functools import cache, lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

#: Texts that trip up careless readers and writers of files.
AWKWARD = (
    "Ti\N{LATIN SMALL LETTER E WITH ACUTE}",
    'says "yes"',
    "it's",
    '"""',
    "C:\\new",
    "two\nlines",
    "ends\r\nso",
    "#no",
    "[table]",
    "a = 1",
    "tab\there",
    "\N{NULL}",
    "\N{DELETE}",
    "\N{NEXT LINE}",
    "\N{LINE SEPARATOR}",
    "\N{RIGHT-TO-LEFT OVERRIDE}",
    "\N{ZERO WIDTH NO-BREAK SPACE}",
    "\N{FAMILY}",
    "true",
    "5",
    "2026-03-31",
    "{title}",
    "<b>",
)

#: Longer than what files keep on one line.
LONG = "People are known well, by the whole of the team that supports them, and say so themselves. " * 2


#: Letters that mean something to a reader of files.
LETTERS = "aZ0 _-.=\"'#[]{},:\\\n\r\t\0\x7f\x85\N{LATIN SMALL LETTER E WITH ACUTE}\N{LINE SEPARATOR}\N{FAMILY}"

#: What may stand where a text may be blank; with an A before it, it says something.
_ANY = ("", *AWKWARD)
_FULL = ("A", "B", LONG, *map("A{}".format, AWKWARD))

#: Many texts are drawn as one string of these, `_WIDTH` for each text, which takes far less time than as many draws:
#: the first chooses a text of `_ANY` or `_FULL`, or, in a third of all cases, says that the others are its letters.
_CODES = "".join(map(chr, range(ord("0"), ord("{"))))
_WIDTH = 5


@cache
def texts(*, min_size: int = 0) -> SearchStrategy[str]:
    """Texts; with a `min_size` of 1, they say something: they are never blank."""
    codes = st.text(_CODES, min_size=_WIDTH, max_size=_WIDTH)
    return codes.map(_full if min_size else _any)


@lru_cache(1024)
def several_texts(full: int, more: int = 0) -> SearchStrategy[list[str]]:
    """So many texts that say something, and then so many that may be blank, in one draw."""
    size = _WIDTH * (full + more)
    return st.text(_CODES, min_size=size, max_size=size).map(lambda codes: _decoded(codes, full))


def _decoded(codes: str, full: int) -> list[str]:
    each = [codes[place : place + _WIDTH] for place in range(0, len(codes), _WIDTH)]
    return [*map(_full, each[:full]), *map(_any, each[full:])]


def _full(codes: str) -> str:
    return f"A{_any(codes)}" if _CODES.index(codes[0]) < len(_ANY) else _any(codes)


def _any(codes: str) -> str:
    """Return the text of so many codes."""
    first, *rest = map(_CODES.index, codes)
    if first < len(_ANY):
        return _ANY[first]
    if first < len(_ANY) + len(_FULL):
        return _FULL[first - len(_ANY)]
    # The simplest code is no letter, and neither are those beyond the last.
    return f"A{''.join(LETTERS[place - 1] for place in rest if 0 < place <= len(LETTERS))}"
