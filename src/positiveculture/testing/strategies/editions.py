"""Another edition of a framework, changed in every way that a migration knows, with the migration that leads to it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, TypeAlias

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import Assessment
from positiveculture.framework import Framework
from positiveculture.migration.values import Migration, Retired, TopicMigration, TopicSource
from positiveculture.plan import ActionPlan
from positiveculture.testing.strategies import answers, moving
from positiveculture.testing.strategies.arguments import strategy
from positiveculture.testing.strategies.choices import at_once, between, choice
from positiveculture.testing.strategies.published import awards, frameworks
from positiveculture.testing.strategies.rated import scales
from positiveculture.testing.strategies.words import several_texts, texts
from positiveculture.topics import MeansMethod, Option, Scale, Topic

#: What becomes of an old topic.
FATES = ("kept", "renamed", "rescaled", "split", "merged", "reflected", "retired")

#: New topics, each with where it comes from.
_Made: TypeAlias = list[tuple[Topic, TopicMigration]]


def migrations(
    framework: SearchStrategy[Framework] | None = None, *, edition: str = "next"
) -> SearchStrategy[Migration]:
    """Migrations from one edition to another.

    Topics are kept, renamed, rescaled, split, merged, retired, asked anew, or lose their scale; awards, modes, service
    models and roles stay, change or go.

    Args:
        framework: The old edition; `just(it)` for one that is given. By default, any framework.
        edition: What the new edition is called.

    Raises:
        InvalidArgument: The framework is no strategy.
    """
    strategy("framework", framework)
    return (frameworks() if framework is None else framework).flatmap(lambda found: _migrations(found, edition))


def migrated_cases(framework: SearchStrategy[Framework] | None = None) -> SearchStrategy[tuple[Migration, Assessment]]:
    """Migrations, each with an assessment against its old edition.

    Args:
        framework: The old edition; `just(it)` for one that is given. By default, any framework.

    Raises:
        InvalidArgument: The framework is no strategy.
    """
    found = migrations(framework)
    return found.flatmap(lambda each: st.tuples(st.just(each), answers.some_answers(each.source)))


def migrated_plans() -> SearchStrategy[tuple[Migration, ActionPlan]]:
    """Migrations, each with an action plan against its old edition."""
    return migrations().flatmap(lambda each: st.tuples(st.just(each), moving.plans_of(each.source)))


@st.composite
def _migrations(draw: DrawFn, old: Framework, edition: str) -> Migration:
    topics = list(old.topics_by_id.values())
    fates = [draw(choice(FATES)) for _ in topics]
    made: _Made = []
    taken = {*old.topics_by_id, *(each.id for each in old.retired)}
    fresh = (f"n{n}" for n in count(1) if f"n{n}" not in taken)
    unused = (f"s{n}" for n in count(1) if f"s{n}" not in [scale.id for scale in old.scales])
    retired = []
    for topic, fate in zip(topics, fates, strict=True):
        if fate == "retired":
            retired.append(Retired(topic.id, draw(texts(min_size=1))))
        elif fate == "merged" and (into := _fitting(made, topic)) is not None:
            made[into] = made[into][0], _merged(draw, *made[into], topic)
        else:
            made += _filled(draw, topic, fate, fresh, unused)
    is_asked, is_rated = draw(_ASKED)
    if not made or is_asked:
        title, ask = draw(several_texts(2))
        scale = attrs.evolve(draw(_any_scale()), id=next(unused)) if is_rated else None
        asked = Topic(id=next(fresh), title=title, scale=scale)
        made.append((asked, TopicMigration(asked.id, ask=ask)))
    new = _edition(draw, old, [topic for topic, _ in made], edition)
    pairs = st.dictionaries(st.sampled_from([a.id for a in old.awards]), st.sampled_from([a.id for a in new.awards]))
    named = draw(pairs) if old.awards and new.awards else {}
    return Migration(source=old, target=new, topics=[each for _, each in made], retired=retired, awards=named)


#: Whether a topic is asked anew, and whether that is rated.
_ASKED: SearchStrategy[Any] = at_once((False, True), (True, False))


@cache
def _any_scale() -> SearchStrategy[Scale]:
    return scales()


def _edition(draw: DrawFn, old: Framework, topics: Sequence[Topic], edition: str) -> Framework:
    """Draw a new edition of nothing but `topics`, some of them parts of the first, with awards of its own."""
    parts, modes, models, roles = draw(at_once(range(min(3, len(topics))), *_LEFT))
    known = {topic.id for topic in topics}
    gone = [topic for topic in old.topics_by_id if topic not in known]
    own = [attrs.evolve(topics[0], parts=topics[len(topics) - parts :]), *topics[1 : len(topics) - parts]]
    return attrs.evolve(
        old,
        edition=edition,
        topics=own,
        awards=draw(awards(own)),
        modes=old.modes[:modes],
        service_models=old.service_models[:models],
        roles=old.roles[:roles],
        tools=(),
        references=(),
        aspects=(),
        principles=(),
        retired=[*old.retired, *(Option(each, old.topics_by_id[each].title) for each in gone)],
        unscored="",
        averages="",
        means=MeansMethod(),
        floor=None,
        cases=(),
        meant=(),
    )


#: How many modes, service models and roles are left.
_LEFT: Any = (range(3),) * 3


def _bare(topic: Topic, id_: str, scale: Scale | None, *, allows: bool) -> Topic:
    return Topic(
        id=id_, title=topic.title, scale=scale, reverse_scored=topic.reverse_scored, allows_not_applicable=allows
    )


def _filled(draw: DrawFn, topic: Topic, fate: str, fresh: Iterator[str], unused: Iterator[str]) -> _Made:
    """Draw the new topics that come from one old topic alone."""
    ids = [topic.id] if fate == "kept" else [next(fresh) for _ in range(2 if fate == "split" else 1)]
    scale, levels = topic.scale, None
    if fate == "reflected":
        scale = None
    elif fate == "rescaled" and scale is not None:
        scale = attrs.evolve(draw(_any_scale()), id=next(unused))
        levels = _mapped(draw, topic, scale)
    return [
        (
            _bare(topic, id_, scale, allows=draw(st.booleans())),
            TopicMigration(id_, [TopicSource(topic.id, levels)]),
        )
        for id_ in ids
    ]


def _mapped(draw: DrawFn, old: Topic, new: Scale) -> Mapping[int, int]:
    """Draw what the levels of an old topic become, none of which becomes worse than the one below it."""
    numbers = [level.number for level in old.scale.levels] if old.scale else []
    return dict(zip(numbers, sorted(draw(between(new.lowest, new.highest)) for _ in numbers), strict=True))


def _fitting(made: _Made, topic: Topic) -> int | None:
    """Return the place of a new topic that an old one may be merged into; None: there is none."""
    for place, (new, move) in enumerate(made):
        fits = new.scale is None or (topic.scale is not None and new.reverse_scored == topic.reverse_scored)
        if move.sources and fits:
            return place
    return None


def _merged(draw: DrawFn, new: Topic, move: TopicMigration, topic: Topic) -> TopicMigration:
    levels = None if new.scale is None else _mapped(draw, topic, new.scale)
    return TopicMigration(new.id, [*move.sources, TopicSource(topic.id, levels)])
