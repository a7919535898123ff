"""Counts what a panel's assessments say: every answer in one pass, and scores where a framework's method takes them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import chain
from typing import TypeAlias

import attrs

from positiveculture.assessment import Assessment
from positiveculture.framework import Framework
from positiveculture.panel.protection import Counts, Group, above
from positiveculture.problems import Problems
from positiveculture.topics import Scale, Topic

#: What one person answered: topic to level.
Levels: TypeAlias = Mapping[str, int]


@attrs.frozen
class ScoredPrinciple:
    """The items of a principle that a framework's published method averages."""

    id: str
    items: tuple[Topic, ...]
    #: How many items a person may leave out.
    missing_allowed: int = 0

    def score(self, levels: Levels) -> Fraction | None:
        """Return a person's score, the mean of what was answered; None where too many items are left out, or all."""
        given = [item.scored(levels[item.id]) for item in self.items if item.id in levels]
        if not given or len(self.items) - len(given) > self.missing_allowed:
            return None
        return Fraction(sum(given), len(given))


@attrs.frozen
class GroupTotals:
    """What was answered in one group directly, the groups inside it left aside."""

    replied: int
    #: Topic to how many gave each level, lowest first; a topic may be missing where nobody answered it.
    cells: Mapping[str, Counts]
    #: Theme to how many are scored and what their scores add up to; a theme may be missing where nobody is scored.
    scores: Mapping[str, tuple[int, Fraction]] = attrs.field(factory=dict)

    def __add__(self, other: "GroupTotals") -> "GroupTotals":
        """Return both together."""
        cells = {**other.cells, **self.cells}
        cells |= {
            id_: add_counts((self.cells[id_], other.cells[id_])) for id_ in self.cells.keys() & other.cells.keys()
        }
        scores = {**other.scores, **self.scores}
        for id_ in self.scores.keys() & other.scores.keys():
            (n, total), (more, further) = self.scores[id_], other.scores[id_]
            scores[id_] = n + more, total + further
        return GroupTotals(self.replied + other.replied, cells, scores)


def add_counts(each: Iterable[Counts]) -> Counts:
    """Return the sum of counts of the same answers."""
    return tuple(map(sum, zip(*each, strict=True)))


def scored_principles(framework: Framework, missing_allowed: int = 0) -> tuple[ScoredPrinciple, ...]:
    """Return the rated topics of each principle that has any."""
    rated: dict[str, list[Topic]] = {principle.id: [] for principle in framework.principles}
    for topic in framework.topics:
        if topic.scale is not None and topic.principle is not None:
            rated[topic.principle].append(topic)
    return tuple(ScoredPrinciple(id_, tuple(topics), missing_allowed) for id_, topics in rated.items() if topics)


def count_answers(
    members: Iterable[tuple[Group, Assessment]], framework: Framework, scored: Iterable[ScoredPrinciple]
) -> dict[Group, GroupTotals]:
    """Return what was answered in each group directly.

    Args:
        members: The assessments, each with its group.
        framework: What they are of.
        scored: The themes whose scores are added up.

    Raises:
        InvalidAssessment: An assessment does not fit the framework.
    """
    levels_by_group: dict[Group, list[Levels]] = {}
    for group, assessment in members:
        assessment.validate(framework)
        levels_by_group.setdefault(group, []).append(assessment.levels)
    scales = {topic.id: topic.scale for topic in framework.every_topic if topic.scale is not None}
    scored = tuple(scored)
    return {group: _totals(given, scales, scored) for group, given in levels_by_group.items()}


def _totals(people: list[Levels], scales: Mapping[str, Scale], scored: tuple[ScoredPrinciple, ...]) -> GroupTotals:
    answers = Counter(chain.from_iterable(levels.items() for levels in people))
    scores = {theme.id: [score for levels in people if (score := theme.score(levels)) is not None] for theme in scored}
    sums = {id_: (len(each), sum(each, start=Fraction(0))) for id_, each in scores.items()}
    cells = {
        id_: tuple(answers[id_, level] for level in range(scale.lowest, scale.highest + 1))
        for id_, scale in scales.items()
    }
    return GroupTotals(len(people), cells, sums)


def report_numbers(
    counts: Mapping[Group, GroupTotals],
    min_respondents: int,
    invited: Mapping[Group, int],
    missing_allowed: int,
    problems: Problems,
) -> None:
    """Report what cannot be asked of a panel: numbers that are too small, fewer invited than have replied."""
    for option, number, least in (("minimum", min_respondents, 1), ("missing_allowed", missing_allowed, 0)):
        if number < least:
            problems.report("too-low", option, number=number, least=least)
    replied: Counter[Group] = Counter()
    for group, count in counts.items():
        replied.update(dict.fromkeys((group, *above(group)), count.replied))
    for group, number in invited.items():
        if number < replied[group]:
            name = " / ".join(group) or "the whole"
            problems.report("few-invited", "invited", *([name] if group else []), number=number, group=name)
