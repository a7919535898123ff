"""What is looked up for one assessment: for each single requirement, the result of each answer.

The reasons for a requirement on one topic are finite: one an answer.  So they are made once, and judging is looking up.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any, Final, Literal, TypeAlias

import attrs

from positiveculture.rules.blockers import Below, Blocker, NeedsEvidence, Unanswered


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

#: What stands in the way with each answer: a blocker; None where nothing does.
Cells: TypeAlias = Mapping[Code, Blocker | Literal[Mark.NOTHING] | None]


@attrs.define(eq=False)
class Case:
    """What one assessment says to a program."""

    #: The result of each look-up, in the order of the program.
    cells: list[Any]
    #: Whether any topic is not applicable.
    sets_aside: bool


def level_cells(topic: str, needs: int, lowest: int, highest: int) -> Cells:
    """Return what stands in the way of a level with each answer."""
    cells: dict[Any, Any] = {
        level: None if level >= needs else Below(topic, needs, level) for level in range(lowest, highest + 1)
    }
    # Any answer may come, so what the lowest level meets is met already.
    return cells | {None: Unanswered(topic, needs) if lowest < needs else None, NOT_APPLICABLE: NOTHING}


def answered_cells(topic: str) -> Cells:
    """Return what stands in the way of an answer, whatever it is, with each answer."""
    return {None: Unanswered(topic, None), True: None}


def evidence_cells(topic: str, kind: str) -> Cells:
    """Return what stands in the way of evidence of a kind with each answer; an open question may still bring it."""
    return {
        None: NeedsEvidence(topic, kind, certain=False),
        False: NeedsEvidence(topic, kind),
        True: None,
        NOT_APPLICABLE: NOTHING,
    }
