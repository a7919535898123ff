"""Spreadsheets to be opened: made by XlsxWriter, or by hand where no program would make them."""

import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

#: A cell of an OpenDocument sheet that holds the number 4.
FOUR = '<table:table-cell office:value-type="float" office:value="4"><text:p>4</text:p></table:table-cell>'


def changed(path: Path, changes: Mapping[str, tuple[str, str] | bytes]) -> Path:
    """Change the parts of a spreadsheet: by what is replaced, or by a new part."""
    parts = {}
    with ZipFile(path) as packed:
        for name in packed.namelist():
            parts[name] = packed.read(name)
    for name, change in changes.items():
        if isinstance(change, bytes):
            parts[name] = change
        else:
            old, new = (text.encode() for text in change)
            assert old in parts[name]
            parts[name] = parts[name].replace(old, new, 1)
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def xlsx(path: Path) -> Path:
    """Write a spreadsheet of two sheets, with a formula, merged cells, a hidden row and hidden columns."""
    with xlsxwriter.Workbook(path) as book:
        sheet, hidden = book.add_worksheet("First"), book.add_worksheet("Second & last")
        hidden.hide()
        hidden.write_string(0, 0, "out of sight")
        sheet.write_string(0, 0, "=1+1")
        sheet.write_formula(1, 1, "=A1", None, 3)
        sheet.write_number(2, 0, 4)
        sheet.merge_range(0, 3, 1, 4, "over four cells", None)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(6, 7, None, None, {"hidden": True})
    return path


def ods(path: Path, rows: str, before: str = "") -> Path:
    """Write an OpenDocument spreadsheet of one sheet."""
    kinds = "".join(f' xmlns:{kind}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for kind in KINDS)
    content = (
        f"<office:document-content{kinds}><office:body><office:spreadsheet>"
        f'<table:table table:name="First">{before}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        packed.writestr("content.xml", content)
    path.write_bytes(file.getvalue())
    return path


KINDS = ("office", "table", "text")


def row(cells: str, **given: object) -> str:
    """Return a row of an OpenDocument sheet."""
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in given.items())
    return f"<table:table-row{said}>{cells}</table:table-row>"


def cell(inside: str = "", **given: object) -> str:
    """Return a cell of an OpenDocument sheet."""
    said = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in given.items())
    return f"<table:table-cell{said}>{inside}</table:table-cell>"
