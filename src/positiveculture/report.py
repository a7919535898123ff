"""A triangulation as a short report in Markdown: purpose, summary, findings, common themes, recommendations.

Text that people wrote is escaped, so that it is shown as they wrote it and nothing in it is taken as Markdown or HTML.
"""

import re
from collections.abc import Iterator

from positiveculture.protection import MINIMUM
from positiveculture.triangulation import Finding, Implication, Instrument, Standing, Theme, Triangulation

STANDINGS = {
    Standing.AGREE: "the instruments agree",
    Standing.CONFLICT: "the findings conflict",
    Standing.SINGLE_SOURCE: "only one instrument speaks of it",
    Standing.TOO_FEW: "too few people stand behind it",
}


def markdown(report: Triangulation, *, minimum: int = MINIMUM) -> str:
    """Return `report` as Markdown.

    Args:
        report: The report.
        minimum: How many have to stand behind a finding before it is weighed, and before their number is shown.
    """
    themes = report.themes(minimum=minimum)
    instruments = [line for each in report.instruments for line in _instrument(report, each, minimum)]
    sections = {
        "Purpose": [escaped(report.purpose)],
        "Summary": [escaped(report.summary) or "Not written yet.", "", *_counted(themes)],
        "Findings by instrument": instruments,
        "Common themes": [line for theme in themes for line in _theme(report, theme)],
        "Recommendations": _recommendations(report),
        "Implications": [_implication(each) for each in report.implications] or ["Not considered yet."],
    }
    lines = [f"# {escaped(report.title)}", "", f"{escaped(report.organisation)}, {report.on.isoformat()}"]
    for place, (heading, body) in enumerate(sections.items(), 1):
        lines += ["", f"## {place}. {heading}", "", *body]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Return `text` on one line, with everything that Markdown or HTML would take as its own made plain."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"([\\`*_{}\[\]()#!|~])", r"\\\1", text)
    return re.sub(r"^([-+=]|\d+\.)", r"\\\1", text)


def _counted(themes: tuple[Theme, ...]) -> Iterator[str]:
    for standing, words in STANDINGS.items():
        named = [escaped(theme.name) for theme in themes if theme.standing is standing]
        if named:
            yield f"- {words[0].upper()}{words[1:]}: {', '.join(named)}."


def _instrument(report: Triangulation, instrument: Instrument, minimum: int) -> Iterator[str]:
    yield f"### {escaped(instrument.title)}"
    yield ""
    yield "; ".join(filter(None, _particulars(instrument, minimum))) + "."
    yield ""
    found = [finding for finding in report.findings if finding.instrument == instrument.id]
    for finding in found:
        yield f"- {escaped(finding.theme)} ({finding.polarity}): {_said(finding)}"
    if not found:
        yield "Nothing was found that is told here."
    yield ""


def _particulars(instrument: Instrument, minimum: int) -> Iterator[str]:
    kind = escaped(instrument.kind)
    yield kind[:1].upper() + kind[1:]
    yield escaped(instrument.period)
    yield instrument.population and f"asked: {escaped(instrument.population)}"
    yield instrument.run_by and f"run by {escaped(instrument.run_by)}"
    if instrument.n is None:
        yield "how many answered is not known"
    elif instrument.n < minimum:
        yield f"fewer than {minimum} answered"
    else:
        yield f"{instrument.n} answered" + ("" if instrument.invited is None else f" of {instrument.invited} asked")


def _said(finding: Finding) -> str:
    more = [escaped(finding.metric), finding.comparator and f"compared with {escaped(finding.comparator)}"]
    told = "; ".join(filter(None, more))
    return escaped(finding.text) + (f" ({told})" if told else "")


def _theme(report: Triangulation, theme: Theme) -> Iterator[str]:
    yield f"### {escaped(theme.name)}: {STANDINGS[theme.standing]}"
    yield ""
    titles = {instrument.id: instrument.title for instrument in report.instruments}
    for finding in theme.findings:
        yield f"- {escaped(titles[finding.instrument])} ({finding.polarity}): {_said(finding)}"
    yield ""


def _recommendations(report: Triangulation) -> list[str]:
    lines = [
        f"{letter}) **{each.verb.value.capitalize()}** {escaped(each.text)}"
        for letter, each in zip("abcdefghijklmnopqrstuvwxyz", report.recommendations, strict=False)
    ]
    return [part for line in lines for part in (line, "")] or ["None."]


def _implication(implication: Implication) -> str:
    told = {None: "not answered yet", "none": "none", "not-applicable": "not applicable"}
    text = told.get(implication.text, escaped(implication.text or ""))
    return f"- {escaped(implication.kind)}: {text}"
