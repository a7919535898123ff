"""What of a tree of groups is published, worked out by hand: each case is small enough to follow with a pencil."""

from fractions import Fraction

import pytest

from positiveculture.panel.protection import (
    Cell,
    Counts,
    Group,
    GroupTotals,
    Suppressed,
    above,
    released,
    with_those_above,
)

FEW, REVEAL = Suppressed.TOO_FEW, Suppressed.WOULD_REVEAL


def tally(*counts: int) -> GroupTotals:
    """Return what so many people gave to one question, all of whom answered."""
    return GroupTotals({"q": Cell(sum(counts), counts)}, {}, sum(counts))


def told(own: dict[Group, Counts], minimum: int) -> dict[str, Counts | Suppressed]:
    """Return the counts that are published of each group, or why they are not; a group's name is its path."""
    found = released({group: tally(*counts) for group, counts in own.items()}, minimum)
    return {
        "/".join(group): each if isinstance(each, Suppressed) else tuple(map(int, each.figures["q"].counts))
        for group, each in found.items()
    }


#: What was answered in each group directly, the minimum, and what is told.
CASES: dict[str, tuple[dict[Group, Counts], int, dict[str, Counts | Suppressed]]] = {
    "all are large enough": (
        {("n",): (2, 3), ("s",): (3, 2)},
        5,
        {"": (5, 5), "n": (2, 3), "s": (3, 2)},
    ),
    "the whole has one less": ({(): (2, 2)}, 5, {"": FEW}),
    "the whole has just enough": ({(): (2, 3)}, 5, {"": (2, 3)}),
    "the whole is just large enough, and all alike": ({(): (5, 0)}, 5, {"": REVEAL}),
    "the whole is large, and all alike": ({(): (0, 9)}, 5, {"": REVEAL}),
    "nobody, of whom nothing can be shown": ({(): (0, 0)}, 5, {"": (0, 0)}),
    "one part is too small, so the other would give it away": (
        {("n",): (2, 2), ("s",): (3, 3)},
        5,
        {"": (5, 5), "n": REVEAL, "s": REVEAL},
    ),
    "of three, the smallest is hidden beside the one that is too small": (
        {("n",): (1, 1), ("s",): (3, 3), ("w",): (4, 4)},
        5,
        {"": (8, 8), "n": REVEAL, "s": REVEAL, "w": (4, 4)},
    ),
    "a part of a part is too small": (
        {("n", "a"): (1, 1), ("n", "b"): (5, 5), ("s",): (6, 4)},
        5,
        {"": (12, 10), "n": (6, 6), "n/a": REVEAL, "n/b": REVEAL, "s": (6, 4)},
    ),
    "what is too small joins what stands in the part above": (
        {("n",): (3, 3), ("n", "a"): (1, 1), ("s",): (3, 3)},
        5,
        {"": (7, 7), "n": (4, 4), "n/a": REVEAL, "s": (3, 3)},
    ),
    "a part is hidden, and what is inside it is not": (
        {(): (1, 1), ("n",): (3, 3), ("n", "a"): (5, 5)},
        5,
        {"": (9, 9), "n": REVEAL, "n/a": (5, 5)},
    ),
    "three deep": (
        {("n", "a", "x"): (3, 3), ("n", "a", "y"): (4, 1), ("n", "b"): (2, 4)},
        5,
        {"": (9, 8), "n": (9, 8), "n/a": (7, 4), "n/a/x": (3, 3), "n/a/y": (4, 1), "n/b": (2, 4)},
    ),
    "who guesses why a large part is hidden must not learn what all of it answered": (
        {(): (5, 0, 0, 0), ("n",): (0, 2, 2, 2), ("n", "a"): (0, 6, 2, 2)},
        5,
        {"": (5, 8, 4, 4), "n": REVEAL, "n/a": REVEAL},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_published(name: str) -> None:
    """Everything that is safe is published, and whatever would show the few is not."""
    own, minimum, expected = CASES[name]

    assert expected == told(own, minimum)


def test_only_the_groups_that_are_asked_for() -> None:
    """A group that is not among them is withheld; without the whole, all are."""
    own: dict[Group, GroupTotals] = {("n",): tally(4, 4), ("s",): tally(5, 5)}

    assert list(released(own, 5, among=[("n",), ("s",)]).values()) == [REVEAL, REVEAL, REVEAL]
    some = released(own, 5, among=[(), ("s",)])
    assert list(some) == [(), ("n",), ("s",)]
    assert some[("n",)] is REVEAL
    assert own[("s",)] == some[("s",)]


def test_a_question_that_nobody_in_a_group_answered() -> None:
    """Where people replied and all left the question out, that is the same answer from everybody too."""
    silent = GroupTotals({"q": Cell(0, (0, 0))}, {}, 7)

    assert [silent.safe(5), silent.safe(1), GroupTotals().safe(5), tally(3, 3).safe(5)] == [False, True, True, True]


def test_all_that_is_published_together_has_to_be_safe() -> None:
    """One unsafe figure, or one crowd that could be told apart, is enough; with a minimum of one all is safe."""
    good, bad = Cell(6, (3, 3)), Cell(2, (1, 1))
    beside = [
        GroupTotals({"q": good}, {"left": good}, 6),
        GroupTotals({"q": good, "r": bad}, {}, 6),
        GroupTotals({"q": good}, {"left": bad}, 6),
    ]

    assert [each.safe(5) for each in beside] == [True, False, False]
    assert [each.safe(1) for each in beside] == [True, True, True]


@pytest.mark.parametrize(
    ("crowd", "minimum", "safe"),
    [
        (Cell(0, (0, 0)), 5, True),
        (Cell(5, (4, 1)), 5, True),
        (Cell(4, (3, 1)), 5, False),
        (Cell(5, (5, 0)), 5, False),
        (Cell(5), 5, True),
        (Cell(8, (3, 3, 2), 3), 2, True),
        (Cell(7, (3, 2, 2), 3), 2, False),
        (Cell(6, (3, 2, 1), 3), 2, True),
        (Cell(7, (3, 2, 2)), 2, True),
    ],
)
def test_a_crowd_is_safe(crowd: Cell, minimum: int, safe: bool) -> None:
    """Large enough, not all alike, and nothing hidden in it that could only be one answer."""
    assert safe == crowd.safe(minimum)


def test_a_crowd_hides_what_is_all_alike() -> None:
    """A crowd that is large enough and all alike is remembered as hidden in the larger one; the largest counts."""
    alike, mixed, small = Cell(5, (5, 0)), Cell(6, (5, 1)), Cell(4, (4, 0))

    assert [Cell(5, (5, 0), 5), mixed, small] == [each.as_hidden(5) for each in (alike, mixed, small)]
    assert [Cell(11, (10, 1), 5)] * 2 == [alike.as_hidden(5) + mixed, mixed + alike.as_hidden(5)]
    assert GroupTotals({"q": Cell(5, (5, 0), 5)}, {"left": alike}, 5) == GroupTotals(
        {"q": alike}, {"left": alike}, 5
    ).as_hidden(5)


def test_tallies_add_up() -> None:
    """Two tallies together: each figure, each crowd under its name, replies and scores."""
    one = GroupTotals({"q": Cell(2, (1, 1))}, {"left": Cell(1, (1, 0)), "joined": Cell(1, (0, 1))}, 3, Fraction(7, 2))
    two = GroupTotals({"q": Cell(1, (0, 1)), "r": Cell(1, (1, 0))}, {"left": Cell(2, (1, 1))}, 2, Fraction(1, 2))
    both = GroupTotals(
        {"q": Cell(3, (1, 2)), "r": Cell(1, (1, 0))},
        {"left": Cell(3, (2, 1)), "joined": Cell(1, (0, 1))},
        5,
        Fraction(4),
    )

    assert [both, both] == [one + two, two + one]
    assert one == one + GroupTotals()
    with pytest.raises(ValueError, match="zip"):
        Cell(1, (1, 0)) + Cell(1, (1,))


def test_the_groups_above() -> None:
    """Every group that a group is a part of, the nearest first; and all of them beside it, the whole first."""
    assert list(above(("n", "a", "x"))) == [("n", "a"), ("n",), ()]
    assert list(above(())) == []
    assert with_those_above([("s",), ("n", "a", "x"), ("s",)]) == [(), ("n",), ("n", "a"), ("n", "a", "x"), ("s",)]
    assert with_those_above([]) == [()]
