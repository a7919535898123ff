"""A file is written whole or not at all, and what is not ours to overwrite is left alone."""

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from positiveculture import FileTrouble, get_framework, read_assessment, read_framework, read_plan
from positiveculture.files import (
    json_text,
    write_assessment,
    write_framework,
    write_payload,
    write_plan,
    write_text,
)
from positiveculture.outcome import evaluate
from positiveculture.plan import draft_plan

EXAMPLE = """
framework = "wigan-progress"
edition = "2017"
service = "Seal Sands at Home"
assessed_on = 2026-03-31

[responses]
dignity = 5
"""

links_refused = threading.local()


def _no_links(event: str, _: object) -> None:
    if event == "os.link" and getattr(links_refused, "here", False):
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")


sys.addaudithook(_no_links)


@contextmanager
def without_links() -> Iterator[None]:
    """Refuse hard links in this thread, as FAT and some network shares do: by Python's own audit hook."""
    links_refused.here = True
    try:
        yield
    finally:
        links_refused.here = False


@contextmanager
def as_nobody() -> Iterator[None]:
    """Take on a user whom permissions hold back, where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may enter and write to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)


def names(folder: Path) -> list[str]:
    """Return the names of everything in a folder, hidden files too."""
    return sorted(path.name for path in folder.iterdir())


def trouble(path: Path, text: str = "new", *, overwrite: bool = False) -> str:
    """Return why `text` cannot be written to `path`."""
    with pytest.raises(FileTrouble) as caught:
        write_text(text, path, overwrite=overwrite)
    assert str(path) == caught.value.path
    return caught.value.reason


@pytest.mark.parametrize("suffix", [".toml", ".json", ".TOML"])
def test_everything_survives_a_file(tmp_path: Path, suffix: str) -> None:
    """A framework, an assessment and a plan come back equal from TOML and from JSON."""
    wigan = get_framework("wigan-progress")
    (tmp_path / "example.toml").write_text(EXAMPLE)
    assessment = read_assessment(tmp_path / "example.toml")
    plan = draft_plan(evaluate(wigan, assessment), "bronze")
    write_framework(wigan, tmp_path / f"framework{suffix}")
    write_assessment(assessment, tmp_path / f"assessment{suffix}")
    write_plan(plan, tmp_path / f"plan{suffix}")

    assert wigan == read_framework(tmp_path / f"framework{suffix}")
    assert assessment == read_assessment(tmp_path / f"assessment{suffix}")
    assert plan == read_plan(tmp_path / f"plan{suffix}")


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    """A file of no known kind is not written."""
    with pytest.raises(FileTrouble, match=r"is neither \.toml nor \.json"):
        write_payload({}, tmp_path / "plan.docx")
    assert [] == names(tmp_path)


def test_json_says_dates_as_text() -> None:
    """JSON has dates as ISO text, letters as they are, and no form for other things."""
    assert '{\n  "dŵr": "2026-03-31"\n}\n' == json_text({"dŵr": date(2026, 3, 31)})
    with pytest.raises(TypeError, match="JSON has no form for"):
        json_text({"x": {1, 2}})


@pytest.mark.parametrize("links", [True, False])
def test_what_is_there_is_left_alone(tmp_path: Path, links: bool) -> None:
    """A file that is there is refused unless overwriting is asked for, whatever the file system can do."""
    path = tmp_path / "plan.toml"
    path.write_text("old")

    if links:
        reason = trouble(path)
    else:
        with without_links():
            reason = trouble(path)

    assert "is there already; it is overwritten only where that is asked for" == reason
    assert "old" == path.read_text()
    assert ["plan.toml"] == names(tmp_path)


def test_a_file_system_without_links(tmp_path: Path) -> None:
    """Where there are no hard links, a new file is written all the same, and nothing else is left."""
    with without_links():
        write_text("new", tmp_path / "plan.toml")

    assert "new" == (tmp_path / "plan.toml").read_text()
    assert ["plan.toml"] == names(tmp_path)


def test_a_name_that_is_lost_at_the_last_moment(tmp_path: Path) -> None:
    """Where the new file cannot take the name that was held for it, the name is free again."""
    path = tmp_path / "plan.toml"

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and getattr(links_refused, "here", False) and str(arguments[1]) == str(path):
            raise OSError(errno.EIO, "Input/output error")

    sys.addaudithook(refuse)
    with without_links():
        assert "Input/output error" == trouble(path)
    assert [] == names(tmp_path)


def test_one_of_many_writers_wins(tmp_path: Path) -> None:
    """Of eight threads that write one new file at once, one succeeds and seven are told; its text is whole."""
    path = tmp_path / "plan.toml"
    start = threading.Barrier(8)
    told: list[str] = []

    def write(number: int) -> None:
        start.wait()
        try:
            write_text(str(number) * 10_000, path)
        except FileTrouble as error:
            told.append(error.reason)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ["is there already; it is overwritten only where that is asked for"] * 7 == told
    assert 1 == len(set(path.read_text()))
    assert ["plan.toml"] == names(tmp_path)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    """What is overwritten keeps its permissions."""
    path = tmp_path / "plan.toml"
    path.write_text("old")
    path.chmod(mode)

    write_text("new", path, overwrite=True)

    assert ("new", mode) == (path.read_text(), stat.S_IMODE(path.stat().st_mode))


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """A new file is as open as the system makes new files, overwriting or not."""
    (tmp_path / "any").touch()
    write_text("new", tmp_path / "plan.toml")
    write_text("new", tmp_path / "other.toml", overwrite=True)

    assert 1 == len({stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()})


def test_a_link_leads_to_what_is_written(tmp_path: Path) -> None:
    """To overwrite a link is to overwrite what it leads to, also where nothing is there yet."""
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "plan.toml", tmp_path / "real" / "plan.toml"
    link.symlink_to(real)
    assert "is there already; it is overwritten only where that is asked for" == trouble(link)

    for text in ("new", "newer"):
        write_text(text, link, overwrite=True)
        assert (True, text) == (link.is_symlink(), real.read_text())
    assert ["plan.toml"] == names(tmp_path / "real")


def test_a_circle_of_links(tmp_path: Path) -> None:
    """A link that leads to itself is no file."""
    link = tmp_path / "plan.toml"
    link.symlink_to(link)

    assert "Too many levels of symbolic links" == trouble(link, overwrite=True)


@pytest.mark.parametrize("overwrite", [True, False])
def test_where_nothing_can_be_written(tmp_path: Path, overwrite: bool) -> None:
    """A folder that is not there, or is a file, and names that no system takes are told plainly."""
    (tmp_path / "file").touch()

    assert f"there is no folder {tmp_path / 'no'}" == trouble(tmp_path / "no" / "plan.toml", overwrite=overwrite)
    assert f"there is no folder {tmp_path / 'file'}" == trouble(tmp_path / "file" / "plan.toml", overwrite=overwrite)
    assert "File name too long" == trouble(tmp_path / ("x" * 300), overwrite=overwrite)
    assert "embedded null byte" == trouble(tmp_path / "a\0b", overwrite=overwrite)
    assert ["file"] == names(tmp_path)


@pytest.mark.parametrize("name", ["a b", "é ŵ", "-x", "quo'te\"", "new\nline", ".hidden", "x" * 255, "*?[a]", "\udcff"])
def test_a_name_of_odd_signs(tmp_path: Path, name: str) -> None:
    """Any name that the file system takes is written, overwritten and read."""
    path = tmp_path / name
    write_text("new", path)
    write_text("newer", path, overwrite=True)

    assert ("newer", [name]) == (path.read_text(), names(tmp_path))


def test_what_is_no_ordinary_file_is_never_replaced(tmp_path: Path) -> None:
    """A folder, a pipe or a device is not overwritten, asked for or not."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    assert "is no ordinary file" == trouble(tmp_path / "pipe", overwrite=True)
    assert "is a folder, not a file" == trouble(tmp_path / "folder", overwrite=True)
    assert "is no ordinary file" == trouble(Path(os.devnull), overwrite=True)


