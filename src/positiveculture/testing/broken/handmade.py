"""Frameworks that are judged by something else than their program, each of which breaks one law of rules."""

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from itertools import count
from typing import Any

import attrs

from positiveculture.awards import Award
from positiveculture.framework import Framework
from positiveculture.rules.blockers import Below, Blocker, NothingToJudge, Unanswered
from positiveculture.rules.compile import Compiled
from positiveculture.rules.lookups import Case
from positiveculture.testing.broken.specimen import Specimen, sound


@attrs.define(eq=False)
class Heard(Case):
    """Answers, with their levels and the award that they support."""

    levels: Mapping[str, int] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Handmade(Compiled):
    """Judges as the program does; each class below gets one thing wrong."""

    @classmethod
    def of(cls, program: Compiled) -> "Handmade":
        """Return a judge in place of a compiled program."""
        return cls(program.awards, program.runs, (("answered", "t1", ""),), program.keys)

    def read(
        self,
        levels: Mapping[str, int],
        not_applicable: Collection[str],
        answered: Collection[str],
        shown: Callable[[str, str], bool],
    ) -> Case:
        """Return answers, with their levels."""
        case = super().read(levels, not_applicable, answered, shown)
        return Heard(case.answers, case.runs, case.sets_aside, levels)

    def blockers(self, case: Case) -> dict[str, tuple[Blocker, ...]]:
        """Return what stands in the way of the one award."""
        return {"bronze": self.found(case.levels if isinstance(case, Heard) else {})}

    def progress(self, case: Case) -> dict[str, Fraction]:
        """Return how far the one award has come."""
        return {"bronze": Fraction(not self.blockers(case)["bronze"])}

    def found(self, levels: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way at these levels: that T1 is not at 3 or above."""
        level = levels.get("t1")
        if level is None:
            return (Unanswered("t1", 3),)
        return () if level >= 3 else (Below("t1", 3, level),)  # noqa: PLR2004 - its level


class Stumbling(Handmade):
    """Fails where its topic is not answered."""

    def found(self, levels: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        return super().found({"t1": levels["t1"]})


class Moody(Handmade):
    """Says yes each second time."""

    times: Iterator[int] = count()

    def found(self, levels: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        return super().found({}) if next(self.times) % 2 else super().found(levels)


class Exact(Handmade):
    """Is met at two levels, and not at the one between them."""

    def found(self, levels: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        level = levels.get("t1")
        if level is None:
            return (Unanswered("t1", 2),)
        return () if level in (2, 4) else (Below("t1", 4, level),)


class Hasty(Handmade):
    """Blames whichever topic was answered first."""

    def found(self, levels: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        first = next(iter(levels), "t1")
        found = super().found(levels)
        return tuple(Below(first, 3, one.has) if isinstance(one, Below) else Unanswered(first, 3) for one in found)


class Zeroing(Handmade):
    """Takes a topic that nobody has answered for a nought."""

    def found(self, levels: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        return super().found({"t1": levels.get("t1", 0)})


class Boastful(Handmade):
    """Says that it is all done, whatever is missing."""

    def progress(self, _: Case) -> dict[str, Fraction]:
        """Return how far the one award has come."""
        return {"bronze": Fraction(1)}


class Misleading(Handmade):
    """Names a topic that is not there."""

    def found(self, levels: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        return (Unanswered("t9", 3),) if super().found(levels) else ()


class Generous(Handmade):
    """Is always met."""

    def found(self, _: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        return ()


class Aloof(Handmade):
    """Never finds anything to judge."""

    def found(self, _: Mapping[str, int]) -> tuple[Blocker, ...]:
        """Return what stands in the way."""
        return (NothingToJudge(),)


@attrs.frozen
class Foreign:
    """A rule that is none of the library's kinds."""

    words: str = "T1 at 3 or above"

    def describe(self, _: object) -> str:
        """Return the rule in words."""
        return self.words


def misjudged(framework: Framework, judge: type[Handmade]) -> Framework:
    """Return the framework with another judge in place of its compiled program."""
    object.__setattr__(framework, "compiled", judge.of(framework.compiled))
    return framework


def _specimen(check: str, judge: type[Handmade], what: str) -> Specimen:
    return Specimen(check, what, lambda: misjudged(sound(), judge))


def _asking(rule: Any) -> Framework:
    framework = sound()
    _ = framework.compiled  # what it is judged by is laid out before it is changed
    object.__setattr__(framework, "awards", (Award(id="bronze", title="Bronze", rule=rule, rank=0),))
    return framework


HANDMADE = (
    _specimen("rules_total", Stumbling, "a judge that fails where its topic is not answered"),
    _specimen("rules_deterministic", Moody, "a judge that says no each second time"),
    _specimen("rules_monotone", Exact, "an award that is lost on the way up"),
    _specimen("rules_order_free", Hasty, "a judge that blames whichever topic was answered first"),
    _specimen("rules_half_filled", Zeroing, "a judge that takes a gap for a nought"),
    _specimen("rules_progress", Boastful, "a judge that says it is all done, whatever is missing"),
    _specimen("rules_reasons", Misleading, "a judge that names a topic that is not there"),
    _specimen("rules_can_fail", Generous, "an award that is always met"),
    _specimen("rules_reachable", Aloof, "a judge that never finds anything to judge"),
    Specimen("rules_as_meant", "a topic that no award needs", lambda: sound(meant=())),
    Specimen("rules_described", "a rule that says nothing", lambda: _asking(Foreign(""))),
    Specimen("rules_closed", "a rule that is none of the library's kinds", lambda: _asking(Foreign())),
)
