"""When the room runs out or the process is killed half-way, the old file is whole."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from circumstances import names

FULL = """
import resource, signal, sys
from positiveculture import FileTrouble
from positiveculture.formats.writing import write_text
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_text("x" * 1_000_000, sys.argv[1], overwrite=True)
except FileTrouble as error:
    print(error.reason)
"""


@pytest.mark.parametrize("old", ["old", None])
def test_no_room_left(tmp_path: Path, old: str | None, untraced: dict[str, str]) -> None:
    """When the room runs out half-way, the old file is whole, a new one is not there, and nothing else is left."""
    path = tmp_path / "plan.toml"
    if old is not None:
        path.write_text(old)

    line = [sys.executable, "-c", FULL, str(path)]
    run = subprocess.run(line, env=untraced, capture_output=True, text=True, check=True)

    assert run.stdout == "File too large\n"
    assert (["plan.toml"] if old else []) == names(tmp_path)
    assert old is None or old == path.read_text()


KILLED = """
import os, signal, sys
from positiveculture.formats.writing import write_text
def hook(event, arguments):
    if event == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
write_text("x" * 1_000_000, sys.argv[1], overwrite=sys.argv[2] == "os.rename")
"""


@pytest.mark.parametrize(("moment", "old"), [("os.rename", "old"), ("os.rename", None), ("os.link", None)])
def test_a_process_killed_half_way(tmp_path: Path, moment: str, old: str | None) -> None:
    """A process that is killed before the last step leaves the old file whole, and nothing under a free name."""
    path = tmp_path / "plan.toml"
    if old is not None:
        path.write_text(old)

    run = subprocess.run([sys.executable, "-c", KILLED, path, moment], capture_output=True, check=False)

    assert run.returncode == -signal.SIGKILL
    assert old == (path.read_text() if path.exists() else None)


WRITES = """
import sys
from positiveculture.formats.writing import write_text
print("ready", flush=True)
while True:
    for sign in "ab":
        write_text(sign * 2_000_000, sys.argv[1], overwrite=True)
"""


def test_a_process_killed_at_any_moment(tmp_path: Path) -> None:
    """However often a writer is killed in the middle of its work, the file is always one whole text."""
    path = tmp_path / "plan.toml"
    path.write_text("a" * 2_000_000)
    for pause in (0.0, 0.01):
        with subprocess.Popen([sys.executable, "-c", WRITES, path], stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            threading.Event().wait(pause)
            writer.kill()
        text = path.read_text()
        assert (len(text), len(set(text))) == (2_000_000, 1)
