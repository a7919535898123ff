"""Wordings: other words for a framework, by id; read, written, looked up, and applied to a framework.

A plug-in declares an entry point in the group `positiveculture.wordings`: its name is the framework's id and the
language with two hyphens between, as in `wigan-progress--cy`, its value a callable without arguments that returns a
`Wording`, or a `Wording`, or a package that holds `wording.<language>.toml`.  What is nearer to the user is laid over
what is further away.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from positiveculture.errors import InvalidFramework, InvalidWording, Problem, UnknownWording
from positiveculture.field_types import key_step, require_each, with_types
from positiveculture.formats.converter import WrongFormat, unknown_keys
from positiveculture.formats.fields import mapping
from positiveculture.formats.files import FileKind
from positiveculture.formats.framework import framework_from_dict, framework_payload
from positiveculture.formats.kinds import is_wording
from positiveculture.formats.missing_texts import MissingText, count_texts, uncovered_texts
from positiveculture.formats.overlay import HEAD, KEYS, LANGUAGE, TABLES, TEXTS, report_words, with_text_keys
from positiveculture.formats.parsing import files_at, read_payload
from positiveculture.formats.paths import PathLike, Readable
from positiveculture.formats.values import ValueReader, given, visible_text
from positiveculture.framework import Framework, require_framework
from positiveculture.gettext import gettext
from positiveculture.plugins.entry_points import PluginKind
from positiveculture.plugins.registry import allowed_plugins, get_framework
from positiveculture.problems import Problems
from positiveculture.sentences import called, named, quoted

__all__ = [
    "MissingText",
    "Wording",
    "apply_wording",
    "count_texts",
    "find_wordings",
    "in_language",
    "missing_texts",
    "read_wording",
    "wording_from_dict",
    "wording_names",
    "wording_to_dict",
    "write_wording",
]


@attrs.frozen(kw_only=True)
class Wording:
    """Other words for one edition of one framework, in one language; it may give words to a part of it only."""

    #: The framework's id.
    framework: str
    edition: str
    #: The language, as in "cy", "en" or "en-easy-read".
    language: str
    #: The words, by id, as a wording file has them.
    words: Mapping[str, Any] = attrs.field(factory=dict, converter=with_text_keys, hash=False, repr=False)

    @property
    def name(self) -> str:
        """Its name among wordings: the framework's id and the language."""
        return f"{self.framework}--{self.language}"

    def problems(self, framework: Framework | None = None) -> tuple[Problem, ...]:
        """Return everything that is wrong with it, and with it as words for `framework`, where that is given."""
        try:
            self.validate(framework)
        except InvalidWording as error:
            return error.problems
        return ()

    def validate(self, framework: Framework | None = None) -> None:
        """Refuse what is wrong, also with it as words for `framework`, where that is given.

        Raises:
            InvalidWording: Every problem at once.
        """
        problems = Problems()
        words: object = self.words
        if isinstance(words, Mapping):
            _report({name: getattr(self, name) for name in HEAD}, words, problems)
        else:
            problems.report("not-a-table", "words", given=words)
        problems.refuse(InvalidWording, called("wording of", self.framework), words)
        if framework is not None:
            apply_wording(framework, self)


def wording_from_dict(payload: object) -> Wording:
    """Return the wording that `payload` describes; whether it fits a framework, `Wording.validate` tells.

    Raises:
        InvalidWording: Every problem at once, each at its place.
    """
    problems = Problems()
    table = mapping(payload, "wording", InvalidWording)
    words = with_text_keys({key: value for key, value in given(table).items() if key not in HEAD})
    head = _report(table, words, problems)
    problems.refuse(InvalidWording, called("wording of", table.get("framework")), table)
    return Wording(**head, words=words)


def _report(head: Mapping[str, Any], words: Mapping[Any, Any], problems: Problems) -> dict[str, str]:
    """Report what is wrong with a wording by itself; return what it says of itself."""
    unknown_keys(words, KEYS, problems)
    for key in HEAD:
        if key in words:
            problems.report("unknown-key", key, name=key, known=TEXTS)
    reader = ValueReader(head, problems)
    values = {name: reader.require(name, visible_text, "") for name in HEAD}
    if values["language"] and not LANGUAGE.fullmatch(values["language"]):
        problems.report("not-a-language", "language", given=values["language"])
    for key, entry in words.items():
        if key in (*TABLES, "plan", "floor") and not isinstance(entry, Mapping):
            problems.report("not-a-table", key, given=entry)
        elif isinstance(key, str) and not isinstance(entry, WrongFormat):
            report_words(_known(key, entry, problems), problems, key)
    return values


def _known(key: str, words: Any, problems: Problems) -> Any:
    """Return what a wording says under a key, without keys that nothing has words under, which are reported."""
    allowed = TABLES.get(key)
    if not allowed:
        return words
    known = {}
    for id_, entry in words.items():
        known[id_] = entry
        if isinstance(entry, Mapping):
            unknown_keys(entry, allowed, problems, key, key_step(id_))
            known[id_] = {name: text for name, text in entry.items() if name in allowed}
    return known


