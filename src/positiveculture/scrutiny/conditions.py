"""Rules as conditions on what can rise: each topic's level, and whether there is evidence for it.

Where everything is answered and nothing is set aside, every rule says met or not met, and is one of two things: enough
points, where each thing brings so many at each height, or enough of several other conditions.  In that form it can be
decided exactly whether one rule follows from another.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set as AbstractSet
from fractions import Fraction
from math import ceil
from typing import TypeAlias, assert_never

import attrs

from positiveculture.rules import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Holds,
    Rounding,
    Rule,
    Share,
)
from positiveculture.rules.scope import Scope
from positiveculture.topics import many

#: Where a clause stands in a rule: its place among the members of each group around it, outermost first.
Path: TypeAlias = tuple[int, ...]

#: How far each thing stands above its lowest, in the order of the axes.
Heights: TypeAlias = tuple[int, ...]


@attrs.frozen
class Axis:
    """One thing that can rise: a topic's level, or evidence for it."""

    topic: str
    #: How many steps it can rise: from the lowest level to the highest; 1 for evidence.
    height: int
    is_evidence: bool = False


def axes_of(scope: Scope) -> tuple[Axis, ...]:
    """Return everything that can rise: the levels of all topics in framework order, then evidence for each."""
    scaled = ((topic, scale) for topic, scale in scope.scales.items() if scale is not None)
    levels = (Axis(topic, scale.highest - scale.lowest) for topic, scale in scaled)
    return (*levels, *(Axis(topic, 1, is_evidence=True) for topic in scope.scales))


@attrs.frozen
class Points:
    """At least so many points; what rises brings more of them, or at least no fewer."""

    needed: int
    #: Each axis, by its place, with the points that it brings at each height: 0 at the lowest, some at the highest.
    brings: tuple[tuple[int, tuple[int, ...]], ...] = attrs.field(default=(), converter=many)

    @property
    def most(self) -> int:
        """The points at the highest of everything."""
        return sum(points[-1] for _, points in self.brings)


@attrs.frozen
class Several:
    """At least `n` of two or more conditions."""

    n: int
    parts: tuple["Condition", ...] = attrs.field(converter=many)


Condition: TypeAlias = Points | Several

attrs.resolve_types(Several)

ALWAYS, NEVER = Points(0), Points(1)


def points(needed: int, brings: Iterable[tuple[int, Sequence[int]]]) -> Points:
    """Return a condition on points of any origin, in its plainest form."""
    brings = tuple(brings)
    needed -= sum(each[0] for _, each in brings)
    found = Points(
        needed, ((axis, tuple(one - each[0] for one in each)) for axis, each in brings if each[-1] > each[0])
    )
    return ALWAYS if needed <= 0 else NEVER if found.most < needed else found


def several(n: int, parts: Iterable[Condition]) -> Condition:
    """Return that at least `n` of `parts` are met, in its plainest form."""
    parts = tuple(parts)
    n -= parts.count(ALWAYS)
    parts = tuple(part for part in parts if part not in (ALWAYS, NEVER))
    if n <= 0:
        return ALWAYS
    if n > len(parts):
        return NEVER
    return parts[0] if len(parts) == 1 else Several(n, parts)


def both(*parts: Condition) -> Condition:
    """Return that all of `parts` are met."""
    parts = tuple(dict.fromkeys(parts))
    return several(len(parts), parts)


def either(*parts: Condition) -> Condition:
    """Return that at least one of `parts` is met."""
    return several(1, parts)


def is_met(condition: Condition, heights: Sequence[int]) -> bool:
    """Return whether a condition is met where everything stands at `heights`."""
    # Plain loops, left as soon as may be: this is asked many thousand times.
    if isinstance(condition, Points):
        missing = condition.needed
        for axis, each in condition.brings:
            missing -= each[heights[axis]]
        return missing <= 0
    missing = condition.n
    for part in condition.parts:
        missing -= is_met(part, heights)
        if not missing:
            return True
    return False


