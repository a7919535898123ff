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

from positiveculture.gettext import gettext

#: The most that a spreadsheet is unpacked to, in bytes: 64 MiB.
UNPACKED: Final = 64 * 1024 * 1024

#: The most cells that a sheet may have between A1 and its last cell.
MOST_CELLS: Final = 2_000_000

#: The most ranges of merged cells of a sheet, and the most spaces that OpenDocument counts instead of writing them.
MOST_MERGED: Final = 10_000
MOST_SPACES: Final = 1_000_000

#: The most columns that a sheet has in any program of today.
MOST_COLUMNS: Final = 16_384

#: Cells of a plain value with an address, as programs write nearly all of them: looked at all at once, and left out.
PLAIN_CELLS = re.compile(rb'(?:<c r="[A-Z]{1,3}\d{1,7}"(?: s="\d+"| t="(?:s|n|b|str)")*(?:/>|><v>[^<]*</v></c>))+')
#: A plain text in the table of texts.
TEXT = re.compile(rb"(?:<si><t(?: xml:space=\"preserve\")?>[^<]*</t></si>)+")
#: Whole rows of such cells, each with the row's own number, and nothing said of the row but its size and style.
PLAIN_ROWS = re.compile(
    rb'<row r="([1-9]\d{0,6})"(?: (?:spans|ht|s|customFormat|customHeight|thickTop|thickBot|\w+:dyDescent)="[^"<>]*")*>'
    rb'(?:<c r="[A-Z]{1,3}+\1"(?: [st]="\w*+")*+(?:/>|><v>[^<]*+</v></c>))*+</row>'
)
COLUMNS = re.compile(rb'<c r="([A-Z]{1,3})\d')
#: The same beyond column Z, which are few, and found sooner.
WIDE_COLUMNS = re.compile(rb'<c r="([A-Z]{2,3})\d')
ROWS = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")

#: What an empty cell of an OpenDocument file may have: how many there are, and how they look.
REPEATED = {"number-columns-repeated", "style-name", "content-validation-name"}


class Unreadable(Exception):
    """A spreadsheet is not one, or is too large."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@attrs.define
class Marks:
    """What is said of the cells of a sheet besides their values; rows and columns are counted from 0."""

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
            Unreadable: More than `MOST_MERGED` ranges are merged.
        """
        self.merged.append((top, left, bottom, right))
        if len(self.merged) > MOST_MERGED:
            raise Unreadable(
                "not-a-spreadsheet",
                reason=gettext("more than {count} ranges of cells are merged").format(count=MOST_MERGED),
            )

    def reach(self, row: int, column: int) -> None:
        """Take in that a cell is there; refuse a sheet that is too large.

        Raises:
            Unreadable: It has more than `MOST_CELLS` cells.
        """
        self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)
        if self.height * self.width > MOST_CELLS:
            raise Unreadable("spreadsheet-cells", most=MOST_CELLS)


@attrs.frozen
class Measured:
    """The sheets of a spreadsheet by their names, and the parts of the file that they are in."""

    sheets: Mapping[str, Marks]
    used: tuple[str, ...]


