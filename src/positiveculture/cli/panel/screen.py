"""The screen of `panel`: tables of answers, each group beside the whole, and what is withheld and why."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from positiveculture.cli import words
from positiveculture.cli.blocks import Block, ends, heading, line, paragraph, table
from positiveculture.panel import Summary
from positiveculture.panel.distributions import Distribution, Shares
from positiveculture.panel.panel_report import PanelReport, days
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.topics import Scale

#: How many topics are named where people disagree most, or where most has moved.
MOST = 5


def screen(report: PanelReport) -> Iterator[Block]:
    """Yield what a panel says together, then each group beside the whole."""
    summary, framework = report.summary, report.summary.framework
    services = report.services
    who = services[0] if len(services) == 1 else f"{len(services)} services"
    yield ends(words.title(who), _span(days(report.panel)), "bold")
    yield line(words.edition(framework))
    yield from [paragraph(words.title(framework.notice), style="dim")] if framework.notice else []
    yield paragraph(_replied(summary, ()))
    yield paragraph(_protection(report), style="dim")
    yield from _themes(report, ())
    yield from _disputed(summary)
    yield from _moved(report)
    yield from _tables(summary, ())
    yield from _withheld(summary, ())
    told = [group for group in summary.groups if group and not isinstance(summary.replied(group), Suppressed)]
    for group in told:
        yield from _group(report, group)
    yield from _groups_withheld(summary, [group for group in summary.groups if group and group not in told])
    for path in report.left_out:
        yield paragraph(words.title(f"Left out, for it is no assessment: {path}"), style="dim")


def _span(found: tuple[date, date]) -> str:
    first, last = map(words.day, found)
    return first if first == last else f"{first} to {last}"


def _replied(summary: Summary, group: Group) -> str:
    replied, rate = summary.replied(group), summary.response_rate(group)
    if isinstance(replied, Suppressed):
        return f"How many replied is withheld: {_why(replied, summary)}."
    share = "" if rate is None or isinstance(rate, Suppressed) else f", {_percent(rate)} of those invited"
    return f"{words.count(replied, 'assessment')}{share}"


def _protection(report: PanelReport) -> str:
    least = report.summary.minimum
    if least == 1:
        return "Small numbers are not protected (--minimum 1): only for people who know what each has said."
    text = f"Nothing is shown that fewer than {least} people stand behind, nor what would give it away."
    if isinstance(report.summary.replied(), Suppressed):
        text += " A team that knows what each has said can see everything: --minimum 1."
    if report.before is not None and not report.protected:
        text += " Between the two waves nothing is protected (--unmatched)."
    return text


def _themes(report: PanelReport, group: Group) -> Iterator[Block]:
    """Yield the themes' scores and shares, beside the whole for a group, else beside the wave before."""
    summary, titles = report.summary, {each.id: each.title for each in report.summary.framework.principles}
    if not summary.themes:
        return
    other, against = (summary, ()) if group else (report.earlier, group)
    heads, rows = ["Theme"], []
    averages = bool(summary.framework.averages)
    beside = ["whole" if group else "before"] * (other is not None)
    for name in (*(["Mean"] if averages else []), "Very negative", "Positive"):
        heads += [name, *beside]
    for theme in summary.themes:
        row = [words.title(titles[theme])]
        for ours, theirs in _theme_figures(summary, other, theme, group, against, averages=averages):
            row += [ours, *[theirs] * len(beside)]
        rows.append(row)
    if not group:
        yield heading("Themes")
    yield table(heads, rows, right=range(1, len(heads)))


def _theme_figures(
    summary: Summary, other: Summary | None, theme: str, group: Group, against: Group, *, averages: bool
) -> Iterator[tuple[str, str]]:
    if averages:
        yield _mean(summary.mean(theme, group)), "" if other is None else _mean(other.mean(theme, against))
    ours = summary.shares(theme, group)
    theirs = None if other is None else other.shares(theme, against)
    yield _share(ours, negative=True), _share(theirs, negative=True)
    yield _share(ours, negative=False), _share(theirs, negative=False)


def _disputed(summary: Summary) -> Iterator[Block]:
    found = [figure for figure in summary.most_disputed() if figure.agreement < 1][:MOST]
    if found:
        yield heading("Where people disagree most")
        rows = [
            [words.number(each.topic), words.title(each.topic.title), _percent(each.agreement), _between(each)]
            for each in found
        ]
        yield table(["No.", "Topic", "Agreement", "Answers"], rows, fold=1, right=[0, 2])


def _moved(report: PanelReport) -> Iterator[Block]:
    """Yield the topics that have moved most since the wave before."""
    whole = next((each for each in report.since_before if not each.group), None)
    if whole is None or report.before is None:
        return
    topics = [report.summary.framework.topic(id_) for id_ in report.summary.topics]
    moved = [(topic, change) for topic in topics if not isinstance(change := whole.topic(topic.id), Suppressed)]
    moved = [(topic, change) for topic, change in moved if change.positive or any(change.median)]
    moved.sort(key=lambda pair: (-abs(pair[1].positive), -abs(sum(pair[1].median))))
    yield heading(f"What has moved most since {_span(days(report.before))}")
    if not moved:
        yield paragraph("Nothing that may be shown.", 2)
        return
    rows = [
        [
            words.number(topic),
            words.title(topic.title),
            _median(whole.other.figure(topic.id)),
            _median(whole.summary.figure(topic.id)),
            f"{int(change.positive * 100):+d} points",
        ]
        for topic, change in moved[:MOST]
    ]
    yield table(["No.", "Topic", "Median then", "Now", "Positive"], rows, fold=1, right=[0, 2, 3, 4])


