"""What people said, and what became of it: the commands `feedback` and `triangulate`."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.options import AsJson, Force, show
from positiveculture.cli.pictures import ends, heading, paragraph
from positiveculture.cli.terminal import json_document, show_document, show_line
from positiveculture.errors import FileTrouble
from positiveculture.feedback import FeedbackLog, Measures, Stage, Suggestion
from positiveculture.formats.feedback import measures_to_dict, read_feedback
from positiveculture.formats.triangulation import read_triangulation, themes_to_dict
from positiveculture.formats.writing import write_text
from positiveculture.panel.protection import MINIMUM
from positiveculture.triangulation.report import markdown

#: What the person is still waiting for, by how far a suggestion has come.
WAITING = {
    Stage.RAISED: "not heard yet",
    Stage.HEARD: "heard, not decided",
    Stage.ADOPTED: "adopted, not told",
    Stage.DECLINED: "declined, not told",
}


def feedback(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A feedback log, as TOML or JSON.")],
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="As known on this day, as 2026-03-31; today."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show how well suggestions are answered."""
    log = read_feedback(file)
    day = on.date() if on else date.today()
    show(measures_to_dict(log.measures(day)), answered(log, day), as_json)


def triangulate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Findings of several instruments, as TOML or JSON.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this .md file.")] = None,
    force: Force = False,
    minimum: Annotated[
        int, typer.Option("--minimum", min=1, metavar="N", help="How few respondents are too few to be told.")
    ] = MINIMUM,
    as_json: AsJson = False,
) -> None:
    """Write the report on what several instruments found.

    It says where they agree, where they conflict, where one speaks alone and where too few stand behind a finding. It
    is Markdown, and is printed where no file is named.
    """
    report = read_triangulation(file)
    text = markdown(report, minimum=minimum)
    if out is not None:
        if out.suffix.lower() != ".md":
            raise FileTrouble(str(out), "is not .md, and the report is Markdown")
        if out.exists() and not force:
            raise FileTrouble(str(out), "is there already; overwrite it with --force")
        write_text(text, out, overwrite=force)
    if as_json:
        show_document(json_document(themes_to_dict(report.themes(minimum=minimum))))
    elif out is None:
        show_document(text)
    else:
        show_line(f"{out} is written.")


def answered(log: FeedbackLog, day: date) -> Iterator[RenderableType]:
    """Yield the measures of a log, and who is waiting, the longest first."""
    found = log.measures(day)
    yield ends(words.title(log.service), words.day(day), "bold")
    yield Text(words.count(found.raised, "suggestion"))
    yield Text()
    yield from (ends(what, told) for what, told in _measured(found).items())
    if found.open_longest:
        yield heading(f"Without an answer: {len(found.open_longest)}, the longest open first")
    for suggestion in found.open_longest:
        yield from _open(suggestion, found)


def _measured(found: Measures) -> dict[str, str]:
    decided = found.adopted + found.declined
    untold = f"; {found.untold} more decided, and not told" if found.untold else ""
    return {
        "Heard": f"{found.heard} of {found.raised}",
        "Answered": f"{found.answered} of {found.raised}{_percent(found.share_answered)}{untold}",
        "Adopted": f"{found.adopted} of {decided} decided{_percent(found.share_adopted)}",
        "Days to an answer": _days(found),
    }


def _percent(share: Fraction | None) -> str:
    """Return a share in whole per cent, cut rather than rounded: 100 per cent is all."""
    return "" if share is None else f", {int(share * 100)} per cent"


def _days(found: Measures) -> str:
    if found.median_days_to_answer is None:
        return "none answered yet"
    return f"{found.median_days_to_answer} in the middle, {found.longest_days_to_answer} at the longest"


def _open(suggestion: Suggestion, found: Measures) -> Iterator[RenderableType]:
    waited = words.count(found.days_open(suggestion), "day")
    yield ends(f"  {words.title(suggestion.id)}", f"{waited}, {WAITING[suggestion.stage]}")
    yield paragraph(words.title(suggestion.text), 4, "dim")
