"""The closed set of award rules.

A rule can only ask for more: there is no "not" and no "at most".  So raising a rating never loses an award, the order
of answers never matters, and a half-filled assessment has an exact answer.  What is wrong with a rule itself is
reported by `faults`.

Each rule says two things: what it asks in words (`describe`), and how it comes down to the nodes of the program
(`node`), which is what every judge reads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeAlias, get_args

import attrs

from positiveculture.field_types import one_of
from positiveculture.gettext import gettext
from positiveculture.rules.scope import Scope, Titles, require_titles
from positiveculture.sentences import decimal, exact_number

#: One node of the program: dicts, lists, text, whole numbers and booleans, as JSON holds them.
Node: TypeAlias = dict[str, Any]


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


# What cannot be taken as what it should be is kept as it is: `faults` tells of it, with its place.


def _several(value: Any) -> Any:
    return value if isinstance(value, str | Mapping) or not isinstance(value, Iterable) else tuple(value)


def _pairs(value: Any) -> Any:
    with suppress(TypeError, ValueError):
        return tuple(dict(value).items())
    return value


def _rounding(value: Any) -> Any:
    return one_of(Rounding, value)


def _topics_in(rule: "Every | Share", scope: Scope) -> tuple[str, ...]:
    """Return the topics that it speaks of."""
    return scope.principles[rule.principle] if rule.principle is not None else rule.topics or scope.rated


@attrs.frozen
class AtLeast:
    """The topic is rated at or above the level."""

    topic: str
    level: int

    def node(self, _: Scope) -> Node:
        """Return its node of the program."""
        return {"level": self.level, "of": self.topic}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        top = self.level == framework.scope.scale(self.topic).highest
        words = gettext("{topic} at {level}") if top else gettext("{topic} at {level} or above")
        return words.format(topic=framework.title_of(self.topic), level=self.level)


@attrs.frozen
class Every:
    """Every named topic, or every one of a principle, is at or above the level; else every rated top-level topic."""

    level: int
    topics: tuple[str, ...] = attrs.field(default=(), converter=_several)
    #: The principle of which its rated top-level topics are meant, those of principles within it too.
    principle: str | None = None

    topics_in = _topics_in

    def each(self, scope: Scope) -> tuple[AtLeast, ...]:
        """Return the same, one rule a topic."""
        return tuple(AtLeast(topic, self.level) for topic in self.topics_in(scope))

    def node(self, scope: Scope) -> Node:
        """Return its node of the program."""
        return {"all": [rule.node(scope) for rule in self.each(scope)]}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        if self.topics:
            words = gettext("every one of {topics} at {level} or above")
            return words.format(topics=_listed(self.topics, framework), level=self.level)
        if self.principle:
            words = gettext("every topic of {principle} at {level} or above")
            return words.format(principle=framework.principle(self.principle).title, level=self.level)
        return gettext("every topic at {level} or above").format(level=self.level)


@attrs.frozen
class Share:
    """The points are at least so many per cent of the most possible, of all that are named, of a principle, or of all.

    Exact integer and `Fraction` arithmetic, never floats.  A topic that is not applicable counts on neither side.
    """

    percent: Fraction = attrs.field(converter=exact_number)
    topics: tuple[str, ...] = attrs.field(default=(), converter=_several)
    #: How often a topic counts; one that is not named counts once.
    weights: tuple[tuple[str, int], ...] = attrs.field(default=(), converter=_pairs)
    rounding: Rounding = attrs.field(default=Rounding.EXACT, converter=_rounding)
    #: The principle of which its rated top-level topics are meant, those of principles within it too.
    principle: str | None = None

    topics_in = _topics_in

    def points(self, scope: Scope) -> dict[str, dict[int, int]]:
        """Return the points of each topic at each of its levels, lowest first, as often as the topic counts."""
        weights, found = dict(self.weights), dict[str, dict[int, int]]()
        for topic in self.topics_in(scope):
            scale, weight = scope.scale(topic), weights.get(topic, 1)
            found[topic] = {level.number: scale.points_of(level.number) * weight for level in scale.levels}
        return found

    def node(self, scope: Scope) -> Node:
        """Return its node of the program."""
        points = self.points(scope)
        return {
            "share": [str(self.percent.numerator), str(self.percent.denominator)],
            "half_up": self.rounding is Rounding.HALF_UP,
            "points": {topic: {str(level): count for level, count in each.items()} for topic, each in points.items()},
        }

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        of = framework.principle(self.principle).title if self.principle else _listed(self.topics, framework)
        of_all = gettext("at least {percent} per cent of the points")
        words = gettext("at least {percent} per cent of the points of {topics}") if of else of_all
        counting = gettext("{topic} counting {weight} times")
        weights = (counting.format(topic=framework.title_of(topic), weight=weight) for topic, weight in self.weights)
        rounded = [gettext("rounded half up to whole per cent")] if self.rounding is Rounding.HALF_UP else []
        return ", ".join([words.format(percent=decimal(self.percent), topics=of), *weights, *rounded])


@attrs.frozen
class Answered:
    """Each topic is answered, whatever the answer: that it is not applicable is one too."""

    topics: tuple[str, ...] = attrs.field(converter=_several)

    def node(self, _: Scope) -> Node:
        """Return its node of the program."""
        return {"all": [{"answered": topic} for topic in self.topics]}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        return gettext("an answer for {topics}").format(topics=_listed(self.topics, framework))


@attrs.frozen
class Evidenced:
    """Each topic has at least one piece of evidence, of any kind or of one, that has not lapsed on the day."""

    topics: tuple[str, ...] = attrs.field(converter=_several)
    #: One of `EVIDENCE_KINDS`; "": any.
    kind: str = ""

    def node(self, _: Scope) -> Node:
        """Return its node of the program."""
        return {"all": [{"evidence": topic, "kind": self.kind} for topic in self.topics]}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        words = gettext("evidence of the kind {kind} for {topics}") if self.kind else gettext("evidence for {topics}")
        return words.format(kind=self.kind, topics=_listed(self.topics, framework))


@attrs.frozen
class Holds:
    """The other award is met."""

    award: str

    def node(self, _: Scope) -> Node:
        """Return its node of the program."""
        return {"award": self.award}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        return gettext("{award} held").format(award=framework.title_of(self.award))


@attrs.frozen
class All:
    """Every one of the rules is met."""

    rules: tuple["Rule", ...] = attrs.field(converter=_several)

    def node(self, scope: Scope) -> Node:
        """Return its node of the program."""
        return {"all": [rule.node(scope) for rule in self.rules]}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
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
    rules: tuple["Rule", ...] = attrs.field(converter=_several)

    def node(self, scope: Scope) -> Node:
        """Return its node of the program."""
        return {"some": self.n, "of": [rule.node(scope) for rule in self.rules]}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        return gettext("at least {count} of: {rules}").format(count=self.n, rules=_either(self.rules, framework))


@attrs.frozen
class AnyOf:
    """At least one of the rules is met."""

    rules: tuple["Rule", ...] = attrs.field(converter=_several)

    def node(self, scope: Scope) -> Node:
        """Return its node of the program."""
        return {"some": 1, "of": [rule.node(scope) for rule in self.rules]}

    def describe(self, framework: Titles) -> str:
        """Return the rule in words."""
        require_titles(framework)
        return gettext("either {rules}").format(rules=_either(self.rules, framework))


Rule: TypeAlias = AtLeast | Every | Share | Answered | Evidenced | Holds | All | AnyOf | AtLeastOf

#: The kinds of rule that there are.
KINDS: tuple[type, ...] = get_args(Rule)

for group in (All, AnyOf, AtLeastOf):
    attrs.resolve_types(group)


def members(rule: Rule) -> tuple[Rule, ...]:
    """Return the rules that `rule` is made of; none, for a single requirement."""
    return rule.rules if isinstance(rule, All | AnyOf | AtLeastOf) and isinstance(rule.rules, tuple) else ()


def walk(rule: Rule) -> Iterator[Rule]:
    """Yield `rule` and every rule inside it, however deep."""
    waiting = [rule]
    while waiting:
        yield (each := waiting.pop())
        waiting.extend(reversed(members(each)))


def _listed(topics: Iterable[str], framework: Titles) -> str:
    return ", ".join(framework.title_of(topic) for topic in topics)


def _either(rules: Sequence[Rule], framework: Titles) -> str:
    return gettext(" or ").join(f"({rule.describe(framework)})" for rule in rules)
