"""The arguments and options that several commands take."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial, wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from positiveculture.cli.app import Argument, Command
from positiveculture.cli.inputs import FromInput, NameOrInput, id_or_file, input_file, path
from positiveculture.cli.named import FrameworkChoice, WordingChoice
from positiveculture.cli.output import STANDARD_OUTPUT, Output
from positiveculture.errors import FileTrouble
from positiveculture.formats.parsing import PARSERS
from positiveculture.formats.paths import Readable, StandardInput
from positiveculture.gettext import gettext
from positiveculture.sentences import quoted

F = TypeVar("F", bound=Callable[..., Any])

command = partial(click.command, cls=Command)
flag = partial(click.option, is_flag=True)
#: An option that names a file to read, one to write, and one that is a number of one or more.
to_read = partial(click.option, metavar="FILE", type=input_file)
to_write = partial(click.option, metavar="FILE", type=path)
at_least_one = partial(click.option, metavar="N", type=click.IntRange(min=1))


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


def refuse_what_is_read() -> None:
    """Refuse to write over a file that this command reads: what is recorded in it would be lost.

    Raises:
        FileTrouble: One that is written is one that is read.
    """
    context = click.get_current_context()
    read: list[str | Path] = []
    written: list[Path] = []
    for parameter in context.command.params:
        value = context.params.get(parameter.name or "")
        files = [each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str | Path)]
        if isinstance(parameter.type, FromInput) and parameter.name != "into":  # of what goes on, nothing is lost
            read += files
        elif parameter.type is path:
            written += map(Path, files)
    for file in written:
        if any(_is_read(file, Path(other)) for other in read):
            raise FileTrouble(str(file), gettext("is what is read: write to another file"))


def _is_read(file: Path, other: Path) -> bool:
    """Return whether a file is another, or one of those that are read of a folder."""
    try:
        inside = other.is_dir() and file.is_file() and file.resolve().is_relative_to(other.resolve())
        return file.suffix.lower() in PARSERS if inside else file.samefile(other)
    except (OSError, ValueError):  # one is not there, or has a name that no file has
        return False


def on_day(about: str, name: str = "--on", *, today: bool = True) -> Callable[[F], F]:
    """Return what gives a command `--on`, as its `on`, or an option of another name: a date, or None if not `today`."""

    def to_date(_: click.Context, __: click.Parameter, given: str | None) -> date | None:
        if given is None:
            return date.today() if today else None
        try:
            return datetime.strptime(given, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has none
        except ValueError:
            words = gettext("{given} is no day; a day is written as 2026-03-31")
            raise click.BadParameter(words.format(given=quoted(given))) from None

    about = f"{about}, as 2026-03-31{'; today' if today else ''}."
    return click.option(name, metavar="DAY", callback=to_date, help=about)


as_json = flag("--json", "as_json", help="Print JSON, for programs.")
framework_name = argument(
    "framework", metavar="FRAMEWORK", type=id_or_file, about="The id of an installed framework, or its file."
)


def input_files(metavar: str, about: str) -> Callable[[F], F]:
    """Return what gives a command one file or more to read, as its `files`."""
    return argument("files", metavar=metavar, type=input_file, nargs=-1, required=True, about=about)


assessment_file = argument("file", metavar="FILE", type=input_file, about="An assessment, as TOML or JSON.")
rationale = click.option(
    "--rationale", metavar="TEXT", default="", help="Why links hold that say no reason, in an SSSOM table."
)
force = flag("--force", help="Overwrite an existing file.")


seconds = partial(click.option, metavar="SECONDS", type=click.FloatRange(min=0.1))
wait = seconds("--wait", default=10.0, help="How long to wait for each plug-in.")


def output(suffixes: str) -> Callable[[F], F]:
    """Return what gives a command `--out`, `--force` and `--json`, as its `output`."""
    out = to_write("--out", help=f"Write to this {suffixes} file; - is standard output.")

    def give(function: Any) -> Any:
        @out
        @force
        @as_json
        @wraps(function)
        def call(*, out: Path | None, force: bool, as_json: bool, **given: Any) -> Any:
            refuse_what_is_read()
            to_file = None if out == STANDARD_OUTPUT else out
            return function(output=Output(to_file, force, as_json), **given)

        return call

    return give


#: Of commands that show a document: it can be written to a file of any kind.
documented = output(".html, .md, .pdf, .txt or .json")


#: In which words a framework is shown.
WORDS = (
    click.option("--language", metavar="LANGUAGE", help="The framework's words in this language, as cy."),
    to_read("--wording", help="Lay the words of this wording file over the framework."),
)


def with_options(function: Callable[..., Any], options: Iterable[Callable[[Any], Any]]) -> Callable[..., Any]:
    """Give a command options, in their order."""
    for option in reversed(tuple(options)):
        function = option(function)
    return function


def in_words(function: Any) -> Any:
    """Give a command `--language` and `--wording`, as its `wording`."""

    @wraps(function)
    def call(*, language: str | None, wording: Readable | None, **given: Any) -> Any:
        return function(wording=WordingChoice(language, wording), **given)

    return with_options(call, WORDS)


def judging(
    words: Iterable[Callable[[Any], Any]], about: str = "Judge by this one: an id, or a file."
) -> Callable[[Any], Any]:
    """Return what gives a command `--framework`, and options for words, as its `choice`."""

    def give(function: Any) -> Any:
        @wraps(function)
        def call(
            *, framework: NameOrInput | None, language: str | None = None, wording: Readable | None = None, **given: Any
        ) -> Any:
            return function(choice=FrameworkChoice(framework, WordingChoice(language, wording)), **given)

        return click.option("--framework", metavar="FRAMEWORK", type=id_or_file, help=about)(with_options(call, words))

    return give


against, against_in_words = judging(()), judging(WORDS)


def assessable(function: Any) -> Any:
    """Give a command a framework, or an assessment and what to judge it by, as its `name` and its `choice`."""
    about = "A framework's id or file; or an assessment, to go on with it."
    judge = judging(WORDS, "What an assessment is judged by: an id, or a file.")
    return argument("name", metavar="FRAMEWORK-OR-FILE", type=id_or_file, about=about)(judge(function))


def judged(function: Any) -> Any:
    """Give a command the file of an assessment and what to judge it by, as its `outcome`."""

    @assessment_file
    @against_in_words
    @wraps(function)
    def call(*, file: Readable, choice: FrameworkChoice, **given: Any) -> Any:
        return function(outcome=choice.outcome(file), **given)

    return call


def named_again() -> tuple[str, str | None] | None:
    """Return the assessment's file and the framework as a `judged` command was given them; None: not as a file."""
    given = click.get_current_context().params
    file, framework = given["file"], given["framework"]
    if any(isinstance(each, StandardInput) for each in (file, framework)):
        return None
    return str(file), framework
