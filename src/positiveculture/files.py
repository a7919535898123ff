"""TOML and JSON files in and out.

Reading refuses what is not UTF-8, larger than `LARGEST` bytes, nested too deeply or not what its name promises.
Writing is atomic: the whole text goes to a new file beside the old one, and then takes its place, so that a crash or a
full disk half-way leaves the old file whole.
"""

import json
import os
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from positiveculture import convert
from positiveculture.assessment import Assessment
from positiveculture.errors import FileTrouble, Invalid, InvalidFile, Problem
from positiveculture.framework import Framework
from positiveculture.plan import ActionPlan
from positiveculture.plugins import get_framework
from positiveculture.tomltext import toml_text

T = TypeVar("T")
PathLike: TypeAlias = str | os.PathLike[str]

#: The largest file that is read, in bytes: 8 MiB, some hundred times a full assessment with notes.
LARGEST = 8 * 1024 * 1024


def read_framework(path: PathLike, *, language: str | None = None) -> Framework:
    """Return the framework in a file, with the wording beside it laid over it.

    The wording is `wording.<language>.toml` in the same folder: of `language`, else of the framework's own language.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        InvalidFramework: Every problem at once, each at its place.
    """
    path = Path(path)
    payload = read_payload(path)
    own = payload.get("language", "en") if isinstance(payload, dict) else "en"
    wording = path.with_name(f"wording.{language or own}.toml")
    with _named(path):
        return convert.framework_from_dict(payload, [read_payload(wording)] if language or wording.exists() else [])


def read_assessment(path: PathLike, *, framework: str | Framework | None = None) -> Assessment:
    """Return the assessment in a file.

    Args:
        path: A TOML or JSON file.
        framework: What to judge it against; by default the installed framework that it names.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        UnknownFramework: No installed framework has the name that it gives.
        InvalidAssessment: Every problem at once, each at its place.
    """
    return _read(Path(path), framework, convert.assessment_from_dict, "an assessment")


def read_plan(path: PathLike, *, framework: str | Framework | None = None) -> ActionPlan:
    """Return the action plan in a file; arguments and errors as for `read_assessment`, with `InvalidPlan`."""
    return _read(Path(path), framework, convert.plan_from_dict, "an action plan")


def write_framework(framework: Framework, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `framework` to a TOML or JSON file, words included.

    Raises:
        FileTrouble: The file cannot be written, or is there already and may not be overwritten.
    """
    write_payload(convert.framework_to_dict(framework), path, overwrite=overwrite)


def write_assessment(assessment: Assessment, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `assessment` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.assessment_to_dict(assessment), path, overwrite=overwrite)


def write_plan(plan: ActionPlan, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `plan` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.plan_to_dict(plan), path, overwrite=overwrite)


def read_payload(path: PathLike) -> Any:
    """Return what a TOML or JSON file holds, as dicts, lists and plain values.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: It is not UTF-8, too large, nested too deeply, or not TOML or JSON.
    """
    path = Path(path)
    parse = _PARSERS.get(path.suffix.lower())
    if parse is None:
        raise FileTrouble(str(path), _suffixes())
    with _opened(path), path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        return _parsed(data, parse)
    except InvalidFile as error:
        raise InvalidFile(str(path), error.problems) from error.__cause__


def write_payload(payload: Any, path: PathLike, *, overwrite: bool = False) -> None:
    """Write plain values to a TOML or JSON file; errors as for `write_framework`."""
    path = Path(path)
    if path.suffix.lower() not in _PARSERS:
        raise FileTrouble(str(path), _suffixes())
    text = toml_text(payload) if path.suffix.lower() == ".toml" else json_text(payload)
    write_text(text, path, overwrite=overwrite)


def json_text(payload: Any) -> str:
    """Return `payload` as JSON, dates as ISO text."""
    return json.dumps(payload, default=lambda day: day.isoformat(), ensure_ascii=False, indent=2) + "\n"


def write_text(text: str, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `text` as UTF-8, whole or not at all.

    Raises:
        FileTrouble: The file cannot be written, or is there already and may not be overwritten.
    """
    path = Path(path)
    with _opened(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
            if overwrite:
                fresh.replace(path)
            else:
                os.link(fresh, path)
        finally:
            with suppress(FileNotFoundError):
                fresh.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _read(path: Path, framework: str | Framework | None, read: Callable[[object, Framework], T], what: str) -> T:
    payload = read_payload(path)
    if framework is None:
        named = payload.get("framework") if isinstance(payload, dict) else None
        if not isinstance(named, str):
            text = f'{what} names the id of its framework, as in framework = "wigan-progress"'
            raise InvalidFile(str(path), (Problem("`framework`", text),))
        framework = named
    with _named(path):
        return read(payload, get_framework(framework))


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Say in which file a problem stands."""
    try:
        yield
    except Invalid as error:
        raise type(error)(str(path), error.problems) from error.__cause__


@contextmanager
def _opened(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise FileTrouble(str(path), "is there already; it is overwritten only where that is asked for") from None
    except FileNotFoundError:
        missing = "there is no such file" if path.parent.is_dir() else f"there is no folder {path.parent}"
        raise FileTrouble(str(path), missing) from None
    except IsADirectoryError:
        raise FileTrouble(str(path), "is a folder, not a file") from None
    except PermissionError:
        raise FileTrouble(str(path), "permission denied") from None
    except (OSError, ValueError) as error:
        raise FileTrouble(str(path), str(error)) from error


def _parsed(data: bytes, parse: Callable[[str], Any]) -> Any:
    if len(data) > LARGEST:
        raise _wrong(f"is larger than {LARGEST // 1024 // 1024} MiB, the most that is read")
    if not data.strip():
        raise _wrong("is empty")
    try:
        return parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _wrong("is not UTF-8: save the file as UTF-8 text", f"line {line}") from error
    except RecursionError as error:
        raise _wrong("is nested too deeply to be read") from error
    except json.JSONDecodeError as error:
        raise _wrong(f"not JSON: {error.msg}", f"line {error.lineno}, column {error.colno}") from error
    except ValueError as error:
        raise _wrong(str(error)) from error


def _wrong(text: str, place: str = "") -> InvalidFile:
    return InvalidFile("the file", (Problem(place or "the file", text),))


def _toml(text: str) -> Any:
    return tomllib.loads(text)


def _json(text: str) -> Any:
    return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = ", ".join(sorted({f'"{key}"' for key in keys if keys.count(key) > 1}))
        raise ValueError(f"not JSON that can be trusted: a table gives {twice} more than once")
    return found


def _no_constant(name: str) -> None:
    raise ValueError(f"not JSON: {name} is no number")


_PARSERS: dict[str, Callable[[str], Any]] = {".toml": _toml, ".json": _json}


def _suffixes() -> str:
    return "is neither .toml nor .json, so its kind is not known"
