"""What rules read: the topics and awards that they may speak of, and what one assessment says of them."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Protocol, TypeAlias

import attrs

from positiveculture.rules.blockers import Blocker, NothingToJudge
from positiveculture.topics import Scale

#: What a rule says of a case: what stands in the way, () where it is met, None where nothing is left to judge.
Finding: TypeAlias = tuple[Blocker, ...] | None

#: How far a rule has come, in [0, 1], and how many requirements that speaks of; None where nothing is left to judge.
Measure: TypeAlias = tuple[Fraction, int] | None


class Judge(Protocol):
    """What every rule can say of a case."""

    def finding(self, case: "Case") -> Finding:
        """Return what stands in the way."""

    def measure(self, case: "Case") -> Measure:
        """Return how far the rule has come."""


@attrs.frozen
class Scope:
    """What rules may speak of in one framework."""

    #: Each topic and part, in framework order, with its scale (None: reflections only).
    scales: Mapping[str, Scale | None]
    #: The rated top-level topics: what `Every` and `Share` mean where they name none.
    rated: tuple[str, ...]
    #: Each award's rule, lowest award first.
    rules: Mapping[str, Judge]
    #: The topics on which a high level is a bad sign.
    reverse_scored: frozenset[str] = frozenset()

    def scale(self, topic: str) -> Scale:
        """Return the scale of a topic that is known to be rated."""
        scale = self.scales[topic]
        if scale is None:
            raise TypeError(f"topic {topic!r} has no scale")
        return scale


@attrs.frozen(eq=False)
class Case:
    """What one assessment says. An open question stands at its lowest level until it is answered."""

    scope: Scope
    #: Topic to level, for each topic that is rated.
    levels: Mapping[str, int]
    #: The topics set aside as not applicable.
    aside: frozenset[str] = frozenset()
    #: The topics with a response that speaks of them: a rating or a reflection.
    answered: frozenset[str] = frozenset()
    #: The topics with at least one piece of evidence that counts on the day.
    evidenced: frozenset[str] = frozenset()
    _findings: dict[str, Finding] = attrs.field(factory=dict, repr=False)
    _measures: dict[str, Measure] = attrs.field(factory=dict, repr=False)

    def left(self, topics: Iterable[str]) -> list[str]:
        """Return those of `topics` that are not set aside."""
        return [topic for topic in topics if topic not in self.aside]

    def blockers(self, award: str) -> tuple[Blocker, ...]:
        """Return what stands in the way of an award; judged once a case."""
        for each in self._up_to(award, self._findings):
            self._findings[each] = self.scope.rules[each].finding(self)
        finding = self._findings[award]
        return (NothingToJudge(),) if finding is None else finding

    def progress(self, award: str) -> Fraction:
        """Return how far an award has come; measured once a case."""
        for each in self._up_to(award, self._measures):
            self._measures[each] = self.scope.rules[each].measure(self)
        measure = self._measures[award]
        return Fraction(0) if measure is None else measure[0]

    def _up_to(self, award: str, known: Mapping[str, object]) -> Iterator[str]:
        """Yield each award that is not known yet, from the lowest to `award`: those that it holds stand lower.

        Asking each for the one below it would go as deep as the chain of awards is long.
        """
        if award not in known:
            awards = list(self.scope.rules)
            yield from (each for each in awards[: awards.index(award) + 1] if each not in known)
