"""The cheapest levels that reach one or more shares of points."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias

import attrs

from positiveculture.routes.budget import Budget

#: How many choices are weighed before the shares are said to be too large to solve exactly.
MOST_CHOICES = 1_000_000

#: The points that are still missing from each share.
Rest: TypeAlias = tuple[int, ...]


@attrs.frozen
class Liftable:
    """A topic that counts towards a share."""

    topic: str
    #: Each level it could be brought to, and the effort of that.
    options: tuple[tuple[int, Fraction], ...]
    #: Its points at each level in each share; none where it does not count.
    points: tuple[Mapping[int, int], ...]


def cheapest(topics: Sequence[Liftable], needed: Rest, budget: Budget) -> dict[str, int]:
    """Return the cheapest level of each topic, so that each share has the points that it needs.

    Topic by topic, the cheapest way to each rest of missing points is kept; of two that cost the same, the one that
    raises the earlier topics.  So the answer is exact.

    Args:
        topics: The topics, in the order in which they are preferred.
        needed: The points that each share needs; the highest levels must reach them.
        budget: What may be weighed.

    Raises:
        TooMuch: More would have to be weighed.
    """
    # Efforts are compared as whole numbers, of the same parts: that is ten times as fast as fractions.
    parts = lcm(*(effort.denominator for topic in topics for _, effort in topic.options))
    # Each rest: the least effort, and the place of its choices among all, in the order of preference.
    layer: dict[Rest, tuple[int, int]] = {needed: (0, 0)}
    trail: list[dict[Rest, tuple[Rest, int]]] = []
    for topic in topics:
        budget.spend(len(layer) * len(topic.options))
        layer, came = _next(layer, topic, parts)
        trail.append(came)
    rest = (0,) * len(needed)
    levels: dict[str, int] = {}
    for topic, came in zip(reversed(topics), reversed(trail), strict=True):
        rest, levels[topic.topic] = came[rest]
    return levels


def _next(
    layer: dict[Rest, tuple[int, int]], topic: Liftable, parts: int
) -> tuple[dict[Rest, tuple[int, int]], dict[Rest, tuple[Rest, int]]]:
    best: dict[Rest, tuple[int, int, int]] = {}
    came: dict[Rest, tuple[Rest, int]] = {}
    options = [
        (level, int(effort * parts), tuple(points.get(level, 0) for points in topic.points))
        for level, effort in topic.options
    ]
    for rest, (effort, place) in layer.items():
        for level, more, points in options:
            left = tuple([max(missing - gain, 0) for missing, gain in zip(rest, points, strict=True)])
            found = (effort + more, place, -level)
            if left not in best or found < best[left]:
                best[left] = found
                came[left] = (rest, level)
    places = {
        choice: place for place, choice in enumerate(sorted({(place, level) for _, place, level in best.values()}))
    }
    return {rest: (effort, places[place, level]) for rest, (effort, place, level) in best.items()}, came
