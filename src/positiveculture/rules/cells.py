"""What is looked up for one assessment: for each single requirement, the result of each answer.

The reasons for a requirement on one topic are finite: one an answer.  So they are made once, and judging is looking up.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, Final, Literal, TypeAlias

import attrs


class Mark(Enum):
    """What is neither a level nor a blocker."""

    #: The answer that a topic is not applicable, and the result of a requirement on it: nothing is left to judge.
    NOT_APPLICABLE = "not applicable"

    def __bool__(self) -> bool:
        """Nothing stands in the way of a requirement that is passed by."""
        return False


NOT_APPLICABLE: Final = Mark.NOT_APPLICABLE

#: An answer: a level; whether there is evidence that counts; that it is not applicable; None where there is none.
Code: TypeAlias = int | bool | Literal[Mark.NOT_APPLICABLE] | None

#: What is asked: a topic's level, by its id; else "answered" or "evidence", the topic, and the kind of evidence.
Key: TypeAlias = str | tuple[str, str, str]


#: What is asked, and the result of each answer: what stands in the way, None where nothing does; or points.
LookUp: TypeAlias = tuple[Key, Mapping[Code, Any]]

#: The places of look-ups that follow one another: of the first, and after the last.
Run: TypeAlias = tuple[int, int]

#: How the results of look-ups are put together: as what stands in the way, or added up.
WorksOut: TypeAlias = Callable[[Iterable[Any]], Any]


#: What is looked up together, the results of each answer, and how these are put together.
WorkedOut: TypeAlias = tuple[tuple[Key, ...], tuple[Mapping[Code, Any], ...], WorksOut]


@attrs.frozen(eq=False)
class LookUps:
    """What a program looks up in an assessment."""

    each: list[LookUp] = attrs.field(factory=list)
    #: Those that are worked out together, once for an assessment: each with its number and how.
    runs: dict[Run, tuple[int, WorksOut]] = attrs.field(factory=dict)

    def add(self, *lookups: LookUp) -> Run:
        """Add look-ups, and return their places."""
        self.each.extend(lookups)
        return len(self.each) - len(lookups), len(self.each)

    def number(self, run: Run, works_out: WorksOut) -> int:
        """Return the number of a run, which is worked out together from now on."""
        return self.runs.setdefault(run, (len(self.runs), works_out))[0]

    def worked_out(self) -> Iterator[WorkedOut]:
        """Yield the runs, and then all that is in none: every level is looked up, so that it is known to be one."""
        rest = set(range(len(self.each))).difference(*(range(*run) for run in self.runs))
        runs = [(range(*run), works_out) for run, (_, works_out) in self.runs.items()]
        for places, works_out in [*runs, (sorted(rest), tuple)] if rest else runs:
            keys, cells = zip(*(self.each[place] for place in places), strict=True)
            yield keys, cells, works_out


@attrs.define(eq=False)
class Case:
    """What one assessment says to a program."""

    #: The answer to each key; none where it is open.
    answers: Mapping[Any, Code]
    #: The result of each run of look-ups.
    runs: list[Any]
    #: Whether any topic is not applicable.
    sets_aside: bool
