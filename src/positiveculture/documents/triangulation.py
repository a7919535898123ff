"""What several instruments found, as a report: purpose, summary, findings, common themes, recommendations.

A number of people below the minimum is never shown, nor one by which such a number could be worked out.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from positiveculture.documents.blocks import Block, Document, Facts, Heading, Item, Listing, Paragraph
from positiveculture.documents.common_blocks import known_facts, listing, paragraphs
from positiveculture.documents.english import capitalised, day
from positiveculture.field_types import with_types
from positiveculture.gettext import gettext
from positiveculture.panel.protection import MINIMUM
from positiveculture.sentences import column_letters
from positiveculture.triangulation import Finding, Instrument, Polarity, Standing, Theme, Triangulation, publishable_n
from positiveculture.triangulation.consequences import Development, Implication, Implied, Progress, Recommendation, Verb


@with_types
def triangulation_document(report: Triangulation, *, minimum: int = MINIMUM) -> Document:
    """Return a report on what several instruments found, in seven numbered sections.

    Args:
        report: The report.
        minimum: How many have to be behind a finding before it is weighed, and before their number is shown.
    """
    themes = list(report.themes(minimum=minimum))
    sections: list[tuple[str, list[Block]]] = [
        (gettext("Purpose"), [*_paragraphs(report.purpose)]),
        (gettext("Summary"), [*_paragraphs(report.summary or gettext("Not written yet.")), *_counted(themes)]),
        (
            gettext("Findings by instrument"),
            [block for each in report.instruments for block in _instrument(report, each, minimum)],
        ),
        (gettext("Common themes"), [block for theme in themes for block in _theme(report, theme, minimum)]),
        (gettext("What is done about it"), [*listing(map(_development, report.developments))]),
        (gettext("Recommendations"), [*listing(map(_recommendation, count(), report.recommendations))]),
        (gettext("Implications"), [*listing(map(_implication, report.implications))]),
    ]
    blocks: list[Block] = [_head(report)]
    numbered = gettext("{number}. {heading}")
    for number, (heading, body) in enumerate(sections, 1):
        blocks.append(Heading(numbered.format(number=number, heading=heading)))
        blocks += body or [Paragraph(gettext("Nothing is said here yet."))]
    return Document(report.title, blocks)


def _paragraphs(text: str) -> Iterator[Paragraph]:
    """Yield `text` paragraph by paragraph, as empty lines part them."""
    yield from paragraphs(*map(str.strip, re.split(r"\n\s*\n", text)))


def _head(report: Triangulation) -> Facts:
    facts = [
        (gettext("Organisation"), report.organisation),
        (gettext("Date"), day(report.on)),
        (gettext("Prepared for"), report.prepared_for),
        (gettext("Prepared by"), ", ".join(report.authors)),
        (gettext("Lead"), report.lead),
        (gettext("Area"), report.area),
        (gettext("Version"), report.version),
    ]
    return known_facts(facts)


def _counted(themes: Iterable[Theme]) -> Iterator[Block]:
    """Yield which themes have which standing."""
    names = {each: [theme.name for theme in themes if theme.standing is each] for each in Standing}
    words = gettext("{standing}: {themes}")
    yield from listing(
        words.format(standing=capitalised(text), themes="; ".join(names[each]))
        for each, text in _standings().items()
        if names[each]
    )


def _standings() -> dict[Standing, str]:
    """Return what each standing of a theme is, in words."""
    return {
        Standing.AGREE: gettext("the instruments agree"),
        Standing.CONFLICT: gettext("what was found conflicts"),
        Standing.SINGLE_SOURCE: gettext("only one instrument speaks of it"),
        Standing.TOO_FEW: gettext("too few people are behind it"),
    }


def _instrument(report: Triangulation, instrument: Instrument, minimum: int) -> Iterator[Block]:
    yield Heading(instrument.title, 3)
    facts = [
        (gettext("Kind"), instrument.kind),
        (gettext("When"), instrument.period),
        (gettext("Who was asked"), instrument.population),
        (gettext("Run by"), instrument.run_by),
        (gettext("How many answered"), _answered(instrument, minimum)),
    ]
    yield known_facts(facts)
    words = gettext("{theme} ({polarity}): {finding}")
    items = [
        words.format(theme=each.theme, polarity=_polarity(each), finding=_found(report, each, minimum))
        for each in report.findings
        if each.instrument == instrument.id
    ]
    yield Listing(items) if items else Paragraph(gettext("No finding of it is in this report."))


def _answered(instrument: Instrument, minimum: int) -> str:
    if instrument.n is None:
        return gettext("not known")
    if instrument.n < minimum:
        return gettext("too few to be shown")
    if instrument.invited is None:
        return gettext("{count}; how many were asked is not known").format(count=instrument.n)
    return gettext("{count}; {invited} were asked").format(count=instrument.n, invited=instrument.invited)


def _polarity(finding: Finding) -> str:
    words = {
        Polarity.POSITIVE: gettext("positive"),
        Polarity.NEGATIVE: gettext("negative"),
        Polarity.MIXED: gettext("mixed"),
    }
    return words[finding.polarity]


def _found(report: Triangulation, finding: Finding, minimum: int) -> str:
    """Return a finding with what was counted, among how many, and what it is compared with."""
    details = [
        finding.metric,
        gettext("item: {item}").format(item=finding.item) if finding.item.strip() else "",
        gettext("compared with {other}").format(other=finding.comparator) if finding.comparator.strip() else "",
        _behind(report, finding, minimum),
    ]
    known = "; ".join(detail for detail in details if detail.strip())
    return gettext("{text} ({details})").format(text=finding.text, details=known) if known else finding.text


def _behind(report: Triangulation, finding: Finding, minimum: int) -> str:
    """Return how many are behind a finding, where that is fewer than the instrument's, or too few."""
    n = report.n(finding)
    if n is not None and n < minimum:
        return gettext("too few people are behind it to be weighed")
    shown = publishable_n(finding, report.instrument(finding.instrument), minimum)
    return "" if finding.n is None or shown is None else gettext("{count} people are behind it").format(count=shown)


