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
from positiveculture.rules import All, Holds, Rule
from positiveculture.testing.strategies.answers import DAY
from positiveculture.testing.strategies.arguments import ranges, strategy, whole
from positiveculture.testing.strategies.asking import plain_rules, rules_over
from positiveculture.testing.strategies.rated import called, scales as any_scales, topics
from positiveculture.testing.strategies.words import texts
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
    plain = draw(st.lists(st.booleans(), min_size=min_awards, max_size=max_awards))
    ranked = draw(st.booleans())
    found: list[Award] = []
    rank = 0
    for place, is_plain in enumerate(plain, 1):
        below = [award.id for award in found]
        single = plain_rules(topics, awards=below[-1:])
        rule = draw(single if is_plain else rules_over(topics, awards=below, principles=under, max_depth=max_depth))
        if below and not ranked:
            rule = _holding(below[-1], rule)
        rank += draw(st.integers(1, 3)) if ranked else 0
        found.append(
            Award(
                id=f"a{place}",
                title=draw(texts(min_size=1)),
                rule=rule,
                rank=rank if ranked else None,
                plan_optional=draw(st.booleans()),
            )
        )
    return tuple(found)


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
    principles = _several("p", Principle, min_size=min_principles, max_size=max_principles)
    given = partial(awards, min_awards=min_awards, max_awards=max_awards, max_depth=max_depth)
    return _frameworks(
        of_principles=principles,
        of_topics=(min_topics, max_topics),
        max_parts=max_parts,
        of_awards=given,
        scales=any_scales() if scales is None else scales,
    )


@st.composite
def _frameworks(  # noqa: PLR0913 - all that the public one takes, by keyword alone
    draw: DrawFn,
    *,
    of_principles: SearchStrategy[list[Principle]],
    of_topics: tuple[int, int],
    max_parts: int,
    of_awards: Callable[..., SearchStrategy[tuple[Award, ...]]],
    scales: SearchStrategy[Scale],
) -> Framework:
    # Half of them say little: to judge by a framework takes no words.
    wordy = draw(st.booleans())
    ladders = draw(st.lists(scales, min_size=1, max_size=2))
    ladders = [attrs.evolve(scale, id=f"s{place}") for place, scale in enumerate(ladders, 1)]
    principles = _nested(draw(of_principles), nested=draw(st.booleans()))
    few: dict[str, Any] = {name: draw(several) if wordy else [] for name, several in _named_for_topics().items()}
    bare = topics(
        scales=st.sampled_from([*ladders, None]),
        principles=[principle.id for principle in principles],
        max_parts=max_parts,
        **{name: [each.id for each in found] for name, found in few.items()},
    )
    several = draw(st.lists(bare, min_size=of_topics[0], max_size=of_topics[1]))
    found = _numbered(several, numbered=draw(_NUMBERS))
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


_NUMBERS: SearchStrategy[str | None] = st.sampled_from([None, "{}", "1.{}"])


@cache  # what is made once costs Hypothesis half of what is made anew for each example
def _named_for_topics() -> dict[str, SearchStrategy[Any]]:
    """What a framework names, and its topics speak of."""
    return {
        "tools": _several("tool-", Tool, max_size=2),
        "references": _several("law-", Reference, max_size=2),
        "aspects": _several("aspect-", Option, max_size=2),
        "service_models": _several("model-", Option, max_size=2),
    }


@cache
def _floors() -> SearchStrategy[Floor | None]:
    """What is indicated below the lowest award, where that has a name."""
    return st.none() | st.builds(Floor, st.just("floor"), texts(min_size=1))


@cache
def _always() -> SearchStrategy[dict[str, Any]]:
    """Fields that have little to do with the others."""
    return st.fixed_dictionaries(
        {
            "edition": texts(min_size=1),
            "title": texts(min_size=1),
            "source": sources(),
            "plan": templates(),
            "notes": st.lists(texts(), max_size=2),
            "language": st.sampled_from(["en", "cy"]),
            "in_force_from": st.none() | st.dates(max_value=DAY),
            "in_force_until": st.none() | st.dates(min_value=DAY + timedelta(1)),
            "aliases": st.lists(st.sampled_from(["f-one", "first"]), unique=True),
        }
    )


@cache
def _wordy() -> SearchStrategy[dict[str, Any]]:
    """Fields that are words alone."""
    names = ("summary", "notice", "awarded_by", "kind", "audience", "duration", "jurisdiction")
    several = {
        "roles": _several("role-", Role, max_size=2),
        "modes": _several("mode-", Option, max_size=2),
        "retired": _several("retired-", Option, max_size=2),
    }
    return st.fixed_dictionaries({**several, **dict.fromkeys(names, texts())})


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
    return tuple(
        attrs.evolve(called(topic, f"t{place}"), number=number)
        for place, (topic, number) in enumerate(zip(found, each, strict=True), 1)
    )


@cache
def means_methods() -> SearchStrategy[MeansMethod]:
    """How a framework takes the mean of a principle."""
    return st.builds(MeansMethod, st.integers(0, 2), st.sampled_from(NESTED))


def named(cls: type[T], id_: str = "") -> SearchStrategy[T]:
    """One of what a framework names by id; every other field is a text, or a list of them."""
    shapes: dict[str, SearchStrategy[Any]] = {"helps": st.lists(texts(), max_size=2), "does": texts()}
    shapes["within"] = st.none()
    if cls is Role:
        shapes["does"] = shapes["helps"]
    fields = [field.name for field in attrs.fields(cls) if field.name not in ("id", "title")]
    return st.builds(cls, st.just(id_), texts(min_size=1), **{name: shapes.get(name, texts()) for name in fields})


@cache
def _several(prefix: str, cls: type[T], *, min_size: int = 0, max_size: int) -> SearchStrategy[list[T]]:
    """A few of what a framework names by id, numbered from 1."""
    several = st.lists(named(cls), min_size=min_size, max_size=max_size)
    return several.map(lambda found: [attrs.evolve(item, id=f"{prefix}{n}") for n, item in enumerate(found, 1)])


@cache
def sources() -> SearchStrategy[Source]:
    """Where a framework comes from, and who holds its rights."""
    full, any_text = texts(min_size=1), texts()
    return st.builds(
        Source,
        title=full,
        publisher=full,
        rights=full,
        authors=st.lists(full, max_size=2),
        published=any_text,
        based_on=any_text,
        url=any_text,
        place=any_text,
        sponsor=any_text,
        confidence=st.sampled_from(["", *CONFIDENCE]),
    )


@cache
def templates() -> SearchStrategy[PlanTemplate]:
    """What a framework asks of an action plan."""
    priorities = st.none() | st.tuples(st.integers(0, 2), st.integers(2, 4))
    prompts = st.dictionaries(st.sampled_from(["first_step", "who_else", "seen"]), texts())
    return st.builds(PlanTemplate, priorities, prompts.map(lambda asked: tuple(asked.items())))
