"""What a cell that is filled in holds, as people type it and programs change it; what is no answer is refused."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from positiveculture.formats.answers import without_point
from positiveculture.formats.values import as_whole
from positiveculture.gettext import gettext
from positiveculture.sentences import shown
from positiveculture.topics import Topic
from positiveculture.workbook.opening import Value


class BadCell(Exception):
    """A cell is wrong: the code of a problem, and what it says besides."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def is_blank(value: Value) -> bool:
    """Return whether nothing is in a cell, or spaces alone."""
    return isinstance(value, str) and not value.strip(" ")


def _shown(value: Value) -> str:
    """Return a cell as messages show it: a whole number without a point, as a spreadsheet shows it."""
    return shown(without_point(value))


def text_of(value: Value) -> str:
    """Return a cell as text: a whole number without a point, a day as 2026-03-31."""
    match value:
        case str():
            return value
        case bool():
            return str(value).upper()
        case date() | time():
            return value.isoformat()
        case _:
            return str(without_point(value))


def choice_of(value: Value, known: Mapping[str, str], *, needed: bool = False) -> str:
    """Return the id of what is chosen from a list, by its label, whatever its case; "" where nothing is.

    Args:
        value: What the cell holds.
        known: Id to label.
        needed: Whether something has to be chosen.

    Raises:
        BadCell: It is not on the list.
    """
    if is_blank(value) and not needed:
        return ""
    text = text_of(value).strip(" ").casefold()
    for id_, label in known.items():
        if text == label.casefold():
            return id_
    raise BadCell("cell-choice", given=_shown(value))


def day_of(value: Value, *, needed: bool = False) -> date | None:
    """Return the day that a cell holds, as a date or as ISO text; None where it is empty.

    Raises:
        BadCell: It is empty where it is needed, or holds something else, such as a number that is no longer a date.
    """
    if is_blank(value):
        if needed:
            raise BadCell("empty")
        return None
    match value:
        case date() if not isinstance(value, datetime):
            return value
        case int() | float() if not isinstance(value, bool):
            raise BadCell("cell-serial", given=text_of(value))
        case str():
            try:
                return date.fromisoformat(value.strip(" "))
            except ValueError:
                raise BadCell("cell-day", given=_shown(value)) from None
        case _:
            raise BadCell("cell-day", given=_shown(value))


def level_of(value: Value, topic: Topic, reflected: str, not_applicable: str) -> int | str:
    """Return what is chosen for a topic: a level, a word of its list, or "" where nothing is.

    Args:
        value: What the cell holds.
        topic: What is answered.
        reflected: What says that a topic without a scale was reflected on.
        not_applicable: What says that a topic is not applicable.

    Raises:
        BadCell: It is neither a whole number on the scale nor a word of the list.
    """
    if is_blank(value):
        return ""
    scale = topic.scale
    allowed = [reflected] if scale is None else []
    allowed += [not_applicable] if topic.allows_not_applicable else []
    level = as_whole(value)
    if scale is not None and level is not None and level in scale:
        return level
    text = value.strip(" ").casefold() if isinstance(value, str) else ""
    for word in allowed:
        if text == word.casefold():
            return word
    levels = (
        [] if scale is None else [gettext("{lowest} to {highest}").format(lowest=scale.lowest, highest=scale.highest)]
    )
    raise BadCell("cell-level", choices=gettext(" or ").join([*levels, *allowed]), given=_shown(value))
