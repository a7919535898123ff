"""Times things side by side: in one run, in turns, so that a slow moment of the machine hits all of them alike."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter

Timings = Mapping[str, Sequence[float]]


def smoke(description: str | None) -> bool:
    """Return whether the quick size is asked for on the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--smoke", action="store_true", help="a quick size: shows that it runs, measures roughly")
    return bool(parser.parse_args().smoke)


def timed(
    contenders: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = perf_counter
) -> dict[str, list[float]]:
    """Return the seconds of each round of each contender; every other round goes through them backwards.

    `time.process_time` as the clock leaves out what other processes take, so it fits what only computes.
    """
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for run in contenders.values():
        run()
    for number in range(rounds):
        for name in list(contenders)[:: 1 if number % 2 else -1]:
            start = clock()
            contenders[name]()
            times[name].append(clock() - start)
    return times


def ratio(times: Timings, one: str, other: str) -> tuple[float, float]:
    """Return how many times as long `one` took as `other`: the median of the rounds, and best against best."""
    each = [mine / theirs for mine, theirs in zip(times[one], times[other], strict=True)]
    return median(each), min(times[one]) / min(times[other])


def figure(seconds: float) -> str:
    """Return a duration as people read it."""
    for unit, factor in (("s", 1), ("ms", 1e3), ("us", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def held(what: str, measured: float, bound: float, best: float | None = None) -> bool:
    """Print a bound beside what was measured, and return whether it holds."""
    also = "" if best is None else f" (best against best {best:.2f})"
    verdict = "holds" if measured <= bound else "DOES NOT HOLD"
    print(f"{what}: {measured:.2f}{also}, at most {bound:g}: {verdict}")
    # A quick run shows that it runs: it is too rough to fail on.
    return measured <= bound or "--smoke" in sys.argv
