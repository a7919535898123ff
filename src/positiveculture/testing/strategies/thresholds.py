"""Where the rules of a framework change their minds, and assessments that stand there: just below, at, just above."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from functools import lru_cache

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import Assessment, Evidence, Rating, Reflection, Response
from positiveculture.framework import Framework
from positiveculture.rules.kinds import AtLeast, Every, Evidenced, Share, walk
from positiveculture.testing.strategies.answers import DAY, draw_assessment, piece
from positiveculture.testing.strategies.choices import choice
from positiveculture.topics import Scale


@attrs.frozen
class Threshold:
    """Where one single requirement of an award changes its mind."""

    #: The id of the award.
    award: str
    #: The requirement: one of `Every` is given as the `AtLeast` that it is for one topic.
    rule: AtLeast | Evidenced | Share
    #: The topic; None for a share, which speaks of several.
    topic: str | None
    #: The first level that is enough; the fewest points; for evidence, the day on which it still has to count.
    cut_off: int
    #: What there is on either side: each offset from the cut-off with the level, the points, or the days that evidence
    #: still counts for.
    values: Mapping[int, int] = attrs.field(eq=False, repr=False)


@attrs.frozen
class Boundary:
    """An assessment that stands just below (-1), at (0) or just above (+1) a threshold."""

    assessment: Assessment
    threshold: Threshold
    offset: int


def thresholds(framework: Framework) -> tuple[Threshold, ...]:
    """Return every threshold of every award, those of nested rules too, lowest award first."""
    found = {(one.award, one.rule, one.topic): one for award in framework.awards for one in _of(framework, award.id)}
    return tuple(found.values())


def _of(framework: Framework, award: str) -> Iterator[Threshold]:
    scope = framework.scope
    for rule in walk(framework.award(award).rule):
        match rule:
            case AtLeast() | Every():
                for one in rule.each(scope) if isinstance(rule, Every) else (rule,):
                    beside = {offset: one.level + offset for offset in (0, -1, 1)}
                    within = {offset: level for offset, level in beside.items() if level in scope.scale(one.topic)}
                    # A level that is below the scale of one of many topics is no threshold there.
                    if {0, -1} <= within.keys():
                        yield Threshold(award, one, one.topic, one.level, within)
            case Evidenced(topics, kind):
                for topic in topics:
                    yield Threshold(award, Evidenced((topic,), kind), topic, 0, {0: 1, -1: 0, 1: 2})
            case Share():
                yield _of_share(framework, award, rule)
            case _:
                pass


def _of_share(framework: Framework, award: str, rule: Share) -> Threshold:
    points = sorted(_reachable(rule.points(framework.scope)))
    most = points[-1]
    enough = [n for n in points if rule.rounding.applied(Fraction(100 * n, most)) >= rule.percent]
    place = points.index(enough[0])
    values = {offset: points[place + offset] for offset in (0, -1, 1) if 0 <= place + offset < len(points)}
    return Threshold(award, rule, None, enough[0], values)


def _reachable(counted: Mapping[str, Mapping[int, int]]) -> set[int]:
    """Return every number of points that the topics can have together."""
    sums = {0}
    for points in counted.values():
        sums = {so_far + more for so_far in sums for more in points.values()}
    return sums


def boundaries_of(framework: Framework, found: tuple[Threshold, ...]) -> SearchStrategy[Boundary]:
    """Assessments at a threshold, with which it is and on which side; other topics stand near theirs, too."""
    sides = [(threshold, offset) for threshold in found for offset in threshold.values]
    return _boundaries(framework, st.sampled_from(sides), _near(framework, found))


@st.composite
def _boundaries(
    draw: DrawFn,
    framework: Framework,
    sides: SearchStrategy[tuple[Threshold, int]],
    near: SearchStrategy[Mapping[str, Response]],
) -> Boundary:
    threshold, offset = draw(sides)
    others, here = draw(near), _standing(draw, framework, threshold, threshold.values[offset])
    return Boundary(draw_assessment(draw, framework, {**others, **here}), threshold, offset)


def _near(framework: Framework, found: tuple[Threshold, ...]) -> SearchStrategy[Mapping[str, Response]]:
    """Responses to some topics, at the levels where something changes."""
    levels: dict[str, set[int]] = {}
    for threshold in found:
        if isinstance(threshold.rule, AtLeast):
            levels.setdefault(threshold.rule.topic, set()).update(threshold.values.values())
    return st.fixed_dictionaries(
        {}, optional={t.id: _plain(t.scale, tuple(sorted(levels.get(t.id, ())))) for t in framework.every_topic}
    )


@lru_cache(1024)
def _plain(scale: Scale | None, levels: tuple[int, ...]) -> SearchStrategy[Response]:
    """Responses at one of some levels where something changes; at any of the scale, where there are none."""
    proof = st.sampled_from([(), (Evidence("A"),)])
    if scale is None:
        return proof.map(lambda shown: Reflection("Said.", shown))
    return st.builds(Rating, choice(levels or tuple(level.number for level in scale.levels)), st.just(""), proof)


def _standing(draw: DrawFn, framework: Framework, threshold: Threshold, value: int) -> Mapping[str, Response]:
    """Draw responses to the topics of a threshold, where it is to be at `value`."""
    match threshold.rule:
        case AtLeast(topic):
            return {topic: Rating(value)}
        case Evidenced((topic,), kind):
            shown = (attrs.evolve(piece(kind), lapses_on=DAY + timedelta(value)),)
            scale = framework.topic(topic).scale
            response = Reflection("Said.", shown) if scale is None else Rating(scale.lowest, "", shown)
            return {topic: response}
        case Share():
            return _scoring(draw, framework, threshold.rule, value)
        case _:
            raise AssertionError  # a threshold is of nothing else


def _scoring(draw: DrawFn, framework: Framework, rule: Share, points: int) -> Mapping[str, Response]:
    """Draw levels that add up to exactly so many points: of each topic, one that the rest can still make up for."""
    left = rule.points(framework.scope)
    levels: dict[str, Response] = {}
    for topic, counts in tuple(left.items()):
        del left[topic]
        rest = _reachable(left)
        fitting = [level for level, count in counts.items() if points - count in rest]
        level = draw(choice(tuple(fitting)))
        levels[topic] = Rating(level)
        points -= counts[level]
    return levels
