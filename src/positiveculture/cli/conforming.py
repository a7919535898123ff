"""What `check` says of a framework beyond its data: whether it conforms, as the conformance kit tells it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from positiveculture.cli import words
from positiveculture.errors import FrameworkLoadError, Invalid, Problem
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


def begun(name: str) -> "Run":
    """Return the run of an installed framework, or of a framework's file; nothing is judged yet.

    It is looked at from outside before anything else loads it, since what loading it changes is then changed.

    Raises:
        PositiveCultureError: The file cannot be read, or the plug-in hangs.
    """
    from positiveculture.testing.kit.running import run_of  # noqa: PLC0415 - only `check` pays for it

    run = run_of(name, max_examples=EXAMPLES)
    if run.subject.traces.hangs:
        raise FrameworkLoadError(name, str(run.subject.sources[0]), run.subject.trouble)
    return run


def told(report: "ConformanceReport") -> Iterator[str]:
    """Yield lines that say what was checked, and what was not."""
    from positiveculture.testing.kit.report import Status  # noqa: PLC0415 - as above

    counts = {status: len(report.of(status)) for status in Status}
    parts = [f"{counts[Status.PASSED]} of {words.count(report.judged, 'check')} passed"]
    if counts[Status.INAPPLICABLE]:
        number = counts[Status.INAPPLICABLE]
        parts.append(f"{number} do{'es' * (number == 1)} not apply")
    if counts[Status.BLOCKED]:
        parts.append(f"{counts[Status.BLOCKED]} rest on one that failed")
    yield f"Conformance, level {report.level}: {', '.join(parts)}; {EXAMPLES} examples of each law."
    if counts[Status.NOT_RUN]:
        left = report.of(Status.NOT_RUN)
        yield f"Not run: {', '.join(result.id for result in left)}."
        yield f"Each of them says: {left[0].reason}"
    yield from (f"Advisory: {result.message.splitlines()[0]}" for result in report.of(Status.ADVISORY))


def require(report: "ConformanceReport") -> None:
    """Refuse a framework that does not conform.

    Raises:
        DoesNotConform: A check fails; every failure at once, in full.
    """
    from positiveculture.testing.kit.report import Status  # noqa: PLC0415 - as above

    if not report.ok:
        lines = [line for result in report.of(Status.FAILED) for line in result.message.splitlines()]
        raise DoesNotConform(
            f"framework {quoted(report.target)}", tuple(Problem("error", (), {"reason": line}) for line in lines)
        )
