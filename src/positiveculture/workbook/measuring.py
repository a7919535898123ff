"""How large the sheets of a spreadsheet are, and what its XML says of cells that a reader of values does not tell.

A reader makes room for every cell between the first and the last, so a file of a kilobyte with one cell far away could
ask for all the memory that there is.  Here each sheet is measured first, without making room for anything.
"""

import re
from collections.abc import Mapping
from posixpath import join, normpath
from typing import Any, Final
from xml.parsers import expat

import attrs

from positiveculture.errors import InvalidFile
from positiveculture.formats.parsing import wrong_file
from positiveculture.gettext import gettext
from positiveculture.sentences import column_letters

#: The most that a spreadsheet is unpacked to, in bytes: 64 MiB.
UNPACKED: Final = 64 * 1024 * 1024

#: The most cells that a sheet may have between A1 and its last cell.
MOST_CELLS: Final = 2_000_000

#: The most ranges of merged cells of a sheet.
MOST_MERGED: Final = 10_000

#: The most columns that a sheet has in any program of today.
MOST_COLUMNS: Final = 16_384

#: Cells of a plain value with an address, as programs write nearly all of them: looked at all at once, and left out.
PLAIN_CELLS = re.compile(rb'(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+"| t="(?:s|n|b|str)")*(?:/>|><v>[^<]*</v></c>))+')
#: A plain text in the table of texts.
TEXT = re.compile(rb"(?:<si><t(?: xml:space=\"preserve\")?>[^<]*</t></si>)+")
#: Whole rows of such cells, each with the row's own number, and nothing given of the row but its size and style.
PLAIN_ROW = (
    r'<row r="([1-9]\d{{0,6}})"'
    r'(?: (?:spans|ht|s|customFormat|customHeight|thickTop|thickBot|\w+:dyDescent)="[^"<>]*")*>'
    r'(?:<c r="{columns}\1"(?: s="\d*+"| t="(?:s|n|b|str)")*+(?:/>|><v>[^<]*+</v></c>))*+</row>'
)
#: How much of a sheet is looked at to know how many columns its rows have, in bytes.
SAMPLE = 65_536
COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})\d')
ROWS = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def no_spreadsheet(template: str, **words: object) -> InvalidFile:
    """Return the error of a file that is no spreadsheet, with why."""
    return wrong_file("not-a-spreadsheet", reason=gettext(template).format(**words))


