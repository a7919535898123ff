"""How a panel's figures are shown: tables of answers, shares, and what is withheld and why."""

from collections.abc import Iterator
from fractions import Fraction

from rich.console import RenderableType

from positiveculture.cli import words
from positiveculture.cli.pictures import heading, paragraph, table
from positiveculture.panel import Summary
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.protection import Group, Withheld
from positiveculture.topics import Scale, Topic


def why(reason: Withheld, summary: Summary) -> str:
    """Return in a sentence why a figure is withheld."""
    if reason is Withheld.TOO_FEW:
        return f"fewer than {summary.minimum} answered, or nobody did"
    return "it would show, or let work out, what single people answered"


def percent(share: Fraction) -> str:
    """Return a share in whole per cent, rounded half up; all and none are said of all and none alone."""
    whole = int(share * 100 + Fraction(1, 2))
    if share not in (0, 1):
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def mean(found: Fraction | Withheld) -> str:
    """Return a mean with two decimals, or that it is withheld."""
    return "withheld" if isinstance(found, Withheld) else words.hundredths(found)


def share(found: Shares | Withheld | None, *, negative: bool) -> str:
    """Return a share of very negative or of positive answers, that it is withheld, or nothing."""
    if found is None or isinstance(found, Withheld):
        return "" if found is None else "withheld"
    return percent(found.very_negative if negative else found.positive)


def between(figure: Distribution) -> str:
    """Return the lowest and the highest level that somebody chose."""
    given = [level.number for level, n in zip(figure.scale.levels, figure.counts, strict=True) if n]
    return f"from {given[0]} to {given[-1]}"


def median(figure: Distribution | Withheld) -> str:
    """Return the median level, or the two where the middle is split."""
    if isinstance(figure, Withheld):
        return "withheld"
    low, high = figure.median
    return str(low) if low == high else f"{low} to {high}"


def number(topic: Topic) -> str:
    """Return a topic's printed number, or nothing."""
    return "" if topic.number is None else str(topic.number)


def tables(summary: Summary, group: Group) -> Iterator[RenderableType]:
    """Yield how people answered each topic, a table for each scale."""
    published = [f for id_ in summary.topics if isinstance(f := summary.figure(id_, group), Distribution)]
    scales = [scale for scale in summary.framework.scales if any(f.scale == scale for f in published)]
    for scale in scales:
        title = "How many stand at each level" + (f": {words.title(scale.id)}" if len(scales) > 1 else "")
        yield heading(title)
        yield paragraph(_levels(scale), 0, "dim")
        yield _table(summary, scale, [figure for figure in published if figure.scale == scale], group)


def _levels(scale: Scale) -> str:
    return "; ".join(f"{level.number} {words.title(level.label)}" for level in scale.levels)


def _table(summary: Summary, scale: Scale, figures: list[Distribution], group: Group) -> RenderableType:
    averages = bool(summary.framework.averages)
    numbers = [str(level.number) for level in scale.levels]
    more = ["Very negative", "Positive", "Mean"] if averages else ["Median", "Agreement"]
    rows = []
    for figure in figures:
        told = (
            [percent(figure.very_negative), percent(figure.positive), mean(summary.item_mean(figure.topic.id, group))]
            if averages
            else [median(figure), percent(figure.agreement)]
        )
        counts = [str(count) if count else "." for count in figure.counts]
        rows.append([number(figure.topic), words.title(figure.topic.title), *counts, *told])
    heads = ["No.", "Topic", *numbers, *more]
    return table(heads, rows, fold=1, right=[0, *range(2, len(heads))])


def withheld(summary: Summary, group: Group) -> Iterator[RenderableType]:
    """Yield which topics are withheld, and why."""
    reasons: dict[Withheld, list[str]] = {}
    for id_ in summary.topics:
        figure = summary.figure(id_, group)
        if isinstance(figure, Withheld):
            reasons.setdefault(figure, []).append(words.topic_title(summary.framework.topic(id_)))
    for reason, titles in reasons.items():
        yield heading(f"Withheld: {words.count(len(titles), 'topic')}")
        yield paragraph(f"Why: {why(reason, summary)}.", 2)
        yield paragraph("all" if len(titles) == len(summary.topics) else "; ".join(titles), 2)
