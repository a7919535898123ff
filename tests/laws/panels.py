"""Panels drawn near the minimum, of one wave and of two."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import repeat
from typing import TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from small import SOURCE, ladder

from positiveculture import Assessment, Framework, Panel, Principle, Topic
from positiveculture.formats.panel import Summary
from positiveculture.panel.protection import Group
from positiveculture.testing.strategies.choices import between

T = TypeVar("T")

SCALE = ladder("three", 1, 3)


def survey(number: int, *, averages: str = "", themes: int = 1, levels: int = 3) -> Framework:
    """Return a framework of so many topics, every other reverse-scored."""
    scale = SCALE if levels == 3 else ladder("more", 1, levels)
    return Framework(
        id="f1",
        edition="1",
        title="A",
        source=SOURCE,
        principles=[Principle(f"p{place}", "A") for place in range(themes)],
        topics=[
            Topic(
                id=f"t{place}", title="A", scale=scale, principle=f"p{place % themes}", reverse_scored=bool(place % 2)
            )
            for place in range(number)
        ],
        averages=averages,
    )


def answered(levels: Mapping[str, int]) -> Assessment:
    """Return an assessment of nothing but levels."""
    return Assessment(framework="f1", edition="1", service="S", assessed_on=date(2026, 3, 31), responses=levels)


@attrs.frozen
class Case:
    """A panel, with what is asked of it."""

    framework: Framework
    panel: Panel
    minimum: int
    missing_allowed: int = 0
    before: Panel | None = None
    secret: bytes = b"known to the tests"

    def published(self, panel: Panel) -> Summary:
        """What is published of one of the waves."""
        return panel.summary(
            self.framework,
            min_respondents=self.minimum,
            missing_allowed=self.missing_allowed,
            secret=self.secret,
        )

    @property
    def earlier(self) -> Summary | None:
        """What the wave before published."""
        return None if self.before is None else self.published(self.before)

    @property
    def summary(self) -> Summary:
        """What is published now."""
        return self.published(self.panel)


@cache
def trees(depth: int, width: int) -> st.SearchStrategy[list[Group]]:
    """Groups that people are in directly: at the leaves, and further up too."""
    path = st.lists(st.sampled_from("abc"[:width]), max_size=depth).map(tuple)
    return st.lists(path, min_size=1, max_size=6, unique=True)


LEVEL, TRUTH = st.integers(1, 3), st.booleans()


@cache
def exactly(size: int, each: st.SearchStrategy[T]) -> st.SearchStrategy[list[T]]:
    """Lists of so many."""
    return st.lists(each, min_size=size, max_size=size)


@st.composite
def people(draw: DrawFn, framework: Framework, minimum: int, *, gaps: bool) -> list[dict[str, int]]:
    """What the people of one group answer: about as many as the minimum, often all alike, some leaving answers out."""
    size = draw(between(0, minimum + 2))
    columns = {
        topic.id: [draw(LEVEL)] * size if draw(TRUTH) else draw(exactly(size, LEVEL)) for topic in framework.topics
    }
    flags = iter(draw(exactly(size * len(columns), TRUTH))) if gaps else repeat(True)
    return [{id_: answers[who] for id_, answers in columns.items() if next(flags)} for who in range(size)]


AVERAGES = st.sampled_from(["", "The mean of the items."])
#: What becomes of somebody between two waves; and of everybody, where there is one fate for all.
FATES = st.sampled_from(["stays"] * 3 + ["joins", "leaves"])
ONE_FATE = st.sampled_from([None, "joins", "leaves", "stays"])


@st.composite
def cases(draw: DrawFn, *, waves: bool = False) -> Case:
    """Panels of uneven trees of groups, with small numbers near the minimum."""
    averages = draw(AVERAGES)
    framework = survey(draw(st.integers(1, 3)), averages=averages, themes=draw(st.integers(1, 2)) if averages else 1)
    minimum = draw(st.integers(2, 5 if not waves else 3))
    groups = draw(trees(1, 3) if waves else trees(4, 3))[: 3 if waves else 6]
    gaps = draw(st.booleans())
    filled = [(group, levels) for group in groups for levels in draw(people(framework, minimum, gaps=gaps))]
    missing = draw(st.integers(0, 1))
    if not waves:
        return Case(framework, panel_of(filled), minimum, missing)
    # Who stays answers the same: the worst case.  Some move, some join, some leave.
    fates = draw(exactly(len(filled), FATES))
    habits = {group: draw(st.sampled_from([*groups, group, group])) for group in groups}
    alike = draw(ONE_FATE)
    fates = [fate if alike is None or fate == alike else "stays" for fate in fates]
    now = {f"{n}": each for n, (each, fate) in enumerate(zip(filled, fates, strict=True)) if fate != "leaves"}
    before = {
        f"{n}": (habits[group] if draw(st.integers(0, 3)) == 0 else group, levels)
        for n, ((group, levels), fate) in enumerate(zip(filled, fates, strict=True))
        if fate != "joins"
    }
    return Case(framework, named(now), minimum, missing, named(before))


def panel_of(filled: Iterable[tuple[Group, Mapping[str, int]]]) -> Panel:
    """Return the panel of people in groups."""
    filled = list(filled)
    return Panel([answered(levels) for _, levels in filled], groups=[group for group, _ in filled])


def named(filled: Mapping[str, tuple[Group, Mapping[str, int]]]) -> Panel:
    """Return the panel of people who are known."""
    return attrs.evolve(panel_of(filled.values()), people=list(filled))
