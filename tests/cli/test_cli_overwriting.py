"""What a command leaves behind: whole files of this run, and nothing else, whatever ends it."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import polars as pl
import pytest

import positiveculture as pc

WIGAN = pc.get_framework("wigan-progress")


def table(rows: int, level: int = 5) -> pl.DataFrame:
    """Return so many assessments, all at one level."""
    services = pl.select(service=pl.int_range(rows).cast(pl.String))
    return services.with_columns(pl.lit(level).alias(topic.id) for topic in WIGAN.topics)


def line(source: Path, out: Path, *more: str) -> list[str]:
    """Return the command that judges a table."""
    return [
        sys.executable,
        "-m",
        "positiveculture",
        "table",
        str(source),
        "--framework",
        "wigan-progress",
        "--out",
        str(out),
        *more,
    ]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A table that takes a while to judge."""
    path = tmp_path_factory.mktemp("many") / "many.parquet"
    table(400_000).write_parquet(path)
    yield path
    path.unlink()


@pytest.mark.skipif("os.name != 'posix'", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("ended", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_command_that_is_ended_clears_away(
    ended: signal.Signals, many: Path, tmp_path: Path, untraced: dict[str, str]
) -> None:
    """A command that is ended while it writes leaves no file, and its status says by which signal."""
    heeded = partial(signal.signal, ended, signal.SIG_DFL)  # `nohup`, and what runs in the background, ignore some
    command = line(many, tmp_path / "out.csv")
    with subprocess.Popen(command, env=untraced, stderr=subprocess.PIPE, preexec_fn=heeded) as process:  # noqa: PLW1509 - one thread
        deadline = monotonic() + 60
        while not list(tmp_path.iterdir()) and monotonic() < deadline:
            sleep(0.01)
        process.send_signal(ended)
        _, said = process.communicate()

    assert (process.returncode, said.strip(), list(tmp_path.iterdir())) == (128 + ended, b"", [])


LIMITED = """
import resource, signal, sys
from positiveculture.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
main()
"""


@pytest.mark.skipif("os.name != 'posix'", reason="Windows limits no files")
@pytest.mark.parametrize("name", ["out.parquet", "out.csv", "out.jsonl", "out.arrow"])
def test_a_full_disk_is_told_as_such(name: str, tmp_path: Path, untraced: dict[str, str]) -> None:
    """Where a table cannot be written, the file that is written is blamed, not the one that is read."""
    source, out = tmp_path / "in.parquet", tmp_path / name
    table(20_000).with_columns(pl.col("service").hash().cast(pl.String)).write_parquet(source)
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, *line(source, out)[3:]],
        env=untraced,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (1, f"{out}: File too large\n")
    assert [path.name for path in tmp_path.iterdir()] == ["in.parquet"]


def test_no_rejects_of_another_run_stand_beside(tmp_path: Path) -> None:
    """Where a table is judged again and nothing is rejected, the rejects of the run before go with its output."""
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table(3, level=9).write_csv(source)
    subprocess.run(line(source, out), check=True, capture_output=True)
    assert (tmp_path / "out.rejects.csv").exists()

    table(3).write_csv(source)
    subprocess.run(line(source, out, "--force"), check=True, capture_output=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "out.csv"]
