"""How large the sheets of an OpenDocument file are, and what it says of cells besides their values."""

from collections.abc import Mapping
from typing import Final

import attrs

from positiveculture.formats.parsing import wrong_file
from positiveculture.workbook.measuring import MOST_COLUMNS, Marks, Measured, local, number, parse_xml, part, too_large

#: The most spaces that are counted instead of being written.
MOST_SPACES: Final = 1_000_000

#: What an empty cell of an OpenDocument file may have: how many there are, and how they look.
REPEATED = {"number-columns-repeated", "style-name", "content-validation-name"}


def measure_ods(parts: Mapping[str, bytes]) -> Measured:
    """Return what the sheets of an OpenDocument file are like.

    Raises:
        InvalidFile: It is no spreadsheet, a sheet is too large, or it takes a sheet from another file.
    """
    reader = _Ods()
    parse_xml(part(parts, "content.xml"), reader.start, reader.end)
    return Measured(reader.sheets, ("mimetype", "content.xml"))


@attrs.define
class _Ods:
    """Reads `content.xml`, in which empty rows and cells are counted and not written."""

    sheets: dict[str, Marks] = attrs.field(factory=dict)
    marks: Marks = attrs.field(factory=Marks)
    row: int = 0
    repeated_rows: int = 1
    column: int = 0
    #: How many cells the current one counts as, and whether anything is in it.
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
                raise wrong_file("spreadsheet-links")
            case "table-column":
                count = number(values.get("number-columns-repeated", "1"))
                if "visibility" in values and values["visibility"] != "visible":
                    self.marks.hidden_columns |= set(range(self.columns, min(self.columns + count, MOST_COLUMNS)))
                self.columns += count
            case "table-row":
                self.column = 0
                self.repeated_rows = number(values.get("number-rows-repeated", "1"))
                if values.get("visibility", "visible") != "visible":
                    self.marks.hidden_rows |= set(range(self.row, min(self.row + self.repeated_rows, 1_048_576)))
            case "table-cell" | "covered-table-cell":
                self._cell(values)
            case "s":
                self.spaces += number(values.get("c", "1"))
                if self.spaces > MOST_SPACES:
                    raise too_large()
            case _:
                pass

    def _cell(self, values: dict[str, str]) -> None:
        self.in_cell = True
        self.repeated = number(values.get("number-columns-repeated", "1"))
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
        down, right = (number(values.get(f"number-{name}-spanned", "1")) for name in ("rows", "columns"))
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
