"""From a file's bytes to plain values; what cannot be trusted is refused, with its line where that is known.

Refused is what is no ordinary file, larger than `LARGEST` bytes, not UTF-8, nested deeper than `NESTED` tables and
lists, or not what its name promises.
"""

import json
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import attrs

from positiveculture.errors import FileTrouble, Invalid, InvalidFile, PositiveCultureError, Problem
from positiveculture.formats.paths import (
    File,
    Readable,
    StandardInput,
    path_of,
    require_regular_file,
    suffix_of,
    translating_os_errors,
    with_filename,
)
from positiveculture.gettext import gettext
from positiveculture.problems import Problems
from positiveculture.sentences import named

#: The largest file that is read, in bytes: 8 MiB, some hundred times a full assessment with notes.
LARGEST = 8 * 1024 * 1024

#: How deep tables and lists may be nested: rules, the deepest of what we read, may take 64 of it.
NESTED = 100

#: How files of other kinds begin that people give another name.
OTHER_FILES = {
    b"PK\x03\x04": "a zip, as Word and spreadsheets are",
    b"%PDF": "a PDF",
    b"{\\rtf": "a document of a word processor",
    b"\xd0\xcf\x11\xe0": "a document or spreadsheet of before 2007",
    b"<": "a page or a document with tags",
}

#: A TOML key of more parts than may be nested: refused before it is parsed, which takes the square of its length.
LONG_KEY = re.compile(
    r"""(?m)(?:^|[\[{,])[ \t]*+(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){""" + str(NESTED) + "}"
)


def read_payload(path: Readable) -> Any:
    """Return what a TOML or JSON file holds, as dicts, lists and plain values.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: It is not UTF-8, too large, nested too deeply, or not TOML or JSON.
    """
    parse = PARSERS.get(suffix_of(path))
    if parse is None:
        refuse_kind(path, _of_another_kind(suffix_of(path)))
    text = read_text(path)
    with with_filename(path):
        return _parsed(text, parse)


def refuse_kind(path: Readable, why: str) -> NoReturn:
    """Refuse a file that is of another kind by its name.

    Raises:
        FileTrouble: It is, or is not there: then it is of no kind.
    """
    if isinstance(path, str | os.PathLike):
        read_bytes(path, 0)
    raise FileTrouble(str(path), why)


def files_at(path: File, *, hidden: bool = True) -> tuple[list[File], bool]:
    """Return the file, or the TOML and JSON files in the folder and the folders inside it; and whether it is a folder.

    Raises:
        FileTrouble: It cannot be looked at.
    """
    if isinstance(path, StandardInput):
        return [path], False
    with translating_os_errors(path):
        return ([*payload_files(path, hidden=hidden)], True) if path.is_dir() else ([path], False)


def every_file(paths: Iterable[File], problems: Problems, *, hidden: bool = True) -> Iterator[tuple[File, bool]]:
    """Yield each file, and those that `files_at` finds in each folder, with whether it is in one.

    What cannot be looked at is reported.
    """
    for path in paths:
        try:
            files, is_folder = files_at(path, hidden=hidden)
        except FileTrouble as error:
            report_of_file(path, error, problems)
        else:
            yield from ((file, is_folder) for file in files)


def payload_files(folder: Path, *, hidden: bool) -> list[Path]:
    """Return the TOML and JSON files in a folder and the folders inside it, sorted; those that are hidden if asked."""
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in PARSERS and file.is_file())
    return [file for file in files if hidden or not any(part[0] == "." for part in file.relative_to(folder).parts)]


def _of_another_kind(suffix: str) -> str:
    """Return the message for a file that is neither TOML nor JSON."""
    if suffix in OTHER_SHEETS:
        return gettext("is a spreadsheet of a kind that is not read, maybe with macros: save it as .xlsx, .ods or .csv")
    if suffix in SHEETS:
        return gettext(
            "is a spreadsheet, and neither .toml nor .json; a workbook that was filled in is read by `read-workbook`, "
            "the answers of many people by `panel`"
        )
    return unknown_kind()


def unknown_kind() -> str:
    """Return the message for a file whose name does not say that it is TOML or JSON."""
    return gettext("is neither .toml nor .json, so its kind is not known")


def read_text(path: Readable) -> str:
    """Return the text of a file, its line ends as they are.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: It is not UTF-8, too large or empty.
    """
    data = read_bytes(path)
    with with_filename(path):
        return _text(data)


