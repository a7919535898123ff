"""Which figures of a tree of groups may be published, told in small examples."""

from collections.abc import Mapping
from typing import Any

from positiveculture.panel.protection import Cell, Group, GroupTotals, Suppressed, above, released

FEW, REVEAL = Suppressed.TOO_FEW, Suppressed.WOULD_REVEAL


def told(own: Mapping[Any, tuple[int, ...]], minimum: int = 10, **more: list[Group]) -> dict[Group, object]:
    """Return the counts of each group, or why they are withheld."""
    tallies = {group: GroupTotals({"q": Cell(sum(counts), counts)}, {}, sum(counts)) for group, counts in own.items()}
    found = released(tallies, minimum, **more)
    return {group: f if isinstance(f, Suppressed) else f.figures["q"].counts for group, f in found.items()}


def test_the_groups_above_are_those_that_it_is_a_part_of() -> None:
    """From the nearest to the whole."""
    assert list(above(("a", "b"))) == [("a",), ()]


def test_everything_large_enough_is_published() -> None:
    """Two groups of ten who differ, and the whole of both."""
    assert told({("a",): (6, 4), ("b",): (5, 5)}) == {(): (11, 9), ("a",): (6, 4), ("b",): (5, 5)}


def test_a_panel_that_is_too_small_says_so() -> None:
    """Where the whole is too few, so is everything in it."""
    assert told({("a",): (6, 3)}) == {(): FEW, ("a",): FEW}


def test_the_smallest_other_group_is_withheld_beside_a_small_one() -> None:
    """Otherwise the small one is what is left of the whole; the larger ones stay."""
    own = {("a",): (2, 1), ("b",): (7, 5), ("c",): (6, 6), ("d",): (8, 8)}
    found = told(own)
    assert found == {(): (23, 20), ("a",): REVEAL, ("b",): REVEAL, ("c",): (6, 6), ("d",): (8, 8)}


def test_two_small_groups_protect_each_other() -> None:
    """Where what is left is large enough, nothing else is withheld."""
    own = {("a",): (3, 3), ("b",): (4, 1), ("c",): (6, 6)}
    assert told(own) == {(): (13, 10), ("a",): REVEAL, ("b",): REVEAL, ("c",): (6, 6)}


def test_both_reasons_are_the_same_inside_a_whole_that_is_published() -> None:
    """`too-few` in each of two groups of 18 together would say 9 and 9."""
    assert told({("a",): (5, 4), ("b",): (5, 4)}) == {(): (10, 8), ("a",): REVEAL, ("b",): REVEAL}


def test_a_group_that_is_all_alike_is_withheld() -> None:
    """However many gave the same answer, each of theirs would be known."""
    assert told({("a",): (20, 0), ("b",): (9, 9), ("c",): (20, 20)})[("a",)] == REVEAL
    assert told({(): (50, 0)}) == {(): REVEAL}


def test_what_was_withheld_for_being_alike_could_stand_elsewhere() -> None:
    """Whoever guesses why a group of 12 is withheld sees two levels that it could stand at, or nothing."""
    assert told({("a",): (0, 12, 0), ("b",): (10, 0, 10)}) == {(): REVEAL, ("a",): REVEAL, ("b",): REVEAL}
    assert told({("a",): (0, 12, 0), ("b",): (12, 0, 10)})[()] == (12, 12, 10)


def test_people_above_a_small_group_protect_it() -> None:
    """Who is in the larger group directly is in what is left of it too."""
    assert told({("a",): (2, 1), (): (6, 5)}) == {(): (8, 6), ("a",): REVEAL}


def test_inner_groups_pass_to_the_group_that_takes_theirs_in() -> None:
    """Where a group is withheld, those inside it count as inside the next above, and can be withheld for it."""
    own = {("n", "a"): (6, 6), ("n", "b"): (7, 7), ("n",): (6, 4), ("s",): (20, 20), (): (1, 1)}
    found = told(own)
    assert found == {(): (40, 38), ("n",): REVEAL, ("n", "a"): (6, 6), ("n", "b"): (7, 7), ("s",): (20, 20)}


def test_inner_groups_are_withheld_in_turn() -> None:
    """Where one is not enough, the next smallest follows, those inside the first among them."""
    own = {("n", "a"): (0, 20), ("n",): (0, 10), ("s",): (20, 20), (): (0, 9)}
    assert told(own, 10) == {(): (20, 59), ("n",): REVEAL, ("n", "a"): REVEAL, ("s",): REVEAL}
    own = {("n", "a"): (5, 7), ("n",): (0, 10), ("s",): (20, 20), (): (0, 9)}
    assert told(own, 10)[("n", "a")] == REVEAL


def test_nothing_is_published_where_the_whole_may_not_be() -> None:
    """A group is read against the whole, so without that it is not shown."""
    assert told({("a",): (9, 9), ("b",): (9, 9)}, among=[("a",)]) == {(): REVEAL, ("a",): REVEAL, ("b",): REVEAL}


def test_only_what_may_be_published_is() -> None:
    """A group that is kept back elsewhere is kept back here, and its people are in what is left of the whole."""
    assert told({("a",): (9, 9), ("b",): (9, 9)}, among=[(), ("a",)])[("b",)] == REVEAL


def test_all_leaving_a_question_out_is_an_answer_too() -> None:
    """Where ten replied and none answered, that would be known of each of them."""
    silent = GroupTotals({"q": Cell(0, (0, 0))}, {}, 10)
    others = GroupTotals({"q": Cell(20, (10, 10))}, {}, 20)
    found = released({("a",): silent, ("b",): others}, 10)
    assert [group for group, each in found.items() if isinstance(each, Suppressed)] == [("a",), ("b",)]


def test_a_group_that_nobody_replied_in_changes_nothing() -> None:
    """It tells nothing of anybody, and is withheld for nobody."""
    found = released(
        {("a",): GroupTotals({"q": Cell(12, (6, 6))}, {}, 12), ("b",): GroupTotals({"q": Cell(3, (2, 1))}, {}, 3)},
        10,
        among=[(), ("a",), ("b",), ("c",)],
    )
    assert [group for group, each in found.items() if isinstance(each, GroupTotals)] == [(), ("c",)]


def test_everybody_who_could_be_told_apart_has_to_be_enough() -> None:
    """One who joined since the wave before is one too few, however many stayed."""
    own = GroupTotals({"q": Cell(20, (10, 10))}, {"joined": Cell(1, (0, 1)), "stayed": Cell(19, (10, 9))}, 20)
    assert released({(): own}, 10) == {(): REVEAL}
    assert released({(): own}, 1) == {(): own}
