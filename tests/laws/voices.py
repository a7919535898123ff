"""Suggestions and findings to draw: sound by construction, with texts that mean something in Markdown or HTML."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture import FeedbackLog, Finding, Instrument, Polarity, Suggestion, Triangulation
from positiveculture.triangulation.consequences import Development, Implication, Implied, Progress, Recommendation, Verb

FIRST = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda number: FIRST + timedelta(number))

#: What Markdown and HTML would take as their own, and signs that cannot be seen.
HOSTILE = (
    *(
        "1. x",
        "2) x",
        "- x",
        "+ x",
        "* x",
        "# x",
        "x #",
        "> x",
        "---",
        "===",
        "***",
        "```",
        "~~~",
        "    x",
        "| a | b |",
    ),
    *(
        "**x**",
        "_x_",
        "`x`",
        "~~x~~",
        "[x](y)",
        "![x](y)",
        "[x]: y",
        "<b>x</b>",
        "<script>",
        "<!-- x -->",
        "&lt;",
        "&#42;",
    ),
    *(
        "https://x.example",
        "www.x.example",
        "x@y.example",
        "\\",
        "\\*",
        "x\\",
        "a\nb",
        "a\n\n# b",
        "- [ ] x",
        "<x@y.example>",
    ),
    *("\x00", "\x1b[31m", "\u202e", "\u200b", "\ud7ff", "$x$", "x  \ny", "12.5", "1986.", "é", "[^1]", ":x:", "{.x}"),
)
words = (st.sampled_from(HOSTILE) | st.text("ab1 -+.)*_`[]<>&#!|~\\\n", max_size=8)).filter(str.strip)


@st.composite
def suggestions(draw: DrawFn, *, texts: SearchStrategy[str] | None = None) -> Suggestion:
    """Suggestions at every stage of their life, with the id `s1`."""
    texts = st.just("A") if texts is None else texts
    life = sorted(draw(st.lists(days, min_size=4, max_size=4)))
    stage = draw(st.integers(0, 3))
    declined = draw(st.booleans())
    decided = life[2] if stage >= 2 else None
    return Suggestion(
        id="s1",
        text=draw(texts),
        raised_on=life[0],
        heard_on=life[1] if stage >= 1 else None,
        adopted_on=None if declined else decided,
        declined_on=decided if declined else None,
        reason=draw(texts) if declined and decided else "",
        told_on=life[3] if stage == 3 else None,
    )


@st.composite
def logs(draw: DrawFn, *, max_size: int = 6, texts: SearchStrategy[str] | None = None) -> FeedbackLog:
    """Feedback logs, with suggestions `s1`, `s2` and so on."""
    drawn = draw(st.lists(suggestions(texts=texts), max_size=max_size))
    return FeedbackLog(service="A", suggestions=[named(one, f"s{n}") for n, one in enumerate(drawn, 1)])


def named(suggestion: Suggestion, id_: str) -> Suggestion:
    """Return `suggestion` under another id."""
    return Suggestion(**{**fields_of(suggestion), "id": id_})


def fields_of(value: Any) -> dict[str, Any]:
    """Return the fields of an attrs value by name."""
    return {field.name: getattr(value, field.name) for field in value.__attrs_attrs__}


@st.composite
def instruments(draw: DrawFn, number: int, texts: SearchStrategy[str]) -> Instrument:
    """Instruments of which few, many or an unknown number answered."""
    n = draw(st.none() | st.integers(0, 60))
    more = draw(st.none() | st.integers(0, 20))
    return Instrument(
        id=f"i{number}",
        title=draw(texts),
        kind=draw(texts),
        population=draw(st.just("") | texts),
        n=n,
        invited=None if more is None else (n or 0) + more,
    )


@st.composite
def findings(draw: DrawFn, given: list[Instrument], themes: list[str], texts: SearchStrategy[str]) -> Finding:
    """Findings of one of the instruments on one of the themes."""
    instrument = draw(st.sampled_from(given))
    return Finding(
        instrument=instrument.id,
        theme=draw(st.sampled_from(themes)),
        text=draw(texts),
        polarity=draw(st.sampled_from(Polarity)),
        metric=draw(st.just("") | texts),
        n=draw(st.none() | st.integers(0, 60 if instrument.n is None else instrument.n)),
    )


@st.composite
def reports(draw: DrawFn, *, texts: SearchStrategy[str] | None = None, max_findings: int = 5) -> Triangulation:
    """Triangulations of up to three instruments on up to three themes; with `texts`, whatever may follow from them."""
    said = st.sampled_from(["A", "B", "C"]) if texts is None else texts
    given = [draw(instruments(number, said)) for number in range(1, draw(st.integers(1, 3)) + 1)]
    themes = draw(st.lists(said, min_size=1, max_size=3, unique_by=lambda theme: " ".join(theme.casefold().split())))
    more = {} if texts is None else draw(_more(texts))
    found = draw(st.lists(findings(given, themes, said), max_size=max_findings))
    return Triangulation(
        title=draw(said), organisation="A", purpose=draw(said), on=FIRST, instruments=given, findings=found, **more
    )


def _more(texts: SearchStrategy[str]) -> SearchStrategy[dict[str, Any]]:
    """All that a report may have besides findings."""
    return st.fixed_dictionaries(
        {},
        optional={
            "summary": texts,
            "lead": texts,
            "authors": st.lists(texts, max_size=2),
            "developments": st.lists(_developments(texts), max_size=2),
            "recommendations": st.lists(st.builds(Recommendation, st.sampled_from(Verb), texts), max_size=2),
            "implications": st.lists(_implications(texts), max_size=2),
        },
    )


@st.composite
def _developments(draw: DrawFn, texts: SearchStrategy[str]) -> Development:
    claim = draw(st.just("") | texts)
    by = draw(texts) if claim else ""
    return Development(what=draw(texts), progress=draw(st.sampled_from(Progress)), claim=claim, claimed_by=by)


@st.composite
def _implications(draw: DrawFn, texts: SearchStrategy[str]) -> Implication:
    answer = draw(st.none() | st.sampled_from(Implied))
    text = draw(texts) if answer is Implied.SOME else draw(st.just("") | texts) if answer else ""
    return Implication(kind=draw(texts), answer=answer, text=text, answered_by=draw(texts) if answer else "")
