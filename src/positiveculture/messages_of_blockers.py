"""What blockers say, by short names; the script of a form and the formulas of a workbook fill in the same."""

BLOCKERS: dict[str, str] = {
    "below": "{topic}: has {has}, needs {needs}",
    "unanswered": "{topic}: not answered yet",
    "unanswered_level": "{topic}: not answered yet, needs {needs}",
    "evidence": "{topic}: needs evidence that has not lapsed",
    "evidence_kind": "{topic}: needs evidence of the kind {kind} that has not lapsed",
    "award": "{award} is needed first",
    "award_undecided": "{award} is needed first, and is not decided yet",
    "nothing": "nothing is left to judge: every topic that it asks about is not applicable",
}

#: What a share that is too small says, and what follows that; and more topics than are named.
SHARES: dict[str, str] = {
    "share": "the points come to {has} per cent, {points} of {most}, and {needs} are needed",
    "share_of": "the points of {topics} come to {has} per cent, {points} of {most}, and {needs} are needed",
    "share_open": "{sentence}; open questions count as the lowest level in that, and could bring them to {could_be}",
    "and_more": "{topics} and {count} more",
}

#: In an explanation: where what lacks something stands; of one topic or award, and of several, what they lack.
LACKS: dict[str, tuple[str, str, str]] = {
    "below": (
        "at {level}",
        "{subjects} stands at {has}, below the {needs} that {award} asks",
        "{subjects} stand at {has}, below the {needs} that {award} asks",
    ),
    "below_each": (
        "at {level}",
        "{subjects} stands at {has}, below the {needs} that {award} asks of each topic",
        "{subjects} stand at {has}, below the {needs} that {award} asks of each topic",
    ),
    "unanswered": ("not answered yet", "{subjects} is not answered yet", "{subjects} are not answered yet"),
    "evidence": (
        "without evidence that counts",
        "{subjects} has no evidence that counts, which {award} asks for",
        "{subjects} have no evidence that counts, which {award} asks for",
    ),
    "share": (
        "",
        "{subjects}, below the {needs} that {award} asks",
        "{subjects}, below the {needs} that {award} asks",
    ),
    "share_open": ("", "{subjects}, where {award} asks {needs}", "{subjects}, where {award} asks {needs}"),
    "award": (
        "not held",
        "{subjects} is not held, which {award} asks for",
        "{subjects} are not held, which {award} asks for",
    ),
}
