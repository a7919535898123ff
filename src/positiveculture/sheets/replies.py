"""The replies of many people in a table, a row each, as a panel.

Who replied, and when, is not read.  A row without an answer is nobody.  Replies that are the same are counted, for
short surveys repeat honestly; but a row that has the number of an earlier one too, as a forms tool numbers replies, is
that row once more, and is not counted unless that is asked for.
"""

from collections.abc import Iterable, Sequence

import attrs

from positiveculture.errors import FileTrouble, Invalid, InvalidPanel, Problem
from positiveculture.formats.paths import Readable
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel import Panel
from positiveculture.problems import Problems
from positiveculture.sheets.cells import CellAnswer, CellReader, NoAnswer, Wrong
from positiveculture.sheets.collecting import Collected
from positiveculture.sheets.columns import Columns, find_columns, missing_headings, report
from positiveculture.sheets.delimited import Dialect
from positiveculture.sheets.grids import Grid, Lines, filled_lines, read_grid
from positiveculture.sheets.headings import is_blank
from positiveculture.sheets.options import SheetOptions


@attrs.frozen(kw_only=True)
class Replies:
    """The panel of the replies in some tables, and what was left out of it."""

    panel: Panel
    framework: Framework
    #: The headings of the columns that were not read.
    dropped: tuple[str, ...]
    #: The headings in `columns` that no table has.
    missing: tuple[str, ...]
    #: How many rows have no answer, and are nobody.
    empty: int
    #: How many rows are another once more: counted only where that is asked for.
    copies: int
    copies_counted: bool
    #: How many replies have the same answers as an earlier one, and are counted.
    same: int
    #: How each file of separated values is written.
    dialects: tuple[Dialect, ...]


def read_replies(paths: Iterable[Readable], framework: Framework, options: SheetOptions) -> Replies:
    """Return the panel of the replies in some tables.

    Args:
        paths: .csv, .tsv, .xlsx or .ods files, as forms tools export them.
        framework: What was asked: a heading is the id, number or title of a topic, a cell a level by number, label,
            both or statement.
        options: What is given besides.

    Raises:
        MissingExtra: One is a spreadsheet, and the extra `workbook` is not installed.
        InvalidPanel: What cannot be read, every problem of every file at once, each with its file, row and column.
    """
    problems = Problems()
    rows = Collected()
    paths = list(paths)
    for path in paths:
        found = Problems()
        try:
            grid = read_grid(path, encoding=options.encoding, separator=options.separator, sheet=options.sheet)
        except Invalid as error:
            problems.collect(Invalid("", tuple(_whole(each, path) for each in error.problems), error.more))
            continue
        except FileTrouble as error:
            problems.add(Problem("error", (str(path),), {"reason": error.reason}, str(path)))
            continue
        rows.headings |= dict.fromkeys(grid.headings)
        _read(grid, framework, options, rows, found)
        problems.collect(
            Invalid("", tuple(each.below(str(path), str(path)) for each in found.located(None)), found.more)
        )
    missing = missing_headings(options.columns, list(rows.headings))
    if not problems and not options.other_columns:
        found = Problems()
        for heading in missing:
            report(found, "missing-column", name=heading, known=list(filter(None, rows.headings)))
        names = ", ".join(map(str, paths))
        problems.collect(Invalid("", tuple(each.below(names, names) for each in found.located(None)), found.more))
    if not problems and not rows.assessments:
        problems.add(Problem("no-replies", (), {}))
    problems.refuse(InvalidPanel, gettext("the panel"), None)
    panel = Panel(rows.assessments, groups=rows.groups, people=rows.people)
    return Replies(
        panel=panel,
        framework=framework,
        dropped=tuple(rows.dropped),
        missing=tuple(missing),
        empty=rows.empty,
        copies=rows.copies,
        copies_counted=options.count_copies,
        same=rows.same,
        dialects=tuple(rows.dialects),
    )


def _whole(problem: Problem, path: Readable) -> Problem:
    return attrs.evolve(problem, place="" if problem.place == gettext("the file") else problem.place).below(
        str(path), str(path)
    )


def _read(grid: Grid, framework: Framework, options: SheetOptions, rows: Collected, problems: Problems) -> None:
    """Take in the rows of one table; what is wrong with it is reported."""
    lines = filled_lines(grid)
    columns = columns_of(grid, lines, framework, options, problems)
    if columns is None:
        return
    rows.dropped |= dict.fromkeys(columns.dropped)
    rows.dialects += [] if grid.dialect is None else [grid.dialect]
    no_answer = NoAnswer(options.no_answer)
    answers = answers_by_topic(grid, columns, lines, no_answer, problems)
    if not problems:
        rows.add(grid, framework, options, columns, lines, answers, problems)


