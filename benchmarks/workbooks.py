"""Times a workbook, written once all is imported, in starts; and a spreadsheet read with care, beside its reader."""

import sys
import tempfile
from pathlib import Path
from time import process_time

import xlsxwriter
from commands import START, process, processor_time
from python_calamine import CalamineWorkbook
from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.workbook.opening import read_sheets
from positiveculture.workbook.parse import read_workbook
from positiveculture.workbook.writing import workbook_bytes, write_workbook

#: How many starts a workbook of Wigan may take, and how many times as long as its reader a spreadsheet of replies.
STARTS, TIMES = 3.0, 3.0

EXAMPLE = Path(__file__).parents[1] / "examples" / "rivington-2026.toml"


def replies(path: Path, rows: int) -> None:
    """Write a spreadsheet of so many replies to 40 questions."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for column in range(40):
            sheet.write_string(0, column, f"{column + 1}. Question")
        for row in range(1, rows + 1):
            for column in range(40):
                sheet.write_number(row, column, 1 + (row * 7 + column) % 5)


def plainly(path: Path) -> object:
    """Read a spreadsheet with python-calamine alone."""
    with CalamineWorkbook.from_path(path) as book:
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def main() -> int:
    """Print the table; return 1 where a bound does not hold."""
    quick = smoke(__doc__)
    rounds = 3 if quick else 15
    wigan, said = pc.get_framework("wigan-progress"), pc.read_assessment(EXAMPLE)
    with tempfile.TemporaryDirectory() as folder:
        book, table = Path(folder) / "w.xlsx", Path(folder) / "replies.xlsx"
        write_workbook(wigan, book, said)
        replies(table, 500 if quick else 10_000)
        start = process(["-c", START], folder)
        begun = timed({"a start": start}, rounds, processor_time)
        times = begun | timed(
            {
                "a workbook": lambda: workbook_bytes(wigan),
                "a filled one": lambda: workbook_bytes(wigan, said),
                "read back": lambda: read_workbook(book, into=said),
                "replies": lambda: read_sheets(table),
                "their reader": lambda: plainly(table),
            },
            rounds,
            process_time,
        )
    for name, spent in times.items():
        print(f"{name:16}{figure(min(spent)):>10}{ratio(times, name, 'a start')[0]:>8.2f} starts")
    print()
    kept = [
        held("a workbook of Wigan, in starts", *_bounded(times, "a filled one", "a start", STARTS)),
        held("replies read with care, times their reader", *_bounded(times, "replies", "their reader", TIMES)),
    ]
    return 0 if all(kept) else 1


def _bounded(times: dict[str, list[float]], one: str, other: str, bound: float) -> tuple[float, float, float]:
    middle, best = ratio(times, one, other)
    return middle, bound, best


if __name__ == "__main__":
    sys.exit(main())
