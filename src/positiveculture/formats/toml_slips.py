"""The slips that people make in TOML, each recognised by what is written where the parser stopped.

A slip is put right, to see that the parser then comes further: so each that is reported is one that was tried, and
the next in the same statement is found too.  What no slip explains is reported by what belongs at that place.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator

import attrs

from positiveculture.formats.toml_statements import LONGEST_LINE, OPEN_QUOTE, QUOTED, parse_error, place_of

#: What is blotted out to see brackets and equals signs alone.
MASKED = re.compile(f"{QUOTED.pattern}|{OPEN_QUOTE.pattern}.*")

#: What comes after the comma behind a value: a name and its value, or a value.
NEXT = re.compile(r""",\s*(?:[\w-]+\s*[=:]|[_"'{\[])""")

#: The value in place of one that is put right, so that the rest of its statement can be read.
PLACEHOLDER = "0"


@attrs.frozen
class Slip:
    """What is wrong in a line of a statement, counted from 0."""

    code: str
    line: int
    #: The statement without it; None where nothing puts it right.
    repaired: list[str] | None = None
    #: The key that is given a second time.
    key: str | None = None


def slips(text: str) -> Iterator[Slip]:
    """Yield each slip in a statement that cannot be read, at least one."""
    lines = text.split("\n")
    error = parse_error(text)
    while error is not None:
        slip = _explained(lines, error)
        yield slip
        if slip.repaired is None:
            return
        lines = slip.repaired
        error = parse_error("\n".join(lines))


def _outside(line: str, change: Callable[[str], str]) -> str:
    """Return `line` with what is outside of texts and comments changed."""
    parts, last = [], 0
    for match in QUOTED.finditer(line):
        parts += [change(line[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*parts, change(line[last:])])


def _sub(pattern: str, by: str) -> Callable[[str], str]:
    """Return what replaces `pattern` outside of texts and comments."""
    compiled = re.compile(pattern)
    return lambda line: _outside(line, lambda part: compiled.sub(by, part))


def _plain(pattern: str, by: str) -> Callable[[str], str]:
    """Return what replaces `pattern` in a whole line, once."""
    compiled = re.compile(pattern)
    return lambda line: compiled.sub(by, line, count=1)


def _straight(line: str) -> str:
    """Replace quotation marks that word processors make round texts, outside of straight ones."""
    return _outside(
        line, lambda part: re.sub("[“”„‟«»]([^“”„‟«»]*)[“”„‟«»]|[‘’‚‹›]([^‘’‚‹›]*)[‘’‚‹›]", r'"\1\2"', part)
    )


def _doubled(line: str) -> str:
    """Double each backslash in a text in double quotation marks."""
    return re.sub(r'"[^"\n]*"', lambda match: match[0].replace("\\", "\\\\"), line)


def _visible(line: str) -> str:
    """Take out control signs, and what cannot be seen outside of texts; blanks of other kinds become blanks."""
    line = "".join(sign for sign in line if sign == "\t" or unicodedata.category(sign) != "Cc")
    kinds = {"Cf": "", "Zs": " ", "Zl": " ", "Zp": " "}
    return _outside(line, lambda part: "".join(kinds.get(unicodedata.category(sign), sign) for sign in part))


_NAME = r"""(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')"""

#: Slips that are put right in a line, by the code of their problem: reported is the first that lets the parser go on.
REPAIRS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("slip-invisible", _visible),
    ("slip-curly-quotes", _straight),
    ("slip-backslash", _doubled),
    ("slip-comma", _sub(r"(?<=[\w\"'\]}])\s+(?=[\w-]+\s*=)", ", ")),
    ("slip-comma", _sub(r"\s*;\s*(?=[\w-]+\s*=)", ", ")),
    ("slip-comma", lambda line: re.sub(r"""("|')(\s+)(?=[\w-]+\s*=)""", r"\1,\2", line)),
    ("slip-comma", lambda line: re.sub(r"""([}\]"'])(\s*)(?=\{)""", r"\1,\2", line)),
    ("toml-last-comma", _sub(r",(\s*\})", r"\1")),
    ("toml-no-equals", _plain(rf"^(\s*{_NAME})\s*(?:[:：＝→–—=]+>?|-|\s)\s*(?=[\d\"'{{\[])", r"\1 = ")),
    ("toml-no-equals", _plain(rf"^(\s*{_NAME})\s*(?::=?|==|=>|->)\s*(?=\S)", r"\1 = ")),
    ("toml-no-equals", _sub(r"([{,]\s*[\w-]+)\s*(?::=?|==|=>|->)\s*", r"\1 = ")),
)

_MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DATE = (
    r"\d{1,2}\s*([/.-])\s*\d{1,2}\s*\1\s*(?:\d{4}|\d{2})|\d{4}\s*([/.-])\s*\d{1,2}(?:\s*\2\s*\d{1,2})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,4}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
)
_TEXT = r"""(?:"[^"]*"|'[^']*')"""

#: What may be written where a value belongs, and the code that says what is wrong with it: the first that is all of it.
VALUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for code, pattern in (
        ("toml-no-value", r"""[^\w"'\[{]*|//.*"""),
        ("slip-curly-quotes", "[“”„‟«»‘’‚‹›].*|.*[“”„‟«»‘’‚‹›]"),
        ("toml-no-such-day", r"\d{4}-\d{2}-\d{2}"),
        ("toml-date", rf"(?:{_DATE})[.,;]?|\d{{4}}-\d{{2}}-\d{{2}}[^\d=][^=]*"),
        ("toml-not-applicable", r"\W*(?:n/?a|n\.a\.?|not applicable)\b.*"),
        ("toml-number", r"""[^\w"']*\d[\d\W_]*|\d+\s+(?:or|to)\s+\d+\W*"""),
        ("toml-two-answers", r"(?:[^\s=\[{(].*\s)[\w-]+\s*=\s*\S.*"),
        ("toml-braces", r"[\[(]?\s*[\w-]+\s*=.*"),
        ("toml-level-and-words", r"[+-]?\d.*"),
        ("toml-list", rf"{_TEXT}(?:\s*(?:,|;|/|&|\+|and)?\s*{_TEXT})+"),
        ("toml-quotes-inside", r"""(["']).+\1.*\1"""),
        ("slip-open-quotes", r"""["'][^"']*|[^"']*["']|(["'])(?!.*\1).*"""),
        ("slip-no-quotes", r"[^\W\d].*"),
        ("slip-open-quotes", r"""(?:"{3}|'{3}).*"""),
        ("toml-after-value", rf"(?:{_TEXT}|\{{.*\}}|\[.*\])\s*\S.*"),
        ("toml-value", r".*"),
    )
)


