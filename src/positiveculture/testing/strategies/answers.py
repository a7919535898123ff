"""Responses to single topics, and whole assessments: valid by construction."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import (
    BASES,
    EVIDENCE_KINDS,
    ORGANISATIONS,
    Assessment,
    Certificate,
    Commitment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Response,
    Suspension,
)
from positiveculture.framework import Framework
from positiveculture.kept import Kept
from positiveculture.rules import Evidenced, answered_topics, walk
from positiveculture.testing.strategies.choices import between, choice
from positiveculture.testing.strategies.words import texts
from positiveculture.topics import Scale, Topic

#: The day of every assessment that is drawn, but for those of a history.
DAY = date(2026, 3, 31)

#: How many days after `DAY` the last assessment of a history may be made.
LONGEST = 1000

#: A response, and one that says at least as much; None: unanswered.
Pair: TypeAlias = tuple[Response | None, Response | None]


def piece(kind: str = "", title: str = "A") -> Evidence:
    """Return a piece of evidence of a kind; of records, for any."""
    reference = "https://example.org/" if kind == "link" else ""
    return Evidence(title, kind=kind or "record", reference=reference)


def pieces(framework: Framework) -> tuple[Evidence, ...]:
    """Return a piece of evidence for each kind that the rules of a framework ask for; none, where they ask for none."""
    rules = [rule for award in framework.awards for rule in walk(award.rule)]
    kinds = sorted({rule.kind for rule in rules if isinstance(rule, Evidenced)})
    return tuple(piece(kind) for kind in kinds if kind or len(kinds) == 1)


def answers_asked(framework: Framework) -> frozenset[str]:
    """Return the topics to which the rules of a framework ask for an answer, whatever it is."""
    return answered_topics(award.rule for award in framework.awards)


@st.composite
def evidence(draw: DrawFn, *, on: date = DAY) -> Evidence:
    """Evidence that can be given on a day; some of it has lapsed by then."""
    ago, lives = draw(_perhaps(0, 400)), draw(_perhaps(1, 500))
    dated = None if ago is None else on - timedelta(ago)
    kind = draw(choice(EVIDENCE_KINDS))
    return Evidence(
        draw(texts(min_size=1)),
        kind=kind,
        dated=dated,
        lapses_on=None if lives is None else (dated or on - timedelta(250)) + timedelta(lives),
        reference="https://example.org/" if kind == "link" else draw(texts()),
        note=draw(texts()),
    )


@cache
def _perhaps(lowest: int, highest: int) -> SearchStrategy[int | None]:
    """A number of days, or none."""
    return st.none() | st.integers(lowest, highest)


def each(framework: Framework) -> dict[str, SearchStrategy[Response]]:
    """Return the responses to draw for each topic and part, by its id."""
    return {topic.id: responses(framework, topic) for topic in framework.every_topic}


def responses(framework: Framework, topic: Topic) -> SearchStrategy[Response]:
    """Responses to one topic: a rating or a reflection, or, where that is allowed, not applicable."""
    said = spoken(framework, topic)
    return _or_set_aside(said) if topic.allows_not_applicable else said


@lru_cache(1024)
def _or_set_aside(said: SearchStrategy[Response]) -> SearchStrategy[Response]:
    return said | set_aside()


def spoken(framework: Framework, topic: Topic) -> SearchStrategy[Response]:
    """Responses that speak of one topic: a rating, or a reflection where it has no scale."""
    if topic.scale is None:
        return reflections(tuple(role.id for role in framework.roles))
    return ratings(topic.scale.lowest, topic.scale.highest)


@cache
def ratings(lowest: int, highest: int) -> SearchStrategy[Response]:
    """Ratings from one level to another, with up to two pieces of evidence."""
    carried = st.none() | st.integers(1, 400).map(lambda days: DAY - timedelta(days))
    review = st.none() | st.integers(LONGEST + 1, 2 * LONGEST).map(lambda days: DAY + timedelta(days))
    levels = st.integers(lowest, highest)
    return st.builds(Rating, levels, texts(), st.lists(evidence(), max_size=2), carried, review)


@cache
def reflections(roles: tuple[str, ...] = ()) -> SearchStrategy[Response]:
    """Reflections in which some of `roles` took part."""
    parts = st.lists(st.sampled_from(roles), unique=True) if roles else st.just([])
    found = st.lists(evidence(), max_size=2)
    return st.builds(Reflection, texts(), found, st.lists(commitments(), max_size=1), parts)


@cache
def commitments() -> SearchStrategy[Commitment]:
    """What somebody will do after a reflection."""
    days = st.none() | st.dates()
    return st.builds(Commitment, texts(min_size=1), texts(), days, days)


@cache
def set_aside() -> SearchStrategy[Response]:
    """That a topic is not applicable, and why."""
    return st.builds(NotApplicable, texts(min_size=1))


@st.composite
def assessments_of(
    draw: DrawFn, framework: Framework, responses: SearchStrategy[Mapping[str, Response]], *, on: date = DAY
) -> Assessment:
    """Assessments against one framework, with what is drawn of its topics."""
    head = _head(
        tuple(award.id for award in framework.awards),
        tuple(mode.id for mode in framework.modes),
        tuple(model.id for model in framework.service_models),
    )
    said = draw(responses)
    return Assessment(framework=framework.id, edition=framework.edition, assessed_on=on, responses=said, **draw(head))


@lru_cache(1024)
def _head(
    awards: tuple[str, ...], modes: tuple[str, ...], service_models: tuple[str, ...]
) -> SearchStrategy[dict[str, Any]]:
    """What an assessment says besides its responses."""
    return st.fixed_dictionaries(
        {
            "service": texts(min_size=1),
            "assessed_by": texts(),
            "mode": choice((None, *modes)),
            "basis": choice(BASES),
            "service_model": choice((None, *service_models)),
            "note": texts(),
            "language": choice(("", "en", "cy")),
            "organisation": choice(("", *ORGANISATIONS)),
            "certificates": st.lists(certificates(awards), max_size=1) if awards else st.just(()),
            "migrated_from": choice(("", "before")),
            "kept": st.just(()) | st.lists(kept(), max_size=1).map(tuple),
        }
    )


@lru_cache(1024)
def certificates(awards: tuple[str, ...] = ("a1",)) -> SearchStrategy[Certificate]:
    """Certificates of some of `awards`: some have ended, were taken back, or are suspended."""
    return _certificates(awards)


@st.composite
def _certificates(draw: DrawFn, awards: tuple[str, ...]) -> Certificate:
    awarded = DAY - timedelta(draw(between(0, 400)))

    def later(start: date, most: int) -> date | None:
        days = draw(_perhaps(1, most))
        return None if days is None else start + timedelta(days)

    return Certificate(
        award=draw(choice(awards)),
        awarded_on=awarded,
        by=draw(texts()),
        expires_on=later(awarded, LONGEST),
        withdrawn_on=later(awarded, LONGEST),
        suspensions=[
            Suspension(since := awarded + timedelta(days), later(since, 100), draw(texts()))
            for days in draw(_suspended())
        ],
        reference=draw(texts()),
        edition=draw(choice(("", "before"))),
    )


@cache
def _suspended() -> SearchStrategy[list[int]]:
    """How many days after it was awarded a certificate was suspended, if it was."""
    return st.lists(st.integers(0, 400), max_size=1)


@cache
def kept() -> SearchStrategy[Kept]:
    """What has no place in the edition of an assessment."""
    said: SearchStrategy[Response] = st.builds(Rating, st.integers(1, 5)) | st.builds(Reflection, texts(min_size=1))
    responses = st.dictionaries(st.sampled_from(["t1", "t2"]), said | set_aside(), max_size=2)
    titles, mode = st.just({"t1": "A"}), st.none() | texts()
    return st.builds(Kept, edition=texts(min_size=1), responses=responses, titles=titles, mode=mode)


def some_said(framework: Framework, *, bare: bool = False) -> SearchStrategy[Assessment]:
    """Assessments, from empty to whole; where `bare`, of nothing but levels."""
    said = _bare(framework) if bare else each(framework)
    return assessments_of(framework, st.fixed_dictionaries({}, optional=said))


def none_said(framework: Framework) -> SearchStrategy[tuple[Framework, Assessment]]:
    """The framework, with assessments in which nothing is answered."""
    return st.tuples(st.just(framework), assessments_of(framework, st.just({})))


def all_said(framework: Framework) -> SearchStrategy[Assessment]:
    """Assessments with a response to every topic and part."""
    return assessments_of(framework, st.fixed_dictionaries(each(framework)))


def _bare(framework: Framework) -> dict[str, SearchStrategy[Response]]:
    rated = ((topic.id, topic.scale) for topic in framework.every_topic if topic.scale is not None)
    return {id_: st.integers(scale.lowest, scale.highest).map(Rating) for id_, scale in rated}


def half_filled(framework: Framework, min_open: int, max_open: int) -> SearchStrategy[Assessment]:
    """Assessments with so many topics or parts without a response."""
    topics = [topic.id for topic in framework.every_topic]
    fewest = min(min_open, len(topics))
    left = st.lists(st.sampled_from(topics), min_size=fewest, max_size=max_open, unique=True)
    return st.builds(_without, left, all_said(framework))


def _without(left: list[str], whole: Assessment) -> Assessment:
    return attrs.evolve(whole, responses={topic: said for topic, said in whole.responses.items() if topic not in left})


def ordered_pairs(framework: Framework) -> SearchStrategy[tuple[Assessment, Assessment]]:
    """Pairs of a weaker and a stronger assessment: the stronger is the weaker with something added, or the same."""
    pairs = st.fixed_dictionaries(
        {topic.id: _pairs_on(topic.scale, topic.allows_not_applicable) for topic in framework.every_topic}
    )
    return st.builds(_sides, pairs, assessments_of(framework, st.just({})))


def _sides(pairs: Mapping[str, Pair], bare: Assessment) -> tuple[Assessment, Assessment]:
    less = {topic: one for topic, (one, _) in pairs.items() if one is not None}
    more = {topic: other for topic, (_, other) in pairs.items() if other is not None}
    return attrs.evolve(bare, responses=less), attrs.evolve(bare, responses=more)


@cache
def _pairs_on(scale: Scale | None, allows_not_applicable: bool) -> SearchStrategy[Pair]:
    anything = reflections() if scale is None else ratings(scale.lowest, scale.highest)
    spoken = _raised(scale) | anything.map(lambda more: (None, more))
    aside: SearchStrategy[Pair] = set_aside().map(lambda same: (same, same))
    neither: SearchStrategy[Pair] = st.just((None, None))
    return neither | spoken | aside if allows_not_applicable else neither | spoken


@st.composite
def _raised(draw: DrawFn, scale: Scale | None) -> Pair:
    found = draw(_shown())
    more = found + draw(_shown())
    if scale is None:
        return Reflection("Said.", found), Reflection("Said.", more)
    low = draw(between(scale.lowest, scale.highest))
    return Rating(low, "", found), Rating(draw(between(low, scale.highest)), "", more)


@cache
def _shown() -> SearchStrategy[list[Evidence]]:
    return st.lists(evidence(), max_size=1)
