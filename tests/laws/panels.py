"""Panels drawn near the minimum, of one wave and of two."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from small import SOURCE, ladder

from positiveculture import Assessment, Framework, Panel, Principle, Topic
from positiveculture.formats.panel import Summary
from positiveculture.panel.protection import Group

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


def trees(depth: int, width: int) -> st.SearchStrategy[list[Group]]:
    """Groups that people are in directly: at the leaves, and further up too."""
    path = st.lists(st.sampled_from("abc"[:width]), max_size=depth).map(tuple)
    return st.lists(path, min_size=1, max_size=6, unique=True)


@st.composite
def people(draw: DrawFn, framework: Framework, minimum: int, *, gaps: bool) -> list[dict[str, int]]:
    """What the people of one group answer: about as many as the minimum, often all alike, some leaving answers out."""
    size = draw(st.integers(0, minimum + 2))
    columns = {}
    for topic in framework.topics:
        level = st.integers(1, 3)
        alike = st.builds(lambda one, n=size: [one] * n, level)
        columns[topic.id] = draw(st.one_of(alike, st.lists(level, min_size=size, max_size=size)))
    kept = draw(st.lists(st.booleans() if gaps else st.just(True), min_size=size * len(columns), max_size=size * 9))
    flags = iter(kept)
    return [{id_: answers[who] for id_, answers in columns.items() if next(flags)} for who in range(size)]


@st.composite
def cases(draw: DrawFn, *, waves: bool = False) -> Case:
    """Panels of uneven trees of groups, with small numbers near the minimum."""
    averages = draw(st.sampled_from(["", "The mean of the items."]))
    framework = survey(draw(st.integers(1, 3)), averages=averages, themes=draw(st.integers(1, 2)) if averages else 1)
    minimum = draw(st.integers(2, 5 if not waves else 3))
    groups = draw(trees(1, 3) if waves else trees(4, 3))[: 3 if waves else 6]
    gaps = draw(st.booleans())
    filled = [(group, levels) for group in groups for levels in draw(people(framework, minimum, gaps=gaps))]
    missing = draw(st.integers(0, 1))
    if not waves:
        return Case(framework, panel_of(filled), minimum, missing)
    # Who stays answers the same: the worst case.  Some move, some join, some leave.
    told = st.sampled_from(["stays"] * 3 + ["joins", "leaves"])
    fates = draw(st.lists(told, min_size=len(filled), max_size=len(filled)))
    habits = {group: draw(st.sampled_from([*groups, group, group])) for group in groups}
    alike = draw(st.sampled_from([None, "joins", "leaves", "stays"]))
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
