"""The screen of `panel`: how a team, or the respondents to a survey, answered, and what is withheld."""

from collections.abc import Iterator
from datetime import date

import attrs
from rich.console import RenderableType
from rich.text import Text

from positiveculture.cli import words
from positiveculture.cli.figures import between, mean, median, number, percent, share, tables, why, withheld
from positiveculture.cli.pictures import ends, heading, paragraph, table
from positiveculture.formats.panel import Gathered
from positiveculture.panel import Panel, Summary
from positiveculture.panel.comparison import Comparison
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import Group, Withheld

#: How many topics are named where people disagree most, or where most has moved.
MOST = 5


@attrs.frozen
class Told:
    """What the command found."""

    now: Gathered
    summary: Summary
    #: What the groups go by.
    by: str | None
    before: Gathered | None
    earlier: Summary | None
    #: Whether what both waves show together is protected.
    protected: bool = attrs.field(kw_only=True)

    @property
    def compared(self) -> tuple[Comparison, ...]:
        """Each group that was there in the wave before, beside itself then."""
        if self.earlier is None:
            return ()
        there = set(self.earlier.groups)
        return tuple(
            Comparison(self.summary, self.earlier, group, group) for group in self.summary.groups if group in there
        )

    @property
    def beside_the_whole(self) -> tuple[Comparison, ...]:
        """Each group beside the whole."""
        return tuple(Comparison(self.summary, self.summary, group) for group in self.summary.groups if group)


def days(panel: Panel) -> list[date]:
    """Return the first and the last day of a panel's assessments."""
    found = sorted(each.assessed_on for each in panel.assessments)
    return [found[0], found[-1]]


def screen(found: Told) -> Iterator[RenderableType]:
    """Yield what a panel says together, then each group beside the whole."""
    summary, framework = found.summary, found.summary.framework
    services = sorted({each.service for each in found.now.panel.assessments})
    who = services[0] if len(services) == 1 else f"{len(services)} services"
    yield ends(words.title(who), _span(days(found.now.panel)), "bold")
    yield Text(words.edition(framework))
    yield from [paragraph(words.title(framework.notice), style="dim")] if framework.notice else []
    yield paragraph(_replied(summary, ()))
    yield paragraph(_protection(found), style="dim")
    yield from _themes(found, ())
    yield from _disputed(summary)
    yield from _moved(found)
    yield from tables(summary, ())
    yield from withheld(summary, ())
    told = [group for group in summary.groups if group and not isinstance(summary.replied(group), Withheld)]
    for group in told:
        yield from _group(found, group)
    yield from _groups_withheld(summary, [group for group in summary.groups if group and group not in told])
    for path in found.now.left_out:
        yield paragraph(words.title(f"Left out, for it is no assessment: {path}"), style="dim")


def _span(found: list[date]) -> str:
    first, last = map(words.day, found)
    return first if first == last else f"{first} to {last}"


def _replied(summary: Summary, group: Group) -> str:
    replied, rate = summary.replied(group), summary.response_rate(group)
    if isinstance(replied, Withheld):
        return f"How many replied is withheld: {why(replied, summary)}."
    share = "" if rate is None or isinstance(rate, Withheld) else f", {percent(rate)} of those invited"
    return f"{words.count(replied, 'assessment')}{share}"


def _protection(found: Told) -> str:
    least = found.summary.minimum
    if least == 1:
        return "Small numbers are not protected (--minimum 1): only for people who know what each has said."
    text = f"Nothing is shown that fewer than {least} people stand behind, nor what would give it away."
    if isinstance(found.summary.replied(), Withheld):
        text += " A team that knows what each has said can see everything: --minimum 1."
    if found.before is not None and not found.protected:
        text += " Between the two waves nothing is protected (--unmatched)."
    return text


def _themes(found: Told, group: Group) -> Iterator[RenderableType]:
    """Yield the themes' scores and shares, beside the whole for a group, else beside the wave before."""
    summary, titles = found.summary, {each.id: each.title for each in found.summary.framework.principles}
    if not summary.themes:
        return
    other, against = (summary, ()) if group else (found.earlier, group)
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


def _theme_figures(  # noqa: PLR0913 - two figures, each with its place
    summary: Summary, other: Summary | None, theme: str, group: Group, against: Group, *, averages: bool
) -> Iterator[tuple[str, str]]:
    if averages:
        yield mean(summary.mean(theme, group)), "" if other is None else mean(other.mean(theme, against))
    ours = summary.shares(theme, group)
    theirs = None if other is None else other.shares(theme, against)
    yield share(ours, negative=True), share(theirs, negative=True)
    yield share(ours, negative=False), share(theirs, negative=False)


def _disputed(summary: Summary) -> Iterator[RenderableType]:
    found = [figure for figure in summary.most_disputed() if figure.agreement < 1][:MOST]
    if found:
        yield heading("Where people disagree most")
        rows = [
            [number(each.topic), words.title(each.topic.title), percent(each.agreement), between(each)]
            for each in found
        ]
        yield table(["No.", "Topic", "Agreement", "Answers"], rows, fold=1, right=[0, 2])


def _moved(found: Told) -> Iterator[RenderableType]:
    """Yield the topics that have moved most since the wave before."""
    whole = next((each for each in found.compared if not each.group), None)
    if whole is None or found.before is None:
        return
    topics = [found.summary.framework.topic(id_) for id_ in found.summary.topics]
    moved = [(topic, change) for topic in topics if not isinstance(change := whole.topic(topic.id), Withheld)]
    moved = [(topic, change) for topic, change in moved if change.positive or any(change.median)]
    moved.sort(key=lambda pair: (-abs(pair[1].positive), -abs(sum(pair[1].median))))
    yield heading(f"What has moved most since {_span(days(found.before.panel))}")
    if not moved:
        yield paragraph("Nothing that may be shown.", 2)
        return
    rows = [
        [
            number(topic),
            words.title(topic.title),
            median(whole.other.figure(topic.id)),
            median(whole.summary.figure(topic.id)),
            f"{int(change.positive * 100):+d} points",
        ]
        for topic, change in moved[:MOST]
    ]
    yield table(["No.", "Topic", "Median then", "Now", "Positive"], rows, fold=1, right=[0, 2, 3, 4])


def _groups_withheld(summary: Summary, groups: list[Group]) -> Iterator[RenderableType]:
    reasons: dict[Withheld, list[str]] = {}
    for group in groups:
        replied = summary.replied(group)
        if isinstance(replied, Withheld):
            reasons.setdefault(replied, []).append(words.title(" / ".join(group)))
    for reason, names in reasons.items():
        yield heading(f"Withheld: {words.count(len(names), 'group')}")
        yield paragraph(f"Why: {why(reason, summary)}.", 2)
        yield paragraph("; ".join(names), 2)


def _group(found: Told, group: Group) -> Iterator[RenderableType]:
    """Yield one group beside the whole."""
    summary = found.summary
    yield heading(words.title(" / ".join(group)))
    yield paragraph(_replied(summary, group), 0)
    if summary.framework.averages:
        yield from _themes(found, group)
        return
    figures = [f for id_ in summary.topics if isinstance(f := summary.figure(id_, group), Distribution)]
    rows = [
        [
            number(figure.topic),
            words.title(figure.topic.title),
            median(figure),
            median(summary.figure(figure.topic.id)),
            percent(figure.agreement),
        ]
        for figure in figures
    ]
    if rows:
        yield table(["No.", "Topic", "Median", "Whole", "Agreement"], rows, fold=1, right=[0, 2, 3, 4])
    yield from withheld(summary, group)
