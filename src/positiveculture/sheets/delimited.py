"""CSV as spreadsheets and forms tools write it: its encoding, its separator and its rows.

What a file does not state is detected from the whole of it, and what stays open is refused: nothing is guessed from a
few lines.  An encoding is a byte order mark, else UTF-16 by its zeros, else UTF-8, else Windows-1252.  A separator is
a sign that parts the headings and gives every row the same number of cells.  Both are detected here alone, for a file
of any size.
"""

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import islice
from typing import BinaryIO

import attrs

from positiveculture.errors import InvalidFile, Problem
from positiveculture.formats.csv_faults import csv_reason
from positiveculture.formats.parsing import OTHER_FILES, read_bytes, wrong_file
from positiveculture.formats.paths import Readable, with_filename
from positiveculture.gettext import gettext

#: The largest file that is read, in bytes: 64 MiB.
LARGEST = 64 * 1024 * 1024

#: What may stand between two cells, with what people call it.
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}

#: What is taken where all else fails: Windows' encoding of Western Europe.
WINDOWS = "cp1252"

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

#: How many bytes are looked at for the zeros of UTF-16, and are decoded at a time.
SAMPLE, BLOCK = 4096, 1 << 20


@attrs.frozen
class Dialect:
    """How a file of separated values is written."""

    #: As Python calls it.
    encoding: str
    separator: str
    #: Whether the line `sep=;` stands first, as Excel may write it.
    declared: bool = False

    def lines(self, file: BinaryIO) -> Iterator[str]:
        """Return the lines of a file that is open, from its start, each with its end; for `csv.reader`."""
        return islice(_lines(file, self.encoding), int(self.declared), None)

    def rows(self, file: BinaryIO) -> Iterator[list[str]]:
        """Yield the rows of a file that is open, from its start.

        Raises:
            InvalidFile: A quotation mark is not closed, is in the middle of a cell, or a cell is too long.
        """
        return read_rows(self.lines(file), self.separator)


@attrs.frozen
class Delimited:
    """A file of separated values: its dialect, and its rows as text, as many as a spreadsheet shows."""

    dialect: Dialect
    rows: Sequence[Sequence[str]]