def test_permission_denied(shared: Path) -> None:
    """A folder that may not be written to, and a file that is guarded, are left alone."""
    guarded, closed = shared / "guarded.toml", shared / "closed"
    with as_nobody():
        guarded.write_text("old")
        guarded.chmod(0o444)
        closed.mkdir()
        (closed / "plan.toml").write_text("old")
        closed.chmod(0o555)
        assert "permission denied" == trouble(guarded, overwrite=True)
        assert "permission denied" == trouble(closed / "new.toml")
        assert "permission denied" == trouble(closed / "plan.toml", overwrite=True)
        closed.chmod(0o755)

    assert ("old", "old") == (guarded.read_text(), (closed / "plan.toml").read_text())
    assert ["plan.toml"] == names(closed)


def test_half_a_character_is_not_written(tmp_path: Path) -> None:
    """A text that UTF-8 cannot hold leaves the old file whole."""
    path = tmp_path / "plan.toml"
    path.write_text("old")

    assert "surrogates not allowed" in trouble(path, "\ud800", overwrite=True)
    assert ("old", ["plan.toml"]) == (path.read_text(), names(tmp_path))


FULL = """
import resource, signal, sys
from positiveculture import FileTrouble
from positiveculture.files import write_text
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_text("x" * 1_000_000, sys.argv[1], overwrite=True)
except FileTrouble as error:
    print(error.reason)
"""


@pytest.mark.parametrize("old", ["old", None])
def test_no_room_left(tmp_path: Path, old: str | None) -> None:
    """When the room runs out half-way, the old file is whole, a new one is not there, and nothing else is left."""
    path = tmp_path / "plan.toml"
    if old is not None:
        path.write_text(old)

    run = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)

    assert "File too large\n" == run.stdout
    assert (["plan.toml"] if old else []) == names(tmp_path)
    assert old is None or old == path.read_text()


KILLED = """
import os, signal, sys
from positiveculture.files import write_text
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

    assert -signal.SIGKILL == run.returncode
    assert old == (path.read_text() if path.exists() else None)


WRITES = """
import sys
from positiveculture.files import write_text
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
            assert "ready\n" == writer.stdout.readline()
            threading.Event().wait(pause)
            writer.kill()
        text = path.read_text()
        assert (2_000_000, 1) == (len(text), len(set(text)))
