"""What many people say together: how they answered, where they disagree, what has moved, and each group.

What is suppressed has no figure here and no width in any picture, only the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil

from positiveculture.documents.about import document_of, framework_fact
from positiveculture.documents.blocks import Block, Document, Heading, Listing, Paragraph, Stack, Stacked, Table
from positiveculture.documents.common_blocks import figure_columns, known_facts, listing, paragraphs, section
from positiveculture.documents.english import day, plural, service_count, topic_count
from positiveculture.documents.figures import between_text, mean_text, median_text, percent_text, share_text
from positiveculture.documents.labels import scale_words, topic_label
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.panel import Summary
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.panel_report import PanelReport, days
from positiveculture.panel.protection import Group, Suppressed
from positiveculture.sentences import listed, normal_form, span
from positiveculture.topics import Topic

#: How many topics are named where people disagree most, or where most has moved.
MOST = 5


@with_types
def panel_document(report: PanelReport) -> Document:
    """Return what a panel says together, then each group next to the whole."""
    summary, framework = report.summary, report.summary.framework
    services = report.services
    who = services[0] if len(services) == 1 else service_count(len(services))
    replied = {group: summary.replied(group) for group in summary.groups if group}
    shown = [group for group, count in replied.items() if not isinstance(count, Suppressed)]
    blocks: list[Block] = [
        Paragraph(_protection(report)),
        *_themes(report, ()),
        *_disputed(summary),
        *_moved(report),
        *_answers(summary, ()),
        *(block for group in shown for block in _group(report, group)),
        *_groups_withheld(summary, replied),
        *_left_out(report),
    ]
    title = gettext("{service}: what people say together").format(service=who)
    return document_of(framework, title, known_facts(_head(report)), blocks)


def _head(report: PanelReport) -> list[tuple[str, str]]:
    return [
        framework_fact(report.summary.framework),
        (gettext("Assessed"), _span(days(report.release))),
        *_replied(report.summary, ()),
    ]


def _span(ends: tuple[date, date]) -> str:
    return span(*map(day, ends))


def _replied(summary: Summary, group: Group) -> list[tuple[str, str]]:
    """Return how many of a group replied, and what share of those invited, or why that is withheld."""
    replied, rate = summary.replied(group), summary.response_rate(group)
    if isinstance(replied, Suppressed):
        return [(gettext("Replied"), _withheld(replied, summary))]
    facts = [(gettext("Replied"), plural(replied, "{count} person", "{count} people"))]
    if isinstance(rate, Fraction):
        facts.append((gettext("Of those invited"), percent_text(rate)))
    return facts


def _protection(report: PanelReport) -> str:
    least = report.summary.min_respondents
    if least == 1:
        return gettext("Small numbers are not protected (--minimum 1): only for people who know what each has said.")
    words = gettext(
        "Nothing is shown that fewer than {least} people are behind, nor what would give it away; and each count is a "
        "little off, by chance, so that nobody's answer can be worked out. Counted again, the same replies give other "
        "counts: publish one release of them."
    )
    sentences = [words.format(least=least)]
    if isinstance(report.summary.replied(), Suppressed):
        sentences.append(gettext("A team that knows what each has said can see everything: --minimum 1."))
    return " ".join(sentences)


def _themes(report: PanelReport, group: Group) -> Iterator[Block]:
    """Yield the themes' scores and shares, next to the whole for a group, else next to the wave before."""
    summary, titles = report.summary, {each.id: each.title for each in report.summary.framework.principles}
    if not summary.themes:
        return
    other, against = (summary, ()) if group else (report.earlier, group)
    kinds = [gettext("Very negative"), gettext("Positive")]
    kinds = [gettext("Mean"), *kinds] if summary.framework.averages else kinds
    columns, rows = kinds, [_theme_figures(summary, theme, group) for theme in summary.themes]
    if other is not None:
        words = gettext("{figure}, whole") if group else gettext("{figure}, before")
        columns = _alternating(kinds, [words.format(figure=kind) for kind in kinds])
        rows = [
            _alternating(ours, _theme_figures(other, theme, against))
            for theme, ours in zip(summary.themes, rows, strict=True)
        ]
    named = ([titles[theme], *row] for theme, row in zip(summary.themes, rows, strict=True))
    yield Table(gettext("Themes"), [gettext("Theme"), *figure_columns(*columns)], named)


def _alternating(one: Iterable[str], other: Iterable[str]) -> list[str]:
    return [each for pair in zip(one, other, strict=True) for each in pair]


