"""The closed set of award rules.

A rule can only ask for more: there is no "not" and no "at most".  So raising a rating never loses an award, the order
of answers never matters, and a half-filled assessment has an exact answer.  What is wrong with a rule itself is told
by `faults`.

Each rule says three things: what stands in the way (`finding`), how far it has come (`measure`), and what it asks in
words (`describe`).  A topic that is set aside is passed by; a rule with nothing left to judge finds and measures None.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from math import prod
from typing import Protocol, TypeAlias

import attrs

from positiveculture.rules.blockers import (
    Alternatives,
    AwardMissing,
    Below,
    Blocker,
    NeedsEvidence,
    ShareBelow,
    Unanswered,
    closed,
)
from positiveculture.rules.case import Case, Finding, Measure, Scope
from positiveculture.topics import many

ONE = Fraction(1)


def _pairs(weights: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(dict(weights).items())


class Rounding(StrEnum):
    """How a share is rounded before it is compared; always stated, never implied."""

    EXACT = "exact"
    #: To whole per cent, halves up: 62.5 becomes 63.
    HALF_UP = "half-up"

    def applied(self, percent: Fraction) -> Fraction:
        """Return `percent`, rounded."""
        if self is Rounding.EXACT:
            return percent
        # The floor of one half more, in whole numbers: adding fractions takes four times as long.
        return Fraction((2 * percent.numerator + percent.denominator) // (2 * percent.denominator))


class Titles(Protocol):
    """What `describe` needs of a framework."""

    @property
    def scope(self) -> Scope:
        """What its rules may speak of."""

    def title_of(self, name: str) -> str:
        """Return the title of a topic or of an award."""


@attrs.frozen
class AtLeast:
    """The topic is rated at or above the level."""

    topic: str
    level: int

    def blocker(self, level: int | None, lowest: int) -> Blocker | None:
        """Return what stands in the way at `level` (None: unanswered, and any answer from `lowest` up may come)."""
        if level is None:
            return Unanswered(self.topic, self.level) if lowest < self.level else None
        return None if level >= self.level else Below(self.topic, self.level, level)

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        if self.topic in case.aside:
            return None
        blocker = self.blocker(case.levels.get(self.topic), case.scope.scale(self.topic).lowest)
        return () if blocker is None else (blocker,)

    def measure(self, case: Case) -> Measure:
        """Return 1 where met, else 0."""
        return _measured(self.finding(case), 1)

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        top = self.level == framework.scope.scale(self.topic).highest
        return f"{framework.title_of(self.topic)} at {self.level}{'' if top else ' or above'}"


@attrs.frozen
class Every:
    """Every named topic is at or above the level; where none is named, every rated top-level topic."""

    level: int
    topics: tuple[str, ...] = attrs.field(default=(), converter=many)

    def each(self, scope: Scope) -> tuple[AtLeast, ...]:
        """Return the same, one rule a topic."""
        return tuple(AtLeast(topic, self.level) for topic in self.topics or scope.rated)

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        left = [rule for rule in self.each(case.scope) if rule.topic not in case.aside]
        return tuple(blocker for rule in left for blocker in rule.finding(case) or ()) if left else None

    def measure(self, case: Case) -> Measure:
        """Return the share of the topics that stand at the level."""
        return All(self.each(case.scope)).measure(case)

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        topics = _listed(self.topics, framework) if self.topics else "topic"
        return f"every {'one of ' if self.topics else ''}{topics} at {self.level} or above"


@attrs.frozen
class Share:
    """The points, a level's number a topic, are at least so many per cent of the most possible.

    Exact integer and `Fraction` arithmetic, never floats.  A topic that is set aside counts on neither side.
    """

    percent: Fraction = attrs.field(converter=Fraction)
    topics: tuple[str, ...] = attrs.field(default=(), converter=many)
    #: How often a topic counts; one that is not named counts once.
    weights: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_pairs)
    rounding: Rounding = attrs.field(default=Rounding.EXACT, converter=Rounding)

    def weighed(self, case: Case) -> list[tuple[str, int]]:
        """Return each topic that is not set aside, with how often it counts."""
        weights = dict(self.weights)
        return [(topic, weights.get(topic, 1)) for topic in case.left(self.topics or case.scope.rated)]

    def shares(self, case: Case) -> tuple[Fraction, Fraction] | None:
        """Return the exact share in per cent with every open question at its lowest, and at its highest, level."""
        least = best = most = 0
        for topic, weight in self.weighed(case):
            scale, level = case.scope.scale(topic), case.levels.get(topic)
            most += scale.highest * weight
            least += (scale.lowest if level is None else level) * weight
            best += (scale.highest if level is None else level) * weight
        if not most:
            return None
        return Fraction(100 * least, most), Fraction(100 * best, most)

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        shares = self.shares(case)
        if shares is None:
            return None
        has = self.rounding.applied(shares[0])
        return () if has >= self.percent else (ShareBelow(self.percent, has, self.rounding.applied(shares[1])),)

    def measure(self, case: Case) -> Measure:
        """Return how much of the share is reached."""
        shares = self.shares(case)
        if shares is None:
            return None
        return (ONE if self.rounding.applied(shares[0]) >= self.percent else shares[0] / self.percent), 1

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        topics = f" of {_listed(self.topics, framework)}" if self.topics else ""
        weights = ", ".join(f"{framework.title_of(topic)} counting {weight} times" for topic, weight in self.weights)
        rounded = ", rounded half up to whole per cent" if self.rounding is Rounding.HALF_UP else ""
        return (
            f"at least {decimal(self.percent)} per cent of the points{topics}{', ' * bool(weights)}{weights}{rounded}"
        )


@attrs.frozen
class Evidenced:
    """Each topic has at least one piece of evidence that has not lapsed on the day."""

    topics: tuple[str, ...] = attrs.field(converter=many)

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        left = case.left(self.topics)
        bare = [topic for topic in left if topic not in case.evidenced]
        return tuple(NeedsEvidence(topic, certain=topic in case.answered) for topic in bare) if left else None

    def measure(self, case: Case) -> Measure:
        """Return the share of the topics that are evidenced."""
        return _measured(self.finding(case), len(case.left(self.topics)))

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        return f"evidence for {_listed(self.topics, framework)}"


@attrs.frozen
class Holds:
    """The other award is met."""

    award: str

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way."""
        blockers = case.blockers(self.award)
        return (AwardMissing(self.award, certain=closed(blockers)),) if blockers else ()

    def measure(self, case: Case) -> Measure:
        """Return the progress of the other award."""
        return case.progress(self.award), 1

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        return f"{framework.title_of(self.award)} held"


