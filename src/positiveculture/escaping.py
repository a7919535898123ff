"""Invisible characters in text that other people wrote: escaped wherever it is shown.

Service names, notes and titles come from files that somebody else may have written.  An invisible character could move
the cursor, set a window's title or turn the reading direction, so it is shown as its number.  Joiners stay: Persian
and many other languages write them inside words, and emoji are joined by them.
"""

import re

#: A sign that can be seen, as a pattern of Python's and of JSON Schemas: none that is drawn as nothing or as an empty
#: space (controls, spaces, what Unicode says to ignore, fillers, a Braille pattern), or that means nothing by itself.
VISIBLE = (
    r"[^\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f"
    r"\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U0010ffff]"
)
_SEEN = re.compile(VISIBLE)


def is_visible(text: str) -> bool:
    """Return whether a text holds at least one sign that can be seen."""
    return bool(_SEEN.search(text))


#: Invisible, and part of how words are written: the zero-width non-joiner and joiner.
JOINERS = "\u200c\u200d"


def is_shown(sign: str) -> bool:
    """Return whether a character is shown as it is: it can be seen, or it joins those that can."""
    return sign.isprintable() or sign in JOINERS


def escape(sign: str) -> str:
    """Return a character as TOML, Python and people write it: by the number of its code point."""
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"  # noqa: PLR2004 - the end of \u


def escape_controls(text: str) -> str:
    """Return `text` on one line, with every invisible character escaped; other white space becomes a space."""
    if text.isprintable():
        return text
    return "".join(sign if is_shown(sign) else " " if sign.isspace() else escape(sign) for sign in text)
