"""What is looked up for one assessment: for each single requirement and share, the result of each answer.

The reasons for a requirement on one topic are finite: one an answer.  So they are made once, and judging is looking up.

What the topics of a share bring is added up as one whole number.  It holds, from its lowest bits up, the points with
every open question at its lowest level, those with every one at its highest, the most possible, and a bit for each
topic that is not applicable.  That number is the key of a table of what then stands in the way.
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

#: The points of each topic at each of its levels.
LevelPoints: TypeAlias = Mapping[str, Mapping[int, int]]

#: How the results of look-ups are put together: as what stands in the way, or added up.
WorksOut: TypeAlias = Callable[[Iterable[Any]], Any]

#: What is looked up together, the results of each answer, and how these are put together.
WorkedOut: TypeAlias = tuple[tuple[Key, ...], tuple[Mapping[Code, Any], ...], WorksOut]


@attrs.frozen(eq=False)
class LookUps:
    """What a program looks up in an assessment."""

    each: list[LookUp] = attrs.field(factory=list)
    #: The places of those that are worked out together, once for an assessment: each with its number and how.
    runs: dict[range, tuple[int, WorksOut]] = attrs.field(factory=dict)
    #: The points that are added up already, each once for all shares of them.
    sums: dict[str, "SummedPoints"] = attrs.field(factory=dict)

    def add(self, *lookups: LookUp) -> range:
        """Add look-ups, and return their places."""
        self.each.extend(lookups)
        return range(len(self.each) - len(lookups), len(self.each))

    def add_points(self, points: LevelPoints) -> "SummedPoints":
        """Add the look-ups of points, if that is not done yet."""
        key = str(points)
        if key not in self.sums:
            width = sum(max(each.values()) for each in points.values()).bit_length()
            self.sums[key] = SummedPoints(points, width, self.add(*_points_added(points, width)))
        return self.sums[key]

    def number(self, run: range, works_out: WorksOut) -> int:
        """Return the number of a run, which is worked out together from now on."""
        return self.runs.setdefault(run, (len(self.runs), works_out))[0]

    def worked_out(self) -> Iterator[WorkedOut]:
        """Yield the runs, and then all that is in none: every level is looked up, so that it is known to be one."""
        rest = sorted(set(range(len(self.each))).difference(*self.runs))
        for places, (_, works_out) in [*self.runs.items(), *([(rest, (0, tuple))] if rest else [])]:
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


@attrs.frozen
class SummedPoints:
    """Points of topics that are added up as one whole number."""

    points: LevelPoints
    #: How many bits a sum of them takes.
    width: int
    #: The places of their look-ups.
    run: range

    def unpacked(self, total: int) -> tuple[int, int, int]:
        """Return the points at the lowest and at the highest of what is open, and the most possible."""
        mask = (1 << self.width) - 1
        return total & mask, total >> self.width & mask, total >> 2 * self.width & mask

    def counted(self, total: int) -> tuple[str, ...]:
        """Return the topics that are not left out as not applicable."""
        omitted = total >> 3 * self.width
        return tuple(topic for place, topic in enumerate(self.points) if not omitted >> place & 1)


def _points_added(points: LevelPoints, width: int) -> Iterator[LookUp]:
    """Yield each topic with what it adds for each answer, where a sum of points takes so many bits."""
    for place, (topic, each) in enumerate(points.items()):
        most = max(each.values())
        ends: dict[Code, tuple[int, int]] = {level: (count, count) for level, count in each.items()}
        ends[None] = min(each.values()), most
        cells = {code: least | best << width | most << 2 * width for code, (least, best) in ends.items()}
        yield topic, {**cells, NOT_APPLICABLE: 1 << (3 * width + place)}
