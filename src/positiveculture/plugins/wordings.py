"""Which wordings there are for a framework: by entry point, by the environment, or by path.

A plug-in declares an entry point in the group `positiveculture.wordings`: its name is the framework's id and the
language with two hyphens between, as in `wigan-progress--cy`, its value a callable without arguments that returns a
`Wording`, or a `Wording`, or a package that holds `wording.<language>.toml`.  What is nearer to the user is laid over
what is further away.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from positiveculture.errors import InvalidWording, Problem, UnknownWording
from positiveculture.formats.kinds import is_wording
from positiveculture.formats.parsing import PARSERS, read_payload
from positiveculture.formats.paths import translating_os_errors
from positiveculture.formats.wording import WORDING, Wording, read_wording, worded
from positiveculture.framework import Framework
from positiveculture.plugins.entry_points import PluginKind, PluginSource
from positiveculture.plugins.registry import get_framework, registry
from positiveculture.sentences import quoted

WORDINGS = PluginKind(
    noun="wording",
    group="positiveculture.wordings",
    cls=Wording,
    error=InvalidWording,
    name_of=lambda wording: wording.name,
    files=lambda name: (f"wording.{name.rpartition('--')[2]}.toml",),
    read=lambda file, _: WORDING.read(file),
)

#: Of the environment: wording files, and folders of them, with the system's separator of paths between.
VARIABLE = "POSITIVECULTURE_WORDINGS"

#: What is installed, as for `Registry`.
Sources: TypeAlias = Callable[[], Iterable[PluginSource]]


def wording_names(sources: Sources = WORDINGS.installed) -> tuple[str, ...]:
    """Return the name of every wording that is installed and allowed, sorted. Imports nothing."""
    return tuple(sorted({source.name for source in sources() if registry().allows(source)}))


def installed_wording(framework: str, language: str, *, sources: Sources = WORDINGS.installed) -> Wording | None:
    """Return the wording that is installed for a framework's id in a language; None where there is none.

    Raises:
        FrameworkLoadError: Its plug-in failed.
        InvalidWording: It is none, is called otherwise, or several distributions have one.
    """
    wanted = f"{framework}--{language}"
    found = [source for source in sorted(set(sources())) if source.name == wanted and registry().allows(source)]
    if len(found) > 1:
        sources_ = {"sources": "; ".join(map(str, found))}
        raise InvalidWording(f"wording {quoted(wanted)}", (Problem("several-sources", (), sources_),))
    return WORDINGS.load(found[0]) if found else None


def find_wordings(
    framework: str | Framework,
    language: str,
    *,
    environment: Mapping[str, str] | None = None,
    sources: Sources = WORDINGS.installed,
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
        words = {"editions": sorted({each.edition for each in found}), "expected": own.edition}
        problem = Problem("wording-edition", ("edition",), words, "`edition`")
        raise InvalidWording(f"wording {quoted(found[0].name)}", (problem,))
    languages = {name.partition("--")[2] for name in wording_names(sources) if name.startswith(f"{own.id}--")}
    known = tuple(sorted(languages | {each.language for each in of_it}))
    hint = f"name its file, or set {VARIABLE} to a file or folder"
    raise UnknownWording(f"wording of {own.id} in", language, known, hint)


def in_language(framework: str | Framework, language: str, *, sources: Sources = WORDINGS.installed) -> Framework:
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
    return worded(own, *wordings)


def _named(environment: Mapping[str, str]) -> Iterator[Wording]:
    """Yield each wording that the environment names; in a folder, what is no wording is passed by."""
    for name in filter(None, map(str.strip, environment.get(VARIABLE, "").split(os.pathsep))):
        path = Path(name)
        with translating_os_errors(path):
            if not path.is_dir():
                yield read_wording(path)
                continue
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in PARSERS and file.is_file())
        yield from (read_wording(file) for file in inside if is_wording(read_payload(file)))
