"""From plain values to a file, whole or not at all.

The text goes to a new file in the same folder, which then takes the name: a crash or a full disk half-way leaves the
old file whole, and nothing under a name that was free.
"""

import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from positiveculture.errors import FileTrouble
from positiveculture.formats.parsing import PARSERS, UNKNOWN_KIND
from positiveculture.formats.paths import PathLike, require_regular_file, translating_os_errors
from positiveculture.formats.toml import toml_text


def write_payload(payload: Any, path: PathLike, *, overwrite: bool = False) -> None:
    """Write plain values to a TOML or JSON file; errors as for `write_framework`."""
    path = Path(path)
    if path.suffix.lower() not in PARSERS:
        raise FileTrouble(str(path), UNKNOWN_KIND)
    text = toml_text(payload) if path.suffix.lower() == ".toml" else json_text(payload)
    write_text(text, path, overwrite=overwrite)


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
        FileTrouble: The file cannot be written, or is there already and may not be overwritten.
    """
    with fresh_file(path, overwrite=overwrite) as fresh:
        fresh.write_bytes(text.encode())


@contextmanager
def fresh_file(path: PathLike, *, overwrite: bool = False) -> Iterator[Path]:
    """Hand over a new, empty file beside `path`, which takes its name once all is written; else nothing is left of it.

    Raises:
        FileTrouble: The file cannot be written, or is there already and may not be overwritten.
    """
    path = Path(path)
    with translating_os_errors(path):
        if not overwrite and os.path.lexists(path):
            raise FileExistsError
        target = Path(os.path.realpath(path)) if overwrite else path
        mode = _replaceable(target) if overwrite else None
        fresh = target.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            _begin(fresh, mode)
            yield fresh
            _finish(fresh)
            if overwrite:
                fresh.replace(target)
            else:
                _take(fresh, target)
        finally:
            with suppress(OSError):
                fresh.unlink()


def _replaceable(path: Path) -> int | None:
    """Return the permissions of the file that is overwritten, None where there is none; refuse one that is guarded."""
    try:
        mode = stat.S_IMODE(require_regular_file(path).st_mode)
    except FileNotFoundError:
        return None
    if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError
    return mode


def _begin(fresh: Path, mode: int | None) -> None:
    with fresh.open("xb"):
        if mode is not None:
            fresh.chmod(mode)  # before a word is in it: nobody reads what they could not read before


def _finish(fresh: Path) -> None:
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())


def _take(fresh: Path, path: Path) -> None:
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

    The texts go to a new folder beside, which then takes the name: nothing half-written ever has it.

    Raises:
        FileTrouble: It cannot be written, or something of that name is there: nothing is ever written into it.
    """
    path = Path(path)
    with translating_os_errors(path):
        _free(path)
        fresh = path.with_name(f".{secrets.token_hex(8)}.tmp")
        fresh.mkdir()
        try:
            for place, text in texts.items():
                file = fresh / place
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text.encode())
            _free(path)
            fresh.rename(path)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _free(path: Path) -> None:
    if os.path.lexists(path):
        raise FileTrouble(str(path), "is there already, and nothing is ever written into it: choose another place")
