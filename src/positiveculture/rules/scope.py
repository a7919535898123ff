"""What rules may speak of in one framework."""

from collections.abc import Collection, Mapping
from typing import Protocol

import attrs

from positiveculture.topics import Principle, Scale


@attrs.frozen
class Scope:
    """The topics and awards of one framework, as rules name them."""

    #: Each topic and part, in framework order, with its scale (None: reflections only).
    scales: Mapping[str, Scale | None]
    #: The rated top-level topics: what `Every` and `Share` mean where they name none.
    rated: tuple[str, ...]
    #: The ids of the awards, lowest first.
    awards: Collection[str]
    #: The topics on which a high level is a bad sign.
    reverse_scored: frozenset[str] = frozenset()
    #: Each principle with its rated top-level topics, those of principles within it too.
    principles: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)

    def scale(self, topic: str) -> Scale:
        """Return the scale of a topic that is known to be rated."""
        scale = self.scales[topic]
        if scale is None:
            raise TypeError(f"topic {topic!r} has no scale")
        return scale


class Titles(Protocol):
    """What rules and blockers need of a framework to say themselves in words."""

    @property
    def scope(self) -> Scope:
        """What its rules may speak of."""

    def title_of(self, name: str) -> str:
        """Return the title of a topic or of an award."""

    def numbered_title(self, topic: str) -> str:
        """Return a topic's title after its printed number, where it has one."""

    def principle(self, key: str) -> Principle:
        """Return a principle by its id."""