@attrs.frozen
class All:
    """Every one of the rules is met."""

    rules: tuple["Rule", ...] = attrs.field(converter=many)

    def split(self) -> tuple[list[Holds], list["Rule"]]:
        """Return the awards that must be held, and the rest, which is the rule's own."""
        held = [rule for rule in self.rules if isinstance(rule, Holds)]
        return held, [rule for rule in self.rules if not isinstance(rule, Holds)]

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way; nothing is left to judge where that is so of all that is the rule's own."""
        findings = [(rule, rule.finding(case)) for rule in self.rules]
        own = [finding for rule, finding in findings if not isinstance(rule, Holds)]
        if own and all(finding is None for finding in own):
            return None
        return tuple(blocker for _, finding in findings for blocker in finding or ())

    def measure(self, case: Case) -> Measure:
        """Return the share of its own requirements that is met, times the progress of each award that must be held.

        So it says 1 only where every requirement is met and no other award is missing.
        """
        held, own = self.split()
        measures = [measure for rule in own if (measure := rule.measure(case)) is not None]
        if own and not measures:
            return None
        size = sum(size for _, size in measures)
        share = sum((part * size for part, size in measures), start=Fraction(0)) / size if size else ONE
        return prod([case.progress(rule.award) for rule in held], start=share), size or 1

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        return "; ".join(
            f"({rule.describe(framework)})" if isinstance(rule, All) else rule.describe(framework)
            for rule in self.rules
        )


@attrs.frozen
class AtLeastOf:
    """At least `n` of the rules are met.

    Rules with nothing left to judge are passed by; where fewer than `n` are left, all that are left must be met.
    """

    n: int
    rules: tuple["Rule", ...] = attrs.field(converter=many)

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way, grouped, so that alternatives are seen as alternatives."""
        judged = [finding for rule in self.rules if (finding := rule.finding(case)) is not None]
        if not judged:
            return None
        unmet = tuple(finding for finding in judged if finding)
        missing = min(self.n, len(judged)) - (len(judged) - len(unmet))
        return (Alternatives(missing, unmet),) if missing > 0 else ()

    def measure(self, case: Case) -> Measure:
        """Return the mean progress of the `n` rules that have come furthest."""
        measures = [measure for rule in self.rules if (measure := rule.measure(case)) is not None]
        best = sorted((part for part, _ in measures), reverse=True)[: self.n]
        return (sum(best, start=Fraction(0)) / len(best), 1) if best else None

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        return f"at least {self.n} of: " + _either(self.rules, framework)


@attrs.frozen
class AnyOf:
    """At least one of the rules is met."""

    rules: tuple["Rule", ...] = attrs.field(converter=many)

    def finding(self, case: Case) -> Finding:
        """Return what stands in the way, grouped, so that alternatives are seen as alternatives."""
        return AtLeastOf(1, self.rules).finding(case)

    def measure(self, case: Case) -> Measure:
        """Return the progress of the rule that has come furthest."""
        return AtLeastOf(1, self.rules).measure(case)

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        return "either " + _either(self.rules, framework)


Rule: TypeAlias = AtLeast | Every | Share | Evidenced | Holds | All | AnyOf | AtLeastOf

for group in (All, AnyOf, AtLeastOf):
    attrs.resolve_types(group)


def members(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules that `rule` is made of; none, for a single requirement."""
    return rule.rules if isinstance(rule, All | AnyOf | AtLeastOf) else ()


def walk(rule: Rule) -> Iterator[Rule]:
    """Yield `rule` and every rule inside it."""
    yield rule
    for member in members(rule):
        yield from walk(member)


def decimal(number: Fraction) -> str:
    """Return an exact number as people write it: 63, 62.5, or 125/3 where no decimal of 30 places is exact."""
    if number.denominator == 1:
        return str(number.numerator)
    places = next((places for places in range(1, 31) if 10**places % number.denominator == 0), None)
    if places is None:
        return str(number)
    whole, rest = divmod(abs(number) * 10**places, 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{rest.numerator:0{places}}"


def _measured(finding: Finding, of: int) -> Measure:
    return None if finding is None else (Fraction(of - len(finding), of), of)


def _listed(topics: Iterable[str], framework: Titles) -> str:
    return ", ".join(framework.title_of(topic) for topic in topics)


def _either(rules: Sequence[Rule], framework: Titles) -> str:
    return " or ".join(f"({rule.describe(framework)})" for rule in rules)
