"""The normal case: homes of 20 to 150 staff, some of whom are replaced from one wave to the next."""

from random import Random

import pytest
from panels import answered, survey

from positiveculture import Panel
from positiveculture.panel.comparison import Comparison
from positiveculture.panel.distributions import Distribution
from positiveculture.panel.panel_report import PanelReport, released

FRAMEWORK = survey(5, levels=5, averages="The mean of the items.")
TOPICS = [topic.id for topic in FRAMEWORK.topics]


def panel(levels: list[dict[str, int]]) -> Panel:
    """Return the panel of people who answered so."""
    return Panel([answered(each) for each in levels])


@pytest.mark.parametrize(("size", "replaced"), [(20, 1), (20, 2), (40, 1), (40, 4), (80, 2), (150, 15)])
def test_a_home_sees_its_second_wave(size: int, replaced: int) -> None:
    """Every topic is shown in both waves, and of rises by half a level at least eight in ten are seen.

    A rise is seen where the published means differ by a quarter of a level or more; no minimum is lowered for it.
    """
    random, seen, shown, homes = Random(size + replaced), 0, 0, 30  # noqa: S311 - the same homes in every run
    for _ in range(homes):
        usual = {id_: random.uniform(2.3, 3.7) for id_ in TOPICS}
        first = [{t: min(5, max(1, round(random.gauss(usual[t], 0.9)))) for t in TOPICS} for _ in range(size)]
        second = [dict(each) for each in [*first[replaced:], *first[:replaced]]]
        for topic in TOPICS:
            could = [each for each in second if each[topic] < 5]
            for each in random.sample(could, min(len(could), size // 2)):
                each[topic] += 1
        before = released(panel(first), panel(first).summary(FRAMEWORK, secret=random.randbytes(16)))
        now = released(panel(second), panel(second).summary(FRAMEWORK, secret=random.randbytes(16)), since=(before,))
        report = PanelReport(release=now, since=(before,))
        assert report.protected
        whole = Comparison(report.summary, before.summary)
        for asked in FRAMEWORK.topics:
            figures = [summary.figure(asked.id) for summary in (now.summary, before.summary)]
            shown += all(isinstance(figure, Distribution) for figure in figures)
            difference = whole.topic(asked.id)
            change = getattr(difference, "mean", 0)
            seen += (-change if asked.reverse_scored else change) >= 0.25

    assert shown == homes * len(TOPICS)
    assert seen >= 0.8 * homes * len(TOPICS)
