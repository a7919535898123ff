"""What rules may speak of in one framework."""

from collections.abc import Collection, Mapping
from typing import Protocol

import attrs

from positiveculture.errors import UnknownTopic, WrongArgument
from positiveculture.field_types import wrong_type
from positiveculture.gettext import gettext
from positiveculture.sentences import quoted
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
        """Return the scale of a topic.

        Raises:
            UnknownTopic: There is no such topic.
            WrongArgument: It has no scale.
        """
        if topic not in self.scales:
            raise UnknownTopic("topic", topic, tuple(self.scales))
        scale = self.scales[topic]
        if scale is None:
            raise WrongArgument(gettext("topic {topic} has no scale").format(topic=quoted(topic)))
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


def require_titles(framework: object) -> None:
    """Refuse what is no framework, before something is put into its words.

    Raises:
        WrongArgument: It is none.
    """
    if not hasattr(framework, "numbered_title"):
        raise wrong_type(framework, "Framework")
