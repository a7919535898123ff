"""Every line of a TOML text that cannot be read, in words for people who do not know TOML.

The standard library's parser stops at the first fault.  So the text is read statement by statement: each line by which
something begins, with as many lines after it as the parser asks for.  A slip that people make is put right, to see that
the statement can then be read, or fails elsewhere: so each slip is one that was tried, and the next in the same
statement is found too.  A statement that nothing puts right is reported with the parser's own reason.
"""

import re
import tomllib
from collections.abc import Callable, Iterator

import attrs

from positiveculture.errors import Problem
from positiveculture.problems import MOST, place

#: The largest text that is looked through, in bytes: more than people write. Of a larger one the first fault is told.
LARGEST = 128 * 1024

#: The longest line in which slips are looked for, in characters.
LONGEST_LINE = 2000

#: How far a bracket that is closed is looked for, in lines.
FAR = 40

#: Where the standard library's TOML parser says that a fault stands, and what it says where a text ends too soon.
TOML_PLACE = re.compile(r"(.*) \(at line (\d+), column (\d+)\)", re.DOTALL)
AT_THE_END = "(at end of document)"
#: What it says where a text on one line has no quotation mark at its end.
NEVER_CLOSED = "Illegal character '\\n'"

#: How a statement begins: a heading, or a name and an equals sign; and a line that says nothing.
BEGINS = re.compile(r"""\s*(?:\[|(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')\s*=)""")
#: What begins at the margin as an answer does, whatever is after its name; no value of a list begins so.
ANSWERS = re.compile(r"""\[|(?!true|false)[A-Za-z][\w-]*[\s=:]|(?:"[^"\n]*"|'[^'\n]*')\s*[=:]""")
NOTHING = re.compile(r"\s*(?:#.*)?")
HEADING = re.compile(r"\s*\[\[?\s*([^\]\n]*?)\s*\]\]?\s*(?:#.*)?")

#: What stands before an equals sign, or a colon, with blanks in it too; and else the first word.
KEY = re.compile(r"""\s*([\w.-]+(?: [\w.-]+)*|"[^"\n]*"|'[^'\n]*')\s*[=:]""")
FIRST_WORD = re.compile(r"\s*([\w.-]+)")

