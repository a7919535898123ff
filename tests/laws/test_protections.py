"""No answer can be worked out of what is published: not by subtracting, not by replaying, not with a friend's help."""

from collections import Counter
from itertools import product
from math import prod
from random import Random

import attrs
import pytest
from attackers import Known, bounds, derivable, likelihood, tables
from hypothesis import given, settings, strategies as st
from panels import Case, answered, cases, panel_of, survey

from positiveculture import Panel
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.noise import FARTHEST, ODDS
from positiveculture.panel.protection import MINIMUM, Counts, Group, Suppressed, rests

GROUPS: list[Group] = [("a",), ("b",), ("c",)]


def shape(case: Case) -> object:
    """Return all that is published but for what was answered: who replied, what is shown, why the rest is not."""
    summary = case.summary
    return {
        (group, topic): figure if isinstance(figure, Suppressed) else figure.n
        for group in summary.groups
        for topic in summary.topics
        for figure in [summary.figure(topic, group)]
    }, {group: summary.replied(group) for group in summary.groups}


@settings(deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_whether_a_figure_is_shown_and_why_not_says_nothing_of_any_answer(case: Case, random: Random) -> None:
    """Whatever the same people answer to the same topics, the same is shown, suppressed, and for the same reason."""
    others = [answered({topic: random.randint(1, 3) for topic in each.levels}) for each in case.panel.assessments]
    other = attrs.evolve(case, panel=Panel(others, groups=case.panel.groups))

    assert shape(other) == shape(case)


@settings(deadline=None, max_examples=150)
@given(cases())
def test_no_sum_or_difference_of_published_groups_is_of_few(case: Case) -> None:
    """Whoever adds and subtracts the figures of any topic finds those of nobody, or of at least the minimum."""
    summary = case.summary
    placed = list(zip(case.panel.group_of_each, case.panel.assessments, strict=True))
    atoms = sorted(set(case.panel.group_of_each))
    for topic in summary.topics:
        published = [g for g in summary.groups if isinstance(summary.figure(topic, g), Distribution)]
        for chosen in derivable(published, atoms):
            n = sum(group in chosen and topic in each.levels for group, each in placed)
            assert n == 0 or n >= case.minimum
    for group in summary.groups:
        assert isinstance(summary.replied(group), Suppressed) or summary.replied(group) in (
            0,
            *range(case.minimum, 999),
        )


def test_the_attacker_who_subtracts_is_not_blind() -> None:
    """With a small group beside a published one, what is left of the whole is found."""
    assert (("a",),) in set(derivable([(), ("b",)], GROUPS[:2]))
    assert (("a",),) not in set(derivable([()], GROUPS[:2]))
    known = Known()
    known.learn({})
    assert known.rows == {}


@pytest.mark.parametrize(("levels", "most"), [(2, 6), (3, 4)])
def test_no_answer_of_one_person_is_nine_times_as_likely_as_another(levels: int, most: int) -> None:
    """Every world of a small group, every table that can be published: all others known, the odds are at most 9 to 1.

    That is all that an insider gains who knows everybody else's answer; a joiner, a leaver and one person more in a
    second run are such a person too.  By chance alone one answer in as many as there are levels is guessed.
    """
    worst = 0.0
    for n in range(1, most + 1):
        every = set(tables(n, levels))
        for others in tables(n - 1, levels):
            worlds = [tuple(count + (place == mine) for place, count in enumerate(others)) for mine in range(levels)]
            chance = [likelihood(world) for world in worlds]
            assert all(set(each) == every for each in chance)
            for table in every:
                odds = [each[table] for each in chance]
                worst = max(worst, max(odds) / min(odds))
                assert max(odds) / sum(odds) <= ODDS / (ODDS + levels - 1) + 1e-6
    assert ODDS / 2 < worst <= ODDS + 1e-6


#: Releases of the same few people: who is in the rest of which release, by number; and the person who is asked about.
SEVERAL: dict[str, tuple[list[list[int]], int, int]] = {
    "a run with one more person, who is asked about": ([[0, 1, 2], [0, 1, 2, 3]], 3, 1),
    "a run with one more person, of the others": ([[0, 1, 2], [0, 1, 2, 3]], 0, 2),
    "two groupings": ([[0, 1, 2, 3], [0, 1], [2, 3]], 0, 2),
    "a wave that one has left": ([[0, 1, 2, 3], [0, 1, 2]], 3, 1),
    "three waves, of one who joined in the second": ([[0, 1], [0, 1, 2], [0, 1, 2, 3]], 2, 2),
    "ten waves of the same": ([[0, 1]] * 10, 0, 10),
}


@pytest.mark.parametrize("name", SEVERAL)
def test_several_releases_multiply_their_odds_and_no_more(name: str) -> None:
    """All others known, who always answer the same: nine times for each release that an answer is in, never certain.

    Every world of the others, and in every release the table that speaks loudest for one answer.
    """
    releases, person, within = SEVERAL[name]
    people = sorted({one for release in releases for one in release} - {person})
    for answers in product((0, 1), repeat=len(people)):
        odds = 1.0
        for release in releases:
            counts = []
            for mine in (0, 1):
                given_ = {**dict(zip(people, answers, strict=True)), person: mine}
                levels = [given_[one] for one in release]
                counts.append((levels.count(0), levels.count(1)))
            low, high = map(likelihood, counts)
            assert low.keys() == high.keys()
            odds *= max(low[table] / high[table] for table in low)
        assert 1 < odds <= ODDS**within * (1 + 1e-6)


def test_what_is_published_is_as_likely_as_worked_out() -> None:
    """Of 4,000 releases of one panel, each table is about as frequent as going through every draw says."""
    panel = panel_of([((), {"t0": level}) for level in (1, 1, 2, 3)])
    seen = Counter(panel.summary(survey(1), min_respondents=4).figure("t0").counts for _ in range(4000))  # type: ignore[union-attr]  # published

    expected = likelihood((2, 1, 1))
    for table, chance in expected.items():
        assert abs(seen[table] - 4000 * chance) <= 5 * (4000 * chance) ** 0.5 + 3
    assert set(seen) <= set(expected)


def exactly(counts: Counts) -> dict[Counts, float]:
    """Return what would be published without noise."""
    return {counts: 1.0}


@pytest.mark.parametrize(("sizes", "minimum"), [((2, 2), 3), ((3, 2, 1), 3), ((2, 3, 4), 4), ((1, 4, 2), 2)])
def test_whoever_replays_the_procedure_in_every_world_finds_no_answer(sizes: tuple[int, ...], minimum: int) -> None:
    """Of small panels of groups, all worlds: whatever is published in any of them, no suppressed group is ever known.

    Without the noise the same attacker knows groups, in worlds where those whose rest they are in are all alike.
    """
    own = dict(zip(GROUPS, sizes, strict=False))
    held = rests(own, minimum)
    hidden = [group for group in own if held.get(group) != group]
    worlds = [dict(zip(own, world, strict=True)) for world in product(*(tables(n, 2) for n in sizes))]

    def told(world: dict[Group, Counts]) -> list[Counts]:
        """Return the counts of each rest."""
        each = {rest: [world[g] for g in own if held.get(g) == rest] for rest in set(held.values()) if held}
        return [tuple(map(sum, zip(*counts, strict=True))) if counts else (0, 0) for _, counts in sorted(each.items())]

    for publish, finds in ((likelihood, False), (exactly, True)):
        found = 0
        for published in set(product(*(tables(sum(counts), 2) for counts in told(worlds[0])))):
            fits = [
                w for w in worlds if prod(publish(c).get(p, 0) for c, p in zip(told(w), published, strict=True)) > 0
            ]
            found += sum(bool(fits) and len({world[group] for world in fits}) == 1 for group in hidden)
        assert bool(found) is (finds and bool(hidden))


def drawn_team(random: Random, agreement: float, size: int) -> Counts:
    """Return how a team answers one topic of five levels, of whom so many agree."""
    usual = random.choice((3, 4))
    levels = [usual if random.random() < agreement else random.randint(1, 5) for _ in range(size)]
    return tuple(levels.count(level) for level in range(1, 6))


def test_a_solver_finds_no_suppressed_group_of_realistic_teams() -> None:
    """Four teams of 7 to 16 who mostly agree: exact figures would give suppressed ones away, published ones do not.

    What is left of every suppressed group is that anything from nobody to everybody can have given any answer.
    """
    random, exact, found = Random(14), 0, 0  # noqa: S311 - the same teams in every run
    for _ in range(25):
        own: dict[Group, int] = {(name,): random.randint(7, 16) for name in "abcd"}
        counts = {group: drawn_team(random, 0.95, size) for group, size in own.items()}
        levels = [
            (group, {"t0": level + 1})
            for group, each in counts.items()
            for level in range(5)
            for _ in range(each[level])
        ]
        framework = survey(1, levels=5)
        panel = panel_of(levels)
        true, noisy = (panel.summary(framework, min_respondents=m) for m in (1, MINIMUM))
        shown = [g for g in noisy.groups if isinstance(noisy.figure("t0", g), Distribution)]
        for group, size in own.items():
            if group in shown:
                continue
            figures = [{g: each.figure("t0", g).counts for g in shown} for each in (true, noisy)]  # type: ignore[union-attr]  # published
            exact += all(low == high for low, high in bounds(own, figures[0], group))
            ends = bounds(own, figures[1], group, slack=2 * FARTHEST)
            found += any((low, high) != (0, size) for low, high in ends)
    assert found == 0
    assert exact > 0


@settings(deadline=None)
@given(cases(waves=True))
def test_releases_of_two_waves_have_noise_of_their_own(case: Case) -> None:
    """What is published of a wave depends on that wave alone, so a second release is never made to fit a first."""
    assert case.before is not None
    assert case.published(case.before) == attrs.evolve(case, panel=case.before, before=None).summary
    assert case.summary == attrs.evolve(case, before=None).summary


@given(cases())
def test_a_minimum_of_one_shows_everything(case: Case) -> None:
    """With a minimum of one, each figure is there, and is what counting by hand gives."""
    open_ = attrs.evolve(case, minimum=1).summary
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
