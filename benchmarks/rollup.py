"""Times a rollup of 1,000 services beside evaluating their assessments, and says how long each form of it takes.

A rollup is made from the assessments to the document: every verdict, what is indicated, which requirements are in the
way of how many, who has moved, and the grid.  Beside it, the same assessments are evaluated and nothing else.  Each
round makes its assessments anew, for what is known of one is kept with it.  The forms are timed once, each made of one
document.
"""

import sys
from datetime import date
from random import Random
from time import process_time

from sidebyside import figure, held, ratio, smoke, timed

import positiveculture as pc
from positiveculture.documents.services import services_document
from positiveculture.render.forms import render
from positiveculture.rollup import roll_up

#: How many times as long as evaluating a rollup may take.
BOUND = 3.0


def made(framework: pc.Framework, services: int, years: tuple[int, ...]) -> list[pc.Assessment]:
    """Return an assessment of each service in each year; one answer in thirty is missing."""
    draw = Random(4)  # noqa: S311 - the same levels in every run
    return [
        pc.Assessment(
            framework=framework.id,
            edition=framework.edition,
            service=f"Service {number}",
            assessed_on=date(year, 3, 31),
            responses={
                topic.id: draw.randint(topic.scale.lowest, topic.scale.highest)
                for topic in framework.topics
                if topic.scale is not None and draw.random() > 1 / 30
            },
        )
        for number in range(services)
        for year in years
    ]


def measured(framework: pc.Framework, services: int, years: tuple[int, ...], rounds: int) -> bool:
    """Time a rollup beside evaluating, print both, and return whether the bound holds."""
    fresh = iter([made(framework, services, years) for _ in range(2 * (rounds + 1))])
    both = {
        "evaluate": lambda: [pc.evaluate(framework, each) for each in next(fresh)],
        "rollup": lambda: services_document(roll_up(framework, next(fresh))),
    }
    times = timed(both, rounds, process_time)
    print(f"\n{framework.title}: {services} services, {len(years)} assessment(s) each")
    print("  " + "; ".join(f"{name} {figure(min(each))}" for name, each in times.items()))
    middle, best = ratio(times, "rollup", "evaluate")
    return held("  a rollup, in evaluations", middle, BOUND, best)


def forms(framework: pc.Framework, services: int) -> None:
    """Print how long each form of the document takes, and how large it is."""
    document = services_document(roll_up(framework, made(framework, services, (2025, 2026))))
    for suffix in (".txt", ".md", ".html", ".pdf"):
        render(services_document(roll_up(framework, made(framework, 1, (2026,)))), suffix)  # imported, and warm
        start = process_time()
        size = len(render(document, suffix))
        print(f"  {suffix[1:]:4} {figure(process_time() - start)}, {size // 1000:,} kB")


if __name__ == "__main__":
    small = smoke(__doc__)
    number, repeats = (50, 2) if small else (1000, 15)
    frameworks = [pc.get_framework(name) for name in ("wigan-progress", "cqc-style-well-led")]
    held_all = [
        measured(framework, number, years, repeats) for framework in frameworks for years in ((2026,), (2025, 2026))
    ]
    print()
    forms(frameworks[0], number)
    sys.exit(0 if all(held_all) else 1)
