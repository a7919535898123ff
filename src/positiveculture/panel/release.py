"""Decides what of a panel is published: which questions stand together, and what of them may be told."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from positiveculture.framework import Framework
from positiveculture.panel.counting import Count, Item, Levels, Question, Replies, Theme
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import Cell, Group, GroupTotals, Suppressed, released
from positiveculture.panel.summary import Figure, Summary, mean_of
from positiveculture.panel.waves import Wave

#: What a question shows of each group, or why it does not.
Told = Mapping[Group, GroupTotals | Suppressed]


@attrs.frozen
class Release:
    """Everything counted, on its way to be published."""

    framework: Framework
    #: The themes whose scores the framework's method averages.
    averaged: tuple[Theme, ...]
    counts: Mapping[Group, Count]
    groups: tuple[Group, ...]
    minimum: int
    #: The wave before, where what both waves show together has to be protected.
    wave: Wave | None
    #: Who, in which group, answered what, where there is a wave before.
    people: Mapping[str, tuple[Group, Levels]]

    def summary(self, invited: Mapping[Group, int]) -> Summary:
        """Return what may be published.

        A figure is published only where the number who replied is: otherwise the sizes that single topics show could
        be put together.
        """
        replied = self._told([Replies()], self.groups)
        heads = {group: told.replied if isinstance(told, GroupTotals) else told for group, told in replied.items()}
        among = [group for group in self.groups if isinstance(replied[group], GroupTotals)]
        figures: dict[tuple[Group, str], Figure] = {}
        means: dict[tuple[Group, str], Fraction | Suppressed] = {}
        for theme in self.averaged:
            together, apart = self._theme(theme, among)
            figures.update(together)
            means.update(apart)
        for topic in self.framework.every_topic:
            if topic.scale is not None and ((), topic.id) not in figures:
                figures.update(_figures(Item(topic), self._told([Item(topic)], among)))
        for theme in self.averaged:
            means.update(_given_anyway(theme, figures, heads))
        return Summary(self.framework, self.minimum, self.groups, figures, heads, means, dict(invited))

    def _theme(
        self, theme: Theme, among: Iterable[Group]
    ) -> tuple[dict[tuple[Group, str], Figure], dict[tuple[Group, str], Fraction | Suppressed]]:
        """Return the figures of a theme's items, where they have to stand with its mean, and its means.

        A mean is published where all its items are, and they where it is.  Otherwise the mean of a group could be
        worked out of its items, and taken away from that of a larger one.  Where not even the whole has a mean, nor had
        one in the wave before, the items need not stand together.
        """
        items = [Item(topic) for topic in theme.items]
        told = self._told([theme, *items], among)
        means = {(group, theme.id): _mean(theme, each) for group, each in told.items()}
        alone = isinstance(told[()], Suppressed) and not (self.wave and self.wave.published.get(theme.key))
        return {key: found for item in items if not alone for key, found in _figures(item, told).items()}, means

    def _told(self, questions: Sequence[Question], among: Iterable[Group]) -> Told:
        own = {group: _tally(questions, count) for group, count in self.counts.items()}
        for question in questions:
            crowds = self.wave.crowds(question, self.people) if self.wave else {}
            for group, told_apart in crowds.items():
                own[group] = own.get(group, GroupTotals()) + told_apart
        found = released(own, self.minimum, among=among)
        return {group: found[group] for group in self.groups}


def _tally(questions: Iterable[Question], count: Count) -> GroupTotals:
    score = sum((theme.total(count) for theme in questions if isinstance(theme, Theme)), start=Fraction(0))
    return GroupTotals({question.key: question.crowd(count) for question in questions}, {}, count.replied, score)


def _figures(item: Item, told: Told) -> dict[tuple[Group, str], Figure]:
    return {(group, item.topic.id): _figure(item, each) for group, each in told.items()}


def _figure(item: Item, told: GroupTotals | Suppressed) -> Figure:
    if isinstance(told, Suppressed):
        return told
    crowd = told.figures.get(item.key, Cell(0))
    return Distribution(item.topic, tuple(map(int, crowd.counts))) if crowd.n else Suppressed.TOO_FEW


def _mean(theme: Theme, told: GroupTotals | Suppressed) -> Fraction | Suppressed:
    if isinstance(told, Suppressed):
        return told
    n = told.figures.get(theme.key, Cell(0)).n
    return told.score / n if n else Suppressed.TOO_FEW


def _given_anyway(
    theme: Theme, figures: Mapping[tuple[Group, str], Figure], replied: Mapping[Group, int | Suppressed]
) -> dict[tuple[Group, str], Fraction]:
    """Return the means that the published items give away anyway: where nobody who replied left any out."""
    found = {}
    for group, n in replied.items():
        items = [figures[group, topic.id] for topic in theme.items]
        complete = [item for item in items if isinstance(item, Distribution) and item.n == n]
        if len(complete) == len(items):
            found[group, theme.id] = sum(map(mean_of, complete), start=Fraction(0)) / len(items)
    return found
