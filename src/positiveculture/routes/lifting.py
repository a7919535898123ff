"""The cheapest levels that reach one or more shares of points."""

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

#: How many choices are weighed before the shares are said to be too large to solve exactly.
MOST_CHOICES = 2_000_000

#: The points that are still missing from each share.
Rest: TypeAlias = tuple[int, ...]


class TooManyChoices(Exception):
    """The shares ask to weigh more than `MOST_CHOICES` choices."""


@attrs.frozen
class Liftable:
    """A topic that counts towards a share."""

    topic: str
    #: Each level it could be brought to, and the effort of that.
    options: tuple[tuple[int, Fraction], ...]
    #: How often it counts in each share; 0 where it does not.
    weights: tuple[int, ...]


def cheapest(topics: Sequence[Liftable], needed: Rest) -> dict[str, int]:
    """Return the cheapest level of each topic, so that each share has the points that it needs.

    Topic by topic, the cheapest way to each rest of missing points is kept; of two that cost the same, the one that
    raises the earlier topics.  So the answer is exact.

    Args:
        topics: The topics, in the order in which they are preferred.
        needed: The points that each share needs; the highest levels must reach them.

    Raises:
        TooManyChoices: More would have to be weighed than is stated.
    """
    # Each rest: the least effort, and the place of its choices among all, in the order of preference.
    layer: dict[Rest, tuple[Fraction, int]] = {needed: (Fraction(0), 0)}
    trail: list[dict[Rest, tuple[Rest, int]]] = []
    weighed = 0
    for topic in topics:
        weighed += len(layer) * len(topic.options)
        if weighed > MOST_CHOICES:
            raise TooManyChoices
        layer, came = _next(layer, topic)
        trail.append(came)
    rest = (0,) * len(needed)
    levels: dict[str, int] = {}
    for topic, came in zip(reversed(topics), reversed(trail), strict=True):
        rest, levels[topic.topic] = came[rest]
    return levels


def _next(
    layer: dict[Rest, tuple[Fraction, int]], topic: Liftable
) -> tuple[dict[Rest, tuple[Fraction, int]], dict[Rest, tuple[Rest, int]]]:
    best: dict[Rest, tuple[Fraction, int, int]] = {}
    came: dict[Rest, tuple[Rest, int]] = {}
    for rest, (effort, place) in layer.items():
        for level, more in topic.options:
            left = tuple(max(missing - level * weight, 0) for missing, weight in zip(rest, topic.weights, strict=True))
            found = (effort + more, place, -level)
            if left not in best or found < best[left]:
                best[left] = found
                came[left] = (rest, level)
    places = {
        choice: place for place, choice in enumerate(sorted({(place, level) for _, place, level in best.values()}))
    }
    return {rest: (effort, places[place, level]) for rest, (effort, place, level) in best.items()}, came
