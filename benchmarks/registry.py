"""Times a registry with a thousand plug-ins, three editions each, beside reading their entry points alone, in turns."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from sidebyside import figure, held, ratio, smoke, timed

#: How many times as long as reading the entry points alone the list of names may take.
LISTING = 1.5

GROUP = "positiveculture.frameworks"

MODULE = """
from positiveculture import Framework, Source, Topic

def made(edition):
    source = Source(title="One of many", publisher="Nobody", rights="None")
    topics = [Topic(id="one", title="One")]
    return Framework(id={id!r}, edition=edition, title="One of many", source=source, topics=topics)

def first(): return made("1")
def second(): return made("2")
def third(): return made("3")
"""

#: The entry points of each plug-in, one an edition.
POINTS = "{id} = {module}:first\n{id}@2 = {module}:second\n{id}@3 = {module}:third\n"


def install(folder: Path, many: int) -> None:
    """Leave in `folder` the files that pip would leave of so many plug-ins."""
    for number in range(many):
        info = folder / f"plug_{number}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.3\nName: plug-{number}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(
            f"[{GROUP}]\n" + POINTS.format(id=f"plug-{number}", module=f"plug_{number}")
        )
        (folder / f"plug_{number}.py").write_text(MODULE.format(id=f"plug-{number}"))


def imported() -> int:
    """Return how many of the plug-ins have been imported in this process."""
    return sum(name.startswith("plug_") for name in sys.modules)


def imports_one(many: int) -> bool:
    """Print how many plug-ins are imported by listing all and by getting one; return whether that is none, and one."""
    from positiveculture import Registry  # noqa: PLC0415 - `--help` measures nothing

    found = Registry()
    listed = sum(name.startswith("plug-") for name in found.names())
    before = imported()
    found.get(f"plug-{many // 2}")
    print(f"listed {listed} plug-ins, which imported {before}; getting one imported {imported() - before}")
    return (listed, before, imported()) == (many, 0, 1)


def measured(many: int, rounds: int) -> bool:
    """Print the table and return whether everything holds."""
    from importlib_metadata import entry_points  # noqa: PLC0415 - the same

    from positiveculture import Registry  # noqa: PLC0415

    one = imports_one(many)
    known = Registry()
    times = timed(
        {
            "entry points alone": lambda: entry_points(group=GROUP),
            "the list of names": lambda: Registry().names(),
            "where each comes from": lambda: Registry().sources(),
            "the newest of one, in a new registry": lambda: Registry().get(f"plug-{many // 2}"),
            "an edition, in a new registry": lambda: Registry().get(f"plug-{many // 2}", "2"),
            "one, once it is known": lambda: known.get(f"plug-{many // 2}"),
        },
        rounds,
    )
    print(f"{f'{many} plug-ins':38}{'median':>10}{'best':>10}")
    for name, spent in times.items():
        print(f"{name:38}{figure(median(spent)):>10}{figure(min(spent)):>10}")
    middle, best = ratio(times, "the list of names", "entry points alone")
    return held("\nthe list of names / entry points alone", middle, LISTING, best) and one


def main() -> int:
    """Measure in a folder of its own; return 1 where a bound does not hold."""
    many, rounds = (50, 5) if smoke(__doc__) else (1000, 31)
    with tempfile.TemporaryDirectory() as folder:
        install(Path(folder), many)
        sys.path.insert(0, folder)
        return 0 if measured(many, rounds) else 1


if __name__ == "__main__":
    sys.exit(main())
