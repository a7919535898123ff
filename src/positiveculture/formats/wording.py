"""Wordings: other words for a framework, by id; read, written, found, and laid over a framework.

A plug-in declares an entry point in the group `positiveculture.wordings`: its name is the framework's id and the
language with two hyphens between, as in `wigan-progress--cy`, its value a callable without arguments that returns a
`Wording`, or a `Wording`, or a package that holds `wording.<language>.toml`.  What is nearer to the user is laid over
what is further away.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from positiveculture.errors import InvalidFramework, InvalidWording, Problem, UnknownWording, nearest, quoted
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind, called
from positiveculture.formats.framework import framework_from_dict, framework_payload
from positiveculture.formats.missing_texts import Gap, count_texts, missing_words
from positiveculture.formats.overlay import HEAD, LANGUAGE, TABLES, TEXTS, Wording
from positiveculture.formats.parsing import PARSERS, read_payload
from positiveculture.formats.paths import PathLike, translating_os_errors
from positiveculture.formats.plain import plain
from positiveculture.formats.problems import Collector, unknown_keys
from positiveculture.formats.values import text
from positiveculture.framework import Framework
from positiveculture.plugins.entry_points import PluginKind
from positiveculture.plugins.registry import allowed_plugins, get_framework

__all__ = [
    "Gap",
    "Wording",
    "count_texts",
    "find_wordings",
    "in_language",
    "missing_words",
    "read_wording",
    "worded",
    "wording_from_dict",
    "wording_names",
    "wording_to_dict",
    "write_wording",
]


def wording_from_dict(payload: object) -> Wording:
    """Return the wording that `payload` describes; whether its ids are there is told once it is laid over a framework.

    Raises:
        InvalidWording: Every problem at once, each at its place.
    """
    bad = Collector()
    table = mapping(payload, "wording", InvalidWording)
    bad.found += unknown_keys(table, (*HEAD, *TEXTS, *TABLES, "plan"))
    head = {name: _said(table, name, bad) for name in HEAD}
    if head["language"] and not LANGUAGE.fullmatch(head["language"]):
        bad.say(f"a language is a name such as cy or en-easy-read, not {quoted(head['language'])}", "language")
    if bad.found:
        raise InvalidWording(called("wording of", table.get("framework")), bad.placed(table))
    return Wording(**head, words={key: value for key, value in table.items() if key not in HEAD})


def _said(table: Mapping[str, Any], name: str, bad: Collector) -> str:
    """Return what a wording says of itself."""
    if name not in table:
        bad.say("is missing: a wording says whose words it gives, of which edition and in which language", name)
        return ""
    try:
        found = text(table[name], str)
    except (TypeError, ValueError) as error:
        bad.add(error, name)
        return ""
    if not found.strip():
        bad.say("is empty", name)
    return found


def wording_to_dict(wording: Wording) -> dict[str, Any]:
    """Return `wording` as JSON holds it; `wording_from_dict` reads it back equal."""
    return dict(plain(_payload(wording)))


def _payload(wording: Wording) -> dict[str, Any]:
    return {name: getattr(wording, name) for name in HEAD} | dict(wording.words)


def worded(framework: Framework, *wordings: Wording) -> Framework:
    """Return `framework` with each of `wordings` laid over it in turn; what they have no words for stays as it is.

    Words change, and the language; structure never does.

    Raises:
        InvalidWording: One is for another framework or edition, or gives words to an id that is not there; every
            problem at once.
    """
    if not wordings:
        return framework
    problems = [problem for wording in wordings for problem in _strange_prompts(framework, wording)]
    try:
        found = framework_from_dict(framework_payload(framework), [_payload(each) for each in wordings])
    except InvalidFramework as error:  # it was whole before: what is wrong now is the wording's
        raise _refused(wordings, [*error.problems, *problems]) from error
    if problems:
        raise _refused(wordings, problems)
    return found


def _refused(wordings: Iterable[Wording], problems: Iterable[Problem]) -> InvalidWording:
    names = ", ".join(dict.fromkeys(quoted(each.name) for each in wordings))
    return InvalidWording(f"wording {names}", tuple(problems))


def _strange_prompts(framework: Framework, wording: Wording) -> Iterator[Problem]:
    """Yield a problem for each question of a plan that the framework does not ask."""
    plan, known = wording.words.get("plan"), dict(framework.plan.prompts)
    prompts = plan.get("prompts") if isinstance(plan, Mapping) else None
    for field in prompts if isinstance(prompts, Mapping) else ():
        if field not in known:
            text = f"the framework's plan does not ask this; {nearest(field, known)}"
            yield Problem(f"wording, `plan`, `prompts`, {quoted(field)}", text)


WORDING = FileKind(
    name="wording",
    keys=("framework",),
    error=InvalidWording,
    from_dict=wording_from_dict,
    payload=_payload,
)


def read_wording(path: PathLike) -> Wording:
    """Return the wording in a file.

    Raises:
        FileTrouble: The file cannot be opened.
        InvalidFile: The file is not TOML or JSON.
        InvalidWording: Every problem at once, each at its place.
    """
    return WORDING.read(path)


def write_wording(wording: Wording, path: PathLike, *, overwrite: bool = False) -> None:
    """Write `wording` to a TOML or JSON file; errors as for `write_framework`."""
    WORDING.write(wording, path, overwrite=overwrite)


def is_wording(payload: object) -> bool:
    """Return whether `payload` is a wording, as far as its keys tell: it names a framework, and assesses nothing."""
    if not isinstance(payload, Mapping) or "framework" not in payload:
        return False
    others = {"responses", "service", "assessed_on", "actions", "priorities", "award"}
    return not others & payload.keys() and ("language" in payload or isinstance(payload.get("topics"), Mapping))


WORDINGS = PluginKind(
    noun="wording",
    group="positiveculture.wordings",
    cls=Wording,
    error=InvalidWording,
    names=lambda wording: (wording.name,),
    files=lambda name: (f"wording.{name.rpartition('--')[2]}.toml",),
    read=lambda file, _: WORDING.read(file),
)

#: Of the environment: wording files, and folders of them, with the system's separator of paths between.
VARIABLE = "POSITIVECULTURE_WORDINGS"


def wording_names() -> tuple[str, ...]:
    """Return the name of every wording that is installed and allowed, sorted. Imports nothing."""
    return tuple(dict.fromkeys(source.name for source in allowed_plugins(WORDINGS)))


def _installed(framework: str, language: str) -> Wording | None:
    """Return the wording that is installed for a framework's id in a language; None where there is none."""
    wanted = f"{framework}--{language}"
    found = [source for source in allowed_plugins(WORDINGS) if source.name == wanted]
    if len(found) > 1:
        text = f"more than one distribution has it: {'; '.join(map(str, found))}; choose one by its file"
        raise InvalidWording(f"wording {quoted(wanted)}", (Problem("", text),))
    return WORDINGS.load(found[0]) if found else None


