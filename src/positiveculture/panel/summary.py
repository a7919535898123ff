"""What a panel says, safe to publish."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import attrs

from positiveculture.errors import NotAveraged
from positiveculture.framework import Framework
from positiveculture.panel.counting import themes
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.protection import Group, Suppressed

#: A figure, or why it is not published.
Figure: TypeAlias = Distribution | Suppressed


@attrs.frozen
class Summary:
    """What a panel says: every figure that could show what single people answered is withheld, and not held here."""

    framework: Framework
    minimum: int
    #: Every group, the whole () first.
    groups: tuple[Group, ...]
    _figures: Mapping[tuple[Group, str], Figure] = attrs.field(repr=False)
    _replied: Mapping[Group, int | Suppressed] = attrs.field(repr=False)
    _means: Mapping[tuple[Group, str], Fraction | Suppressed] = attrs.field(repr=False)
    _invited: Mapping[Group, int] = attrs.field(repr=False)

    def __repr__(self) -> str:
        shape = f"{len(self.groups)} groups, at least {self.minimum} behind every figure"
        return f"<Summary against {self.framework.id} {self.framework.edition}: {shape}>"

    @property
    def topics(self) -> tuple[str, ...]:
        """The ids of the rated topics, in framework order."""
        return tuple(topic.id for topic in self.framework.every_topic if topic.scale is not None)

    @property
    def themes(self) -> tuple[str, ...]:
        """The ids of the principles that have rated topics."""
        return tuple(theme.id for theme in themes(self.framework))

    def figure(self, topic: str | int, group: Group = ()) -> Figure:
        """Return how `group` answered a topic, or why that is withheld."""
        return self._figures[group, self.framework.topic(topic).id]

    def replied(self, group: Group = ()) -> int | Suppressed:
        """Return how many of `group` replied, or why that is withheld."""
        return self._replied[group]

    def response_rate(self, group: Group = ()) -> Fraction | Suppressed | None:
        """Return the share of those invited that replied; None where it is not known how many were."""
        replied, invited = self._replied[group], self._invited.get(group)
        if not invited:
            return None
        return replied if isinstance(replied, Suppressed) else Fraction(replied, invited)

    def shares(self, theme: str, group: Group = ()) -> Shares | Suppressed:
        """Return the shares of very negative and positive answers to all of a theme's topics (a principle's id).

        Withheld where the figure of one of them is: they are worked out of those figures.
        """
        topics = next(found.items for found in themes(self.framework) if found.id == theme)
        figures = [self._figures[group, topic.id] for topic in topics]
        published = [figure for figure in figures if isinstance(figure, Distribution)]
        reasons = [figure for figure in figures if isinstance(figure, Suppressed)]
        return reasons[0] if reasons else Shares.of(published)

    def mean(self, theme: str, group: Group = ()) -> Fraction | Suppressed:
        """Return the score of a theme (a principle's id), as the framework's published method takes it.

        Raises:
            NotAveraged: The framework publishes no such method: its levels are ordinal.
        """
        self._refuse_to_average()
        return self._means[group, theme]

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

    def most_disputed(self, group: Group = ()) -> tuple[Distribution, ...]:
        """Return what is published of `group`, the topics on which people agree least first."""
        figures = (self._figures[group, topic] for topic in self.topics)
        return tuple(sorted((f for f in figures if isinstance(f, Distribution)), key=lambda figure: figure.agreement))

    @property
    def published(self) -> Mapping[str, frozenset[Group]]:
        """The groups whose figure is published, by question: `replied`, `topic ID`, `theme ID`."""
        found: dict[str, set[Group]] = {}
        for group, replied in self._replied.items():
            found.setdefault("replied", set()).update([] if isinstance(replied, Suppressed) else [group])
        for kind, figures in (("topic", self._figures), ("theme", self._means)):
            for (group, id_), figure in figures.items():
                found.setdefault(f"{kind} {id_}", set()).update([] if isinstance(figure, Suppressed) else [group])
        return {key: frozenset(groups) for key, groups in found.items()}


def mean_of(figure: Distribution) -> Fraction:
    """Return the mean score: only for frameworks whose published method takes one."""
    return Fraction(sum(score * count for score, count in figure.scored.items()), figure.n)
