"""What rules may speak of in one framework."""

from collections.abc import Collection, Mapping

import attrs

from positiveculture.topics import Scale


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

    def scale(self, topic: str) -> Scale:
        """Return the scale of a topic that is known to be rated."""
        scale = self.scales[topic]
        if scale is None:
            raise TypeError(f"topic {topic!r} has no scale")
        return scale
