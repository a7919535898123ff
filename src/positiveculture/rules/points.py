"""Shares of points, each worked out once for every sum that comes up.

What the topics of a share bring is added up as one whole number.  It holds, from its lowest bits up, the points with
every open question at its lowest level, those with every one at its highest, the most possible, and a bit for each
topic that is not applicable.  That number is the key of a table of what then stands in the way.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

import attrs

from positiveculture.rules.blockers import ShareBelow
from positiveculture.rules.cells import NOT_APPLICABLE, Code
from positiveculture.rules.kinds import Rounding

#: How many sums a table keeps; where more come up, it begins anew.
MOST_KEPT: Final = 10_000


@attrs.frozen
class Sums:
    """How the points of several topics are added up."""

    #: The points of each topic at each of its levels.
    points: Mapping[str, Mapping[int, int]]
    #: How many bits a sum of points takes.
    width: int = attrs.field(init=False)

    @width.default
    def _width(self) -> int:
        return sum(max(each.values()) for each in self.points.values()).bit_length()

    def cells(self) -> Iterator[tuple[str, dict[Code, int]]]:
        """Yield each topic with what it adds for each answer."""
        for place, (topic, points) in enumerate(self.points.items()):
            most, width = max(points.values()), self.width
            ends: dict[Code, tuple[int, int]] = {level: (each, each) for level, each in points.items()}
            ends[None] = min(points.values()), most
            cells = {code: least | best << width | most << 2 * width for code, (least, best) in ends.items()}
            yield topic, {**cells, NOT_APPLICABLE: 1 << (3 * width + place)}

    def unpacked(self, key: int) -> tuple[int, int, int]:
        """Return the points at the lowest and at the highest of what is open, and the most possible."""
        mask = (1 << self.width) - 1
        return key & mask, key >> self.width & mask, key >> 2 * self.width & mask

    def counted(self, key: int) -> tuple[str, ...]:
        """Return the topics that are applicable."""
        aside = key >> 3 * self.width
        return tuple(topic for place, topic in enumerate(self.points) if not aside >> place & 1)


class Shares(dict[int, tuple[ShareBelow, ...] | None]):
    """What stands in the way of one share, by the sum of its points; None where nothing is left to judge."""

    def __init__(self, percent: Fraction, sums: Sums, rounding: Rounding) -> None:
        super().__init__()
        self.percent, self.sums, self.rounding = percent, sums, rounding

    def __missing__(self, key: int) -> tuple[ShareBelow, ...] | None:
        if len(self) >= MOST_KEPT:
            self.clear()
        least, best, most = self.sums.unpacked(key)
        self[key] = found = None if not most else self._below(least, best, most, key)
        return found

    def _below(self, least: int, best: int, most: int, key: int) -> tuple[ShareBelow, ...]:
        has, could_be = (self.rounding.applied(Fraction(100 * points, most)) for points in (least, best))
        if has >= self.percent:
            return ()
        return (ShareBelow(self.percent, has, could_be, self.sums.counted(key), least, most),)
