"""Times a first `evaluate` on frameworks of 25 to 1,000 topics: what a topic costs should not grow with their number.

Two kinds of award rules are measured: a plain list of minimums, as most ladders have, and one with a share, an
any-of and evidence, which is judged rule by rule.
"""

import sys
from collections.abc import Callable
from datetime import date
from statistics import median
from time import process_time

from sidebyside import figure, held, smoke, timed

import positiveculture as pc

SIZES = (25, 100, 400, 1000)

#: How many times as much a topic may cost in the largest framework as in the one where it is cheapest.
FLAT = 1.5

LADDER = pc.Scale("ladder", [pc.Level(number, f"Level {number}") for number in range(1, 6)])


def minimums(topics: list[str]) -> pc.Rule:
    """Return a plain list."""
    return pc.All([pc.AtLeast(topic, 4) for topic in topics])


def mixed(topics: list[str]) -> pc.Rule:
    """Return a rule with something of each kind."""
    return pc.All(
        [
            pc.Every(2),
            pc.Share(63, rounding="half-up"),
            pc.AnyOf([pc.Every(4, topics[::2]), pc.Every(4, topics[1::2])]),
            pc.Evidenced(topics[:2]),
        ]
    )


def of_size(number: int, rule: Callable[[list[str]], pc.Rule]) -> tuple[pc.Framework, dict[str, int]]:
    """Return a framework of `number` topics, and levels with a third of them short of 4."""
    topics = [f"topic-{place}" for place in range(number)]
    framework = pc.Framework(
        id="growing",
        edition="1",
        title="Growing",
        source=pc.Source(title="Growing", publisher="Nobody", rights="made up for a benchmark"),
        topics=[pc.Topic(id=topic, title=topic, scale=LADDER) for topic in topics],
        awards=[pc.Award(id="good", title="Good", rule=rule(topics))],
    )
    return framework, {topic: 3 + min(place % 3, 1) for place, topic in enumerate(topics)}


def repeated(framework: pc.Framework, levels: dict[str, int], times: int) -> Callable[[], None]:
    """Return how to make and evaluate an assessment so many times, so that each size does as much."""
    given = {"framework": "growing", "edition": "1", "service": "Winter Hill Homecare"}

    def run() -> None:
        for _ in range(times):
            assessment = pc.Assessment(**given, assessed_on=date(2026, 3, 31), responses=levels)
            _ = pc.evaluate(framework, assessment).blockers

    return run


def main() -> int:
    """Print the table; return 1 where the bound does not hold."""
    work, rounds = (2_000, 5) if smoke(__doc__) else (20_000, 31)
    good = True
    for name, rule in (("plain list", minimums), ("mixed rules", mixed)):
        runs = {str(size): repeated(*of_size(size, rule), work // size) for size in SIZES}
        times = timed(runs, rounds, process_time)
        a_topic = {size: median(times[str(size)]) / (work // size) / size for size in SIZES}
        print(f"{name}: a topic costs", ", ".join(f"{figure(a_topic[size])} of {size:,}" for size in SIZES))
        good &= held("    in the largest / at its cheapest", a_topic[SIZES[-1]] / min(a_topic.values()), FLAT)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
