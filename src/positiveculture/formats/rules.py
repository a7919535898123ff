"""The table form of rules, as files write it.

A table with several of the keys `includes`, `minimum`, `every`, `share`, `answered`, `evidenced`, `all`, `any` and
`at_least` asks for all of them, in that order.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeVar, assert_never, cast

from positiveculture.formats.converter import unknown_keys
from positiveculture.formats.values import as_whole, choice, each, given, text, whole
from positiveculture.gettext import gettext
from positiveculture.problems import Problems, fault
from positiveculture.rules.faults import DEEPEST
from positiveculture.rules.kinds import (
    EXACT,
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
)
from positiveculture.sentences import decimal

T = TypeVar("T")

#: The key of each kind of rule, in the order in which they are asked, with the keys that say more about it.
KINDS: dict[str, tuple[str, ...]] = {
    "includes": (),
    "minimum": (),
    "every": ("topics", "principle"),
    "share": ("topics", "weights", "rounding", "principle"),
    "answered": (),
    "evidenced": ("kind",),
    "all": (),
    "any": (),
    "at_least": ("of",),
}


def rule_from_dict(payload: object, depth: int = 1) -> Rule:
    """Return the rule that a table says.

    Raises:
        Faults: It is not a rule; every problem at once, each with its path.
    """
    if not isinstance(payload, Mapping):
        raise fault("not-a-rule", given=payload)
    if depth > DEEPEST:
        raise fault("rule-nested", most=DEEPEST)
    payload = given(payload)
    problems = Problems()
    unknown_keys(payload, dict.fromkeys(key for kind, more in KINDS.items() for key in (kind, *more)), problems)
    kinds = [kind for kind in KINDS if kind in payload]
    if not kinds and not problems:
        problems.report("rule-kind-missing", name="", known=KINDS)
    for more in dict.fromkeys(key for keys in KINDS.values() for key in keys):
        owners = [kind for kind, keys in KINDS.items() if more in keys]
        if more in payload and sum(kind in payload for kind in owners) != 1:
            problems.report("rule-owner", more, owners=gettext(" or ").join(f"`{kind}`" for kind in owners))
    rules: list[Rule] = []
    for kind in kinds:
        rules += problems.attempt(_READERS[kind], payload, depth) or ()
    problems.raise_if_any()
    return rules[0] if len(rules) == 1 else All(tuple(rules))


def rule_to_dict(rule: Rule) -> dict[str, Any]:
    """Return the table that says `rule`."""
    match rule:
        case AtLeast(topic, level):
            return {"minimum": {topic: level}}
        case Every(level, topics, principle):
            shape: dict[str, Any] = {"every": level} | ({"topics": list(topics)} if topics else {})
            return shape | ({} if principle is None else {"principle": principle})
        case Share(percent, topics, weights, rounding, principle):
            return {
                "share": int(percent) if percent.denominator == 1 else decimal(percent),
                **({"topics": list(topics)} if topics else {}),
                **({"weights": dict(weights)} if weights else {}),
                **({"rounding": str(rounding)} if rounding is not Rounding.EXACT else {}),
                **({} if principle is None else {"principle": principle}),
            }
        case Answered(topics):
            return {"answered": list(topics)}
        case Evidenced(topics, kind):
            return {"evidenced": list(topics)} | ({"kind": kind} if kind else {})
        case Holds(award):
            return {"includes": [award]}
        case AnyOf(rules):
            return {"any": [rule_to_dict(each) for each in rules]}
        case AtLeastOf(n, rules):
            return {"at_least": n, "of": [rule_to_dict(each) for each in rules]}
        case All(rules):
            return _plain(rules) or {"all": [rule_to_dict(each) for each in rules]}
        case _:
            assert_never(rule)


def _plain(rules: tuple[Rule, ...]) -> dict[str, Any] | None:
    """Return the short form of awards held and then topics at least at a level, where that says the same."""
    held = [rule.award for rule in rules if isinstance(rule, Holds)]
    minimum = {rule.topic: rule.level for rule in rules[len(held) :] if isinstance(rule, AtLeast)}
    if len(rules) < 2 or len(held) + len(minimum) != len(rules):  # noqa: PLR2004
        return None
    return ({"includes": held} if held else {}) | ({"minimum": minimum} if minimum else {})


def _every(payload: Mapping[str, Any], _: int) -> list[Rule]:
    problems = Problems()
    topics = problems.attempt(_words, {"topics": [], **payload}, "topics") or []
    principle = problems.attempt(_word, payload, "principle")
    level = problems.attempt(_number, payload["every"], "every")
    problems.raise_if_any()
    return [Every(level or 0, topics, principle)]


def _share(payload: Mapping[str, Any], _: int) -> list[Rule]:
    problems = Problems()
    table = {"topics": [], "weights": {}, "rounding": str(Rounding.EXACT), **payload}
    topics = problems.attempt(_words, table, "topics") or []
    weights = problems.attempt(_numbers, table, "weights") or {}
    principle = problems.attempt(_word, payload, "principle")
    rounding = problems.attempt(_rounding, table["rounding"]) or Rounding.EXACT
    percent = problems.attempt(_percent, table["share"])
    problems.raise_if_any()
    return [Share(percent or 0, topics, tuple(weights.items()), rounding, principle)]


def _evidenced(payload: Mapping[str, Any], _: int) -> list[Rule]:
    problems = Problems()
    topics = problems.attempt(_words, payload, "evidenced") or []
    kind = problems.attempt(_word, payload, "kind") or ""
    problems.raise_if_any()
    return [Evidenced(topics, kind)]


def _at_least(payload: Mapping[str, Any], depth: int) -> list[Rule]:
    problems = Problems()
    n = problems.attempt(_number, payload["at_least"], "at_least")
    rules = problems.attempt(_rules, payload, "of", depth)
    problems.raise_if_any()
    return [AtLeastOf(n or 0, rules or ())]


_READERS: dict[str, Callable[[Mapping[str, Any], int], list[Rule]]] = {
    "includes": lambda payload, _: [Holds(award) for award in _words(payload, "includes")],
    "minimum": lambda payload, _: [AtLeast(*each) for each in _numbers(payload, "minimum").items()],
    "every": _every,
    "share": _share,
    "answered": lambda payload, _: [Answered(_words(payload, "answered"))],
    "evidenced": _evidenced,
    "all": lambda payload, depth: [All(_rules(payload, "all", depth))],
    "any": lambda payload, depth: [AnyOf(_rules(payload, "any", depth))],
    "at_least": _at_least,
}


def _rules(payload: Mapping[str, Any], key: str, depth: int) -> tuple[Rule, ...]:
    entries = payload.get(key)
    if entries is None:
        raise fault("missing", key)
    if not isinstance(entries, list):
        raise fault("not-a-list", key, given=entries)
    return _under(key, lambda: each(enumerate(entries), lambda _, entry: rule_from_dict(entry, depth + 1)))


def _words(payload: Mapping[str, Any], key: str) -> list[str]:
    entries = payload[key]
    if not isinstance(entries, list):
        raise fault("not-a-list", key, given=entries)
    return list(_under(key, lambda: each(enumerate(entries), lambda _, entry: text(entry))))


def _word(payload: Mapping[str, Any], key: str) -> str | None:
    """Return a text that may be left out."""
    value = payload.get(key)
    return None if value is None else _under(key, lambda: text(value))


def _numbers(payload: Mapping[str, Any], key: str) -> dict[str, int]:
    table = payload[key]
    if not isinstance(table, Mapping):
        raise fault("not-a-table", key, given=table)
    return dict(_under(key, lambda: each(given(table).items(), lambda topic, value: (topic, whole(value, int)))))


def _under(key: str, read: Callable[[], T]) -> T:
    """Return what `read` reads of the value at `key`; what is wrong is below it."""
    problems = Problems()
    value = problems.attempt(read, at=(key,))
    problems.raise_if_any()
    return cast(T, value)


def _number(value: object, key: str) -> int:
    return _under(key, lambda: whole(value, int))


def _rounding(value: object) -> Rounding:
    return _under("rounding", lambda: choice(value, Rounding))


def _percent(value: object) -> Fraction:
    number = as_whole(value)
    try:
        if number is not None:
            return Fraction(number)
        if isinstance(value, str) and EXACT.fullmatch(value):
            return Fraction(value)
    except ZeroDivisionError:
        pass
    raise fault("not-a-percentage", "share", given=value)
