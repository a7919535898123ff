"""What a cell of a reply says: a level, that a topic does not apply, or nothing; all else is refused."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

import attrs

from positiveculture.formats.answers import NOT_APPLICABLE, LevelNames, plain_form, whole_number, without_point
from positiveculture.responses import NotApplicable
from positiveculture.sentences import shown
from positiveculture.topics import Topic


@attrs.frozen
class WrongCell:
    """Why a cell is no answer: the code of a problem, and what its sentence says."""

    code: str
    params: dict[str, Any]


#: What a cell says: a level, that the topic does not apply, None for no answer, or why it is none of these.
CellAnswer: TypeAlias = int | NotApplicable | WrongCell | None


class NoAnswer:
    """The values that stand for no answer, such as 9, 99 or "Don't know"."""

    def __init__(self, values: Iterable[str]) -> None:
        values = [value for value in values if value.strip()]
        self.numbers = {number for value in values if (number := whole_number(value)) is not None}
        self.words = {plain_form(value) for value in values}


class CellReader(dict[object, CellAnswer]):
    """Reads the cells of one topic's column; what is read once is known, for a column repeats itself."""

    def __init__(self, topic: Topic, no_answer: NoAnswer) -> None:
        super().__init__()
        self._topic = topic
        self._names = LevelNames(topic)
        self._no_answer = no_answer
        #: Whether a cell was no answer.
        self.wrong = False

    def column(self, values: Sequence[object]) -> list[CellAnswer]:
        """Return what each cell says."""
        if bool in set(map(type, values)):  # equal to 0 and 1, and no answer
            return [
                self._wrong("cell-not-an-answer", each) if isinstance(each, bool) else self[each] for each in values
            ]
        return list(map(self.__getitem__, values))

    def __missing__(self, value: object) -> CellAnswer:
        self[value] = answer = self._read(value)
        return answer

    def _read(self, value: object) -> CellAnswer:
        if isinstance(value, int | float):
            return self._number(value)
        if isinstance(value, date | datetime | time | timedelta):
            self.wrong = True
            return WrongCell("cell-date", {"given": str(value)})
        return self._text(str(value))

    def _number(self, value: float) -> CellAnswer:
        if value != value or value not in self._names.numbers:  # noqa: PLR0124 - not a number
            return None if value in self._no_answer.numbers else self._wrong("cell-not-an-answer", value)
        return int(value)

    def _text(self, text: str) -> CellAnswer:
        words = plain_form(text)
        number = whole_number(text)
        if not words or words in self._no_answer.words:
            return None
        if number is not None:
            return self._number(number)
        levels = self._names.levels(text)
        if len(levels) > 1:
            self.wrong = True
            return WrongCell("cell-several-levels", {"given": shown(text), "levels": list(levels)})
        if levels:
            return levels[0]
        if words in NOT_APPLICABLE and self._topic.allows_not_applicable:
            return NotApplicable(text.strip())
        return self._wrong("cell-not-applicable" if words in NOT_APPLICABLE else "cell-not-an-answer", text)

    def _wrong(self, code: str, value: object) -> WrongCell:
        numbers = self._names.numbers
        self.wrong = True
        return WrongCell(code, {"given": shown(without_point(value)), "lowest": numbers[0], "highest": numbers[-1]})
