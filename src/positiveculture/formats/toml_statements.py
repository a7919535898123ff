"""The statements of a TOML text that cannot be read as a whole, and what the parser says of each.

The standard library's parser stops at the first fault.  So the text is read statement by statement: each line by which
something begins, with as many lines after it as the parser asks for.
"""

import re
import tomllib
from collections.abc import Iterator

import attrs

#: The longest line in which slips are looked for, in characters.
LONGEST_LINE = 2000

#: How far a bracket that is closed is looked for, in lines.
FAR = 40

#: Where the standard library's TOML parser says that a fault is, and what it says where a text ends too soon.
TOML_PLACE = re.compile(r".* \(at line (\d+), column (\d+)\)", re.DOTALL)
AT_THE_END = "(at end of document)"

#: How a statement begins: a heading, or a name and an equals sign; and a line that says nothing.
BEGINS = re.compile(r"""\s*(?:\[|(?:[\w.-]+|"[^"\n]*"|'[^'\n]*')\s*=)""")
#: What begins at the margin as an answer does, whatever is after its name; no value of a list begins so.
ANSWERS = re.compile(r"""\[|[-*•>] |(?!(?:true|false|inf|nan)\b)[A-Za-z]|(?:"[^"\n]*"|'[^'\n]*')\s*[=:]""")
NOTHING = re.compile(r"\s*(?:#.*)?")
HEADING = re.compile(r"\s*\[\[?\s*([^\]\n]*?)\s*\]\]?\s*(?:#.*)?")
#: A heading with a slip: a bracket that is missing, or something next to it.
NEARLY_HEADING = re.compile(r"\s*(?:\[+\s*([\w.-]+)[^={\[\"']*|([\w.-]+)\s*\]+\W*)")

#: What comes before an equals sign, or a colon, with blanks in it too; and else the first word.
KEY = re.compile(r"""\s*([\w.-]+(?: [\w.-]+)*|"[^"\n]*"|'[^'\n]*')\s*[=:]""")
FIRST_WORD = re.compile(r"\s*([\w.-]+)")

#: A text in straight quotation marks, and a comment: what is in them is no slip.
QUOTED = re.compile(r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#.*""")
#: A quotation mark before a text that is not closed on its line.
OPEN_QUOTE = re.compile(r"(?<!\w)[\"']")


@attrs.frozen
class TomlStatement:
    """One statement of a TOML text, or what looks like one."""

    #: The number of its first line.
    line: int
    text: str
    #: The heading that it is under, and the line of that; "" and 0 at the top.
    heading: str
    under: int
    #: Whether the parser refuses it.
    is_wrong: bool

    @property
    def key(self) -> str:
        """What it gives a value to, as it is written; "" where nothing tells."""
        text = self.text[:LONGEST_LINE]
        match = KEY.match(text) or FIRST_WORD.match(text)
        return match[1].strip("\"'") if match else ""


def parse_error(text: str) -> tomllib.TOMLDecodeError | None:
    """Return what the parser says of a text; None: it can be read."""
    try:
        tomllib.loads(text + "\n")
    except tomllib.TOMLDecodeError as error:
        return error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a thousand brackets
        return tomllib.TOMLDecodeError(str(error))
    return None


def place_of(error: tomllib.TOMLDecodeError) -> tuple[int, int]:
    """Return the line and the column at which the parser stopped, counted from 1; (0, 0) where it does not say."""
    match = TOML_PLACE.fullmatch(str(error))
    return (int(match[1]), int(match[2])) if match else (0, 0)


def statements(lines: list[str]) -> Iterator[TomlStatement]:
    """Yield each statement of a text that says something."""
    number, heading, under = 0, "", 0
    while number < len(lines):
        if NOTHING.fullmatch(lines[number]):
            number += 1
            continue
        count, is_wrong = _extent(lines, number)
        statement = TomlStatement(number + 1, "\n".join(lines[number : number + count]), heading, under, is_wrong)
        begun = HEADING.fullmatch(statement.text)
        begun = begun or (NEARLY_HEADING.fullmatch(statement.text[:LONGEST_LINE]) if is_wrong else None)
        if begun:
            heading, under = begun[begun.lastindex or 0], number + 1
        yield statement
        number += count


def _extent(lines: list[str], begin: int) -> tuple[int, bool]:
    """Return of how many lines a statement is made, and whether it is wrong.

    Lines are taken in until the parser no longer misses its end: twice as many each time, and then as few as will do.
    """

    def read(count: int) -> tuple[bool, tomllib.TOMLDecodeError | None]:
        error = parse_error("\n".join(lines[begin : begin + count]))
        return error is not None and AT_THE_END in str(error), error

    few, most, rest = 0, 1, len(lines) - begin
    while True:
        ends_early, error = read(most)
        if not ends_early or most == rest:
            break
        few, most = most, min(most * 2, rest)
    if ends_early and _opens_text(lines[begin]):
        return 1, True
    if ends_early:
        return _until_next(lines, begin), True
    while most - few > 1:
        middle = (few + most) // 2
        if read(middle)[0]:
            few = middle
        else:
            most = middle
    error = read(most)[1]
    if error is None:
        return most, False
    line = place_of(error)[0]
    if line > 1 and ANSWERS.match(lines[begin + line - 1]):
        return line - 1, True  # the next statement begins where a bracket should have been closed
    if line < most and _opens_text(lines[begin + line - 1]):
        return line, True
    return max(most, _balanced(lines, begin)), True


def _opens_text(line: str) -> bool:
    """Return whether a text begins in a line that should have ended there."""
    return OPEN_QUOTE.search(QUOTED.sub("", line)) is not None and not re.search("\"{3}|'{3}", line)


def _until_next(lines: list[str], begin: int) -> int:
    """Return how many lines come before the next statement that begins at the margin."""
    after = (place for place in range(begin + 1, len(lines)) if BEGINS.match(lines[place]) and lines[place][0] != " ")
    return next(after, len(lines)) - begin


def _balanced(lines: list[str], begin: int) -> int:
    """Return after how many lines all brackets are closed; 1 where they are not before the next statement."""
    depth = 0
    goes_on = lines[begin].split("#")[0].rstrip().endswith((",", "[", "{"))
    for number in range(begin, min(begin + FAR, len(lines))):
        bare = QUOTED.sub("", lines[number])
        if number > begin and HEADING.fullmatch(lines[number]) and "=" not in bare and "," not in bare:
            return 1
        if number > begin and not goes_on and ANSWERS.match(lines[number]):
            return 1
        depth += sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
        if depth <= 0:
            break
    return number - begin + 1 if depth == 0 else 1
