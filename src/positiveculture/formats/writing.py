"""From plain values to a file, whole or not at all.

The text goes to a new file in the same folder, which then takes the name: a crash or a full disk half-way leaves the
old file whole, and nothing under a name that was free.
"""

import json
import os
import shutil
import stat
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from positiveculture.errors import FileTrouble
from positiveculture.formats.parsing import PARSERS, unknown_kind
from positiveculture.formats.paths import (
    PathLike,
    Readable,
    path_of,
    require_regular_file,
    suffix_of,
    translating_os_errors,
)
from positiveculture.formats.toml import toml_text
from positiveculture.gettext import gettext


def write_payload(payload: Any, path: PathLike, *, overwrite: bool = False) -> None:
    """Write plain values to a TOML or JSON file; errors as for `write_framework`."""
    write_text(payload_text(payload, path), path, overwrite=overwrite)


def payload_text(payload: Any, path: Readable) -> str:
    """Return what a file holds that plain values are written to: TOML or JSON, by its suffix.

    Raises:
        FileTrouble: It is neither.
    """
    suffix = suffix_of(path)
    if suffix not in PARSERS:
        raise FileTrouble(str(path), unknown_kind())
    return toml_text(payload) if suffix == ".toml" else json_text(payload)


def json_text(payload: Any) -> str:
    """Return `payload` as JSON, dates as ISO text.

    Raises:
        TypeError: Something that is neither a JSON value nor a date.
    """
    return json.dumps(payload, default=_iso, ensure_ascii=False, indent=2) + "\n"


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"JSON has no form for {value!r}")


def write_text(text: str, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `text` as UTF-8, whole or not at all.

    What is overwritten keeps its permissions; through a link, it is what the link leads to.

    Raises:
        FileTrouble: The file cannot be written, or exists and may not be overwritten.
    """
    with fresh_file(path, overwrite=overwrite) as fresh:
        fresh.write_bytes(text.encode())


def write_bytes(content: bytes, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `content`, whole or not at all; errors as for `write_text`."""
    with fresh_file(path, overwrite=overwrite) as fresh:
        fresh.write_bytes(content)


@contextmanager
def fresh_file(path: PathLike, *, overwrite: bool = False) -> Iterator[Path]:
    """Yield a temporary file that atomically replaces `path` on success; on failure nothing is left of it.

    What is overwritten keeps its permissions, owner, group and attributes, as far as the system allows; a warning
    says where it has other hard links, which keep the old content.

    Raises:
        FileTrouble: The file cannot be written, or exists and may not be overwritten.
    """
    path = path_of(path)
    with translating_os_errors(path):
        if not overwrite and os.path.lexists(path):
            raise FileExistsError
        target = Path(os.path.realpath(path)) if overwrite else path
        replaced = _replaceable(target) if overwrite else None
        fresh = target.with_name(f".{os.urandom(8).hex()}.tmp")
        try:
            _create_like(fresh, target, replaced)
            yield fresh
            _sync(fresh)
            if overwrite:
                fresh.replace(target)
            else:
                _rename_new(fresh, target)
            _sync(target.parent)
        finally:
            with suppress(OSError):
                fresh.unlink()


def _replaceable(path: Path) -> os.stat_result | None:
    """Return what the system knows of the file that is overwritten, None for a new one; refuse one that is guarded."""
    try:
        known = require_regular_file(path)
    except FileNotFoundError:
        return None
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError
    if known.st_nlink > 1:
        one = gettext("{path} has 1 other name (hard links), which keep the old content")
        many = gettext("{path} has {count} other names (hard links), which keep the old content")
        count = known.st_nlink - 1
        warnings.warn((one if count == 1 else many).format(path=path, count=count), stacklevel=5)
    return known


def _create_like(fresh: Path, target: Path, replaced: os.stat_result | None) -> None:
    """Make `fresh` as the file that it will replace is, before anything is in it: nobody reads what they could not."""
    with fresh.open("xb"):
        pass
    if replaced is None:
        return
    mode = stat.S_IMODE(replaced.st_mode)
    for owner in (replaced.st_uid, -1):  # few have the right to give a file to somebody else, more to their group
        with suppress(OSError, AttributeError):  # Windows has no owners
            os.chown(fresh, owner, replaced.st_gid)
            break
    known = fresh.stat()
    if (known.st_uid, known.st_gid) != (replaced.st_uid, replaced.st_gid):
        words = gettext("{file} belongs to you now: the system does not let you keep its owner and group")
        warnings.warn(words.format(file=target), stacklevel=5)
    if known.st_gid != replaced.st_gid:
        mode &= ~stat.S_IRWXG  # or another group may do what its own could
    fresh.chmod(mode)
    with suppress(OSError, AttributeError):  # not every file system has attributes
        for name in os.listxattr(target):
            with suppress(OSError):  # some are the system's own
                os.setxattr(fresh, name, os.getxattr(target, name))


def _sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    if path.is_dir():
        with suppress(OSError):  # Windows opens no folder, and some file systems cannot sync one
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _rename_new(fresh: Path, path: Path) -> None:
    """Give `fresh` the name `path`, unless it is taken, even by somebody else at this very moment."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: hold the name with an empty file for the blink of an eye
        with path.open("xb"):
            pass
        try:
            fresh.replace(path)
        except OSError:
            path.unlink()
            raise


def write_folder(texts: Mapping[str, str], path: PathLike) -> None:
    """Write a new folder of texts, keyed by their place in it, as UTF-8.

    The texts go to a temporary folder, which is then renamed: nothing half-written ever has the name.

    Raises:
        FileTrouble: It cannot be written, or something of that name exists: nothing is ever written into it.
    """
    path = path_of(path)
    with translating_os_errors(path):
        _require_unused(path)
        fresh = path.with_name(f".{os.urandom(8).hex()}.tmp")
        fresh.mkdir()
        try:
            for place, text in texts.items():
                file = fresh / place
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
                _sync(file)
            for folder in (*(each for each in fresh.rglob("*") if each.is_dir()), fresh):
                _sync(folder)
            _require_unused(path)
            fresh.rename(path)
            _sync(path.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _require_unused(path: Path) -> None:
    if os.path.lexists(path):
        raise FileTrouble(
            str(path), gettext("already exists, and nothing is ever written into it: choose another place")
        )
