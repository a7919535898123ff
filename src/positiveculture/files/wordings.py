"""Wordings, in and out, and where they are found.

By entry points, by the environment, or by path: what is nearer to whoever asks is laid over what is further away.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from positiveculture import convert
from positiveculture.errors import InvalidWording, Problem, UnknownWording, quoted
from positiveculture.files.reading import PARSERS, read_payload
from positiveculture.files.trouble import PathLike, named, troubled
from positiveculture.files.writing import write_payload
from positiveculture.framework import Framework
from positiveculture.plugins import get_framework
from positiveculture.plugins.wordings import Sources, installed_wording, installed_wordings, wording_names
from positiveculture.wording import Wording

#: Wording files, and folders of them, with the system's separator of paths between.
WORDINGS = "POSITIVECULTURE_WORDINGS"


def read_wording(path: PathLike) -> Wording:
    """Return the wording in a file.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        InvalidWording: Every problem at once, each at its place.
    """
    payload = read_payload(path)
    with named(Path(path)):
        return convert.wording_from_dict(payload)


def write_wording(wording: Wording, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `wording` to a TOML or JSON file; errors as for `write_framework`."""
    write_payload(convert.wording_to_dict(wording), path, overwrite=overwrite)


def find_wordings(
    framework: str | Framework,
    language: str,
    *,
    environment: Mapping[str, str] | None = None,
    sources: Sources = installed_wordings,
) -> tuple[Wording, ...]:
    """Return every wording of a framework in a language, in the order in which they are laid over it.

    First the one that is installed, by an entry point in the group `positiveculture.wordings`; then those that the
    variable `POSITIVECULTURE_WORDINGS` of the environment names, in its order.

    Raises:
        UnknownWording: There is none in this language.
        InvalidWording: There are some, but of other editions alone; or one does not hold together.
        FileTrouble, InvalidFile, RegistryError: One cannot be had.
    """
    own = get_framework(framework)
    plugged = installed_wording(own.id, language, sources=sources)
    named_ = [*_named(os.environ if environment is None else environment)]
    of_it = [each for each in ([plugged] if plugged else []) + named_ if each.framework == own.id]
    found = [each for each in of_it if each.language.lower() == language.lower()]
    fitting = tuple(each for each in found if each.edition == own.edition)
    if fitting:
        return fitting
    if found:
        editions = ", ".join(sorted({quoted(each.edition) for each in found}))
        text = f"there is one of edition {editions}, and this framework is of edition {quoted(own.edition)}"
        raise InvalidWording(f"wording {quoted(found[0].name)}", (Problem("`edition`", text),))
    languages = {name.partition("--")[2] for name in wording_names(sources) if name.startswith(f"{own.id}--")}
    known = tuple(sorted(languages | {each.language for each in of_it}))
    hint = f"name its file, or set {WORDINGS} to a file or folder"
    raise UnknownWording(f"wording of {own.id} in", language, known, hint)


def in_language(framework: str | Framework, language: str, *, sources: Sources = installed_wordings) -> Framework:
    """Return a framework in a language, with the wordings that are found laid over it.

    Where it speaks the language by itself, and nothing else is found, it is returned as it is.

    Raises:
        UnknownWording, InvalidWording, FileTrouble, InvalidFile, RegistryError: As for `find_wordings`.
    """
    own = get_framework(framework)
    try:
        wordings = find_wordings(own, language, sources=sources)
    except UnknownWording:
        if own.language.lower() == language.lower():
            return own
        raise
    return convert.worded(own, *wordings)


def is_wording(payload: object) -> bool:
    """Return whether `payload` is a wording, as far as its keys tell: it names a framework, and assesses nothing."""
    if not isinstance(payload, Mapping) or "framework" not in payload:
        return False
    others = {"responses", "service", "assessed_on", "actions", "priorities", "award"}
    return not others & payload.keys() and ("language" in payload or isinstance(payload.get("topics"), Mapping))


def _named(environment: Mapping[str, str]) -> Iterator[Wording]:
    """Yield each wording that the environment names; in a folder, what is no wording is passed by."""
    for name in filter(None, map(str.strip, environment.get(WORDINGS, "").split(os.pathsep))):
        path = Path(name)
        with troubled(path):
            if not path.is_dir():
                yield read_wording(path)
                continue
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in PARSERS and file.is_file())
        yield from (read_wording(file) for file in inside if is_wording(read_payload(file)))