def wording_to_dict(wording: Wording) -> dict[str, Any]:
    """Return `wording` as JSON holds it; `wording_from_dict` reads it back equal.

    Raises:
        InvalidWording: It holds what would not be read back.
    """
    return WORDING.to_dict(wording)


def _payload(wording: Wording) -> dict[str, Any]:
    """Return what a file holds; what reading would refuse is refused."""
    wording.validate()
    return {name: getattr(wording, name) for name in HEAD} | dict(wording.words)


def apply_wording(framework: Framework, *wordings: Wording) -> Framework:
    """Return `framework` with each of `wordings` laid over it in turn; what they have no words for stays as it is.

    Words change, and the language; structure never does.

    Raises:
        InvalidWording: One is for another framework or edition, or gives words to an id that is not there; every
            problem at once.
    """
    require_framework(framework)
    if not require_each(wordings, Wording):
        return framework
    problems = Problems()
    worded = framework
    try:
        worded = framework_from_dict(framework_payload(framework), [_payload(each) for each in wordings])
    except InvalidFramework as error:  # it was whole before: what is wrong now is the wording's
        problems.collect(error)
    _report_prompts(framework, wordings, problems)
    names = ", ".join(dict.fromkeys(quoted(each.name) for each in wordings))
    problems.refuse(InvalidWording, gettext("wording {name}").format(name=names), None)
    return worded


def _report_prompts(framework: Framework, wordings: Iterable[Wording], problems: Problems) -> None:
    """Report each question of a plan that the framework does not ask."""
    known = dict(framework.plan.prompts)
    for number, wording in enumerate(wordings):
        plan = wording.words.get("plan")
        prompts = plan.get("prompts") if isinstance(plan, Mapping) else None
        collected = Problems()
        for field in prompts if isinstance(prompts, Mapping) else ():
            if field not in known:
                step = key_step(field)
                collected.report("unknown-id", "plan", "prompts", step, name=str(step), known=known)
        problems.collect_from(collected, wording.words, gettext("wording"), "wordings", number)


def missing_texts(framework: Framework, *wordings: Wording) -> tuple[MissingText, ...]:
    """Return each text of `framework` for which none of `wordings` has words, in the order of a framework's file.

    Raises:
        InvalidWording: As for `apply_wording`.
    """
    apply_wording(framework, *wordings)
    return uncovered_texts(framework, *wordings)


WORDING = FileKind(
    name="wording",
    cls=Wording,
    error=InvalidWording,
    from_dict=wording_from_dict,
    payload=_payload,
    valid="{name}: a valid wording",
)


def read_wording(path: Readable) -> Wording:
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
    declared = [source for source in allowed_plugins(WORDINGS) if source.name.lower() == wanted.lower()]
    if len(declared) > 1:
        sources = {"sources": "; ".join(map(str, declared))}
        raise InvalidWording(named("wording", wanted), (Problem("several-sources", (), sources),))
    return WORDINGS.load(declared[0]) if declared else None


@with_types
def find_wordings(framework: str | Framework, language: str) -> tuple[Wording, ...]:
    """Return every wording of a framework in a language, in the order in which they are laid over it.

    First the one that is installed, by an entry point in the group `positiveculture.wordings`; then those that the
    variable `POSITIVECULTURE_WORDINGS` of the environment names, in its order.

    Raises:
        UnknownWording: None is in this language.
        InvalidWording: Those in it are of other editions; or one is not valid.
        FileTrouble, InvalidFile, RegistryError: One could not be loaded.
    """
    own = get_framework(framework)
    plugged = _installed(own.id, language)
    of_it = [each for each in (*filter(None, [plugged]), *_named_by_environment()) if each.framework == own.id]
    in_language = [each for each in of_it if each.language.lower() == language.lower()]
    fitting = tuple(each for each in in_language if each.edition == own.edition)
    if fitting:
        return fitting
    if in_language:
        words = {"editions": sorted({each.edition for each in in_language}), "expected": own.edition}
        problem = Problem("wording-edition", ("edition",), words, "`edition`")
        raise InvalidWording(named("wording", in_language[0].name), (problem,))
    languages = {name.partition("--")[2] for name in wording_names() if name.startswith(f"{own.id}--")}
    known = tuple(sorted(languages | {each.language for each in of_it}))
    hint = gettext("name its file, or set {variable} to a file or folder").format(variable=VARIABLE)
    raise UnknownWording(gettext("wording of {framework} in").format(framework=own.id), language, known, hint)


@with_types
def in_language(framework: str | Framework, language: str) -> Framework:
    """Return a framework in a language, with the installed wordings applied.

    Where its own words are in that language, and no wording is installed, it is returned as it is.

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
    return apply_wording(own, *wordings)


def _named_by_environment() -> Iterator[Wording]:
    """Yield each wording that the environment names; in a folder, what is no wording is passed by."""
    for name in filter(None, map(str.strip, os.environ.get(VARIABLE, "").split(os.pathsep))):
        files, is_folder = files_at(Path(name))
        yield from (read_wording(file) for file in files if not is_folder or is_wording(read_payload(file)))
