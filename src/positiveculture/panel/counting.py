"""Counts what a panel's assessments say: every answer in one pass, and theme scores where the method takes them.

A theme score is a person's mean over the items of a theme.  Whoever answered every item is counted through the items;
only those who left some out are looked at one by one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Sized
from fractions import Fraction
from itertools import chain
from math import lcm
from typing import TypeAlias

import attrs

from positiveculture.assessment import Assessment
from positiveculture.framework import Framework
from positiveculture.panel.protection import Cell, Group, above
from positiveculture.problems import Problems
from positiveculture.topics import Topic

#: What one person answered: topic to level.
Levels: TypeAlias = Mapping[str, int]


@attrs.frozen
class Replies:
    """The question whether somebody replied at all."""

    @property
    def key(self) -> str:
        """What it is told by."""
        return "replied"

    @property
    def told_by(self) -> tuple[str, ...]:
        """The keys of all figures that tell something of it."""
        return (self.key,)

    def answer(self, _: Levels) -> Cell:
        """Return what a person gave."""
        return Cell(1)

    def crowd(self, count: "Count") -> Cell:
        """Return what a group answered."""
        return Cell(count.replied)


@attrs.frozen
class Item:
    """The question that one topic asks."""

    topic: Topic
    _levels: range = attrs.field(init=False)

    @_levels.default
    def _range(self) -> range:
        return range(self.topic.scale.lowest, self.topic.scale.highest + 1) if self.topic.scale else range(0)

    @property
    def key(self) -> str:
        """What it is told by."""
        return f"topic {self.topic.id}"

    @property
    def told_by(self) -> tuple[str, ...]:
        """The keys of all figures that tell something of it."""
        return (self.key,)

    def answer(self, levels: Levels) -> Cell | None:
        """Return what a person gave."""
        given = levels.get(self.topic.id)
        return None if given is None else Cell(1, tuple(int(level == given) for level in self._levels))

    def crowd(self, count: "Count") -> Cell:
        """Return what a group answered."""
        counts = tuple(count.answers.get((self.topic.id, level), 0) for level in self._levels)
        return Cell(sum(counts), counts)


@attrs.frozen
class Theme:
    """The items of a principle that a framework's published method averages."""

    id: str
    items: tuple[Topic, ...]
    #: How many items a person may leave out.
    missing_allowed: int = 0
    ids: frozenset[str] = attrs.field(init=False)
    #: What each answer gives: its score, and how far up its scale it stands, from 0 to 1.
    _worth: Mapping[tuple[str, int], tuple[int, Fraction]] = attrs.field(init=False, repr=False, eq=False)

    #: The same place in whole parts of a span that is one for all: adding up fractions takes many times as long.
    _span: int = attrs.field(init=False, repr=False, eq=False)
    _places: Mapping[tuple[str, int], int] = attrs.field(init=False, repr=False, eq=False)

    @_span.default
    def _spans(self) -> int:
        return lcm(*(place.denominator for _, place in self._worth.values()))

    @_places.default
    def _whole_places(self) -> dict[tuple[str, int], int]:
        return {answer: int(place * self._span) for answer, (_, place) in self._worth.items()}

    @ids.default
    def _ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items)

    @_worth.default
    def _worths(self) -> dict[tuple[str, int], tuple[int, Fraction]]:
        scales = [(item, item.scale) for item in self.items if item.scale is not None]
        return {
            (item.id, level.number): (
                item.scored(level.number),
                Fraction(item.scored(level.number) - scale.lowest, scale.highest - scale.lowest),
            )
            for item, scale in scales
            for level in scale.levels
        }

    @property
    def key(self) -> str:
        """What it is told by."""
        return f"theme {self.id}"

    @property
    def told_by(self) -> tuple[str, ...]:
        """The keys of all figures that tell something of it: those of its items do as well."""
        return (self.key, *(Item(item).key for item in self.items))

    def score(self, levels: Levels) -> Fraction | None:
        """Return a person's score; None where too many items are left out."""
        given = self._given(levels)
        return Fraction(sum(score for score, _ in given), len(given)) if self._counts(given) else None

    def answer(self, levels: Levels) -> Cell | None:
        """Return what a person gave: points got and points missed, of one; None where the person is not scored."""
        given = self._given(levels)
        if not self._counts(given):
            return None
        got = sum((place for _, place in given), start=Fraction(0)) / len(given)
        return Cell(1, (got, 1 - got))

    def _counts(self, given: Sized) -> bool:
        return bool(given) and len(self.items) - len(given) <= self.missing_allowed

    def _given(self, levels: Levels) -> list[tuple[int, Fraction]]:
        return [self._worth[id_, levels[id_]] for id_ in self.ids & levels.keys()]

    def crowd(self, count: "Count") -> Cell:
        """Return those of a group who are scored."""
        got = Fraction(sum(self._places[answer] * n for answer, n in self._by_complete(count).items()))
        got /= len(self.items) * self._span
        partly = count.partly[self.id]
        n = count.replied - sum(times for _, times in partly) - count.silent[self.id]
        others = ((self.answer(levels), times) for levels, times in partly)
        crowds = (other.times(times) for other, times in others if other)
        return sum(crowds, start=Cell(n, (got, n - got)))

    def total(self, count: "Count") -> Fraction:
        """Return what the scores of those of a group who are scored add up to."""
        of_items = sum(self._worth[answer][0] * n for answer, n in self._by_complete(count).items())
        scores = ((self.score(levels), times) for levels, times in count.partly[self.id])
        others = sum(score * times for score, times in scores if score is not None)
        return Fraction(of_items, len(self.items)) + others

    def _by_complete(self, count: "Count") -> dict[tuple[str, int], int]:
        """Return how often those who left nothing out gave each answer."""
        others: Counter[tuple[str, int]] = Counter()
        for levels, times in count.partly[self.id]:
            others.update(dict.fromkeys(levels.items(), times))
        return {answer: count.answers[answer] - others[answer] for answer in self._worth if answer in count.answers}


