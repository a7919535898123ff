"""Suggestions and what became of them, findings of several instruments, and links between frameworks."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.crosswalk import Crosswalk, Endpoint, Link, Relation
from positiveculture.feedback import FeedbackLog, Suggestion
from positiveculture.testing.strategies.arguments import strategy, whole
from positiveculture.testing.strategies.choices import between
from positiveculture.testing.strategies.words import texts as any_texts
from positiveculture.triangulation import Finding, Instrument, Polarity, Triangulation
from positiveculture.triangulation.consequences import Development, Implication, Implied, Progress, Recommendation, Verb

#: The first day on which anything is raised.
FIRST = date(2026, 1, 1)

#: Days on which something is raised, heard, decided or answered.
days = st.integers(0, 60).map(lambda number: FIRST + timedelta(number))

#: How far a suggestion has come when it is heard, decided, answered.
HEARD, DECIDED, TOLD = 1, 2, 3


def suggestions(*, texts: SearchStrategy[str] | None = None) -> SearchStrategy[Suggestion]:
    """Suggestions at every stage of their life, with the id `s1`; the smallest is raised, and no more.

    Args:
        texts: What is suggested, and why it is declined; never blank. By default, "A".

    Raises:
        InvalidArgument: The texts are no strategy.
    """
    strategy("texts", texts)
    return _suggestions(st.just("A") if texts is None else texts)


@st.composite
def _suggestions(draw: DrawFn, texts: SearchStrategy[str]) -> Suggestion:
    life = sorted(draw(st.lists(days, min_size=4, max_size=4)))
    stage = draw(st.integers(0, TOLD))
    declined = draw(st.booleans())
    decided = life[2] if stage >= DECIDED else None
    return Suggestion(
        id="s1",
        text=draw(texts),
        raised_on=life[0],
        heard_on=life[1] if stage >= HEARD else None,
        adopted_on=None if declined else decided,
        declined_on=decided if declined else None,
        reason=draw(texts) if declined and decided else "",
        told_on=life[3] if stage == TOLD else None,
    )


def feedback_logs(*, max_size: int = 6, texts: SearchStrategy[str] | None = None) -> SearchStrategy[FeedbackLog]:
    """Feedback logs of so many suggestions, with the ids `s1`, `s2` and so on.

    Args:
        max_size: The most suggestions.
        texts: What is suggested, and why it is declined; never blank. By default, "A".

    Raises:
        InvalidArgument: The texts are no strategy, or the size is no whole number of 0 or more.
    """
    whole(max_size=max_size)
    return st.lists(suggestions(texts=texts), max_size=max_size).map(_logged)


def _logged(found: list[Suggestion]) -> FeedbackLog:
    return FeedbackLog(
        service="A", suggestions=[attrs.evolve(one, id=f"s{place}") for place, one in enumerate(found, 1)]
    )


@st.composite
def instruments(draw: DrawFn, number: int = 1, texts: SearchStrategy[str] | None = None) -> Instrument:
    """Instruments of which few, many or an unknown number answered."""
    words = any_texts(min_size=1) if texts is None else texts
    n, more = draw(_up_to(60)), draw(_up_to(20))
    return Instrument(
        id=f"i{number}",
        title=draw(words),
        kind=draw(words),
        population=draw(_or_none(words)),
        n=n,
        invited=None if more is None else (n or 0) + more,
    )


@lru_cache(1024)
def _up_to(most: int) -> SearchStrategy[int | None]:
    """A number of people, where it is known."""
    return st.none() | st.integers(0, most)


@lru_cache(1024)
def _or_none(texts: SearchStrategy[str]) -> SearchStrategy[str]:
    """Words, or none."""
    return st.just("") | texts


_POLARITIES = st.sampled_from(Polarity)


@st.composite
def findings(draw: DrawFn, given: list[Instrument], themes: list[str], texts: SearchStrategy[str]) -> Finding:
    """Findings of one of the instruments on one of the themes."""
    instrument = given[draw(between(0, len(given) - 1))]
    return Finding(
        instrument=instrument.id,
        theme=themes[draw(between(0, len(themes) - 1))],
        text=draw(texts),
        polarity=draw(_POLARITIES),
        metric=draw(_or_none(texts)),
        n=draw(_up_to(60 if instrument.n is None else instrument.n)),
    )


def triangulations(*, texts: SearchStrategy[str] | None = None, max_findings: int = 5) -> SearchStrategy[Triangulation]:
    """Triangulations of up to three instruments on up to three themes.

    Args:
        texts: The words, never blank; then there is also whatever may follow from the findings. By default, a letter
            each, and findings alone.
        max_findings: The most findings.

    Raises:
        InvalidArgument: The texts are no strategy, or the number is no whole number of 0 or more.
    """
    strategy("texts", texts)
    whole(max_findings=max_findings)
    return _triangulations(texts, max_findings)


_LETTERS = st.sampled_from(["A", "B", "C"])


@st.composite
def _triangulations(draw: DrawFn, texts: SearchStrategy[str] | None, max_findings: int) -> Triangulation:
    words = _LETTERS if texts is None else texts
    given = [draw(instruments(number, words)) for number in range(1, draw(between(1, 3)) + 1)]
    themes = draw(st.lists(words, min_size=1, max_size=3, unique_by=lambda theme: " ".join(theme.casefold().split())))
    more = {} if texts is None else draw(_more(texts))
    found = draw(st.lists(findings(given, themes, words), max_size=max_findings))
    return Triangulation(
        title=draw(words), organisation="A", purpose=draw(words), on=FIRST, instruments=given, findings=found, **more
    )


def _more(texts: SearchStrategy[str]) -> SearchStrategy[dict[str, Any]]:
    """All that a report may have besides findings."""
    return st.fixed_dictionaries(
        {},
        optional={
            "summary": texts,
            "lead": texts,
            "authors": st.lists(texts, max_size=2),
            "developments": st.lists(developments(texts), max_size=2),
            "recommendations": st.lists(st.builds(Recommendation, st.sampled_from(Verb), texts), max_size=2),
            "implications": st.lists(implications(texts), max_size=2),
        },
    )


_PROGRESS, _ANSWERS = st.sampled_from(Progress), st.none() | st.sampled_from(Implied)


@st.composite
def developments(draw: DrawFn, texts: SearchStrategy[str]) -> Development:
    """What has been done, some with an effect that somebody claims."""
    claim = draw(_or_none(texts))
    by = draw(texts) if claim else ""
    return Development(what=draw(texts), progress=draw(_PROGRESS), claim=claim, claimed_by=by)


@st.composite
def implications(draw: DrawFn, texts: SearchStrategy[str]) -> Implication:
    """What a report means for money, law and so on, some not answered yet."""
    answer = draw(_ANSWERS)
    text = draw(texts) if answer is Implied.SOME else draw(_or_none(texts)) if answer else ""
    return Implication(kind=draw(texts), answer=answer, text=text, answered_by=draw(texts) if answer else "")


def crosswalks(*, max_size: int = 6) -> SearchStrategy[Crosswalk]:
    """Crosswalks of so many links, from the topics `t1` to `t4` of one framework to those of another.

    Raises:
        InvalidArgument: The size is no whole number of 0 or more.
    """
    whole(max_size=max_size)
    ends = st.builds(Endpoint, st.just("f1"), st.just("1")), st.builds(Endpoint, st.just("f2"), st.just("1"))
    return st.builds(Crosswalk, *ends, st.lists(links(), max_size=max_size))


def links() -> SearchStrategy[Link]:
    """Links that say why, and who says so."""
    topics, words = st.sampled_from(["t1", "t2", "t3", "t4"]), any_texts(min_size=1)
    return st.builds(Link, topics, topics, st.sampled_from(Relation), words, words)