def read_bytes(path: Readable, most: int = LARGEST) -> bytes:
    """Return the bytes of a file, one more than `most` at the most.

    Raises:
        FileTrouble: The file cannot be opened.
        WrongArgument: It is no file.
    """
    if hasattr(path, "open") and not isinstance(path, os.PathLike):
        with path.open("rb") as file:
            return bytes(file.read(most + 1))
    path = path_of(path)
    with translating_os_errors(path):
        # Before it is opened: to open a pipe is to wait for somebody who writes to it.
        size = require_regular_file(path).st_size
        with path.open("rb") as file:
            # A read of the file's size, and one byte for a file that grows: not 8 MiB for each small file.
            return file.read(min(size, most) + 1)


def _parsed(text: str, parse: Callable[[str], Any]) -> Any:
    try:
        payload = parse(text)
    except RecursionError as error:
        raise _too_deep() from error
    except InvalidFile:
        raise
    except ValueError as error:  # of Python's own: a whole number of thousands of digits
        raise wrong_file("unreadable") from error
    if _deep(payload):
        raise _too_deep()
    return payload


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise wrong_file("large-file", most=LARGEST // 1024 // 1024)
    for begin, kind in OTHER_FILES.items():
        if data.startswith(begin):
            raise wrong_file("other-file", kind=gettext(kind))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise wrong_file("not-utf-8", line=line) from error
    if text.count("\0") * 4 > len(text):  # UTF-16 without the mark of it: half of its bytes are 0
        raise wrong_file("not-utf-8", line=text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise wrong_file("empty-file")
    return text


def _deep(payload: Any) -> bool:
    """Return whether `payload` is nested deeper than is read, without recursion."""
    level: list[Any] = [[payload]]
    depth = 0
    while level and depth <= NESTED:
        inside = (one.values() if type(one) is dict else one for one in level)
        level = [each for values in inside for each in values if type(each) in (dict, list)]
        depth += 1
    return bool(level)


def _toml(text: str) -> Any:
    if LONG_KEY.search(text):
        raise _too_deep()
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from positiveculture.formats.toml_faults import toml_problems  # noqa: PLC0415 - of files with mistakes alone

        problems, more = toml_problems(text, error)
        raise InvalidFile(gettext("the file"), tuple(problems), more) from error


def _json(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        line = error.lineno
    except _NotJson:
        line = 1
    from positiveculture.formats.json_faults import json_problems  # noqa: PLC0415 - of files with mistakes alone

    problems, more = json_problems(text, line)
    raise InvalidFile(gettext("the file"), tuple(problems), more)


class _NotJson(Exception):
    """A text has what the standard library's parser takes, and no JSON has."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise _NotJson
    return table


def _no_constant(_: str) -> None:
    raise _NotJson


def wrong_file(code: str, **params: object) -> InvalidFile:
    """Return the error of a file that is wrong as a whole, or at a row, or at a line and a column."""
    at = {name: number for name, number in params.items() if name in ("row", "line", "column")}
    place = ", ".join(named(*each) for each in at.items()) or gettext("the file")
    path = tuple(number for number in at.values() if isinstance(number, int))
    return InvalidFile(gettext("the file"), (Problem(code, path, params, place),))


def report_of_file(path: Readable, error: PositiveCultureError, problems: Problems) -> None:
    """Report every problem of an error with its file: it is the first step of the path, and named for "the file".

    Args:
        path: The file.
        error: What is wrong with it.
        problems: Where it is reported.
    """
    if isinstance(error, Invalid):
        own = [attrs.evolve(each, place="") if each.place == gettext("the file") else each for each in error.problems]
        problems.collect(Invalid("", tuple(each.below(str(path), str(path)) for each in own), error.more))
    else:
        reason = error.reason if isinstance(error, FileTrouble) else str(error)
        problems.add(Problem("error", (str(path),), {"reason": reason}, str(path)))


def _too_deep() -> InvalidFile:
    return wrong_file("nested-file", most=NESTED)


PARSERS: dict[str, Callable[[str], Any]] = {".toml": _toml, ".json": _json}

#: How the names of spreadsheets end that are read, and of those that are not.
SHEETS = (".csv", ".tsv", ".xlsx", ".ods")
OTHER_SHEETS = (".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".fods", ".numbers")