def _explained(lines: list[str], error: tomllib.TOMLDecodeError) -> Slip:
    """Return the slip at which the parser stopped."""
    if max(map(len, lines)) > LONGEST_LINE:
        return Slip("toml-value", max(place_of(error)[0] - 1, 0))
    line, column = place_of(error)
    if 0 < line < len(lines) and column > len(lines[line - 1]) and "{" in _before("\n".join(lines[:line]))[0].values():
        return _over_lines(lines, line - 1)
    above = lines[line - 2].rstrip() if line > 1 else ","
    if not above.endswith((",", "[", "{")) and (changed := _changed(lines, line - 2, above + ",", error)) is not None:
        return Slip("slip-comma", line - 2, changed)
    for place in [line - 1] if line else range(len(lines)):
        for code, repair in REPAIRS:
            if (changed := _changed(lines, place, repair(lines[place]), error)) is not None:
                return Slip(code, place, changed)
    return _by_place(lines, error)


def _over_lines(lines: list[str], line: int) -> Slip:
    """Return the slip of a table in braces that goes on in the next line."""
    joined = re.sub(r",\s*}", "}", " ".join(each.split("#")[0].strip() for each in lines))
    return Slip("toml-table-lines", line) if parse_error(joined) else Slip("toml-table-lines", 0, [joined])


def _changed(lines: list[str], place: int, changed: str, error: tomllib.TOMLDecodeError) -> list[str] | None:
    """Return the lines with one of them changed, where the parser then comes further."""
    if changed == lines[place]:
        return None
    tried = [*lines[:place], changed, *lines[place + 1 :]]
    return tried if _is_further(parse_error("\n".join(tried)), error) else None


def _is_further(after: tomllib.TOMLDecodeError | None, before: tomllib.TOMLDecodeError) -> bool:
    """Return whether the parser came further than before."""
    if after is None:
        return True
    end = (10**9, 0)
    return (place_of(after) if place_of(after)[0] else end) > (place_of(before) if place_of(before)[0] else end)


def _masked(text: str) -> str:
    """Return `text` with its texts and comments blotted out, a text that is not closed to the end of its line."""
    return MASKED.sub(lambda match: ("_" if match[0][0] != "#" else " ") * len(match[0]), text)


