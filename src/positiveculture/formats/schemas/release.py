"""The schema of a release: what was published of a panel."""

from positiveculture.formats.panel_files import GROUPED_BY
from positiveculture.formats.release import REASONS
from positiveculture.formats.schemas import VISIBLE, Schema, table_of
from positiveculture.panel.release import LEAST

DAY: Schema = {"type": "string", "format": "date"}
DAYS: Schema = {"type": "array", "items": DAY, "minItems": 2, "maxItems": 2}
NUMBER: Schema = {"type": "integer", "minimum": 0}
REASON: Schema = {"enum": list(REASONS)}
COUNTS: Schema = {"type": "array", "items": NUMBER}


def release() -> Schema:
    """Return the schema of a whole release."""
    group = table_of(
        "What was published of one group.",
        {
            "group": ({"type": "array", "items": {"type": "string"}}, "Its path from the top down; [] is the whole."),
            "replied": ({"anyOf": [NUMBER, REASON]}, "How many replied, or why that is suppressed."),
            "invited": ({"type": ["integer", "null"], "minimum": 0}, "How many were asked, where that is known."),
            "topics": (
                {"type": "object", "additionalProperties": {"anyOf": [COUNTS, REASON]}},
                "Topic = how many gave each level, lowest first, with noise; or why that is suppressed.",
            ),
        },
        optional=("invited",),
    )
    return table_of(
        "What was published of a panel: figures with noise, and no answers.",
        {
            "framework": (VISIBLE, "The framework's id."),
            "edition": (VISIBLE, "The framework's edition."),
            "minimum": (
                {"type": "integer", "minimum": LEAST},
                "How many respondents are behind every figure at least.",
            ),
            "services": ({"type": "array", "items": {"type": "string"}}, "The services that were assessed."),
            "assessed_on": (DAYS, "The first and the last day of the assessments."),
            "by": (
                {"type": ["string", "null"]},
                f"What the groups go by: one of {', '.join(GROUPED_BY)}, or a column of a spreadsheet.",
            ),
            "since": (
                {"type": ["array", "null"], "items": DAYS},
                "The days of the releases that were given when this one was made.",
            ),
            "published": ({"type": "array", "items": group}, "What was published of each group."),
        },
        optional=("by", "since"),
    )
