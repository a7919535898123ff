"""Award rules of every kind, nested; what is drawn can be met and can fail, so that no fault is found in it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from math import floor
from types import MappingProxyType
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.rules.kinds import (
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
from positiveculture.testing.strategies.choices import at_once, between, choice, some
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
    return _nested(_kinds(topics, awards, principles), max_depth)


def rule_over(
    draw: DrawFn, topics: Sequence[Topic], awards: Sequence[str], principles: Mapping[str, Sequence[str]], depth: int
) -> Rule:
    """Draw one of `rules_over`."""
    return _one_nested(draw, _kinds(topics, awards, principles), depth)


@st.composite
def plain_rules(draw: DrawFn, topics: Sequence[Topic], *, awards: Sequence[str] = ()) -> Rule:
    """The rules of most published ladders: awards held first, and then topics at least at a level."""
    return plain_rule(draw, topics, awards)


def plain_rule(draw: DrawFn, topics: Sequence[Topic], awards: Sequence[str]) -> Rule:
    """Draw one of `plain_rules`."""
    held: list[Rule] = [Holds(award) for award in awards]
    rated = _rated(every_topic(topics))
    if not rated:
        return All(held) if held else _evidenced(draw, topics)
    kinds = (partial(_at_least, rated=rated), partial(_every, topics=topics, rated=rated, principles=NONE))
    own = [_one_of(draw, kinds) for _ in range(draw(between(not held, 4)))]
    return All((*held, *own))


#: What draws a single requirement of one kind.
_Kind: TypeAlias = Callable[[DrawFn], Rule]


def _kinds(
    topics: Sequence[Topic], awards: Sequence[str], principles: Mapping[str, Sequence[str]]
) -> tuple[_Kind, ...]:
    kinds: list[_Kind] = []
    rated = _rated(every_topic(topics))
    if rated:
        kinds += [
            partial(_at_least, rated=rated),
            partial(_every, topics=topics, rated=rated, principles=principles),
        ]
    counted = {topic: scale for topic, scale in rated.items() if scale.lowest >= 0 or scale.points}
    if counted:
        kinds.append(partial(_share, topics=topics, counted=counted, principles=principles))
    kinds += [partial(_evidenced, topics=topics), partial(_answered, topics=topics)]
    if awards:
        kinds.append(partial(_holds, awards=tuple(awards)))
    return tuple(kinds)


def single(kind: type[AtLeast | Every | Share | Answered | Evidenced]) -> SearchStrategy[Rule]:
    """Single requirements of one kind, of `t1`, `t2` and `t3`."""
    rated = _rated(TOPICS)
    kinds: dict[type, _Kind] = {
        AtLeast: partial(_at_least, rated=rated),
        Every: partial(_every, topics=TOPICS, rated=rated, principles=NONE),
        Share: partial(_share, topics=TOPICS, counted=rated, principles=NONE),
        Answered: partial(_answered, topics=TOPICS),
        Evidenced: partial(_evidenced, topics=TOPICS),
    }
    return _single((kinds[kind],))


@st.composite
def _single(draw: DrawFn, kinds: Sequence[_Kind]) -> Rule:
    return _one_of(draw, kinds)


def _one_of(draw: DrawFn, kinds: Sequence[_Kind]) -> Rule:
    return kinds[draw(between(0, len(kinds) - 1))](draw)


@st.composite
def _nested(draw: DrawFn, kinds: Sequence[_Kind], depth: int) -> Rule:
    return _one_nested(draw, kinds, depth)


def _one_nested(draw: DrawFn, kinds: Sequence[_Kind], depth: int) -> Rule:
    """Draw single rules and groups in equal parts; a plain union would draw each kind as often as a group."""
    if not depth or not draw(_IS_GROUP):
        return _one_of(draw, kinds)
    kind, several = draw(_GROUPS)
    rules = [_one_nested(draw, kinds, depth - 1) for _ in range(several)]
    if kind is AtLeastOf:
        return AtLeastOf(draw(between(1, len(rules))), rules)
    return All(rules) if kind is All else AnyOf(rules)


_IS_GROUP = st.booleans()
#: What kind of a group, and how many rules are in it.
_GROUPS: SearchStrategy[Any] = at_once((All, AnyOf, AtLeastOf), (1, 2, 3))


def _holds(draw: DrawFn, awards: tuple[str, ...]) -> Rule:
    return Holds(draw(choice(awards)))


def _at_least(draw: DrawFn, rated: dict[str, Scale]) -> Rule:
    topic = draw(choice(tuple(rated)))
    return AtLeast(topic, draw(between(rated[topic].lowest + 1, rated[topic].highest)))


def _every(
    draw: DrawFn, topics: Sequence[Topic], rated: dict[str, Scale], principles: Mapping[str, Sequence[str]]
) -> Rule:
    named, principle = _named(draw, topics, rated, principles)
    spoken_of = [rated[topic] for topic in _meant(topics, named, principle, principles)]
    # It can fail where one topic can stand lower, and can be met where none ends below it.
    lowest, highest = min(scale.lowest for scale in spoken_of), min(scale.highest for scale in spoken_of)
    return Every(draw(between(lowest + 1, highest)), named, principle)


def _share(
    draw: DrawFn, topics: Sequence[Topic], counted: dict[str, Scale], principles: Mapping[str, Sequence[str]]
) -> Rule:
    named, principle = _named(draw, topics, counted, principles)
    spoken_of = {topic: counted[topic] for topic in _meant(topics, named, principle, principles)}
    weights = {topic: draw(between(1, 3)) for topic in some(draw, tuple(spoken_of))}
    least = sum(scale.points_of(scale.lowest) * weights.get(topic, 1) for topic, scale in spoken_of.items())
    most = sum(scale.points_of(scale.highest) * weights.get(topic, 1) for topic, scale in spoken_of.items())
    rounding = draw(_ROUNDINGS) if _whole(least, most, Rounding.HALF_UP) <= MOST else Rounding.EXACT
    if rounding is Rounding.EXACT and draw(_IS_EDGE):
        # The shares that can be reached at all: a rule is most easily wrong at the very edge.
        percent = Fraction(100 * draw(between(least + 1, most)), most)
    else:
        percent = Fraction(draw(between(_whole(least, most, rounding), MOST)))
    return Share(percent, named, tuple(weights.items()), rounding, principle)


_ROUNDINGS = st.sampled_from(Rounding)
_IS_EDGE = st.booleans()


#: The most per cent that there are.
MOST = 100


def _whole(least: int, most: int, rounding: Rounding) -> int:
    """Return the fewest whole per cent that the lowest levels do not reach."""
    percent = Fraction(100 * least, most)
    return floor(rounding.applied(percent)) + 1


def _some_topics(draw: DrawFn, topics: Sequence[Topic]) -> list[str]:
    return some(draw, [topic.id for topic in every_topic(topics)], 1, 3)


def _evidenced(draw: DrawFn, topics: Sequence[Topic]) -> Rule:
    return Evidenced(_some_topics(draw, topics), draw(choice(("", "", "link"))))


def _answered(draw: DrawFn, topics: Sequence[Topic]) -> Rule:
    return Answered(_some_topics(draw, topics))


def _named(
    draw: DrawFn, topics: Sequence[Topic], rated: dict[str, Scale], principles: Mapping[str, Sequence[str]]
) -> tuple[list[str], str | None]:
    """Draw what a rule names: topics, or a principle; neither, to mean every rated top-level topic."""
    top = _rated(topics)
    whole = tuple(id_ for id_, meant in principles.items() if meant and set(meant) <= rated.keys())
    ways = ["topics", *(["none"] if top and top.keys() <= rated.keys() else []), *(["principle"] if whole else [])]
    match draw(choice(tuple(ways))):
        case "topics":
            return some(draw, tuple(rated), 1), None
        case "none":
            return [], None
        case _:
            return [], draw(choice(whole))


def _meant(
    topics: Sequence[Topic], named: Sequence[str], principle: str | None, principles: Mapping[str, Sequence[str]]
) -> Sequence[str]:
    return named or list(_rated(topics)) if principle is None else principles[principle]


def _rated(topics: Iterable[Topic]) -> dict[str, Scale]:
    return {topic.id: topic.scale for topic in topics if topic.scale is not None}
