"""What a panel says, safe to publish."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from math import lcm
from operator import mul
from typing import TypeAlias

import attrs

from positiveculture.errors import NotAveraged, Unknown
from positiveculture.field_types import with_types
from positiveculture.framework import Framework
from positiveculture.gettext import gettext
from positiveculture.panel.counting import scored_principles
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.topics import Topic

#: A figure, or why it is not published.
Figure: TypeAlias = Distribution | Suppressed

#: The mean score of each group on each theme, or why it is not published.
Means: TypeAlias = Mapping[tuple[Group, str], Fraction | Suppressed]


@attrs.frozen
class Summary:
    """What a panel says: what could show what single people answered is suppressed, and not held here.

    With `min_respondents` above 1, each count has noise in it (see `noise`); the numbers who replied are exact.
    """

    framework: Framework
    min_respondents: int
    #: Every group, the whole () first.
    groups: tuple[Group, ...]
    _figures: Mapping[tuple[Group, str], Figure] = attrs.field(repr=False)
    _replied: Mapping[Group, int | Suppressed] = attrs.field(repr=False)
    _invited: Mapping[Group, int] = attrs.field(repr=False)
    #: The themes' scores, person by person, where nothing is protected; else they follow from the figures.
    _means: Means = attrs.field(factory=dict, repr=False)

    def __repr__(self) -> str:
        shape = f"{len(self.groups)} groups, at least {self.min_respondents} behind every figure"
        return f"<Summary against {self.framework.id} {self.framework.edition}: {shape}>"

    @property
    def topics(self) -> tuple[str, ...]:
        """The ids of the rated topics, in framework order."""
        return tuple(topic.id for topic in self.framework.every_topic if topic.scale is not None)

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of the principles that have rated topics."""
        return tuple(theme.id for theme in scored_principles(self.framework))

    @with_types
    def figure(self, topic: str | int, group: Group = ()) -> Figure:
        """Return how `group` answered a topic, or why that is suppressed."""
        self._require_group(group)
        return self._figures[group, self.framework.topic(topic).id]

    @with_types
    def replied(self, group: Group = ()) -> int | Suppressed:
        """Return how many of `group` replied, or why that is suppressed."""
        self._require_group(group)
        return self._replied[group]

    def _require_group(self, group: Group) -> None:
        if group not in self._replied:
            known = tuple(" / ".join(each) for each in self.groups if each)
            raise Unknown("group", " / ".join(group), known, "" if known else gettext("there are none"))

    @with_types
    def response_rate(self, group: Group = ()) -> Fraction | Suppressed | None:
        """Return the share of those invited that replied; None where it is not known how many were."""
        replied, invited = self.replied(group), self._invited.get(group)
        if not invited:
            return None
        return replied if isinstance(replied, Suppressed) else Fraction(replied, invited)

    @with_types
    def shares(self, theme: str, group: Group = ()) -> Shares | Suppressed:
        """Return the shares of very negative and positive answers to all of a theme's topics (a principle's id).

        Suppressed where the figure of one of them is: they are worked out of those figures.
        """
        figures = self._published(theme, group)
        return figures if isinstance(figures, Suppressed) else Shares.of(figures)

    def _published(self, theme: str, group: Group) -> list[Distribution] | Suppressed:
        """Return the figures of a theme's topics, or why the first is not published that is not."""
        self._require_group(group)
        shown: list[Distribution] = []
        for topic in self._items_of(theme):
            figure = self._figures[group, topic.id]
            if isinstance(figure, Suppressed):
                return figure
            shown.append(figure)
        return shown

    def _items_of(self, theme: str) -> tuple[Topic, ...]:
        """Return a theme's topics.

        Raises:
            Unknown: No principle of this id has rated topics.
        """
        if theme not in self._items:
            raise Unknown("principle", theme, tuple(self._items))
        return self._items[theme]

    @cached_property
    def _items(self) -> Mapping[str, tuple[Topic, ...]]:
        """Theme to its topics."""
        return {theme.id: theme.items for theme in scored_principles(self.framework)}

    @with_types
    def mean(self, theme: str, group: Group = ()) -> Fraction | Suppressed:
        """Return the score of a theme (a principle's id), as the framework's published method takes it.

        Where small numbers are protected, it follows from the published figures: it is the mean of the items' means,
        which is that of the people's where nobody left an item out.

        Raises:
            NotAveraged: The framework publishes no such method: its levels are ordinal.
        """
        self._refuse_to_average()
        if (group, theme) in self._means:
            return self._means[group, theme]
        shown = self._published(theme, group)
        if isinstance(shown, Suppressed):
            return shown
        sizes = [figure.n for figure in shown]
        parts = lcm(*sizes)  # one fraction in place of many
        scores = sum(score * (parts // n) for score, n in zip(map(score_of, shown), sizes, strict=True))
        return Fraction(scores, parts * len(shown))

    @with_types
    def item_mean(self, topic: str | int, group: Group = ()) -> Fraction | Suppressed:
        """Return the mean score of a topic.

        Raises:
            NotAveraged: The framework publishes no such method: its levels are ordinal.
        """
        self._refuse_to_average()
        figure = self.figure(topic, group)
        return figure if isinstance(figure, Suppressed) else mean_of(figure)

    def _refuse_to_average(self) -> None:
        if not self.framework.averages:
            raise NotAveraged(self.framework.title)

    @with_types
    def most_disputed(self, group: Group = ()) -> tuple[Distribution, ...]:
        """Return what is published of `group`, the topics on which people agree least first."""
        self._require_group(group)
        figures = (self._figures[group, topic] for topic in self.topics)
        return tuple(sorted((f for f in figures if isinstance(f, Distribution)), key=lambda figure: figure.agreement))

    @property
    def invited(self) -> Mapping[Group, int]:
        """How many were asked, for the groups for which that is known."""
        return self._invited


def mean_of(figure: Distribution) -> Fraction:
    """Return the mean score: only for frameworks whose published method takes one."""
    return Fraction(score_of(figure), figure.n)


def score_of(figure: Distribution) -> int:
    """Return what all scores add up to."""
    lowest = figure.scale.lowest
    numbers = range(lowest, lowest + len(figure.counts))
    return sum(map(mul, reversed(numbers) if figure.topic.reverse_scored else numbers, figure.counts))
