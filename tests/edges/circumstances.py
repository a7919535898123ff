"""The circumstances that a file can be written or read in: users without rights, file systems without links."""

import errno
import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

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
