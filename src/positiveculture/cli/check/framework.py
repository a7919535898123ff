"""The conformance checks on a framework that `check` runs."""

from typing import TYPE_CHECKING

from positiveculture.errors import FrameworkLoadError, Invalid, Problem
from positiveculture.framework import Framework
from positiveculture.sentences import quoted

if TYPE_CHECKING:
    from positiveculture.testing.kit.report import ConformanceReport
    from positiveculture.testing.kit.running import Run

#: How many examples are drawn for each law: fewer than in tests, for somebody is waiting.
EXAMPLES = 20


class DoesNotConform(Invalid):
    """A framework fails conformance checks."""

    def __str__(self) -> str:
        return "\n".join(problem.message for problem in self.problems)


def start(name: str | Framework) -> "Run":
    """Return the run of an installed framework, or of a framework's file; nothing is judged yet.

    It is looked at from outside before anything else loads it, since what loading it changes is then changed.

    Raises:
        PositiveCultureError: The file cannot be read, or the plug-in hangs.
    """
    from positiveculture.testing.kit.running import run_of

    run = run_of(name, max_examples=EXAMPLES)
    if run.subject.traces.hangs:
        raise FrameworkLoadError(str(name), str(run.subject.sources[0]), run.subject.trouble)
    return run


def refuse_failures(report: "ConformanceReport") -> None:
    """Refuse a framework that does not conform.

    Raises:
        DoesNotConform: A check fails; every failure at once, in full.
    """
    from positiveculture.testing.kit.report import Status

    if not report.ok:
        lines = [line for result in report.of(Status.FAILED) for line in result.message.splitlines()]
        raise DoesNotConform(
            f"framework {quoted(report.target)}", tuple(Problem("error", (), {"reason": line}) for line in lines)
        )
