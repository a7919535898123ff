"""What people write for a level: its number, its label, both, or its statement."""

import re
import unicodedata
from collections.abc import Iterable

from positiveculture.topics import Topic

#: Signs that word processors and forms tools put in place of plain ones.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "…": "..."})

#: A whole number, and what may be behind it: of zeros after a decimal point or comma, that are no thousands, nothing is
#: lost.  Tables are read by the same pattern, on every engine.
WHOLE, ZEROS = "[+-]?0*[0-9]{1,18}", "[.,]0{1,2}"
_WHOLE = re.compile(f"({WHOLE})(?:{ZEROS})?")
#: A number with words after it, as in "4 - good progress".
_WITH_WORDS = re.compile(r"([+-]?[0-9]{1,18})\s*[-.:)]\s*(\S.*)")

#: How people write that a topic does not apply, in normal form.
NOT_APPLICABLE = frozenset({"n/a", "na", "n.a.", "not applicable", "does not apply"})


def plain_form(text: str) -> str:
    """Return a text as it is compared: without case, outer and double spaces, and with plain quotes and hyphens."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split()).casefold()


def whole_number(text: str) -> int | None:
    """Return the whole number that a text is, as in "4", " +4" or "4,0"; None: it is none."""
    match = _WHOLE.fullmatch(text.strip())
    return int(match[1]) if match else None


def without_point(value: object) -> object:
    """Return a whole number as an int, where a spreadsheet has it as a float; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class LevelNames:
    """The words for the levels of one topic: labels and statements, in normal form."""

    def __init__(self, topic: Topic) -> None:
        self.numbers = () if topic.scale is None else tuple(level.number for level in topic.scale.levels)
        self._by_words: dict[str, dict[int, None]] = {}
        for level in topic.scale.levels if topic.scale else ():
            self._add(level.number, [level.label])
        for statement in topic.statements:
            self._add(statement.level, [statement.text, *(variant.text for variant in statement.variants)])

    def _add(self, number: int, texts: Iterable[str]) -> None:
        for text in texts:
            self._by_words.setdefault(plain_form(text), {})[number] = None

    def levels(self, text: str) -> tuple[int, ...]:
        """Return the levels that a text may mean: one, where it is clear; none, where it is no answer.

        Of a number with words after it, the words have to be the label or the statement of that level.
        """
        number = whole_number(text)
        if number is not None:
            return (number,) if number in self.numbers else ()
        levels = self._by_words.get(plain_form(text))
        if levels is not None:
            return tuple(sorted(levels))
        both = _WITH_WORDS.fullmatch(plain_form(text))
        if both and int(both[1]) in self._by_words.get(both[2], ()):
            return (int(both[1]),)
        return ()