#: A text in straight quotation marks, and a comment: what stands in them is no slip.
QUOTED = re.compile(r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#.*""")

#: What stands in place of a value that is put right, so that the rest of its statement can be read.
STAND_IN = "0"


@attrs.frozen
class Statement:
    """One statement of a TOML text, or what cannot be told from one."""

    #: The number of its first line.
    line: int
    text: str
    #: The heading that it is under, and the line of that; "" and 0 at the top.
    heading: str
    under: int
    #: What the parser says; None: it can be read.
    error: str | None

    @property
    def key(self) -> str:
        """What it gives a value to, as it is written; "" where nothing tells."""
        text = self.text[:LONGEST_LINE]
        found = KEY.match(text) or FIRST_WORD.match(text)
        return found[1].strip("\"'") if found else ""


def toml_problems(text: str, error: tomllib.TOMLDecodeError) -> tuple[list[Problem], int]:
    """Return a problem for each line of `text` that cannot be read, and how many more there are than `MOST`.

    Each has its line, its topic, and how to put it right.

    Args:
        text: What the standard library's parser refused.
        error: What it said; the problem that is returned where nothing more can be told.
    """
    text = text.replace("\r\n", "\n")
    found: list[Problem] = []
    more = 0
    if len(text) <= LARGEST:
        statements = list(_statements(text.split("\n")))
        found += _repeats(statements)
        for statement in statements:
            if statement.error is not None and len(found) < MOST:
                found += _faults(statement)
            elif statement.error is not None:
                more += 1
        found += [] if found else _contradictions(text, statements)
    found = sorted(dict.fromkeys(found), key=lambda each: each.path)
    whole = [_problem("not-toml", *_place(error), reason=_reason(error))]
    return found[:MOST] or whole, more + len(found[MOST:])


def _problem(code: str, line: int, column: int, statement: Statement | None = None, **params: object) -> Problem:
    """Return a problem on a line, or of the whole text where that is 0; its place names the topic."""
    where = [f"line {line}"] if line else ["the file"]
    if column:
        where.append(f"column {column}")
    if statement is not None and statement.key:
        where.append(place((statement.heading, statement.key) if statement.heading else (statement.key,), {}))
    at = {name: number for name, number in (("line", line), ("column", column)) if number}
    return Problem(code, tuple(at.values()), {**params, **at}, ", ".join(where))


def _parse_error(text: str) -> tomllib.TOMLDecodeError | None:
    try:
        tomllib.loads(text + "\n")
    except tomllib.TOMLDecodeError as error:
        return error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a thousand brackets
        return tomllib.TOMLDecodeError(str(error))
    return None


def _place(error: tomllib.TOMLDecodeError) -> tuple[int, int]:
    found = TOML_PLACE.fullmatch(str(error))
    return (int(found[2]), int(found[3])) if found else (0, 0)


def _reason(error: tomllib.TOMLDecodeError) -> str:
    found = TOML_PLACE.fullmatch(str(error))
    return found[1] if found else str(error)


def _statements(lines: list[str]) -> Iterator[Statement]:
    """Yield each statement of a text that says something."""
    number, heading, under = 0, "", 0
    while number < len(lines):
        if NOTHING.fullmatch(lines[number]):
            number += 1
            continue
        count, error = _extent(lines, number)
        statement = Statement(number + 1, "\n".join(lines[number : number + count]), heading, under, error)
        begun = HEADING.fullmatch(statement.text)
        if begun:
            heading, under = begun[1], number + 1
        yield statement
        number += count


def _extent(lines: list[str], begin: int) -> tuple[int, str | None]:
    """Return of how many lines a statement is made, and what is wrong with it.

    Lines are taken in until the parser no longer misses its end: twice as many each time, and then as few as will do.
    """

    def missing(count: int) -> tuple[bool, str | None]:
        error = _parse_error("\n".join(lines[begin : begin + count]))
        return error is not None and AT_THE_END in str(error), None if error is None else str(error)

    few, most, rest = 0, 1, len(lines) - begin
    while True:
        ends_early, error = missing(most)
        if not ends_early or most == rest:
            break
        few, most = most, min(most * 2, rest)
    if ends_early:
        return _until_next(lines, begin), error
    while most - few > 1:
        middle = (few + most) // 2
        if missing(middle)[0]:
            few = middle
        else:
            most = middle
    error = missing(most)[1]
    if error is None:
        return most, None
    found = TOML_PLACE.fullmatch(error)
    line = int(found[2]) if found else 1
    if line > 1 and ANSWERS.match(lines[begin + line - 1]):
        return line - 1, error  # the next statement begins where a bracket should have been closed
    return max(most, _balanced(lines, begin)), error


def _until_next(lines: list[str], begin: int) -> int:
    """Return how many lines stand before the next statement that begins at the margin."""
    after = (place for place in range(begin + 1, len(lines)) if BEGINS.match(lines[place]) and lines[place][0] != " ")
    return next(after, len(lines)) - begin


def _balanced(lines: list[str], begin: int) -> int:
    """Return after how many lines all brackets are closed; 1 where they are not before the next heading."""
    depth = 0
    for number in range(begin, min(begin + FAR, len(lines))):
        bare = QUOTED.sub("", lines[number])
        if number > begin and HEADING.fullmatch(lines[number]) and "=" not in bare and "," not in bare:
            return 1
        depth += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
        if depth <= 0:
            return number - begin + 1
    return 1


def _outside(line: str, change: Callable[[str], str]) -> str:
    """Return `line` with what stands outside of texts and comments changed."""
    parts, last = [], 0
    for found in QUOTED.finditer(line):
        parts += [change(line[last : found.start()]), found[0]]
        last = found.end()
    return "".join([*parts, change(line[last:])])


def _sub(pattern: str, by: str) -> Callable[[str], str]:
    """Return what replaces `pattern` outside of texts and comments."""
    compiled = re.compile(pattern)
    return lambda line: _outside(line, lambda part: compiled.sub(by, part))


def _plain(pattern: str, by: str) -> Callable[[str], str]:
    """Return what replaces `pattern` in a whole line."""
    compiled = re.compile(pattern)
    return lambda line: compiled.sub(by, line, count=1)


def _straight(line: str) -> str:
    """Replace quotation marks that word processors make round texts, outside of straight ones."""
    return _outside(
        line, lambda part: re.sub("[“”„‟«»]([^“”„‟«»]*)[“”„‟«»]|[‘’‚‹›]([^‘’‚‹›]*)[‘’‚‹›]", r'"\1\2"', part)
    )


def _doubled(line: str) -> str:
    """Double each backslash in a text in double quotation marks."""
    return re.sub(r'"[^"\n]*"', lambda found: found[0].replace("\\", "\\\\"), line)


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = r"\b\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})\b|\b\d{4}([/.])\d{1,2}\2\d{1,2}\b"
_WRITTEN = rf"\b\d{{1,2}}(?:st|nd|rd|th)? +(?:{_MONTHS})[a-z]*,? +\d{{4}}\b"
_SHORT = r"(?<![\d-])\d{4}-(?:\d-\d{1,2}|\d{2}-\d)(?![\d-])"

#: Slips that people make, by the code of their problem: what puts one right in a line.  The first that lets the parser
#: come further is the one that is told.
SLIPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("toml-curly-quotes", _straight),
    ("toml-date", _sub(f"(?i){_DAY}|{_WRITTEN}|{_SHORT}", "2000-01-01")),
    ("toml-no-such-day", _sub(r"\b\d{4}-\d{2}-\d{2}\b", "2000-01-01")),
    ("toml-backslash", _doubled),
    ("toml-no-value", _plain(r"^(\s*[\w.-]+\s*=)\s*(?=#|$)", rf"\1 {STAND_IN} ")),
    (
        "toml-not-applicable",
        _plain(r"(?i)^(\s*[\w.-]+\s*=\s*)(?:n/?a|not applicable)\b\.?\s*(?=#|$)", rf"\g<1>{STAND_IN} "),
    ),
    ("toml-level-and-words", _plain(r"^(\s*[\w.-]+\s*=\s*)[+-]?\d+\s*[-–—:.,(]*\s*[^\W\d].*$", rf"\g<1>{STAND_IN}")),
    ("toml-comma", _sub(r"(?<=[\w\"'\]}])\s+(?=[\w-]+\s*=)", ", ")),
    ("toml-comma", lambda line: re.sub(r"""("|')(\s+)(?=[\w-]+\s*=)""", r"\1,\2", line)),
    ("toml-comma", lambda line: re.sub(r"""([}\]"'])(\s*)(?=\{)""", r"\1,\2", line)),
    ("toml-last-comma", _sub(r",(\s*\})", r"\1")),
    ("toml-no-equals", _plain(r"^(\s*[\w.-]+)\s*(?::|:=|\s)\s*(?=[\d\"'{\[])", r"\1 = ")),
    ("toml-no-equals", _plain(r"^(\s*[\w.-]+)\s*:\s*(?=\S)", r"\1 = ")),
    ("toml-blank-in-name", _plain(r"^\s*[\w.-]+(?: +[\w.-]+)+\s*=", "stand-in =")),
    ("toml-open-quotes", _plain(r"""^([^"'#]*=\s*)"[^"]*?([\s}\]]*)$""", rf"\g<1>{STAND_IN}\2")),
    ("toml-quotes-inside", _plain(r"""^([^"'#]*=\s*)"[^"]+".*"\s*$""", rf"\g<1>{STAND_IN}")),
    ("toml-no-quotes", _plain(r"^(\s*[\w.-]+\s*=\s*)[^\W\d_][^\"'{}\[\]]*$", rf"\g<1>{STAND_IN}")),
)


