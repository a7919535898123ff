"""Crosswalks between small frameworks, and assessments whose evidence can be carried over them."""

from datetime import date

import attrs
import small
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from positiveculture import Assessment, Evidence, Framework, Rating, Reflection
from positiveculture.formats.crosswalk import Crosswalk, Endpoint, Link, Relation
from positiveculture.testing import strategies as pcs

DAY = date(2026, 3, 31)
LEFT, RIGHT = Endpoint("f1", "1"), Endpoint("f2", "2026/27 (second)")
HERE, THERE = ("t1", "t2", "t1-1", "t1-1-1", "t3"), ("u1", "u2", "u3")


def frameworks() -> tuple[Framework, Framework]:
    """Return the two frameworks that the crosswalks are between; one of them has a part of a part."""
    part = small.topic("t1-1", None, parts=[small.topic("t1-1-1", None)])
    source = small.framework([small.topic("t1", None, parts=[part]), small.topic("t2", None), small.topic("t3", None)])
    target = small.framework([small.topic(id_, None) for id_ in THERE])
    return source, attrs.evolve(target, id=RIGHT.framework, edition=RIGHT.edition)


def links(source: tuple[str, ...] = HERE, target: tuple[str, ...] = THERE) -> SearchStrategy[Link]:
    """Links that say why, and who says so."""
    words = pcs.texts(min_size=1)
    return st.builds(Link, st.sampled_from(source), st.sampled_from(target), st.sampled_from(Relation), words, words)


def crosswalks(max_size: int = 6) -> SearchStrategy[Crosswalk]:
    """Crosswalks between the two frameworks."""
    return st.lists(links(), max_size=max_size).map(lambda found: Crosswalk(LEFT, RIGHT, found))


#: Few enough that the same piece is often given twice.
PIECES = (Evidence("Log"), Evidence("Log", note="of May"), Evidence("Visit", kind="observation", dated=DAY))


@st.composite
def assessments(draw: DrawFn) -> Assessment:
    """Assessments with evidence for some topics, by rating or by reflection."""
    pieces = st.lists(st.sampled_from(PIECES) | pcs.evidence(on=DAY), max_size=3)
    given = draw(st.dictionaries(st.sampled_from(HERE), st.tuples(st.none() | st.integers(1, 5), pieces)))
    responses = {
        topic: Reflection("Said.", evidence) if level is None else Rating(level, "", evidence)
        for topic, (level, evidence) in given.items()
    }
    return Assessment(framework=LEFT.framework, edition=LEFT.edition, service="A", assessed_on=DAY, responses=responses)
