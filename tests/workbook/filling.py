"""A small harbour and its workbook, filled in as a person or a program would: by changing cells of its sheets."""

import re
from datetime import date
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import positiveculture as pc
from positiveculture.topics import Option
from positiveculture.workbook import write_workbook

SCALE = pc.Scale("tide", [pc.Level(1, "Low"), pc.Level(2, "Half"), pc.Level(3, "High")])
HARBOUR = pc.Framework(
    id="harbour",
    edition="2026",
    title="Harbour",
    source=pc.Source(title="Harbours", publisher="Nobody", rights="Made up."),
    topics=[
        pc.Topic(id="mooring", title="Mooring", number=1, scale=SCALE),
        pc.Topic(id="lights", title="Lights", number=2, scale=SCALE, allows_not_applicable=True),
        pc.Topic(id="songs", title="Songs", allows_not_applicable=True),
    ],
    awards=[
        pc.Award(id="copper", title="Copper", rule=pc.AtLeast("mooring", 2)),
        pc.Award(id="tin", title="Tin", rule=pc.All([pc.Holds("copper"), pc.Evidenced(["mooring"])])),
    ],
    modes=[Option("alone", "Alone"), Option("together", "Together")],
)
DAY = date(2026, 3, 31)
SAID = pc.Assessment(
    framework="harbour",
    edition="2026",
    service="Seal Sands",
    assessed_on=DAY,
    mode="together",
    responses={
        "mooring": pc.Rating(2, "Calm.", [pc.Evidence("Log", dated=date(2026, 3, 1), lapses_on=date(2027, 1, 1))]),
        "lights": pc.NotApplicable("There are none."),
    },
)


#: What is typed: a number, a text, a day, or the XML of a cell's inside with its type.
Typed = int | float | str | bool | date | tuple[str, str]

EPOCH = date(1899, 12, 30)


def sheets_of(path: Path) -> dict[str, str]:
    """Return the part of each sheet of a workbook."""
    with ZipFile(path) as packed:
        names = re.findall(r'<sheet name="([^"]+)"', packed.read("xl/workbook.xml").decode())
    return {name: f"xl/worksheets/sheet{number}.xml" for number, name in enumerate(names, 1)}


def changed(path: Path, part: str, *changes: tuple[str, str]) -> Path:
    """Replace texts in one part of a workbook, each of which has to be there."""
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    parts[part] = text.encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def copied(path: Path, sheet: str, name: str) -> Path:
    """Copy a sheet of a workbook, as a person does who keeps an earlier state of it."""
    part, new = sheets_of(path)[sheet], f"sheet{len(sheets_of(path)) + 1}.xml"
    with ZipFile(path) as packed:
        data = packed.read(part)
    with ZipFile(path, "a", ZIP_DEFLATED) as packed:
        packed.writestr(f"xl/worksheets/{new}", data)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    changed(
        path,
        "xl/_rels/workbook.xml.rels",
        (
            "</Relationships>",
            f'<Relationship Id="rCopy{new}" Type="{kind}" Target="worksheets/{new}"/></Relationships>',
        ),
    )
    listed = f'<sheet name="{escape(name)}" sheetId="{len(sheets_of(path)) + 50}" r:id="rCopy{new}"/></sheets>'
    return changed(path, "xl/workbook.xml", ("</sheets>", listed))


def fill(path: Path, sheet: str, cells: dict[str, Typed]) -> Path:
    """Type values into cells of a sheet, which keep how they look."""
    part = sheets_of(path)[sheet]
    with ZipFile(path) as packed:
        text = packed.read(part).decode()
    changes = []
    for place, typed in cells.items():
        found = re.search(rf'<c r="{place}"( s="\d+")?[^>]*?(/>|>.*?</c>)', text)
        assert found is not None, place
        changes.append((found[0], _cell(place, found[1] or "", typed)))
    return changed(path, part, *changes)


def _cell(place: str, style: str, typed: Typed) -> str:
    kind, inside = _inside(typed)
    return f'<c r="{place}"{style}{kind}>{inside}</c>'


def _inside(typed: Typed) -> tuple[str, str]:
    match typed:
        case tuple():
            return typed
        case bool():
            return ' t="b"', f"<v>{int(typed)}</v>"
        case str():
            return ' t="inlineStr"', f'<is><t xml:space="preserve">{escape(typed)}</t></is>'
        case date():
            return "", f"<v>{(typed - EPOCH).days}</v>"
        case _:
            return "", f"<v>{typed}</v>"


def book(folder: Path, said: pc.Assessment | None = SAID) -> Path:
    """Return a workbook, with what is said filled in."""
    path = folder / "w.xlsx"
    write_workbook(HARBOUR, path, said, overwrite=True)
    return path
