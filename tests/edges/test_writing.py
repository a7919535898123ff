"""A file is written whole or not at all, and what is not ours to overwrite is left alone."""

import errno
import os
import stat
import sys
import threading
from datetime import date
from pathlib import Path

import pytest
from circumstances import EXAMPLE, as_nobody, links_refused, names, shared, without_links

from positiveculture import FileTrouble, get_framework, read_assessment, read_framework, read_plan
from positiveculture.drafting import draft_plan
from positiveculture.formats.assessment import write_assessment
from positiveculture.formats.framework import write_framework
from positiveculture.formats.plan import write_plan
from positiveculture.formats.writing import json_text, write_payload, write_text
from positiveculture.outcome import evaluate

__all__ = ["shared"]


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
    assert names(tmp_path) == []


def test_json_says_dates_as_text() -> None:
    """JSON has dates as ISO text, letters as they are, and no form for other things."""
    assert json_text({"dŵr": date(2026, 3, 31)}) == '{\n  "dŵr": "2026-03-31"\n}\n'
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

    assert reason == "already exists; it is overwritten only where that is asked for"
    assert path.read_text() == "old"
    assert names(tmp_path) == ["plan.toml"]


def test_a_file_system_without_links(tmp_path: Path) -> None:
    """Where there are no hard links, a new file is written all the same, and nothing else is left."""
    with without_links():
        write_text("new", tmp_path / "plan.toml")

    assert (tmp_path / "plan.toml").read_text() == "new"
    assert names(tmp_path) == ["plan.toml"]


