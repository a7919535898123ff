"""Crosswalks, in and out: each names two frameworks, and is checked against both."""

from pathlib import Path

from positiveculture import convert
from positiveculture.crosswalk import Crosswalk
from positiveculture.errors import UnknownFramework
from positiveculture.files.reading import read_payload
from positiveculture.files.trouble import PathLike, named
from positiveculture.files.writing import write_payload
from positiveculture.framework import Framework
from positiveculture.plugins import get_framework


def read_crosswalk(
    path: PathLike, *, here: str | Framework | None = None, there: str | Framework | None = None
) -> Crosswalk:
    """Return the crosswalk in a file.

    Args:
        path: A TOML or JSON file.
        here: The framework on the left; by default the installed one that the file names.
        there: The framework on the right; by default the installed one that the file names.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        UnknownFramework: No installed framework has a name that it gives.
        InvalidCrosswalk: Every problem at once, each at its place.
    """
    payload = read_payload(path)
    sides = _side(path, payload, "from", here), _side(path, payload, "to", there)
    with named(Path(path)):
        return convert.crosswalk_from_dict(payload, *sides)


def write_crosswalk(crosswalk: Crosswalk, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `crosswalk` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.crosswalk_to_dict(crosswalk), path, overwrite=overwrite)


def _side(path: PathLike, payload: object, key: str, framework: str | Framework | None) -> Framework | None:
    """Return the framework at one end; None where the file names none, which is told with the rest."""
    if framework is not None:
        return get_framework(framework)
    end = payload.get(key) if isinstance(payload, dict) else None
    id_ = end.get("framework") if isinstance(end, dict) else None
    if not isinstance(id_, str):
        return None
    try:
        return get_framework(id_)
    except UnknownFramework as error:
        hint = "; ".join(filter(None, [error.hint, f"it is named by `{key}` of {path}"]))
        raise UnknownFramework(error.kind, error.name, error.known, hint) from None
