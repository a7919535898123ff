"""Times `import positiveculture` beside `import attrs`: whole processes, in turns."""

import subprocess
import sys
from collections.abc import Callable
from statistics import median

from sidebyside import figure, held, ratio, smoke, timed

#: How many times as long as `import attrs` the import may take.
ATTRS = 1.5

#: Nothing of these may be imported by `import positiveculture`.
NEVER = ("cattrs", "importlib_metadata", "tomllib", "hypothesis", "pytest", "click", "rich")

EVERYTHING = "import positiveculture as pc; [getattr(pc, name) for name in dir(pc)]"


def process(code: str) -> Callable[[], object]:
    """Return how to run `code` in a Python of its own."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def never_imported() -> bool:
    """Print which of `NEVER` come along, and return whether none does."""
    code = f"import sys, positiveculture; print(*(name for name in {NEVER} if name in sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    print(f"imported along with it, and should not be: {', '.join(found) or 'nothing'}")
    return not found


def main() -> int:
    """Print the table; return 1 where a bound does not hold."""
    rounds = 5 if smoke(__doc__) else 31
    times = timed(
        {
            "python alone": process("pass"),
            "import attrs": process("import attrs"),
            "import positiveculture": process("import positiveculture"),
            "and the domain": process("import positiveculture.plan, positiveculture.history"),
            "and every public name": process(EVERYTHING),
        },
        rounds,
    )
    print(f"{'whole process':24}{'median':>10}{'best':>10}")
    for name, spent in times.items():
        print(f"{name:24}{figure(median(spent)):>10}{figure(min(spent)):>10}")
    middle, best = ratio(times, "import positiveculture", "import attrs")
    good = held("\nimport positiveculture / import attrs", middle, ATTRS, best)
    return 0 if never_imported() and good else 1


if __name__ == "__main__":
    sys.exit(main())
