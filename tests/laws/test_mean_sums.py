"""Law: a principle's mean is what adding up by hand gives, for any framework that publishes a method."""

from fractions import Fraction

import attrs
from hypothesis import assume, given, settings, strategies as st

from positiveculture import Assessment, Framework, NotApplicable, Rating, evaluate
from positiveculture.testing import strategies as pcs
from positiveculture.testing.strategies.published import means_methods


def by_hand(framework: Framework, said: Assessment, principle: str) -> Fraction | str:
    """Return the mean of a principle, "missing" where too much is, and "nothing" where nothing is left of it."""
    items: list[Fraction | str] = []
    inside = [each.id for each in framework.principles if each.within == principle]
    for topic in framework.topics:
        meant = {principle} if framework.means.nested == "principles" else everything(framework, principle)
        response = said.responses.get(topic.id)
        if topic.scale is None or topic.principle not in meant or isinstance(response, NotApplicable):
            continue
        counts = dict(topic.scale.points) or {level.number: level.number for level in topic.scale.levels}
        items.append(Fraction(counts[response.level]) if isinstance(response, Rating) else "missing")
    if framework.means.nested == "principles":
        items += [by_hand(framework, said, each) for each in inside]
    items = [item for item in items if item != "nothing"]
    given_ = [item for item in items if isinstance(item, Fraction)]
    if not items:
        return "nothing"
    enough = given_ and len(items) - len(given_) <= framework.means.missing_allowed
    return sum(given_, Fraction(0)) / len(given_) if enough else "missing"


def everything(framework: Framework, principle: str) -> set[str | None]:
    """Return a principle and all that stand within it."""
    inside: set[str | None] = {principle}
    for _ in framework.principles:
        inside |= {each.id for each in framework.principles if each.within in inside}
    return inside


@st.composite
def averaged(draw: st.DrawFn) -> Framework:
    """Draw a framework that publishes a method."""
    found = draw(pcs.frameworks(max_principles=3, max_topics=5, max_awards=0))
    assume(found.scales)
    return found if found.averages else attrs.evolve(found, unscored="", averages="A", means=draw(means_methods()))


@settings(deadline=None, max_examples=150)
@given(averaged(), st.data())
def test_means_are_what_adding_up_gives(framework: Framework, data: st.DataObject) -> None:
    """Each mean is exact, and None where too much is missing or nothing is left."""
    said = data.draw(pcs.strategies_for(framework).assessments())
    rated = {principle for principle, topics in framework.scope.principles.items() if topics}

    found = evaluate(framework, said).means

    assert set(found) == rated
    for principle, mean in found.items():
        expected = by_hand(framework, said, principle)
        assert mean == (expected if isinstance(expected, Fraction) else None)
