"""The table form of rules, as files write it.

A table with several of the keys `includes`, `minimum`, `every`, `share`, `answered`, `evidenced`, `all`, `any` and
`at_least` asks for all of them, in that order.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, ParamSpec, TypeVar

from positiveculture.errors import quoted, shown
from positiveculture.formats.problems import Collector, Faults, is_whole, unknown_keys
from positiveculture.rules import (
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
    decimal,
)
from positiveculture.rules.faults import DEEPEST
from positiveculture.rules.kinds import EXACT

P = ParamSpec("P")
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
        Faults: It is not a rule; every fault at once, each with its path.
    """
    if not isinstance(payload, Mapping):
        raise Faults((((), f"a rule is a table such as {{ every = 2 }}, not {shown(payload)}"),))
    if depth > DEEPEST:
        raise Faults((((), f"rules are nested more than {DEEPEST} deep"),))
    bad = Collector()
    bad.found += unknown_keys(payload, dict.fromkeys(key for kind, more in KINDS.items() for key in (kind, *more)))
    kinds = [kind for kind in KINDS if kind in payload]
    if not kinds and not bad.found:
        bad.say("says no kind of rule; there are: " + ", ".join(map(quoted, KINDS)))
    for more in dict.fromkeys(key for keys in KINDS.values() for key in keys):
        owners = [kind for kind, keys in KINDS.items() if more in keys]
        if more in payload and sum(kind in payload for kind in owners) != 1:
            about = " or ".join(f"`{kind}`" for kind in owners)
            bad.say(f"says more about one {about}; put each into its own table under `all`", more)
    rules: list[Rule] = []
    for kind in kinds:
        try:
            rules += _READERS[kind](payload, depth)
        except Faults as faults:
            bad.add(faults)
    bad.stop()
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
    return _plain(rule.rules) or {"all": [rule_to_dict(each) for each in rule.rules]}


def _plain(rules: tuple[Rule, ...]) -> dict[str, Any] | None:
    """Return the short form of awards held and then topics at least at a level, where that says the same."""
    held = [rule.award for rule in rules if isinstance(rule, Holds)]
    minimum = {rule.topic: rule.level for rule in rules[len(held) :] if isinstance(rule, AtLeast)}
    if len(rules) < 2 or len(held) + len(minimum) != len(rules):  # noqa: PLR2004
        return None
    return ({"includes": held} if held else {}) | ({"minimum": minimum} if minimum else {})


def _includes(payload: Mapping[str, Any], _: int) -> list[Rule]:
    return [Holds(award) for award in _words(payload, "includes")]


def _minimum(payload: Mapping[str, Any], _: int) -> list[Rule]:
    return [AtLeast(topic, level) for topic, level in _numbers(payload, "minimum").items()]


def _every(payload: Mapping[str, Any], _: int) -> list[Rule]:
    bad = Collector()
    topics = _gathered(bad, _words, {"topics": [], **payload}, "topics") or []
    principle = _gathered(bad, _word, payload, "principle")
    level = _gathered(bad, _number, payload["every"], "every")
    bad.stop()
    return [Every(level or 0, topics, principle)]


def _share(payload: Mapping[str, Any], _: int) -> list[Rule]:
    bad = Collector()
    given = {"topics": [], "weights": {}, **payload}
    topics = _gathered(bad, _words, given, "topics") or []
    weights = _gathered(bad, _numbers, given, "weights") or {}
    principle = _gathered(bad, _word, payload, "principle")
    rounding = payload.get("rounding", Rounding.EXACT)
    if rounding not in list(Rounding):
        bad.say("is " + " or ".join(f'"{known}"' for known in Rounding) + f", not {shown(rounding)}", "rounding")
    percent = _gathered(bad, _percent, payload["share"])
    bad.stop()
    return [Share(percent or 0, topics, tuple(weights.items()), rounding, principle)]


def _answered(payload: Mapping[str, Any], _: int) -> list[Rule]:
    return [Answered(_words(payload, "answered"))]


def _evidenced(payload: Mapping[str, Any], _: int) -> list[Rule]:
    bad = Collector()
    topics = _gathered(bad, _words, payload, "evidenced") or []
    kind = _gathered(bad, _word, payload, "kind") or ""
    bad.stop()
    return [Evidenced(topics, kind)]


def _all(payload: Mapping[str, Any], depth: int) -> list[Rule]:
    return [All(_rules(payload, "all", depth))]


def _any(payload: Mapping[str, Any], depth: int) -> list[Rule]:
    return [AnyOf(_rules(payload, "any", depth))]


def _at_least(payload: Mapping[str, Any], depth: int) -> list[Rule]:
    bad = Collector()
    n = _gathered(bad, _number, payload["at_least"], "at_least")
    rules = _gathered(bad, _rules, payload, "of", depth)
    bad.stop()
    return [AtLeastOf(n or 0, rules or ())]


_READERS: dict[str, Callable[[Mapping[str, Any], int], list[Rule]]] = {
    "includes": _includes,
    "minimum": _minimum,
    "every": _every,
    "share": _share,
    "answered": _answered,
    "evidenced": _evidenced,
    "all": _all,
    "any": _any,
    "at_least": _at_least,
}


def _gathered(bad: Collector, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
    """Return what `read` reads; None where it cannot, and `bad` then says why."""
    try:
        return read(*args, **kwargs)
    except Faults as faults:
        bad.add(faults)
        return None


def _rules(payload: Mapping[str, Any], key: str, depth: int) -> tuple[Rule, ...]:
    entries = payload.get(key)
    if not isinstance(entries, list):
        raise Faults((((key,), f"is a list of rules, not {shown(entries)}"),))
    bad = Collector()
    rules: list[Rule] = []
    for place, entry in enumerate(entries):
        try:
            rules.append(rule_from_dict(entry, depth + 1))
        except Faults as faults:
            bad.add(faults, key, place)
    bad.stop()
    return tuple(rules)


def _words(payload: Mapping[str, Any], key: str) -> list[str]:
    entries = payload[key]
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise Faults((((key,), f"is a list of ids, not {shown(entries)}"),))
    return entries


def _word(payload: Mapping[str, Any], key: str) -> str | None:
    """Return a text that may be left out."""
    value = payload.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Faults((((key,), f"is text in quotes, not {shown(value)}"),))


def _numbers(payload: Mapping[str, Any], key: str) -> dict[str, int]:
    table = payload[key]
    if not isinstance(table, Mapping):
        raise Faults((((key,), f"is a table of topics and whole numbers, not {shown(table)}"),))
    wrong = tuple(_not_whole(table, key))
    if wrong:
        raise Faults(wrong)
    return dict(table)


def _not_whole(table: Mapping[str, Any], key: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for topic, value in table.items():
        if not is_whole(value):
            yield (key, topic), f"is a whole number, not {shown(value)}"


def _number(value: object, key: str) -> int:
    if not is_whole(value):
        raise Faults((((key,), f"is a whole number, not {shown(value)}"),))
    return value


def _percent(value: object) -> Fraction:
    try:
        if is_whole(value) or (isinstance(value, str) and EXACT.fullmatch(value)):
            return Fraction(value)
    except ZeroDivisionError:
        pass
    raise Faults(((("share",), f'is a whole number, or an exact one as text such as "62.5", not {shown(value)}'),))
