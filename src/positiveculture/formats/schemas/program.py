"""The schema of a framework's program, and of the seven kinds of node that its rules are made of."""

from positiveculture.formats.schemas import Schema, table_of
from positiveculture.responses import EVIDENCE_KINDS
from positiveculture.rules.program import VERSION

ID: Schema = {"type": "string", "minLength": 1}
LEVEL: Schema = {"type": "integer"}
#: A level as the key of a table.
LEVELS = "^(?:0|-?[1-9][0-9]*)$"
NODES: Schema = {"type": "array", "items": {"$ref": "#/$defs/Node"}}
PARTS: Schema = {"type": "array", "items": {"type": "string", "pattern": "^-?[0-9]+$"}, "minItems": 2, "maxItems": 2}
POINTS: Schema = {
    "type": "object",
    "propertyNames": {"pattern": LEVELS},
    "additionalProperties": {"type": "integer", "minimum": 0},
    "minProperties": 1,
}

#: What each kind of node says, and its keys.
NODE_KINDS: tuple[tuple[str, dict[str, tuple[Schema, str]]], ...] = (
    ("The topic is rated at or above the level.", {"level": (LEVEL, "The level."), "of": (ID, "The topic.")}),
    ("Somebody has answered the topic, whatever the answer.", {"answered": (ID, "The topic.")}),
    (
        "The topic has evidence that has not lapsed on the day.",
        {
            "evidence": (ID, "The topic."),
            "kind": ({"enum": ["", *EVIDENCE_KINDS]}, 'The kind of evidence that is asked for; "": any.'),
        },
    ),
    (
        "The points are at least so many per cent of the most possible.",
        {
            "share": (PARTS, "The numerator and the denominator of the per cent, as text."),
            "half_up": ({"type": "boolean"}, "Whether the share is rounded to whole per cent, halves up, before that."),
            "points": (
                {"type": "object", "additionalProperties": POINTS, "minProperties": 1},
                "Topic = its points at each of its levels.",
            ),
        },
    ),
    ("The other award is met.", {"award": (ID, "The award, one that comes before this one.")}),
    ("All of them are met.", {"all": (NODES, "The nodes.")}),
    (
        "At least so many of them are met.",
        {"some": ({"type": "integer", "minimum": 1}, "How many."), "of": (NODES, "The nodes.")},
    ),
)


def node() -> Schema:
    """Return the schema of a node of any kind."""
    return {
        "description": "A node: one of seven kinds, identified by their keys.",
        "oneOf": [table_of(*kind) for kind in NODE_KINDS],
    }


def program() -> Schema:
    """Return the schema of a whole program."""
    ends = {"type": "array", "items": LEVEL, "minItems": 2, "maxItems": 2}
    award = table_of("An award.", {"id": (ID, "Its id."), "rule": ({"$ref": "#/$defs/Node"}, "What it asks.")})
    return table_of(
        "The award rules of a framework as plain data, which every judge reads.",
        {
            "version": (
                {"const": VERSION},
                "The version of this form: another has other nodes, or means otherwise by one.",
            ),
            "framework": (ID, "The framework's id."),
            "edition": (ID, "The framework's edition."),
            "scales": (
                {"type": "object", "additionalProperties": ends},
                "Topic = its lowest and its highest level, for each topic that is rated.",
            ),
            "awards": ({"type": "array", "items": award}, "The awards, lowest first."),
        },
    )
