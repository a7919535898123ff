"""Assessments that miss an award by one thing, and what that is."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture.assessment import Assessment, Evidence, Rating, Reflection, Response
from positiveculture.framework import Framework
from positiveculture.rules.blockers import Alternatives, Blocker, ShareBelow
from positiveculture.rules.kinds import AtLeast, Every, Holds, Rule, Share, walk
from positiveculture.sentences import quoted
from positiveculture.testing.strategies.answers import assessments_of, pieces

#: How many ways to stand are all tried before an award counts as having no near miss at all.
MOST_TRIED = 5_000


@attrs.frozen
class NearMiss:
    """An assessment that misses an award, with the one blocker that stands in the way."""

    assessment: Assessment
    #: The id of the award.
    award: str
    blocker: Blocker

    @property
    def name(self) -> str:
        """What stands in the way: the id of a topic or of an award, else the kind of the blocker."""
        return getattr(self.blocker, "topic", "") or getattr(self.blocker, "award", "") or self.blocker.kind


@attrs.frozen(order=True)
class Spot:
    """Where a topic stands; the smaller says the less."""

    shown: bool = False
    answered: bool = False
    level: int | None = None


UNANSWERED = Spot()

#: Where each topic stands, by its id.
Answers = Mapping[str, Spot]


@attrs.frozen
class Search:
    """Looks for ways to stand that leave exactly one blocker of an award."""

    framework: Framework
    award: str

    def blockers(self, answers: Answers) -> tuple[Blocker, ...]:
        """Return what stands in the way of the award."""
        compiled = self.framework.compiled
        levels = {id_: spot.level for id_, spot in answers.items() if spot.level is not None}
        answered = [id_ for id_, spot in answers.items() if spot.answered]
        case = compiled.read(levels, (), answered, lambda topic, _: answers[topic].shown)
        return compiled.blockers(case)[self.award]

    def spots(self, topic: str) -> list[Spot]:
        """Return where a topic can stand, the least first."""
        scale = self.framework.topic(topic).scale
        levels = [None] if scale is None else [level.number for level in scale.levels]
        return [UNANSWERED, *(Spot(shown, True, level) for shown in (False, True) for level in levels)]

    def found(self) -> tuple[Answers, ...]:
        """Return answers that each leave one blocker, a different one each.

        From the top, where every award is met, topics are lowered one at a time until the award is lost: each alone;
        then, for each rule that speaks of several, those that it speaks of first, from either end. Where that finds
        nothing, all are tried, as long as they are few.
        """
        found: dict[Blocker, Answers] = {}
        for order in self._orders():
            for answers, blocker in self._lowered(order):
                found.setdefault(blocker, answers)
        if not found and self.is_small:
            for spots in product(*(self.spots(topic) for topic in self._topics)):
                answers = dict(zip(self._topics, spots, strict=True))
                blockers = self.blockers(answers)
                if len(blockers) == 1:
                    found.setdefault(blockers[0], answers)
        return tuple(found.values())

    @property
    def is_small(self) -> bool:
        """Whether every way to stand can be tried."""
        ways = 1
        for topic in self._topics:
            ways *= len(self.spots(topic))
            if ways > MOST_TRIED:
                return False
        return True

    @property
    def _topics(self) -> list[str]:
        return [topic.id for topic in self.framework.every_topic]

    def _orders(self) -> list[tuple[str, ...]]:
        """Return the orders in which topics are lowered: each alone, then those that a rule speaks of."""
        found: dict[tuple[str, ...], None] = dict.fromkeys((topic,) for topic in self._topics)
        for rule in walk(self.framework.award(self.award).rule):
            named = self._named(rule)
            for order in (named, named[::-1]):
                found.setdefault((*order, *(topic for topic in self._topics if topic not in order)))
        return list(found)

    def _named(self, rule: Rule) -> tuple[str, ...]:
        """Return the topics that a rule speaks of, those of an award that it holds too, in framework order."""
        named: set[str] = set()
        for one in walk(rule):
            if isinstance(one, AtLeast):
                named.add(one.topic)
            elif isinstance(one, Holds):
                named.update(self._named(self.framework.award(one.award).rule))
            else:
                every = one.topics_in(self.framework.scope) if isinstance(one, Every | Share) else ()
                named.update(every or getattr(one, "topics", ()))
        return tuple(topic for topic in self._topics if topic in named)

    def _lowered(self, order: Sequence[str]) -> Iterator[tuple[Answers, Blocker]]:
        """Yield the answers on the way down at which one blocker is left; the award is held all along."""
        answers = {topic: self.spots(topic)[-1] for topic in self._topics}
        for topic in order:
            for spot in self._below(topic):
                blockers = self.blockers({**answers, topic: spot})
                if not blockers:
                    answers[topic] = spot
                elif len(blockers) == 1:
                    yield {**answers, topic: spot}, blockers[0]

    def _below(self, topic: str) -> list[Spot]:
        """Return where a topic can stand below the top, level by level, then without evidence, then unanswered."""
        return self.spots(topic)[-2::-1]


def search(framework: Framework, award: str) -> tuple[Answers, ...]:
    """Return answers that leave exactly one blocker of an award, at least one.

    Raises:
        InvalidArgument: None was found.
    """
    looking = Search(framework, award)
    found = looking.found()
    if not found:
        why = "whatever misses it misses more than one thing" if looking.is_small else "none was found"
        raise InvalidArgument(f"award {quoted(award)} of {framework.id} has no near miss: {why}")
    return found


def misses_of(framework: Framework, award: str, found: tuple[Answers, ...]) -> SearchStrategy[NearMiss]:
    """Near misses of one award: one that is known, with every other topic moved as near as is wished to elsewhere."""
    looking = Search(framework, award)
    spots = {topic.id: looking.spots(topic.id) for topic in framework.every_topic}
    wishes = st.fixed_dictionaries({id_: st.integers(0, len(known) - 1) for id_, known in spots.items()})
    return _misses(looking, spots, st.sampled_from(found), wishes)


@st.composite
def _misses(
    draw: DrawFn,
    looking: Search,
    spots: Mapping[str, list[Spot]],
    found: SearchStrategy[Answers],
    wishes: SearchStrategy[Mapping[str, int]],
) -> NearMiss:
    answers = dict(draw(found))
    (blocker,) = looking.blockers(answers)
    for topic, there in draw(wishes).items():
        here = spots[topic].index(answers[topic])
        for place in range(there, here, 1 if there < here else -1):
            blockers = looking.blockers({**answers, topic: spots[topic][place]})
            if len(blockers) == 1 and _same(blockers[0], blocker):
                answers[topic] = spots[topic][place]
                break
    shown = pieces(looking.framework) or (Evidence("A"),)
    responses = {id_: _response(spot, shown) for id_, spot in answers.items() if spot.answered}
    (left,) = looking.blockers(answers)
    return NearMiss(draw(assessments_of(looking.framework, st.just(responses))), looking.award, left)


def _same(one: Blocker, other: Blocker) -> bool:
    """Return whether two blockers are the same; of a share or of alternatives, how far they are off may differ."""
    if isinstance(one, ShareBelow) and isinstance(other, ShareBelow):
        return one.needs == other.needs
    return one == other or (isinstance(one, Alternatives) and isinstance(other, Alternatives))


def _response(spot: Spot, pieces: tuple[Evidence, ...]) -> Response:
    shown = pieces if spot.shown else ()
    return Reflection("Said.", shown) if spot.level is None else Rating(spot.level, "", shown)
