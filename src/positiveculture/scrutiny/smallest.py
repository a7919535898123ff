"""The smallest place at which one condition is met and another is missed; exact, within a stated budget.

For each way in which both can be so, axis by axis, each set of points that is still missing is kept, if it can still be
brought to nothing.  Smallest is: the fewest steps above the lowest of everything; among equals, the place that raises
the earlier axes.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from positiveculture.routes.budget import Budget
from positiveculture.scrutiny.conditions import Axis, Condition, Heights
from positiveculture.scrutiny.ways import Way, ways

#: How many choices of heights are weighed before a question is said to be too large to be exact.
MOST_CHOICES = 300_000

#: The points that are still missing from each sum.
Rest: TypeAlias = tuple[int, ...]

#: What an axis brings to each sum at each height that it may stand at.
Options: TypeAlias = Mapping[int, Rest]


def smallest(axes: Sequence[Axis], met: Condition, missed: Condition) -> Heights | None:
    """Return the smallest place at which `met` is met and `missed` is not, or None where there is none.

    Raises:
        TooMuch: It cannot be found within the budget.
    """
    budget, best = _budget(), None
    for way in ways(axes, met, missed):
        if best is None or sum(way.least.values()) <= sum(best):
            place = _place(axes, way, budget)
            best = min(filter(None, (best, place)), key=_order, default=None)
    return best


def possible(axes: Sequence[Axis], met: Condition, missed: Condition) -> bool:
    """Return whether there is a place at which `met` is met and `missed` is not.

    Raises:
        TooMuch: It cannot be decided within the budget.
    """
    budget = _budget()
    return any(_place(axes, way, budget) is not None for way in ways(axes, met, missed))


def _budget() -> Budget:
    return Budget(MOST_CHOICES, "the choices that its points leave have to be weighed")


def _order(place: Heights) -> tuple[int, Heights]:
    return sum(place), tuple(-height for height in place)


def _place(axes: Sequence[Axis], way: Way, budget: Budget) -> Heights | None:
    """Return the smallest place that a way leads to, or None where it leads nowhere."""
    heights = [way.least.get(place, 0) for place in range(len(axes))]
    brings = [dict(each.brings) for each in way.sums]
    counted = sorted({axis for each in brings for axis in each})
    options = []
    for axis in counted:
        allowed = range(heights[axis], way.most.get(axis, axes[axis].height) + 1)
        options.append({h: tuple([each[axis][h] if axis in each else 0 for each in brings]) for h in allowed})
    chosen = _chosen(tuple(each.needed for each in way.sums), options, budget)
    if chosen is None:
        return None
    for axis, height in zip(counted, chosen, strict=True):
        heights[axis] = height
    return tuple(heights)


def _chosen(needed: Rest, options: Sequence[Options], budget: Budget) -> list[int] | None:
    """Return the height of each axis, fewest steps first, then the earlier axes as high as may be; None: impossible."""
    layers = _reached(needed, options, budget)
    # From the back: the fewest steps from each rest to nothing missing.
    behind = [{rest: 0 for rest in layers[-1] if not any(rest)}]
    for layer, option in zip(reversed(layers[:-1]), reversed(options), strict=True):
        behind.append(_steps(layer, option, behind[-1]))
    behind.reverse()
    return _traced(needed, options, behind) if needed in behind[0] else None


def _reached(needed: Rest, options: Sequence[Options], budget: Budget) -> list[set[Rest]]:
    """Return, before each axis and after the last, the rests that each sum could still bring to nothing."""
    # The most that all axes from each one on can bring.
    most = [(0,) * len(needed)]
    for option in reversed(options):
        best = map(max, zip(*option.values(), strict=True))
        most.append(tuple(one + other for one, other in zip(most[-1], best, strict=True)))
    layers = [{needed}]
    for option, could in zip(options, reversed(most[:-1]), strict=True):
        budget.spend(len(layers[-1]) * len(option))
        rests = {_less(rest, more) for rest in layers[-1] for more in option.values()}
        layers.append({rest for rest in rests if all(one <= other for one, other in zip(rest, could, strict=True))})
    return layers


def _steps(layer: set[Rest], option: Options, ahead: Mapping[Rest, int]) -> dict[Rest, int]:
    """Return the fewest steps from each rest to nothing missing, by one more axis."""
    found: dict[Rest, int] = {}
    for rest in layer:
        steps = [ahead[to] + height for height, more in option.items() if (to := _less(rest, more)) in ahead]
        if steps:
            found[rest] = min(steps)
    return found


def _traced(rest: Rest, options: Sequence[Options], behind: Sequence[Mapping[Rest, int]]) -> list[int]:
    """Return the heights that lead to nothing missing by the fewest steps, the earlier axes as high as may be."""
    heights = []
    for option, here, ahead in zip(options, behind[:-1], behind[1:], strict=True):
        reached = {height: _less(rest, more) for height, more in option.items()}
        height = max(h for h, to in reached.items() if to in ahead and ahead[to] + h == here[rest])
        heights.append(height)
        rest = reached[height]
    return heights


def _less(rest: Rest, more: Rest) -> Rest:
    return tuple([max(missing - gain, 0) for missing, gain in zip(rest, more, strict=True)])
