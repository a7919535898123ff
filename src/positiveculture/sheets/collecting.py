"""Replies collected from the rows of several tables: who is counted, and what they say."""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from positiveculture.assessment import Assessment
from positiveculture.formats.answers import plain_form, without_point
from positiveculture.formats.panel_files import NOT_SAID
from positiveculture.responses import Responses
from positiveculture.sheets.cells import CellAnswer
from positiveculture.sheets.columns import SheetColumns, report
from positiveculture.sheets.delimited import Dialect
from positiveculture.sheets.headings import is_blank
from positiveculture.sheets.reading import TableReader


@attrs.define
class _FormReplies:
    """The replies to one set of topics."""

    #: What replies say, by its key: the same answers are kept once.
    seen: dict[object, Responses] = attrs.field(factory=dict)
    #: The key of the first reply with each number that a forms tool gives, and the keys of others with that number.
    numbered: dict[object, object] = attrs.field(factory=dict)
    others: set[tuple[object, object]] = attrs.field(factory=set)

    def is_copy(self, number: object, key: object) -> bool:
        """Return whether a reply with this number and these answers came before; from now on one did."""
        first = self.numbered.get(number)
        if first is None:
            self.numbered[number] = key
            return False
        if first == key or (number, key) in self.others:
            return True
        self.others.add((number, key))
        return False


@attrs.define
class Collected:
    """What is collected from the rows of the tables."""

    assessments: list[Assessment] = attrs.field(factory=list)
    groups: list[tuple[str, ...]] = attrs.field(factory=list)
    people: list[str] = attrs.field(factory=list)
    headings: dict[str, None] = attrs.field(factory=dict)
    dropped: dict[str, None] = attrs.field(factory=dict)
    hidden_sheets: dict[str, None] = attrs.field(factory=dict)
    dialects: list[Dialect] = attrs.field(factory=list)
    empty: int = 0
    trials: int = 0
    copies: int = 0
    same: int = 0
    #: Who has replied.
    _replied: set[str] = attrs.field(factory=set)
    #: The replies by the topics that were asked.
    _forms: dict[tuple[str, ...], _FormReplies] = attrs.field(factory=dict)

    def add(self, table: TableReader) -> None:
        """Add each reply of a table that has an answer, unless anything is wrong with the table."""
        columns = table.columns()
        self.dropped |= dict.fromkeys(columns.dropped)
        self.hidden_sheets |= dict.fromkeys(table.grid.hidden)
        self.dialects += [] if table.grid.dialect is None else [table.grid.dialect]
        self.trials += table.lines.trials
        answers = table.answers(columns)
        if not table.problems:
            self._add(table, columns, answers)

    def _add(self, table: TableReader, columns: SheetColumns, answers: Sequence[Sequence[CellAnswer]]) -> None:
        framework, options, lines = table.framework, table.options, table.lines
        ids = tuple(topic.id for topic in columns.topics.values())
        form = self._forms.setdefault(ids, _FormReplies())
        head: Any = {"framework": framework.id, "edition": framework.edition}
        head |= {"service": options.service, "assessed_on": options.on}
        nothing = (None,) * len(ids)
        for number, cells, answer in zip(lines.numbers, lines.rows, zip(*answers, strict=True), strict=True):
            if answer == nothing:
                self.empty += 1
                continue
            key = _key(answer)
            copy = columns.id is not None and not is_blank(cells[columns.id]) and form.is_copy(cells[columns.id], key)
            self.copies += copy
            if copy and not options.count_copies:
                continue
            responses = form.seen.get(key)
            if responses is None:
                responses = form.seen[key] = _responses(ids, answer, is_bare=key is not answer)
            elif not copy:
                self.same += 1
            if columns.by is not None:
                self.groups.append((_text(cells[columns.by]),))
            if columns.person is not None:
                self._add_person(_text(cells[columns.person], ""), number, columns.person, table)
            self.assessments.append(Assessment(responses=responses, **head))

    def _add_person(self, name: str, number: int, place: int, table: TableReader) -> None:
        person = plain_form(name)
        if not person or person in self._replied:
            code, heading = "person-again" if person else "person-missing", table.grid.headings[place]
            report(table.problems, code, row=number, column=heading)
        self._replied.add(person)
        self.people.append(person)


def _key(answer: tuple[CellAnswer, ...]) -> object:
    """Return what is equal for the same answers alone; bytes where that can be, which are small and quick."""
    answers: Iterable[Any] = answer
    try:
        return bytes(answers)
    except (TypeError, ValueError):  # not levels alone, or some that are no bytes
        return answer


def _responses(ids: Sequence[str], answer: Sequence[CellAnswer], *, is_bare: bool) -> Responses:
    """Return responses to the topics that are answered; what is wrong was reported, and is refused."""
    by_topic: Any = dict(zip(ids, answer, strict=True))
    if is_bare:
        return Responses(by_topic, bare=True)
    return Responses({topic: value for topic, value in by_topic.items() if value is not None})


def _text(cell: object, blank: str = NOT_SAID) -> str:
    """Return a cell as text: a whole number as one, and what a blank one is called."""
    return blank if is_blank(cell) else " ".join(str(without_point(cell)).split())
