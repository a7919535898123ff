"""Award rules of the shapes that published audits have, as programs: those that always have a route, and drawn ones."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from programs import Node, Start, at, every, held, program, share, shown, some

#: Every topic's scale.
SCALE = (1, 5)

#: What a step may take: always the same, a few whole numbers, fractions.
EFFORTS = (
    [Fraction(1)],
    [Fraction(1), Fraction(2), Fraction(3)],
    [Fraction(1, 2), Fraction(1), Fraction(5, 3)],
)


def named(count: int) -> list[str]:
    """Return the topics t1, t2 and so on."""
    return [f"t{number}" for number in range(1, count + 1)]


def sections(count: int, size: int) -> list[list[str]]:
    """Return so many sections of so many topics."""
    return [named(count * size)[first : first + size] for first in range(0, count * size, size)]


def points(topics: Sequence[str], most: int = 1, seed: int = 0) -> dict[str, dict[int, int]]:
    """Return the points of each topic at each level: the level, as often as the topic counts, which is up to `most`."""
    random = Random(seed)  # noqa: S311 - an example, the same each time
    weights = [random.randint(1, most) for _ in topics]
    return {
        topic: {level: level * weight for level in range(1, 6)} for topic, weight in zip(topics, weights, strict=True)
    }


def explained(topic: str) -> Node:
    """Return that a topic is met, or explained with evidence."""
    return some(1, [at(topic, 4), every([at(topic, 2), shown(topic)])])


def over(*rules: Node, topics: int = 200) -> Node:
    """Return a program over so many topics, with its awards."""
    return program(dict.fromkeys(named(topics), SCALE), *rules)


#: Shapes for which there is always a route.
SHAPES: dict[str, Node] = {
    "80 % in each of five sections of five": over(every(share(80, points(each)) for each in sections(5, 5))),
    "80 % in each of ten sections of twenty": over(every(share(80, points(each)) for each in sections(10, 20))),
    "any five of those ten": over(some(5, [share(80, points(each)) for each in sections(10, 20)])),
    "ten of twenty topics at 5": over(some(10, [at(topic, 5) for topic in named(20)])),
    "half of 200 topics at 4": over(some(100, [at(topic, 4) for topic in named(200)])),
    "any two in each of 14 sections": over(every(some(2, [at(t, 4) for t in each]) for each in sections(14, 4))),
    "any two in each of 40 sections": over(every(some(2, [at(t, 4) for t in each]) for each in sections(40, 5))),
    "60 topics met, or explained": over(every(explained(topic) for topic in named(60))),
    "one share over 200 topics": over(share("73.7", points(named(200)))),
    "one share, weights to 1,000": over(share(75, points(named(200), 1000, seed=1))),
    "two shares over 25 topics": over(
        share(70, points(named(25), 10, seed=2)),
        every([held("a1"), share(80, points(named(25), 10, seed=3), half_up=True)]),
    ),
    "two shares that overlap in part": over(
        every([share(75, points(named(17), 10, seed=4)), share(75, points(named(25)[8:], 10, seed=5))])
    ),
    "awards with topics of their own": over(
        every(at(topic, 3) for topic in named(60)),
        every([held("a1"), *(at(topic, 4) for topic in named(120)[60:])]),
        every([held("a2"), share(80, points(named(200)[120:]))]),
    ),
    "awards that ask more of the same topics": over(
        every([share(60, points(named(50))), *(at(topic, 2) for topic in named(50))]),
        every([held("a1"), share(70, points(named(50))), *(at(topic, 3) for topic in named(25))]),
        every([held("a2"), share(80, points(named(50))), *(at(topic, 4) for topic in named(25))]),
    ),
    "a share over all, and in each section": over(
        every([share(75, points(named(25))), *(share(60, points(each)) for each in sections(5, 5))])
    ),
    "60 topics met, or explained, and a share": over(
        every([share(70, points(named(60))), *(explained(topic) for topic in named(60))])
    ),
}


@attrs.frozen
class Audit:
    """The awards of an audit, where a service is, and what a step takes on each topic."""

    program: Node
    state: Start
    effort: Mapping[str, Fraction]

    @property
    def award(self) -> str:
        """The highest award."""
        return str(self.program["awards"][-1]["id"])


def begun(program: Node, seed: int, answered: float, efforts: Sequence[Fraction]) -> Audit:
    """Return an audit with about so many of its topics answered, at any level."""
    random = Random(seed)  # noqa: S311 - an example, the same each time
    levels = {topic: random.randint(*SCALE) for topic in program["scales"] if random.random() < answered}
    effort = {topic: random.choice(efforts) for topic in program["scales"]}
    return Audit(program, Start(levels, levels.keys()), effort)


@st.composite
def audits(draw: DrawFn) -> Audit:
    """Audits of two awards, over two to six sections of two to ten topics each, at any stage."""
    count, size = draw(st.integers(2, 6)), draw(st.integers(2, 10))
    parts = [draw(_sections(each)) for each in sections(count, size)]
    rule = draw(st.just(every(parts)) | st.builds(some, st.integers(1, count), st.just(parts)))
    topics = draw(st.lists(st.sampled_from(named(count * size)), max_size=5, unique=True))
    higher = [
        held("a1"),
        *(at(topic, draw(st.integers(2, 5))) for topic in topics),
        draw(_overall(named(count * size))),
    ]
    found = over(rule, every(higher), topics=count * size)
    return begun(found, draw(st.integers(0, 99)), draw(st.sampled_from([0, 0.5, 1])), draw(st.sampled_from(EFFORTS)))


@st.composite
def _sections(draw: DrawFn, topics: list[str]) -> Node:
    """What a section asks: a share, some of its topics at a level, or each met or explained."""
    return draw(
        st.builds(
            share, st.integers(40, 90), st.builds(points, st.just(topics), st.sampled_from([1, 10]), st.integers(0, 9))
        )
        | st.builds(
            some, st.integers(1, len(topics)), st.just([at(topic, draw(st.integers(2, 5))) for topic in topics])
        )
        | st.just(every(explained(topic) for topic in topics))
    )


def _overall(topics: list[str]) -> st.SearchStrategy[Node]:
    """What is asked of all topics together: a share, or evidence on the first one."""
    shares = st.builds(share, st.integers(30, 80), st.just(points(topics)), half_up=st.booleans())
    return shares | st.just(shown(topics[0]))