def _faults(statement: Statement) -> Iterator[Problem]:
    """Yield each slip in a statement that cannot be read; where none is known, what the parser says of it."""
    lines = statement.text.split("\n")
    error = _parse_error(statement.text)
    while error is not None:
        repaired = _repaired(lines, error)
        if repaired is None:
            yield _unknown(statement, error)
            return
        code, place_, lines = repaired
        yield _problem(code, statement.line + place_, 0, statement)
        error = _parse_error("\n".join(lines))


def _repaired(lines: list[str], error: tomllib.TOMLDecodeError) -> tuple[str, int, list[str]] | None:
    """Return a slip with the line that it is in, and the lines without it, where the parser then comes further."""
    line, column = _place(error)
    if len(lines) > 1 and 0 < line < len(lines) and column > len(lines[line - 1]) and _opens(lines[line - 1]):
        joined = " ".join(each.split("#")[0].strip() for each in lines)
        joined = re.sub(r",\s*}", "}", joined)
        if _parse_error(joined) is None:
            return "toml-table-lines", 0, [joined]
    if line > 1 and not lines[line - 2].rstrip().endswith((",", "[", "{")):
        tried = [*lines[: line - 2], lines[line - 2].rstrip() + ",", *lines[line - 1 :]]
        if _is_further(_parse_error("\n".join(tried)), error):
            return "toml-comma", line - 2, tried
    for place_ in [line - 1] if line else range(len(lines)):
        for code, repair in SLIPS if len(lines[place_]) <= LONGEST_LINE else ():
            changed = repair(lines[place_])
            if changed == lines[place_]:
                continue
            tried = [*lines[:place_], changed, *lines[place_ + 1 :]]
            if _is_further(_parse_error("\n".join(tried)), error):
                return code, place_, tried
    return None


