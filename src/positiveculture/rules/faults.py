"""What is wrong with a rule itself, told before anything is judged by it.

A rule must speak of what exists, at levels that exist, and ask for something that can be met and can fail.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import assert_never

from positiveculture.errors import nearest, quoted, shown
from positiveculture.responses import EVIDENCE_KINDS
from positiveculture.rules.blockers import decimal
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

#: How deep rules may be nested.
DEEPEST = 32


def faults(rule: Rule, scope: Scope, depth: int = 1) -> Iterator[str]:
    """Yield what is wrong with `rule` and every rule inside it, a sentence each."""
    if depth > DEEPEST:
        yield f"rules are nested more than {DEEPEST} deep"
        return
    wrong = tuple(_ill_made(rule))
    yield from wrong or _own(rule, scope)
    for member in members(rule):
        yield from faults(member, scope, depth + 1)


def _ill_made(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with the values that a rule is made of, in the words in which files are refused."""
    if type(rule) not in KINDS:
        yield f"{shown(rule)} is no kind of rule; there are {', '.join(kind.__name__ for kind in KINDS)}"
        return
    match rule:
        case AtLeast(topic, level):
            yield from _whole(level, f"`minimum` of {quoted(topic)}")
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
            yield from _kind(kind)
        case Holds(award):
            yield from _ids((award,), "`includes`")
        case AtLeastOf(n, rules):
            yield from _whole(n, "`at_least`")
            yield from _list(rules, "`of`", "rules")
        case All(rules) | AnyOf(rules):
            yield from _list(rules, "`all`" if isinstance(rule, All) else "`any`", "rules")
        case _:
            assert_never(rule)


def _ill_made_share(rule: Share) -> Iterator[str]:
    percent: object = rule.percent
    if not isinstance(percent, Fraction):
        yield f'`share` is a whole number, or an exact one as text such as "62.5", not {shown(percent)}'
    yield from _ids(rule.topics, "`topics`")
    yield from _ids(() if rule.principle is None else (rule.principle,), "`principle`")
    weights: object = rule.weights
    if isinstance(weights, tuple):
        yield from _ids(tuple(topic for topic, _ in weights), "`weights`")
        for topic, weight in weights:
            yield from _whole(weight, f"`weights` of {quoted(topic)}")
    else:
        yield f"`weights` is a table of topics and whole numbers, not {shown(weights)}"
    if type(rule.rounding) is not Rounding:
        yield f"`rounding` is {' or '.join(map(quoted, Rounding))}, not {shown(rule.rounding)}"


def _kind(kind: object) -> Iterator[str]:
    if kind != "" and kind not in EVIDENCE_KINDS:
        yield f"`kind` is one of {', '.join(map(quoted, EVIDENCE_KINDS))}, not {shown(kind)}"


def _whole(value: object, what: str) -> Iterator[str]:
    if type(value) is not int:
        yield f"{what} is a whole number, not {shown(value)}"


def _list(value: object, what: str, of: str) -> Iterator[str]:
    if not isinstance(value, tuple):
        yield f"{what} is a list of {of}, not {shown(value)}"


def _ids(value: object, what: str) -> Iterator[str]:
    if isinstance(value, tuple):
        yield from (f"{what} names by id, which is text, not {shown(id_)}" for id_ in value if type(id_) is not str)
    yield from _list(value, what, "ids")


def _own(rule: Rule, scope: Scope) -> Iterator[str]:
    match rule:
        case AtLeast(topic, level):
            yield from _unrated([topic], scope)
            yield from _reversed([topic], scope)
            yield from _level(level, _scaled([topic], scope), scope)
        case Every(level):
            yield from _spoken_of(rule, scope, "asks for every rated topic, but no topic is rated")
            topics = () if _unclear(rule, scope) else rule.topics_in(scope)
            yield from _level(level, _scaled(topics, scope), scope)
        case Share():
            yield from _share(rule, scope)
        case Answered(topics) | Evidenced(topics):
            yield from _repeated(topics)
            yield from _unknown(topics, scope)
            if not topics:
                what = "an answer" if isinstance(rule, Answered) else "evidence"
                yield f"asks for {what} of no topic: it can never fail"
        case Holds(award) if award not in scope.awards:
            yield f"no award {quoted(award)}; {nearest(award, scope.awards)}"
        case All(()):
            yield "asks for all of no rules: it can never fail"
        case AnyOf(()):
            yield "asks for any of no rules: it can never be met"
        case AtLeastOf(n, rules) if n < 1 or n > len(rules):
            yield f"asks for {n} of {len(rules)} rules: it can never {'fail' if n < 1 else 'be met'}"