def _theme_figures(summary: Summary, theme: str, group: Group) -> list[str]:
    shares = summary.shares(theme, group)
    mean = [mean_text(summary.mean(theme, group))] if summary.framework.averages else []
    return [*mean, share_text(shares, negative=True), share_text(shares, negative=False)]


def _disputed(summary: Summary) -> Iterator[Block]:
    """Yield the topics on which people agree least, and how each group answered those where there are groups."""
    disputed = [figure for figure in summary.most_disputed() if figure.agreement < 1][:MOST]
    if not disputed:
        return
    columns = [gettext("Topic"), *figure_columns(gettext("Agreement")), gettext("Answers")]
    rows = [(_label(each.topic), percent_text(each.agreement), between_text(each)) for each in disputed]
    words = gettext("Agreement is 100 % where all answer alike, and 0 % where half are at either end.")
    yield Table(gettext("Where people disagree most"), columns, rows, words)
    if len(summary.groups) > 1:
        yield from (_by_group(summary, figure) for figure in disputed)


def _by_group(summary: Summary, figure: Distribution) -> Stacked:
    """Return how each group answered one topic, the whole first."""
    stacks = [_stack(_name(group) or gettext("Whole"), summary, figure.topic, group) for group in summary.groups]
    heads = [str(level.number) for level in figure.scale.levels]
    title = gettext("{topic}, by group").format(topic=_label(figure.topic))
    return Stacked(title, "", gettext("Group"), heads, stacks)


def _stack(label: str, summary: Summary, topic: Topic, group: Group) -> Stack:
    figure = summary.figure(topic.id, group)
    if isinstance(figure, Suppressed):
        return Stack(label, None, _withheld(figure, summary))
    return Stack(label, tuple(figure.counts))


def _moved(report: PanelReport) -> Iterator[Block]:
    """Yield the topics that have moved most since the wave before."""
    whole = next((each for each in report.since_before if not each.group), None)
    if whole is None or report.before is None:
        return
    topics = [report.summary.framework.topic(id_) for id_ in report.summary.topics]
    changes = [(topic, change) for topic in topics if not isinstance(change := whole.topic(topic.id), Suppressed)]
    moved = [(topic, change) for topic, change in changes if change.positive or any(change.median)]
    moved.sort(key=lambda pair: (-abs(pair[1].positive), -abs(sum(pair[1].median))))
    title = gettext("What has moved most since {days}").format(days=_span(days(report.before)))
    of_others = _of_others(report.before.services, report.services)
    if not moved:
        none = gettext("Nothing has moved.") if changes else gettext("Nothing that may be shown.")
        yield Heading(title)
        yield from paragraphs(of_others, none)
        return
    heads = gettext("Median then"), gettext("Median now"), gettext("Positive answers, in points of 100")
    rows = [
        (
            _label(topic),
            median_text(whole.other.figure(topic.id, whole.against)),
            median_text(whole.summary.figure(topic.id)),
            f"{int(change.positive * 100):+d}",
        )
        for topic, change in moved[:MOST]
    ]
    margins = [change.margin for _, change in moved[:MOST] if change.margin is not None]
    words = gettext("Up to {points} points may be chance alone, for the counts are a little off.")
    words = " ".join(filter(None, [of_others, words.format(points=ceil(100 * max(margins))) if margins else ""]))
    yield Table(title, [gettext("Topic"), *figure_columns(*heads)], rows, words)


def _of_others(before: Sequence[str], now: Sequence[str]) -> str:
    """Return whose the release before was, where it was of none of the services that replied now."""
    if not {normal_form(name) for name in before}.isdisjoint(map(normal_form, now)):
        return ""
    services = service_count(len(before)) if before[MOST:] else listed(before)
    return gettext("The release before is of {services}.").format(services=services)


def _answers(summary: Summary, group: Group) -> Iterator[Block]:
    """Yield how people answered each topic: bars for each scale, then the figures; and what is withheld."""
    published = [f for id_ in summary.topics if isinstance(f := summary.figure(id_, group), Distribution)]
    scales = [scale for scale in summary.framework.scales if any(f.scale == scale for f in published)]
    for scale in scales:
        title = gettext("How people answered")
        if len(scales) > 1:
            title = gettext("How people answered: {scale}").format(scale=scale.id)
        figures = [figure for figure in published if figure.scale == scale]
        words = scale_words(scale)
        if any(figure.topic.reverse_scored for figure in figures):
            words += " " + gettext("Of a reverse-scored topic, a high answer counts as a low score.")
        heads = [str(level.number) for level in scale.levels]
        stacks = [Stack(_label(figure.topic), tuple(figure.counts)) for figure in figures]
        yield Stacked(title, words, gettext("Topic"), heads, stacks)
        yield _figures(summary, figures, group)
    yield from _topics_withheld(summary, group)


