"""What holds of every panel, and of every distribution of answers."""

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from panels import SCALE, Case, answered, cases, panel_of, survey

from positiveculture import Panel, Topic
from positiveculture.formats.panel import comparison_to_dict, summary_to_dict
from positiveculture.panel.comparison import Comparison
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.protection import Suppressed

TOPIC = Topic(id="t0", title="A", scale=SCALE)
COUNTS = st.tuples(*[st.integers(0, 6)] * 3).filter(any)
DISTRIBUTIONS = st.builds(Distribution, st.just(TOPIC), COUNTS)


@settings(deadline=None, max_examples=50)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_respondents_never_matters(case: Case, random: Any) -> None:
    """Whoever answers first, the summary is the same."""
    everybody = list(zip(case.panel.group_of_each, case.panel.assessments, strict=True))
    random.shuffle(everybody)
    shuffled = Panel([each for _, each in everybody], groups=[group for group, _ in everybody])
    assert attrs.evolve(case, panel=shuffled).summary == case.summary


@settings(deadline=None, max_examples=50)
@given(cases(), st.integers(0, 10))
def test_merging_two_panels_equals_panelling_the_union(case: Case, where: int) -> None:
    """However the respondents are divided between two panels, the two merged are the one."""
    everybody = list(zip(case.panel.group_of_each, (each.levels for each in case.panel.assessments), strict=True))
    merged = panel_of(everybody[:where]).merged(panel_of(everybody[where:]))
    assert merged == panel_of(everybody)


@given(st.dictionaries(st.sampled_from(["t0", "t1", "t2"]), st.integers(1, 3)))
def test_a_panel_of_one_equals_the_assessment(levels: dict[str, int]) -> None:
    """Where one is enough, each figure is the level of the one who answered."""
    summary = Panel([answered(levels)]).summary(survey(3), min_respondents=1)
    medians = {
        topic: figure.median
        for topic in summary.topics
        if isinstance(figure := summary.figure(topic), Distribution) and figure.n == 1
    }
    assert medians == {topic: (level, level) for topic, level in levels.items()}


@given(COUNTS)
def test_scores_of_a_reversed_item_mirror(counts: tuple[int, int, int]) -> None:
    """Reverse-scoring twice changes nothing, and once gives what the mirrored answers give."""
    reverse = attrs.evolve(TOPIC, reverse_scored=True)
    mirrored = Distribution(TOPIC, counts[::-1])
    assert [reverse.scored(reverse.scored(level)) for level in (1, 2, 3)] == [1, 2, 3]
    assert Distribution(reverse, counts).scored == mirrored.scored
    assert Distribution(reverse, counts).shares == mirrored.shares


@given(DISTRIBUTIONS)
def test_both_medians_are_levels_that_somebody_stands_at(figure: Distribution) -> None:
    """A median is an answer that was given, with no more than half on either side of it."""
    for median in figure.median:
        assert figure.counts[median - 1] > 0
        assert 2 * sum(figure.counts[: median - 1]) <= figure.n
        assert 2 * sum(figure.counts[median:]) <= figure.n
    assert figure.median[0] <= figure.median[1]


@given(DISTRIBUTIONS)
def test_agreement_is_1_for_one_level_and_0_for_half_at_either_end(figure: Distribution) -> None:
    """Agreement lies between 0 and 1, and is either only in the one case each."""
    low, middle, high = figure.counts
    assert 0 <= figure.agreement <= 1
    assert (figure.agreement == 1) == (sum(map(bool, figure.counts)) == 1)
    assert (figure.agreement == 0) == (middle == 0 and low == high)


@given(DISTRIBUTIONS, st.sampled_from([(0, 1), (2, 1)]))
def test_moving_an_answer_towards_the_median_never_lowers_agreement(
    figure: Distribution, move: tuple[int, int]
) -> None:
    """Who comes nearer to the middle of all agrees more."""
    start, end = move
    towards = figure.median[0] >= end + 1 if start < end else figure.median[1] <= end + 1
    if figure.counts[start] and towards:
        counts = list(figure.counts)
        counts[start] -= 1
        counts[end] += 1
        assert Distribution(TOPIC, tuple(counts)).agreement >= figure.agreement


