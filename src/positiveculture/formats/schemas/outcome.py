"""The schema of an outcome as JSON: what `outcome_to_dict` returns, and `positiveculture assess --json` prints.

It says what is always there, and leaves room for keys that later versions add.
"""

from positiveculture.formats.schemas import Schema
from positiveculture.outcome import State

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "minimum": 0}
LEVEL: Schema = {"type": "integer"}
YES: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
CERTAIN = (YES, "Whether no answer to an open question could clear it.")
STATES: Schema = {"enum": [str(state) for state in State]}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


#: Each kind of blocker: what it means, and its keys.
BLOCKERS: dict[str, tuple[str, dict[str, tuple[Schema, str]]]] = {
    "below": (
        "A topic is rated below what is needed.",
        {
            "topic": (TEXT, "The topic's id."),
            "needs": (LEVEL, "The level that is needed."),
            "has": (LEVEL, "The level at which it is."),
        },
    ),
    "unanswered": (
        "A topic that needs a level has no answer yet.",
        {
            "topic": (TEXT, "The topic's id."),
            "needs": ({**LEVEL, "type": ["integer", "null"]}, "The level that is needed; null: any answer will do."),
        },
    ),
    "needs-evidence": (
        "A topic has no evidence, or none of the kind that is asked for, that still counts on the day.",
        {"topic": (TEXT, "The topic's id."), "of_kind": (TEXT, 'The kind that is asked for; "": any.')},
    ),
    "share-below": (
        "The points are too small a share of the most possible.",
        {
            "needs": ({"type": "number"}, "The share that is needed, in per cent."),
            "has": ({"type": "number"}, "The share with every open question at its lowest level, in per cent."),
            "could_be": ({"type": "number"}, "The share with every open question at its highest level, in per cent."),
            "topics": (_list(TEXT), "The ids of the topics that are counted."),
            "points": (NUMBER, "The points with every open question at its lowest level."),
            "most": (NUMBER, "The most points possible."),
        },
    ),
    "award-missing": (
        "Another award, which this one includes, is not met.",
        {"award": (TEXT, "The id of the other award.")},
    ),
    "nothing-to-judge": ("Every topic that the rule asks about is not applicable.", {}),
    "alternatives": (
        "Several options, of which some more have to be met.",
        {
            "needs": (NUMBER, "How many more of the options have to be met."),
            "options": ({"type": "array", "items": {"$ref": "#/$defs/Blockers"}}, "What is in the way of each option."),
        },
    ),
}


def outcome() -> tuple[Schema, Schema]:
    """Return the schema of an outcome, and what it refers to, by name."""
    parts = {
        "Award": _award(),
        "Blocker": {"description": "What is in the way of an award.", "oneOf": [_blocker(kind) for kind in BLOCKERS]},
        "Blockers": _list({"$ref": "#/$defs/Blocker"}),
        "Certificate": _certificate(),
    }
    shape = _table(
        {
            "framework": (TEXT, "The framework's id."),
            "edition": (TEXT, "The edition of the framework."),
            "service": (TEXT, "The name of the service."),
            "assessed_on": (DAY, "The day of the assessment."),
            "basis": (TEXT, "Whose judgement the assessment is."),
            "award": ({"type": ["string", "null"]}, "The id of the highest award that is met; null: none is."),
            "indicated": (
                {"type": ["string", "null"]},
                "The id of that award; where every award is surely not met, of the floor; null: nothing is indicated.",
            ),
            "answered": (NUMBER, "How many top-level topics have a rating or a reflection."),
            "topics": (NUMBER, "How many top-level topics there are."),
            "unanswered": (_list(TEXT), "The ids of the top-level topics without any response."),
            "not_applicable": (_list(TEXT), "The ids of the top-level topics that are not applicable."),
            "carried": (_list(TEXT), "The ids of the topics whose rating is carried over from an earlier assessment."),
            "in_force": (YES, "Whether the edition is in force on the day of the assessment, as far as is known."),
            "certificates": (_list({"$ref": "#/$defs/Certificate"}), "The awards that an awarding body gave."),
            "awards": (_list({"$ref": "#/$defs/Award"}), "What the rules say of each award, lowest first."),
            "means": (
                {"type": "object", "additionalProperties": {"type": ["number", "null"]}},
                "Each principle's mean, where the framework publishes a method; null: too much is missing.",
            ),
            "notice": (TEXT, "What every reader has to know first, if anything."),
            "why": ({"type": "object"}, "The explanation, where `assess --why` is asked for."),
            "coverage": ({"type": "object"}, "What there is on each topic, where the framework publishes no awards."),
        },
        optional=("means", "notice", "why", "coverage"),
    )
    return {"description": "What the rules of a framework say of one assessment.", **shape}, parts


def _award() -> Schema:
    keys = {
        "id": (TEXT, "The award's id."),
        "state": (STATES, "Whether it is met; undecided, while open questions could still decide it."),
        "progress": (
            {"type": "number", "minimum": 0, "maximum": 1},
            "How far it has come, from 0 to 1; 1 if and only if it is met.",
        ),
        "blockers": ({"$ref": "#/$defs/Blockers"}, "What is in the way; nothing, where it is met."),
    }
    return {"description": "What the rules say of one award.", **_table(keys)}


def _certificate() -> Schema:
    keys = {
        "award": (TEXT, "The award's id."),
        "edition": (TEXT, "The edition that it was given under."),
        "awarded_on": (DAY, "The day on which it was awarded."),
        "by": (TEXT, "Who gave it."),
        "expires_on": (
            {**DAY, "type": ["string", "null"]},
            "The first day on which it is no longer in force, if known.",
        ),
        "stands": (YES, "Whether it is in force on the day of the outcome."),
    }
    return {"description": "An award that an awarding body gave.", **_table(keys)}


def _blocker(kind: str) -> Schema:
    words, keys = BLOCKERS[kind]
    return {
        "description": words,
        **_table({"kind": ({"const": kind}, "What kind of blocker it is."), "certain": CERTAIN, **keys}),
    }


def _table(keys: dict[str, tuple[Schema, str]], optional: tuple[str, ...] = ()) -> Schema:
    """Return the schema of a table with these keys, each with what it says, and perhaps others."""
    return {
        "type": "object",
        "properties": {key: {"description": words, **shape} for key, (shape, words) in keys.items()},
        "required": [key for key in keys if key not in optional],
    }
