"""No withheld figure can be worked out of what is published."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from panels import Attacker, Case, cases, panel_of, survey

from positiveculture.panel.protection import Cell, Counts, Group, GroupTotals, Suppressed, released


@settings(deadline=None, max_examples=150)
@given(cases())
def test_nothing_withheld_can_be_worked_out(case: Case) -> None:
    """Whoever solves all published figures finds no withheld figure, and no sum of groups that is small or alike."""
    assert list(Attacker(case).finds()) == []


@settings(deadline=None, max_examples=200)
@given(cases(waves=True))
def test_nothing_can_be_worked_out_of_two_waves(case: Case) -> None:
    """Nor does whoever knows the wave before too, and who joined, left, moved and stayed and answers as before."""
    assert list(Attacker(case).finds()) == []


def test_the_sizes_that_topics_show_do_not_add_up_to_one_that_is_withheld() -> None:
    """Where nobody leaves a topic out, its figures show sizes: those of one topic do not give away those of another."""
    answers = {"a": [1, 2], "b": [1, 2, 3], "c": [2, 2, 2, 2], "d": [1, 1, 2, 2, 3]}
    filled = [((group,), {"t0": level}) for group, levels in answers.items() for level in levels]
    assert list(Attacker(Case(survey(1), panel_of(filled), 3)).finds()) == []


def test_the_mean_of_a_few_is_not_what_items_leave_of_a_larger_one() -> None:
    """Where all of a group answered everything, its items give its mean: that does not give away the mean of others."""
    complete = [{"t0": 1, "t1": 2}, {"t0": 2, "t1": 3}, {"t0": 3, "t1": 1}]
    broken = [{"t0": 1, "t1": 1}, {"t0": 3}, {"t1": 3}]
    filled = [(("a",), levels) for levels in complete] + [(("b",), levels) for levels in broken]
    case = Case(survey(2, averages="The mean."), panel_of(filled), 2)
    assert list(Attacker(case).finds()) == []


def test_the_attacker_finds_what_is_not_protected() -> None:
    """The attacker is not blind: with nothing withheld but one small group, its answers are found."""
    case = Case(survey(1), panel_of([(("a",), {"t0": 1}), (("b",), {"t0": 1}), (("b",), {"t0": 2})]), 1)
    attacker = Attacker(case)
    attacker.case = Case(case.framework, case.panel, 2)
    assert any("the answers [1] to t0" in found for found in attacker.finds())


def _counts(n: int, levels: int) -> Iterator[Counts]:
    """Yield every way in which so many people can answer."""
    for counts in product(range(n + 1), repeat=levels):
        if sum(counts) == n:
            yield counts


@pytest.mark.parametrize(("minimum", "levels", "most"), [(2, 3, 4), (3, 2, 6), (3, 3, 5)])
def test_that_a_figure_is_withheld_does_not_show_it(minimum: int, levels: int, most: int) -> None:
    """Of two groups, whoever knows their sizes, the procedure and all it publishes never knows what is withheld."""
    seen: dict[object, list[dict[Group, Counts]]] = defaultdict(list)
    groups: list[Group] = [("a",), ("b",)]
    for sizes in product(range(1, most + 1), repeat=2):
        for counts in product(*(_counts(n, levels) for n in sizes)):
            own = dict(zip(groups, counts, strict=True))
            found = released(
                {group: GroupTotals({"q": Cell(sum(c), c)}, {}, sum(c)) for group, c in own.items()}, minimum
            )
            told = tuple(f if isinstance(f, Suppressed) else f.figures["q"].counts for f in found.values())
            seen[sizes, told].append(own)
    for (_, told), worlds in seen.items():  # type: ignore[misc]  # the keys are pairs
        for group, shown in zip([(), *groups], told, strict=True):
            if isinstance(shown, Suppressed) and group:
                assert len({world[group] for world in worlds}) > 1


@given(cases())
def test_a_minimum_of_one_shows_everything(case: Case) -> None:
    """With a minimum of one, each figure is there, and is what counting by hand gives."""
    open_ = case.panel.summary(case.framework, minimum=1, missing_allowed=case.missing_allowed)
    for group in open_.groups:
        inside = [
            each
            for each, of in zip(case.panel.assessments, case.panel.group_of_each, strict=True)
            if of[: len(group)] == group
        ]
        assert open_.replied(group) == len(inside)
        for topic in open_.topics:
            given_ = Counter(each.levels[topic] for each in inside if topic in each.levels)
            figure = open_.figure(topic, group)
            counts = None if isinstance(figure, Suppressed) else figure.counts
            assert counts == (tuple(given_[level] for level in (1, 2, 3)) if given_ else None)
