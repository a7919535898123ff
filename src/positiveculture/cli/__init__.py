"""The command line, for registered managers, quality teams and authors of plug-ins.

Click and Rich come with the extra `cli`; where one is missing, `main` says how to install it.
"""

import signal
import sys

#: The packages that the extra `cli` installs.
EXTRA = frozenset({"click", "rich"})

#: What ends a command besides Ctrl-C, where it is not ignored: Windows has not all of them.
ENDING = ("SIGTERM", "SIGHUP")


def main() -> None:
    """Run the command that the arguments of this process name, and exit: 0 done, 1 wrong input, 2 wrong usage.

    One that is interrupted clears away what it has begun to write, and exits with 128 and the number of the signal.
    """
    received = [signal.SIGINT]

    def interrupt(number: int, _: object) -> None:
        received.append(signal.Signals(number))
        raise KeyboardInterrupt

    try:
        for each in (getattr(signal, name) for name in ENDING if hasattr(signal, name)):
            if signal.getsignal(each) is signal.SIG_DFL:
                signal.signal(each, interrupt)
        from positiveculture.cli.app import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:  # also while modules are still imported
        sys.exit(128 + received[-1])
    except RuntimeError as error:
        if isinstance(error.__cause__, KeyboardInterrupt):  # as Python 3.11 has it, while a class is made
            sys.exit(128 + received[-1])
        raise
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in EXTRA:
            raise
        install = f'{missing}, which is not installed: pip install "positiveculture[cli]"'
        sys.stderr.write(f"The command line needs {install}\n")
        sys.exit(2)