def test_a_name_that_is_lost_at_the_last_moment(tmp_path: Path) -> None:
    """Where the new file cannot take the name that was held for it, the name is free again."""
    path = tmp_path / "plan.toml"

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and getattr(links_refused, "here", False) and str(arguments[1]) == str(path):
            raise OSError(errno.EIO, "Input/output error")

    sys.addaudithook(refuse)
    with without_links():
        assert trouble(path) == "Input/output error"
    assert names(tmp_path) == []


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

    assert told == ["already exists; it is overwritten only where that is asked for"] * 7
    assert len(set(path.read_text())) == 1
    assert names(tmp_path) == ["plan.toml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    """What is overwritten keeps its permissions."""
    path = tmp_path / "plan.toml"
    path.write_text("old")
    path.chmod(mode)

    write_text("new", path, overwrite=True)

    assert ("new", mode) == (path.read_text(), stat.S_IMODE(path.stat().st_mode))


@pytest.mark.skipif("os.name != 'posix' or os.geteuid() != 0", reason="only root may give a file to somebody else")
def test_owner_and_group_are_kept(tmp_path: Path) -> None:
    """A file that is overwritten still belongs to whom it belonged to."""
    path = tmp_path / "plan.toml"
    path.write_text("old")
    os.chown(path, 65534, 65533)
    write_text("new", path, overwrite=True)
    assert (path.read_text(), path.stat().st_uid, path.stat().st_gid) == ("new", 65534, 65533)


@pytest.mark.skipif("os.name != 'posix' or os.geteuid() != 0", reason="only root may take the part of somebody else")
@pytest.mark.parametrize(("group", "mode"), [(0, 0o666), (65533, 0o606)])
def test_an_owner_that_cannot_be_kept_is_told(shared: Path, group: int, mode: int) -> None:
    """Where somebody overwrites another's file, its group is kept if the system allows it; else it may do nothing."""
    path = shared / "plan.toml"
    path.write_text("old")
    os.chown(path, 0, group)
    path.chmod(0o666)
    with as_nobody(), pytest.warns(UserWarning, match=r"plan\.toml belongs to you now"):
        write_text("new", path, overwrite=True)
    known = path.stat()
    assert (path.read_text(), known.st_uid, stat.S_IMODE(known.st_mode)) == ("new", 65534, mode)


@pytest.mark.skipif("not hasattr(os, 'setxattr')", reason="this system has no attributes of files")
def test_attributes_are_kept(tmp_path: Path) -> None:
    """A file that is overwritten keeps its extended attributes, where its file system has some."""
    path = tmp_path / "plan.toml"
    path.write_text("old")
    try:
        os.setxattr(path, "user.shelf", b"north")
    except OSError:
        pytest.skip("this file system has no attributes")
    write_text("new", path, overwrite=True)
    assert os.getxattr(path, "user.shelf") == b"north"


def test_other_names_of_a_file_are_named(tmp_path: Path) -> None:
    """Where what is overwritten has another hard link, which keeps the old content, a warning says so."""
    path, other = tmp_path / "plan.toml", tmp_path / "kept.toml"
    path.write_text("old")
    other.hardlink_to(path)
    with pytest.warns(UserWarning, match=r"plan\.toml has 1 other name \(hard links\), which keep the old content"):
        write_text("new", path, overwrite=True)
    assert (path.read_text(), other.read_text()) == ("new", "old")


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    """A new file is as open as the system makes new files, overwriting or not."""
    (tmp_path / "any").touch()
    write_text("new", tmp_path / "plan.toml")
    write_text("new", tmp_path / "other.toml", overwrite=True)

    assert len({stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}) == 1


def test_a_link_leads_to_what_is_written(tmp_path: Path) -> None:
    """To overwrite a link is to overwrite what it leads to, also where nothing is there yet."""
    (tmp_path / "real").mkdir()
    link, real = tmp_path / "plan.toml", tmp_path / "real" / "plan.toml"
    link.symlink_to(real)
    assert trouble(link) == "already exists; it is overwritten only where that is asked for"

    for text in ("new", "newer"):
        write_text(text, link, overwrite=True)
        assert (True, text) == (link.is_symlink(), real.read_text())
    assert names(tmp_path / "real") == ["plan.toml"]


def test_a_circle_of_links(tmp_path: Path) -> None:
    """A link that leads to itself is no file."""
    link = tmp_path / "plan.toml"
    link.symlink_to(link)

    assert trouble(link, overwrite=True) == "Too many levels of symbolic links"


@pytest.mark.parametrize("overwrite", [True, False])
def test_where_nothing_can_be_written(tmp_path: Path, overwrite: bool) -> None:
    """A folder that is not there, or is a file, and names that no system takes are told plainly."""
    (tmp_path / "file").touch()

    assert f"there is no folder {tmp_path / 'no'}" == trouble(tmp_path / "no" / "plan.toml", overwrite=overwrite)
    assert f"there is no folder {tmp_path / 'file'}" == trouble(tmp_path / "file" / "plan.toml", overwrite=overwrite)
    assert trouble(tmp_path / ("x" * 300), overwrite=overwrite) == "File name too long"
    assert trouble(tmp_path / "a\0b", overwrite=overwrite) == "no file has a null character in its name"
    assert names(tmp_path) == ["file"]


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

    assert trouble(tmp_path / "pipe", overwrite=True) == "is no ordinary file"
    assert trouble(tmp_path / "folder", overwrite=True) == "is a folder, not a file"
    assert trouble(Path(os.devnull), overwrite=True) == "is no ordinary file"


def test_permission_denied(shared: Path) -> None:
    """A folder that may not be written to, and a file that is guarded, are left alone."""
    guarded, closed = shared / "guarded.toml", shared / "closed"
    with as_nobody():
        guarded.write_text("old")
        guarded.chmod(0o444)
        closed.mkdir()
        (closed / "plan.toml").write_text("old")
        closed.chmod(0o555)
        assert trouble(guarded, overwrite=True) == "permission denied"
        assert trouble(closed / "new.toml") == "permission denied"
        assert trouble(closed / "plan.toml", overwrite=True) == "permission denied"
        closed.chmod(0o755)

    assert (guarded.read_text(), (closed / "plan.toml").read_text()) == ("old", "old")
    assert names(closed) == ["plan.toml"]


def test_half_a_character_is_not_written(tmp_path: Path) -> None:
    """A text that UTF-8 cannot hold leaves the old file whole."""
    path = tmp_path / "plan.toml"
    path.write_text("old")

    assert "surrogates not allowed" in trouble(path, "\ud800", overwrite=True)
    assert (path.read_text(), names(tmp_path)) == ("old", ["plan.toml"])
