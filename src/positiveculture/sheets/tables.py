"""A table of assessments as others keep it, a row each: which topic a column is, and which level a cell."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from positiveculture.errors import InvalidTable
from positiveculture.formats.answers import without_point
from positiveculture.formats.paths import Readable
from positiveculture.framework import Framework
from positiveculture.problems import Problems
from positiveculture.responses import NotApplicable
from positiveculture.sheets.cells import CellReader, NoAnswer, WrongCell
from positiveculture.sheets.columns import missing_headings, report
from positiveculture.sheets.grids import Grid
from positiveculture.sheets.headings import is_blank
from positiveculture.sheets.options import SheetOptions
from positiveculture.sheets.reading import TableReader
from positiveculture.topics import Topic


@attrs.frozen
class TableColumns:
    """What the columns of a table are."""

    #: The place of each column that is kept to its name: of a topic, its id.
    names: Mapping[int, str]
    #: The place of each topic's column.
    topics: Mapping[int, Topic]
    #: The headings of the columns that are not read.
    dropped: tuple[str, ...]


def table_columns(grid: Grid, framework: Framework, options: SheetOptions, path: Readable) -> TableColumns:
    """Return what the columns of a table are; headings are read as `read_replies` reads them.

    Columns of another name are kept; names of people, addresses and times are not read.

    Args:
        grid: The table; the rows that it holds are checked.
        framework: Whose topics are answered.
        options: Its columns and no_answer are heeded.
        path: The file.

    Raises:
        InvalidTable: Its headings or its form are wrong: every problem at once.
    """
    problems = Problems()
    for heading in missing_headings(options.columns, grid.headings):
        report(problems, "missing-column", name=heading, known=list(filter(None, grid.headings)))
    columns = TableReader(grid, framework, options, problems).columns(keep=True)
    names: dict[int, str] = {}
    for place in columns.others:
        if grid.headings[place] in names.values():
            report(problems, "column-twice", column=grid.headings[place])
        names[place] = grid.headings[place]
    names |= {place: topic.id for place, topic in columns.topics.items()}
    problems.refuse(InvalidTable, str(path), None)
    return TableColumns(names, columns.topics, columns.dropped)


def level_texts(topic: Topic, cells: Iterable[str], options: SheetOptions, not_applicable: str) -> Sequence[str | None]:
    """Return what each cell of a topic's column says, as text: the number of its level, or None for no answer.

    A cell that is no answer stays as it is, for the row to be refused by whoever judges it.

    Args:
        topic: The topic.
        cells: The cells.
        options: Its no_answer is heeded.
        not_applicable: The text that means that a topic is not applicable.
    """
    reader = CellReader(topic, NoAnswer(options.no_answer))
    texts: list[str | None] = []
    for cell in cells:
        match cell if cell.strip() == not_applicable else reader[cell]:
            case str():
                texts.append(cell)
            case None:
                texts.append(None)
            case NotApplicable():
                texts.append(not_applicable)
            case WrongCell():
                texts.append(cell)
            case level:
                texts.append(str(level))
    return texts


def cell_text(cell: object) -> str | None:
    """Return a cell as text, a whole number without a point; None where it is blank."""
    return None if is_blank(cell) else str(without_point(cell)).strip()
