"""What can be said against one framework: assessments, histories and plans."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import TypeAlias

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import (
    BASES,
    EVIDENCE_KINDS,
    Assessment,
    Commitment,
    Evidence,
    NotApplicable,
    Rating,
    Reflection,
    Response,
)
from positiveculture.framework import Framework
from positiveculture.history import History
from positiveculture.plan import Action, ActionPlan, Priority, Success
from positiveculture.testing.words import texts
from positiveculture.topics import Option, Scale, Topic

#: The day of every assessment that is drawn, but for those of a history.
DAY = date(2026, 3, 31)

#: A response, and one that says at least as much; None: unanswered.
Pair: TypeAlias = tuple[Response | None, Response | None]


@st.composite
def evidence(draw: DrawFn, *, on: date = DAY) -> Evidence:
    """Evidence that can be given on a day; some of it has lapsed by then."""
    dated = draw(st.none() | st.integers(0, 400).map(lambda days: on - timedelta(days)))
    lives = draw(st.none() | st.integers(1, 500))
    return Evidence(
        draw(texts()),
        kind=draw(st.sampled_from(EVIDENCE_KINDS)),
        dated=dated,
        lapses_on=None if lives is None else (dated or on - timedelta(250)) + timedelta(lives),
        reference=draw(texts()),
        note=draw(texts()),
    )


@attrs.frozen
class Strategies:
    """Strategies for what can be said against one framework; every value that they draw fits it."""

    framework: Framework

    def responses(self, topic: Topic) -> SearchStrategy[Response]:
        """Responses to one topic: a rating or a reflection, or, where that is allowed, that it is set aside."""
        return self.spoken(topic) | _set_aside() if topic.allows_not_applicable else self.spoken(topic)

    def spoken(self, topic: Topic) -> SearchStrategy[Response]:
        """Responses that speak of one topic: a rating, or a reflection where it has no scale."""
        return _spoken(topic.scale, tuple(role.id for role in self.framework.roles))

    def assessments(self) -> SearchStrategy[Assessment]:
        """Assessments, from empty to whole."""
        return _assessments(self.framework, st.fixed_dictionaries({}, optional=self._each()))

    def whole_assessments(self) -> SearchStrategy[Assessment]:
        """Assessments with a response to every topic and part."""
        return _assessments(self.framework, st.fixed_dictionaries(self._each()))

    def half_filled(self, *, min_open: int = 1, max_open: int = 3) -> SearchStrategy[Assessment]:
        """Assessments with at least `min_open` topics or parts without a response, and at most `max_open`."""
        return _half_filled(self, min_open, max_open)

    def ordered_pairs(self) -> SearchStrategy[tuple[Assessment, Assessment]]:
        """Pairs of a weaker and a stronger assessment.

        The stronger one answers more topics, rates them as high or higher, and has more evidence for them; the same
        topics are set aside in both.
        """
        return _ordered_pairs(self.framework)

    def histories(self, *, min_size: int = 1, max_size: int = 4) -> SearchStrategy[History]:
        """Histories of one service."""
        return _histories(self, min_size, max_size)

    def plans(self) -> SearchStrategy[ActionPlan]:
        """Action plans, whatever they are good for."""
        return _plans(self.framework)

    def _each(self) -> dict[str, SearchStrategy[Response]]:
        return {topic.id: self.responses(topic) for topic in self.framework.every_topic}


def strategies_for(framework: Framework) -> Strategies:
    """Return strategies for what can be said against `framework`."""
    return Strategies(framework)


@st.composite
def _assessments(
    draw: DrawFn, framework: Framework, responses: SearchStrategy[Mapping[str, Response]], *, on: date = DAY
) -> Assessment:
    return Assessment(
        framework=framework.id,
        edition=framework.edition,
        service=draw(texts(min_size=1)),
        assessed_on=on,
        responses=draw(responses),
        assessed_by=draw(texts()),
        mode=draw(_choice(framework.modes)),
        basis=draw(st.sampled_from(BASES)),
        service_model=draw(_choice(framework.service_models)),
        note=draw(texts()),
    )


@st.composite
def _half_filled(draw: DrawFn, ours: Strategies, min_open: int, max_open: int) -> Assessment:
    topics = [topic.id for topic in ours.framework.every_topic]
    fewest = min(min_open, len(topics))
    left = draw(st.lists(st.sampled_from(topics), min_size=fewest, max_size=max_open, unique=True))
    whole = draw(ours.whole_assessments())
    return attrs.evolve(whole, responses={topic: said for topic, said in whole.responses.items() if topic not in left})


@st.composite
def _ordered_pairs(draw: DrawFn, framework: Framework) -> tuple[Assessment, Assessment]:
    pairs = draw(st.fixed_dictionaries({topic.id: _pairs(topic) for topic in framework.every_topic}))
    weaker = draw(_assessments(framework, st.just({})))
    stronger = attrs.evolve(weaker, responses={topic: more for topic, (_, more) in pairs.items() if more is not None})
    return attrs.evolve(weaker, responses={t: less for t, (less, _) in pairs.items() if less is not None}), stronger


@cache
def _pairs(topic: Topic) -> SearchStrategy[Pair]:
    spoken = _raised(topic.scale) | _spoken(topic.scale).map(lambda more: (None, more))
    aside: SearchStrategy[Pair] = _set_aside().map(lambda same: (same, same))
    neither: SearchStrategy[Pair] = st.just((None, None))
    return neither | spoken | aside if topic.allows_not_applicable else neither | spoken


@st.composite
def _raised(draw: DrawFn, scale: Scale | None) -> Pair:
    found = draw(st.lists(evidence(), max_size=1))
    more = found + draw(st.lists(evidence(), max_size=1))
    if scale is None:
        return Reflection("", found), Reflection("", more)
    low = draw(st.integers(scale.lowest, scale.highest))
    return Rating(low, "", found), Rating(draw(st.integers(low, scale.highest)), "", more)


@st.composite
def _histories(draw: DrawFn, ours: Strategies, min_size: int, max_size: int) -> History:
    days = draw(st.lists(st.integers(0, 1000), min_size=min_size, max_size=max_size, unique=True))
    found = [attrs.evolve(draw(ours.assessments()), service="A", assessed_on=DAY + timedelta(day)) for day in days]
    return History(found)


@st.composite
def _plans(draw: DrawFn, framework: Framework) -> ActionPlan:
    topics = st.sampled_from(framework.every_topic)
    return ActionPlan(
        framework=framework.id,
        edition=framework.edition,
        service=draw(texts(min_size=1)),
        award=draw(st.sampled_from([None, *(award.id for award in framework.awards)])),
        assessed_on=draw(st.none() | st.just(DAY)),
        priorities=draw(st.lists(st.builds(Priority, topics.map(lambda topic: topic.id), texts()), max_size=3)),
        actions=draw(st.lists(topics.flatmap(_actions), max_size=3)),
        who_else=draw(texts()),
        getting_help=draw(texts()),
        support_inside=draw(texts()),
        support_outside=draw(texts()),
        success=draw(st.builds(Success, texts(), texts(), texts(), texts())),
        note=draw(texts()),
    )


def _actions(topic: Topic) -> SearchStrategy[Action]:
    levels = st.none() | st.sampled_from([level.number for level in topic.scale.levels]) if topic.scale else st.none()
    return st.builds(
        Action,
        topic=st.just(topic.id),
        from_level=levels,
        to_level=levels,
        towards=texts(),
        needs_evidence=st.booleans(),
        first_step=texts(),
        who=texts(),
        by_when=st.none() | st.dates(),
        done_on=st.none() | st.dates(),
    )


@cache
def _spoken(scale: Scale | None, roles: tuple[str, ...] = ()) -> SearchStrategy[Response]:
    found = st.lists(evidence(), max_size=2)
    if scale is None:
        parts = st.lists(st.sampled_from(roles), unique=True) if roles else st.just([])
        return st.builds(Reflection, texts(), found, st.lists(_commitments(), max_size=1), parts)
    return st.builds(Rating, st.integers(scale.lowest, scale.highest), texts(), found)


@cache
def _commitments() -> SearchStrategy[Commitment]:
    days = st.none() | st.dates()
    return st.builds(Commitment, texts(), texts(), days, days)


@cache
def _set_aside() -> SearchStrategy[Response]:
    return st.builds(NotApplicable, texts(min_size=1))


def _choice(options: tuple[Option, ...]) -> SearchStrategy[str | None]:
    return st.sampled_from([None, *(option.id for option in options)])