def columns_of(  # noqa: PLR0913 - a table, and what is known of it
    grid: Grid,
    lines: Lines,
    framework: Framework,
    options: SheetOptions,
    problems: Problems,
    *,
    keep: bool = False,
) -> Columns | None:
    """Return what the columns of a table are; what is wrong with them or with the rows is reported.

    None: they cannot be read, so the table's cells are not read.

    Args:
        grid: The table.
        lines: Its rows, with their numbers.
        framework: Whose topics are answered.
        options: What is given besides.
        problems: Where it is reported.
        keep: Whether columns of another name are kept.
    """
    _report_lengths(grid, lines, problems)
    _report_marks(grid, lines, problems)
    bare = [place for place, heading in enumerate(grid.headings) if not heading]
    filled = {place for place in bare if not all(is_blank(row[place]) for row in lines.rows if place < len(row))}
    columns = find_columns(
        grid.headings,
        framework,
        problems,
        by=options.by,
        person=options.person,
        given=options.columns,
        filled=filled,
        keep=keep,
        known=grid.known,
    )
    if not columns.topics and not problems:
        report(problems, "no-topics")
    if problems:
        return None
    _report_cell_marks(grid, columns, lines, problems)
    _report_no_answer(grid, columns, NoAnswer(options.no_answer), problems)
    return columns


def answers_by_topic(
    grid: Grid, columns: Columns, lines: Lines, no_answer: NoAnswer, problems: Problems
) -> Sequence[Sequence[CellAnswer]]:
    """Return what the rows say of each topic; a cell that is no answer is reported with its row and column."""
    by_topic = []
    formulas = grid.marks.formulas if grid.marks else ()
    cells = list(zip(*lines.rows, strict=False))  # rows may go on with blank cells
    for place, topic in columns.topics.items():
        reader = CellReader(topic, no_answer)
        said = reader.column(cells[place] if cells else ())
        for number, each in zip(lines.numbers, said, strict=True) if reader.wrong else ():
            if isinstance(each, Wrong) and (number - 1, place) not in formulas:  # that is reported already
                report(problems, each.code, row=number, column=grid.headings[place], **each.params)
        by_topic.append(said)
    return by_topic


def _report_lengths(grid: Grid, lines: Lines, problems: Problems) -> None:
    """Report rows that have not as many cells as there are headings; blank ones at the end do not count."""
    width = len(grid.headings)
    if {width}.issuperset(map(len, lines.rows)):
        return
    for number, row in zip(lines.numbers, lines.rows, strict=True):
        if len(row) < width or not all(map(is_blank, row[width:])):
            report(problems, "row-length", row=number, count=len(row), columns=width)


def _report_marks(grid: Grid, lines: Lines, problems: Problems) -> None:
    """Report hidden rows: whether they count cannot be known."""
    hidden = grid.marks.hidden_rows if grid.marks else set()
    for number in lines.numbers if hidden else ():
        if number - 1 in hidden:
            report(problems, "row-hidden", row=number)


def _report_cell_marks(grid: Grid, columns: Columns, lines: Lines, problems: Problems) -> None:
    """Report cells of columns that are read which hold a formula or an error, are merged with others, or are hidden."""
    if grid.marks is None:
        return
    read = [place for place in (*columns.topics, columns.by, columns.person) if place is not None]
    for place in sorted(read):
        if place in grid.marks.hidden_columns:
            report(problems, "column-hidden", column=grid.headings[place])
    used = {grid.first - 2, *(number - 1 for number in lines.numbers)}
    merged = [
        (row, column)
        for top, left, bottom, right in grid.marks.merged
        for row in sorted(used)
        for column in read
        if top <= row <= bottom and left <= column <= right
    ]
    formulas, errors = (
        sorted((row, column) for row, column in cells if row in used and column in read)
        for cells in (grid.marks.formulas, grid.marks.errors - grid.marks.formulas)
    )
    for code, cells in (("cell-formula", formulas), ("cell-error", errors), ("cell-merged", merged)):
        for row, column in cells:
            report(problems, code, row=row + 1, column=grid.headings[column])


def _report_no_answer(grid: Grid, columns: Columns, no_answer: NoAnswer, problems: Problems) -> None:
    """Report a number that means no answer and is a level of a topic that is answered."""
    for place, topic in columns.topics.items():
        scale = topic.scale
        for number in sorted(no_answer.numbers):
            if scale is not None and number in scale:
                report(problems, "no-answer-is-level", column=grid.headings[place], number=number, topic=topic.id)
