"""The command line, for registered managers, quality teams and authors of plug-ins.

Click and Rich come with the extra `cli`; where one is missing, `main` says how to install it.
"""

import sys

#: The packages that the extra `cli` installs.
EXTRA = frozenset({"click", "rich"})

#: The exit status of a command that was interrupted by Ctrl-C, as shells have it.
INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments of this process name, and exit: 0 done, 1 wrong input, 2 wrong usage."""
    try:
        from positiveculture.cli.app import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # also while modules are still imported
        sys.exit(INTERRUPTED)
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # as Python 3.11 has it, while a class is made
            sys.exit(INTERRUPTED)
        raise
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in EXTRA:
            raise
        install = f'{missing}, which is not installed: pip install "positiveculture[cli]"'
        sys.stderr.write(f"The command line needs {install}\n")
        sys.exit(2)