def too_large() -> InvalidFile:
    """Return the error of a spreadsheet that is unpacked to more than `UNPACKED`."""
    return wrong_file("spreadsheet-unpacked", most=UNPACKED // 1024 // 1024)


@attrs.define
class Marks:
    """What is known of the cells of a sheet besides their values; rows and columns are counted from 0."""

    #: The cells that hold a formula.
    formulas: set[tuple[int, int]] = attrs.field(factory=set)
    #: The cells that show an error, which a reader of values takes for empty.
    errors: set[tuple[int, int]] = attrs.field(factory=set)
    #: The cells that are merged with others: first row, first column, last row, last column.
    merged: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: set[int] = attrs.field(factory=set)
    #: How many rows and columns it has, at the most.
    height: int = attrs.field(default=0, eq=False)
    width: int = attrs.field(default=0, eq=False)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Take in that cells are merged; refuse a sheet with more of that than anybody looks through.

        Raises:
            InvalidFile: More than `MOST_MERGED` ranges are merged.
        """
        self.merged.append((top, left, bottom, right))
        if len(self.merged) > MOST_MERGED:
            raise no_spreadsheet("more than {count} ranges of cells are merged", count=MOST_MERGED)

    def reach(self, row: int, column: int) -> None:
        """Extend the sheet to a cell; refuse a sheet that is too large.

        Raises:
            InvalidFile: It has more than `MOST_CELLS` cells.
        """
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)
        if self.height * self.width > MOST_CELLS:
            raise wrong_file("spreadsheet-cells", most=MOST_CELLS)


@attrs.frozen
class Measured:
    """The sheets of a spreadsheet by their names, and the parts of the file that they are in."""

    sheets: Mapping[str, Marks]
    used: tuple[str, ...]


def measure_xlsx(parts: Mapping[str, bytes]) -> Measured:
    """Return what the sheets of an Office Open XML file are like.

    Raises:
        InvalidFile: It is no spreadsheet, or a sheet is too large.
    """
    sheets = {}
    used = []
    _check_texts(parts.get("xl/sharedStrings.xml", b""))
    targets = _targets(parts)
    for name, relation in _sheet_names(parts):
        part = targets.get(relation, "")
        if part in parts:
            sheets[name] = _worksheet(parts[part])
            used.append(part)
    return Measured(sheets, tuple(used))


def _check_texts(data: bytes) -> None:
    """Refuse a table of texts that says it has more than it can have: a reader would make room for them."""
    tables = _elements(TEXT.sub(b"", data) or b"<sst/>", "sst")
    if max((number(table.get("uniqueCount", "0")) for table in tables), default=0) > len(data):
        raise no_spreadsheet("it says that it has more texts than it has")


def _elements(data: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of every element of a name."""
    elements: list[dict[str, str]] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if local(tag) == name:
            elements.append({local(key): value for key, value in given.items()})

    parse_xml(data, start)
    return elements


def _sheet_names(parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    sheets = _elements(part(parts, "xl/workbook.xml"), "sheet")
    return [(sheet.get("name", ""), sheet.get("id", "")) for sheet in sheets]


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    relations = _elements(part(parts, "xl/_rels/workbook.xml.rels"), "Relationship")
    ours = (each for each in relations if each.get("TargetMode") != "External")
    return {each.get("Id", ""): normpath(join("/xl", each.get("Target", ""))).lstrip("/") for each in ours}


def _worksheet(data: bytes) -> Marks:
    marks = Marks()
    data = _without_plain_rows(data, marks)
    row, hidden = -1, 0

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal row, hidden
        match local(tag):
            case "row":
                row = number(given.get("r", "")) - 1
                if given.get("hidden") in ("1", "true"):
                    marks.hidden_rows.add(row)
            case "c":
                here[:] = _cell(given.get("r", ""))
                marks.reach(*here)
                if given.get("t") == "e":
                    marks.errors.add((here[0], here[1]))
            case "f" if here:
                marks.formulas.add((here[0], here[1]))
            case "mergeCell":
                first, _, last = given.get("ref", "").partition(":")
                top, left = _cell(first)
                bottom, right = _cell(last or first)
                marks.merge(top, left, bottom, right)
            case "col" if given.get("hidden") in ("1", "true"):
                first_column, last_column = number(given.get("min", "")), number(given.get("max", ""))
                hidden |= (1 << min(last_column, MOST_COLUMNS)) - (1 << min(first_column - 1, MOST_COLUMNS))
            case _:
                pass

    here: list[int] = []
    parse_xml(PLAIN_CELLS.sub(b"", data), start)
    marks.hidden_columns |= {column for column in range(MOST_COLUMNS) if hidden >> column & 1} if hidden else set()
    return marks


def _without_plain_rows(data: bytes, marks: Marks) -> bytes:
    """Return a sheet without the rows of plain cells alone; how far its cells reach is taken in."""
    rows: list[bytes] = []

    def take(plain: re.Match[bytes]) -> bytes:
        rows.append(plain[1])
        return b""

    last = max(_letters(data[:SAMPLE]), default=0)
    data = re.compile(PLAIN_ROW.format(columns=_columns_to(last)).encode()).sub(take, data)
    columns = [*_letters(data), *([last] if rows else [])]
    rows += set(ROWS.findall(data))
    if rows:
        marks.reach(max(map(int, rows)) - 1, max(columns, default=0))
    return data


def _letters(data: bytes) -> list[int]:
    """Return the columns that have cells, counted from 0."""
    return [_column(letters.decode()) for letters in set(COLUMNS.findall(data))]


def _columns_to(last: int) -> str:
    """Return the pattern of the letters of the columns up to one, counted from 0."""
    letters = column_letters(last)
    patterns = ["[A-Z]" * count for count in range(1, len(letters))]
    for place, letter in enumerate(letters):
        below = chr(ord(letter) - (place + 1 < len(letters)))
        if below >= "A":
            patterns.append(f"{letters[:place]}[A-{below}]{'[A-Z]' * (len(letters) - place - 1)}")
    return f"(?:{'|'.join(patterns)})"


def _cell(text: str) -> tuple[int, int]:
    match = ADDRESS.fullmatch(text)
    if match is None:
        raise no_spreadsheet("a cell has no address")
    return int(match[2]) - 1, _column(match[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def number(text: str) -> int:
    """Return the number of a row or a column, or how many there are.

    Raises:
        InvalidFile: It is none, or larger than that of any sheet.
    """
    if not (text.isascii() and text.isdigit()) or len(text) > 9:  # noqa: PLR2004 - more than any sheet has
        raise no_spreadsheet("a row or a column has no number")
    return int(text)


def local(name: str) -> str:
    """Return a name of XML without its prefix."""
    return name.rpartition(":")[2]


def part(parts: Mapping[str, bytes], name: str) -> bytes:
    """Return a part of a file by its name.

    Raises:
        InvalidFile: There is none.
    """
    if name not in parts:
        raise no_spreadsheet("it has no {name}", name=name)
    return parts[name]


def parse_xml(data: bytes, start: Any, end: Any = None) -> None:
    """Read XML, and call `start` with each element and its attributes; no entity of its own is taken.

    Raises:
        InvalidFile: It is no XML, or in no encoding that there is.
    """
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except InvalidFile:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:  # no XML, or in no encoding that there is
        raise wrong_file("not-a-spreadsheet", reason=str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise no_spreadsheet("it declares a type of document of its own")
