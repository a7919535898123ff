"""Times routes: to Gold on Wigan, and to awards of the shapes that published audits have.

Bounds are in starts: the processor time of a Python that imports what a command line needs which draws with Rich.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from random import Random
from statistics import median
from time import process_time

from commands import START, process, processor_time
from sidebyside import figure, held, smoke, timed

import positiveculture as pc

WIGAN = pc.get_framework("wigan-progress")

#: How many starts a route to Gold on Wigan may take, one on the shape of an audit, and that there is no exact one.
WIGAN_BOUND, SHAPE_BOUND, REFUSED_BOUND = 1 / 50, 2.0, 15.0

STARTS: Mapping[str, Mapping[str, int]] = {
    "nothing answered": {},
    "every topic at 1": dict.fromkeys((topic.id for topic in WIGAN.topics), 1),
    "every topic at 3": dict.fromkeys((topic.id for topic in WIGAN.topics), 3),
    "half answered": {topic.id: 3 for topic in WIGAN.topics[::2]},
    "every topic at 5": dict.fromkeys((topic.id for topic in WIGAN.topics), 5),
}

TOPICS = [f"t{number}" for number in range(1, 201)]


def sections(count: int, size: int) -> list[list[str]]:
    """Return so many sections of so many topics."""
    return [TOPICS[first : first + size] for first in range(0, count * size, size)]


def share(percent: int, topics: Iterable[str], most: int = 1) -> pc.Share:
    """Return a share; each topic counts up to so many times."""
    chosen = tuple(topics)
    random = Random(percent)  # noqa: S311 - an example, the same each time
    return pc.Share(percent, chosen, [(topic, random.randint(1, most)) for topic in chosen])


def explained(topic: str) -> pc.AnyOf:
    """Return that a topic is met, or explained with evidence."""
    return pc.AnyOf([pc.AtLeast(topic, 4), pc.All([pc.AtLeast(topic, 2), pc.Evidenced([topic])])])


def two_of(topics: Iterable[str]) -> pc.AtLeastOf:
    """Return any two of some topics."""
    return pc.AtLeastOf(2, [pc.AtLeast(topic, 4) for topic in topics])


SHAPES: Mapping[str, tuple[pc.Rule, ...]] = {
    "80 % in each of 5 sections of 5": (pc.All([share(80, each) for each in sections(5, 5)]),),
    "80 % in each of 10 sections of 20": (pc.All([share(80, each) for each in sections(10, 20)]),),
    "any 5 of those 10": (pc.AtLeastOf(5, [share(80, each) for each in sections(10, 20)]),),
    "10 of 20 topics at 5": (pc.AtLeastOf(10, [pc.AtLeast(topic, 5) for topic in TOPICS[:20]]),),
    "half of 200 topics at 4": (pc.AtLeastOf(100, [pc.AtLeast(topic, 4) for topic in TOPICS]),),
    "any 2 in each of 14 sections": (pc.All([two_of(each) for each in sections(14, 4)]),),
    "any 2 in each of 40 sections": (pc.All([two_of(each) for each in sections(40, 5)]),),
    "60 topics met, or explained": (pc.All([explained(topic) for topic in TOPICS[:60]]),),
    "1 share over 200 topics": (share(74, TOPICS),),
    "the same, weights to 1,000": (share(75, TOPICS, 1000),),
    "2 shares over 25, weights to 10": (pc.All([share(70, TOPICS[:25], 10), share(80, TOPICS[:25], 10)]),),
    "awards with topics of their own": (
        pc.All([pc.AtLeast(topic, 3) for topic in TOPICS[:100]]),
        pc.All([pc.Holds("a1"), *(pc.AtLeast(topic, 4) for topic in TOPICS[100:])]),
    ),
    "awards that ask more of the same": (
        pc.All([share(60, TOPICS[:50]), *(pc.AtLeast(topic, 2) for topic in TOPICS[:50])]),
        pc.All([pc.Holds("a1"), share(80, TOPICS[:50]), *(pc.AtLeast(topic, 4) for topic in TOPICS[:25])]),
    ),
}


def tangled(count: int) -> pc.All:
    """Return so many shares of topics drawn out of 60."""
    random = Random(count)  # noqa: S311 - an example, the same each time
    return pc.All([share(60 + number % 25, random.sample(TOPICS[:60], 25), 1000) for number in range(count)])


def outcome(rules: Iterable[pc.Rule], *, answered: float, seed: int) -> pc.Outcome:
    """Return an outcome over 200 topics, so many of which are answered, at any level."""
    scale = pc.Scale("five", [pc.Level(number, str(number)) for number in range(1, 6)])
    framework = pc.Framework(
        id="audit",
        edition="1",
        title="Audit",
        source=pc.Source(title="Audit", publisher="Nobody", rights="Made up."),
        topics=[pc.Topic(id=topic, title=topic, scale=scale) for topic in TOPICS],
        awards=[pc.Award(id=f"a{n}", title=f"A{n}", rank=n, rule=rule) for n, rule in enumerate(rules, 1)],
    )
    random = Random(seed)  # noqa: S311 - an example, the same each time
    levels = {topic: random.randint(1, 5) for topic in TOPICS if random.random() < answered}
    return pc.evaluate(framework, standing("audit", "1", levels))


def standing(framework: str, edition: str, levels: Mapping[str, int]) -> pc.Assessment:
    """Return an assessment with `levels`."""
    return pc.Assessment(
        framework=framework,
        edition=edition,
        service="Winter Hill Homecare",
        assessed_on=date(2026, 3, 31),
        responses=levels,
    )


def a_start(rounds: int) -> float:
    """Return the seconds of processor time that a start takes, at best."""
    return min(timed({"start": process(["-c", START], "")}, rounds, processor_time)["start"])


def main() -> int:
    """Print the tables; return 1 where a bound does not hold."""
    quick = smoke(__doc__)
    start = a_start(2 if quick else 11)
    print(f"a start: {figure(start)} of processor time\n")
    good = True
    for name, levels in STARTS.items():
        found = pc.evaluate(WIGAN, standing("wigan-progress", "2017", levels))
        spent = spent_on(lambda found=found: pc.route(found, "gold"), 5 if quick else 41, 20)
        good &= told(name, len(pc.route(found, "gold").steps), spent, start, WIGAN_BOUND)
    for name, rules in SHAPES.items():
        for answered in (0, 0.5, 1):
            found, to = outcome(rules, answered=answered, seed=len(name)), f"a{len(rules)}"
            spent = spent_on(lambda found=found, to=to: pc.route(found, to), 2 if quick else 7, 1)
            good &= told(f"{name}, {answered:.0%} answered", len(pc.route(found, to).steps), spent, start, SHAPE_BOUND)
    for count in (4, 8, 16, 40, 120):
        found = outcome([tangled(count)], answered=0, seed=count)
        spent = spent_on(lambda found=found: refused(found), 1 if quick else 3, 1)
        good &= told(f"{count} shares of 25 of 60 topics, refused", 0, spent, start, REFUSED_BOUND)
    return 0 if good else 1


def refused(found: pc.Outcome) -> None:
    """Ask for a route that cannot be found exactly."""
    try:
        pc.route(found, "a1")
    except pc.NoRoute:
        return
    raise AssertionError("there is an exact route")


def spent_on(run: Callable[[], object], rounds: int, times: int) -> list[float]:
    """Return the seconds of processor time that each round takes, a run."""

    def repeated() -> None:
        for _ in range(times):
            run()

    return [seconds / times for seconds in timed({"run": repeated}, rounds, process_time)["run"]]


def told(name: str, steps: int, spent: list[float], start: float, bound: float) -> bool:
    """Print one row, and return whether its bound holds."""
    print(f"{name:52}{steps:>5} steps{figure(median(spent)):>10}{figure(min(spent)):>10} at best")
    return held("    starts at best", min(spent) / start, bound)


if __name__ == "__main__":
    sys.exit(main())
