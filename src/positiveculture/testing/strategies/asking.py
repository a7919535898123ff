"""Award rules of every kind, nested; what is drawn can be met and can fail, so that no fault is found in it."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import floor
from types import MappingProxyType

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.rules import (
    All,
    Answered,
    AnyOf,
    AtLeast,
    AtLeastOf,
    Every,
    Evidenced,
    Holds,
    Rounding,
    Rule,
    Share,
)
from positiveculture.testing.strategies.arguments import strategy, whole
from positiveculture.topic_checks import every_topic
from positiveculture.topics import Level, Scale, Topic

#: No principles.
NONE: Mapping[str, Sequence[str]] = MappingProxyType({})

#: What the rules speak of that are drawn where no topics are given: three, on one short scale.
TOPICS = tuple(
    Topic(id=f"t{n}", title=f"T{n}", scale=Scale("s1", [Level(1, "A"), Level(2, "B"), Level(3, "C")]))
    for n in (1, 2, 3)
)


def rules(
    topics: SearchStrategy[Sequence[Topic]] | None = None, *, awards: Sequence[str] = (), max_depth: int = 2
) -> SearchStrategy[Rule]:
    """Rules of every kind, nested; the smallest asks one topic for the second level of its scale.

    Args:
        topics: The top-level topics of a framework; rules speak of their parts too. By default, `t1`, `t2` and `t3`, on
            a scale from 1 to 3.
        awards: The ids of the awards that a rule may hold.
        max_depth: How deep groups may be nested; at 0, single requirements alone.

    Raises:
        InvalidArgument: The topics are no strategy, or the depth is no whole number of 0 or more.
    """
    strategy("topics", topics)
    whole(max_depth=max_depth)
    if topics is None:
        return rules_over(TOPICS, awards=awards, max_depth=max_depth)
    return topics.flatmap(partial(rules_over, awards=tuple(awards), max_depth=max_depth))


def rules_over(
    topics: Sequence[Topic],
    *,
    awards: Sequence[str] = (),
    principles: Mapping[str, Sequence[str]] = NONE,
    max_depth: int = 2,
) -> SearchStrategy[Rule]:
    """Rules of every kind that `topics` allow; `principles` are their ids, each with the topics that it means."""
    single = _singles(topics, awards, principles)
    found = single
    for _ in range(max_depth):
        found = _either(single, _groups(found))
    return found


@st.composite
def plain_rules(draw: DrawFn, topics: Sequence[Topic], *, awards: Sequence[str] = ()) -> Rule:
    """The rules of most published ladders: awards held first, and then topics at least at a level."""
    held: list[Rule] = [Holds(award) for award in awards]
    rated = _rated(every_topic(topics))
    if not rated:
        return All(held) if held else draw(_evidenced(topics))
    own = draw(st.lists(_at_least(rated) | _every(topics, rated, NONE), min_size=not held, max_size=4))
    return All((*held, *own))


def _singles(
    topics: Sequence[Topic], awards: Sequence[str], principles: Mapping[str, Sequence[str]]
) -> SearchStrategy[Rule]:
    kinds: list[SearchStrategy[Rule]] = []
    rated = _rated(every_topic(topics))
    if rated:
        kinds += [_at_least(rated), _every(topics, rated, principles)]
    counted = {topic: scale for topic, scale in rated.items() if scale.lowest >= 0 or scale.points}
    if counted:
        kinds.append(_shares(topics, counted, principles))
    kinds += [_evidenced(topics), _answered(topics)]
    if awards:
        kinds.append(st.sampled_from(awards).map(Holds))
    return st.one_of(kinds)


def single(kind: type[AtLeast | Every | Share | Answered | Evidenced]) -> SearchStrategy[Rule]:
    """Single requirements of one kind, of `t1`, `t2` and `t3`."""
    rated = _rated(TOPICS)
    kinds: dict[type, SearchStrategy[Rule]] = {
        AtLeast: _at_least(rated),
        Every: _every(TOPICS, rated, NONE),
        Share: _shares(TOPICS, rated, NONE),
        Answered: _answered(TOPICS),
        Evidenced: _evidenced(TOPICS),
    }
    return kinds[kind]


def _either(single: SearchStrategy[Rule], group: SearchStrategy[Rule]) -> SearchStrategy[Rule]:
    """Return single rules and groups in equal parts; a plain union would draw each kind as often as a group."""
    return st.booleans().flatmap(lambda grouped: group if grouped else single)


@st.composite
def _groups(draw: DrawFn, members: SearchStrategy[Rule]) -> Rule:
    rules = draw(st.lists(members, min_size=1, max_size=3))
    kind = draw(st.sampled_from([All, AnyOf, AtLeastOf]))
    if kind is AtLeastOf:
        return AtLeastOf(draw(st.integers(1, len(rules))), rules)
    return All(rules) if kind is All else AnyOf(rules)


@st.composite
def _at_least(draw: DrawFn, rated: dict[str, Scale]) -> Rule:
    topic = draw(st.sampled_from(list(rated)))
    return AtLeast(topic, draw(st.integers(rated[topic].lowest + 1, rated[topic].highest)))


@st.composite
def _every(
    draw: DrawFn, topics: Sequence[Topic], rated: dict[str, Scale], principles: Mapping[str, Sequence[str]]
) -> Rule:
    named, principle = draw(_named(topics, rated, principles))
    spoken_of = [rated[topic] for topic in _meant(topics, named, principle, principles)]
    # It can fail where one topic can stand lower, and can be met where none ends below it.
    lowest, highest = min(scale.lowest for scale in spoken_of), min(scale.highest for scale in spoken_of)
    return Every(draw(st.integers(lowest + 1, highest)), named, principle)


@st.composite
def _shares(
    draw: DrawFn, topics: Sequence[Topic], counted: dict[str, Scale], principles: Mapping[str, Sequence[str]]
) -> Rule:
    named, principle = draw(_named(topics, counted, principles))
    spoken_of = {topic: counted[topic] for topic in _meant(topics, named, principle, principles)}
    weights = draw(st.dictionaries(st.sampled_from(list(spoken_of)), st.integers(1, 3)))
    least = sum(scale.points_of(scale.lowest) * weights.get(topic, 1) for topic, scale in spoken_of.items())
    most = sum(scale.points_of(scale.highest) * weights.get(topic, 1) for topic, scale in spoken_of.items())
    rounding = draw(st.sampled_from(Rounding)) if _whole(least, most, Rounding.HALF_UP) <= MOST else Rounding.EXACT
    whole = st.integers(_whole(least, most, rounding), MOST).map(Fraction)
    # The shares that can be reached at all: a rule is most easily wrong at the very edge.
    edges = st.integers(least + 1, most).map(lambda points: Fraction(100 * points, most))
    percent = draw(whole | edges if rounding is Rounding.EXACT else whole)
    return Share(percent, named, tuple(weights.items()), rounding, principle)


#: The most per cent that there are.
MOST = 100


def _whole(least: int, most: int, rounding: Rounding) -> int:
    """Return the fewest whole per cent that the lowest levels do not reach."""
    percent = Fraction(100 * least, most)
    return floor(rounding.applied(percent)) + 1


def _some_topics(topics: Sequence[Topic]) -> SearchStrategy[list[str]]:
    every = [topic.id for topic in every_topic(topics)]
    return st.lists(st.sampled_from(every), min_size=1, max_size=3, unique=True)


def _evidenced(topics: Sequence[Topic]) -> SearchStrategy[Rule]:
    return st.builds(Evidenced, _some_topics(topics), st.sampled_from(["", "", "link"]))


def _answered(topics: Sequence[Topic]) -> SearchStrategy[Rule]:
    return _some_topics(topics).map(Answered)


def _named(
    topics: Sequence[Topic], rated: dict[str, Scale], principles: Mapping[str, Sequence[str]]
) -> SearchStrategy[tuple[list[str], str | None]]:
    """What a rule names: topics, or a principle; neither, to mean every rated top-level topic."""
    none: tuple[list[str], str | None] = [], None
    named = st.lists(st.sampled_from(list(rated)), min_size=1, unique=True).map(lambda found: (found, None))
    whole = [id_ for id_, meant in principles.items() if meant and set(meant) <= rated.keys()]
    top = _rated(topics)
    ways: list[SearchStrategy[tuple[list[str], str | None]]] = [named]
    ways += [st.just(none)] if top and top.keys() <= rated.keys() else []
    ways += [st.sampled_from(whole).map(lambda id_: ([], id_))] if whole else []
    return st.one_of(ways)


def _meant(
    topics: Sequence[Topic], named: Sequence[str], principle: str | None, principles: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    return named or list(_rated(topics)) if principle is None else principles[principle]


def _rated(topics: Iterable[Topic]) -> dict[str, Scale]:
    return {topic.id: topic.scale for topic in topics if topic.scale is not None}
