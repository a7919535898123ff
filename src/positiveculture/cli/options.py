"""The arguments and options that several commands take, and how what they name is read."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click
from click.core import ParameterSource

from positiveculture.cli.app import Argument, Command
from positiveculture.cli.inputs import IdOrFile, InputFile, NameOrInput
from positiveculture.cli.output import STANDARD_OUTPUT, Output
from positiveculture.errors import FileTrouble, UnknownWording
from positiveculture.formats.assessment import Assessment, read_assessment
from positiveculture.formats.framework import read_framework
from positiveculture.formats.kinds import kind_of
from positiveculture.formats.parsing import PARSERS, read_payload
from positiveculture.formats.paths import Readable, StandardInput, suffix_of
from positiveculture.framework import Framework
from positiveculture.framework_checks import FRAMEWORK_ID
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome, evaluate
from positiveculture.plugins.registry import get_framework
from positiveculture.sentences import quoted

if TYPE_CHECKING:
    from positiveculture.formats.wording import Wording
    from positiveculture.plan import ActionPlan

F = TypeVar("F", bound=Callable[..., Any])

command = partial(click.command, cls=Command)
flag = partial(click.option, is_flag=True)
path = click.Path(path_type=Path)
#: A file that is read, which `-` makes standard input.
input_file = InputFile()
#: The id of a framework, or its file, which `-` makes standard input.
id_or_file = IdOrFile()


def argument(*names: str, about: str, **settings: Any) -> Callable[[F], F]:
    """Return what gives a command an argument that its help explains."""
    return click.argument(*names, cls=Argument, about=about, **settings)


def refuse_given(idle: Mapping[str, str]) -> None:
    """Refuse options of this command that mean nothing here: the name of each parameter, and why.

    Raises:
        UsageError: All that were given on the command line.
    """
    context = click.get_current_context()
    given = [
        f"{parameter.opts[0]} {idle[parameter.name]}"
        for parameter in context.command.params
        if parameter.name in idle and context.get_parameter_source(parameter.name) is ParameterSource.COMMANDLINE
    ]
    if given:
        raise click.UsageError("; ".join(given) + ".")


def on_day(metavar: str, about: str, name: str = "--on", otherwise: str = "; today") -> Callable[[F], F]:
    """Return what gives a command `--on`, as its `on`, or an option of another name: a date, or None."""

    def to_date(_: click.Context, __: click.Parameter, given: str | None) -> date | None:
        try:
            return None if given is None else datetime.strptime(given, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has none
        except ValueError:
            words = gettext("{given} is no day; a day is written as 2026-03-31")
            raise click.BadParameter(words.format(given=quoted(given))) from None

    about = f"{about}, as 2026-03-31{otherwise}."
    return click.option(name, metavar=metavar, callback=to_date, help=about)


as_json = flag("--json", "as_json", help="Print JSON, for programs.")
framework_name = argument(
    "framework", metavar="FRAMEWORK", type=id_or_file, about="The id of an installed framework, or its file."
)
assessment_file = argument("file", metavar="FILE", type=input_file, about="An assessment, as TOML or JSON.")
against = click.option("--framework", metavar="FRAMEWORK", type=id_or_file, help="Judge by this one: an id, or a file.")
language = click.option("--language", metavar="LANGUAGE", help="The framework's words in this language, as cy.")
wording = click.option(
    "--wording", metavar="FILE", type=input_file, help="Lay the words of this wording file over the framework."
)
rationale = click.option(
    "--rationale", metavar="TEXT", default="", help="Why links hold that say no reason, in an SSSOM table."
)
force = flag("--force", help="Overwrite an existing file.")


def assessable(function: F) -> F:
    """Give a command a framework, or an assessment and what to judge it by, as its `name` and its `framework`."""
    about = "A framework's id or file; or an assessment, to go on with it."
    judge = "What an assessment is judged by: an id, or a file."
    option = click.option("--framework", metavar="FRAMEWORK", type=id_or_file, help=judge)
    return argument("name", metavar="FRAMEWORK-OR-FILE", type=id_or_file, about=about)(option(function))


wait = click.option(
    "--wait",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=10.0,
    help="How long to wait for each plug-in.",
)


def output(suffixes: str) -> Callable[[F], F]:
    """Return what gives a command `--out`, `--force` and `--json`, as its `output`."""
    out = click.option("--out", metavar="FILE", type=path, help=f"Write to this {suffixes} file; - is standard output.")

    def give(function: Any) -> Any:
        @out
        @force
        @as_json
        @wraps(function)
        def call(*, out: Path | None, force: bool, as_json: bool, **given: Any) -> Any:
            to_file = None if out == STANDARD_OUTPUT else out
            return function(output=Output(to_file, force, as_json), **given)

        return call

    return give


#: Of commands that show a document: it can be written to a file of any kind.
documented = output(".html, .md, .pdf, .txt or .json")


@attrs.frozen
class WordingChoice:
    """In which words a framework is shown; by default in its own."""

    language: str | None = None
    file: Readable | None = None

    def apply(self, framework: Framework, file: str | None = None) -> Framework:
        """Return `framework` in these words; where it was read from `file`, a wording may lie in the same folder.

        Raises:
            UnknownWording, InvalidWording, FileTrouble, InvalidFile, RegistryError: No such words exist, or they
                cannot be read.
        """
        if self == WordingChoice():
            return framework
        from positiveculture.formats.wording import apply_wording

        if file is not None and self.language and _has_wording(file, self.language):
            framework = read_framework(file, language=self.language)
        return apply_wording(framework, *self.wordings(framework))

    def wordings(self, framework: Framework) -> "tuple[Wording, ...]":
        """Return the wordings to apply to `framework`: those of the language that are found, then that of the file."""
        from positiveculture.formats.wording import find_wordings, read_wording

        found: tuple[Wording, ...] = ()
        if self.language:
            try:
                found = find_wordings(framework, self.language)
            except UnknownWording:
                if framework.language.lower() != self.language.lower() and self.file is None:
                    raise
        return (*found, *([read_wording(self.file)] if self.file else []))


def _has_wording(framework: str, language: str) -> bool:
    try:
        return Path(framework).with_name(f"wording.{language}.toml").exists()
    except (OSError, ValueError) as error:
        raise FileTrouble(framework, str(error)) from error


def in_words(function: Any) -> Any:
    """Give a command `--language` and `--wording`, as its `wording`."""

    @language
    @wording
    @wraps(function)
    def call(*, language: str | None, wording: Path | None, **given: Any) -> Any:
        return function(wording=WordingChoice(language, wording), **given)

    return call


def judged(function: Any) -> Any:
    """Give a command the file of an assessment and what to judge it by, as its `outcome`."""

    @assessment_file
    @against
    @in_words
    @wraps(function)
    def call(*, file: Path, framework: str | None, wording: WordingChoice, **given: Any) -> Any:
        return function(outcome=outcome_of(file, framework, wording), **given)

    return call


def named_again() -> tuple[str, str | None] | None:
    """Return the assessment's file and the framework as a `judged` command was given them; None: not as a file."""
    given = click.get_current_context().params
    file, framework = given["file"], given["framework"]
    if any(isinstance(each, StandardInput) for each in (file, framework)):
        return None
    return str(file), framework


