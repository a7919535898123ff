"""The command line: what a registered manager, a quality team or a plug-in's author asks at a terminal.

Typer and Rich come with the extra `cli`; where they are missing, `main` says how to install them.
"""

import sys

#: What the extra `cli` brings, with what Typer itself stands on.
EXTRA = frozenset({"typer", "rich", "click"})


def main() -> None:
    """Run the command that the arguments of this process name, and exit: 0 done, 1 wrong input, 2 wrong usage."""
    try:
        from positiveculture.cli.app import run  # noqa: PLC0415 - what is missing should be said, not shown as a traceback
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in EXTRA:
            raise
        sys.stderr.write(
            f'The command line needs {missing}, which is not installed: pip install "positiveculture[cli]"\n'
        )
        sys.exit(2)
    sys.exit(run(sys.argv[1:]))