def _theme(report: Triangulation, theme: Theme, minimum: int) -> Iterator[Block]:
    words = gettext("{theme}: {standing}")
    yield Heading(words.format(theme=theme.name, standing=_standings()[theme.standing]), 3)
    line, items = gettext("{instrument} ({polarity}): {finding}"), []
    for each in theme.findings:
        title, people = report.instrument(each.instrument).title, _found(report, each, minimum)
        items.append(line.format(instrument=title, polarity=_polarity(each), finding=people))
    yield Listing(items)


def _development(development: Development) -> Item:
    words = {
        Progress.DONE: gettext("{what} (done)"),
        Progress.UNDER_WAY: gettext("{what} (under way)"),
        Progress.PLANNED: gettext("{what} (planned)"),
    }
    claim = gettext("Claimed by {who}: {claim}").format(who=development.claimed_by, claim=development.claim)
    text = words[development.progress].format(what=development.what)
    return Item(text, [claim] if development.claim.strip() else [])


def _recommendation(place: int, recommendation: Recommendation) -> str:
    words = {
        Verb.NOTE: gettext("{letter}) Note {text}"),
        Verb.COMMENT: gettext("{letter}) Comment on {text}"),
        Verb.ENDORSE: gettext("{letter}) Endorse {text}"),
        Verb.SUPPORT: gettext("{letter}) Support {text}"),
        Verb.CONSIDER: gettext("{letter}) Consider {text}"),
    }
    return words[recommendation.verb].format(letter=column_letters(place).lower(), text=recommendation.text)


def _implication(implication: Implication) -> str:
    answers = {
        None: gettext("not answered yet"),
        Implied.NONE: gettext("none"),
        Implied.NOT_APPLICABLE: gettext("not applicable"),
        Implied.SOME: "",
    }
    words = "; ".join(filter(None, [answers[implication.answer], implication.text]))
    by = gettext("{answer} ({who})").format(answer=words, who=implication.answered_by)
    answer = by if implication.answered_by.strip() else words
    return gettext("{kind}: {answer}").format(kind=implication.kind, answer=answer)