def outcome_of(file: Readable, framework: NameOrInput | None, wording: WordingChoice) -> Outcome:
    """Return the outcome of the assessment in a file, by the framework that is named, else by its own."""
    named = named_framework(framework, wording)
    assessment = read_assessment(file, framework=named)
    return evaluate(judged_by(named, assessment, wording), assessment)


def edition_of(record: "Assessment | ActionPlan") -> Framework:
    """Return the installed edition that a record names."""
    return get_framework(record.framework, edition=record.edition)


def named_framework(name: NameOrInput | None, wording: WordingChoice | None = None) -> str | Framework | None:
    """Return what records are read against: of an id alone the id, for each record has its own edition of it."""
    if name is None:
        return None
    found = framework_of(name, wording)
    return found.id if isinstance(name, str) and not is_file(name) and "@" not in name else found


def judged_by(
    named: str | Framework | None, record: "Assessment | ActionPlan", wording: WordingChoice | None = None
) -> Framework:
    """Return what a record is judged by: the framework that is named, else its own edition, in the words chosen."""
    return named if isinstance(named, Framework) else (wording or WordingChoice()).apply(edition_of(record))


def framework_of(name: NameOrInput, wording: WordingChoice | None = None) -> Framework:
    """Return the framework in a file, or the installed `id` or `id@edition`, in the words that are chosen."""
    if isinstance(name, StandardInput):
        return (wording or WordingChoice()).apply(read_framework(name))
    id_, _, edition = name.partition("@")
    if edition and FRAMEWORK_ID.fullmatch(id_) and Path(name).suffix not in PARSERS:
        return (wording or WordingChoice()).apply(get_framework(id_, edition=edition))
    found = read_framework(name) if is_file(name) else get_framework(name)
    return found if wording is None else wording.apply(found, name if is_file(name) else None)


def framework_and_assessment(
    name: NameOrInput, framework: NameOrInput | None, wording: WordingChoice
) -> tuple[Framework, Assessment | None]:
    """Return the framework of that name, or in that file; or that of an assessment in that file, and the assessment."""
    if not is_file(name) or kind_of(read_payload(name)) == "framework":
        return framework_of(name, wording), None
    named = named_framework(framework, wording)
    assessment = read_assessment(name, framework=named)
    return judged_by(named, assessment, wording), assessment


def is_record(name: NameOrInput) -> bool:
    """Return whether `name` is a folder, or the file of an assessment or an action plan."""
    if not is_file(name) or suffix_of(name) not in PARSERS:
        return isinstance(name, str) and is_file(name) and Path(name).is_dir()
    return kind_of(read_payload(name)) in ("assessment", "action plan")


def is_file(name: NameOrInput) -> bool:
    """Return whether `name` is meant as a file: a framework's id has no dot and no slash."""
    return isinstance(name, StandardInput) or any(sign in name for sign in "./\\")
