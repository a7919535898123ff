"""A folder of files, written whole or not at all."""

import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from positiveculture.errors import FileTrouble
from positiveculture.files.trouble import PathLike, troubled


def write_folder(texts: Mapping[str, str], path: PathLike) -> None:
    """Write a new folder of texts, keyed by their place in it, as UTF-8.

    The texts go to a new folder beside, which then takes the name: nothing half-written ever has it.

    Raises:
        FileTrouble: It cannot be written, or something of that name is there: nothing is ever written into it.
    """
    path = Path(path)
    with troubled(path):
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
