"""Another edition of a framework, changed in every way that a migration knows, with the migration that leads to it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import TypeAlias

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import Assessment
from positiveculture.framework import Framework
from positiveculture.migration.values import Migration, Retired, TopicMigration, TopicSource
from positiveculture.plan import ActionPlan
from positiveculture.testing.strategies import answers, moving
from positiveculture.testing.strategies.arguments import strategy
from positiveculture.testing.strategies.published import awards, frameworks
from positiveculture.testing.strategies.rated import scales
from positiveculture.testing.strategies.words import texts
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
    return found.flatmap(lambda each: st.tuples(st.just(each), answers.some_said(each.source)))


def migrated_plans() -> SearchStrategy[tuple[Migration, ActionPlan]]:
    """Migrations, each with an action plan against its old edition."""
    return migrations().flatmap(lambda each: st.tuples(st.just(each), moving.plans_of(each.source)))


@st.composite
def _migrations(draw: DrawFn, old: Framework, edition: str) -> Migration:
    topics = list(old.topics_by_id.values())
    fates = draw(st.lists(st.sampled_from(FATES), min_size=len(topics), max_size=len(topics)))
    made: _Made = []
    taken = {*old.topics_by_id, *(each.id for each in old.retired)}
    fresh = (f"n{n}" for n in count(1) if f"n{n}" not in taken)
    unused = (f"s{n}" for n in count(1) if f"s{n}" not in [scale.id for scale in old.scales])
    retired = []
    for topic, fate in zip(topics, fates, strict=True):
        if fate == "retired":
            retired.append(Retired(topic.id, draw(texts(min_size=1))))
        elif fate == "merged" and (into := _fitting(made, topic)) is not None:
            made[into] = made[into][0], draw(_merged(*made[into], topic))
        else:
            made += draw(_filled(topic, fate, fresh, unused))
    if not made or draw(st.booleans()):
        scale = draw(scales(ids=st.just(next(unused))) | st.none())
        asked = Topic(id=next(fresh), title=draw(texts(min_size=1)), scale=scale)
        made.append((asked, TopicMigration(asked.id, ask=draw(texts(min_size=1)))))
    new = draw(_edition(old, [topic for topic, _ in made], edition))
    pairs = st.dictionaries(st.sampled_from([a.id for a in old.awards]), st.sampled_from([a.id for a in new.awards]))
    named = draw(pairs) if old.awards and new.awards else {}
    return Migration(source=old, target=new, topics=[each for _, each in made], retired=retired, awards=named)


@st.composite
def _edition(draw: DrawFn, old: Framework, topics: Sequence[Topic], edition: str) -> Framework:
    """Draw a new edition of nothing but `topics`, some of them parts of the first, with awards of its own."""
    parts = draw(st.integers(0, min(2, len(topics) - 1)))
    known = {topic.id for topic in topics}
    gone = [topic for topic in old.topics_by_id if topic not in known]
    own = [attrs.evolve(topics[0], parts=topics[len(topics) - parts :]), *topics[1 : len(topics) - parts]]
    return attrs.evolve(
        old,
        edition=edition,
        topics=own,
        awards=draw(awards(own)),
        modes=old.modes[: draw(st.integers(0, 2))],
        service_models=old.service_models[: draw(st.integers(0, 2))],
        roles=old.roles[: draw(st.integers(0, 2))],
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


def _bare(topic: Topic, id_: str, scale: Scale | None, *, allows: bool) -> Topic:
    return Topic(
        id=id_, title=topic.title, scale=scale, reverse_scored=topic.reverse_scored, allows_not_applicable=allows
    )


@st.composite
def _filled(draw: DrawFn, topic: Topic, fate: str, fresh: Iterator[str], unused: Iterator[str]) -> _Made:
    """Draw the new topics that come from one old topic alone."""
    ids = [topic.id] if fate == "kept" else [next(fresh) for _ in range(2 if fate == "split" else 1)]
    scale, levels = topic.scale, None
    if fate == "reflected":
        scale = None
    elif fate == "rescaled" and scale is not None:
        scale, levels = draw(_rescaled(topic, next(unused)))
    return [
        (
            _bare(topic, id_, scale, allows=draw(st.booleans())),
            TopicMigration(id_, [TopicSource(topic.id, levels)]),
        )
        for id_ in ids
    ]


@st.composite
def _rescaled(draw: DrawFn, topic: Topic, id_: str) -> tuple[Scale, Mapping[int, int]]:
    new = draw(scales(ids=st.just(id_)))
    return new, draw(_maps(topic, new))


def _maps(old: Topic, new: Scale) -> SearchStrategy[Mapping[int, int]]:
    """Return maps of the levels of an old topic, none of which becomes worse than the one below it."""
    numbers = [level.number for level in old.scale.levels] if old.scale else []
    several = st.lists(st.integers(new.lowest, new.highest), min_size=len(numbers), max_size=len(numbers)).map(sorted)
    return several.map(lambda found: dict(zip(numbers, found, strict=True)))


def _fitting(made: _Made, topic: Topic) -> int | None:
    """Return the place of a new topic that an old one may be merged into; None: there is none."""
    for place, (new, move) in enumerate(made):
        fits = new.scale is None or (topic.scale is not None and new.reverse_scored == topic.reverse_scored)
        if move.sources and fits:
            return place
    return None


@st.composite
def _merged(draw: DrawFn, new: Topic, move: TopicMigration, topic: Topic) -> TopicMigration:
    levels = None if new.scale is None else draw(_maps(topic, new.scale))
    return TopicMigration(new.id, [*move.sources, TopicSource(topic.id, levels)])
