"""What `assess --why` shows: which requirement or limiter decided, and every clause with where it stands."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.assessing import COLOURS, STATES, header
from positiveculture.cli.pictures import heading, paragraph
from positiveculture.explanation import Clause, explain
from positiveculture.outcome import Outcome, State


def tree(outcome: Outcome) -> Iterator[RenderableType]:
    """Yield the one sentence that says what decided, then the rule of each award, clause by clause."""
    explanation = explain(outcome)
    yield from header(outcome)
    yield Text()
    yield paragraph(words.title(explanation.decided_by))
    for verdict in outcome:
        yield heading(words.title(verdict.award.title))
        yield from _clause(explanation[verdict.award.id], 2)


def _clause(clause: Clause, indent: int) -> Iterator[RenderableType]:
    stands = f": {words.title(clause.stands)}" if clause.stands and clause.state is not None else ""
    yield Padding(Text.assemble(_state(clause.state), f"  {words.title(clause.text)}{stands}"), (0, 0, 0, indent))
    for below in clause.clauses:
        yield from _clause(below, indent + 4)


def _state(state: State | None) -> tuple[str, str]:
    return ("set aside", "dim") if state is None else (STATES[state], COLOURS[state])