def _naive(case: Case, theme: str, group: tuple[str, ...]) -> Fraction | None:
    """Work a theme's mean out person by person."""
    topics = [topic for topic in case.framework.topics if topic.principle == theme]
    means = []
    for of, each in zip(case.panel.group_of_each, case.panel.assessments, strict=True):
        scores = [topic.scored(each.levels[topic.id]) for topic in topics if topic.id in each.levels]
        if of[: len(group)] == group and scores and len(topics) - len(scores) <= case.missing_allowed:
            means.append(Fraction(sum(scores), len(scores)))
    return sum(means, start=Fraction(0)) / len(means) if means else None


@settings(deadline=None)
@given(cases().filter(lambda case: bool(case.framework.averages)))
def test_a_mean_is_the_mean_of_the_means_of_persons(case: Case) -> None:
    """With nothing protected, a theme's mean is what adding up person by person gives."""
    summary = attrs.evolve(case, minimum=1).summary
    for group in summary.groups:
        for theme in summary.themes:
            naive = _naive(case, theme, group)
            assert summary.mean(theme, group) == (Suppressed.TOO_FEW if naive is None else naive)


@settings(deadline=None)
@given(cases().filter(lambda case: bool(case.framework.averages)))
def test_a_protected_mean_follows_from_figures(case: Case) -> None:
    """Otherwise it is the mean of the published means of the items, and suppressed with any of them."""
    summary = case.summary
    for group, theme in product(summary.groups, summary.themes):
        means = [summary.item_mean(t.id, group) for t in case.framework.topics if t.principle == theme]
        hidden = [mean for mean in means if isinstance(mean, Suppressed)]
        shown = [mean for mean in means if isinstance(mean, Fraction)]
        expected = hidden[0] if hidden else sum(shown, start=Fraction(0)) / len(shown)
        assert summary.mean(theme, group) == expected


def _leaves(shape: Any) -> Iterator[dict[str, Any]]:
    """Yield every withheld cell."""
    for inner in shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else ():
        yield from _leaves(inner)
    if isinstance(shape, dict) and "withheld" in shape:
        yield shape


@settings(deadline=None)
@given(cases())
def test_a_withheld_figure_is_not_in_the_json(case: Case) -> None:
    """A withheld cell holds its reason and nothing else, and a published one all that is known of it."""
    summary = case.summary
    shape = json.loads(json.dumps(summary_to_dict(summary)))
    for cell in _leaves(shape):
        assert set(cell) - {"mean"} == {"withheld"}
        assert cell["withheld"] in set(Suppressed)
    for group, told in zip(summary.groups, shape["groups"], strict=True):
        assert ("withheld" in str(told["replied"])) == isinstance(summary.replied(group), Suppressed)
        for topic, cell in told["topics"].items():
            figure = summary.figure(topic, group)
            assert cell.get("n") == (None if isinstance(figure, Suppressed) else figure.n)


@settings(deadline=None)
@given(cases())
def test_what_is_withheld_is_not_in_the_summary(case: Case) -> None:
    """What a summary holds and shows are numbers of published figures alone."""
    figures = [
        value
        for mapping in attrs.asdict(case.summary, recurse=False).values()
        if isinstance(mapping, dict)
        for value in mapping.values()
    ]
    assert {type(figure) for figure in figures} <= {Distribution, Suppressed, int, Fraction}


@settings(deadline=None)
@given(cases(waves=True))
def test_a_comparison_shows_nothing_that_its_two_summaries_do_not(case: Case) -> None:
    """Each difference can be worked out of the two published figures, and is withheld where one of them is."""
    now, before = case.summary, case.earlier
    assert before is not None
    compared = Comparison(now, before)
    told = json.loads(json.dumps(comparison_to_dict(compared)))
    both = [summary_to_dict(summary)["groups"][0] for summary in (now, before)]
    for topic, difference in told["topics"].items():
        ours, theirs = (shape["topics"][topic] for shape in both)
        hidden = [cell["withheld"] for cell in (ours, theirs) if "withheld" in cell]
        assert difference.get("withheld") == (hidden[0] if hidden else None)
        for name, value in difference.items() if not hidden else ():
            if name == "margin":
                assert value > 0
            elif name != "median":
                assert value == pytest.approx(ours[name] - theirs[name])
            else:
                assert value == [mine - yours for mine, yours in zip(ours[name], theirs[name], strict=True)]
