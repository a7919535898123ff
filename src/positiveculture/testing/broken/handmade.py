"""Frameworks with rules of their own classes, each of which breaks one law of rules."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from typing import Any, ClassVar

import attrs

from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.rules import AtLeast, Below, Blocker, Case, Finding, Measure, Unanswered
from positiveculture.testing.broken.specimen import Specimen, sound

MET, UNMET = (Fraction(1), 1), (Fraction(0), 1)


@attrs.frozen
class Handmade:
    """A rule that judges as `AtLeast` does, and is none of the library's kinds."""

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        return AtLeast("t1", 3).finding(case)

    def measure(self, case: Case) -> Measure:
        """Return how far it has come."""
        return UNMET if self.finding(case) else MET

    def describe(self, _: object) -> str:
        """Return the rule in words."""
        return "T1 at 3 or above"


@attrs.frozen
class Stumbling(Handmade):
    """Fails where its topic is not answered."""

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        return () if case.levels["t1"] >= 3 else (Below("t1", 3, case.levels["t1"]),)  # noqa: PLR2004 - its level


@attrs.frozen
class Moody(Handmade):
    """Says yes each second time."""

    times: ClassVar[Iterator[int]] = count()

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        return (Unanswered("t1", 3),) if next(self.times) % 2 else Handmade.finding(self, case)


@attrs.frozen
class Exact(Handmade):
    """Is met at two levels, and not at the one between them."""

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        level = case.levels.get("t1")
        if level is None:
            return (Unanswered("t1", 2),)
        return () if level in (2, 4) else (Below("t1", 4, level),)


@attrs.frozen
class Hasty(Handmade):
    """Blames whichever topic was answered first."""

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        blamed: list[Blocker] = []
        for blocker in Handmade.finding(self, case) or ():
            first = next(iter(case.levels), "t1")
            blamed.append(Below(first, 3, 1) if isinstance(blocker, Below) else Unanswered(first, 3))
        return tuple(blamed)


@attrs.frozen
class Zeroing(Handmade):
    """Takes a topic that nobody has answered for a nought."""

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        level = case.levels.get("t1", 0)
        return () if level >= 3 else (Below("t1", 3, level),)  # noqa: PLR2004 - its level


@attrs.frozen
class Boastful(Handmade):
    """Says that it is all done, whatever is missing."""

    def measure(self, _: Case) -> Measure:
        """Return how far it has come."""
        return MET


@attrs.frozen
class Misleading(Handmade):
    """Names a topic that is not there."""

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        return (Unanswered("t9", 3),) if Handmade.finding(self, case) else ()


@attrs.frozen
class Generous(Handmade):
    """Is always met."""

    def finding(self, _: Case) -> Finding:
        """Return what stands in the way."""
        return ()


@attrs.frozen
class Aloof(Handmade):
    """Never finds anything to judge."""

    def finding(self, _: Case) -> Finding:
        """Return what stands in the way."""
        return None

    def measure(self, _: Case) -> Measure:
        """Return how far it has come."""
        return None


@attrs.frozen
class Silent(Handmade):
    """Does not say what it asks."""

    def describe(self, _: object) -> str:
        """Return the rule in words."""
        return ""


def _specimen(check: str, rule: Any, what: str) -> Specimen:
    def make() -> Framework:
        return sound(awards=[Award(id="bronze", title="Bronze", rule=rule)])

    return Specimen(check=check, what=what, make=make)


HANDMADE = (
    _specimen("rules_total", Stumbling(), "a rule that fails where its topic is not answered"),
    _specimen("rules_deterministic", Moody(), "a rule that says yes each second time"),
    _specimen("rules_monotone", Exact(), "a rule that is lost on the way up"),
    _specimen("rules_order_free", Hasty(), "a rule that blames whichever topic was answered first"),
    _specimen("rules_half_filled", Zeroing(), "a rule that takes a gap for a nought"),
    _specimen("rules_progress", Boastful(), "a rule that says it is all done, whatever is missing"),
    _specimen("rules_reasons", Misleading(), "a rule that names a topic that is not there"),
    _specimen("rules_can_fail", Generous(), "a rule that is always met"),
    _specimen("rules_reachable", Aloof(), "a rule that never finds anything to judge"),
    _specimen("rules_described", Silent(), "a rule that does not say what it asks"),
    _specimen("rules_closed", Handmade(), "a rule that judges well, and is none of the library's kinds"),
)