def _opens(line: str) -> bool:
    """Return whether a line opens a table that it does not close."""
    bare = QUOTED.sub("", line)
    return bare.count("{") > bare.count("}")


def _is_further(after: tomllib.TOMLDecodeError | None, before: tomllib.TOMLDecodeError) -> bool:
    """Return whether the parser came further than before."""
    if after is None:
        return True
    end = (10**9, 0)
    return (_place(after) if _place(after)[0] else end) > (_place(before) if _place(before)[0] else end)


def _unknown(statement: Statement, error: tomllib.TOMLDecodeError) -> Problem:
    """Return the problem of a statement that nothing puts right."""
    if AT_THE_END in str(error):
        opened = "toml-open-quotes" if "string" in str(error) else "toml-open-bracket"
        return _problem(opened, statement.line, 0, statement)
    line, column = _place(error)
    if _reason(error) == NEVER_CLOSED:
        return _problem("toml-open-quotes", statement.line + line - 1, 0, statement)
    text = statement.text.split("\n")
    if 0 < line <= len(text) and column > len(text[line - 1]) and _opens(text[line - 1]):
        code = "toml-table-lines" if len(text) > 1 else "toml-open-bracket"
        return _problem(code, statement.line + line - 1, 0, statement)
    if not line:
        return _problem("unreadable", statement.line, 0, statement, reason=_reason(error))
    return _problem("not-toml", statement.line + line - 1, column, statement, reason=_reason(error))


def _repeats(statements: list[Statement]) -> list[Problem]:
    """Return a problem for each statement that gives what one before it gives, under the same heading."""
    first: dict[tuple[int, str], int] = {}
    found = []
    for each in statements:
        begun = HEADING.fullmatch(each.text)
        if begun and each.text.lstrip().startswith("[["):
            continue
        key = f"[{begun[1]}]" if begun else each.key
        line = first.setdefault((0 if begun else each.under, key), each.line)
        if key and line < each.line:
            found.append(_problem("toml-twice", each.line, 0, each, key=key, first=line))
    return found


def _contradictions(text: str, statements: list[Statement]) -> list[Problem]:
    """Return what statements say against one another, each of which can be read by itself, as the parser says it."""
    error = _parse_error(text)
    line = 0 if error is None else _place(error)[0]
    within = [each for each in statements if each.line <= line]
    return [_problem("not-toml", *_place(error), within[-1], reason=_reason(error))] if error and within else []
