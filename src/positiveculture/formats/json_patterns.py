"""What a JSON text is made of, and what people write in its place, as patterns."""

import re
from typing import Final

#: Blanks of other kinds, and signs that cannot be seen.
UNSEEN: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff"
CURLY: Final = "“”„‟«»‘’‚‹›"

#: What a text in JSON is made of; the first that fits.
TOKEN = re.compile(
    rf"""(?P<blank>[ \t\r\n]+)
    |(?P<note>//[^\n]*|/\*(?:(?!\*/).)*(?:\*/)?|\#[^\n]*)
    |(?P<text>"(?:[^"\\\n]|\\.)*")
    |(?P<lines>"[^"\\]*"(?=[ \t,}}\]]*(?:\r?\n|\Z)))
    |(?P<open>"[^\n]*)
    |(?P<curly>[{CURLY}][^{CURLY}\n]*[{CURLY}"]?)
    |(?P<single>'[^'\n]*'(?!\w))
    |(?P<unseen>[{UNSEEN}]+)
    |(?P<sign>[{{}}\[\]:,=;])
    |(?P<word>(?:(?!//|/\*)[^{UNSEEN}{CURLY}"{{}}\[\]:,=;\#\n])+)""",
    re.VERBOSE | re.DOTALL,
)
#: A text with quotation marks inside, up to the first of them that may be the end of it, if it is not very far.
QUOTES_INSIDE = re.compile(r'"[^\n]{0,2000}?[^\s:,{\[]"(?=\s*(?:[}\]]|,\s*(?:["{\[\-\d]|$)|\r?$))', re.MULTILINE)
#: A name with its value behind it, and no colon between.
NO_COLON = re.compile(r'"[^"\n]*"[ \t]+(?:-?\d[\d.]*|true|false|null)[ \t]*[,}\r\n]')
#: A comma within a number, as in 4,5: no entry of a table is a number alone.
COMMA_INSIDE = re.compile(r"-?\d+\s*,\s*\d+[ \t]*(?=[,}\r\n])")
ESCAPES = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})')
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: How many tables and lists within one another the place of a slip names: the innermost.
DEEPEST: Final = 6
CONSTANTS: Final = ("true", "false", "null")
#: How an entry begins, by what comes next: a name or a value, and what is after it.
BEGINS: Final = {
    "name": re.compile(rf"""(?:"(?:[^"\\\n]|\\.)*"\s*[:=,}}\d{{\["-]|['{CURLY}][\w.-]+['{CURLY}]\s*[:=])"""),
    "value": re.compile(r'[{\[]|(?:"(?:[^"\\\n]|\\.)*"|-?\d[\d.]*|true|false|null)\s*[:,}\]]'),
}
#: The same in no quotation marks or in wrong ones; and slips after which that may be words of the value before.
BARE_BEGINS: Final = {
    "name": re.compile(r"[\w.-]+\s*[:=]"),
    "value": re.compile(rf"""['{CURLY}]?[\w.-]+['{CURLY}]?\s*[,}}\]]"""),
}
WORDS: Final = ("json-date", "json-not-applicable", "json-number", "not-json", "slip-comma", "slip-no-quotes")
#: The name of an entry, whatever is wrong with its quotation marks.
FIRST_NAME = re.compile(rf"""["'{CURLY}]?([\w.-]+)""")
#: How a file of TOML begins: with a comment, a heading, or a name and an equals sign.
TOML_FIRST = re.compile(r"\s*(?:#|\[\[?[A-Za-z][\w.-]*\]\]?[ \t]*\r?$|[\w-]+[ \t]*=)", re.MULTILINE)
