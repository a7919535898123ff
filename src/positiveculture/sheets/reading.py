"""One table that is read: what its columns are, what its rows say, and whatever is wrong with either."""

from collections.abc import Sequence
from itertools import compress
from typing import Any

import attrs

from positiveculture.framework import Framework
from positiveculture.problems import Problems
from positiveculture.sheets.cells import CellAnswer, CellReader, NoAnswer, WrongCell
from positiveculture.sheets.columns import SheetColumns, find_columns, report
from positiveculture.sheets.grids import Grid, Lines, filled_lines
from positiveculture.sheets.headings import is_blank
from positiveculture.sheets.options import SheetOptions


@attrs.frozen
class TableReader:
    """Reads a table, and reports what is wrong with it."""

    grid: Grid
    #: Whose topics are answered.
    framework: Framework
    #: What is given besides.
    options: SheetOptions
    #: Where it is reported.
    problems: Problems
    #: The rows of the table, with their numbers.
    lines: Lines = attrs.field(init=False)

    @lines.default
    def _filled(self) -> Lines:
        return filled_lines(self.grid)

    def _report(self, code: str, place: int, row: int | None = None, **params: Any) -> None:
        report(self.problems, code, row=row, column=self.grid.headings[place], **params)

    def columns(self, *, keep: bool = False) -> SheetColumns:
        """Return what the columns are; what is wrong with them, or with the form of the rows, is reported.

        Args:
            keep: Whether columns of another name are kept.
        """
        self._report_lengths()
        self._report_hidden_rows()
        headings, rows = self.grid.headings, self.lines.rows
        bare = [place for place, heading in enumerate(headings) if not heading]
        filled = {place for place in bare if not all(is_blank(row[place]) for row in rows if place < len(row))}
        columns = find_columns(self.grid.known, self.framework, self.problems, self.options, filled=filled, keep=keep)
        if not columns.topics and not self.problems:
            report(self.problems, "no-topics")
        self._report_marks(columns)
        self._report_no_answer(columns)
        return columns

    def answers(self, columns: SheetColumns) -> Sequence[Sequence[CellAnswer]]:
        """Return what the rows say of each topic; a cell that is no answer is reported with its row and column."""
        by_topic, no_answer = [], NoAnswer(self.options.no_answer)
        formulas = self.grid.marks.formulas if self.grid.marks else ()
        numbers, rows = self.lines.numbers, self.lines.rows
        if self.problems:  # cells of a short row may be of other columns
            whole = [len(row) >= len(self.grid.headings) for row in rows]
            numbers, rows = list(compress(numbers, whole)), list(compress(rows, whole))
        cells = list(zip(*rows, strict=False))  # rows may go on with blank cells
        for place, topic in columns.topics.items():
            reader = CellReader(topic, no_answer)
            answers = reader.column(cells[place] if cells else ())
            for number, answer in zip(numbers, answers, strict=True) if reader.wrong else ():
                if isinstance(answer, WrongCell) and (number - 1, place) not in formulas:  # that is reported already
                    self._report(answer.code, place, number, **answer.params)
            by_topic.append(answers)
        return by_topic

    def _report_lengths(self) -> None:
        """Report rows that have not as many cells as there are headings; blank ones at the end do not count."""
        width = len(self.grid.headings)
        if {width}.issuperset(map(len, self.lines.rows)):
            return
        for number, row in zip(self.lines.numbers, self.lines.rows, strict=True):
            if len(row) < width or not all(map(is_blank, row[width:])):
                report(self.problems, "row-length", row=number, count=len(row), columns=width)

    def _report_hidden_rows(self) -> None:
        """Report hidden rows: whether they count cannot be known."""
        hidden = self.grid.marks.hidden_rows if self.grid.marks else set()
        for number in self.lines.numbers if hidden else ():
            if number - 1 in hidden:
                report(self.problems, "row-hidden", row=number)

    def _report_marks(self, columns: SheetColumns) -> None:
        """Report cells of columns that are read which hold a formula or an error, are merged, or are hidden."""
        marks = self.grid.marks
        if marks is None:
            return
        read = [place for place in (*columns.topics, columns.by, columns.person) if place is not None]
        for place in sorted(read):
            if place in marks.hidden_columns:
                self._report("column-hidden", place)
        used = {self.grid.first - 2, *(number - 1 for number in self.lines.numbers)}
        merged = [
            (row, column)
            for top, left, bottom, right in marks.merged
            for row in sorted(used)
            for column in read
            if top <= row <= bottom and left <= column <= right
        ]
        formulas, errors = (
            sorted((row, column) for row, column in cells if row in used and column in read)
            for cells in (marks.formulas, marks.errors - marks.formulas)
        )
        for code, cells in (("cell-formula", formulas), ("cell-error", errors), ("cell-merged", merged)):
            for row, column in cells:
                self._report(code, column, row + 1)

    def _report_no_answer(self, columns: SheetColumns) -> None:
        """Report a number that means no answer and is a level of a topic that is answered."""
        numbers = sorted(NoAnswer(self.options.no_answer).numbers)
        for place, topic in columns.topics.items():
            for number in numbers:
                if topic.scale is not None and number in topic.scale:
                    self._report("no-answer-is-level", place, number=number, topic=topic.id)
