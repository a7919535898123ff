"""A triangulation as a short report in Markdown: purpose, summary, findings, common themes, recommendations.

Text that people wrote is escaped, so that it is shown as they wrote it and nothing in it is taken as Markdown or HTML.
A number of people below the minimum is never shown, nor one by which such a number could be worked out.
"""

import re
from collections.abc import Iterable, Iterator

from positiveculture.panel.protection import MINIMUM
from positiveculture.sentences import printable
from positiveculture.triangulation import Finding, Instrument, Standing, Theme, Triangulation, publishable_n
from positiveculture.triangulation.consequences import Development, Implication, Implied, Progress

STANDINGS = {
    Standing.AGREE: "the instruments agree",
    Standing.CONFLICT: "what was found conflicts",
    Standing.SINGLE_SOURCE: "only one instrument speaks of it",
    Standing.TOO_FEW: "too few people stand behind it",
}

PROGRESS = {Progress.DONE: "done", Progress.UNDER_WAY: "under way", Progress.PLANNED: "planned"}

IMPLIED = {None: "not answered yet", Implied.NONE: "none", Implied.NOT_APPLICABLE: "not applicable"}

#: What Markdown, as people write it today, takes as its own wherever it stands; an ampersand, and HTML's brackets, come
#: after it as entities.
MARKS = re.compile(r"[\\`*_{}\[\]#|~$^@]|(?<=www)\.|:(?=//)", re.IGNORECASE)

#: What it takes as its own at the start of a line: a list, a rule, or what underlines a heading.
START = re.compile(r"^(\d*)([-+=]|(?<=\d)[.)](?=\s|$))")


def markdown(report: Triangulation, *, minimum: int = MINIMUM) -> str:
    """Return `report` as Markdown.

    Args:
        report: The report.
        minimum: How many have to stand behind a finding before it is weighed, and before their number is shown.
    """
    themes = report.themes(minimum=minimum)
    sections = {
        "Purpose": _paragraphs(report.purpose),
        "Summary": [*_paragraphs(report.summary or "Not written yet."), "", *_counted(themes)],
        "Findings by instrument": [line for each in report.instruments for line in _instrument(report, each, minimum)],
        "Common themes": [line for theme in themes for line in _theme(report, theme, minimum)] or ["None yet."],
        "What is done about it": [_development(each) for each in report.developments] or ["Nothing is told here."],
        "Recommendations": _recommendations(report),
        "Implications": [_implication(each) for each in report.implications] or ["Not considered yet."],
    }
    lines = [f"# {escaped(report.title)}", "", f"{escaped(report.organisation)}, {report.on.isoformat()}", ""]
    lines += _useful(report)
    for place, (heading, body) in enumerate(sections.items(), 1):
        lines += ["", f"## {place}. {heading}", "", *body]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Return `text` on one line, so that Markdown shows it as it is.

    A sign that cannot be seen is spelled out, so that none turns the reading direction.
    """
    seen = "".join(sign if sign.isprintable() else printable(sign) for sign in " ".join(text.split()))
    marked = MARKS.sub(lambda found: "\\" + found[0], seen)
    started = START.sub(r"\1\\\2", marked)
    return started.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _paragraphs(text: str) -> list[str]:
    """Return `text` paragraph by paragraph, as empty lines part them."""
    parts = [escaped(part) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return [line for part in parts for line in (part, "")][:-1]


def _useful(report: Triangulation) -> Iterator[str]:
    told = {
        "Prepared for": report.prepared_for,
        "Prepared by": ", ".join(report.authors),
        "Lead": report.lead,
        "Area": report.area,
        "Version": report.version,
    }
    yield from (f"- {what}: {escaped(text)}" for what, text in told.items() if text.strip())


def _counted(themes: Iterable[Theme]) -> Iterator[str]:
    for standing, words in STANDINGS.items():
        named = [escaped(theme.name) for theme in themes if theme.standing is standing]
        if named:
            yield f"- {words[0].upper()}{words[1:]}: {'; '.join(named)}"


def _instrument(report: Triangulation, instrument: Instrument, minimum: int) -> Iterator[str]:
    yield f"### {escaped(instrument.title)}"
    yield ""
    told = {
        "Kind": instrument.kind,
        "When": instrument.period,
        "Who was asked": instrument.population,
        "Run by": instrument.run_by,
    }
    yield from (f"- {what}: {escaped(text)}" for what, text in told.items() if text.strip())
    yield f"- How many answered: {_answered(instrument, minimum)}"
    yield ""
    found = [finding for finding in report.findings if finding.instrument == instrument.id]
    yield from ["What it found:", ""] if found else []
    for finding in found:
        yield f"- {escaped(finding.theme)} ({finding.polarity}): {_said(report, finding, minimum)}"
    if not found:
        yield "Nothing was found that is told here."
    yield ""


def _answered(instrument: Instrument, minimum: int) -> str:
    if instrument.n is None:
        return "not known"
    if instrument.n < minimum:
        return "too few to be told"
    of = "how many were asked is not known" if instrument.invited is None else f"{instrument.invited} were asked"
    return f"{instrument.n}; {of}"


def _said(report: Triangulation, finding: Finding, minimum: int) -> str:
    """Return what a finding says, with what was counted, among how many, and what it is compared with."""
    told = [
        escaped(finding.metric),
        finding.item.strip() and f"item: {escaped(finding.item)}",
        finding.comparator.strip() and f"compared with {escaped(finding.comparator)}",
        _behind(report, finding, minimum),
    ]
    more = "; ".join(filter(None, told))
    return escaped(finding.text) + (f" ({more})" if more else "")


def _behind(report: Triangulation, finding: Finding, minimum: int) -> str:
    """Return how many stand behind a finding, where that is fewer than the instrument's, or too few."""
    n = report.n(finding)
    if n is not None and n < minimum:
        return "too few people stand behind it to be weighed"
    told = publishable_n(finding, report.instrument(finding.instrument), minimum)
    return "" if finding.n is None or told is None else f"{told} people stand behind it"


def _theme(report: Triangulation, theme: Theme, minimum: int) -> Iterator[str]:
    yield f"### {escaped(theme.name)}: {STANDINGS[theme.standing]}"
    yield ""
    for finding in theme.findings:
        title = escaped(report.instrument(finding.instrument).title)
        yield f"- {title} ({finding.polarity}): {_said(report, finding, minimum)}"
    yield ""


def _development(development: Development) -> str:
    text = f"- {escaped(development.what)} ({PROGRESS[development.progress]})"
    if not development.claim.strip():
        return text
    return f"{text}. Claimed by {escaped(development.claimed_by)}: {escaped(development.claim)}"


def _recommendations(report: Triangulation) -> list[str]:
    lines = [
        f"{lettered(place)}) **{each.verb.value.capitalize()}** {escaped(each.text)}"
        for place, each in enumerate(report.recommendations)
    ]
    return [part for line in lines for part in (line, "")] or ["None."]


def lettered(place: int) -> str:
    """Return what the entry at `place`, from 0, of a lettered list is called: a, b, ... z, aa, ab."""
    higher, letter = divmod(place, 26)
    return (lettered(higher - 1) if higher else "") + chr(ord("a") + letter)


def _implication(implication: Implication) -> str:
    told = [IMPLIED.get(implication.answer, ""), escaped(implication.text)]
    by = f" ({escaped(implication.answered_by)})" if implication.answered_by.strip() else ""
    return f"- {escaped(implication.kind)}: {'; '.join(filter(None, told))}{by}"
