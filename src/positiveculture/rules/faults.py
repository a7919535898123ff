"""What is wrong with a rule itself, reported before anything is judged by it.

A rule must speak of what exists, at levels that exist, and ask for something that can be met and can fail.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias, assert_never

from positiveculture.field_types import is_whole
from positiveculture.gettext import gettext
from positiveculture.responses import EVIDENCE_KINDS
from positiveculture.rules.kinds import (
    KINDS,
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Holds,
    Rounding,
    Rule,
    Share,
    members,
)
from positiveculture.rules.scope import Scope
from positiveculture.sentences import decimal, named, quoted
from positiveculture.topics import Scale

#: How deep rules may be nested.
DEEPEST = 32

#: The code of something that is wrong, and what its message says: as `Problems.report` takes them.
RuleFault: TypeAlias = tuple[str, dict[str, Any]]


def faults(rule: Rule, scope: Scope, depth: int = 1) -> Iterator[RuleFault]:
    """Yield what is wrong with `rule` and every rule inside it."""
    if depth > DEEPEST:
        yield "rule-nested", {"most": DEEPEST}
        return
    wrong = tuple(_ill_made(rule))
    yield from wrong or _own(rule, scope)
    for member in members(rule):
        yield from faults(member, scope, depth + 1)


def _ill_made(rule: Rule) -> Iterator[RuleFault]:
    """Yield what is wrong with the values that a rule is made of, in the words in which files are refused."""
    if type(rule) not in KINDS:
        yield "no-kind-of-rule", {"given": rule, "kinds": ", ".join(kind.__name__ for kind in KINDS)}
        return
    match rule:
        case AtLeast(topic, level):
            yield from _whole(level, named("`minimum` of", topic))
            yield from _ids((topic,), "`minimum`")
        case Every(level, topics, principle):
            yield from _whole(level, "`every`")
            yield from _ids(topics, "`topics`")
            yield from _ids(() if principle is None else (principle,), "`principle`")
        case Share():
            yield from _ill_made_share(rule)
        case Answered(topics):
            yield from _ids(topics, "`answered`")
        case Evidenced(topics, kind):
            yield from _ids(topics, "`evidenced`")
            if kind != "" and kind not in EVIDENCE_KINDS:
                yield "rule-not-a-kind", {"given": kind, "choices": gettext(" or ").join(map(quoted, EVIDENCE_KINDS))}
        case Holds(award):
            yield from _ids((award,), "`includes`")
        case AtLeastOf(n, rules):
            yield from _whole(n, "`at_least`")
            yield from _list(rules, "`of`", gettext("rules"))
        case All(rules) | AnyOf(rules):
            yield from _list(rules, "`all`" if isinstance(rule, All) else "`any`", gettext("rules"))
        case _:
            assert_never(rule)


def _ill_made_share(rule: Share) -> Iterator[RuleFault]:
    percent: object = rule.percent
    if not isinstance(percent, Fraction):
        yield "rule-not-a-percentage", {"given": percent}
    yield from _ids(rule.topics, "`topics`")
    yield from _ids(() if rule.principle is None else (rule.principle,), "`principle`")
    weights: object = rule.weights
    if isinstance(weights, tuple) and all(isinstance(each, tuple) and len(each) == 2 for each in weights):  # noqa: PLR2004
        yield from _ids(tuple(topic for topic, _ in weights), "`weights`")
        for topic, weight in weights:
            yield from _whole(weight, named("`weights` of", topic))
    else:
        yield "rule-not-weights", {"given": weights}
    if type(rule.rounding) is not Rounding:
        yield "rule-not-a-rounding", {"given": rule.rounding, "choices": gettext(" or ").join(map(quoted, Rounding))}


def _whole(value: object, what: str) -> Iterator[RuleFault]:
    if not is_whole(value):
        yield "rule-not-whole", {"what": what, "given": value}


def _list(value: object, what: str, of: str) -> Iterator[RuleFault]:
    if not isinstance(value, tuple):
        yield "rule-not-a-list", {"what": what, "of": of, "given": value}


def _ids(value: object, what: str) -> Iterator[RuleFault]:
    if isinstance(value, tuple):
        yield from (("rule-not-an-id", {"what": what, "given": id_}) for id_ in value if type(id_) is not str)
    yield from _list(value, what, gettext("ids"))


def _own(rule: Rule, scope: Scope) -> Iterator[RuleFault]:
    match rule:
        case AtLeast(topic, level):
            yield from _own(Every(level, (topic,)), scope)
        case Every() | Share():
            yield from _spoken_of(rule, scope)
            yield from _levels(rule, scope) if isinstance(rule, Every) else _share(rule, scope)
        case Answered(topics) | Evidenced(topics):
            yield from _named(topics, scope)
            if not topics:
                what = gettext("an answer") if isinstance(rule, Answered) else gettext("evidence")
                yield "rule-no-evidence", {"what": what}
        case Holds(award):
            if award not in scope.awards:
                yield "unknown-award", {"name": award, "known": scope.awards}
        case All(rules) | AnyOf(rules):
            if not rules:
                yield "rule-all-of-none" if isinstance(rule, All) else "rule-any-of-none", {}
        case AtLeastOf(n, rules):
            if n < 1 or n > len(rules):
                yield "rule-few-asked" if n < 1 else "rule-many-asked", {"n": n, "count": len(rules)}
        case _:
            assert_never(rule)


def _share(rule: Share, scope: Scope) -> Iterator[RuleFault]:
    scales, weights = _scales(rule, scope), dict(rule.weights)
    for topic, scale in scales.items():
        if scale.lowest < 0 and not scale.points:
            yield "rule-negative-points", {"topic": topic}
    for topic, weight in rule.weights:
        if topic not in _topics(rule, scope):
            yield "rule-weight-unused", {"topic": topic}
        if weight < 1:
            yield "rule-weight-low", {"topic": topic, "weight": weight}
    points = [(scale, weights.get(topic, 1)) for topic, scale in scales.items()]
    most = sum(scale.points_of(scale.highest) * weight for scale, weight in points)
    least = sum(scale.points_of(scale.lowest) * weight for scale, weight in points)
    percent = {"percent": decimal(rule.percent)}
    if rule.rounding is Rounding.HALF_UP and rule.percent.denominator != 1:
        yield "rule-percent-rounded", percent
    if rule.percent > 100:  # noqa: PLR2004
        yield "rule-share-never-met", percent
    elif rule.percent <= 0 or (most > 0 and rule.rounding.applied(Fraction(100 * least, most)) >= rule.percent):
        yield "rule-share-never-fails", percent


def _levels(rule: Every, scope: Scope) -> Iterator[RuleFault]:
    level, scales = rule.level, _scales(rule, scope)
    for topic, scale in scales.items():
        if level > scale.highest:
            yield "rule-no-level", {"topic": topic, "level": level, "lowest": scale.lowest, "highest": scale.highest}
    if scales and all(level <= scale.lowest for scale in scales.values()):
        topics = quoted(*scales) if len(scales) == 1 else gettext("every topic")
        yield "rule-level-never-fails", {"level": level, "topics": topics}


def _topics(rule: Every | Share, scope: Scope) -> tuple[str, ...]:
    """Return the topics that a rule speaks of; none where that cannot be known."""
    unclear = rule.principle is not None and (rule.topics or rule.principle not in scope.principles)
    return () if unclear else rule.topics_in(scope)


def _scales(rule: Every | Share, scope: Scope) -> dict[str, Scale]:
    """Return the scale of each topic that a rule speaks of, of those that have one."""
    return {topic: scale for topic in _topics(rule, scope) if (scale := scope.scales.get(topic)) is not None}


def _spoken_of(rule: Every | Share, scope: Scope) -> Iterator[RuleFault]:
    """Yield what is wrong with the topics, or the principle, that a rule speaks of."""
    topics, principle = rule.topics, rule.principle
    if principle is None and not topics and not scope.rated:
        yield "rule-nothing-rated", {}
    if principle is not None and principle not in scope.principles:
        yield "unknown-principle", {"name": principle, "known": scope.principles}
    elif principle is not None and not scope.principles[principle]:
        yield "rule-nothing-rated-under", {"principle": principle}
    if principle is not None and topics:
        yield "rule-topics-and-principle", {}
    yield from _named(topics, scope)
    yield from (("rule-no-scale", {"topic": topic}) for topic in topics if scope.scales.get(topic, topic) is None)
    # On these a high level is a bad sign: to ask for one would reward it.
    reverse = (topic for topic in _topics(rule, scope) if topic in scope.reverse_scored)
    yield from (("rule-reverse-scored", {"topic": topic}) for topic in reverse)


def _named(topics: tuple[str, ...], scope: Scope) -> Iterator[RuleFault]:
    """Yield the topics that are named more than once, and those that do not exist."""
    for topic, count in Counter(topics).items():
        if count > 1:
            yield "rule-topic-twice", {"topic": topic, "count": count}
    unknown = (topic for topic in topics if topic not in scope.scales)
    yield from (("unknown-topic", {"name": topic, "known": scope.scales}) for topic in unknown)