def _groups_withheld(summary: Summary, groups: list[Group]) -> Iterator[Block]:
    reasons: dict[Suppressed, list[str]] = {}
    for group in groups:
        replied = summary.replied(group)
        if isinstance(replied, Suppressed):
            reasons.setdefault(replied, []).append(words.title(" / ".join(group)))
    for reason, names in reasons.items():
        yield heading(f"Withheld: {words.count(len(names), 'group')}")
        yield paragraph(f"Why: {_why(reason, summary)}.", 2)
        yield paragraph("; ".join(names), 2)


def _group(report: PanelReport, group: Group) -> Iterator[Block]:
    """Yield one group beside the whole."""
    summary = report.summary
    yield heading(words.title(" / ".join(group)))
    yield paragraph(_replied(summary, group), 0)
    if summary.framework.averages:
        yield from _themes(report, group)
        return
    figures = [f for id_ in summary.topics if isinstance(f := summary.figure(id_, group), Distribution)]
    rows = [
        [
            words.number(figure.topic),
            words.title(figure.topic.title),
            _median(figure),
            _median(summary.figure(figure.topic.id)),
            _percent(figure.agreement),
        ]
        for figure in figures
    ]
    if rows:
        yield table(["No.", "Topic", "Median", "Whole", "Agreement"], rows, fold=1, right=[0, 2, 3, 4])
    yield from _withheld(summary, group)


def _why(reason: Suppressed, summary: Summary) -> str:
    """Return in a sentence why a figure is withheld."""
    if reason is Suppressed.TOO_FEW:
        return f"fewer than {summary.minimum} answered, or nobody did"
    return "it would show, or let work out, what single people answered"


def _percent(share: Fraction) -> str:
    """Return a share in whole per cent, rounded half up; all and none are said of all and none alone."""
    whole = int(share * 100 + Fraction(1, 2))
    if share not in (0, 1):
        whole = min(max(whole, 1), 99)
    return f"{whole} %"


def _mean(found: Fraction | Suppressed) -> str:
    """Return a mean with two decimals, or that it is withheld."""
    return "withheld" if isinstance(found, Suppressed) else words.hundredths(found)


def _share(found: Shares | Suppressed | None, *, negative: bool) -> str:
    """Return a share of very negative or of positive answers, that it is withheld, or nothing."""
    if found is None or isinstance(found, Suppressed):
        return "" if found is None else "withheld"
    return _percent(found.very_negative if negative else found.positive)


def _between(figure: Distribution) -> str:
    """Return the lowest and the highest level that somebody chose."""
    given = [level.number for level, n in zip(figure.scale.levels, figure.counts, strict=True) if n]
    return f"from {given[0]} to {given[-1]}"


def _median(figure: Distribution | Suppressed) -> str:
    """Return the median level, or the two where the middle is split."""
    if isinstance(figure, Suppressed):
        return "withheld"
    low, high = figure.median
    return str(low) if low == high else f"{low} to {high}"


def _tables(summary: Summary, group: Group) -> Iterator[Block]:
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


def _table(summary: Summary, scale: Scale, figures: list[Distribution], group: Group) -> Block:
    averages = bool(summary.framework.averages)
    numbers = [str(level.number) for level in scale.levels]
    more = ["Very negative", "Positive", "Mean"] if averages else ["Median", "Agreement"]
    rows = []
    for figure in figures:
        told = (
            [
                _percent(figure.very_negative),
                _percent(figure.positive),
                _mean(summary.item_mean(figure.topic.id, group)),
            ]
            if averages
            else [_median(figure), _percent(figure.agreement)]
        )
        counts = [str(count) if count else "." for count in figure.counts]
        rows.append([words.number(figure.topic), words.title(figure.topic.title), *counts, *told])
    heads = ["No.", "Topic", *numbers, *more]
    return table(heads, rows, fold=1, right=[0, *range(2, len(heads))])


def _withheld(summary: Summary, group: Group) -> Iterator[Block]:
    """Yield which topics are withheld, and why."""
    reasons: dict[Suppressed, list[str]] = {}
    for id_ in summary.topics:
        figure = summary.figure(id_, group)
        if isinstance(figure, Suppressed):
            reasons.setdefault(figure, []).append(words.topic_title(summary.framework.topic(id_)))
    for reason, titles in reasons.items():
        yield heading(f"Withheld: {words.count(len(titles), 'topic')}")
        yield paragraph(f"Why: {_why(reason, summary)}.", 2)
        yield paragraph("all" if len(titles) == len(summary.topics) else "; ".join(titles), 2)
