"""Responses to single topics, and whole assessments: valid by construction."""

from collections.abc import Iterable, Mapping
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
from positiveculture.rules.kinds import Evidenced, walk
from positiveculture.testing.strategies.choices import at_once, between, some
from positiveculture.testing.strategies.words import several_texts, texts
from positiveculture.topics import Option, Scale, Topic

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


@st.composite
def evidence(draw: DrawFn, *, on: date = DAY) -> Evidence:
    """Evidence that can be given on a day; some of it has lapsed by then."""
    kind, is_dated, lapses = draw(_EVIDENCE)
    title, reference, note = draw(several_texts(1, 2))
    dated = on - timedelta(draw(between(0, 400))) if is_dated else None
    return Evidence(
        title,
        kind=kind,
        dated=dated,
        lapses_on=(dated or on - timedelta(250)) + timedelta(draw(between(1, 500))) if lapses else None,
        reference="https://example.org/" if kind == "link" else reference,
        note=note,
    )


#: The kind of a piece of evidence, whether it has a date, and whether it lapses.
_EVIDENCE: SearchStrategy[Any] = at_once(EVIDENCE_KINDS, (False, True), (False, True))


def _shown(draw: DrawFn, pieces: int) -> list[Evidence]:
    return [draw(_any_evidence()) for _ in range(pieces)]


@cache
def _any_evidence() -> SearchStrategy[Evidence]:
    return evidence()


def each(framework: Framework) -> dict[str, SearchStrategy[Response]]:
    """Return the responses to draw for each topic and part, by its id."""
    return {topic.id: responses(framework, topic) for topic in framework.every_topic}


def responses(framework: Framework, topic: Topic) -> SearchStrategy[Response]:
    """Responses to one topic: a rating or a reflection, or, where that is allowed, not applicable."""
    given = spoken(framework, topic)
    return _or_set_aside(given) if topic.allows_not_applicable else given


@lru_cache(1024)
def _or_set_aside(given: SearchStrategy[Response]) -> SearchStrategy[Response]:
    return given | set_aside()


def spoken(framework: Framework, topic: Topic) -> SearchStrategy[Response]:
    """Responses that speak of one topic: a rating, or a reflection where it has no scale."""
    if topic.scale is None:
        return reflections(tuple(role.id for role in framework.roles))
    return ratings(topic.scale.lowest, topic.scale.highest)


@cache
def ratings(lowest: int, highest: int) -> SearchStrategy[Response]:
    """Ratings from one level to another, with up to two pieces of evidence."""
    return _ratings(lowest, highest)


@st.composite
def _ratings(draw: DrawFn, lowest: int, highest: int) -> Response:
    pieces, carried, reviewed = draw(_RATINGS)
    return Rating(
        draw(between(lowest, highest)),
        draw(texts()),
        _shown(draw, pieces),
        DAY - timedelta(draw(between(1, 400))) if carried else None,
        DAY + timedelta(draw(between(LONGEST + 1, 2 * LONGEST))) if reviewed else None,
    )


#: How many pieces of evidence a rating has, whether it was carried over, and whether it is to be reviewed.
_RATINGS: SearchStrategy[Any] = at_once((0, 1, 2), (False, True), (False, True))


@cache
def reflections(roles: tuple[str, ...] = ()) -> SearchStrategy[Response]:
    """Reflections in which some of `roles` took part."""
    return _reflections(roles)


@st.composite
def _reflections(draw: DrawFn, roles: tuple[str, ...]) -> Response:
    pieces, actions = draw(_REFLECTIONS)
    actions = [draw(commitments()) for _ in range(actions)]
    return Reflection(draw(texts()), _shown(draw, pieces), actions, some(draw, roles))


#: How many pieces of evidence, and how many actions, a reflection has.
_REFLECTIONS: SearchStrategy[Any] = at_once((0, 1, 2), (0, 1))


@cache
def commitments() -> SearchStrategy[Commitment]:
    """What somebody will do after a reflection."""
    return _commitments()


@st.composite
def _commitments(draw: DrawFn) -> Commitment:
    what, who = draw(several_texts(1, 1))
    due, done = draw(_COMMITMENTS)
    return Commitment(what, who, draw(_DATES) if due else None, draw(_DATES) if done else None)


_DATES = st.dates()
#: Whether there is a day by which an action is due, and one on which it was done.
_COMMITMENTS: SearchStrategy[Any] = at_once((False, True), (False, True))


@cache
def set_aside() -> SearchStrategy[Response]:
    """That a topic is not applicable, and why."""
    return st.builds(NotApplicable, texts(min_size=1))


@st.composite
def assessments_of(
    draw: DrawFn, framework: Framework, responses: SearchStrategy[Mapping[str, Response]], *, on: date = DAY
) -> Assessment:
    """Assessments against one framework, with what is drawn of its topics."""
    return draw_assessment(draw, framework, draw(responses), on)


