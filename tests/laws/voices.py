"""Texts that mean something in Markdown or HTML, for suggestions and findings."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from positiveculture.escaping import is_visible
from positiveculture.testing import strategies as pcs

FIRST = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda number: FIRST + timedelta(number))

#: What Markdown and HTML would take as their own, and signs that cannot be seen.
HOSTILE = (
    *(
        "1. x",
        "2) x",
        "- x",
        "+ x",
        "* x",
        "# x",
        "x #",
        "> x",
        "---",
        "===",
        "***",
        "```",
        "~~~",
        "    x",
        "| a | b |",
    ),
    *(
        "**x**",
        "_x_",
        "`x`",
        "~~x~~",
        "[x](y)",
        "![x](y)",
        "[x]: y",
        "<b>x</b>",
        "<script>",
        "<!-- x -->",
        "&lt;",
        "&#42;",
    ),
    *(
        "https://x.example",
        "www.x.example",
        "x@y.example",
        "\\",
        "\\*",
        "x\\",
        "a\nb",
        "a\n\n# b",
        "- [ ] x",
        "<x@y.example>",
    ),
    *("\x00", "\x1b[31m", "\u202e", "\u200b", "\ud7ff", "$x$", "x  \ny", "12.5", "1986.", "é", "[^1]", ":x:", "{.x}"),
)
words = (st.sampled_from(HOSTILE) | st.text("ab1 -+.)*_`[]<>&#!|~\\\n", max_size=8)).filter(is_visible)


suggestions, logs, reports = pcs.suggestions, pcs.feedback_logs, pcs.triangulations


def fields_of(value: Any) -> dict[str, Any]:
    """Return the fields of an attrs value by name."""
    return {field.name: getattr(value, field.name) for field in value.__attrs_attrs__}
