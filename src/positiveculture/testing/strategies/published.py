"""Whole frameworks."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import cache, partial
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.awards import Award, Floor
from positiveculture.framework import Framework, PlanTemplate, Source
from positiveculture.framework_checks import CONFIDENCE
from positiveculture.rules.kinds import All, Holds, Rule
from positiveculture.testing.strategies.answers import DAY
from positiveculture.testing.strategies.arguments import ranges, strategy, whole
from positiveculture.testing.strategies.asking import plain_rule, rule_over
from positiveculture.testing.strategies.choices import at_once, between, some
from positiveculture.testing.strategies.rated import TopicParts, scales as any_scales, topic_with
from positiveculture.testing.strategies.words import several_texts, texts
from positiveculture.topic_checks import every_topic, rated_under
from positiveculture.topics import NESTED, MeansMethod, Option, Principle, Reference, Role, Scale, Tool, Topic

T = TypeVar("T", Option, Principle, Reference, Role, Tool)


@st.composite
def awards(  # noqa: PLR0913 - ranges, each with a default, and by keyword alone
    draw: DrawFn,
    topics: Sequence[Topic],
    *,
    principles: Sequence[Principle] = (),
    min_awards: int = 0,
    max_awards: int = 3,
    max_depth: int = 2,
) -> tuple[Award, ...]:
    """The awards of one framework, with ids `a1`, `a2` and so on, lowest first.

    Either each has a rank, and may hold any that stand lower, or each holds the one below it.
    """
    under = rated_under(topics, principles)
    several, ranked = draw(between(min_awards, max_awards)), draw(st.booleans())
    titles = draw(several_texts(several))
    found: list[Award] = []
    rank = 0
    for place, title in enumerate(titles, 1):
        is_plain, optional, above = draw(_AWARDS)
        below = [award.id for award in found]
        over = partial(rule_over, awards=below, principles=under, depth=max_depth)
        own = partial(plain_rule, awards=below[-1:]) if is_plain else over
        rule = own(draw, topics)
        if below and not ranked:
            rule = _holding(below[-1], rule)
        rank += above if ranked else 0
        found.append(
            Award(
                id=f"a{place}",
                title=title,
                rule=rule,
                rank=rank if ranked else None,
                plan_optional=optional,
            )
        )
    return tuple(found)


#: Whether an award's rule is plain, whether its plan is optional, and how far it stands above the one before.
_AWARDS: SearchStrategy[Any] = at_once((False, True), (False, True), (1, 2, 3))


def frameworks(  # noqa: PLR0913 - ranges, each with a default, and by keyword alone
    *,
    min_principles: int = 1,
    max_principles: int = 2,
    min_topics: int = 1,
    max_topics: int = 4,
    max_parts: int = 2,
    min_awards: int = 0,
    max_awards: int = 3,
    max_depth: int = 2,
    scales: SearchStrategy[Scale] | None = None,
) -> SearchStrategy[Framework]:
    """Frameworks that hold together; the smallest has one principle, `p1`, and one topic, `t1`, with two levels.

    Args:
        min_principles: The fewest principles.
        max_principles: The most principles.
        min_topics: The fewest top-level topics.
        max_topics: The most top-level topics, rated and reflected on.
        max_parts: The most parts of a topic.
        min_awards: The fewest awards.
        max_awards: The most awards.
        max_depth: How deep the rules of awards may be nested.
        scales: What topics may be rated on; their ids are set anew.

    Raises:
        InvalidArgument: A range that nothing lies in, or something that is no strategy.
    """
    ranges(least=1, topics=(min_topics, max_topics))
    ranges(principles=(min_principles, max_principles), awards=(min_awards, max_awards))
    whole(max_parts=max_parts, max_depth=max_depth)
    strategy("scales", scales)
    given = partial(awards, min_awards=min_awards, max_awards=max_awards, max_depth=max_depth)
    return _frameworks(
        of_principles=(min_principles, max_principles),
        of_topics=(min_topics, max_topics),
        max_parts=max_parts,
        of_awards=given,
        scales=any_scales() if scales is None else scales,
    )


@st.composite
def _frameworks(  # noqa: PLR0913 - all that the public one takes, by keyword alone
    draw: DrawFn,
    *,
    of_principles: tuple[int, int],
    of_topics: tuple[int, int],
    max_parts: int,
    of_awards: Callable[..., SearchStrategy[tuple[Award, ...]]],
    scales: SearchStrategy[Scale],
) -> Framework:
    # Half of them say little: to judge by a framework takes no words.
    wordy, nested, numbered = draw(_SHAPES)
    ladders = [attrs.evolve(draw(scales), id=f"s{place}") for place in range(1, draw(between(1, 2)) + 1)]
    principles = _nested(_several(draw, "p", Principle, *of_principles), nested=nested)
    few: dict[str, Any] = {
        name: _several(draw, prefix, cls) if wordy else [] for name, (prefix, cls) in _NAMED_BY_TOPICS.items()
    }
    named = {name: [each.id for each in found] for name, found in few.items()}
    of = TopicParts(st.sampled_from([*ladders, None]), [principle.id for principle in principles], **named)
    several = [topic_with(draw, of, max_parts, f"t{n}") for n in range(1, draw(between(*of_topics)) + 1)]
    found = _numbered(several, numbered=numbered)
    rated = any(topic.scale for topic in every_topic(found))
    given = draw(of_awards(found, principles=principles))
    averages = draw(texts()) if rated and wordy else ""
    return Framework(
        id="f1",
        topics=found,
        awards=given,
        principles=principles,
        unscored=draw(texts()) if wordy and not rated and not given else "",
        averages=averages,
        means=draw(means_methods()) if averages else MeansMethod(),
        floor=draw(_floors()) if given else None,
        **few,
        **draw(_always()),
        **(draw(_wordy()) if wordy else {}),
    )


#: Whether a framework is wordy, whether its principles are nested, and how its topics are numbered.
_SHAPES: SearchStrategy[Any] = at_once((False, True), (False, True), (None, "{}", "1.{}"))

#: What a framework names, and its topics speak of.
_NAMED_BY_TOPICS: dict[str, tuple[str, Any]] = {
    "tools": ("tool-", Tool),
    "references": ("law-", Reference),
    "aspects": ("aspect-", Option),
    "service_models": ("model-", Option),
}

#: What a framework names besides.
_NAMED: dict[str, tuple[str, Any]] = {
    "roles": ("role-", Role),
    "modes": ("mode-", Option),
    "retired": ("retired-", Option),
}


@cache
def _floors() -> SearchStrategy[Floor | None]:
    """What is indicated below the lowest award, where that has a name."""
    return st.none() | st.builds(Floor, st.just("floor"), texts(min_size=1))


@st.composite
def _always(draw: DrawFn) -> dict[str, Any]:
    """Fields that have little to do with the others."""
    edition, title, *notes = draw(several_texts(2, 2))
    language, begins, ends, several, aliases = draw(_CHOICES)
    return {
        "edition": edition,
        "title": title,
        "source": draw(sources()),
        "plan": draw(templates()),
        "notes": notes[:several],
        "language": language,
        "in_force_from": draw(_BEFORE) if begins else None,
        "in_force_until": draw(_AFTER) if ends else None,
        "aliases": aliases,
    }


_BEFORE, _AFTER = st.dates(max_value=DAY), st.dates(min_value=DAY + timedelta(1))
_ALIASES = ((), ("f-one",), ("first",), ("f-one", "first"), ("first", "f-one"))
#: The language, whether a framework is in force from a day and until one, how many notes it has, and its aliases.
_CHOICES: SearchStrategy[Any] = at_once(("en", "cy"), (False, True), (False, True), (0, 1, 2), _ALIASES)

#: Fields that are words alone.
_WORDS = ("summary", "notice", "awarded_by", "kind", "audience", "duration", "jurisdiction")


@st.composite
def _wordy(draw: DrawFn) -> dict[str, Any]:
    """Fields that are words alone, and what else a framework names."""
    several = {name: _several(draw, prefix, cls) for name, (prefix, cls) in _NAMED.items()}
    return {**several, **dict(zip(_WORDS, draw(several_texts(0, len(_WORDS))), strict=True))}


def _nested(principles: Sequence[Principle], *, nested: bool) -> tuple[Principle, ...]:
    """Return principles, each within the one before it, or none within another."""
    within = [None, *(principle.id for principle in principles)] if nested else [None] * len(principles)
    return tuple(attrs.evolve(principle, within=above) for principle, above in zip(principles, within, strict=False))


def _holding(award: str, rule: Rule) -> Rule:
    """Return a rule that holds `award` first, and then asks for `rule`."""
    if isinstance(rule, All) and rule.rules[0] == Holds(award):
        return rule
    return All((Holds(award), *(rule.rules if isinstance(rule, All) else (rule,))))


def _numbered(found: Sequence[Topic], *, numbered: str | None) -> tuple[Topic, ...]:
    """Return topics with ids, and with whole numbers, references or no numbers."""
    places = range(1, len(found) + 1)
    each: Sequence[int | str | None] = [numbered and numbered.format(place) for place in places]
    if numbered == "{}":
        each = places
    return tuple(attrs.evolve(topic, number=number) for topic, number in zip(found, each, strict=True))


@cache
def means_methods() -> SearchStrategy[MeansMethod]:
    """How a framework takes the mean of a principle."""
    return st.builds(MeansMethod, st.integers(0, 2), st.sampled_from(NESTED))


@st.composite
def named(draw: DrawFn, cls: type[T], id_: str = "") -> T:
    """One of what a framework names by id; every other field is a text, or up to two."""
    return _named(draw, cls, id_)


def _named(draw: DrawFn, cls: type[T], id_: str) -> T:
    fields = [field for field in attrs.fields(cls) if field.name not in ("id", "title", "within")]
    title, *texts = draw(several_texts(1, len(fields) + 1))
    found: dict[str, Any] = dict(zip((field.name for field in fields), texts, strict=False))
    for field in fields:
        if field.default == ():
            found[field.name] = [found[field.name], texts[-1]][: draw(between(0, 2))]
    return cls(id_, title, **found)


def _several(draw: DrawFn, prefix: str, cls: type[T], min_size: int = 0, max_size: int = 2) -> list[T]:
    """Draw a few of what a framework names by id, numbered from 1."""
    return [_named(draw, cls, f"{prefix}{n}") for n in range(1, draw(between(min_size, max_size)) + 1)]


@st.composite
def sources(draw: DrawFn) -> Source:
    """Where a framework comes from, and who holds its rights."""
    title, publisher, rights, one, other, published, based_on, url, place, sponsor = draw(several_texts(5, 5))
    authors, confidence = draw(_FROM)
    return Source(
        title=title,
        publisher=publisher,
        rights=rights,
        authors=[one, other][:authors],
        published=published,
        based_on=based_on,
        url=url,
        place=place,
        sponsor=sponsor,
        confidence=confidence,
    )


#: How many authors a source has, and how sure it is.
_FROM: SearchStrategy[Any] = at_once((0, 1, 2), ("", *CONFIDENCE))


@st.composite
def templates(draw: DrawFn) -> PlanTemplate:
    """What a framework asks of an action plan."""
    few, least, most = draw(_PRIORITIES)
    prompts = some(draw, ("first_step", "who_else", "seen"))
    asked = zip(prompts, draw(several_texts(0, len(prompts))), strict=True)
    return PlanTemplate((least, most) if few else None, tuple(asked))


#: Whether a plan has few priorities, and the fewest and the most.
_PRIORITIES: SearchStrategy[Any] = at_once((False, True), (0, 1, 2), (2, 3, 4))