def measure_xlsx(parts: Mapping[str, bytes]) -> Measured:
    """Return what the sheets of an Office Open XML file are like.

    Raises:
        Unreadable: It is no spreadsheet, or a sheet is too large.
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
    said = 0

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal said
        if local(tag) == "sst":
            said = max(said, _number(given.get("uniqueCount", "0")))

    _parse(TEXT.sub(b"", data) or b"<sst/>", start)
    if said > len(data):
        raise Unreadable("not-a-spreadsheet", reason=gettext("it says that it has more texts than it has"))


def _sheet_names(parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if local(tag) == "sheet":
            values = {local(key): value for key, value in given.items()}
            found.append((values.get("name", ""), values.get("id", "")))

    _parse(_part(parts, "xl/workbook.xml"), start)
    return found


def _targets(parts: Mapping[str, bytes]) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(tag: str, given: dict[str, str]) -> None:
        if local(tag) == "Relationship" and given.get("TargetMode") != "External":
            target = given.get("Target", "")
            found[given.get("Id", "")] = normpath(join("/xl", target)).lstrip("/")

    _parse(_part(parts, "xl/_rels/workbook.xml.rels"), start)
    return found


def _worksheet(data: bytes) -> Marks:
    marks = Marks()
    rows: set[int] = set()

    def take(plain: re.Match[bytes]) -> bytes:
        rows.add(int(plain[1]) - 1)
        return b""

    every = data
    data = PLAIN_ROWS.sub(take, data)
    rows |= {int(found) - 1 for found in set(ROWS.findall(data))}
    if rows:
        marks.reach(max(rows), _last_column(every, max(rows) + 1))
    row, hidden = -1, 0

    def start(tag: str, given: dict[str, str]) -> None:
        nonlocal row, hidden
        match local(tag):
            case "row":
                row = _number(given.get("r", "")) - 1
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
                first_column, last_column = _number(given.get("min", "")), _number(given.get("max", ""))
                hidden |= (1 << min(last_column, MOST_COLUMNS)) - (1 << min(first_column - 1, MOST_COLUMNS))
            case _:
                pass

    here: list[int] = []
    _parse(PLAIN_CELLS.sub(b"", data), start)
    marks.hidden_columns |= {column for column in range(MOST_COLUMNS) if hidden >> column & 1} if hidden else set()
    return marks


def _last_column(data: bytes, height: int) -> int:
    """Return the last column that has a cell; Z for one before that, where so many rows have room for it."""
    wide = set(WIDE_COLUMNS.findall(data))
    if not wide and height * (_column("Z") + 1) <= MOST_CELLS:
        return _column("Z")
    return max((_column(found.decode()) for found in wide or set(COLUMNS.findall(data))), default=0)


def _cell(text: str) -> tuple[int, int]:
    found = ADDRESS.fullmatch(text)
    if found is None:
        raise Unreadable("not-a-spreadsheet", reason=gettext("a cell has no address"))
    return int(found[2]) - 1, _column(found[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 9:  # noqa: PLR2004 - more than any sheet has
        raise Unreadable("not-a-spreadsheet", reason=gettext("a row or a column has no number"))
    return int(text)


def measure_ods(parts: Mapping[str, bytes]) -> Measured:
    """Return what the sheets of an OpenDocument file are like.

    Raises:
        Unreadable: It is no spreadsheet, a sheet is too large, or it takes a sheet from another file.
    """
    reader = _Ods()
    _parse(_part(parts, "content.xml"), reader.start, reader.end)
    return Measured(reader.sheets, ("mimetype", "content.xml"))


@attrs.define
class _Ods:
    """Reads `content.xml`, in which empty rows and cells are counted and not written."""

    sheets: dict[str, Marks] = attrs.field(factory=dict)
    marks: Marks = attrs.field(factory=Marks)
    row: int = 0
    repeated_rows: int = 1
    column: int = 0
    #: How many cells the current one stands for, and whether anything is in it.
    repeated: int = 1
    filled: bool = False
    in_cell: bool = False
    columns: int = 0
    spaces: int = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        values = {local(key): value for key, value in given.items()}
        name = local(tag)
        if self.in_cell:
            self.filled = True
        match name:
            case "table":
                self.marks = self.sheets.setdefault(values.get("name", ""), Marks())
                self.row = self.columns = 0
            case "table-source":
                raise Unreadable("spreadsheet-links")
            case "table-column":
                count = _number(values.get("number-columns-repeated", "1"))
                if "visibility" in values and values["visibility"] != "visible":
                    self.marks.hidden_columns |= set(range(self.columns, min(self.columns + count, MOST_COLUMNS)))
                self.columns += count
            case "table-row":
                self.column = 0
                self.repeated_rows = _number(values.get("number-rows-repeated", "1"))
                if values.get("visibility", "visible") != "visible":
                    self.marks.hidden_rows |= set(range(self.row, min(self.row + self.repeated_rows, 1_048_576)))
            case "table-cell" | "covered-table-cell":
                self._cell(values)
            case "s":
                self.spaces += _number(values.get("c", "1"))
                if self.spaces > MOST_SPACES:
                    raise Unreadable("spreadsheet-unpacked", most=UNPACKED // 1024 // 1024)
            case _:
                pass

    def _cell(self, values: dict[str, str]) -> None:
        self.in_cell = True
        self.repeated = _number(values.get("number-columns-repeated", "1"))
        self.filled = not values.keys() <= REPEATED
        last = self.column + self.repeated - 1
        if "formula" in values:
            self.marks.reach(self.row + self.repeated_rows - 1, last)
            cells = (
                (row, column)
                for row in range(self.row, self.row + self.repeated_rows)
                for column in range(self.column, last + 1)
            )
            self.marks.formulas.update(cells)
        down, right = (_number(values.get(f"number-{name}-spanned", "1")) for name in ("rows", "columns"))
        if (down, right) != (1, 1):
            self.marks.merge(self.row, self.column, self.row + down - 1, self.column + right - 1)

    def end(self, tag: str) -> None:
        match local(tag):
            case "table-cell" | "covered-table-cell":
                if self.filled:
                    self.marks.reach(self.row + self.repeated_rows - 1, self.column + self.repeated - 1)
                self.column += self.repeated
                self.in_cell = False
            case "table-row":
                self.row += self.repeated_rows
            case _:
                pass


def local(name: str) -> str:
    """Return a name of XML without its prefix."""
    return name.rpartition(":")[2]


def _part(parts: Mapping[str, bytes], name: str) -> bytes:
    if name not in parts:
        raise Unreadable("not-a-spreadsheet", reason=gettext("it has no {name}").format(name=name))
    return parts[name]


def _parse(data: bytes, start: Any, end: Any = None) -> None:
    """Read XML, and call `start` with each element and its attributes; no entity of its own is taken."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # no XML, or in no encoding that there is
        raise Unreadable("not-a-spreadsheet", reason=str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise Unreadable("not-a-spreadsheet", reason=gettext("it declares a type of document of its own"))
