"""The headings of a table, of which some survey tools write two or three rows.

SurveyMonkey writes what a question is, and below it what each of its columns is: *Response*, or a row of a grid, whose
question is in the first of its columns alone.  Qualtrics writes its own name of a column, the text of the question,
and in CSV what it imports the column by.  LimeSurvey may write its own name before the text, in one cell.
"""

import re
from collections.abc import Sequence

import attrs

from positiveculture.formats.answers import plain_form, without_point

#: How many rows headings take at the most.
MOST_ROWS = 3

#: What SurveyMonkey calls two of its first columns, below which its second row of headings is blank.
SURVEYMONKEY = ("respondent id", "collector id")
#: What it writes below a question that has one column.
ONE_COLUMN = ("", "response", "open-ended response")

#: LimeSurvey's first column, with its own name before the text.
LIMESURVEY = "id. response id"

#: How a cell of Qualtrics' third row begins; and, where there is none, what its second says below its own name.
IMPORT_ID = '{"ImportId"'
RESPONSE_ID = ("ResponseId", "response id")
#: What it calls the column of how a reply came about, and what that holds, as words or a number, where somebody only
#: tried the survey.
STATUS, TRIED = "Status", re.compile(r"1|2|9|17|.*\bsurvey (?:preview|test)\b.*")
#: What Qualtrics adds about people and times, by its own names.
QUALTRICS = frozenset(
    (
        *("StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished"),
        *("RecordedDate", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference"),
        *("LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage"),
    )
)


@attrs.frozen
class Headings:
    """What the columns of a table are called."""

    names: tuple[str, ...]
    #: How many rows they take.
    rows: int = 1
    #: What else each column may be called; () where no column has another name.
    others: tuple[tuple[str, ...], ...] = ()
    #: The places of columns that the tool adds about people and times.
    added: frozenset[int] = frozenset()
    #: The place of the column that says how each reply came about.
    status: int | None = None

    def is_trial(self, row: Sequence[object]) -> bool:
        """Return whether a row is of somebody who only tried the survey, and is no reply."""
        return self.status is not None and len(row) > self.status and says_trial(row[self.status])

    def others_of(self, place: int) -> tuple[str, ...]:
        """Return what else the column at a place may be called."""
        return self.others[place] if self.others else ()


def says_trial(status: object) -> bool:
    """Return whether what says how a reply came about means that somebody only tried the survey."""
    return bool(TRIED.fullmatch(plain_form(_heading(status))))


def is_blank(value: object) -> bool:
    """Return whether a cell holds nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def _heading(cell: object) -> str:
    return "" if is_blank(cell) else str(without_point(cell)).strip()


def find_headings(rows: Sequence[Sequence[object]]) -> Headings:
    """Return the headings that the first rows of a table are.

    Args:
        rows: The first row that is not blank, and those below it, `MOST_ROWS` together.
    """
    first, second, third = (tuple(map(_heading, row)) for row in (*rows, (), ())[:MOST_ROWS])
    width = len(first)
    second, third = (row + ("",) * (width - len(row)) for row in (second, third))
    own = [name for name in third if name]
    if own and all(name.startswith(IMPORT_ID) for name in own):
        return _qualtrics(first, second, 3)
    if any((name, plain_form(text)) == RESPONSE_ID for name, text in zip(first, second, strict=False)):
        return _qualtrics(first, second, 2)
    places = [place for place, name in enumerate(first) if plain_form(name) in SURVEYMONKEY]
    if len(places) == len(SURVEYMONKEY) and any(second) and not any(second[place] for place in places):
        return Headings(tuple(_surveymonkey(first, second)), 2)
    if LIMESURVEY in map(plain_form, first):
        own_names, _, texts = zip(*(name.partition(". ") for name in first), strict=True)
        names = tuple(text or name for name, text in zip(own_names, texts, strict=True))
        return Headings(names, others=tuple((name,) for name in own_names))
    return Headings(first)


def _qualtrics(first: Sequence[str], second: Sequence[str], rows: int) -> Headings:
    """Return the texts of questions, else what Qualtrics calls them; of a grid, its row is another name."""
    names = tuple(text or name for name, text in zip(first, second, strict=False))
    others = tuple((text.rpartition(" - ")[2], name) for name, text in zip(first, second, strict=False))
    added = frozenset(place for place, name in enumerate(first) if name in QUALTRICS)
    status = next((place for place, name in enumerate(first) if name == STATUS), None)
    return Headings(names, rows, others, added, status)


def _surveymonkey(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Return each question, and of one with several columns what each column is."""
    names, question = [], ""
    for name, text in zip(first, second, strict=False):
        question = name or question
        names.append(name if plain_form(text) in ONE_COLUMN else f"{question} [{text}]")
    return names
