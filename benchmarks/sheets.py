"""Times reading 10,000 replies from XLSX into a panel against python-calamine alone: of 25 topics, and of 8.

Calamine reads the cells and no more.  The panel's reader unpacks the file within bounds, looks for formulas, hidden
rows and merged cells, reads the cells with calamine too, finds out what each column and each cell means, and makes an
assessment of each reply.  CSV of the same replies is timed beside it, against Python's csv module.
"""

import csv
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from time import process_time

import xlsxwriter
from python_calamine import CalamineWorkbook
from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.sheets import SheetOptions, read_replies
from positiveculture.topics import Topic

#: How many times as long as calamine alone the reader may take.
XLSX = 3.0

MICROSOFT = ("ID", "Start time", "Completion time", "Email", "Name")


def written(folder: Path, number: int, topics: Sequence[Topic]) -> tuple[Path, Path]:
    """Write so many replies as Microsoft Forms exports them, as XLSX and as CSV."""
    random = Random(7)  # noqa: S311 - the same answers in every run
    heads = [*MICROSOFT, *(f"{topic.number}. {topic.title}" for topic in topics)]
    rows: list[list[str | int]] = [
        [who, "8/20/25 12:51:45", "8/20/25 12:55:01", "anonymous", "", *(random.randint(1, 5) for _ in topics)]
        for who in range(1, number + 1)
    ]
    xlsx, text = folder / f"answers-{len(topics)}.xlsx", folder / f"answers-{len(topics)}.csv"
    with xlsxwriter.Workbook(xlsx) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate([heads, *rows]):
            sheet.write_row(place, 0, row)
    with text.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return xlsx, text


def measured(folder: Path, number: int, rounds: int, topics: Sequence[Topic]) -> bool:
    """Print how long replies to so many topics take, and return whether the bound holds."""
    wigan = pc.get_framework("wigan-progress")
    options = SheetOptions(on=date(2026, 3, 31), service="Winter Hill")
    xlsx, text = written(folder, number, topics)

    def calamine() -> object:
        return CalamineWorkbook.from_path(xlsx).get_sheet_by_index(0).to_python(skip_empty_area=False)

    def rows() -> object:
        with text.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    times = timed(
        {
            "calamine": calamine,
            "replies": lambda: read_replies([xlsx], wigan, options),
            "csv": rows,
            "csv replies": lambda: read_replies([text], wigan, options),
        },
        rounds,
        process_time,
    )
    for name, each in times.items():
        print(f"{name}, {number:,} replies to {len(topics)} topics: {figure(min(each))}")
    middle, best = ratio(times, "replies", "calamine")
    print(f"CSV: {ratio(times, 'csv replies', 'csv')[0]:.1f} times Python's csv module")
    return held("XLSX into a panel, in times of calamine alone", middle, XLSX, best)


def main() -> int:
    """Print what was measured; return 1 where a bound does not hold."""
    number, rounds = (500, 2) if smoke(__doc__) else (10_000, 7)
    topics = pc.get_framework("wigan-progress").topics
    with tempfile.TemporaryDirectory() as folder:
        hold = [measured(Path(folder), number, rounds, asked) for asked in (topics, topics[:8])]
    return 0 if all(hold) else 1


if __name__ == "__main__":
    sys.exit(main())