def draw_assessment(
    draw: DrawFn, framework: Framework, responses: Mapping[str, Response], on: date = DAY
) -> Assessment:
    """Draw an assessment with these responses."""
    service, assessed_by, note = draw(several_texts(1, 2))
    mode, model, basis = draw(_used(framework.modes, framework.service_models))
    language, organisation, migrated_from, certified, keeps = draw(_HEADS)
    return Assessment(
        framework=framework.id,
        edition=framework.edition,
        assessed_on=on,
        responses=responses,
        service=service,
        assessed_by=assessed_by,
        mode=mode,
        basis=basis,
        service_model=model,
        note=note,
        language=language,
        organisation=organisation,
        certificates=[draw(certificates(tuple(award.id for award in framework.awards)))]
        if certified and framework.awards
        else [],
        migrated_from=migrated_from,
        kept=[draw(kept())] if keeps else [],
    )


def _used(modes: Iterable[Option], models: Iterable[Option]) -> SearchStrategy[Any]:
    """How an assessment came about: its mode of use, its service model and its basis."""
    return at_once((None, *(each.id for each in modes)), (None, *(each.id for each in models)), BASES)


#: Language, organisation and earlier edition of an assessment, and whether there is a certificate and what is kept.
_HEADS: SearchStrategy[Any] = at_once(
    ("", "en", "cy"), ("", *ORGANISATIONS), ("", "before"), (False, True), (False, False, False, True)
)


@lru_cache(1024)
def certificates(awards: tuple[str, ...] = ("a1",)) -> SearchStrategy[Certificate]:
    """Certificates of some of `awards`: some have ended, were taken back, or are suspended."""
    return _certificates(awards)


@st.composite
def _certificates(draw: DrawFn, awards: tuple[str, ...]) -> Certificate:
    awarded = DAY - timedelta(draw(between(0, 400)))
    by, reference, why = draw(several_texts(0, 3))
    award, edition, expires, withdrawn, suspended, ends = draw(at_once(awards, ("", "before"), *_CERTIFICATES))

    def later(start: date, least: int, most: int) -> date:
        return start + timedelta(draw(between(least, most)))

    since = later(awarded, 0, 400) if suspended else awarded
    return Certificate(
        award=award,
        awarded_on=awarded,
        by=by,
        expires_on=later(awarded, 1, LONGEST) if expires else None,
        withdrawn_on=later(awarded, 1, LONGEST) if withdrawn else None,
        suspensions=[Suspension(since, later(since, 1, 100) if ends else None, why)] if suspended else [],
        reference=reference,
        edition=edition,
    )


#: Whether a certificate expires, was withdrawn, was suspended, and whether a suspension has an end.
_CERTIFICATES: Any = ((False, True),) * 4


@cache
def kept() -> SearchStrategy[Kept]:
    """What has no place in the edition of an assessment."""
    response: SearchStrategy[Response] = st.builds(Rating, st.integers(1, 5)) | st.builds(Reflection, texts(min_size=1))
    responses = st.dictionaries(st.sampled_from(["t1", "t2"]), response | set_aside(), max_size=2)
    titles, mode = st.just({"t1": "A"}), st.none() | texts()
    return st.builds(Kept, edition=texts(min_size=1), responses=responses, titles=titles, mode=mode)


def some_answers(framework: Framework, *, bare: bool = False) -> SearchStrategy[Assessment]:
    """Assessments, from empty to whole; where `bare`, of nothing but levels."""
    optional = _bare(framework) if bare else each(framework)
    return assessments_of(framework, st.fixed_dictionaries({}, optional=optional))


def no_answers(framework: Framework) -> SearchStrategy[tuple[Framework, Assessment]]:
    """The framework, with assessments in which nothing is answered."""
    return st.tuples(st.just(framework), assessments_of(framework, st.just({})))


def all_answers(framework: Framework) -> SearchStrategy[Assessment]:
    """Assessments with a response to every topic and part."""
    return assessments_of(framework, st.fixed_dictionaries(each(framework)))


def _bare(framework: Framework) -> dict[str, SearchStrategy[Response]]:
    rated = ((topic.id, topic.scale) for topic in framework.every_topic if topic.scale is not None)
    return {id_: st.integers(scale.lowest, scale.highest).map(Rating) for id_, scale in rated}


def half_filled(framework: Framework, min_open: int, max_open: int) -> SearchStrategy[Assessment]:
    """Assessments with so many topics or parts without a response."""
    return _half_filled(framework, min_open, max_open)


@st.composite
def _half_filled(draw: DrawFn, framework: Framework, min_open: int, max_open: int) -> Assessment:
    known = each(framework)
    left = some(draw, tuple(known), min(min_open, len(known)), max_open)
    responses = {topic: draw(spoken) for topic, spoken in known.items() if topic not in left}
    return draw_assessment(draw, framework, responses)


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
    omitted: SearchStrategy[Pair] = set_aside().map(lambda same: (same, same))
    neither: SearchStrategy[Pair] = st.just((None, None))
    return neither | spoken | omitted if allows_not_applicable else neither | spoken


@st.composite
def _raised(draw: DrawFn, scale: Scale | None) -> Pair:
    before, after = draw(_PIECES)
    found = _shown(draw, before)
    more = found + _shown(draw, after)
    if scale is None:
        return Reflection("Said.", found), Reflection("Said.", more)
    low = draw(between(scale.lowest, scale.highest))
    return Rating(low, "", found), Rating(draw(between(low, scale.highest)), "", more)


#: How many pieces of evidence there are for the weaker, and how many more for the stronger.
_PIECES: SearchStrategy[Any] = at_once((0, 1), (0, 1))
