"""A framework's file, and the wording beside it."""

from collections.abc import Iterable
from pathlib import Path

from positiveculture.convert.frameworks import framework_from_dict
from positiveculture.convert.worded import LANGUAGE
from positiveculture.errors import FileTrouble, quoted
from positiveculture.files.reading import read_payload
from positiveculture.files.trouble import PathLike, named
from positiveculture.framework import Framework

#: What the file is called in the package of a plug-in that is data.
FILE = "framework.toml"


def read_framework(path: PathLike, *, language: str | None = None) -> Framework:
    """Return the framework in a file, with the wording beside it laid over it.

    The wording is `wording.<language>.toml` in the same folder: of `language`, else of the framework's own language.

    Raises:
        FileTrouble: The file cannot be opened, or has no wording in `language` beside it.
        InvalidFile: The file is not TOML or JSON.
        InvalidFramework: Every problem at once, each at its place.
    """
    path = Path(path)
    payload = read_payload(path)
    wording = _wording(path, payload, language)
    words = [] if wording is None else [read_payload(wording)]
    with named(path):
        return framework_from_dict(payload, words)


def framework_in(folders: Iterable[PathLike], package: str) -> Framework:
    """Return the framework of a package that is data: that of the first of its `folders` with a `framework.toml`.

    Raises:
        FileTrouble: None of them has one.
        InvalidFile, InvalidFramework: As for `read_framework`.
    """
    found = next((path for folder in folders if (path := Path(folder) / FILE).is_file()), None)
    if found is None:
        hint = f"a framework in Python is named with its object, as in {package}:framework"
        raise FileTrouble(package, f"is no package that holds a {FILE}; {hint}")
    return read_framework(found)


def _wording(path: Path, payload: object, language: str | None) -> Path | None:
    """Return the wording file to lay over the framework in `path`, if there is one; one that is asked for must be."""
    own = payload.get("language", "en") if isinstance(payload, dict) else "en"
    wanted = own if language is None else language
    if isinstance(wanted, str) and LANGUAGE.fullmatch(wanted):
        beside = path.with_name(f"wording.{wanted}.toml")
        return beside if language is not None or beside.exists() else None
    if language is not None:
        raise FileTrouble(str(path), f"has no wording in {quoted(language)}: a language is a name such as cy")
    return None
