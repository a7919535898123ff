"""CSV as spreadsheets and forms tools write it: its encoding, its separator and its rows.

What a file does not say is found out from the whole of it, and what stays open is refused: nothing is guessed from a
few lines.  An encoding is a byte order mark, else UTF-16 by its zeros, else UTF-8, else Windows-1252.  A separator is
what gives every row the same number of cells, more than one.
"""

import codecs
import csv
from collections.abc import Iterator, Sequence
from io import StringIO

import attrs

from positiveculture.errors import InvalidFile, Problem
from positiveculture.formats.parsing import read_bytes
from positiveculture.formats.paths import Readable, with_filename

#: The largest file that is read, in bytes: 64 MiB.
LARGEST = 64 * 1024 * 1024

#: What may stand between two cells, with what people call it.
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

#: How many bytes are looked at for the zeros of UTF-16.
SAMPLE = 4096


@attrs.frozen
class Dialect:
    """How a file of separated values is written."""

    #: As Python calls it.
    encoding: str
    separator: str


@attrs.frozen
class Delimited:
    """A file of separated values: its dialect, and its rows as text, as many as a spreadsheet shows."""

    dialect: Dialect
    rows: Sequence[Sequence[str]]


def read_delimited(path: Readable, *, encoding: str | None = None, separator: str | None = None) -> Delimited:
    """Return the rows of a file of separated values.

    Args:
        path: The file.
        encoding: As Python calls it; None: found out.
        separator: One character, or its name, as in "semicolon"; None: found out.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: Its encoding or separator cannot be found out, or is unknown; a quotation mark is not closed; or it
            is larger than `LARGEST`, or empty.
    """
    data = read_bytes(path, LARGEST)
    with with_filename(path):
        if len(data) > LARGEST:
            raise _wrong("large-file", most=LARGEST // 1024 // 1024)
        text, encoding = _decoded(data, encoding)
        if not text.strip():
            raise _wrong("empty-file")
        text, declared = _declared(text)
        found = _separator(text, declared if separator is None else _named(separator))
        return Delimited(Dialect(encoding, found), list(_rows(text, found)))


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    """Return a file's text and its encoding.

    Raises:
        InvalidFile: It is not in that encoding, or in none that is known.
    """
    if encoding is not None:
        try:
            name = codecs.lookup(encoding).name
            return data.decode(name).removeprefix("\ufeff"), name
        except LookupError:
            raise _wrong("unknown-encoding", name=encoding) from None
        except (ValueError, TypeError):  # not text in that encoding, or an encoding of something else than text
            raise _wrong("other-encoding", name=encoding) from None
    for name in _candidates(data):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, name
    raise _wrong("no-encoding")


def _candidates(data: bytes) -> Iterator[str]:
    """Yield the encodings that a file may have, the first that fits being the one."""
    marked = next((name for mark, name in MARKS if data.startswith(mark)), None)
    if marked is not None:
        yield marked
        return
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample):
        yield "utf-16-le" if odd > even else "utf-16-be"
        return
    yield from ("utf-8", "cp1252")


def _declared(text: str) -> tuple[str, str | None]:
    """Return a text without the line `sep=;` that Excel may write first, and the separator that it says."""
    first, _, rest = text.partition("\n")
    said = first.rstrip("\r").removeprefix("sep=")
    return (rest, said) if first.startswith("sep=") and len(said) == 1 else (text, None)


def _named(separator: str) -> str:
    """Return the separator that is meant.

    Raises:
        InvalidFile: There is none of that name.
    """
    by_name = {name: sign for sign, name in SEPARATORS.items()}
    sign = by_name.get(separator, separator)
    if len(sign) != 1 or sign in '"\r\n':
        raise _wrong("unknown-separator", name=separator, known=list(by_name))
    return sign


def _separator(text: str, given: str | None) -> str:
    """Return what is between two cells.

    Raises:
        InvalidFile: More than one sign may be.
    """
    if given is not None:
        return given
    present = [sign for sign in SEPARATORS if sign in text]
    fitting = [sign for sign in present if _fits(text, sign)]
    if not fitting:  # one column, or rows of several lengths, each of which is told
        fitting = [sign for sign in present if _width(text, sign) > 1]
    if len(fitting) > 1:
        raise _wrong("several-separators", names=[SEPARATORS[sign] for sign in fitting])
    absent = [sign for sign in SEPARATORS if sign not in text]  # one column: nothing in it parts two
    return next(iter([*fitting, *absent]), ",")


def _width(text: str, separator: str) -> int:
    """Return how many cells the first row has."""
    try:
        return len(next(filter(None, _parsed(text, separator)), ()))
    except csv.Error:
        return 0


def _fits(text: str, separator: str) -> bool:
    """Return whether every row has as many cells as the first, more than one; blank lines do not count."""
    width = 0
    try:
        for row in _parsed(text, separator):
            if row:
                width = width or len(row)
                if len(row) != width:
                    return False
    except csv.Error:
        return False
    return width > 1


def _parsed(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    """Yield each row.

    Raises:
        InvalidFile: A quotation mark is not closed, stands in the middle of a cell, or a cell is too long.
    """
    number = 1
    try:
        for row in _parsed(text, separator):
            yield row
            number += 1
    except csv.Error as error:
        raise _wrong("row-unreadable", row=number, reason=str(error)) from error


def _wrong(code: str, **params: object) -> InvalidFile:
    row = params.get("row")
    path, place = ((row,), f"row {row}") if isinstance(row, int) else ((), "the file")
    return InvalidFile("the file", (Problem(code, path, params, place),))
