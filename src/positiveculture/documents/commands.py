"""What only commands say: which ones lead on from what is shown, and which option says what a problem asks for."""

import shlex
from collections.abc import Iterator

from positiveculture.errors import Problem
from positiveculture.gettext import gettext
from positiveculture.outcome import Outcome, State

#: The option of a command by which somebody says what a problem asks for, by the problem's code.
OPTIONS = {
    "unknown-heading": "--columns",
    "heading-of-several": "--columns",
    "several-sheets": "--sheet",
    "several-separators": "--separator",
    "no-encoding": "--encoding",
    "two-encodings": "--encoding",
    "cell-not-applicable": "--no-answer",
    "into-missing": "--into",
    "into-needless": "--into",
}


def with_option(problem: Problem) -> str:
    """Return the sentence of a problem, and the option of a command that it is about, where there is one."""
    option = OPTIONS.get(problem.code)
    return problem.message if option is None else f"{problem.message} ({option})"


def next_commands(outcome: Outcome, file: str, framework: str | None = None) -> Iterator[str]:
    """Yield the commands that lead on from an outcome: the fewest steps to the next award, and a plan for it.

    Nothing where every award is met; only the plan where the framework publishes no awards.

    Args:
        outcome: What was shown.
        file: The file of its assessment, as it was named.
        framework: The framework that was asked for, an id or a file; None: the assessment's own.
    """
    own = [] if framework is None else ["--framework", framework]
    if not outcome.framework.awards:
        yield gettext("Next: {command}").format(command=shlex.join(["positiveculture", "plan", file, *own]))
        return
    unmet = [verdict.award.id for verdict in outcome if verdict.state is not State.MET]
    for words, command in ((gettext("Next: {command}"), "route"), (gettext("Then: {command}"), "plan")):
        if unmet:
            yield words.format(command=shlex.join(["positiveculture", command, file, "--to", unmet[0], *own]))