def _figures(summary: Summary, figures: list[Distribution], group: Group) -> Table:
    """Return the figures of each topic; a group's median is next to that of the whole."""
    averages = bool(summary.framework.averages)
    names = [gettext("Very negative"), gettext("Positive"), gettext("Mean")]
    if not averages:
        names = [gettext("Median"), *([gettext("Whole")] if group else []), gettext("Agreement")]
    rows = []
    for figure in figures:
        if averages:
            mean = mean_text(summary.item_mean(figure.topic.id, group))
            cells = [percent_text(figure.very_negative), percent_text(figure.positive), mean]
        else:
            whole = [median_text(summary.figure(figure.topic.id))] if group else []
            cells = [median_text(figure), *whole, percent_text(figure.agreement)]
        rows.append((_label(figure.topic), *cells))
    return Table(gettext("What the answers come to"), [gettext("Topic"), *figure_columns(*names)], rows)


def _group(report: PanelReport, group: Group) -> Iterator[Block]:
    """Yield one group next to the whole."""
    yield Heading(_name(group))
    yield known_facts(_replied(report.summary, group))
    yield from _themes(report, group)
    yield from _answers(report.summary, group)


def _topics_withheld(summary: Summary, group: Group) -> Iterator[Block]:
    """Yield which topics are withheld from a group, and why; where that is all of them, without their names."""
    figures = ((topic_label(summary.framework.topic(id_)), summary.figure(id_, group)) for id_ in summary.topics)
    for reason, titles in _by_reason(figures).items():
        topics = topic_count(len(titles))
        yield Heading(gettext("Withheld: {topics}").format(topics=topics), 3 if group else 2)
        yield Paragraph(gettext("Why: {why}.").format(why=_why(reason, summary)))
        yield from listing(titles if len(titles) < len(summary.topics) else ())


def _groups_withheld(summary: Summary, replied: Mapping[Group, int | Suppressed]) -> Iterator[Block]:
    """Yield which groups are withheld, and why."""
    for reason, names in _by_reason((_name(group), count) for group, count in replied.items()).items():
        groups = plural(len(names), "{count} group", "{count} groups")
        yield Heading(gettext("Withheld: {groups}").format(groups=groups))
        yield Paragraph(gettext("Why: {why}.").format(why=_why(reason, summary)))
        yield Listing(names)


def _by_reason(figures: Iterable[tuple[str, object]]) -> dict[Suppressed, list[str]]:
    """Return the names of what is suppressed, by the reason."""
    names: dict[Suppressed, list[str]] = {}
    for name, figure in figures:
        if isinstance(figure, Suppressed):
            names.setdefault(figure, []).append(name)
    return names


def same_note(count: int) -> str:
    """Return that so many files hold just what others do, for whoever counts them and nobody else."""
    return plural(
        count,
        "{count} of the files holds just what an earlier one does, and is counted: short surveys repeat",
        "{count} of the files hold just what an earlier one does, and are counted: short surveys repeat",
    )


def _left_out(report: PanelReport) -> Iterator[Block]:
    """Yield the files that are not counted, and those that perhaps should not be."""
    files = {
        gettext("Left out, for it is no assessment: {file}"): report.left_out,
        gettext("Not counted, for nothing is answered in it: {file}"): report.empty,
        gettext("Not counted, for it is a copy by name and content (--count-copies counts it): {file}"): report.copies,
        gettext("Counted, though it holds just what another file does: {file}"): report.same,
    }
    items = (words.format(file=file) for words, names in files.items() for file in names)
    yield from section(gettext("Files"), items)


def _why(reason: Suppressed, summary: Summary) -> str:
    """Return why a figure is withheld."""
    words = gettext("fewer than {least} are behind it, or behind what it would let work out")
    if reason is Suppressed.TOO_FEW:
        words = gettext("fewer than {least} answered, or nobody did")
    return words.format(least=summary.min_respondents)


def _withheld(reason: Suppressed, summary: Summary) -> str:
    return gettext("withheld: {why}").format(why=_why(reason, summary))


def _name(group: Group) -> str:
    return " / ".join(group)


def _label(topic: Topic) -> str:
    """Return a topic's label, marked where its levels count in reverse."""
    label = topic_label(topic)
    return gettext("{topic} (reverse-scored)").format(topic=label) if topic.reverse_scored else label
