"""A framework's awards as conditions, and the questions that scrutiny asks of them."""

from collections.abc import Callable, Mapping

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
    is_met,
)
from positiveculture.scrutiny.doubts import Example
from positiveculture.scrutiny.smallest import possible, smallest


@attrs.frozen
class Judging:
    """The awards of one framework, read as conditions."""

    framework: Framework
    axes: tuple[Axis, ...]
    #: What each award comes to, lowest first.
    awards: Mapping[str, Condition]

    def read(self, rule: Rule, replaced: Mapping[Path, Condition] | None = None) -> Condition:
        """Return what a rule asks, with the clauses at some paths read as other conditions."""
        return Reading(self.framework.scope, self.axes, self.awards).condition(rule, replaced)

    def follows(self, met: Condition, then: Condition) -> bool:
        """Return whether wherever `met` is met, `then` is met too.

        Raises:
            TooMuch: It cannot be decided within the budget.
        """
        return not possible(self.axes, met, then)

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
        lowered = _lowered([axis.height for axis in self.axes], lambda heights: is_met(high, heights))
        return not is_met(low, lowered) or not self.follows(high, low)


def _lowered(heights: list[int], holds: Callable[[list[int]], bool]) -> list[int]:
    """Return a place below `heights` at which a condition still holds, and from which nothing can be lowered."""
    for place in range(len(heights)):
        while heights[place] and holds([*heights[:place], heights[place] - 1, *heights[place + 1 :]]):
            heights[place] -= 1
    return heights


def judging(framework: Framework) -> Judging:
    """Return the awards of `framework`, read as conditions."""
    axes, awards = axes_of(framework.scope), dict[str, Condition]()
    for award in framework.awards:
        awards[award.id] = Reading(framework.scope, axes, awards).condition(award.rule)
    return Judging(framework, axes, awards)
