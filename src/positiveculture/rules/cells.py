"""What is looked up for one assessment: for each single requirement, the result of each answer.

The reasons for a requirement on one topic are finite: one an answer.  So they are made once, and judging is looking up.
"""

from enum import Enum
from typing import Any, Final, Literal, TypeAlias

import attrs


class Mark(Enum):
    """What is neither a level nor a blocker."""

    #: The answer that a topic is not applicable.
    NOT_APPLICABLE = "not applicable"
    #: The result of a requirement on such a topic: nothing is left to judge.
    NOTHING = "nothing to judge"


NOT_APPLICABLE: Final = Mark.NOT_APPLICABLE
NOTHING: Final = Mark.NOTHING

#: An answer: a level; whether there is evidence that counts; that it is not applicable; None where there is none.
Code: TypeAlias = int | bool | Literal[Mark.NOT_APPLICABLE] | None

#: What is asked: a topic's level, by its id; else "answered" or "evidence", the topic, and the kind of evidence.
Key: TypeAlias = str | tuple[str, str, str]


@attrs.define(eq=False)
class Case:
    """What one assessment says to a program."""

    #: The result of each look-up, in the order of the program.
    cells: list[Any]
    #: Whether any topic is not applicable.
    sets_aside: bool
