"""Every slip in a JSON text that cannot be read, in words for people who do not know JSON.

The text is read from its start to its end, sign by sign, and what does not belong where it is is reported and passed
over.  What comes after a slip on its line may be wrong because of it alone, until another entry begins as entries do.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import Final

import attrs

from positiveculture.errors import Problem
from positiveculture.formats.json_patterns import (
    BARE_BEGINS,
    BEGINS,
    COMMA_INSIDE,
    CONSTANTS,
    CURLY,
    DEEPEST,
    ESCAPES,
    FIRST_NAME,
    NO_COLON,
    NUMBER,
    QUOTES_INSIDE,
    TOKEN,
    TOML_FIRST,
    WORDS,
)
from positiveculture.formats.toml_faults import LARGEST, problem_on_line
from positiveculture.formats.toml_slips import bare_value_code
from positiveculture.problems import MOST

#: What a value without quotation marks is reported as, by what TOML would say of it.
BARE: Final = {
    "toml-no-such-day": "json-date",
    "toml-date": "json-date",
    "toml-not-applicable": "json-not-applicable",
    "toml-number": "json-number",
    "toml-level-and-words": "json-number",
    "slip-no-quotes": "slip-no-quotes",
}


def json_problems(text: str, line: int) -> tuple[list[Problem], int]:
    """Return a problem for each line of `text` that is no JSON, and how many more there are than `MOST`.

    Args:
        text: What the standard library's parser refused.
        line: The line where it stopped, which is reported where nothing more can be.
    """
    if TOML_FIRST.match(text):
        return [problem_on_line("json-toml", 1)], 0
    if len(text) > LARGEST:
        return [problem_on_line("not-json", line)], 0
    scan = _Scan(text)
    scan.run()
    if scan.tables:
        scan = _Scan(text, by_margin=True)
        scan.run()
    if not scan.found:
        return [problem_on_line("not-json", line)], 0
    found = [
        (at, (column,) * (len(slips) > 1), slip)
        for at, slips in sorted(scan.found.items())
        for column, slip in sorted(slips.items())
    ]
    problems = [
        problem_on_line(code, at, names, column=columns, **params)
        for at, columns, (code, names, params) in found[:MOST]
    ]
    return problems, len(found[MOST:])


def line_reason(line: bytes) -> str:
    """Return why a line of a file that has a table in braces on each cannot be read."""
    try:
        return json_problems(line.decode("utf-8"), 1)[0][0].message
    except UnicodeDecodeError:
        return Problem("not-utf-8").message


@attrs.define
class _OpenTable:
    """A table or a list that is not closed yet."""

    begun: str
    #: Where its bracket is.
    at: int
    #: Name to where it is first given.
    names: dict[str, int] = attrs.field(factory=dict)
    #: The name whose value comes, or came last.
    name: str = ""


@attrs.define
class _Scan:
    """Reads a text from its start to its end, and keeps the slips of each line that are no mere consequences."""

    text: str
    #: Whether a table that is not closed is known by what comes after it at the margin of what is outside.
    by_margin: bool = False
    #: Line to its slips, by column: the code, the names that it is given for, and what its sentence says.
    found: dict[int, dict[int, tuple[str, tuple[str, ...], Mapping[str, object]]]] = attrs.field(factory=dict)
    #: The code of the last slip; whether an entry began as entries do since, and whether one may begin now.
    last: str = ""
    sure: bool = False
    begins: bool = False
    tables: list[_OpenTable] = attrs.field(factory=list)
    #: Where each line ends, the one before the first too.
    ends: list[int] = attrs.field(init=False)
    #: What comes next: a value, a name, a colon, or what is after a value.
    expected: str = "value"
    #: Whether a comma came last, and where the last value ends.
    comma: bool = False
    ended: int = 0

    @ends.default
    def _ends(self) -> list[int]:
        return [-1, *(match.start() for match in re.finditer("\n", self.text))]

    def report(self, code: str, at: int, **params: object) -> None:
        """Keep a slip, unless one before it on its line may be why; its place names what it is given for."""
        line = self._line(at)
        slips = self.found.setdefault(line, {})
        if not slips or (self.sure and code != "slip-open-bracket"):
            names = tuple([table.name for table in self.tables[-DEEPEST:] if table.name])
            slips[at - self.ends[line - 1]] = code, names, params
            self.last, self.sure = code, False

    def _line(self, at: int) -> int:
        """Return the line, from 1, on which a place is."""
        return bisect_left(self.ends, at)

    def run(self) -> None:
        """Read the whole text."""
        at = 0
        while at < len(self.text):
            token = TOKEN.match(self.text, at)
            kind, at, end = (token.lastgroup or "", at, token.end()) if token else ("unseen", at, at + 1)
            if kind == "note":
                self.report("json-comment", at)
            elif kind == "unseen":
                self.report("slip-invisible", at)
            elif kind != "blank":
                self._look_ahead(at)
                end = self._consume(kind, at, end)
            at = end
            if self.expected == "end":
                return
        if self.tables:
            self.report("slip-open-bracket", self.tables[-1].at)

    def _look_ahead(self, at: int) -> None:
        """Take in whether the entry that begins here does so as entries do: then what is wrong in it is its own."""
        if self.begins and self.expected in BEGINS:
            bare = self.last not in WORDS and BARE_BEGINS[self.expected].match(self.text, at)
            begun = bool(bare or BEGINS[self.expected].match(self.text, at))
            self.sure = begun or (self.sure and self.text[at] in "{}[],;")
            self.last = "" if begun else self.last
        self.begins = False

    def _consume(self, kind: str, at: int, end: int) -> int:
        """Take what is between two places, and return where to go on."""
        if self.expected == "end-of-all":
            self.report("json-after-end", at)
            self.expected = "end"
            return end
        if kind == "sign":
            self._sign(self.text[at], at)
            return end
        if self.expected == "after":
            if kind == "open":
                self.report("slip-open-quotes", at)
                return at + 1
            self.report("slip-comma", self.ended - 1)
            self._next()
            self._look_ahead(at)
        if self.expected == "colon":
            self.report("json-colon", at)
            self.expected = "value"
        if self.expected == "name":
            self._begin_entry(at)
        end = self._text(kind, at, end) if kind != "word" else self._word(at, end)
        if self.expected == "name":
            self._name(self.text[at:end].strip().strip("\"'" + CURLY), at)
        else:
            self._value(end)
        return end

    def _next(self) -> None:
        """Expect another entry."""
        self.expected, self.begins = "name" if self.tables and self.tables[-1].begun == "{" else "value", True

    def _value(self, end: int) -> None:
        """Take in that a value ended."""
        self.expected, self.comma, self.ended = "after" if self.tables else "end-of-all", False, end

    def _begin_entry(self, at: int) -> None:
        """Take in where an entry begins, so that what is wrong with its name has a place."""
        margin = self._margin(at)
        if self.by_margin and margin and margin == at - self.text.rfind("\n", 0, at) - 1:
            while len(self.tables) > 1 and self.tables[-2].begun == "{" and self._margin(self.tables[-1].at) >= margin:
                self.report("slip-open-bracket", self.tables.pop().at)
        begun = FIRST_NAME.match(self.text, at)
        self.tables[-1].name = begun[1] if begun else ""

    def _margin(self, at: int) -> int:
        """Return how far from the margin a line begins."""
        line = self.text[self.text.rfind("\n", 0, at) + 1 :]
        return len(line) - len(line.lstrip(" \t"))

    def _name(self, name: str, at: int) -> None:
        """Take in the name of an entry."""
        table = self.tables[-1]
        table.name = name
        if name in table.names:
            self.report("slip-twice", at, key=name, first=self._line(table.names[name]))
        table.names.setdefault(name, at)
        self.expected, self.comma = "colon", False

    def _text(self, kind: str, at: int, end: int) -> int:
        """Report what is wrong with a text, and return where it ends."""
        if kind == "single":
            self.report("json-single-quotes", at)
        elif kind == "curly":
            self.report("slip-curly-quotes", at)
        elif kind == "lines":
            self.report("json-line-break", at)
        else:
            following = self.text[end : end + 1]
            inside = QUOTES_INSIDE.match(self.text, at)
            named = self.expected == "name" and NO_COLON.match(self.text, at)
            if inside and inside.end() > end and not named and (following.isalnum() or self._stops(end)):
                self.report("json-quotes-inside", at)
                return inside.end()
            return self._straight(kind, at, end)
        return end

    def _stops(self, end: int) -> bool:
        """Return whether words come after a text, as they do where it has quotation marks inside."""
        token = TOKEN.match(self.text, end + len(re.match(r"[ \t]*", self.text[end:])[0]))  # type: ignore[index]
        return token is not None and token.lastgroup == "word"

    def _straight(self, kind: str, at: int, end: int) -> int:
        """Report what is wrong with a text in straight quotation marks, and return where it ends."""
        rest = ESCAPES.sub("", self.text[at:end])
        if kind == "open":
            end = at + len(self.text[at:end].rstrip(" \t\r,}]"))
            self.report("slip-backslash" if self.text[at:end].endswith('\\"') else "slip-open-quotes", at)
        elif "\\" in rest:
            self.report("slip-backslash", at)
        elif re.search(r"[\x00-\x1f]", rest):
            self.report("slip-invisible", at)
        return end

    def _word(self, at: int, end: int) -> int:
        """Report what is wrong with what has no quotation marks, and return where it ends."""
        word = self.text[at:end].rstrip()
        if self.expected == "name":
            self.report("json-name", at)
            return end
        broken = COMMA_INSIDE.match(self.text, at) if self.tables and self.tables[-1].begun == "{" else None
        if broken:
            self.report("json-number", at)
            return broken.end()
        if word in CONSTANTS or NUMBER.fullmatch(word):
            return at + len(word)
        if word.lower() in (*CONSTANTS, "none"):
            self.report("json-constant", at)
        elif word.lower().lstrip("-+") in ("nan", "infinity", "inf"):
            self.report("json-number", at)
        else:
            self.report(BARE.get(bare_value_code(word), "not-json"), at)
        return at + len(word)

    def _sign(self, sign: str, at: int) -> None:
        """Take a bracket, a comma, a colon, or what is written in place of one."""
        if sign in "{[":
            if self.expected == "after":
                self.report("slip-comma", self.ended - 1)
            elif self.expected in ("name", "colon"):
                self.report("json-name" if self.expected == "name" else "json-colon", at)
            self.tables.append(_OpenTable(sign, at))
            self.comma = False
            self._next()
        elif sign in "}]":
            self._close(sign, at)
        elif sign in ",;":
            self._comma(sign, at)
        elif self.expected == "colon":
            if sign == "=":
                self.report("json-colon", at)
            self.expected = "value"
        elif sign == ":" and self.expected == "after" and self.tables[-1].begun == "{":
            table = self.tables[-1]
            self.report("json-no-value", table.names.get(table.name, at))
            table.name, self.expected = "", "value"
        else:
            self.report("not-json", at)

    def _comma(self, sign: str, at: int) -> None:
        if self.expected == "colon":
            self.report("json-entry", at)
        elif self.expected != "after":
            names = self.tables and self.tables[-1].begun == "{"
            self.report("json-no-value" if names and self.expected == "value" else "json-comma", at)
        elif sign == ";":
            self.report("slip-comma", at)
        if self.tables:
            self.tables[-1].name = ""
        self._next()
        self.comma = True

    def _close(self, sign: str, at: int) -> None:
        """Close the last bracket."""
        if not self.tables:
            self.report("not-json", at)
            self.expected = "end"
            return
        table = self.tables[-1]
        if self.comma:
            self.report("json-comma", self.text.rindex(",", 0, at) if "," in self.text[:at] else at)
        elif self.expected == "colon":
            self.report("json-entry", at)
        elif self.expected == "value" and table.begun == "{":
            self.report("json-no-value", at)
        if (table.begun == "{") != (sign == "}"):
            self.report("slip-open-bracket", at)
            if len(self.tables) > 1 and (self.tables[-2].begun == "{") == (sign == "}"):
                self.tables.pop()  # it closes the one outside, and this one is not closed
        self.tables.pop()
        self._value(at + 1)