def find_wordings(framework: str | Framework, language: str) -> tuple[Wording, ...]:
    """Return every wording of a framework in a language, in the order in which they are laid over it.

    First the one that is installed, by an entry point in the group `positiveculture.wordings`; then those that the
    variable `POSITIVECULTURE_WORDINGS` of the environment names, in its order.

    Raises:
        UnknownWording: There is none in this language.
        InvalidWording: There are some, but of other editions alone; or one is not valid.
        FileTrouble, InvalidFile, RegistryError: One could not be loaded.
    """
    own = get_framework(framework)
    plugged = _installed(own.id, language)
    of_it = [each for each in (*filter(None, [plugged]), *_named_by_environment()) if each.framework == own.id]
    found = [each for each in of_it if each.language.lower() == language.lower()]
    fitting = tuple(each for each in found if each.edition == own.edition)
    if fitting:
        return fitting
    if found:
        editions = ", ".join(sorted({quoted(each.edition) for each in found}))
        text = f"there is one of edition {editions}, and this framework is of edition {quoted(own.edition)}"
        raise InvalidWording(f"wording {quoted(found[0].name)}", (Problem("`edition`", text),))
    languages = {name.partition("--")[2] for name in wording_names() if name.startswith(f"{own.id}--")}
    known = tuple(sorted(languages | {each.language for each in of_it}))
    hint = f"name its file, or set {VARIABLE} to a file or folder"
    raise UnknownWording(f"wording of {own.id} in", language, known, hint)


def in_language(framework: str | Framework, language: str) -> Framework:
    """Return a framework in a language, with the wordings that are found laid over it.

    Where it speaks the language by itself, and nothing else is found, it is returned as it is.

    Raises:
        UnknownWording, InvalidWording, FileTrouble, InvalidFile, RegistryError: As for `find_wordings`.
    """
    own = get_framework(framework)
    try:
        wordings = find_wordings(own, language)
    except UnknownWording:
        if own.language.lower() == language.lower():
            return own
        raise
    return worded(own, *wordings)


def _named_by_environment() -> Iterator[Wording]:
    """Yield each wording that the environment names; in a folder, what is no wording is passed by."""
    for name in filter(None, map(str.strip, os.environ.get(VARIABLE, "").split(os.pathsep))):
        path = Path(name)
        with translating_os_errors(path):
            if not path.is_dir():
                yield read_wording(path)
                continue
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in PARSERS and file.is_file())
        yield from (read_wording(file) for file in inside if is_wording(read_payload(file)))
