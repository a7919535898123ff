"""The command `feedback`: how well suggestions are answered, and who is waiting."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from positiveculture.cli import words
from positiveculture.cli.blocks import Block, ends, heading, line, paragraph
from positiveculture.cli.options import argument, as_json, command, input_file, on_day
from positiveculture.cli.output import show
from positiveculture.feedback import FeedbackLog, Measures, Stage, Suggestion
from positiveculture.formats.feedback import measures_to_dict, read_feedback

#: What the person is still waiting for, by how far a suggestion has come.
WAITING = {
    Stage.RAISED: "not heard yet",
    Stage.HEARD: "heard, not decided",
    Stage.ADOPTED: "adopted, not told",
    Stage.DECLINED: "declined, not told",
}


@command("feedback")
@argument("file", metavar="FILE", type=input_file, about="A feedback log, as TOML or JSON.")
@on_day("DAY", "As known on this day")
@as_json
def feedback(file: Path, on: date | None, as_json: bool) -> None:
    """Show how well suggestions are answered."""
    log, day = read_feedback(file), on or date.today()
    show(measures_to_dict(log.measures(day)), screen(log, day), as_json)


def screen(log: FeedbackLog, day: date) -> Iterator[Block]:
    """Yield the measures of a log, and who is waiting, the longest first."""
    found = log.measures(day)
    yield ends(words.title(log.service), words.day(day), "bold")
    yield line(words.count(found.raised, "suggestion"))
    yield line()
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


def _open(suggestion: Suggestion, found: Measures) -> Iterator[Block]:
    waited = words.count(found.days_open(suggestion), "day")
    yield ends(f"  {words.title(suggestion.id)}", f"{waited}, {WAITING[suggestion.stage]}")
    yield paragraph(words.title(suggestion.text), 4, "dim")
