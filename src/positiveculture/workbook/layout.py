"""Where what is filled in is: the sheets, their columns and rows, which writing and reading share."""

from typing import Final

from positiveculture.framework import Framework

#: The sheets; reading finds them by these names, so they are the same in every language.
ANSWERS: Final = "Answers"
EVIDENCE: Final = "Evidence"
RESULT: Final = "Result"
RULES: Final = "Rules"
POINTS: Final = "Points"
WORKING: Final = "Working"
ABOUT: Final = "About"
SHEETS: Final = (ANSWERS, EVIDENCE, RESULT, RULES, POINTS, WORKING, ABOUT)

#: The form of a workbook; another number is another layout.
FORM: Final = 1

#: The columns of the sheet Answers, in their order; the fields of the head are in the column of the statements.
ANSWER_COLUMNS: Final = ("number", "topic", "statements", "answer", "reason", "note", "wrong", "key")

#: Those of the sheet Evidence.
EVIDENCE_COLUMNS: Final = ("topic", "title", "kind", "dated", "lapses_on", "reference", "note", "wrong")

#: The fields of the head, which are about the whole assessment, in the order of their rows.
HEAD: Final = ("service", "assessed_on", "assessed_by", "note", "mode", "service_model")

#: The first row of the head, of the topics, and of the evidence, counted from 0.
HEAD_ROW: Final = 3
TOPIC_ROW: Final = HEAD_ROW + len(HEAD) + 2
EVIDENCE_ROW: Final = 4


def head_of(framework: Framework) -> tuple[str, ...]:
    """Return the fields of the head: those that are chosen from, only where the framework offers something."""
    return tuple(field for field in HEAD if framework.choices.get(field, True))


def head_key(field: str) -> str:
    """Return the key of a row that says something of the whole: no topic has such an id."""
    return f"@{field}"
