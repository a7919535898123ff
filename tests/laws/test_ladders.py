"""Law of ladders: an award without a rank stands above all that it asks for, wherever those stand."""

from random import Random

from hypothesis import given, strategies as st
from hypothesis.strategies import DrawFn
from small import LADDERS, award, framework, topic

from positiveculture import All, AnyOf, AtLeast, Award, Holds, Rule


@st.composite
def chains(draw: DrawFn) -> list[Award]:
    """Awards each of which asks for the one before it, in one way or another; some say their rank, in rising order."""
    found: list[Award] = []
    rank = draw(st.integers(-3, 3))
    for place in range(draw(st.integers(1, 5))):
        own: Rule = AtLeast("t1", LADDERS[0].highest)
        if found:
            pair = (Holds(found[-1].id), own)
            own = All(pair) if draw(st.booleans()) else AnyOf(pair)
        # Without a rank, the first award of all stands at 0, and each other one step above the one that it asks for.
        says = draw(st.booleans())
        rank = (rank if says else 0) if not found else rank + (draw(st.integers(1, 4)) if says else 1)
        found.append(award(f"a{place}", own, rank=rank if says else None))
    return found


@given(chains(), st.randoms(use_true_random=False))
def test_what_asks_stands_above(chain: list[Award], random: Random) -> None:
    """However awards are given, with ranks or without, each stands above the one that it asks for."""
    mixed = list(chain)
    random.shuffle(mixed)
    found = framework([topic("t1")], *mixed)

    assert [each.id for each in found.awards] == [each.id for each in chain]
    assert all(each.rank in (after.rank, None) for each, after in zip(chain, found.awards, strict=True))