#: What is counted, one at a time.
Question: TypeAlias = Replies | Item | Theme


@attrs.frozen
class Count:
    """What was answered in one group directly, the groups inside it left aside."""

    replied: int
    answers: Mapping[tuple[str, int], int]
    #: For each theme, the answers of those who left out some of its items, with how many gave just these.
    partly: Mapping[str, Sequence[tuple[Levels, int]]]
    #: For each theme, how many left out all.
    silent: Mapping[str, int]


def themes(framework: Framework, missing_allowed: int = 0) -> tuple[Theme, ...]:
    """Return the rated topics of each principle that has any."""
    rated: dict[str, list[Topic]] = {principle.id: [] for principle in framework.principles}
    for topic in framework.topics:
        if topic.scale is not None and topic.principle is not None:
            rated[topic.principle].append(topic)
    return tuple(Theme(id_, tuple(topics), missing_allowed) for id_, topics in rated.items() if topics)


def counted(
    placed: Iterable[tuple[Group, Assessment]], framework: Framework, averaged: Iterable[Theme]
) -> dict[Group, Count]:
    """Return what was answered in each group directly.

    Raises:
        InvalidAssessment: An assessment does not fit the framework.
    """
    found: dict[Group, list[Levels]] = {}
    for group, assessment in placed:
        assessment.validate(framework)
        found.setdefault(group, []).append(assessment.levels)
    averaged = tuple(averaged)
    return {group: _count(given, averaged) for group, given in found.items()}


def _count(given: list[Levels], averaged: tuple[Theme, ...]) -> Count:
    answers = Counter(chain.from_iterable(levels.items() for levels in given))
    partly: dict[str, list[tuple[Levels, int]]] = {theme.id: [] for theme in averaged}
    silent = dict.fromkeys(partly, 0)
    everything = frozenset().union(*(theme.ids for theme in averaged))
    for levels in given:
        if everything <= levels.keys():  # most leave nothing out, and are told by one look
            continue
        for theme in averaged:
            here = len(theme.ids & levels.keys())
            if not here:
                silent[theme.id] += 1
            elif here < len(theme.ids):
                partly[theme.id].append((levels, 1))
    return Count(len(given), answers, partly, silent)


def report_numbers(
    counts: Mapping[Group, Count],
    minimum: int,
    invited: Mapping[Group, int],
    missing_allowed: int,
    problems: Problems,
) -> None:
    """Report what cannot be asked of a panel: numbers that are too small, fewer invited than have replied."""
    for option, number, least in (("minimum", minimum, 1), ("missing_allowed", missing_allowed, 0)):
        if number < least:
            problems.report("too-low", option, number=number, least=least)
    replied: Counter[Group] = Counter()
    for group, count in counts.items():
        replied.update(dict.fromkeys((group, *above(group)), count.replied))
    for group, number in invited.items():
        if number < replied[group]:
            name = " / ".join(group) or "the whole"
            problems.report("few-invited", "invited", *([name] if group else []), number=number, group=name)
