"""Which groups of a tree are published, worked out by hand: each case is small enough to follow with a pencil."""

import pytest

from positiveculture.panel.protection import Group, above, rests, totals, with_those_above

#: How many replied in each group directly, and whose rest each published group's members are counted in.
CASES: dict[str, tuple[dict[str, int], dict[str, str]]] = {
    "all are large enough": ({"n": 5, "s": 5}, {"": "", "n": "n", "s": "s"}),
    "the whole has one less": ({"": 4}, {}),
    "the whole has just enough": ({"": 5}, {"": ""}),
    "nobody, of whom there is nothing to show": ({"": 0}, {"": ""}),
    "one part is too small, so the other would give it away": ({"n": 4, "s": 6}, {"": "", "n": "", "s": ""}),
    "two small parts protect each other": (
        {"a": 3, "b": 4, "c": 6},
        {"": "", "a": "", "b": "", "c": "c"},
    ),
    "of three, the smallest is suppressed beside the one that is too small": (
        {"n": 2, "s": 6, "w": 8},
        {"": "", "n": "", "s": "", "w": "w"},
    ),
    "of equals, the first in order": ({"n": 2, "s": 6, "t": 6}, {"": "", "n": "", "s": "", "t": "t"}),
    "a part of a part is too small": (
        {"n/a": 2, "n/b": 10, "s": 10},
        {"": "", "n": "n", "n/a": "n", "n/b": "n", "s": "s"},
    ),
    "those directly in the part above protect a small one": (
        {"n": 6, "n/a": 2, "s": 6},
        {"": "", "n": "n", "n/a": "n", "s": "s"},
    ),
    "a part takes in what is inside it, and the whole then takes in both": (
        {"": 2, "n": 3, "n/a": 10},
        {"": "", "n": "", "n/a": ""},
    ),
    "where one is not enough, the next smallest follows, those inside the first among them": (
        {"n": 3, "n/a": 2, "s": 7, "": 0},
        {"": "", "n": "n", "n/a": "n", "s": "s"},
    ),
    "a part is suppressed, and what is inside it is not": (
        {"": 1, "n": 6, "n/a": 7, "s": 20},
        {"": "", "n": "", "n/a": "n/a", "s": "s"},
    ),
    "a group in which nobody replied changes nothing": ({"a": 12, "b": 0}, {"": "", "a": "a", "b": "b"}),
}


def group(name: str) -> Group:
    """Return the group of that path."""
    return tuple(filter(None, name.split("/")))


@pytest.mark.parametrize("name", CASES)
def test_whose_rest_each_group_is_in(name: str) -> None:
    """Every rest holds nobody or at least five, and no more is suppressed than that takes."""
    own, expected = CASES[name]
    found = rests({group(path): n for path, n in own.items()}, 5)

    assert {group(path): group(rest) for path, rest in expected.items()} == found


def test_only_the_groups_that_may_be() -> None:
    """A group that is not among them is in the rest above; without the whole, nothing is published."""
    own: dict[Group, int] = {("n",): 8, ("s",): 8}

    assert rests(own, 5, among=[("n",), ("s",)]) == {}
    assert rests(own, 5, among=[(), ("s",)]) == {(): (), ("n",): (), ("s",): ("s",)}
    assert rests(own, 5, among=[(), ("s",), ("w",)])[("w",)] == ("w",)


def test_a_minimum_of_one_publishes_every_group() -> None:
    """Then nothing is too few."""
    assert rests({("n",): 1, ("s", "a"): 1}, 1) == {g: g for g in [(), ("n",), ("s",), ("s", "a")]}


def test_the_groups_above() -> None:
    """Every group that a group is a part of, the nearest first; and all of them beside it, the whole first."""
    assert list(above(("n", "a", "x"))) == [("n", "a"), ("n",), ()]
    assert list(above(())) == []
    assert with_those_above([("s",), ("n", "a", "x"), ("s",)]) == [(), ("n",), ("n", "a"), ("n", "a", "x"), ("s",)]
    assert with_those_above([]) == [()]


def test_totals_add_up() -> None:
    """A group has what it has directly and what the groups inside it have."""
    assert totals({(): 1, ("n",): 2, ("n", "a"): 3, ("s",): 4}) == {(): 10, ("n",): 5, ("n", "a"): 3, ("s",): 4}
