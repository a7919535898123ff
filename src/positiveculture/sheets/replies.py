"""The replies of many people in a table, a row each, as a panel.

Who replied, and when, is not read.  A row without an answer is nobody.  Replies that are the same are counted, for
short surveys repeat honestly; but a row that has the number of an earlier one too, as a forms tool numbers replies, is
that row once more, and is not counted unless that is asked for.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256

import attrs

from positiveculture.errors import FileTrouble, Invalid, InvalidPanel, Problem
from positiveculture.field_types import with_types
from positiveculture.formats.panel_files import each_once, find_copies
from positiveculture.formats.parsing import read_bytes, report_of_file
from positiveculture.formats.paths import Readable
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel import Panel
from positiveculture.problems import Problems
from positiveculture.sheets.collecting import Collected
from positiveculture.sheets.columns import missing_headings, report
from positiveculture.sheets.delimited import LARGEST, Dialect
from positiveculture.sheets.grids import read_grid
from positiveculture.sheets.options import SheetOptions
from positiveculture.sheets.reading import TableReader


@attrs.frozen(kw_only=True)
class Replies:
    """The panel of the replies in some tables, and what was left out of it."""

    panel: Panel
    framework: Framework
    #: The headings of the columns that were not read.
    dropped: tuple[str, ...]
    #: The names of the hidden sheets that hold anything, and were not read.
    hidden_sheets: tuple[str, ...]
    #: The headings in `columns` that no table has.
    missing: tuple[str, ...]
    #: How many rows have no answer, and are nobody.
    empty: int
    #: How many rows are of somebody who only tried the survey, and are nobody.
    trials: int
    #: How many rows are another once more: counted only where that is asked for.
    copies: int
    copies_counted: bool
    #: The files that are a copy of another by name and content, and are not read.
    file_copies: tuple[Readable, ...]
    #: How many replies have the same answers as an earlier one, and are counted.
    same: int
    #: How each file of separated values is written.
    dialects: tuple[Dialect, ...]


@with_types
def read_replies(paths: Iterable[Readable], framework: Framework, options: SheetOptions) -> Replies:
    """Return the panel of the replies in some tables.

    Args:
        paths: .csv, .tsv, .xlsx or .ods files, as forms tools export them; one that is named twice is read once.
        framework: What was asked: a heading is the id, number or title of a topic, a cell a level by number, label,
            both or statement.
        options: What is given besides.

    Raises:
        MissingExtra: One is a spreadsheet, and the extra `workbook` is not installed.
        InvalidPanel: What cannot be read, every problem of every file at once, each with its file, row and column.
    """
    problems = Problems()
    rows = Collected()
    paths = each_once(paths)
    copies = () if options.count_copies or len(paths) == 1 else find_copies(dict(_digests(paths)))[0]
    for path in (path for path in paths if path not in copies):
        of_file = Problems()
        try:
            grid = read_grid(path, encoding=options.encoding, separator=options.separator, sheet=options.sheet)
            rows.headings |= dict.fromkeys(grid.headings)
            rows.add(TableReader(grid, framework, options, of_file))
        except (Invalid, FileTrouble) as error:
            report_of_file(path, error, problems)
        _collect(problems, of_file, str(path))
    missing = missing_headings(options.columns, list(rows.headings))
    if not problems and not options.other_columns:
        of_file = Problems()
        for heading in missing:
            report(of_file, "missing-column", name=heading, known=list(filter(None, rows.headings)))
        _collect(problems, of_file, ", ".join(map(str, paths)))
    if not problems and not rows.assessments:
        problems.add(Problem("no-replies", (), {}))
    problems.refuse(InvalidPanel, gettext("the panel"), None)
    panel = Panel(rows.assessments, groups=rows.groups, people=rows.people)
    return Replies(
        panel=panel,
        framework=framework,
        dropped=tuple(rows.dropped),
        hidden_sheets=tuple(rows.hidden_sheets),
        missing=tuple(missing),
        empty=rows.empty,
        trials=rows.trials,
        copies=rows.copies,
        copies_counted=options.count_copies,
        file_copies=copies,
        same=rows.same,
        dialects=tuple(rows.dialects),
    )


def _digests(files: Iterable[Readable]) -> Iterator[tuple[Readable, str]]:
    """Yield each file that can be read, with what is the same for the same content alone."""
    for file in files:
        with suppress(FileTrouble):  # it is reported when it is read
            yield file, sha256(read_bytes(file, LARGEST)).hexdigest()


def _collect(problems: Problems, of_file: Problems, name: str) -> None:
    """Report what was found in a file, or in several."""
    problems.collect(Invalid("", tuple(each.below(name, name) for each in of_file.located(None)), of_file.more))
