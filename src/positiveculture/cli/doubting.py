"""What `check` shows of a framework that holds together: what is doubtful about its award rules."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from positiveculture.cli import words
from positiveculture.cli.checking import check_to_dict, framework_of
from positiveculture.cli.pictures import heading, paragraph
from positiveculture.cli.terminal import json_document, show_document, show_line, show_picture
from positiveculture.convert import doubt_to_dict
from positiveculture.framework import Framework
from positiveculture.scrutiny import Doubt, scrutinise

#: What the doubts were judged over.
JUDGED = "judged with all answered and nothing set aside"


def show_check(name: str, kind: str, holds: str, *, as_json: bool) -> bool:
    """Print that `name` holds together and, of a framework, what is doubtful; return whether anything is."""
    framework = framework_of(name) if kind == "framework" else None
    doubts = scrutinise(framework) if framework else ()
    if as_json:
        told = {"doubts": [doubt_to_dict(doubt) for doubt in doubts]} if framework else {}
        show_document(json_document(check_to_dict(name, kind=kind) | told))
    else:
        show_line(f"{name}: the {kind} holds together ({holds})")
    if framework and doubts and not as_json:
        show_picture(Group(*_screen(framework, doubts)))
    return bool(doubts)


def _screen(framework: Framework, doubts: Sequence[Doubt]) -> Iterator[RenderableType]:
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
