"""The schema of a rule's table, whose keys are the kinds of rule and what says more about them."""

from positiveculture.formats.rules import KINDS, OWNERS
from positiveculture.formats.schemas import Schema
from positiveculture.responses import EVIDENCE_KINDS
from positiveculture.rules.kinds import Rounding
from positiveculture.sentences import EXACT

NOTHING: Schema = {"type": "null"}
IDS: Schema = {"type": "array", "items": {"type": "string"}}
NUMBERS: Schema = {"type": "object", "additionalProperties": {"type": ["integer", "null"]}}
WHOLE: Schema = {"type": "integer"}

#: What each key holds, where it is not a list of rules, and what it says.
KEYS: dict[str, tuple[Schema, str]] = {
    "includes": (IDS, "The ids of other awards that have to be met."),
    "minimum": (NUMBERS, "Topic = level: each topic is at or above its level."),
    "every": (WHOLE, "Every one of `topics` is at or above this level; every rated topic, where none are named."),
    "topics": (
        IDS | {"minItems": 1},
        "The topics that `every` or `share` speaks of; every rated top-level topic, where it is left out.",
    ),
    "share": (
        {"anyOf": [WHOLE, {"type": "string", "pattern": "^(?:" + EXACT.pattern.replace(r"\d", "[0-9]") + ")$"}]},
        'The points are at least so many per cent of the most possible; a share that is not whole is text, as "62.5".',
    ),
    "weights": (NUMBERS, "Topic = how often it counts in `share`; a topic that is not here counts once."),
    "rounding": ({"enum": [str(each) for each in Rounding]}, "How `share` is rounded before it is compared."),
    "principle": (
        {"type": "string"},
        "In place of `topics`, a principle: its rated top-level topics are meant, those of principles within it too.",
    ),
    "answered": (IDS, "Each of these topics is answered, whatever the answer."),
    "evidenced": (IDS, "Each of these topics has evidence that has not lapsed."),
    "kind": (
        {"enum": list(EVIDENCE_KINDS)},
        "The kind of evidence that `evidenced` asks for; any, where it is left out.",
    ),
    "at_least": (WHOLE, "At least so many of the rules in `of` are met."),
}
LISTS = {
    "all": "All of these rules are met.",
    "any": "At least one of these rules is met.",
    "of": "The rules of which `at_least` so many are met.",
}


def rule(itself: Schema) -> Schema:
    """Return the schema of a rule; `itself` refers to it, for the rules inside."""
    keys = {key: {**or_nothing(shape), "description": words} for key, (shape, words) in KEYS.items()}
    keys |= {key: {"type": ["array", "null"], "items": itself, "description": words} for key, words in LISTS.items()}
    return {
        "description": "What an award asks for. Several keys in one table ask for all of them.",
        "type": "object",
        "properties": keys,
        "additionalProperties": False,
        "anyOf": [_given(kind) for kind in KINDS],
        "allOf": [
            # Where it is given, a key says more about exactly one kind of rule.
            *({"if": _given(key), "then": {"oneOf": list(map(_given, owners))}} for key, owners in OWNERS.items()),
            {"if": _given("at_least"), "then": _given("of")},
        ],
    }


def _given(key: str) -> Schema:
    """Return the condition that a key is given, and not null, which means that it is left out."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def or_nothing(one: Schema) -> Schema:
    """Return the schema of a value that may be left out, which JSON may say by null too."""
    if "enum" in one:
        return one | {"enum": [*one["enum"], None]}
    if isinstance(one.get("type"), str):
        return one | {"type": [one["type"], "null"]}
    if "null" in one.get("type", ()):
        return one
    return one | {"anyOf": [*one["anyOf"], NOTHING]} if "anyOf" in one else {"anyOf": [one, NOTHING]}
