"""Invisible characters in text that other people wrote: escaped wherever it is shown.

Service names, notes and titles come from files that somebody else may have written.  An invisible character could move
the cursor, set a window's title or turn the reading direction, so it is shown as its number.  Joiners stay: Persian
and many other languages write them inside words, and emoji are joined by them.
"""

import re
import unicodedata

#: Letters and a symbol that are drawn as an empty space: a Braille pattern, and fillers of Hangul.
BLANK = "\u2800\u3164\uffa0\u115f\u1160"


#: A sign that can be seen, as most texts begin with one.
SEEN = re.compile("[!-~]")


def is_visible(text: str) -> bool:
    """Return whether a text holds at least one sign that can be seen."""
    return bool(SEEN.search(text)) or any(
        unicodedata.category(sign)[0] in "LNPS" and sign not in BLANK for sign in text if sign.isprintable()
    )


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
