"""Spreadsheets of others, opened with care: what is too large, runs something or leads elsewhere is refused.

A spreadsheet is a zip of XML.  It is unpacked within `UNPACKED` bytes, each sheet is measured before python-calamine
makes room for its cells and reads them, and it sees only the parts that were measured.  What it does not tell, such
as formulas and hidden rows, is found on the way.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TypeAlias
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an error

import attrs

from positiveculture.errors import InvalidFile
from positiveculture.extras import extra
from positiveculture.formats.parsing import LARGEST, read_bytes, refuse_kind, wrong_file
from positiveculture.formats.paths import Readable, suffix_of, with_filename
from positiveculture.gettext import gettext
from positiveculture.sentences import column_letters
from positiveculture.workbook.measuring import MOST_CELLS, UNPACKED, Marks, measure_xlsx, no_spreadsheet, too_large
from positiveculture.workbook.measuring_ods import measure_ods

__all__ = ["LARGEST", "MOST_CELLS", "UNPACKED", "Sheet", "Value", "address", "read_sheets"]

#: The most parts that it may have: sheets, pictures, styles.
PARTS = 2_000

#: The value of a cell; "" where it is empty.
Value: TypeAlias = int | float | str | bool | date | datetime | time | timedelta

#: What programs call the parts that hold macros and links to other files, by how their names begin.
MACROS = ("xl/vbaproject", "xl/macrosheets/", "basic/", "scripts/")
LINKS = ("xl/externallinks/",)


@attrs.frozen
class Sheet:
    """One sheet of a spreadsheet; rows and columns are counted from 0, and begin at A1."""

    name: str
    #: Whether people see it.
    hidden: bool
    rows: Sequence[Sequence[Value]]
    marks: Marks

    @property
    def is_filled(self) -> bool:
        """Whether any cell holds anything."""
        return any(map(any, self.rows))

    def value(self, row: int, column: int) -> Value:
        """Return the value of a cell; "" where there is none."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]


def address(row: int, column: int) -> str:
    """Return the address of a cell, both counted from 0: ``B12``."""
    return f"{column_letters(column)}{row + 1}"


def read_sheets(path: Readable) -> tuple[Sheet, ...]:
    """Return every sheet of an .xlsx or .ods file, in its order, the hidden ones too.

    Raises:
        MissingExtra: The extra `workbook` is not installed.
        FileTrouble: The file cannot be opened, or its name ends otherwise.
        InvalidFile: It is larger than `LARGEST`, unpacks to more than `UNPACKED`, has a sheet of more than
            `MOST_CELLS` cells, holds macros or links to other files, or is no spreadsheet.
    """
    suffix = suffix_of(path)
    if suffix not in (".xlsx", ".ods"):
        refuse_kind(path, gettext("is neither .xlsx nor .ods: save it as one of these"))
    data = read_bytes(path)
    with with_filename(path):
        if len(data) > LARGEST:
            raise wrong_file("large-file", most=LARGEST // 1024 // 1024)
        parts = _unpacked(data)
        _refuse_active(parts)
        known = measure_xlsx(parts) if suffix == ".xlsx" else measure_ods(parts)
        return _sheets(_packed(parts, [*known.used, *KEPT]), known.sheets)


#: The parts that the reader is given besides the sheets.
KEPT = (
    *("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"),
    *("xl/sharedStrings.xml", "mimetype", "META-INF/manifest.xml", "content.xml"),
)


def _unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip by their names, unpacked no further than there is room, so that no bomb goes off."""
    parts: dict[str, bytes] = {}
    room = UNPACKED
    try:
        with ZipFile(BytesIO(data)) as packed:
            infos = packed.infolist()
            if len(infos) > PARTS:
                raise too_large()
            for info in infos:
                name = info.filename
                if name in parts:
                    raise no_spreadsheet("it has two parts called {name}", name=name)
                if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others ask for memory as they please
                    raise no_spreadsheet("{name} is packed in another way than spreadsheets are", name=name)
                with packed.open(info) as part:
                    parts[name] = part.read(room + 1)
                room -= len(parts[name])
                if room < 0:
                    raise too_large()
    except InvalidFile:
        raise
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise no_spreadsheet("it is damaged, protected by a password, or of another kind") from error
    return parts


def _refuse_active(parts: Mapping[str, bytes]) -> None:
    names = [name.lower() for name in parts]
    if any(name.startswith(MACROS) for name in names):
        raise wrong_file("spreadsheet-macros")
    if any(name.startswith(LINKS) for name in names):
        raise wrong_file("spreadsheet-links")


def _packed(parts: Mapping[str, bytes], used: Sequence[str]) -> BytesIO:
    """Return a zip of the parts that the reader needs, stored as they are."""
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        for name in dict.fromkeys(used):
            if name in parts:
                packed.writestr(name, parts[name])
    file.seek(0)
    return file


def _sheets(file: BytesIO, marks: Mapping[str, Marks]) -> tuple[Sheet, ...]:
    with extra("workbook", "a spreadsheet", ("python_calamine",), "python-calamine"):
        from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - an extra
    try:
        with CalamineWorkbook.from_filelike(file) as book:
            return tuple(
                Sheet(
                    about.name,
                    about.visible != SheetVisibleEnum.Visible,
                    book.get_sheet_by_name(about.name).to_python(skip_empty_area=False),
                    marks[about.name],
                )
                for about in book.sheets_metadata
                if about.name in marks
            )
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # whatever the reader says of it: where it panics, that is no `Exception`
        raise wrong_file("not-a-spreadsheet", reason=str(error)) from error
