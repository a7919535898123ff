"""What blockers say, whatever their order."""

from collections import Counter
from collections.abc import Iterable

import attrs

from positiveculture.rules.blockers import Alternatives, Blocker, ShareBelow, flatten


def unordered(blockers: Iterable[Blocker]) -> frozenset[tuple[object, int]]:
    """Return `blockers` without their order, those inside alternatives too."""
    return frozenset(Counter(_bare(blocker) for blocker in blockers).items())


def _bare(blocker: Blocker) -> object:
    if isinstance(blocker, ShareBelow):
        return attrs.evolve(blocker, topics=sorted(blocker.topics))
    if not isinstance(blocker, Alternatives):
        return blocker
    return blocker.needs, frozenset(Counter(unordered(option) for option in blocker.options).items())


def asked(blockers: Iterable[Blocker]) -> set[tuple[object, ...]]:
    """Return what each single blocker asks for, whatever kind says so: a level of a topic, a share, an award."""
    return {
        (getattr(b, "topic", None), getattr(b, "award", None), getattr(b, "needs", None)) for b in flatten(blockers)
    }
