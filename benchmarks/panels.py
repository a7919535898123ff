"""Times a panel against a hand-written loop with `collections.Counter` over the same responses.

The loop counts each answer to each topic and no more.  The panel checks every assessment (once: the first pass is
printed beside), counts, protects small numbers and, where the method averages, scores the themes.  Then it is shown
that the cost grows with the number of respondents, and what protecting a hierarchy of 1,000 groups takes.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from random import Random
from statistics import median
from time import perf_counter

from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.formats.panel import Suppressed

#: How many times as long as the loop a panel may take, and how many times as much a respondent may cost among most.
PANEL, FLAT = 2.0, 1.5

ITEMS, THEMES = 35, 7
LADDER = pc.Scale("often", [pc.Level(number, f"Level {number}") for number in range(1, 6)])


def survey(averages: str) -> pc.Framework:
    """Return a survey of 35 items on seven themes, twelve of them reverse-scored."""
    return pc.Framework(
        id="voices",
        edition="1",
        title="Voices",
        source=pc.Source(title="Voices", publisher="Nobody", rights="made up for a benchmark"),
        principles=[pc.Principle(f"theme-{place}", f"Theme {place}") for place in range(THEMES)],
        topics=[
            pc.Topic(
                id=f"item-{place}",
                title=f"Item {place}",
                scale=LADDER,
                principle=f"theme-{place % THEMES}",
                reverse_scored=place % 3 == 0,
            )
            for place in range(ITEMS)
        ],
        averages=averages,
    )


def replies(number: int) -> list[pc.Assessment]:
    """Return what so many people answered; one in fifty leaves something out."""
    random = Random(7)  # noqa: S311 - the same answers in every run
    given = {"framework": "voices", "edition": "1", "service": "Winter Hill", "assessed_on": date(2026, 3, 31)}
    return [
        pc.Assessment(
            **given,
            responses={
                f"item-{place}": random.randint(1, 5)
                for place in range(ITEMS)
                if who % 50 or place != who // 50 % ITEMS
            },
        )
        for who in range(number)
    ]


def counted(assessments: Sequence[pc.Assessment]) -> Counter[tuple[str, int]]:
    """Return how many gave each answer to each topic: the loop."""
    counts: Counter[tuple[str, int]] = Counter()
    for assessment in assessments:
        for topic, level in assessment.levels.items():
            counts[topic, level] += 1
    return counts


def updated(assessments: Sequence[pc.Assessment]) -> Counter[tuple[str, int]]:
    """Return the same, the fastest way that `Counter` has."""
    counts: Counter[tuple[str, int]] = Counter()
    for assessment in assessments:
        counts.update(assessment.levels.items())
    return counts


def against_the_loop(answers: list[pc.Assessment], rounds: int) -> bool:
    """Print what a panel costs beside the loops, with and without theme scores."""
    good = True
    panel = pc.Panel(answers)
    for name, framework in (("levels alone", survey("")), ("with theme scores", survey("The mean of the items."))):
        start = perf_counter()
        panel.summary(framework)
        print(
            f"{len(answers):,} respondents, {name}: the first pass, which checks, took {figure(perf_counter() - start)}"
        )
        summed = {"panel": lambda of=framework: panel.summary(of)}
        times = timed({**summed, "loop": lambda: counted(answers), "update": lambda: updated(answers)}, rounds)
        print("    " + ", ".join(f"{what} {figure(median(each))}" for what, each in times.items()))
        for loop in ("loop", "update"):
            measured, best = ratio(times, "panel", loop)
            good &= held(f"    panel / {loop}", measured, PANEL, best)
    return good


def growth(sizes: Sequence[int], answers: list[pc.Assessment], rounds: int) -> bool:
    """Print what a respondent costs among few and among many."""
    framework = survey("The mean of the items.")
    panels = {size: pc.Panel(answers[:size]) for size in sizes}
    # Each is run as often as makes the same number of respondents, so that all take about as long.
    most = max(sizes)
    runs = {
        str(size): lambda panel=panel, times=most // size: [panel.summary(framework) for _ in range(times)]
        for size, panel in panels.items()
    }
    times = timed(runs, rounds)
    each = {size: median(times[str(size)]) / (most // size * size) for size in sizes}
    print("a respondent costs", ", ".join(f"{figure(each[size])} of {size:,}" for size in sizes))
    return held("    dearest / among the fewest", max(each.values()) / each[sizes[0]], FLAT)


def hierarchy(answers: list[pc.Assessment], groups: int) -> None:
    """Print what protecting a hierarchy of three levels takes."""
    framework = survey("The mean of the items.")
    random = Random(8)  # noqa: S311 - the same groups in every run
    areas = groups // 10
    placed = [(f"area {team % areas}", f"team {team}") for team in (random.randrange(groups - areas) for _ in answers)]
    panel = pc.Panel(answers, groups=placed)
    start = perf_counter()
    summary = panel.summary(framework)
    took = perf_counter() - start
    hidden = sum(isinstance(summary.replied(group), Suppressed) for group in summary.groups)
    print(f"{len(summary.groups):,} groups, {len(answers):,} respondents: {figure(took)}; {hidden:,} groups withheld")


def main() -> int:
    """Print what was measured; return 1 where a bound does not hold."""
    quick = smoke(__doc__)
    sizes, rounds = ((500, 2_000), 5) if quick else ((1_000, 10_000, 100_000), 7)
    answers = replies(max(sizes))
    good = against_the_loop(answers[: 2_000 if quick else 20_000], rounds)
    good &= growth(sizes, answers, rounds if quick else 3)
    hierarchy(answers[: 1_000 if quick else 10_000], 100 if quick else 1_000)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
