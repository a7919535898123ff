"""A small file keeps nobody busy: whatever is in it, it is read or refused soon, in little room, and in our words."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

HOSTILE = Path(__file__).with_name("hostile.py")

#: How many starts reading may take; a start is what `docs/performance.md` measures all commands in.
STARTS = 40
START = "import argparse, attrs, rich.console, rich.table, rich.text"

#: How many files of each kind are spoilt: in CI 25, elsewhere a fifth; `hostile.py` itself takes any number.
COUNT = 25 if "CI" in os.environ else 5


def start(environment: dict[str, str]) -> float:
    """Return the processor time of a start, in seconds, the median of five."""
    taken = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, "-c", START], check=True, env=environment)
        after = os.times()
        taken.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(taken)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process in earnest")
@pytest.mark.parametrize("seed", [1, 2])
def test_up_to_a_mebibyte_is_soon_read(seed: int, tmp_path: Path, untraced: dict[str, str]) -> None:
    """What is done with a spoilt file of up to 1 MiB takes 40 starts and 512 MiB at most, and raises errors of ours."""
    limit = STARTS * start(untraced)
    line = [sys.executable, str(HOSTILE), str(seed), str(COUNT), str(limit), str(tmp_path)]
    run = subprocess.run(line, capture_output=True, text=True, check=False, env=untraced)

    told = [json.loads(each) for each in run.stdout.splitlines()]
    assert run.returncode == 0, run.stderr
    assert [each for each in told if "wrong" in each] == []
    assert sum(each["read"] for each in told) >= 19 * COUNT
