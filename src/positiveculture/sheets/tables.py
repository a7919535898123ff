"""A table of assessments in a spreadsheet, a row each, with topics' ids for headings and plain levels for cells."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from positiveculture.errors import InvalidTable
from positiveculture.formats.paths import Readable
from positiveculture.framework import Framework
from positiveculture.problems import Problems
from positiveculture.responses import NotApplicable
from positiveculture.sheets.cells import NoAnswer, Said, Wrong
from positiveculture.sheets.columns import missing_headings, report
from positiveculture.sheets.grids import is_blank, numbered, read_grid
from positiveculture.sheets.replies import SheetOptions, answers_by_topic, columns_of


@attrs.frozen
class SheetTable:
    """The columns of a table, and what was left out of it."""

    #: Heading to a text for each row, None where a cell is blank; the headings of topics are their ids.
    columns: Mapping[str, Sequence[str | None]]
    #: The headings of the columns that were not read.
    dropped: tuple[str, ...]


def read_sheet_table(path: Readable, framework: Framework, options: SheetOptions, *, not_applicable: str) -> SheetTable:
    """Return a table of assessments in a spreadsheet; headings and cells are read as `read_replies` reads them.

    Columns of another name are kept, as text; names of people, addresses and times are not read.  A cell that is no
    answer stays as it is, for the row to be refused by whoever judges it.

    Args:
        path: A .csv, .tsv, .xlsx or .ods file.
        framework: Whose topics are answered.
        options: What is said besides: its columns, no_answer, encoding, separator and sheet are heeded.
        not_applicable: What stands for a topic that does not apply.

    Raises:
        MissingExtra: It is a spreadsheet, and the extra `workbook` is not installed.
        FileTrouble, InvalidFile: The file cannot be read.
        InvalidTable: Its headings or its form are wrong: every problem at once.
    """
    grid = read_grid(path, encoding=options.encoding, separator=options.separator, sheet=options.sheet)
    problems = Problems()
    lines = list(numbered(grid))
    for heading in missing_headings(options.columns, grid.headings):
        report(problems, "missing-column", name=heading, known=list(filter(None, grid.headings)))
    found = columns_of(grid, lines, framework, options, problems, keep=True)
    texts: dict[str, Sequence[str | None]] = {}
    dropped: tuple[str, ...] = ()
    if found is not None:
        dropped = found.dropped
        for place in found.others:
            if grid.headings[place] in texts:
                report(problems, "column-twice", column=grid.headings[place])
            texts[grid.headings[place]] = [_text(row[place]) for _, row in lines]
        said = answers_by_topic(grid, found, lines, NoAnswer(options.no_answer), Problems())
        for (place, topic), each in zip(found.topics.items(), said, strict=True):
            cells = [row[place] for _, row in lines]
            texts[topic.id] = [_answer(one, cell, not_applicable) for one, cell in zip(each, cells, strict=True)]
    problems.refuse(InvalidTable, str(path), None)
    return SheetTable(texts, dropped)


def _answer(said: Said, cell: object, not_applicable: str) -> str | None:
    match said:
        case None:
            return None
        case NotApplicable():
            return not_applicable
        case Wrong():
            return _text(cell)
        case _:
            return str(said)


def _text(cell: Any) -> str | None:
    """Return a cell as text, a whole number without a point; None where it is blank."""
    if is_blank(cell):
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
