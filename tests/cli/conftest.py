"""How the tests of the command line run it: in this process, where that is enough, and as a real one."""

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from running import EXAMPLES, MEADOW, Command, Result, Write

from positiveculture.cli.app import run


@pytest.fixture
def positiveculture(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in this process."""

    def command(*arguments: object) -> Result:
        status = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return command


@pytest.fixture
def process() -> Command:
    """Run a command as a process of its own, with `set_` in its environment; None takes a variable away."""

    def command(*arguments: object, set_: dict[str, str] | None = None) -> Result:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("POSITIVECULTURE")}
        line = [sys.executable, "-m", "positiveculture", *map(str, arguments)]
        done = subprocess.run(line, capture_output=True, env=environment | (set_ or {}), check=False, timeout=60)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return its path."""

    def file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return file


@pytest.fixture
def meadow(write: Write) -> Path:
    """Return the file of an invented framework with rules of many kinds."""
    return write("meadow.toml", MEADOW)


@pytest.fixture
def examples() -> Path:
    """Return the folder of the examples."""
    return EXAMPLES
