"""The noise in published counts, against its distribution worked out by hand."""

from collections import Counter
from math import isclose, sqrt

import pytest

from positiveculture.panel.noise import FARTHEST, ODDS, STEPS, fitted, new_secret, noisy
from positiveculture.panel.protection import Counts, Group

SECRET = b"known to this test"


def chance(steps: int) -> float:
    """Return how likely the noise is `steps`, by the table that it is drawn with."""
    edges = [0, *STEPS, 2**64]
    return float(edges[steps + FARTHEST + 1] - edges[steps + FARTHEST]) / 2**64


def test_the_noise_is_nothing_half_of_the_time_and_each_step_is_a_third_as_likely() -> None:
    """The two-sided geometric distribution with a ratio of three, as far as 64 bits go."""
    assert len(STEPS) == 2 * FARTHEST
    for steps in range(20):
        assert isclose(chance(steps), 0.5 / 3**steps, rel_tol=1e-9)
        assert isclose(chance(-steps), 0.5 / 3**steps, rel_tol=1e-9)
    assert ODDS == 9


def test_what_is_drawn_has_that_distribution() -> None:
    """Of 4,000 tables of counts far from 0, two counts differ by their noise, and by little that is left over."""
    rounds = 4000
    counts = (500, 500, 500, 500, 500, 500)
    groups: dict[Group, Counts] = {(f"g{n}",): counts for n in range(rounds)}
    found = noisy(groups, SECRET, "q")
    spread = [each[0] - each[1] for each in found.values()]
    variance = sum(step**2 for step in spread) / rounds
    assert 3 < variance < 3.6  # that of the noise of one is 2 * 3 / (3 - 1) ** 2 = 1.5
    assert abs(sum(spread) / rounds) < 4 * sqrt(variance / rounds)
    assert all(sum(each) == 3000 for each in found.values())


@pytest.mark.parametrize(
    ("values", "n", "expected"),
    [
        ((3, 4, 5), 12, (3, 4, 5)),
        ((12, 1, 0), 12, (12, 0, 0)),
        ((13, -1, -2), 12, (12, 0, 0)),
        ((5, 5, -1), 12, (6, 6, 0)),
        ((0, 0, 0), 3, (1, 1, 1)),
        ((-3, -3, -9), 2, (1, 1, 0)),
        ((7, 2, 2), 9, (7, 1, 1)),
        ((2, -1), 0, (0, 0)),
        ((0, 0), 0, (0, 0)),
        ((), 0, ()),
    ],
)
def test_counts_are_made_to_fit(values: tuple[int, ...], n: int, expected: tuple[int, ...]) -> None:
    """None is below 0, all that stay above it are moved by as much, and together they are as many as there are."""
    assert fitted(values, n, range(len(values))) == expected


def test_a_lot_decides_what_is_left_over() -> None:
    """It goes to the one whose lot is the smallest, whichever it is."""
    assert fitted((1, 1), 3, (0, 1)) == (2, 1)
    assert fitted((1, 1), 3, (2, 1)) == (1, 2)


def test_the_noise_depends_on_all_that_is_given() -> None:
    """The same secret, question and counts give the same; another of any of them gives noise of its own."""
    counts: dict[Group, Counts] = {("a",): (20,) * 9, (): (20,) * 9}
    first = noisy(counts, SECRET, "q")
    others = [
        noisy(counts, SECRET + b"!", "q"),
        noisy(counts, SECRET, "r"),
        noisy({**counts, (): (21, 19, *[20] * 7)}, SECRET, "q"),
        noisy({("b",): (20,) * 9, (): (20,) * 9}, SECRET, "q"),
    ]

    assert noisy(counts, SECRET, "q") == first
    assert len({tuple(sorted(each.values())) for each in (first, *others)}) == 5
    assert first[("a",)] != first[()]


def test_a_secret_is_new_each_time() -> None:
    """32 bytes from the operating system."""
    assert Counter(map(len, {new_secret() for _ in range(20)})) == {32: 20}
