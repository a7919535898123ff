"""What `check` shows of a framework that holds together: what is doubtful about its award rules."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from positiveculture.cli import words
from positiveculture.cli.pictures import heading, paragraph
from positiveculture.framework import Framework
from positiveculture.scrutiny import Doubt

#: What the doubts were judged over.
JUDGED = "judged with all answered and nothing set aside"


def screen(framework: Framework, doubts: Sequence[Doubt]) -> Iterator[RenderableType]:
    """Yield the doubts under the award that each is about, with the smallest example of each."""
    yield paragraph(f"{words.count(len(doubts), 'doubt')} about its award rules, {JUDGED}: advice, not errors.")
    places = [*((award.id, award.title) for award in framework.awards), (None, "Topics")]
    for place, title in places:
        about = [doubt for doubt in doubts if doubt.award == place]
        if about:
            yield heading(words.title(title))
        for doubt in about:
            yield from _told(framework, doubt)


def _told(framework: Framework, doubt: Doubt) -> Iterator[RenderableType]:
    text = doubt.text
    if doubt.clause:
        yield paragraph(words.title(_capital(doubt.clause)), 2)
    yield paragraph(
        words.title(f"{text if doubt.clause else _capital(text)} ({doubt.kind})."), 4 if doubt.clause else 2
    )
    if doubt.example is not None:
        yield paragraph(words.title(f"Smallest example: {doubt.example.describe(framework)}"), 4, "dim")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
