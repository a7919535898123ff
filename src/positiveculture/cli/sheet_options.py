"""Options for a spreadsheet of replies, and its panel."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import wraps
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import attrs
import click

from positiveculture.cli.options import on_day, refuse_given, to_read, with_options
from positiveculture.cli.output import show_warning
from positiveculture.errors import InvalidFile, Problem
from positiveculture.formats.panel_files import LoadedPanel
from positiveculture.formats.parsing import SHEETS, read_payload
from positiveculture.formats.paths import Readable, suffix_of, with_filename
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.sentences import shown

if TYPE_CHECKING:
    from positiveculture.sheets import SheetOptions

COLUMNS = 'A TOML file of "heading" = "topic-id", or = false for a column that is not read.'
NO_ANSWER = "What means no answer, such as 9,99; of a spreadsheet."
PERSON = "The column that says who replied, to match waves; of a spreadsheet."


def _parts(_: click.Context, __: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for text in given for part in text.split(","))


#: Options for replies.
OF_REPLIES = (
    on_day("Of a spreadsheet: the day of the replies"),
    on_day("Of a spreadsheet of the wave before: its day", "--previous-on", today=False),
    click.option("--service", metavar="NAME", help="Of a spreadsheet: whom the replies are about; its name."),
    click.option("--person", metavar="COLUMN", help=PERSON),
)
#: How a spreadsheet is read.
READING = (
    to_read("--columns", help=COLUMNS),
    click.option("--no-answer", metavar="VALUES", multiple=True, callback=_parts, help=NO_ANSWER),
    click.option("--separator", metavar="SIGN", help="Of CSV: comma, semicolon, tab, bar or any sign; detected."),
    click.option("--encoding", metavar="NAME", help="Of CSV, such as cp1252; detected."),
    click.option("--sheet", metavar="NAME", help="The sheet; the one that has anything in it."),
)


#: The options that are for files of some kinds alone, and how their names end.
TEXTS, WORKBOOKS = (".csv", ".tsv"), (".xlsx", ".ods")
FOR_FILES = {
    **dict.fromkeys(("on", "service", "person", "columns", "no_answer"), SHEETS),
    **dict.fromkeys(("separator", "encoding"), TEXTS),
    "sheet": WORKBOOKS,
}


@attrs.frozen(kw_only=True)
class SheetChoice:
    """Options for a spreadsheet of replies."""

    on: date | None = None
    previous_on: date | None = None
    service: str | None = None
    columns: Readable | None = None
    no_answer: tuple[str, ...] = ()
    person: str | None = None
    separator: str | None = None
    encoding: str | None = None
    sheet: str | None = None

    def refuse_idle(self, files: Sequence[Readable], previous: Sequence[Readable] = ()) -> None:
        """Refuse options for files of a kind that is not among those given: `files`, and those of the wave before.

        Raises:
            UsageError: Every such option.
        """
        wanted = [(name, suffixes, (*files, *previous)) for name, suffixes in FOR_FILES.items()]
        wanted.append(("previous_on", SHEETS, tuple(previous)))
        words = gettext("is for files that end in {suffixes}; none is given")
        idle = (entry for entry in wanted if not any(suffix_of(file) in entry[1] for file in entry[2]))
        refuse_given({name: words.format(suffixes=", ".join(suffixes)) for name, suffixes, _ in idle})

    def options(self, file: Readable, *, on: date | None = None, **more: Any) -> "SheetOptions":
        """Return the options for a table in a file, `more` among them; it is of `on`, else of today.

        Raises:
            InvalidFile: The file that says which heading means which topic holds something else.
        """
        from positiveculture.sheets import SheetOptions

        as_given = {name: getattr(self, name) for name in ("person", "no_answer", "encoding", "separator", "sheet")}
        service = PurePath(str(file)).stem if self.service is None else self.service
        columns = {} if self.columns is None else _mapping(self.columns)
        return SheetOptions(on=on or date.today(), service=service, columns=columns, **as_given, **more)

    def load(self, files: Sequence[Readable], framework: Framework | None, *, before: bool, **more: Any) -> LoadedPanel:
        """Return the panel of the replies in spreadsheets, and say what was left out of it.

        Args:
            files: The spreadsheets.
            framework: What was asked.
            before: Whether they are of the wave before.
            more: Further of what `SheetOptions` take.

        Raises:
            UsageError: Other files are among them, no framework is named, or not the day of the wave before.
            InvalidPanel: Every problem of every file at once.
        """
        from positiveculture.sheets import read_replies, reading_notes

        if not all(map(is_sheet, files)):
            words = gettext("Spreadsheets and assessments cannot be counted together: give one or the other.")
            raise click.UsageError(words)
        if framework is None:
            raise click.UsageError(gettext("A spreadsheet names no framework: say which with --framework."))
        if before and self.previous_on is None:
            words = gettext("A spreadsheet names no day: say that of the wave before with --previous-on.")
            raise click.UsageError(words)
        on = self.previous_on if before else self.on
        replies = read_replies(files, framework, self.options(files[0], on=on, **more))
        for note in reading_notes(replies, in_command=True):
            show_warning(note)
        return LoadedPanel(replies.panel, framework, (), (), copies=tuple(map(Path, map(str, replies.file_copies))))


def is_sheet(file: Readable) -> bool:
    """Return whether a file is a spreadsheet, by its name."""
    return suffix_of(file) in SHEETS


def _mapping(file: Readable) -> Mapping[str, object]:
    """Return which heading means which topic.

    Raises:
        InvalidFile: The file holds something else.
    """
    payload = read_payload(file)
    with with_filename(file):
        if not isinstance(payload, Mapping):
            raise InvalidFile(gettext("the file"), (Problem("not-a-table", (), {"given": shown(payload)}),))
    return payload


def sheet_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for a spreadsheet of replies, as its `sheets`."""
    return _with_choice(function, (*OF_REPLIES, *READING))


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command how a spreadsheet is read, as its `sheets`."""
    return _with_choice(function, READING)


def _with_choice(function: Callable[..., Any], options: Sequence[Callable[..., Any]]) -> Callable[..., Any]:
    @wraps(function)
    def call(**given: Any) -> Any:
        names = [field.name for field in attrs.fields(SheetChoice) if field.name in given]
        return function(sheets=SheetChoice(**{name: given.pop(name) for name in names}), **given)

    return with_options(call, options)
