"""Times `evaluate` on Wigan and on the CQC-style framework, each beside a loop written by hand.

Both decide the same awards for the same assessments.  `evaluate` gives every reason, and every award's blockers are
read.  The loop by hand collects what is unmet as (topic, needs, has), or as the share that is needed and the one there
is.  Then it times assessments that are made and judged for the first time, of bare levels and of `Rating` objects.
"""

import sys
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from random import Random
from statistics import median
from time import process_time

from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc

WIGAN, CQC = pc.get_framework("wigan-progress"), pc.get_framework("cqc-style-well-led")
TIERS = [
    (award.id, [(rule.topic, rule.level) for rule in award.rule.rules if isinstance(rule, pc.AtLeast)])
    for award in WIGAN.awards
    if isinstance(award.rule, pc.All)
]
MINIMUMS = {topic: level for _, tier in TIERS for topic, level in tier}

#: How many times as long as the loop by hand an evaluation may take, of a list of minimums and of mixed rules.
BOUND, MIXED_BOUND = 1.5, 2.5
#: How many times as long as a bare level a rating of nothing but a level may take, made and judged.
RATING_BOUND = 1.5


def made(random: Random, unmet: float, answered: float) -> pc.Assessment:
    """Return an assessment in which about so large a share of the minimums is unmet, and so large a share answered."""
    levels = {
        topic: random.randint(1, needs - 1) if random.random() < unmet else random.randint(needs, 5)
        for topic, needs in MINIMUMS.items()
        if random.random() < answered
    }
    return pc.Assessment(
        framework="wigan-progress",
        edition="2017",
        service="Winter Hill Homecare",
        assessed_on=date(2026, 3, 31),
        responses=levels,
    )


def several(number: int) -> dict[str, list[pc.Assessment]]:
    """Return assessments of several kinds, always the same ones."""
    random = Random(2017)  # noqa: S311 - made-up answers, no secrets
    kinds = {
        "all met": (0.0, 1.0),
        "two in ten unmet": (0.2, 1.0),
        "half unmet": (0.5, 1.0),
        "two in ten unmet, half answered": (0.2, 0.5),
    }
    return {name: [made(random, *shares) for _ in range(number)] for name, shares in kinds.items()}


def ours(framework: pc.Framework, assessments: list[pc.Assessment]) -> None:
    """Evaluate, and read the award and the blockers of every award."""
    for assessment in assessments:
        outcome = pc.evaluate(framework, assessment)
        _ = outcome.award, outcome.blockers


def by_hand(assessments: list[pc.Assessment]) -> None:
    """Do what a developer would write for these awards alone."""
    for assessment in assessments:
        levels = assessment.levels
        highest, below = None, True
        unmet = {}
        for award, tier in TIERS:
            found = []
            for topic, needs in tier:
                has = levels.get(topic)
                if has is None or has < needs:
                    found.append((topic, needs, has))
            unmet[award] = found
            below = below and not found
            if below:
                highest = award
        _ = highest, unmet


def agree(assessments: list[pc.Assessment]) -> None:
    """Stop where the two would not decide alike: times of different work say nothing."""
    for assessment in assessments:
        unmet = {award: [t for t, needs in tier if assessment.levels.get(t, 0) < needs] for award, tier in TIERS}
        found = pc.evaluate(WIGAN, assessment).blockers
        if unmet != {award: [one.topic for one in found[award] if hasattr(one, "topic")] for award in found}:
            raise AssertionError(f"they differ on {assessment}")


def scored(number: int) -> list[pc.Assessment]:
    """Return assessments of the eight statements at any scores, always the same ones."""
    random = Random(2024)  # noqa: S311 - made-up answers, no secrets
    return [assessed(CQC, {topic.id: random.randint(1, 4) for topic in CQC.topics}) for _ in range(number)]


def assessed(framework: pc.Framework, responses: Mapping[str, int | pc.Rating]) -> pc.Assessment:
    """Return an assessment that was never evaluated."""
    return pc.Assessment(
        framework=framework.id,
        edition=framework.edition,
        service="Winter Hill Homecare",
        assessed_on=date(2026, 3, 31),
        responses=responses,
    )


def bands_by_hand(assessments: list[pc.Assessment]) -> None:
    """Do what a developer would write for the three bands and their limiters."""
    for assessment in assessments:
        levels = assessment.levels
        pct = (200 * sum(levels.values()) + 4 * len(levels)) // (8 * len(levels))
        below = {m: [(t, m, v) for t, v in levels.items() if v < m] for m in (2, 3)}
        good = (pct >= 63 and not below[2]) or pct >= 88
        unmet = [
            [] if pct >= 39 else [("share", 39, pct)],
            [] if good else [[("share", 63, pct)] * (pct < 63) + below[2], [("share", 88, pct)]],
            [("share", 88, pct)] * (pct < 88) + below[3],
        ]
        _ = unmet


def first(framework: pc.Framework, said: list[Mapping[str, int | pc.Rating]]) -> None:
    """Make each assessment, check it and evaluate it."""
    for responses in said:
        _ = pc.evaluate(framework, assessed(framework, responses)).blockers


def main() -> int:
    """Print the tables; return 1 where a bound does not hold."""
    number, rounds = (50, 5) if smoke(__doc__) else (500, 41)
    sets = several(number)
    sets["all of these"] = [assessment for found in sets.values() for assessment in found]
    print(f"{'assessments':34}{'evaluate':>10}{'by hand':>10}{'/ by hand':>11}")
    for name, found in sets.items():
        agree(found)
        middle, best = row(name, found, partial(ours, WIGAN), by_hand, rounds)
    good = held("\nevaluate / by hand, Wigan", middle, BOUND, best)
    bands = scored(number)
    ours(CQC, bands)
    middle, best = row("the CQC-style bands", bands, partial(ours, CQC), bands_by_hand, rounds)
    good &= held("\nevaluate / by hand, CQC-style", middle, MIXED_BOUND, best)
    return 0 if good & made_and_judged(sets["all of these"][:number], rounds) else 1


Runs = Callable[[list[pc.Assessment]], None]


def row(name: str, found: list[pc.Assessment], mine: Runs, loop: Runs, rounds: int) -> tuple[float, float]:
    """Print a row; return the ratio, and the best there was."""
    times = timed({"evaluate": lambda: mine(found), "by hand": lambda: loop(found)}, rounds, process_time)
    each = {one: figure(median(spent) / len(found)) for one, spent in times.items()}
    middle, best = ratio(times, "evaluate", "by hand")
    print(f"{name:34}{each['evaluate']:>10}{each['by hand']:>10}{middle:>11.2f}")
    return middle, best


def made_and_judged(found: list[pc.Assessment], rounds: int) -> bool:
    """Print what the first evaluation of an assessment takes, with making it, of bare levels and of ratings."""
    bare = [dict(assessment.levels) for assessment in found]
    objects = [{topic: pc.Rating(level) for topic, level in levels.items()} for levels in bare]
    runs = {"bare": lambda: first(WIGAN, bare), "ratings": lambda: first(WIGAN, objects)}
    times = timed(runs, rounds, process_time)
    for name, spent in times.items():
        print(f"made, checked and evaluated, {name}: {figure(median(spent) / len(found))}")
    middle, best = ratio(times, "ratings", "bare")
    return held("\nratings / bare levels", middle, RATING_BOUND, best)


if __name__ == "__main__":
    sys.exit(main())
