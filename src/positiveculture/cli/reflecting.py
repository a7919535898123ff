"""The screen of `assess` where nothing is awarded: what was reflected on, evidenced and acted on, and by whom."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from positiveculture.assessment import Commitment
from positiveculture.cli import words
from positiveculture.cli.assessing import header, notice
from positiveculture.cli.pictures import ends, heading, paragraph
from positiveculture.coverage import Coverage
from positiveculture.outcome import Outcome
from positiveculture.topics import Principle


def screen(outcome: Outcome, coverage: Coverage) -> Iterator[RenderableType]:
    """Yield what is there under each principle, what is open, and on what there is nothing yet."""
    yield from header(outcome)
    yield from notice(outcome)
    yield Text()
    yield paragraph("This framework publishes no awards, and none is invented here.")
    if coverage.framework.unscored:
        yield paragraph(words.title(coverage.framework.unscored), style="dim")
    yield Text()
    rated = any(one.topic.scale is not None for one in coverage.topics)
    for principle, under in coverage.principles:
        title = "Other topics" if principle is None else words.title(principle.title)
        if len(coverage.principles) == 1 and principle is None:
            title = "All topics"
        yield ends(title, _counts(under, rated=rated), "bold")
        roles = [words.title(role.title) for role in coverage.framework.roles if under.roles[role.id]]
        yield from [paragraph(line, 2) for line in _levels(under)]
        yield from _score(outcome, principle)
        yield from [paragraph(f"with {words.listed(roles)}", 2, "dim")] if roles else []
    yield from _open(coverage)
    yield from _untouched(coverage)
    yield Text("\nWhere each topic stands: positiveculture summary FILE", "dim")


def _levels(under: Coverage) -> Iterator[str]:
    """Yield for each scale how many topics stand at each level that some stand at, the highest first."""
    scales = {one.topic.scale.id: one.topic.scale for one in under.topics if one.topic.scale is not None}
    for id_, counts in under.levels.items():
        told = [f"{n} at {level} {scales[id_].label(level)}" for level, n in reversed(counts.items()) if n]
        yield from [words.title("; ".join(told))] if told else []


def _score(outcome: Outcome, principle: Principle | None) -> Iterator[RenderableType]:
    """Yield one person's score on a theme, where the framework's own published method takes one."""
    score = outcome.means.get(principle.id) if principle is not None else None
    if score is not None:
        yield paragraph(f"score {words.hundredths(score)}, by the method of the framework", 2)


def _counts(under: Coverage, *, rated: bool) -> str:
    said = "answered" if rated else "reflected on"
    counted = f"{under.reflected} of {len(under.topics)} {said}, {under.evidenced} evidenced"
    return counted if rated and not under.acted_on else f"{counted}, {under.acted_on} acted on"


def _open(coverage: Coverage) -> Iterator[RenderableType]:
    if coverage.open_actions:
        yield heading(f"Open actions: {len(coverage.open_actions)}")
    for topic, action in coverage.open_actions:
        yield paragraph(words.title(f"{_when(action)}{action.what} ({topic.title})"), 2)


def _when(action: Commitment) -> str:
    said = [action.who, "" if action.by_when is None else f"by {words.day(action.by_when)}"]
    told = ", ".join(filter(None, said))
    return f"{told}: " if told else ""


def _untouched(coverage: Coverage) -> Iterator[RenderableType]:
    untouched = [words.topic_title(topic) for topic in coverage.untouched]
    if untouched:
        yield heading(f"Nothing yet on {words.count(len(untouched), 'topic')}")
        yield paragraph("; ".join(untouched), 2)
