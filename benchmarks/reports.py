"""Times the report of a Wigan assessment, once all is imported, in starts of the command line, by processor time."""

import resource
import subprocess
import sys
from itertools import count
from pathlib import Path
from statistics import median

import attrs
from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.documents.report import report_document
from positiveculture.formats.report import Report
from positiveculture.render.forms import render

#: The least that a command line which draws with Rich has to import: a start.
START = "import argparse, attrs, rich.console, rich.table, rich.text"

EXAMPLES = Path(__file__).parents[1] / "examples"

#: How many starts a report may take, by its form.
BOUNDS = {".html": 0.6, ".pdf": 6.0}


def processor_time() -> float:
    """Return the processor time, in seconds, of this process and of all that it has started and that have ended."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def main() -> int:
    """Print the table; return 1 where a bound does not hold."""
    rounds = 3 if smoke(__doc__) else 21
    wigan = pc.get_framework("wigan-progress")
    before, now = (pc.read_assessment(EXAMPLES / f"rivington-{year}.toml") for year in (2025, 2026))

    number = count()  # a name of its own each time: what makes PDFs remembers what it has set

    def report(suffix: str) -> bytes:
        service = f"Rivington {next(number)}"
        earlier, outcome = attrs.evolve(before, service=service), pc.evaluate(wigan, attrs.evolve(now, service=service))
        return render(report_document(Report(outcome, earlier)), suffix)

    contenders = {
        "a start": lambda: subprocess.run([sys.executable, "-c", START], check=True),
        **{suffix: lambda suffix=suffix: report(suffix) for suffix in (".txt", ".md", ".html", ".pdf", ".docx")},
    }
    times = timed(contenders, rounds, processor_time)
    print(f"{'processor time':16}{'median':>10}{'best':>10}{'starts':>10}")
    for name, spent in times.items():
        print(f"{name:16}{figure(median(spent)):>10}{figure(min(spent)):>10}{ratio(times, name, 'a start')[0]:>10.2f}")
    print()
    kept = [
        held(f"a report as {form}, in starts", ratio(times, form, "a start")[0], bound)
        for form, bound in BOUNDS.items()
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
