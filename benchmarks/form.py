"""Times a page with the form of a framework, in starts: once imported, by processor time."""

import sys
import tempfile
from collections.abc import Callable
from statistics import median
from time import process_time

from commands import START, process, processor_time
from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.form import page

#: How many starts a page of Wigan may take.
BOUND = 1.0

NAMES = ("wigan-progress", "cqc-style-well-led", "wales-positive-cultures")


def pages() -> dict[str, Callable[[], object]]:
    """Return how the page of each framework is made."""
    frameworks = map(pc.get_framework, NAMES)
    return {framework.id: lambda framework=framework: page(framework) for framework in frameworks}  # type: ignore[misc]


def main() -> int:
    """Print the table; return 1 where a bound does not hold."""
    rounds = 3 if smoke(__doc__) else 21
    with tempfile.TemporaryDirectory() as bytecode:
        contenders = {"a start": process(["-c", START], bytecode), **pages()}
        times = timed(contenders, rounds, lambda: process_time() + processor_time())
    print(f"{'processor time':26}{'median':>10}{'best':>10}{'starts':>10}")
    for name, spent in times.items():
        print(f"{name:26}{figure(median(spent)):>10}{figure(min(spent)):>10}{ratio(times, name, 'a start')[0]:>10.2f}")
    print()
    middle, best = ratio(times, "wigan-progress", "a start")
    return 0 if held("a page of wigan-progress, in starts", middle, BOUND, best) else 1


if __name__ == "__main__":
    sys.exit(main())