def fixed(condition: Condition, heights: Mapping[int, int]) -> Condition:
    """Return a condition once some axes stand where they do, whatever else rises."""
    if isinstance(condition, Several):
        return several(condition.n, (fixed(part, heights) for part in condition.parts))
    needed = condition.needed - sum(each[heights[axis]] for axis, each in condition.brings if axis in heights)
    return points(needed, ((axis, each) for axis, each in condition.brings if axis not in heights))


def axes_in(condition: Condition) -> set[int]:
    """Return the axes that a condition reads."""
    if isinstance(condition, Points):
        return {axis for axis, _ in condition.brings}
    return set().union(*(axes_in(part) for part in condition.parts))


def innermost(condition: Condition, axes: AbstractSet[int]) -> Iterator[set[int]]:
    """Yield what each innermost group that reads one of `axes` reads in all."""
    inner = [part for part in condition.parts if axes_in(part) & axes] if isinstance(condition, Several) else []
    groups = [part for part in inner if isinstance(part, Several)]
    if len(groups) < len(inner) or not inner:
        yield axes_in(condition)
    for group in groups:
        yield from innermost(group, axes)


def shape(condition: Condition, groups: dict[Condition, int], places: int) -> Condition:
    """Return a condition with each sum and innermost group taken as one thing that rises, numbered from `places`.

    Equal groups are one thing.  Where one shape follows from another, so does the one condition from the other.
    """
    if isinstance(condition, Points) and len(condition.brings) < 2:  # noqa: PLR2004 - one thing alone is no sum
        return condition
    if isinstance(condition, Several) and any(isinstance(part, Several) for part in condition.parts):
        return several(condition.n, [shape(part, groups, places) for part in condition.parts])
    return Points(1, [(places + groups.setdefault(condition, len(groups)), (0, 1))])


@attrs.frozen
class Reading:
    """Reads rules as conditions, for assessments in which all is answered and nothing is set aside."""

    scope: Scope
    #: The place of each axis among all, by its topic and whether it is evidence.
    places: Mapping[tuple[str, bool], int]
    #: What each award comes to; those that stand lower than the one that is read.
    awards: Mapping[str, Condition]

    def condition(self, rule: Rule, replaced: Mapping[Path, Condition] | None = None, path: Path = ()) -> Condition:
        """Return what `rule` asks, with each clause at one of the paths in `replaced` read as another condition."""
        if replaced and path in replaced:
            return replaced[path]
        if isinstance(rule, AtLeast):
            return self._at_least(rule)
        if isinstance(rule, Share):
            return self._share(rule)
        if isinstance(rule, Holds):
            return self.awards[rule.award]
        if isinstance(rule, Every):
            return both(*(self._at_least(each) for each in rule.each(self.scope)))
        if isinstance(rule, Answered):
            return ALWAYS  # everything is answered
        if isinstance(rule, Evidenced):
            return both(*(points(1, [(self.places[topic, True], (0, 1))]) for topic in rule.topics))
        if isinstance(rule, All | AnyOf | AtLeastOf):
            parts = [self.condition(each, replaced, (*path, place)) for place, each in enumerate(rule.rules)]
            return several(needed_of(rule), parts)
        assert_never(rule)

    def _at_least(self, rule: AtLeast) -> Condition:
        scale = self.scope.scale(rule.topic)
        reached = tuple(int(level >= rule.level) for level in range(scale.lowest, scale.highest + 1))
        return points(1, [(self.places[rule.topic, False], reached)])

    def _share(self, rule: Share) -> Condition:
        points_of = rule.points(self.scope)
        brings = [(self.places[topic, False], list(each.values())) for topic, each in points_of.items()]
        most = sum(each[-1] for _, each in brings)
        # Rounded half up, a share reaches whole per cent where it is at most half of one below them.
        percent = rule.percent - (Fraction(1, 2) if rule.rounding is Rounding.HALF_UP else 0)
        return points(ceil(percent * most / 100), brings)


def needed_of(rule: Rule) -> int:
    """Return how many of its members a group needs."""
    return len(rule.rules) if isinstance(rule, All) else 1 if isinstance(rule, AnyOf) else getattr(rule, "n", 0)
