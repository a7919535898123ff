"""Which commands there are, where each lives, and how one is run.

A command's module is imported when the command runs, so that nobody waits for what another command needs.  To add one:
a row in `COMMANDS`, and a module of its name with a function of its name.
"""

import warnings
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

import click

from positiveculture.cli.inputs import FromInput, format_option
from positiveculture.cli.output import guard_stdout, show_error, show_text, show_warning
from positiveculture.errors import FileWarning, PositiveCultureError, Unknown

#: Every command in the groups of the help: the module that it lives in, and what it does.
COMMANDS = {
    "Assess": {
        "frameworks": ("frameworks", "List the frameworks that are installed."),
        "show": ("frameworks", "Show a framework, or one of its topics."),
        "new-assessment": ("new_assessment", "Write an assessment to fill in."),
        "assess": ("assess", "Show the award indicated, and what is in the way."),
        "route": ("route", "Show the fewest steps to an award."),
        "summary": ("summary", "Show the next statement of every topic."),
        "progress": ("progress", "Show what rose, fell and is to be celebrated."),
        "rollup": ("rollup", "Show many services together."),
        "report": ("report", "Show the board's page of an assessment."),
    },
    "Fill in": {
        "workbook": ("workbook", "Write a spreadsheet to fill in."),
        "read-workbook": ("read_workbook", "Read a workbook back as an assessment."),
        "form": ("form", "Write a page to fill in an assessment on."),
    },
    "Listen": {
        "questions": ("questions", "Write what to ask in a forms tool."),
        "panel": ("panel", "Show what many people say together."),
        "feedback": ("feedback", "Show how well suggestions are answered."),
        "triangulate": ("triangulate", "Show the report on what several instruments found."),
    },
    "Act": {
        "plan": ("plan", "Write an action plan to fill in."),
        "actions": ("actions", "Show what of a plan is done, due and next."),
    },
    "Between frameworks": {
        "crosswalk": ("crosswalk", "Show how the topics of two frameworks are linked."),
        "carry": ("crosswalk", "Propose an assessment's evidence for another framework."),
        "migrate": ("migrate", "Show who would gain or lose an award in another edition."),
    },
    "Many at once": {"table": ("table", "Judge a whole table of assessments.")},
    "Doors": {
        "export": ("export", "Write what we know as other systems read it, and back."),
        "credential": ("credential", "Write an award on record as an Open Badge."),
    },
    "Authors": {
        "check": ("check", "Tell what is wrong with a framework or a file."),
        "new-framework": ("new_framework", "Write a plug-in to begin with."),
        "schema": ("schema", "Print the JSON Schema of a kind of file."),
        "plugins": ("frameworks", "List the plug-ins, and what became of each."),
    },
}
MODULES = {name: module for group in COMMANDS.values() for name, (module, _) in group.items()}


class Argument(click.Argument):
    """An argument that the help of its command explains."""

    def __init__(self, names: Sequence[str], *, about: str, **settings: Any) -> None:
        super().__init__(names, **settings)
        self.about = about


class Command(click.Command):
    """A command whose help explains its arguments too, and is printed as all other output is.

    One that reads files takes `--format`, which says what standard input is where `-` is given for a file.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        if any(isinstance(each.type, FromInput) for each in self.params):
            self.params.append(format_option())

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, without `--format`, which has been read already."""
        ctx.params.pop("format", None)
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments, then the options."""
        rows = [(each.human_readable_name, each.about) for each in self.params if isinstance(each, Argument)]
        if rows:
            with formatter.section("Arguments"):
                formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option `--help`."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _print_help
        return option


class Commands(Command, click.Group):
    """Every command, imported when it runs."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the name of every command."""
        return list(MODULES)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, from its module."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"positiveculture.cli.{MODULES[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with, and the rest of them."""
        if args[0] not in MODULES:
            ctx.fail(str(Unknown("command", args[0], tuple(MODULES))))
        return super().resolve_command(ctx, args)

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write every command with what it does, in groups; none is imported for that."""
        width = max(map(len, MODULES))
        for group, commands in COMMANDS.items():
            with formatter.section(group):
                formatter.write_dl([(name.ljust(width), does) for name, (_, does) in commands.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that the arguments name, its output kept apart from what plug-ins print."""
        with guard_stdout():
            return super().invoke(ctx)


def _print_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        show_text(ctx.get_help() + "\n")
        ctx.exit()


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from positiveculture import __version__

        show_text(f"positiveculture {__version__}\n")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100, "show_default": True},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version and exit.",
)
def app() -> None:
    """Published care-sector culture frameworks: what an assessment supports, what stands in the way, and what next."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 the input is wrong, 2 wrong usage.

    The one place at which an error becomes sentences on standard error.

    Raises:
        KeyboardInterrupt: Somebody pressed Ctrl-C.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", FileWarning)
            once = cache(show_warning)  # whatever is loaded more than once in a command
            warnings.showwarning = lambda message, *_, **__: once(str(message))
            status = app.main(args=list(arguments), prog_name="positiveculture", standalone_mode=False)
    except PositiveCultureError as error:
        show_error(error)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    return status if isinstance(status, int) else 0
