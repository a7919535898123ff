"""Runs mutmut on rooms of the domain, and says of each how many mutants its tests kill.

    python tests/mutation/mutate.py [--smoke] [--survivors] [--every N] [ROOM ...]

Each room is mutated in a copy of its own, below `build/mutation/`; there, `mutmut show NAME` shows a mutant.  What was
found for code that has not changed stands; `--survivors` tries those that lived once more, `--fresh` begins anew.
`--every 8` takes a systematic sample: every eighth mutant, in the order of the source.
Fails where a room has no mutants, or where too few are killed.
"""

import shutil
import subprocess
import sys
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from plainly import plainly
from rooms import ROOMS, SMOKE, Room

from positiveculture.formats.toml import toml_text

ROOT = Path(__file__).parents[2]
SCRATCH = ROOT / "build" / "mutation"
MUTMUT = Path(sys.executable).with_name("mutmut")

#: What counts as killed: a test failed.  A test that does not come to an end fails too; mutmut's own time-out does not
#: count, for it goes by the clock, and on a busy machine it strikes what is only slow.
KILLED = "killed"

#: What mutmut says of a mutant that was not tried.
UNTRIED = "not checked"


def furnish(room: Room) -> Path:
    """Return the folder of a room, with the source, the tests and the settings in it as they are now."""
    home = SCRATCH / room.name
    home.mkdir(parents=True, exist_ok=True)
    mutated = {path for glob in room.files for path in (ROOT / "src" / "positiveculture").glob(glob)}
    for path in (ROOT / "src").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            renew(home / path.relative_to(ROOT), plainly(path.read_text("utf-8")) if path in mutated else None, path)
    shutil.copytree(ROOT / "tests", home / "tests", dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "tests" / "mutation" / "copied_conftest.py", home / "conftest.py")
    tool = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    tool["mutmut"] |= {
        "only_mutate": [f"src/positiveculture/{glob}" for glob in room.files],
        "pytest_add_cli_args_test_selection": [f"tests/{path}" for path in room.tests],
    }
    (home / "pyproject.toml").write_text(toml_text({"tool": {name: tool[name] for name in ("mutmut", "pytest")}}))
    return home


def renew(there: Path, text: str | None, here: Path) -> None:
    """Write `text`, or else what stands `here`, to `there`, unless it is there: mutmut goes by when a file changed."""
    content = here.read_bytes() if text is None else text.encode()
    if not there.exists() or there.read_bytes() != content:
        there.parent.mkdir(parents=True, exist_ok=True)
        there.write_bytes(content)


def results(home: Path) -> dict[str, str]:
    """Return each mutant, and what became of it."""
    run = subprocess.run([MUTMUT, "results", "--all=true"], cwd=home, capture_output=True, text=True, check=True)
    return {name: fate for name, _, fate in (line.strip().partition(": ") for line in run.stdout.splitlines()) if fate}


def mutate(room: Room, *, survivors: bool, fresh: bool, every: int = 1) -> dict[str, str]:
    """Mutate a room, and return each mutant of the sample with what became of it."""
    if fresh:
        shutil.rmtree(SCRATCH / room.name, ignore_errors=True)
    home = furnish(room)
    run = try_out(home, "-")  # no mutant has this name: all are made, and none is tried
    known = results(home)
    sample = list(known)[::every]
    names = [name for name in sample if known[name] == UNTRIED or (survivors and known[name] != KILLED)]
    if names:
        run = try_out(home, *names)
    if (names and run.returncode) or not sample:
        sys.exit(f"{room.name}: mutmut failed\n{run.stdout[-4000:]}{run.stderr[-4000:]}")
    fates = results(home)
    return {name: fates[name] for name in sample}


def try_out(home: Path, *names: str) -> subprocess.CompletedProcess[str]:
    """Have mutmut try these mutants."""
    return subprocess.run([MUTMUT, "run", *names], cwd=home, capture_output=True, text=True, check=False)


def summary(room: Room, fates: Mapping[str, str]) -> bool:
    """Print what became of a room's mutants; return whether enough of them were killed."""
    counts = Counter(fates.values())
    killed = counts[KILLED]
    share = 100 * killed / len(fates) if fates else 0
    told = ", ".join(f"{count} {fate}" for fate, count in sorted(counts.items()))
    print(f"{room.name:10} {killed:>5} of {len(fates):>5} mutants killed {share:6.1f} %  ({told})", flush=True)
    for name in sorted(name for name, fate in fates.items() if fate != KILLED):
        print(f"    {name}: {fates[name]}", flush=True)
    return bool(fates) and share >= room.least


def main() -> int:
    """Mutate the rooms that are asked for; return 1 where one has no mutants or too few were killed."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(room.name for room in ROOMS))
    parser.add_argument("--smoke", action="store_true", help="one small module only")
    parser.add_argument("--survivors", action="store_true", help="try those that lived once more")
    parser.add_argument("--fresh", action="store_true", help="forget what was found before")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try every Nth mutant only")
    asked = parser.parse_args()
    for name in {*asked.rooms} - {room.name for room in ROOMS}:
        parser.error(f"no room {name!r}; there are: {', '.join(room.name for room in ROOMS)}")
    rooms = [SMOKE] if asked.smoke else [room for room in ROOMS if not asked.rooms or room.name in asked.rooms]
    # A list, so that every room is told of even where an early one fails.
    how = {"survivors": asked.survivors, "fresh": asked.fresh or asked.smoke, "every": asked.every}
    good = [summary(room, mutate(room, **how)) for room in rooms]
    return 0 if good and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