def _share(rule: Share, scope: Scope) -> Iterator[str]:
    yield from _spoken_of(rule, scope, "asks for a share of the points, but no topic is rated")
    topics = () if _unclear(rule, scope) else rule.topics_in(scope)
    scaled = _scaled(topics, scope)
    for topic in scaled:
        if scope.scale(topic).lowest < 0 and not scope.scale(topic).points:
            yield f"topic {quoted(topic)} has levels below 0, which cannot be counted as points"
    for topic, weight in rule.weights:
        if topic not in topics:
            yield f"gives a weight to {quoted(topic)}, which is not among its topics"
        if weight < 1:
            yield f"the weight of {quoted(topic)} must be 1 or more, not {weight}"
    points = [(scope.scale(topic), dict(rule.weights).get(topic, 1)) for topic in scaled]
    most = sum(scale.points_of(scale.highest) * weight for scale, weight in points)
    least = sum(scale.points_of(scale.lowest) * weight for scale, weight in points)
    if rule.rounding is Rounding.HALF_UP and rule.percent.denominator != 1:
        yield f"{decimal(rule.percent)} per cent cannot be compared with a share that is rounded to whole per cent"
    if rule.percent > 100:  # noqa: PLR2004
        yield f"{decimal(rule.percent)} per cent can never be met: 100 is the most"
    elif rule.percent <= 0 or (most > 0 and rule.rounding.applied(Fraction(100 * least, most)) >= rule.percent):
        yield f"{decimal(rule.percent)} per cent can never fail: the lowest levels reach it"


def _level(level: int, topics: list[str], scope: Scope) -> Iterator[str]:
    for topic in topics:
        scale = scope.scale(topic)
        if level > scale.highest:
            yield f"topic {quoted(topic)} has no level {level}: its scale runs from {scale.lowest} to {scale.highest}"
    if topics and all(level <= scope.scale(topic).lowest for topic in topics):
        yield f"level {level} of {_named(topics)} can never fail: every answer meets it"


def _unclear(rule: Every | Share, scope: Scope) -> bool:
    """Return whether it cannot be told which topics a rule speaks of."""
    return rule.principle is not None and (bool(rule.topics) or rule.principle not in scope.principles)


def _spoken_of(rule: Every | Share, scope: Scope, none: str) -> Iterator[str]:
    """Yield what is wrong with the topics, or the principle, that a rule speaks of."""
    if rule.principle is not None:
        yield from _principle(rule.principle, scope)
        if rule.topics:
            yield "names a principle and topics: one of the two says which topics are meant"
    elif not rule.topics and not scope.rated:
        yield none
    yield from _repeated(rule.topics)
    yield from _unrated(rule.topics, scope)
    yield from _reversed(() if _unclear(rule, scope) else rule.topics_in(scope), scope)


def _principle(principle: str, scope: Scope) -> Iterator[str]:
    if principle not in scope.principles:
        yield f"no principle {quoted(principle)}; {nearest(principle, scope.principles)}"
    elif not scope.principles[principle]:
        yield f"principle {quoted(principle)} has no topic that is rated"


def _unrated(topics: Iterable[str], scope: Scope) -> Iterator[str]:
    topics = list(topics)
    yield from _unknown(topics, scope)
    for topic in topics:
        if topic in scope.scales and scope.scales[topic] is None:
            yield f"topic {quoted(topic)} has no scale: it takes reflections and evidence, never a level"


def _reversed(topics: Iterable[str], scope: Scope) -> Iterator[str]:
    """Yield a fault for each topic on which a high level is a bad sign: to ask for one would reward it."""
    for topic in topics:
        if topic in scope.reverse_scored:
            yield f"topic {quoted(topic)} is reverse-scored: a high level is a bad sign, so no rule may ask for one"


def _unknown(topics: Iterable[str], scope: Scope) -> Iterator[str]:
    for topic in topics:
        if topic not in scope.scales:
            yield f"no topic {quoted(topic)}; {nearest(topic, scope.scales)}"


def _repeated(topics: tuple[str, ...]) -> Iterator[str]:
    for topic in dict.fromkeys(topics):
        if topics.count(topic) > 1:
            yield f"topic {quoted(topic)} is named {topics.count(topic)} times"


def _scaled(topics: Iterable[str], scope: Scope) -> list[str]:
    return [topic for topic in topics if scope.scales.get(topic) is not None]


def _named(topics: list[str]) -> str:
    return quoted(topics[0]) if len(topics) == 1 else "every topic"