def read_delimited(path: Readable, *, encoding: str | None = None, separator: str | None = None) -> Delimited:
    """Return the rows of a file of separated values.

    Args:
        path: The file.
        encoding: As Python calls it; None: detected.
        separator: One character, or its name, as in "semicolon"; None: detected.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: Its encoding or separator cannot be detected, or is unknown; a quotation mark is not closed; or it
            is larger than `LARGEST`, or empty.
    """
    data = read_bytes(path, LARGEST)
    with with_filename(path):
        if len(data) > LARGEST:
            raise wrong_file("large-file", most=LARGEST // 1024 // 1024)
        dialect = find_dialect(BytesIO(data), encoding=encoding, separator=separator)
        return Delimited(dialect, list(dialect.rows(BytesIO(data))))


def find_dialect(file: BinaryIO, *, encoding: str | None = None, separator: str | None = None) -> Dialect:
    """Return how a file of separated values is written; it is read block by block, however large it is.

    Args:
        file: The file, open for bytes; it can be gone back in.
        encoding: As Python calls it; None: detected.
        separator: One character, or its name, as in "semicolon"; None: detected.

    Raises:
        InvalidFile: Its encoding or separator cannot be detected, or is unknown; or it is empty.
    """
    file.seek(0)
    begin = file.read(SAMPLE)
    for mark, kind in OTHER_FILES.items():
        if begin.startswith(mark) and mark != b"<":  # as a heading may
            raise wrong_file("other-file", kind=gettext(kind))
    encoding = _encoding(file, encoding)
    if not any(line.strip() for line in _lines(file, encoding)):
        raise wrong_file("empty-file")
    declared = _declared(next(_lines(file, encoding)))
    plain = Dialect(encoding, "", declared is not None)
    given = declared if separator is None else _named(separator)
    return attrs.evolve(plain, separator=_separator(file, plain) if given is None else given)


def _lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the lines of a file, from its start, each with its end, which may be any that CSV may have."""
    file.seek(0)
    text = TextIOWrapper(file, encoding, newline="")
    try:
        for number, line in enumerate(text):
            yield line if number else line.removeprefix("\ufeff")
    finally:
        with suppress(ValueError):  # the file is closed already
            text.detach()


def _encoding(file: BinaryIO, given: str | None) -> str:
    """Return the encoding of a file.

    Raises:
        InvalidFile: It is not in that encoding, in none that is known, or in two.
    """
    if given is not None:
        try:
            name = codecs.lookup(given).name
            TextIOWrapper(BytesIO(), name)  # which has to be one of text
            _decode(file, name)
        except LookupError:
            raise wrong_file("unknown-encoding", name=given) from None
        except (ValueError, TypeError):  # not text in that encoding, or an encoding of something else than text
            raise wrong_file("other-encoding", name=given) from None
        return name
    file.seek(0)
    for name in _candidates(file.read(SAMPLE)):
        if name == WINDOWS:
            _refuse_two_encodings(file)
        try:
            if not _decode(file, name):
                return name
        except UnicodeDecodeError:
            continue
    raise wrong_file("no-encoding")


def _decode(file: BinaryIO, name: str) -> bool:
    """Decode a whole file, and return whether a null character is in it.

    Raises:
        ValueError, LookupError, TypeError: It is not in that encoding, or that is none of text.
    """
    file.seek(0)
    decoder, null = codecs.getincrementaldecoder(name)(), False
    while block := file.read(BLOCK):
        text = decoder.decode(block)
        null = null or "\0" in text
    decoder.decode(b"", final=True)
    return null


def _refuse_two_encodings(file: BinaryIO) -> None:
    """Refuse a file that is no UTF-8 as a whole, and of which some lines are: two files were put together.

    Raises:
        InvalidFile: There are such lines, and others.
    """
    file.seek(0)
    first: dict[bool, int] = {}
    for number, line in enumerate(file, 1):
        if not line.isascii():
            first.setdefault(_is_utf8(line), number)
    if len(first) > 1:
        problem = Problem("two-encodings", (), {"line": first[True], "other": first[False]}, gettext("the file"))
        raise InvalidFile(gettext("the file"), (problem,))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _candidates(sample: bytes) -> Iterator[str]:
    """Yield the encodings that a file may have, the first that fits being the one."""
    marked = next((name for mark, name in MARKS if sample.startswith(mark)), None)
    if marked is not None:
        yield marked
        return
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 > len(sample):
        yield "utf-16-le" if odd > even else "utf-16-be"
        return
    yield from ("utf-8", WINDOWS)


def _declared(line: str) -> str | None:
    """Return the separator that a first line `sep=;` says; None: it is no such line."""
    separator = line.rstrip("\r\n").removeprefix("sep=")
    return separator if line.startswith("sep=") and len(separator) == 1 else None


def _named(separator: str) -> str:
    """Return the separator that is meant.

    Raises:
        InvalidFile: There is none of that name.
    """
    by_name = {name: sign for sign, name in SEPARATORS.items()}
    sign = by_name.get(separator, separator)
    if len(sign) != 1 or sign in '"\r\n':
        raise wrong_file("unknown-separator", name=separator, known=list(by_name))
    return sign


def _separator(file: BinaryIO, dialect: Dialect) -> str:
    """Return what is between two cells: of the signs that part the headings, the one that parts all rows alike.

    Raises:
        InvalidFile: More than one sign may be.
    """
    parting = [sign for sign in SEPARATORS if _width(dialect.lines(file), sign) > 1]
    fitting = parting if len(parting) < 2 else [sign for sign in parting if _fits(dialect.lines(file), sign)]  # noqa: PLR2004
    fitting = fitting or parting  # rows of several lengths, each of which is reported
    if len(fitting) > 1:
        raise wrong_file("several-separators", names=[SEPARATORS[sign] for sign in fitting])
    return next(iter(fitting), "") or _absent(file, dialect)


def _absent(file: BinaryIO, dialect: Dialect) -> str:
    """Return a sign that parts nothing in a file of one column; a comma where none can be, as below a title."""
    left = dict.fromkeys(SEPARATORS)
    for line in dialect.lines(file):
        left = {sign: None for sign in left if sign not in line}
    return next((sign for sign in left if _can_be(dialect.lines(file), sign)), ",")


def _can_be(lines: Iterable[str], separator: str) -> bool:
    """Return whether some lines can be read with a separator."""
    try:
        for _ in _parsed(lines, separator):
            pass
    except csv.Error:
        return False
    return True


def _width(lines: Iterable[str], separator: str) -> int:
    """Return how many cells the first row has."""
    try:
        return len(next(filter(None, _parsed(lines, separator)), ()))
    except csv.Error:
        return 0


def _fits(lines: Iterable[str], separator: str) -> bool:
    """Return whether every row has as many cells as the first; blank lines do not count."""
    width = 0
    try:
        for row in _parsed(lines, separator):
            if row:
                width = width or len(row)
                if len(row) != width:
                    return False
    except csv.Error:
        return False
    return True


def _parsed(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator, strict=True)


def read_rows(lines: Iterable[str], separator: str, first: int = 1) -> Iterator[list[str]]:
    """Yield each row of some lines, of which the first has the number `first`.

    Raises:
        InvalidFile: A quotation mark is not closed, is in the middle of a cell, or a cell is too long.
    """
    number = first
    try:
        for row in _parsed(lines, separator):
            yield row
            number += 1
    except csv.Error as error:
        raise wrong_file("row-unreadable", row=number, reason=csv_reason(error)) from error
