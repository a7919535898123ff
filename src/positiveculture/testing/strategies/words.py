"""Texts as people and files bring them: plain, long, and awkward."""

from functools import cache

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


@cache
def texts(*, min_size: int = 0) -> SearchStrategy[str]:
    """Texts; with a `min_size` of 1, they say something: they are never blank."""
    plain = st.sampled_from(["A", "B", LONG, *map("A{}".format, AWKWARD)])
    said = plain | st.text(LETTERS, max_size=4).map("A{}".format)
    return said if min_size else st.sampled_from(["", *AWKWARD]) | said
