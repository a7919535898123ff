"""Panels drawn near the minimum, and an attacker who solves all that their summaries publish."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from small import SOURCE, ladder

from positiveculture import Assessment, Framework, Panel, Principle, Topic
from positiveculture.formats.panel import Summary
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import Group, Suppressed

SCALE = ladder("three", 1, 3)


def survey(number: int, *, averages: str = "", themes: int = 1) -> Framework:
    """Return a framework of so many topics, every other reverse-scored."""
    return Framework(
        id="f1",
        edition="1",
        title="A",
        source=SOURCE,
        principles=[Principle(f"p{place}", "A") for place in range(themes)],
        topics=[
            Topic(
                id=f"t{place}", title="A", scale=SCALE, principle=f"p{place % themes}", reverse_scored=bool(place % 2)
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

    @property
    def earlier(self) -> Summary | None:
        """What the wave before published."""
        if self.before is None:
            return None
        return self.before.summary(self.framework, minimum=self.minimum, missing_allowed=self.missing_allowed)

    @property
    def summary(self) -> Summary:
        """What is published now."""
        return self.panel.summary(
            self.framework, minimum=self.minimum, missing_allowed=self.missing_allowed, previous=self.before
        )


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


Row = dict[Any, Fraction]


class Known:
    """Linear equations over unknowns, solved as they come: what can be worked out of them is what they span."""

    def __init__(self) -> None:
        self.rows: dict[Any, Row] = {}

    def left_of(self, row: Mapping[Any, Fraction | int]) -> Row:
        """Return what is left of a sum of unknowns when all that is known is taken away: nothing, if it is known."""
        left = {name: Fraction(times) for name, times in row.items() if times}
        for pivot in [name for name in left if name in self.rows]:
            if pivot in left:
                _take(left, self.rows[pivot], left[pivot])
        return left

    def learn(self, row: Mapping[Any, Fraction | int]) -> None:
        """Take in that the value of a sum of unknowns is known."""
        left = self.left_of(row)
        if not left:
            return
        # Scores and numbers are eliminated first: what is left tells of answers alone.
        pivot, value = min(left.items(), key=lambda entry: entry[0][0] not in ("s", "n"))
        new = {name: times / value for name, times in left.items()}
        for other in self.rows.values():
            if pivot in other:
                _take(other, new, other[pivot])
        self.rows[pivot] = new


def _take(row: Row, other: Row, times: Fraction) -> None:
    for name, value in other.items():
        row[name] = row.get(name, Fraction(0)) - times * value
        if not row[name]:
            del row[name]


#: Where somebody stands now, and where they stood in the wave before; None: in neither a respondent.
Cell = tuple[Group | None, Group | None]


def _inside(group: Group | None, upper: Group) -> bool:
    return group is not None and group[: len(upper)] == upper


class Attacker:
    """Whoever knows both releases, who is in which group, who joined, left or moved, and that stayers answer the same.

    The unknowns: of each cell, how many replied, how many gave each answer to each topic, and what the scores on each
    topic add up to among those who left the same topics out.
    """

    def __init__(self, case: Case, waves: Iterable[int] = (0, 1)) -> None:
        self.case = case
        self.releases = [(each, wave) for wave, each in enumerate((case.summary, case.earlier)) if each]
        self.cells: dict[Cell, list[Mapping[str, int]]] = {}
        now = _by_name(case.panel)
        before = _by_name(case.before) if case.before else {}
        for name in {**before, **now}:
            cell = now[name][0] if name in now else None, before[name][0] if name in before else None
            self.cells.setdefault(cell, []).append((now.get(name) or before[name])[1])
        self.known = Known()
        for cell in self.cells:
            for row in self._structure(cell):
                self.known.learn(row)
        for summary, wave in self.releases:
            if wave in waves:
                self._read(summary, wave)

    def _read(self, summary: Summary, wave: int) -> None:
        for group in summary.groups:
            cells = [cell for cell in self.cells if _inside(cell[wave], group)]
            replied = summary.replied(group)
            if not isinstance(replied, Suppressed):
                self.known.learn({("n", cell): 1 for cell in cells})
            for topic in summary.topics:
                figure = summary.figure(topic, group)
                if isinstance(figure, Distribution):
                    for level in (1, 2, 3):
                        self.known.learn({(topic, level, cell): 1 for cell in cells})
                    if figure.n == replied:
                        self._learn_that_nobody_left_out(self.case.framework.topic(topic), cells)
            for theme in summary.themes if summary.framework.averages else ():
                if not isinstance(summary.mean(theme, group), Suppressed):
                    self.known.learn(self._score(theme, cells))

    def _learn_that_nobody_left_out(self, topic: Topic, cells: Iterable[Cell]) -> None:
        for cell in cells:
            whole = {(topic.id, level, cell): 1 for level in (1, 2, 3)}
            self.known.learn({**whole, ("n", cell): -1})
            for pattern in self._patterns(str(topic.principle)):
                if topic.id not in pattern:
                    for id_ in pattern:
                        self.known.learn({("s", id_, pattern, cell): 1})

    def _topics(self, theme: str) -> list[Topic]:
        return [topic for topic in self.case.framework.topics if topic.principle == theme]

    def _patterns(self, theme: str) -> list[frozenset[str]]:
        """Return the sets of topics of a theme that somebody could have answered."""
        ids = [topic.id for topic in self._topics(theme)]
        return [frozenset(p) for size in range(1, len(ids) + 1) for p in combinations(ids, size)]

    def _structure(self, cell: Cell) -> Iterator[Row]:
        """Yield what holds of every cell: the scores on a topic are the sum of those of all who left the same out."""
        for topic in self.case.framework.topics:
            scores = {(topic.id, level, cell): Fraction(topic.scored(level)) for level in (1, 2, 3)}
            patterns = [p for p in self._patterns(str(topic.principle)) if topic.id in p]
            yield {**scores, **{("s", topic.id, pattern, cell): Fraction(-1) for pattern in patterns}}

    def _score(self, theme: str, cells: Iterable[Cell]) -> Row:
        least = len(self._topics(theme)) - self.case.missing_allowed
        return {
            ("s", id_, pattern, cell): Fraction(1, len(pattern))
            for cell in cells
            for pattern in self._patterns(theme)
            if len(pattern) >= least
            for id_ in pattern
        }

    def finds(self) -> Iterator[str]:
        """Yield everything that can be worked out and may not be known."""
        for summary, wave in self.releases:
            yield from self._withheld(summary, wave)
        for topic in self.case.framework.topics:
            for chosen in self._sums(topic):
                yield from self._crowds(topic, chosen)

    def _sums(self, topic: Topic) -> Iterator[dict[Cell, int]]:
        """Yield every sum and difference of cells that is known for the lowest level of a topic."""
        mine = {(topic.id, 1, cell): cell for cell in self.cells}
        rows = [row for pivot, row in self.known.rows.items() if pivot in mine]
        signs = (-1, 0, 1) if self.case.before else (0, 1)
        for times in product(signs, repeat=len(rows)):
            total: Row = {}
            for row, sign in zip(rows, times, strict=True):
                _take(total, row, Fraction(-sign))
            if total and all(name in mine and value in signs for name, value in total.items()):
                yield {mine[name]: int(value) for name, value in total.items()}

    def _withheld(self, summary: Summary, wave: int) -> Iterator[str]:
        for group in summary.groups:
            cells = [cell for cell in self.cells if _inside(cell[wave], group)]
            heads = sum(len(self.cells[cell]) for cell in cells)
            if self.case.before and heads >= self.case.minimum:
                continue  # two waves can show what neither tells alone: the sums below show whether that is safe
            if isinstance(summary.replied(group), Suppressed) and self._told({("n", cell): 1 for cell in cells}):
                yield f"how many of {group} replied"
            for topic in summary.topics:
                if isinstance(summary.figure(topic, group), Suppressed):
                    rows = ({(topic, level, cell): 1 for cell in cells} for level in (1, 2, 3))
                    if any(map(self._told, rows)):
                        yield f"how {group} answered {topic}"
            for theme in summary.themes if summary.framework.averages else ():
                row = self._score(theme, cells)
                if row and isinstance(summary.mean(theme, group), Suppressed) and self._told(row):
                    yield f"the mean of {group} on {theme}"

    def _crowds(self, topic: Topic, chosen: Mapping[Cell, int]) -> Iterator[str]:
        """Yield what can be worked out of some cells, where those added or those taken away are few or all alike."""
        rows = [{(topic.id, level, cell): sign for cell, sign in chosen.items()} for level in (2, 3)]
        if not all(map(self._told, rows)):
            return
        for wanted in (1, -1):
            people = [levels for cell, sign in chosen.items() if sign == wanted for levels in self.cells[cell]]
            answers = [levels[topic.id] for levels in people if topic.id in levels]
            if answers and (len(answers) < self.case.minimum or len(set(answers)) == 1):
                yield f"the answers {answers} to {topic.id} in {chosen}"

    def _told(self, row: Mapping[Any, Fraction | int]) -> bool:
        return bool(row) and not self.known.left_of(row)


def _by_name(panel: Panel) -> dict[str, tuple[Group, Mapping[str, int]]]:
    names = panel.people or [str(place) for place in range(len(panel.assessments))]
    levels = [each.levels for each in panel.assessments]
    return dict(zip(names, zip(panel.group_of_each, levels, strict=True), strict=True))
