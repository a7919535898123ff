"""The table form of rules, as files write it.

A table with several of the keys `includes`, `minimum`, `every`, `share`, `answered`, `evidenced`, `all`, `any` and
`at_least` asks for all of them, in that order.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeVar, assert_never

import attrs

from positiveculture.formats.converter import unknown_keys
from positiveculture.formats.plain import exact, filled
from positiveculture.formats.values import ValueReader, as_whole, choice, each, entries, given, text, whole
from positiveculture.gettext import gettext
from positiveculture.problems import Problems, fault
from positiveculture.rules.faults import DEEPEST
from positiveculture.rules.kinds import (
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
from positiveculture.sentences import exact_number

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


#: Each key that says more, with the kinds of rule of which it does.
OWNERS = {
    more: [kind for kind, keys in KINDS.items() if more in keys]
    for more in dict.fromkeys(key for keys in KINDS.values() for key in keys)
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
    for more, owners in OWNERS.items():
        if more in payload and (found := sum(kind in payload for kind in owners)) != 1:
            code = "rule-owner" if found else "rule-owner-missing"
            problems.report(code, more, owners=gettext(" or ").join(f"`{kind}`" for kind in owners))
    table = _RuleReader(payload, problems, depth)
    rules = [rule for kind in kinds for rule in _READERS[kind](table)]
    problems.raise_if_any()
    return rules[0] if len(rules) == 1 else All(tuple(rules))


def rule_to_dict(rule: Rule) -> dict[str, Any]:
    """Return the table that says `rule`."""
    match rule:
        case AtLeast(topic, level):
            return {"minimum": {topic: level}}
        case Every(level, topics, principle):
            return filled({"every": level, "topics": list(topics), "principle": principle})
        case Share(percent, topics, weights, rounding, principle):
            shape = {"share": exact(percent), "topics": list(topics), "weights": dict(weights)}
            rounded = None if rounding is Rounding.EXACT else str(rounding)
            return filled(shape | {"rounding": rounded, "principle": principle})
        case Answered(topics):
            return {"answered": list(topics)}
        case Evidenced(topics, kind):
            return {"evidenced": list(topics)} | filled({"kind": kind})
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
    return filled({"includes": held, "minimum": minimum})


@attrs.frozen
class _RuleReader(ValueReader):
    """Reads what the keys of a rule's table hold."""

    depth: int

    def texts(self, key: str) -> tuple[str, ...]:
        return self.read(key, lambda listed: _each(listed, text), ())

    def topics(self) -> tuple[str, ...]:
        """Return the topics that are named; a list of none, which would mean every topic, is reported."""
        if self.table.get("topics") == []:
            self.problems.report("empty", "topics")
        return self.texts("topics")

    def text(self, key: str) -> str | None:
        return self.read(key, text, None)

    def number(self, key: str) -> int:
        return self.read(key, _whole, 0)

    def numbers(self, key: str) -> tuple[tuple[str, int], ...]:
        return self.read(key, lambda table: entries(table, lambda topic, value: (topic, _whole(value))), ())

    def rules(self, key: str) -> tuple[Rule, ...]:
        return self.require(key, lambda listed: _each(listed, lambda one: rule_from_dict(one, self.depth + 1)), ())


#: How each kind of rule is read.
_READERS: dict[str, Callable[[_RuleReader], list[Rule]]] = {
    "includes": lambda table: [Holds(award) for award in table.texts("includes")],
    "minimum": lambda table: [AtLeast(*each) for each in table.numbers("minimum")],
    "every": lambda table: [
        Every(topics=table.topics(), principle=table.text("principle"), level=table.number("every"))
    ],
    "share": lambda table: [
        Share(
            topics=table.topics(),
            weights=table.numbers("weights"),
            principle=table.text("principle"),
            rounding=table.read("rounding", lambda value: choice(value, Rounding), Rounding.EXACT),
            percent=table.read("share", _percent, 0),
        )
    ],
    "answered": lambda table: [Answered(table.texts("answered"))],
    "evidenced": lambda table: [Evidenced(table.texts("evidenced"), table.text("kind") or "")],
    "all": lambda table: [All(table.rules("all"))],
    "any": lambda table: [AnyOf(table.rules("any"))],
    "at_least": lambda table: [AtLeastOf(table.number("at_least"), table.rules("of"))],
}


def _each(listed: object, read: Callable[[object], T]) -> tuple[T, ...]:
    """Return what `read` makes of each entry of a list."""
    if not isinstance(listed, list):
        raise fault("not-a-list", given=listed)
    return each(enumerate(listed), lambda _, entry: read(entry))


def _whole(value: object) -> int:
    return whole(value, int)


def _percent(value: object) -> Fraction:
    as_int = as_whole(value)
    number = exact_number(value if as_int is None else as_int)
    if not isinstance(number, Fraction):
        raise fault("not-a-percentage", given=value)
    return number
