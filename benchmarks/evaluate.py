"""Times `evaluate` on Wigan beside a loop written by hand.

Both decide Bronze, Silver and Gold for the same assessments.  `evaluate` gives every reason, and every award's blockers
are read.  The loop by hand collects what is unmet as (topic, needs, has).
"""

import sys
from datetime import date
from random import Random
from statistics import median
from time import perf_counter, process_time

from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc

WIGAN = pc.get_framework("wigan-progress")
TIERS = [
    (award.id, [(rule.topic, rule.level) for rule in award.rule.rules if isinstance(rule, pc.AtLeast)])
    for award in WIGAN.awards
    if isinstance(award.rule, pc.All)
]
MINIMUMS = {topic: level for _, tier in TIERS for topic, level in tier}

#: How many times as long as the loop by hand an evaluation may take.
BOUND = 2.0


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


def ours(assessments: list[pc.Assessment]) -> None:
    """Evaluate, and read the award and the blockers of every award."""
    for assessment in assessments:
        outcome = pc.evaluate(WIGAN, assessment)
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


def main() -> int:
    """Print the table; return 1 where a bound does not hold."""
    number, rounds = (50, 5) if smoke(__doc__) else (500, 41)
    sets = several(number)
    sets["all of these"] = [assessment for found in sets.values() for assessment in found]
    print(f"{'assessments':34}{'evaluate':>10}{'by hand':>10}{'/ by hand':>11}")
    for name, found in sets.items():
        agree(found)
        runs = {"evaluate": lambda found=found: ours(found), "by hand": lambda found=found: by_hand(found)}
        times = timed(runs, rounds, process_time)
        each = {one: figure(median(spent) / len(found)) for one, spent in times.items()}
        middle, best = ratio(times, "evaluate", "by hand")
        print(f"{name:34}{each['evaluate']:>10}{each['by hand']:>10}{middle:>11.2f}")
    good = held("\nevaluate / by hand", middle, BOUND, best)
    print(f"the first evaluation of a fresh assessment, which checks it: {figure(first(several(number)))}")
    return 0 if good else 1


def first(fresh: dict[str, list[pc.Assessment]]) -> float:
    """Return the median seconds of an evaluation of an assessment that was never evaluated."""
    times = []
    for assessment in (assessment for found in fresh.values() for assessment in found):
        start = perf_counter()
        pc.evaluate(WIGAN, assessment)
        times.append(perf_counter() - start)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