def _before(text: str) -> tuple[dict[int, str], int]:
    """Return the brackets that a text leaves open, by place, and where the value or name that it ends in begins."""
    opened: dict[int, str] = {}
    begins = [0]
    for place, sign in enumerate(_masked(text)):
        if sign in "[{":
            opened[place] = sign
            begins.append(place + 1)
        elif sign in "]}" and opened:
            opened.popitem()
            begins.pop()
        elif sign == "=" or (sign == "," and opened):
            begins[-1] = place + 1
    return opened, begins[-1]


def _by_place(lines: list[str], error: tomllib.TOMLDecodeError) -> Slip:
    """Return what is wrong where the parser stopped, by what belongs there: a heading, a name, a value, or its end."""
    text, (line, column) = "\n".join(lines), place_of(error)
    stopped = sum(len(each) + 1 for each in lines[: line - 1]) + column - 1 if line else len(text.rstrip())
    line = text.count("\n", 0, stopped)
    if text.lstrip().startswith("[") or re.fullmatch(r"[^=#\[]*\]\W*", lines[line]):
        return Slip("toml-heading", line)
    brackets, begin = _before(text[:stopped])
    opened = "".join(brackets.values())
    if text[:begin][-1:] != "=" and not opened.endswith("["):
        return _in_a_name(text, begin, stopped, brackets, error)
    begin, end = _value(text, begin, opened)
    value = text[begin:end]
    ends_early = bool(opened) and not _masked(text)[begin:].strip()
    if ends_early or (value and parse_error(f"x = {value}") is None):
        return _after_value(text, begin, line, brackets, error)
    code = _code(value, opened)
    if code == "slip-open-quotes":
        end = begin + len(value.rstrip(" }]"))
    return _slip(code, line, text[:begin] + PLACEHOLDER.ljust(end - begin) + text[end:], error)


def _slip(code: str, line: int, repaired: str, error: tomllib.TOMLDecodeError, key: str | None = None) -> Slip:
    """Return a slip, put right where the parser then comes further."""
    return Slip(code, line, repaired.split("\n") if _is_further(parse_error(repaired), error) else None, key)


def _after_value(text: str, begin: int, line: int, brackets: dict[int, str], error: tomllib.TOMLDecodeError) -> Slip:
    """Return what is wrong after a value that can be read: its key has one already, or a bracket is not closed."""
    key = re.search(r"([\w-]+)\s*=\s*$", text[:begin])
    if key is not None:
        renamed = text[: key.start(1)] + "_" * len(key[1]) + text[key.end(1) :]
        slip = _slip("slip-twice", line, renamed, error, key[1])
        if slip.repaired is not None:
            return slip
    return Slip("slip-open-bracket", text.count("\n", 0, max(brackets))) if brackets else Slip("toml-value", line)


def _in_a_name(text: str, begin: int, stopped: int, brackets: dict[int, str], error: tomllib.TOMLDecodeError) -> Slip:
    """Return what is wrong where the name of a value belongs."""
    line = text.count("\n", 0, stopped)
    if brackets:
        unclosed = not _masked(text)[stopped:].strip()
        return Slip("slip-open-bracket", text.count("\n", 0, max(brackets))) if unclosed else Slip("toml-entry", line)
    rest = text[begin:].partition("\n")[0]
    if re.match(r"""\s*["']|[^=]*["']\s*=""", rest):
        return Slip("slip-open-quotes", line)
    name, equals, _ = rest.partition("=")
    if equals and name.strip():
        return _slip("toml-name", line, text[:begin] + "_" * len(name) + text[begin + len(name) :], error)
    return Slip("not-toml", line)


def _value(text: str, begin: int, opened: str) -> tuple[int, int]:
    """Return where a value begins and ends: before what comes next in its table or list, else with its line."""
    masked = _masked(text)
    begin += len(masked[begin:]) - len(masked[begin:].lstrip(" \t"))
    depth, end = 0, len(text)
    for place in range(begin, len(text)):
        sign = masked[place]
        ends = sign == "\n" if not opened else sign in "}]" or (sign == "," and NEXT.match(masked, place))
        if ends and not depth:
            end = place
            break
        depth += (sign in "[{") - (sign in "}]")
    return begin, begin + len(masked[begin:end].rstrip())


def bare_value_code(value: str) -> str:
    """Return what is wrong with what is written in place of a value."""
    return next(code for code, pattern in VALUES if pattern.fullmatch(value))


def _code(value: str, opened: str) -> str:
    """Return what is wrong with what is written in place of a value, between brackets or not."""
    code = bare_value_code(value)
    return "slip-comma" if opened and code in ("toml-two-answers", "toml-list") else code
