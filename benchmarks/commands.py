"""Times whole commands, from start to end, in starts: processes of their own, in turns, by their processor time."""

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sidebyside import figure, held, ratio, smoke, timed

#: What one start imports: the least that a command line which draws with Rich has to.
START = "import argparse, attrs, rich.console, rich.table, rich.text"

EXAMPLE = str(Path(__file__).parents[1] / "examples" / "rivington-2026.toml")

#: How many starts a command may take.
BOUNDS = {"--version": 2.0, "assess": 3.5}

COMMANDS = {
    "a start": ["-c", START],
    "python alone": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "--version": ["-m", "positiveculture", "--version"],
    "--help": ["-m", "positiveculture", "--help"],
    "assess": ["-m", "positiveculture", "assess", EXAMPLE],
    "assess --json": ["-m", "positiveculture", "assess", EXAMPLE, "--json"],
}


def processor_time() -> float:
    """Return the processor time, in seconds, of all processes that this one has started and that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def process(arguments: list[str], bytecode: str) -> Callable[[], object]:
    """Return how to run a Python of its own, which keeps its bytecode in a folder, whatever the environment says."""
    environment = os.environ | {"PYTHONPYCACHEPREFIX": bytecode, "PYTHONDONTWRITEBYTECODE": ""}
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)


def main() -> int:
    """Print the table; return 1 where a bound does not hold."""
    rounds = 3 if smoke(__doc__) else 21
    with tempfile.TemporaryDirectory() as bytecode:
        runs = {name: process(arguments, bytecode) for name, arguments in COMMANDS.items()}
        times = timed(runs, rounds, processor_time)
    print(f"{'processor time':16}{'median':>10}{'best':>10}{'starts':>10}")
    for name, spent in times.items():
        starts = f"{ratio(times, name, 'a start')[0]:.2f}"
        print(f"{name:16}{figure(median(spent)):>10}{figure(min(spent)):>10}{starts:>10}")
    print()
    kept = []
    for name, bound in BOUNDS.items():
        middle, best = ratio(times, name, "a start")
        kept.append(held(f"{name}, in starts", middle, bound, best))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
