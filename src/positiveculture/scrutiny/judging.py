"""A framework's awards as conditions, and the questions that scrutiny asks of them."""

from collections.abc import Mapping, Sequence

import attrs

from positiveculture.framework import Framework
from positiveculture.routes.budget import TooMuch
from positiveculture.rules import Rule
from positiveculture.scrutiny.conditions import (
    NEVER,
    Axis,
    Condition,
    Heights,
    Path,
    Reading,
    axes_in,
    axes_of,
    fixed,
    innermost,
    is_met,
    shape,
)
from positiveculture.scrutiny.doubts import Example
from positiveculture.scrutiny.smallest import possible, smallest


@attrs.frozen
class Judging:
    """The awards of one framework, read as conditions."""

    framework: Framework
    axes: tuple[Axis, ...]
    #: The place of each axis among all, by its topic and whether it is evidence.
    places: Mapping[tuple[str, bool], int]
    #: What each award comes to, lowest first.
    awards: Mapping[str, Condition]

    def read(self, rule: Rule, replaced: Mapping[Path, Condition] | None = None) -> Condition:
        """Return what a rule asks, with the clauses at some paths read as other conditions."""
        return Reading(self.framework.scope, self.places, self.awards).condition(rule, replaced)

    def follows(self, met: Condition, then: Condition, *edges: Mapping[int, int]) -> bool:
        """Return whether wherever `met` is met, `then` is met too.

        Most often it does not, and a place that shows it is soon found: one from which nothing can be lowered.  Only
        where none of a few such places does, all of them are weighed.

        Args:
            met: What is met.
            then: What may follow.
            edges: Heights of some axes at which the two may come out apart, those that matter most last.

        Raises:
            TooMuch: It cannot be decided within the budget.
        """
        read, tried = axes_in(met), ({}, *edges)
        for edge in tried:
            # Often the edge alone shows it, with all else at the top: that is quickly asked.
            place = [edge.get(number, axis.height) for number, axis in enumerate(self.axes)]
            if is_met(met, place) and not is_met(then, place):
                return False
        for edge in tried:
            order = [*sorted(read - edge.keys()), *(axis for axis in edge if axis in read)]
            for places in (order, order[::-1]):
                lowered = self._lowered(met, edge, places)
                if is_met(met, lowered) and not is_met(then, lowered):
                    return False
        return self._follows_by_shape(met, then) or not possible(self.axes, met, then)

    def _follows_by_shape(self, met: Condition, then: Condition) -> bool:
        """Return whether `then` follows whatever the innermost groups ask, as three of five follow from four."""
        groups: dict[Condition, int] = {}
        shapes = [shape(condition, groups, len(self.axes)) for condition in (met, then)]
        axes = (*self.axes, *(Axis("", 1) for _ in groups))
        try:
            return bool(groups) and not possible(axes, *shapes)
        except TooMuch:
            return False

    def edge(self, clause: Condition, group: Condition, *, is_met_there: bool) -> dict[int, int]:
        """Return heights at which a clause is just met, or just missed, and the rest of its group stands highest."""
        own = sorted(axes_in(clause))
        beside = {axis: self.axes[axis].height for axis in sorted(axes_in(group) - set(own))}
        if is_met_there:
            lowered = self._lowered(clause, {}, own)
            return beside | {axis: lowered[axis] for axis in own}
        heights = [0] * len(self.axes)
        for axis in own:
            heights[axis] = self.axes[axis].height
            while heights[axis] and is_met(clause, heights):
                heights[axis] -= 1
        return beside | {axis: heights[axis] for axis in own}

    def _lowered(self, condition: Condition, start: Mapping[int, int], order: Sequence[int]) -> list[int]:
        """Return a place below the start, else the top, where a condition still holds and nothing can be lowered."""
        heights = [0] * len(self.axes)
        for axis in order:
            heights[axis] = start.get(axis, self.axes[axis].height)
        for axis in order:
            top = heights[axis]
            for heights[axis] in range(top + 1):
                if is_met(condition, heights):
                    break
        return heights

    def example(self, met: Condition, missed: Condition = NEVER, clause: Condition | None = None) -> Example | None:
        """Return the smallest answers with which `met` is met and `missed` is not.

        None where there are none, or where they cannot be found within the budget.
        """
        try:
            heights = smallest(self.axes, met, missed)
        except TooMuch:
            return None
        return None if heights is None else self._example_at(heights, clause)

    def _example_at(self, heights: Heights, clause: Condition | None) -> Example:
        """Return where things stand at `heights`, and what the rules say of it."""
        raised = [(axis, height) for axis, height in zip(self.axes, heights, strict=True) if height]
        return Example(
            levels=[(a.topic, self.framework.scope.scale(a.topic).lowest + h) for a, h in raised if not a.is_evidence],
            evidenced=[axis.topic for axis, _ in raised if axis.is_evidence],
            met=[award for award, condition in self.awards.items() if is_met(condition, heights)],
            clause_met=None if clause is None else is_met(clause, heights),
        )

    def depends(self, condition: Condition, topic: str) -> bool:
        """Return whether a condition is ever decided by a topic: by its level, or by evidence for it.

        Raises:
            TooMuch: It cannot be decided within the budget.
        """
        own = {place: axis.height for place, axis in enumerate(self.axes) if axis.topic == topic}
        if not axes_in(condition) & own.keys():
            return False
        high, low = fixed(condition, own), fixed(condition, dict.fromkeys(own, 0))
        groups = [sorted(group - own.keys()) for group in innermost(condition, own.keys())]
        edges = [{axis: self.axes[axis].height for axis in group} for group in groups]
        return not self.follows(high, low, *edges)


def judging(framework: Framework) -> Judging:
    """Return the awards of `framework`, read as conditions."""
    axes, awards = axes_of(framework.scope), dict[str, Condition]()
    places = {(axis.topic, axis.is_evidence): place for place, axis in enumerate(axes)}
    for award in framework.awards:
        awards[award.id] = Reading(framework.scope, places, awards).condition(award.rule)
    return Judging(framework, axes, places, awards)
